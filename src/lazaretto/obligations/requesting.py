"""What is asked for and why it may be refused: the list of reasons, by kind of request.

Only a request is refused (law 5), when it is stated and by whoever holds the record. What the protocol
decides is decided by the version in force, at the level of the facility, when it was asked; a refusal
for what would come of it asks the very condition that would find it afterwards.
"""

from collections.abc import Callable

import msgspec

from lazaretto.facts import (
    assignments,
    command,
    complaints,
    custody,
    directives,
    dispatches,
    duty,
    extensions,
    gate,
    inspections,
    leading,
    notices,
    patrols,
    quarantine,
    regime,
    reports,
    retention,
    roll_calls,
)
from lazaretto.facts.fact import Body, Fact
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.refusing.assignments import (
    assignment_not_so_far,
    assignment_taken,
    due_is_past,
    judged_by_doer,
)
from lazaretto.obligations.refusing.command import (
    cell_would_overflow,
    mover_not_held,
    seats_too_few,
    somebody_left_behind,
    strangers_would_meet,
    trip_would_mix,
)
from lazaretto.obligations.refusing.complaints import (
    answerer_complained_about,
    closed_unanswered,
    complaint_out_of_turn,
    complaint_sealed,
    complaint_unknown,
    objection_open,
    reviewer_answered,
)
from lazaretto.obligations.refusing.custody import (
    ages_would_mix,
    already_there,
    cell_full,
    cell_out_of_use,
    cell_undisinfected,
    codefendants_would_meet,
    cohort_is_closed,
    infectious_beside,
    movement_frozen,
    nonassociates_would_meet,
    sexes_would_mix,
    strangers_would_mix,
)
from lazaretto.obligations.refusing.dispatches import (
    contradiction_unknown,
    dispatch_not_so_far,
    dispatch_running,
    dispatch_taken,
    signer_is_recorder,
)
from lazaretto.obligations.refusing.duty import (
    despite_without_reason,
    roster_days_reversed,
    roster_rewrites_past,
    roster_unlawful,
    signer_is_drafter,
    stranger_on_roster,
)
from lazaretto.obligations.refusing.entry import (
    approval_taken,
    approver_is_requester,
    approver_twice,
    decision_without_reason,
    delegation_void,
    leader_first,
    request_closed,
    request_decided,
    request_denied,
    request_unknown,
    request_withdrawn,
    window_over,
    window_reversed,
    window_widened,
    withdrawn_by_stranger,
)
from lazaretto.obligations.refusing.erasures import (
    answered_by_the_house,
    answered_by_the_proposer,
    hold_of_the_detachment,
    hold_on_a_stranger,
    hold_unknown,
    proposal_answered,
    proposal_unknown,
    proposed_already,
)
from lazaretto.obligations.refusing.extensions import (
    extended_finding_over,
    extended_finding_unknown,
    extension_by_the_house,
    extension_decided,
    extension_running,
    extension_shortens,
    extension_unknown,
    grant_unfit,
    granted_by_the_asker,
)
from lazaretto.obligations.refusing.gate import exit_held, release_without_paper
from lazaretto.obligations.refusing.leading import (
    delegation_of_another,
    delegation_over,
    delegation_taken,
    delegation_to_oneself,
    delegation_too_long,
    ended_by_stranger,
)
from lazaretto.obligations.refusing.notices import (
    finding_out_of_turn,
    finding_unknown,
    inspection_out_of_turn,
    inspection_unknown,
    items_unanswered,
    notice_due_over,
    notice_due_too_late,
    notice_finding_unknown,
    notice_number_taken,
    order_finding_closed,
    order_to_others,
    order_without_due,
    rectified_without_evidence,
    reinspected_by_the_house,
    reinspector_not_apart,
)
from lazaretto.obligations.refusing.pools import held_by_pool
from lazaretto.obligations.refusing.quarantine import (
    basis_missing,
    conditions_open,
    decider_made_order,
    end_without_reason,
    isolation_without_end,
    leg_unknown,
    order_not_live,
    order_without_end,
    owed_visit,
    review_after_end,
    review_before_order,
    review_too_late,
    visit_not_owed,
)
from lazaretto.obligations.refusing.regime import (
    right_never_suspended,
    suspension_over,
    suspension_too_long,
)
from lazaretto.obligations.refusing.reports import (
    correction_without_reason,
    report_day_running,
    report_knows_ahead,
    report_not_the_draft,
    report_number_taken,
    report_of_oneself,
    report_out_of_turn,
    report_unreconciled,
)
from lazaretto.obligations.refusing.roll_calls import (
    closing_without_words,
    counter_counted_before,
    finding_unnamed,
    patrol_not_walked,
    roll_call_not_due,
    roll_call_unknown,
    stops_left,
)

