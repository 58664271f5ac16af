"""What must not happen: the list of conditions, in reading order.

Each is one named function of ``refraining``: it takes the registers, the clause's settings and a window
in seconds, and gives the events of the window that broke it: key = who or what, fact = the fact that did
it, occurred = when it came about. A new condition is one function there and one line here.
"""

from collections.abc import Callable
from typing import NamedTuple

from lazaretto.obligations.refraining.assignments import (
    assignment_judged_by_doer,
    assignment_out_of_turn,
    dispatch_out_of_turn,
    minutes_signed_by_recorder,
)
from lazaretto.obligations.refraining.cells import (
    cell_not_disinfected,
    clock_not_restarted,
    cohort_left_open,
    entered_closed_cohort,
    nonassociates_share_cell,
    placed_beside_infectious,
    unwell_with_well,
    withdrawn_cell_used,
)
from lazaretto.obligations.refraining.check_ins import (
    check_ins_kept_too_long,
    isolates_at_home_in_outbreak,
)
from lazaretto.obligations.refraining.command import facility_without_leader
from lazaretto.obligations.refraining.complaints import (
    closed_before_objection,
    complaint_astray,
    complaint_judged_by_its_subject,
    complaint_unanswered,
    sealed_complaint_opened,
)
from lazaretto.obligations.refraining.copying import copied_strips, copied_sweep
from lazaretto.obligations.refraining.custody import (
    cell_over_capacity,
    codefendants_share_cell,
    held_past_deadline,
    intake_while_suspended,
    minor_with_adults,
    sexes_share_cell,
    transition_cells_short,
)
from lazaretto.obligations.refraining.directives import contradiction_unsettled
from lazaretto.obligations.refraining.duty import (
    batch_incomplete,
    early_reentry,
    handover_to_oneself,
    roster_despite,
    standby_inside_guarded,
    step_up_untested,
    unrostered_entry,
)
from lazaretto.obligations.refraining.emergencies import emergency_left_open, unaccounted_after_emergency
from lazaretto.obligations.refraining.entry import (
    approval_by_lapsed_delegation,
    approver_is_requester,
    delegation_overlong,
    entered_while_closed,
    entry_without_approval,
)
from lazaretto.obligations.refraining.fatigue import (
    inside_too_long,
    nights_in_a_row,
    rest_too_short,
    watch_hours_exceeded,
    week_hours_exceeded,
)
from lazaretto.obligations.refraining.fixing import fixed_person_missing, task_unfixed
from lazaretto.obligations.refraining.gate import (
    forbidden_goods,
    goods_released_early,
    goods_unbalanced,
    goods_undisinfected,
)
from lazaretto.obligations.refraining.handing import handover_differs
from lazaretto.obligations.refraining.hygiene import (
    disinfectants_mixed,
    disinfection_unchecked,
    disinfection_weak,
    implausible_series,
)
from lazaretto.obligations.refraining.incidents import (
    linked_cases,
    moved_while_frozen,
    watch_threshold,
    went_home_unwell,
)
from lazaretto.obligations.refraining.isolation import isolated_without_order, isolation_past_end
from lazaretto.obligations.refraining.living import (
    appointment_astray,
    held_without_interpreter,
    legal_stopped_by_quarantine,
    need_unmet,
    right_left_out_for_quarantine,
    suspended_too_long,
)
from lazaretto.obligations.refraining.logs import log_disagrees, log_resubmitted_unreopened
from lazaretto.obligations.refraining.notices import (
    finding_overdue,
    finding_repeated,
    reinspected_by_same,
    supervision_out_of_turn,
)
from lazaretto.obligations.refraining.orders import (
    cut_short_unreasoned,
    leg_ended_uncleared,
    release_unacknowledged,
)
from lazaretto.obligations.refraining.passing import absence_unexplained, entered_against_verdict
from lazaretto.obligations.refraining.path import path_overbooked
from lazaretto.obligations.refraining.patrols import patrol_left_open, patrol_out_of_turn
from lazaretto.obligations.refraining.quarantine import (
    infection_in_general_wing,
    leg_at_wrong_site,
    leg_began,
    leg_ended_early,
    leg_ended_unwell,
    leg_without_order,
    mixed_before_clearance,
    released_unhanded,
    review_not_independent,
    review_set_late,
    stranger_in_cohort,
    transferred_without_status,
)
from lazaretto.obligations.refraining.regime import alone_too_long, care_overdue
from lazaretto.obligations.refraining.reports import report_signed_astray
from lazaretto.obligations.refraining.roll_calls import (
    passed_during_roll_call,
    roll_call_by_one_person,
    roll_call_left_open,
    roll_call_out_of_turn,
)
from lazaretto.obligations.refraining.shifts import shifts_in_one_zone, shifts_shared, stepped_in_early
from lazaretto.obligations.refraining.stock import (
    expired_batch_used,
    stock_below_cover,
    stock_count_differs,
)
from lazaretto.obligations.refraining.supervision import differences_unexplained, reconciled_by_counter
from lazaretto.obligations.refraining.testing import (
    left_isolation_unclear,
    moved_while_held,
    pool_across_cells,
    too_few_rounds,
    tube_reused,
    tube_unchecked,
)
from lazaretto.obligations.refraining.training import untrained_on_post
from lazaretto.registers.events import Columns, Ints
from lazaretto.registers.regime import ACTIVITIES
from lazaretto.registers.standing import Standing

