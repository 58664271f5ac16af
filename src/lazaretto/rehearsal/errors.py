"""The seeded human errors, as one literal table, and what each must come out as."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from lazaretto.protocol.document import Protocol
from lazaretto.rehearsal.clauses import refrains

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Slip:
    """One error somebody will make: what, on which day, in which facility."""

    kind: str
    day: date
    house: str


@dataclass(frozen=True, slots=True)
class Seeded:
    """An error that was made, and the findings it must come out as: (rule, subject) pairs.

    Findings lie in ``[since, until)``; by ``until`` all of them can be seen. ``pending``: the
    rehearsal ends before that, so that some of them may not have come out yet.
    """

    kind: str
    facility: str
    since: datetime
    until: datetime
    words: str
    expects: tuple[tuple[str, str], ...]
    pending: bool = False


def _on(month: int, day: int) -> date:
    return date(2022, month, day)


SLIPS: tuple[Slip, ...] = (
    Slip("missed_temperature", _on(3, 12), "QZ-D"),
    Slip("missed_temperature", _on(3, 19), "GG-D"),
    Slip("missed_temperature", _on(3, 28), "ZJ-D"),
    Slip("missed_temperature", _on(4, 4), "WS-D"),
    Slip("missed_staff_temperature", _on(3, 17), "QA-D"),
    Slip("missed_staff_temperature", _on(3, 31), "MJ-L"),
    Slip("missed_disinfection", _on(3, 11), "MJ-D"),
    Slip("missed_disinfection", _on(3, 20), "QS-L"),
    Slip("missed_disinfection", _on(4, 1), "QA-L"),
    Slip("weak_disinfection", _on(3, 16), "WS-L"),
    Slip("weak_disinfection", _on(3, 27), "GG-D"),
    Slip("missed_visit", _on(3, 18), "QS-D"),
    Slip("missed_visit", _on(3, 30), "QZ-L"),
    Slip("missed_open_air", _on(3, 22), "QS-D"),
    Slip("missed_open_air", _on(4, 2), "GG-L"),
    Slip("meal_left_out", _on(3, 17), "QZ-D"),
    Slip("meal_left_out", _on(3, 29), "GG-D"),
    Slip("yard_closed", _on(3, 20), "WS-D"),
    Slip("yard_closed", _on(4, 2), "MJ-D"),
    Slip("missed_check_in", _on(3, 18), "QZ-D"),
    Slip("missed_check_in", _on(3, 25), "WS-D"),
    Slip("missed_check_in", _on(4, 3), "ZJ-L"),
    Slip("isolated_at_home", _on(3, 19), "QZ-L"),
    Slip("isolated_at_home", _on(3, 27), "QZ-D"),
    Slip("late_log", _on(3, 13), "WS-D"),
    Slip("late_log", _on(3, 24), "QZ-L"),
    Slip("late_log", _on(4, 5), "MJ-D"),
    Slip("missing_log", _on(3, 17), "ZJ-L"),
    Slip("missing_log", _on(3, 29), "QA-L"),
    Slip("late_report", _on(3, 14), "WS-L"),
    Slip("late_report", _on(3, 27), "QZ-D"),
    Slip("late_report", _on(4, 1), "TS-Z"),
    Slip("missing_report", _on(3, 20), "GG-L"),
    Slip("report_of_oneself", _on(3, 23), "QS-D"),
    Slip("directive_late", _on(3, 10), "ZJ-D"),
    Slip("directive_late", _on(3, 14), "QS-D"),
    Slip("directive_late", _on(3, 29), "WS-L"),
    Slip("house_uncalled", _on(3, 16), "QA-L"),
    Slip("house_uncalled", _on(3, 28), "ZJ-D"),
    Slip("assignment_late", _on(3, 18), "WS-D"),
    Slip("assignment_late", _on(4, 1), "GG-L"),
    Slip("assignment_self_verified", _on(3, 21), "QA-D"),
    Slip("assignment_self_verified", _on(3, 30), "MJ-L"),
    Slip("minutes_self_signed", _on(3, 17), "TS-Z"),
    Slip("minutes_self_signed", _on(3, 31), "TS-Z"),
    Slip("handover_late", _on(3, 15), "GG-L"),
    Slip("handover_late", _on(3, 26), "MJ-D"),
    Slip("goods_sampled_late", _on(3, 21), "QA-D"),
    Slip("goods_sampled_late", _on(3, 30), "MJ-D"),
    Slip("review_missed", _on(3, 22), "QS-D"),
    Slip("review_missed", _on(3, 25), "MJ-L"),
    Slip("family_contact_late", _on(3, 20), "QS-D"),
    Slip("family_contact_late", _on(3, 24), "QA-L"),
    Slip("leg_test_missed", _on(3, 20), "QS-D"),
    Slip("leg_test_missed", _on(3, 26), "QZ-L"),
    Slip("last_test_missed", _on(3, 30), "GG-L"),
    Slip("last_test_missed", _on(4, 5), "GG-L"),
    Slip("leg_end_late", _on(3, 24), "GG-D"),
    Slip("leg_end_late", _on(4, 5), "MJ-D"),
    Slip("leg_end_missed", _on(3, 27), "ZJ-D"),
    Slip("leg_end_missed", _on(4, 4), "QA-D"),
    Slip("ended_unsigned", _on(3, 28), "QS-D"),
    Slip("ended_unsigned", _on(4, 2), "QA-L"),
    Slip("path_overbooked", _on(3, 26), "WS-L"),
    Slip("path_overbooked", _on(3, 31), "GG-L"),
    Slip("order_served_late", _on(3, 20), "WS-L"),
    Slip("order_served_late", _on(3, 30), "QA-L"),
    Slip("transfer_unreceived", _on(3, 21), "QS-D"),
    Slip("transfer_unreceived", _on(4, 1), "QS-D"),
    Slip("fever_ignored", _on(3, 20), "WS-D"),
    Slip("fever_ignored", _on(3, 30), "QA-D"),
    Slip("copied_temperatures", _on(3, 22), "MJ-D"),
    Slip("copied_temperatures", _on(3, 25), "QZ-D"),
    Slip("isolated_without_order", _on(3, 23), "GG-D"),
    Slip("isolated_without_order", _on(4, 2), "QA-D"),
    Slip("cohort_left_open", _on(3, 20), "QS-D"),
    Slip("cohort_left_open", _on(3, 30), "QA-L"),
    Slip("enemies_together", _on(3, 22), "QZ-D"),
    Slip("enemies_together", _on(4, 2), "MJ-D"),
    Slip("sick_with_well", _on(3, 20), "GG-D"),
    Slip("sick_with_well", _on(3, 31), "QA-D"),
    Slip("cell_left_dirty", _on(3, 18), "QA-D"),
    Slip("cell_left_dirty", _on(3, 26), "QZ-D"),
    Slip("withdrawn_cell_used", _on(3, 19), "QA-D"),
    Slip("withdrawn_cell_used", _on(3, 29), "ZJ-D"),
    Slip("beside_infectious", _on(3, 18), "QA-L"),
    Slip("beside_infectious", _on(3, 28), "MJ-L"),
    Slip("stranger_restarted", _on(3, 17), "MJ-L"),
    Slip("stranger_restarted", _on(3, 28), "QZ-L"),
    Slip("stranger_restarted", _on(4, 6), "MJ-L"),
    Slip("stranger_unnoticed", _on(3, 23), "WS-L"),
    Slip("stranger_unnoticed", _on(3, 29), "GG-L"),
    Slip("leg_ended_early", _on(3, 26), "QA-D"),
    Slip("leg_ended_early", _on(4, 1), "GG-D"),
    Slip("isolation_past_end", _on(3, 18), "MJ-D"),
    Slip("isolation_past_end", _on(3, 30), "WS-D"),
    Slip("left_alone_ten", _on(3, 14), "QA-L"),
    Slip("left_alone_ten", _on(3, 25), "QZ-L"),
    Slip("left_alone_thirteen", _on(3, 15), "MJ-L"),
    Slip("left_alone_thirteen", _on(3, 22), "WS-L"),
    Slip("care_missed", _on(3, 19), "QZ-D"),
    Slip("care_missed", _on(4, 3), "GG-D"),
    Slip("release_unacknowledged", _on(3, 21), "GG-L"),
    Slip("release_unacknowledged", _on(3, 31), "QS-D"),
    Slip("cut_short_silently", _on(3, 23), "QS-D"),
    Slip("cut_short_silently", _on(4, 2), "QS-D"),
    Slip("released_unhanded", _on(3, 20), "WS-L"),
    Slip("released_unhanded", _on(3, 27), "QS-D"),
    Slip("status_forgotten", _on(3, 19), "GG-L"),
    Slip("status_forgotten", _on(4, 1), "WS-L"),
    Slip("review_set_late", _on(3, 21), "QZ-L"),
    Slip("review_set_late", _on(3, 30), "QA-L"),
    Slip("review_by_orderer", _on(3, 25), "QS-D"),
    Slip("review_by_orderer", _on(3, 31), "MJ-L"),
    Slip("intake_while_suspended", _on(3, 11), "QS-L"),
    Slip("intake_while_suspended", _on(3, 12), "ZJ-L"),
    Slip("admitted_twice", _on(3, 20), "WS-L"),
    Slip("admitted_twice", _on(4, 2), "QZ-L"),
    Slip("leg_ended_twice", _on(3, 24), "QZ-L"),
    Slip("leg_ended_twice", _on(3, 25), "GG-L"),
    Slip("unknown_tube", _on(3, 14), "QZ-L"),
    Slip("unknown_tube", _on(3, 24), "ZJ-D"),
    Slip("outing_of_released", _on(3, 22), "GG-D"),
    Slip("outing_of_released", _on(3, 31), "QZ-D"),
    Slip("goods_released_early", _on(3, 18), "MJ-L"),
    Slip("goods_released_early", _on(4, 1), "ZJ-D"),
    Slip("goods_undisinfected", _on(3, 25), "GG-L"),
    Slip("goods_undisinfected", _on(3, 31), "QZ-D"),
    Slip("parcel_accepted", _on(3, 16), "QA-L"),
    Slip("parcel_accepted", _on(4, 3), "QZ-D"),
    Slip("approval_by_requester", _on(3, 19), "WS-D"),
    Slip("approval_by_requester", _on(3, 30), "GG-L"),
    Slip("entry_without_approval", _on(3, 21), "MJ-D"),
    Slip("entry_without_approval", _on(4, 4), "QA-L"),
    Slip("override_unreported", _on(3, 20), "WS-D"),
    Slip("override_unreported", _on(3, 28), "ZJ-L"),
    Slip("early_reentry", _on(3, 18), "GG-D"),
    Slip("early_reentry", _on(3, 25), "QZ-L"),
    Slip("unrostered_entry", _on(3, 20), "MJ-D"),
    Slip("unrostered_entry", _on(4, 1), "WS-L"),
    Slip("standby_inside", _on(3, 24), "QA-D"),
    Slip("standby_inside", _on(3, 30), "MJ-D"),
    Slip("step_up_untested", _on(4, 4), "GG-D"),
    Slip("step_up_untested", _on(4, 4), "WS-D"),
    Slip("handover_to_oneself", _on(3, 19), "QZ-L"),
    Slip("handover_to_oneself", _on(4, 2), "QS-D"),
    Slip("handover_differs", _on(3, 18), "MJ-D"),
    Slip("handover_differs", _on(4, 3), "QA-L"),
    Slip("table_shared", _on(3, 19), "GG-D"),
    Slip("table_shared", _on(4, 2), "ZJ-D"),
    Slip("untrained_on_watch", _on(3, 17), "QZ-D"),
    Slip("untrained_on_watch", _on(3, 31), "WS-D"),
    Slip("task_left_blank", _on(3, 22), "QS-L"),
    Slip("task_left_blank", _on(4, 5), "GG-L"),
    Slip("unswabbed_person", _on(3, 21), "GG-D"),
    Slip("unswabbed_person", _on(3, 28), "QZ-D"),
    Slip("unswabbed_person", _on(4, 5), "ZJ-D"),
    Slip("unswabbed_staff", _on(3, 24), "QS-L"),
    Slip("unswabbed_staff", _on(4, 3), "MJ-D"),
    Slip("pool_across_cells", _on(3, 27), "WS-D"),
    Slip("pool_across_cells", _on(4, 3), "QZ-D"),
    Slip("round_never_closed", _on(3, 30), "QA-L"),
    Slip("round_never_closed", _on(4, 2), "GG-L"),
    Slip("retest_late", _on(3, 24), "QA-D"),
    Slip("retest_late", _on(3, 30), "ZJ-D"),
    Slip("tubes_kept_back", _on(3, 21), "QS-L"),
    Slip("tubes_kept_back", _on(3, 30), "WS-D"),
    Slip("incident_unopened", _on(3, 27), "QS-D"),
    Slip("incident_unopened", _on(4, 2), "ZJ-D"),
    Slip("contacts_unlisted", _on(3, 15), "WS-D"),
    Slip("contacts_unlisted", _on(3, 26), "QZ-D"),
    Slip("contact_undecided", _on(3, 16), "QS-D"),
    Slip("contact_undecided", _on(3, 30), "QZ-D"),
    Slip("result_untold", _on(3, 24), "QA-D"),
    Slip("result_untold", _on(4, 1), "QZ-D"),
    Slip("tube_unchecked", _on(3, 24), "WS-D"),
    Slip("tube_unchecked", _on(4, 3), "QZ-D"),
    Slip("disinfection_unchecked", _on(3, 22), "QS-D"),
    Slip("disinfection_unchecked", _on(4, 2), "WS-L"),
    Slip("agents_mixed", _on(3, 18), "MJ-D"),
    Slip("agents_mixed", _on(3, 29), "ZJ-L"),
    Slip("log_sent_twice", _on(3, 21), "QZ-D"),
    Slip("log_sent_twice", _on(4, 3), "WS-D"),
    Slip("count_short", _on(3, 23), "QA-D"),
    Slip("count_short", _on(3, 26), "ZJ-D"),
    Slip("let_in_feverish", _on(3, 18), "GG-D"),
    Slip("let_in_feverish", _on(4, 1), "QA-D"),
    Slip("absence_concealed", _on(3, 16), "WS-D"),
    Slip("absence_concealed", _on(3, 30), "QZ-D"),
    Slip("goods_unbalanced", _on(3, 17), "ZJ-D"),
    Slip("goods_unbalanced", _on(3, 30), "QA-L"),
    Slip("left_uncounted", _on(3, 18), "GG-L"),
    Slip("left_uncounted", _on(4, 2), "MJ-L"),
    Slip("look_missed", _on(3, 17), "QA-D"),
    Slip("look_missed", _on(3, 29), "GG-L"),
    Slip("tally_missed", _on(3, 19), "WS-L"),
    Slip("tally_missed", _on(4, 2), "QZ-D"),
    Slip("difference_unexplained", _on(3, 18), "MJ-D"),
    Slip("difference_unexplained", _on(4, 1), "ZJ-D"),
    Slip("signed_by_counter", _on(3, 22), "QS-L"),
    Slip("signed_by_counter", _on(3, 31), "WS-D"),
    Slip("notice_unreceived", _on(3, 17), "QZ-D"),
    Slip("notice_unreceived", _on(3, 29), "QS-D"),
    Slip("rectified_late", _on(3, 19), "MJ-D"),
    Slip("rectified_late", _on(4, 1), "QZ-L"),
    Slip("order_ignored", _on(3, 26), "ZJ-D"),
    Slip("order_ignored", _on(3, 31), "GG-D"),
    Slip("reinspected_late", _on(3, 13), "QA-D"),
    Slip("reinspected_late", _on(3, 25), "GG-D"),
    Slip("closed_by_finder", _on(3, 16), "WS-D"),
    Slip("closed_by_finder", _on(3, 30), "WS-D"),
    Slip("finding_comes_again", _on(3, 28), "WS-D"),
    Slip("finding_comes_again", _on(4, 4), "WS-D"),
    Slip("inspected_late", _on(3, 10), "QS-L"),
    Slip("inspected_late", _on(3, 15), "GG-L"),
)

# What happens without being anybody's error, and must be answered.
HAPPENINGS: tuple[Slip, ...] = (
    Slip("ambulance", _on(3, 14), "QZ-D"),
    Slip("ambulance", _on(3, 20), "WS-D"),
    Slip("ambulance", _on(3, 28), "ZJ-L"),
    Slip("ambulance", _on(4, 3), "GG-D"),
    Slip("symptoms", _on(3, 16), "QS-D"),
    Slip("symptoms", _on(3, 27), "QS-D"),
    Slip("symptoms", _on(3, 30), "QZ-D"),
    Slip("fever", _on(3, 15), "WS-D"),
    Slip("fever", _on(3, 26), "QZ-D"),
    Slip("fever", _on(4, 2), "ZJ-D"),
    Slip("mistyped_reading", _on(3, 13), "GG-D"),
    Slip("mistyped_reading", _on(3, 29), "MJ-D"),
    Slip("stated_twice", _on(3, 18), "QA-D"),
    Slip("stated_twice", _on(4, 1), "QZ-L"),
    Slip("unwell", _on(3, 19), "MJ-D"),
    Slip("unwell", _on(4, 1), "WS-D"),
    Slip("positive_arrival", _on(3, 12), "QZ-L"),
    Slip("positive_arrival", _on(3, 28), "QZ-L"),
    Slip("positive_pool", _on(3, 24), "QA-D"),
    Slip("positive_pool", _on(3, 30), "ZJ-D"),
    Slip("positive_pool", _on(4, 1), "QZ-D"),
    Slip("cut_short", _on(3, 25), "QS-D"),
    Slip("papers_run_out", _on(4, 5), "QA-L"),
    Slip("fever_before_end", _on(3, 27), "MJ-L"),
    Slip("fever_before_end", _on(4, 5), "ZJ-D"),
    Slip("extended", _on(3, 22), "GG-L"),
    Slip("extended", _on(4, 5), "GG-D"),
    Slip("decided_at_ten", _on(4, 6), "ZJ-L"),
    Slip("decided_at_two", _on(4, 6), "QS-D"),
    Slip("decided_at_two", _on(4, 6), "QS-D"),
    Slip("decided_at_two", _on(4, 6), "GG-L"),
    Slip("decided_at_two", _on(4, 6), "WS-D"),
    Slip("announced", _on(4, 6), "QZ-L"),
    Slip("cell_mended", _on(3, 17), "MJ-D"),
    Slip("cell_mended", _on(3, 29), "QS-D"),
    Slip("cell_mended", _on(4, 5), "ZJ-D"),
    Slip("ambulance", _on(4, 6), "QZ-D"),
    Slip("fire", _on(3, 25), "QA-D"),
    Slip("entry_denied", _on(3, 23), "WS-D"),
    Slip("entry_denied", _on(4, 5), "QZ-D"),
    Slip("entry_withdrawn", _on(4, 5), "QZ-D"),
    Slip("approving_delegated", _on(3, 22), "GG-D"),
    Slip("approving_delegated", _on(4, 6), "QZ-D"),
    Slip("entry_waits", _on(4, 6), "QZ-D"),
    Slip("entry_waits", _on(4, 6), "MJ-D"),
    Slip("entry_waits_above", _on(4, 6), "QZ-D"),
    Slip("entry_waits_above", _on(4, 6), "QA-D"),
    Slip("tally_miscounted", _on(3, 14), "GG-D"),
    Slip("tally_miscounted", _on(3, 18), "MJ-D"),
    Slip("tally_miscounted", _on(4, 5), "QZ-D"),
    Slip("replay_miscounted", _on(3, 25), "QA-L"),
    Slip("replay_miscounted", _on(4, 1), "ZJ-D"),
    Slip("replay_miscounted", _on(4, 5), "ZJ-L"),
    Slip("finding", _on(3, 11), "QA-D"),
    Slip("finding", _on(3, 14), "WS-D"),
    Slip("finding", _on(3, 17), "QZ-D"),
    Slip("finding", _on(3, 19), "MJ-D"),
    Slip("finding", _on(3, 23), "GG-D"),
    Slip("finding", _on(3, 26), "ZJ-D"),
    Slip("finding", _on(3, 29), "QS-D"),
    Slip("finding", _on(3, 31), "GG-D"),
    Slip("finding", _on(4, 1), "QZ-L"),
    Slip("finding", _on(4, 6), "QZ-D"),
    Slip("finding", _on(4, 6), "MJ-D"),
    Slip("cut_off", _on(3, 16), "ZJ-D"),
    Slip("cut_off", _on(3, 23), "WS-L"),
)


class Slips:
    """The slips still to be made, and the errors that were made."""

    def __init__(self, table: tuple[Slip, ...] = SLIPS) -> None:
        self._ahead = list(table)
        self._days = {(slip.kind, slip.house, slip.day) for slip in table}
        self.made: list[Seeded] = []

    def take(self, kind: str, house: str, day: date) -> Slip | None:
        """The next slip of that kind for a house and day; it is made once."""
        wanted = (kind, house, day)
        if wanted not in self._days:
            return None
        for number, slip in enumerate(self._ahead):
            if (slip.kind, slip.house, slip.day) == wanted:
                return self._ahead.pop(number)
        return None

    def put_back(self, slip: Slip) -> None:
        """A slip for which there was no occasion."""
        self._ahead.append(slip)

    def ahead(self) -> Iterator[Slip]:
        """Slips nobody has made yet."""
        return iter(self._ahead)

    def made_by(self, instant: datetime) -> tuple[Seeded, ...]:
        """The errors that somebody could have noticed by an instant, in the order of their findings."""
        known = [replace(e, pending=e.until > instant) for e in self.made if e.since <= instant]
        return tuple(sorted(known, key=lambda e: (e.since, e.kind, e.facility, e.expects)))

    def seed(self, seeded: Seeded) -> None:
        """Note an error that was made, if the protocol has a clause that finds it."""
        if seeded.expects:
            self.made.append(seeded)

    def breach(
        self, protocol: Protocol, kind: str, house: str, moment: datetime, subject: str, words: str, *,
        conditions: Iterable[str], after: timedelta = timedelta(),
    ) -> None:  # fmt: skip
        """Note what must not be: it is found at once (or ``after``), by every clause of the conditions."""
        rules = [clause.id for condition in conditions for clause, _ in refrains(protocol, condition)]
        expects = tuple((rule, subject) for rule in rules)
        self.seed(Seeded(kind, house, moment - _MINUTE, moment + after + 5 * _MINUTE, words, expects))