Values = dict[str, str]
Judge = Callable[[Asking], Values | None]  # the values of the sentence; None: nothing against it

LEAVING: tuple[Judge, ...] = (
    delegation_taken, window_reversed, window_over, delegation_of_another, delegation_to_oneself,
    delegation_too_long,
)  # fmt: skip

ANSWERING: tuple[Judge, ...] = (
    proposal_unknown, proposal_answered, answered_by_the_proposer, answered_by_the_house,
)  # fmt: skip

# Kind of request: the reasons against it, in the order in which they are told.
REASONS: dict[type[Body], tuple[Judge, ...]] = {
    command.ConversionOrdered: (
        mover_not_held, somebody_left_behind, cell_would_overflow, strangers_would_meet, trip_would_mix,
        seats_too_few,
    ),
    reports.ReportDrawn: (
        report_day_running, report_knows_ahead, report_number_taken, correction_without_reason,
    ),
    reports.ReportSigned: (
        report_out_of_turn, report_of_oneself, report_not_the_draft, report_unreconciled,
    ),
    reports.ReportReturned: (report_out_of_turn, report_of_oneself, report_not_the_draft),
    duty.RosterPublished: (
        roster_days_reversed, stranger_on_roster, signer_is_drafter, roster_rewrites_past,
        despite_without_reason, roster_unlawful,
    ),
    gate.EntryRequested: (window_reversed, window_over, approval_taken, request_decided),
    gate.EntryApproved: (
        request_unknown, approver_is_requester, request_denied, request_withdrawn, request_closed,
        delegation_void, leader_first, request_decided, approver_twice, window_widened,
    ),
    gate.EntryDenied: (
        request_unknown, approver_is_requester, request_denied, request_withdrawn, request_closed,
        delegation_void, request_decided, decision_without_reason,
    ),
    gate.EntryWithdrawn: (
        request_unknown, request_denied, request_withdrawn, request_closed, withdrawn_by_stranger,
        decision_without_reason,
    ),
    gate.ApprovalDelegated: LEAVING,
    leading.ResponsibilityDelegated: LEAVING,
    leading.DelegationEnded: (delegation_over, ended_by_stranger),
    directives.ContradictionSettled: (contradiction_unknown,),
    assignments.AssignmentSet: (assignment_taken, due_is_past),
    assignments.AssignmentVerified: (assignment_not_so_far, judged_by_doer),
    assignments.AssignmentReturned: (assignment_not_so_far, judged_by_doer, due_is_past),
    assignments.AssignmentWithdrawn: (assignment_not_so_far,),
    dispatches.DispatchOpened: (dispatch_taken, dispatch_running),
    dispatches.DispatchClosed: (dispatch_not_so_far,),
    dispatches.MinutesSigned: (dispatch_not_so_far, signer_is_recorder),
    gate.ExitRequested: (release_without_paper, held_by_pool, exit_held),
    roll_calls.RollCallChecked: (roll_call_unknown, roll_call_not_due, counter_counted_before),
    roll_calls.RollCallRecounted: (roll_call_unknown, roll_call_not_due, counter_counted_before),
    roll_calls.RollCallClosed: (
        roll_call_unknown, roll_call_not_due, counter_counted_before, closing_without_words, finding_unnamed,
    ),
    patrols.PatrolEnded: (patrol_not_walked, stops_left),
    quarantine.Ordered: (basis_missing, order_without_end, review_before_order, review_too_late),
    quarantine.EndOrdered: (leg_unknown, end_without_reason, decider_made_order),
    quarantine.Cleared: (leg_unknown, conditions_open),
    quarantine.IsolationOrdered: (
        order_not_live, basis_missing, isolation_without_end, review_before_order, review_too_late,
        review_after_end, visit_not_owed,
    ),
    regime.RegimeSuspended: (suspension_over, right_never_suspended, suspension_too_long),
    complaints.ComplaintAnswered: (
        complaint_unknown, complaint_sealed, complaint_out_of_turn, answerer_complained_about,
    ),
    complaints.ComplaintReviewed: (
        complaint_unknown, complaint_sealed, complaint_out_of_turn, answerer_complained_about,
        reviewer_answered,
    ),
    complaints.ComplaintClosed: (
        complaint_unknown, complaint_sealed, complaint_out_of_turn, answerer_complained_about,
        closed_unanswered, objection_open,
    ),
    custody.PlaceRequested: (
        already_there, cell_full, movement_frozen, held_by_pool,
        sexes_would_mix, ages_would_mix, codefendants_would_meet, nonassociates_would_meet,
        strangers_would_mix, cohort_is_closed, cell_out_of_use, cell_undisinfected, infectious_beside,
    ),
    notices.NoticeIssued: (
        notice_number_taken, notice_finding_unknown, order_to_others, order_without_due, notice_due_over,
        notice_due_too_late, order_finding_closed,
    ),
    notices.FindingReinspected: (
        finding_unknown, finding_out_of_turn, reinspector_not_apart, reinspected_by_the_house,
        rectified_without_evidence,
    ),
    notices.FindingReopened: (finding_unknown, finding_out_of_turn),
    extensions.ExtensionAsked: (
        extended_finding_unknown, extended_finding_over, extension_running, extension_shortens,
    ),
    extensions.ExtensionDecided: (
        extension_unknown, extension_decided, granted_by_the_asker, extension_by_the_house, grant_unfit,
    ),
    inspections.InspectionClosed: (inspection_unknown, inspection_out_of_turn, items_unanswered),
    retention.HoldSet: (hold_on_a_stranger,),
    retention.HoldLifted: (hold_unknown, hold_of_the_detachment),
    retention.ErasureProposed: (proposed_already,),
    retention.ErasureDeclined: ANSWERING,
    retention.Erased: ANSWERING,  # asked by the act of erasing: what is gone cannot be refused
}  # fmt: skip