Find = Callable[[Standing, dict[str, int], int, int], Columns]


class Condition(NamedTuple):
    """A condition and the settings that a clause must give it.

    ``since``: when that began which was broken, where the version in force *then* decides, so that a
    new version never shortens what is running; without it the version at the breach decides.
    ``opened``: what a hand does at a gate or at the door of a cell; an emergency of the house opens it
    (:mod:`.emergencies`). Orders, signatures and what is owed to a person stay as they are.
    """

    find: Find
    needs: tuple[str, ...] = ()
    since: Callable[[Standing, Columns], Ints] | None = None
    opened: bool = False


CONDITIONS: dict[str, Condition] = {
    # quarantine
    "infection_in_general_wing": Condition(infection_in_general_wing, opened=True),
    "mixed_before_clearance": Condition(mixed_before_clearance, opened=True),
    "stranger_in_cohort": Condition(stranger_in_cohort, opened=True),
    "clock_not_restarted": Condition(clock_not_restarted, ("minutes",)),
    "leg_without_order": Condition(leg_without_order),
    "leg_at_wrong_site": Condition(leg_at_wrong_site),
    "leg_ended_early": Condition(leg_ended_early, since=leg_began),
    "leg_ended_unwell": Condition(leg_ended_unwell, ("tenths", "hours")),
    "path_overbooked": Condition(path_overbooked),
    "leg_ended_uncleared": Condition(leg_ended_uncleared),
    "cut_short_unreasoned": Condition(cut_short_unreasoned),
    "release_unacknowledged": Condition(release_unacknowledged, ("hours",)),
    "isolated_without_order": Condition(isolated_without_order),
    "isolation_past_end": Condition(isolation_past_end),
    "review_set_late": Condition(review_set_late, ("days",)),
    "review_not_independent": Condition(review_not_independent),
    "transferred_without_status": Condition(transferred_without_status, opened=True),
    "released_unhanded": Condition(released_unhanded, opened=True),
    # cells and cohorts
    "entered_closed_cohort": Condition(entered_closed_cohort, opened=True),
    "cohort_left_open": Condition(cohort_left_open, ("hours",)),
    "nonassociates_share_cell": Condition(nonassociates_share_cell, opened=True),
    "unwell_with_well": Condition(unwell_with_well, ("hours",), opened=True),
    "cell_not_disinfected": Condition(cell_not_disinfected, opened=True),
    "withdrawn_cell_used": Condition(withdrawn_cell_used, opened=True),
    "placed_beside_infectious": Condition(placed_beside_infectious, opened=True),
    # custody
    "cell_over_capacity": Condition(cell_over_capacity, opened=True),
    "sexes_share_cell": Condition(sexes_share_cell, opened=True),
    "minor_with_adults": Condition(minor_with_adults, ("years",), opened=True),
    "codefendants_share_cell": Condition(codefendants_share_cell, opened=True),
    "intake_while_suspended": Condition(intake_while_suspended, opened=True),
    "transition_cells_short": Condition(transition_cells_short, ("cells", "days")),
    "held_past_deadline": Condition(held_past_deadline),
    # regime
    "alone_too_long": Condition(alone_too_long, ("days", "hours", "minutes")),
    "care_overdue": Condition(care_overdue, ("minutes",)),
    "right_left_out_for_quarantine": Condition(right_left_out_for_quarantine, ACTIVITIES),
    "suspended_too_long": Condition(suspended_too_long, ("hours",)),
    "need_unmet": Condition(need_unmet),
    "legal_stopped_by_quarantine": Condition(legal_stopped_by_quarantine),
    "held_without_interpreter": Condition(held_without_interpreter),
    "appointment_astray": Condition(appointment_astray),
    "complaint_judged_by_its_subject": Condition(complaint_judged_by_its_subject),
    "sealed_complaint_opened": Condition(sealed_complaint_opened),
    "complaint_unanswered": Condition(complaint_unanswered, ("days",)),
    "closed_before_objection": Condition(closed_before_objection, ("days",)),
    "complaint_astray": Condition(complaint_astray),
    # testing
    "pool_across_cells": Condition(pool_across_cells),
    "tube_reused": Condition(tube_reused),
    "tube_unchecked": Condition(tube_unchecked),
    "moved_while_held": Condition(moved_while_held, opened=True),
    "too_few_rounds": Condition(too_few_rounds, ("rounds", "rounds_reinforced")),
    "left_isolation_unclear": Condition(left_isolation_unclear, ("samples", "days")),
    # incidents
    "moved_while_frozen": Condition(moved_while_frozen, opened=True),
    "went_home_unwell": Condition(went_home_unwell, opened=True),
    "linked_cases": Condition(linked_cases, ("cases", "days")),
    "watch_threshold": Condition(watch_threshold, ("staff", "staff_with", "detainees", "days")),
    # hygiene
    "disinfection_weak": Condition(disinfection_weak, ("mg_l", "minutes")),
    "disinfectants_mixed": Condition(disinfectants_mixed),
    "disinfection_unchecked": Condition(disinfection_unchecked),
    "implausible_series": Condition(implausible_series, ("run",)),
    "copied_sweep": Condition(copied_sweep, ("people", "sweeps", "alike")),
    "copied_strips": Condition(copied_strips, ("run",)),
    # duty
    "early_reentry": Condition(early_reentry, ("days",), opened=True),
    "unrostered_entry": Condition(unrostered_entry, opened=True),
    "roster_despite": Condition(roster_despite),
    "standby_inside_guarded": Condition(standby_inside_guarded, opened=True),
    "step_up_untested": Condition(step_up_untested, ("hours",), opened=True),
    "batch_incomplete": Condition(batch_incomplete, ("leaders", "medics", "women")),
    "handover_to_oneself": Condition(handover_to_oneself),
    "shifts_in_one_zone": Condition(shifts_in_one_zone, ("minutes",), opened=True),
    "shifts_shared": Condition(shifts_shared, ("minutes",), opened=True),
    "stepped_in_early": Condition(stepped_in_early, ("days",), opened=True),
    "watch_hours_exceeded": Condition(watch_hours_exceeded, ("hours",)),
    "week_hours_exceeded": Condition(week_hours_exceeded, ("hours",)),
    "rest_too_short": Condition(rest_too_short, ("hours",)),
    "nights_in_a_row": Condition(nights_in_a_row, ("nights",)),
    "inside_too_long": Condition(inside_too_long, ("days",)),
    "handover_differs": Condition(handover_differs),
    "task_unfixed": Condition(task_unfixed, ("hours",)),
    "fixed_person_missing": Condition(fixed_person_missing, opened=True),
    "untrained_on_post": Condition(untrained_on_post, opened=True),
    "isolates_at_home_in_outbreak": Condition(isolates_at_home_in_outbreak, ("cases", "days")),
    "check_ins_kept_too_long": Condition(check_ins_kept_too_long, ("days",)),
    # gate
    "entry_without_approval": Condition(entry_without_approval, opened=True),
    "approver_is_requester": Condition(approver_is_requester, opened=True),
    "entered_while_closed": Condition(entered_while_closed, opened=True),
    "approval_by_lapsed_delegation": Condition(approval_by_lapsed_delegation, opened=True),
    "delegation_overlong": Condition(delegation_overlong, ("hours",)),
    "forbidden_goods": Condition(forbidden_goods, opened=True),
    "goods_released_early": Condition(goods_released_early, ("hours",), opened=True),
    "goods_undisinfected": Condition(goods_undisinfected, opened=True),
    "goods_unbalanced": Condition(goods_unbalanced),
    "entered_against_verdict": Condition(entered_against_verdict, opened=True),
    "absence_unexplained": Condition(absence_unexplained, ("hours",), opened=True),
    # emergencies
    "unaccounted_after_emergency": Condition(unaccounted_after_emergency, ("hours",)),
    "emergency_left_open": Condition(emergency_left_open, ("hours",)),
    # supervision
    "differences_unexplained": Condition(differences_unexplained),
    "reconciled_by_counter": Condition(reconciled_by_counter),
    "finding_repeated": Condition(finding_repeated, ("days", "times")),
    "finding_overdue": Condition(finding_overdue, ("hours",)),
    "reinspected_by_same": Condition(reinspected_by_same),
    "supervision_out_of_turn": Condition(supervision_out_of_turn),
    "passed_during_roll_call": Condition(passed_during_roll_call, ("minutes",), opened=True),
    "roll_call_left_open": Condition(roll_call_left_open, ("minutes",)),
    "roll_call_by_one_person": Condition(roll_call_by_one_person),
    "roll_call_out_of_turn": Condition(roll_call_out_of_turn),
    "patrol_left_open": Condition(patrol_left_open, ("minutes",)),
    "patrol_out_of_turn": Condition(patrol_out_of_turn),
    # command
    "facility_without_leader": Condition(facility_without_leader, ("hours",)),
    "log_disagrees": Condition(log_disagrees, ("tenths",)),
    "log_resubmitted_unreopened": Condition(log_resubmitted_unreopened),
    "report_signed_astray": Condition(report_signed_astray),
    "contradiction_unsettled": Condition(contradiction_unsettled, ("hours",)),
    "assignment_out_of_turn": Condition(assignment_out_of_turn),
    "assignment_judged_by_doer": Condition(assignment_judged_by_doer),
    "dispatch_out_of_turn": Condition(dispatch_out_of_turn),
    "minutes_signed_by_recorder": Condition(minutes_signed_by_recorder),
    # stock
    "stock_below_cover": Condition(stock_below_cover, ("days_used", "days_cover")),
    "expired_batch_used": Condition(expired_batch_used),
    "stock_count_differs": Condition(stock_count_differs, ("pieces",)),
}
