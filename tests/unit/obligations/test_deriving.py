"""What is owed, by whom and when: slots, deadlines, rounds."""

from datetime import time
from typing import Any

from lazaretto.protocol.document import Coverage, Deadline
from tests.stating import moment
from tests.unit.obligations.owing import assessed, at, document, issue, owed, slot, temperatures

MORNING = temperatures(slot("07:00", "09:00"), grace=60)
HELD = at("03-01 10:00", "Wang", admitted_to="QZ-D/G1/01")


def test_a_slot_is_open_then_late_then_missed() -> None:
    assert owed(MORNING, HELD, until="03-15 06:59") == []
    assert owed(MORNING, HELD, until="03-15 08:59") == [("Wang", "open")]
    assert owed(MORNING, HELD, until="03-15 09:00") == [("Wang", "late")]
    assert owed(MORNING, HELD, until="03-15 10:00") == [("Wang", "missed")]


def test_who_comes_or_goes_in_the_middle_of_a_slot_owes_nothing_in_it() -> None:
    came = at("03-15 08:00", "Li", admitted_to="QZ-D/G1/01")
    left = at("03-15 08:00", "Wang", went_out_to="hospital")
    assert owed(MORNING, HELD, came, left, until="03-15 12:00") == []
    assert owed(MORNING, HELD, came, left, until="03-16 12:00") == [("Li", "missed")]


def test_a_change_of_cell_in_a_slot_keeps_the_duty() -> None:
    moved = at("03-15 08:00", "Wang", moved_to="QZ-D/G1/02")
    assert owed(MORNING, HELD, moved, until="03-15 12:00") == [("Wang", "missed")]


def test_a_slot_that_crosses_midnight_is_found_from_both_sides() -> None:
    night = temperatures(slot("22:00", "02:00"))
    taken = at("03-15 01:00", "Wang", temperature=36.5)
    assert owed(night, HELD, taken, since="03-15 01:30", until="03-15 01:30") == [("Wang", "met")]
    assert owed(night, HELD, taken, since="03-14 22:00", until="03-14 23:00") == [("Wang", "open")]
    assert owed(night, HELD, taken, since="03-15 02:00", until="03-15 12:00") == []


def test_a_slot_of_a_whole_day_has_23_hours_when_the_clock_springs_forward() -> None:
    day = temperatures(slot("00:00", "00:00"))
    assessment, _, _ = assessed(day, HELD, zone="Europe/Berlin", since="03-27 12:00", until="03-27 20:00")
    (row,) = assessment.obligations()
    assert (row.due - row.opens).total_seconds() == 23 * 3600


def test_a_slot_inside_the_skipped_hour_is_no_slot() -> None:
    skipped = temperatures(slot("02:00", "03:00"))
    rows = owed(skipped, HELD, zone="Europe/Berlin", since="03-27 00:00", until="03-28 23:00")
    assert len(rows) == 1  # that of the 28th


def test_the_level_at_the_start_of_the_slot_decides() -> None:
    papers = (document(MORNING, levels=("closed",)),)
    issued = (issue("1", "01-01 00:00", 7001),)
    raised = at("03-15 08:00", level_ordered="closed")
    assert owed(papers, HELD, raised, extra=issued, until="03-15 12:00") == []
    assert owed(papers, HELD, raised, extra=issued, until="03-16 12:00") == [("Wang", "missed")]


def test_a_new_version_leaves_a_running_slot_and_a_running_deadline_to_the_old_one() -> None:
    fever = Deadline(trigger="temperature", trigger_at_least=373, evidence="isolated", within=240, grace=60)
    strict = Deadline(trigger="temperature", trigger_at_least=373, evidence="isolated", within=30)
    papers = (document(fever), document(strict, version="2"))
    issues = (issue("1", "01-01 00:00", 7001), issue("2", "03-15 09:00", 7002))
    story = [at(f"03-15 {hour}:00", "Wang", temperature=38.0) for hour in ("08", "10")]
    assert owed(papers, *story, extra=issues, until="03-15 11:30") == [("Wang", "open"), ("Wang", "missed")]


def test_counted_days_begin_with_day_zero_and_end_at_their_hour() -> None:
    duty = Deadline(trigger="leg_started", evidence="sampled", on_days=(1,), by_hour=time(20), grace=60)
    began = at("03-01 23:50", "Wang", leg_started=1)
    assessment, _, _ = assessed(duty, began, since="03-02 00:00", until="03-02 12:00")
    (row,) = assessment.obligations()
    assert (row.opens, row.due) == (moment("03-02 00:00"), moment("03-02 20:00"))