# What opens a gate or keeps a place: in an emergency of the house it is granted (H1), unless nobody could
# tell what was asked for, or the bed does not exist. What shuts somebody in keeps all its reasons, and so
# does an approval: the gate is open without one, and it would outlast the emergency.
OPENED: frozenset[type[Body]] = frozenset({gate.EntryRequested, gate.ExitRequested, custody.PlaceRequested})
MALFORMED: frozenset[Judge] = frozenset(
    {window_reversed, approval_taken, request_decided, already_there, cell_full}
)


def as_granted(asking: Asking) -> Fact:
    """The request as it is recorded: an isolation names the clause that owes the daily visit (law 15)."""
    body = asking.fact.body
    if not isinstance(body, quarantine.IsolationOrdered):
        return asking.fact
    completed = msgspec.structs.replace(body, visits=owed_visit(asking))
    return msgspec.structs.replace(asking.fact, body=completed)


def said_again(fact: Fact, held: Fact) -> Fact:
    """A request that is held already, as it comes again: with what was added when it was granted."""
    if not isinstance(fact.body, quarantine.IsolationOrdered) or not isinstance(held.body, type(fact.body)):
        return fact
    return msgspec.structs.replace(fact, body=msgspec.structs.replace(fact.body, visits=held.body.visits))


def refusal(asking: Asking) -> tuple[str, Values] | None:
    """The first reason against a request, and the values of its sentence; None when it may be recorded."""
    opened = type(asking.fact.body) in OPENED and asking.emergency
    for judge in REASONS.get(type(asking.fact.body), ()):
        values = judge(asking) if not opened or judge in MALFORMED else None
        if values is not None:
            return judge.__name__, values
    return None
