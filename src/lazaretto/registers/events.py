"""Events: facts as rows of whole numbers, so that a register is a fold over columns.

One fact may give several events (a sweep of a cell gives one ``temperature`` a person). A value
that is a word in the fact becomes its index in the word list of its type (``facts``), so codes
have one home. The meaning of ``value`` and ``aux`` stands beside each name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Row: TypeAlias = tuple[str, int, int, int]  # event name, key, value, aux
Rows: TypeAlias = Iterator[Row]

FOREVER = 2**62  # seconds; later than any end of any period, and safe to add to

# name: (what the key is, what `value` is, what `aux` is)
MEANING: dict[str, tuple[str, str, str]] = {
    "placed": ("person", "cell (key)", "0 admitted, 1 moved, 2 transferred in, 3 came back"),
    "unplaced": ("person", "0 released, 1 transferred out, 2 left the network", ""),
    "went_out": ("person", "", ""),
    "admitted": ("person", "cell (key)", "legal deadline, day number, or 0"),
    "deadline": ("person", "until, day number", ""),
    "sex": ("person", "sex (index)", ""),
    "born": ("person", "day number", ""),
    "case_group": ("person", "case group (key)", ""),
    "transferred_in": ("person", "cell (key)", "origin (facility)"),
    "transferred_out": ("person", "destination (facility)", "1 if the status document went along"),
    "released": ("person", "1 if handed over to somebody", ""),
    "place_requested": ("person", "cell (key)", ""),
    "place_given_up": ("person", "cell (key)", ""),
    "left_network": ("person", "sort of place (index)", "1 if the status document went along"),
    "received": ("person", "party (index)", "1 if the status was read"),
    "hand_over_said": ("facility|hand-over", "act (index)", "person (key)"),
    "person_handed_over": ("person", "party (index)", "1 if the status document went along"),
    "kept_apart": ("pair of persons", "one (key)", "the other (key)"),
    "apart_lifted": ("pair of persons", "one (key)", "the other (key)"),
    "cell_withdrawn": ("place", "cause (index)", ""),
    "cell_returned": ("place", "", ""),
    "ordered": ("person", "first review, day number", "order (key)"),
    "ordered_by": ("person", "who ordered (key)", "order (key)"),
    "leg_planned": ("person", "layer times 512 and days", "where (facility), or -1 outside the network"),
    "clock_started": ("person", "layer", "cohort (key)"),  # leg_started and clock_restarted together
    "leg_started": ("person", "layer", "cohort (key)"),
    "clock_restarted": ("person", "layer", "cohort (key)"),
    "leg_ended": ("person", "layer", "outcome (index)"),
    "leg_cut_short": ("person", "layer", "1 if a reason was given"),
    "served": ("person", "order (key)", "1 if signed"),
    "cohort_closed": ("cohort", "cell (key)", ""),
    "end_ordered": ("person", "last day, day number", "layer"),
    "cleared": ("person", "layer", "who signed (key)"),
    "isolation_ordered": ("person", "last day, day number", "first review, day number"),
    "isolation_ended": ("person", "", ""),
    "visited": ("person", "1 if the reason was explained", ""),
    "reviewed": ("person", "next review, day number", "order (key)"),
    "reviewed_by": ("person", "who reviewed (key)", "order (key)"),
    "sampled": ("person", "pool size", "purpose (index)"),
    "in_tube": ("person", "tube (key)", "pool size"),
    "in_retest": ("person", "tube (key)", "pool size"),
    "labelled": ("tube", "round (key), or -1", ""),
    "tube_filled": ("tube", "round (key), or -1", "pool size"),
    "tube_checked": ("tube", "who checked (key), or -1", "who swabbed (key)"),
    "tube_handed_over": ("tube", "", ""),
    "tube_received": ("tube", "condition (index)", ""),
    "tube_voided": ("tube", "why (index)", ""),
    "result_told": ("tube", "parties told", ""),
    "tube_result": ("tube", "result (index)", ""),
    "result": ("person", "result (index)", "pool size"),
    "retest_result": ("person", "result (index)", "pool size"),
    "rounds_ordered": ("facility", "until, day number", "1 if reinforced"),
    "screened": ("person", "finding (index)", "method (index)"),
    "screened_for": ("person", "disease (key)", "method (index)"),
    "mustered": ("person", "round (key)", "round closes, seconds"),
    "covered": ("person", "0 swabbed, else 1 + unsampled outcome (index)", "round (key)"),
    "round_opened": ("round", "stratum (index)", "closes, seconds"),
    "round_closed": ("round", "", ""),
    "round_planned": ("round", "swabs a tube may hold, or 0", "part (index)"),
    "temperature": ("person", "tenths of a degree Celsius", ""),
    "swept": ("place, or facility", "readings", "fingerprint of who showed what"),
    "swept_alike": ("place, or facility", "readings", "tenths of a degree Celsius that all show"),
    "not_measured": ("person", "", ""),
    "disinfected": ("place", "measured mg/L, or -1", "contact minutes"),
    "disinfected_aim": ("place", "aimed at, mg/L (0: an agent without)", "contact minutes"),
    "disinfected_by": ("place", "who checked (key), or -1", "who did it (key)"),
    "disinfected_with": ("place", "agent (key)", "batch (key), or -1"),
    "disinfected_along": ("place", "agent (key)", "another agent (key)"),
    "contact": ("person", "minutes", "sort (index)"),
    "family_contact": ("person", "minutes", "sort (index)"),
    "open_air": ("person", "minutes", ""),
    "out_of_cell": ("person", "minutes", "sort (index)"),
    "care_ordered": ("person|care", "every so many hours", "sort (index)"),
    "care_until": ("person|care", "last day, day number, or 0", ""),
    "care_of": ("person|care", "person (key)", ""),
    "care_given": ("person|care", "outcome (index)", ""),
    "care_ended": ("person|care", "", ""),
    "activity_done": ("wing", "activity (index)", "how many took part"),
    "activity_absent": ("person", "activity (index)", "why (index)"),
    "need_unmet": ("person", "", ""),
    "activity_left_out": ("wing", "activity (index)", "cause (index)"),
    "activity_suspended": ("wing", "activity (index)", "until, seconds"),
    "activity_suspended_for": ("wing", "activity (index)", "cause (index)"),
    "activity_resumed": ("wing", "activity (index)", ""),
    "appointment_asked": ("appointment", "sort (index)", "person (key)"),
    "appointment_set": ("appointment", "person (key)", "ends, seconds"),
    "appointment_sort": ("appointment", "sort (index)", "starts, seconds"),
    "appointment_postponed": ("appointment", "cause (index)", "by which side (index)"),
    "appointment_held": ("appointment", "minutes", "1 if somebody interpreted"),
    "appointment_missed": ("appointment", "cause (index)", ""),
    "appointment_declined": ("appointment", "cause (index)", "who declined it (key)"),
    "appointment_cancelled": ("appointment", "by which side (index)", ""),
    "appointment_act": ("appointment", "act (index)", "who did it, or said so (key)"),
    "need_stated": ("person", "sort (index)", "need (key)"),
    "need_ended": ("person", "sort (index)", ""),
    "complaint_lodged": ("complaint", "addressee (index)", "1 if on a form"),
    "complaint_act": ("complaint", "act (index)", "who did it, or said so (key)"),
    "complaint_against": ("complaint", "staff (key)", ""),
    "complaint_forwarded": ("complaint", "who handed it on (key)", ""),
    "complaint_received": ("complaint", "who received it (key)", ""),
    "complaint_answered": ("complaint", "who answered it (key)", "outcome (index)"),
    "answer_handed": ("complaint", "who handed it over (key)", "1 if signed"),
    "complaint_objected": ("complaint", "", ""),
    "complaint_reviewed": ("complaint", "who looked again (key)", "outcome (index)"),
    "complaint_closed": ("complaint", "ground (index)", ""),
    "symptoms": ("person", "", ""),
    "isolated": ("person", "order (key), or -1", ""),
    "checked": ("subject", "verdict (index)", "passage (key)"),
    "checked_by": ("person", "officer (key)", "passage (key)"),
    "declared": ("subject", "1 if travel or contact was declared", "passage (key)"),
    "passed": ("passage", "subject (key)", "0 in, 1 out, 2 turned away"),
    "entered": ("subject", "zone (index)", "category (index)"),
    "entered_on": ("subject", "basis (key), or -1", "category (index)"),
    "left": ("subject", "zone (index)", "category (index)"),
    "entry_refused": ("subject", "category (index)", ""),
    "entry_requested": ("approval", "requester (key)", "closes, seconds"),
    "entry_wanted": ("approval", "subject (key)", "zone (index)"),
    "entry_opens": ("approval", "opens, seconds", ""),
    "entry_approved": ("approval", "approver (key)", "0 leader, 1 detachment"),
    "approved_until": ("approval", "closes, seconds, or FOREVER", "delegation (key), or -1"),
    "entry_denied": ("approval", "who denied it (key)", "0 leader, 1 detachment"),
    "entry_withdrawn": ("approval", "who withdrew it (key)", ""),
    "approval_delegated": ("person", "0 leader, 1 detachment", "closes, seconds"),
    "delegation_opens": ("delegation", "who delegated (key)", "opens, seconds"),
    "vehicle_seen": ("vehicle", "driver (key), or -1", "1 if disinfected, 0 if not, -1 unknown"),
    "exit_requested": ("person", "purpose (index)", "exit (key)"),
    "overridden": ("override", "who or what (key)", ""),
    "override_reported": ("override", "", ""),
    "goods_registered": ("consignment", "goods (index)", "1 if disinfected"),
    "goods_disinfected": ("consignment", "contact minutes", ""),
    "goods_pieces": (
        "consignment",
        "pieces, or -1 for all that was left",
        "0 registered, 1 in, 2 back, 3 destroyed",
    ),
    "goods_sampled": ("consignment", "tube (key)", ""),
    "goods_result": ("consignment", "result (index)", ""),
    "goods_released": ("consignment", "", ""),
    "goods_removed": ("consignment", "", ""),
    "goods_gone": ("consignment", "2 back, 3 destroyed: nothing is left", ""),
    "emergency_declared": ("facility", "cause (index)", "emergency (key)"),
    "emergency_ended": ("facility", "", "emergency (key)"),
    "answered_muster": ("person", "1 if present", "emergency (key), or -1"),
    "line_unread": ("form and line", "line", ""),
    "gate_looked": ("facility", "people", "1 if the time was drawn"),
    "look_drawn": ("facility", "1", ""),
    "tally_taken": ("facility", "day number", "who took it (key)"),
    "replay_counted": ("facility", "day number", "who counted it (key)"),
    "reconciled": ("facility", "day number", "differences left unexplained"),
    "reconciled_by": ("facility", "who signed (key)", "day number"),
    "camera_set": ("camera", "1 if it has an address", ""),
    "finding_raised": ("facility|finding", "severity (index)", "origin (index)"),
    "finding_about": ("facility|matter", "facility|finding (key)", "severity (index)"),
    "finding_due": ("facility|finding", "due, seconds", "severity (index)"),
    "finding_noticed": ("facility|finding", "severity (index)", "due, seconds, or 0"),
    "finding_rectified": ("facility|finding", "pieces of evidence", "who put it right (key)"),
    "finding_reinspected": ("facility|finding", "outcome (index)", "who looked again (key)"),
    "finding_again": ("facility|finding", "0 returned, 1 reopened", ""),
    "finding_act": ("facility|finding", "act (index)", "who did it, or said so (key)"),
    "finding_extended": ("facility|finding", "severity (index)", "due, seconds"),
    "extension_asked": ("facility|extension", "", ""),
    "extension_decided": ("facility|extension", "0 granted, 1 refused", ""),
    "extension_act": ("facility|extension", "act (index)", "who did it, or said so (key)"),
    "notice_issued": ("facility|notice", "sort (index)", "due, seconds, or 0"),
    "notice_numbered": ("sort|year", "number", ""),
    "notice_received": ("facility|notice", "", ""),
    "notice_answered": ("facility|notice", "", ""),
    "notice_act": ("facility|notice", "act (index)", "who did it, or said so (key)"),
    "inspection_opened": ("facility|inspection", "checklist (key)", "0 the house, 1 the detachment"),
    "inspection_closed": ("facility|inspection", "score, per mille", "items that failed"),
    "inspection_act": ("facility|inspection", "act (index)", "who did it, or said so (key)"),
    "house_inspected": ("facility", "checklist (key)", "score, per mille"),
    "gathering_set": ("facility", "camera of A (key)", ""),
    "roll_call_called": ("facility|roll-call", "1 if its time was drawn", ""),
    "roll_call_gathered": ("facility|roll-call", "", ""),
    "roll_call_counts": ("facility|roll-call", "people of A times 2097152, and of B; -1", "act (index)"),
    "roll_call_closed": ("facility|roll-call", "outcome (index of the act)", ""),
    "roll_call_said": ("facility|roll-call", "act (index)", "who did it, or said so (key)"),
    "roll_call_held": ("facility", "1 if its time was drawn", "facility|roll-call (key)"),
    "tour_set": ("facility|tour|turn", "stops", "turn"),
    "tour_dropped": ("facility|tour|turn", "", "turn"),
    "tour_walked": ("facility|tour|turn", "stops looked at", "stops passed over"),
    "patrol_said": ("facility|patrol", "act (index)", "tour or stop (key)"),
    "draw_committed": ("facility", "first day, day number", "days"),
    "enrolled": ("person", "post (index)", "sex (index)"),
    "reinforced": ("person", "", ""),
    "phase_started": ("person", "phase (index)", "batch (key)"),
    "left_strength": ("person", "", ""),
    "reinforcement_ended": ("person", "", ""),
    "absent": ("person", "first day, day number", "last day, day number, or FOREVER"),
    "absent_for": ("person", "cause (index)", "first day, day number"),
    "returned": ("person", "", ""),
    "post_set": ("facility|post", "zone (index)", "watches"),
    "post_for": ("facility|post", "post of staff (index)", ""),
    "post_asks": ("facility|post", "procedure (key)", ""),
    "watch_set": (
        "facility|post|watch",
        "minute of the day times 64, hours",
        "people times 2**20, women",
    ),
    "watch_of": ("facility|post|watch", "facility|post (key)", "zone (index)"),
    "pattern_ordered": ("facility", "pattern (key)", "first day, day number"),
    "roster_drafted": ("roster", "who drafted it (key)", ""),
    "roster_published": ("roster", "first day, day number", "last day, day number"),
    "roster_signed": ("roster", "who signed (key)", "draft (key), or -1"),
    "roster_despite": ("roster", "rule that it breaks (key)", ""),
    "rostered": ("person", "first day, day number", "last day, day number"),
    "turn": ("person", "first day, day number, times 8 and phase (index)", "last day, day number"),
    "turn_batch": ("person", "batch (key)", "first day, day number"),
    "stand": ("person", "day number", "facility|post|watch (key)"),
    "matrix_signed": ("matrix", "who signed (key)", "lines"),
    "fixed": ("person", "task (key)", "facility|post (key)"),
    "fixed_deputy": ("person", "task (key)", "facility|post (key)"),
    "shared": ("person", "sort (index)", "facility|which (key)"),
    "checked_in": ("person", "where (index)", "1 if well"),
    "handed_over": ("handover", "outgoing (key)", ""),
    "handover_acknowledged": ("handover", "incoming (key)", ""),
    "handover_held": ("handover", "people held", "0 outgoing, 1 incoming"),
    "handover_line": ("handover", "obligation (key)", "0 outgoing, 1 incoming"),
    "taught": ("person", "procedure (key)", "minutes"),
    "assessed": ("person", "procedure (key)", "1 if passed"),
    "assessed_by": ("person", "who assessed (key)", "procedure (key)"),
    "travelled": ("person", "vehicle (key), or -1", "0 carried, 1 as escort"),
    "incident_opened": ("incident", "cause (index)", "person (key), or -1"),
    "incident_of": ("person", "incident (key)", "cause (index)"),
    "incident_closed": ("incident", "", ""),
    "frozen": ("place", "incident (key)", ""),
    "thawed": ("place", "incident (key)", ""),
    "classified": ("person", "classification (index)", "incident (key)"),
    "contacts_listed": ("person", "incident (key)", "how many"),
    "contact_listed": ("person", "incident (key)", "minutes"),
    "contact_decided": ("person", "decision (index)", "incident (key)"),
    "stock_in": ("facility|item|batch", "pieces", "expires, day number, or 0"),
    "stock_out": ("facility|item|batch", "pieces", "0 used, 1 discarded"),
    "stock_counted": ("facility|item|batch", "pieces", ""),
    "stock_item": ("facility|item|batch", "item (index)", "batch (key)"),
    "vaccinated": ("person", "dose", "disease (key)"),
    "immunity_stated": ("person", "immune (index)", "disease (key)"),
    "vaccine_declined": ("person", "disease (key)", ""),
    "facility_established": ("facility", "sort (index)", "county (key)"),
    "place_established": ("place", "use (index)", "capacity"),
    "wing_of": ("place", "wing (key)", "use (index)"),
    "place_people": ("place", "whom it is meant for (index)", ""),
    "neighbour": ("place", "neighbouring place (key)", ""),
    "vehicle_listed": ("vehicle", "seats", ""),
    "conversion_ordered": ("facility", "role (index)", "conversion (key)"),
    "conversion_ended": ("facility", "outcome (index)", "conversion (key)"),
    "level_ordered": ("facility", "level (index)", "begins, seconds; 0: at once"),
    "role_assigned": ("facility", "role (index)", ""),
    "intake_suspended": ("facility", "", ""),
    "intake_resumed": ("facility", "", ""),
    "leader_named": ("person", "until, seconds; 0: until another is", ""),
    "deputy_named": ("person", "until, seconds; 0: until relieved", ""),
    "leader_relieved": ("person", "", ""),
    "responsibility_delegated": ("delegation", "delegate (key)", "0 leader, 1 detachment"),
    "delegation_ended": ("delegation", "by (key)", ""),
    "directive_issued": ("facility|directive", "issuer (index)", "to be acknowledged by, seconds, or 0"),
    "directive_received": ("facility|directive", "", ""),
    "directive_to_pass_on": ("directive", "", "to be passed on by, seconds"),
    "directive_passed_on": ("directive", "", ""),
    "directive_in_force": ("directive", "first day, day number, or 0", "last day, day number, or 0"),
    "directive_superseded": ("directive", "by which (key)", ""),
    "directive_sets": ("directive", "document:parameter (key)", "value (key)"),
    "directive_asks": ("directive", "subject (key)", "1 if it is demanded, 0 if forbidden"),
    "contradiction_settled": ("over|directive|directive", "which prevails (key)", "who settled it (key)"),
    "assignment_set": ("facility|assignment", "origin (index)", "who answers for it (key)"),
    "assignment_due": ("facility|assignment", "0 set, 1 returned", "due, seconds"),
    "assignment_done": ("facility|assignment", "who did it (key)", "who said so (key)"),
    "assignment_verified": ("facility|assignment", "who looked (key)", "who said so (key)"),
    "assignment_returned": ("facility|assignment", "who looked (key)", "who said so (key)"),
    "assignment_withdrawn": ("facility|assignment", "who withdrew it (key)", "who said so (key)"),
    "dispatch_opened": ("facility|dispatch", "who chairs (key)", "since, seconds"),
    "dispatched": ("facility", "dispatch (key)", "lines to answer"),
    "line_drawn": ("facility|dispatch|line", "how often", ""),
    "line_answered": ("facility|dispatch|line", "", ""),
    "line_noted": ("facility|dispatch|line", "", ""),
    "dispatch_closed": ("facility|dispatch", "who recorded it (key)", "who said so (key)"),
    "minutes_signed": ("facility|dispatch", "who signed (key)", "who said so (key)"),
    "log_submitted": ("facility", "day number", "incidents"),
    "log_numbered": ("facility", "day number", "number of the submission"),
    "log_line": ("facility", "day number", "line (index) times 2097152, and the count"),
    "log_explained": ("facility", "day number", "line (index)"),
    "log_reopened": ("facility", "day number", "number of the submission that stands no longer"),
    "report_said": ("facility|day", "act (index)", "who did it, or said so (key)"),
    "report_signed": ("facility", "day number", "number of the version"),
    "partner_said": ("facility|partner", "act (index)", "sort (index), or -1 where it ended"),
    "pressure_reported": ("region", "new cases", "day number"),
    "hold_set": ("person", "office (index)", "hold (key)"),
    "hold_lifted": ("hold", "office (index)", ""),
    "erasure_act": ("proposal", "act (index)", "who did it (key)"),
    "erased": ("facility", "kind (key)", "rule (key)"),  # said by no fact: what the ledger says of one
}

NAMES: tuple[str, ...] = tuple(MEANING)
CODE: dict[str, int] = {name: code for code, name in enumerate(NAMES)}


@dataclass(frozen=True, slots=True)
class Columns:
    """Events of one name, as equally long columns, sorted by ``occurred``.

    key: whom or what (index into the record's names). facility: index into its facilities.
    occurred, recorded: seconds since 1970 UTC. gone: when it became known that the fact was
    corrected or retracted (FOREVER: never). fact: index of the fact that said so.
    """

    key: Ints
    facility: Ints
    occurred: Ints
    recorded: Ints
    gone: Ints
    value: Ints
    aux: Ints
    fact: Ints

    def __len__(self) -> int:
        return len(self.key)

    def where(self, choice: Flags | Ints | slice) -> "Columns":
        """The chosen rows, order kept; these very columns where every row is chosen."""
        rows = choice if isinstance(choice, slice) else numbered(choice)
        return self if rows is None else Columns(*(getattr(self, name)[rows] for name in self.__slots__))

    def between(self, start: int, end: int) -> "Columns":
        """Rows that occurred in ``[start, end)``; a binary search, as rows are sorted."""
        first, last = np.searchsorted(self.occurred, (start, end))
        return self.where(slice(int(first), int(last)))


def numbered(choice: Flags | Ints) -> Ints | None:
    """A choice of rows as their numbers, read off the flags once for all columns; None for all of them."""
    if choice.dtype != np.bool_:
        return choice.astype(np.int64, copy=False)
    rows = choice.nonzero()[0]
    return None if len(rows) == len(choice) else rows


def no_events() -> Columns:
    """No rows."""
    return Columns(*(np.empty(0, np.int64) for _ in range(8)))


def joined(parts: list[Columns]) -> Columns:
    """Rows of several columns together, sorted by ``occurred`` (stable)."""
    parts = [part for part in parts if len(part)]
    if not parts:
        return no_events()
    if len(parts) == 1:
        return parts[0]
    every = Columns(*(np.concatenate([getattr(p, n) for p in parts]) for n in Columns.__slots__))
    return every.where(np.argsort(every.occurred, kind="stable"))