def test_what_ends_a_little_after_its_planned_end_is_not_late() -> None:
    starts = {"starts": "2022-03-15T10:00:00+08:00", "minutes": 60, "mode": "video"}
    fixed = {"appointment": "H", "person": "Wang", "sort": "hearing", **starts}
    held = {"appointment": "H", "minutes": 80, "mode": "video"}
    said = at("03-15 09:00", says="regime.appointment_set", that=fixed)
    over = at("03-15 11:20", says="regime.appointment_held", that=held)
    asked: dict[str, Any] = {
        "trigger": "appointment_set", "evidence": "appointment_held", "within": 60, "names_due": True,
    }  # fmt: skip
    assert owed(Deadline(**asked, grace=60), said, over, until="03-15 14:00") == [("H", "late")]
    assert owed(Deadline(**asked, leeway=60), said, over, until="03-15 14:00") == [("H", "met")]
    assert owed(Deadline(**asked, leeway=60), said, until="03-15 11:59") == [("H", "open")]
    assert owed(Deadline(**asked, leeway=60), said, until="03-15 12:01") == [("H", "missed")]


def test_a_restart_lifts_the_old_days_and_begins_new_ones() -> None:
    duty = Deadline(
        trigger="clock_started", evidence="sampled", on_days=(1, 4), excused_by=("clock_started",)
    )
    story = [at("03-01 09:00", "Wang", leg_started=1), at("03-03 09:00", "Wang", clock_restarted=1)]
    assert owed(duty, *story, since="03-02 00:00", until="03-08 12:00") == [("Wang", "missed")] * 3
    assert owed(duty, *story, since="03-05 00:00", until="03-05 12:00") == []  # day 4 of the old count


def test_a_test_day_is_owed_by_the_house_that_has_the_person_then() -> None:
    duty = Deadline(trigger="leg_started", evidence="sampled", on_days=(4,))
    story = [
        HELD,
        at("03-01 10:00", "Wang", leg_started=1),
        at("03-02 09:00", "Wang", sent_to="QS-D"),
        at("03-02 12:00", "Wang", arrived_in="QS-D/A/01", from_="QZ-D", in_="QS-D"),
    ]
    assessment, _, _ = assessed(duty, *story, until="03-05 12:00")
    assert [row.facility for row in assessment.obligations()] == ["QS-D"]


def test_an_outing_lifts_only_what_falls_due_during_it() -> None:
    duty = Deadline(
        trigger="leg_started", evidence="sampled", on_days=(4,), by_hour=time(20), excused_by=("went_out",)
    )
    story = [HELD, at("03-01 10:00", "Wang", leg_started=1), at("03-05 09:00", "Wang", went_out_to="court")]
    back = at("03-05 12:00", "Wang", came_back_to="QZ-D/G1/01")
    assert owed(duty, *story, until="03-05 23:00") == [("Wang", "excused")]
    assert owed(duty, *story, back, until="03-05 23:00") == [("Wang", "missed")]


def test_a_normal_reading_lifts_and_a_high_one_does_not() -> None:
    duty = Deadline(
        trigger="temperature", trigger_at_least=373, evidence="isolated", within=60,
        excused_by=("temperature",), excused_at_most={"temperature": 372},
    )  # fmt: skip
    fever = at("03-15 08:00", "Wang", temperature=37.5)
    normal = at("03-15 08:20", "Wang", temperature=36.9)
    high = at("03-15 08:20", "Wang", temperature=37.3)
    assert owed(duty, fever, normal, until="03-15 12:00") == [("Wang", "excused")]
    assert owed(duty, fever, high, until="03-15 12:00") == [("Wang", "missed"), ("Wang", "missed")]


def test_quiet_only_and_spares_choose_among_triggers() -> None:
    asked: dict[str, Any] = {
        "trigger": "temperature", "trigger_at_least": 373, "evidence": "visited", "within": 60,
    }  # fmt: skip
    story = [
        HELD,
        at("03-15 08:00", "Wang", temperature=37.5),
        at("03-15 08:30", ["Wang", "Zhao"], temperature=37.5),
        at("03-15 10:00", "Wang", temperature=37.5),
    ]
    every = owed(Deadline(**asked), *story, until="03-15 12:00")
    assert [who for who, _ in every] == ["Wang", "Wang", "Zhao", "Wang"]
    quiet = owed(Deadline(**asked, quiet=60), *story, until="03-15 12:00")
    assert [who for who, _ in quiet] == ["Wang", "Zhao", "Wang"]
    assert {who for who, _ in owed(Deadline(**asked, only="detainees"), *story, until="03-15 12:00")} == {
        "Wang"
    }
    assert {who for who, _ in owed(Deadline(**asked, spares="detainees"), *story, until="03-15 12:00")} == {
        "Zhao"
    }


def test_a_round_asks_its_own_muster_and_stratum_only() -> None:
    opened = [
        at("03-15 08:00", ["Wang", "Li"], round_opened="R1", of="detainees", closes="03-15 18:00"),
        at("03-15 08:00", ["Zhao"], round_opened="R2", of="staff", closes="03-15 18:00"),
        at("03-15 09:00", "Wang", sampled_for="round", tube="T1", round="R1"),
        at("03-15 09:00", "Li", sampled_for="leg", tube="T2"),  # of no round
    ]
    duty = Coverage(stratum="detainees", grace=60)
    assert owed(duty, *opened, until="03-15 19:30") == [("Li", "missed"), ("Wang", "met")]
