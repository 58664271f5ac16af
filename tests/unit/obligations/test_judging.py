"""How what is owed stands: sums, days that are named, doubts, what was known."""

from lazaretto.protocol.document import Deadline, Recurring
from tests.unit.obligations.owing import assessed, at, owed, slot, temperatures

HELD = at("03-01 10:00", "Wang", admitted_to="QZ-D/T/01")
MORNING = temperatures(slot("07:00", "09:00"), grace=60, excused_by=("not_measured",))


def test_an_answer_on_the_closing_second_is_late() -> None:
    assert owed(MORNING, HELD, at("03-15 07:00", "Wang", temperature=36.5), until="03-15 12:00") == [
        ("Wang", "met")
    ]
    assert owed(MORNING, HELD, at("03-15 09:00", "Wang", temperature=36.5), until="03-15 12:00") == [
        ("Wang", "late")
    ]
    assert owed(MORNING, HELD, at("03-15 10:00", "Wang", temperature=36.5), until="03-15 12:00") == [
        ("Wang", "missed")
    ]


def test_an_answer_that_is_recorded_later_is_known_later() -> None:
    told = at("03-15 08:00", "Wang", temperature=36.5, known="03-15 20:00")
    assert owed(MORNING, HELD, told, until="03-15 12:00", known="03-15 12:00") == [("Wang", "missed")]
    assert owed(MORNING, HELD, told, until="03-15 12:00", known="03-15 20:00") == [("Wang", "met")]


def test_a_reason_excuses() -> None:
    said = at("03-15 08:00", "Wang", not_measured="asleep")
    assert owed(MORNING, HELD, said, until="03-15 12:00") == [("Wang", "excused")]


def test_an_answer_taken_back_is_none() -> None:
    taken = at("03-15 08:00", "Wang", temperature=36.5, name="slip")
    back = {**at("03-15 11:00", taken_back="wrong person"), "takes back": "slip"}
    assert owed(MORNING, HELD, taken, back, until="03-15 12:00") == [("Wang", "missed")]
    assert owed(MORNING, HELD, taken, back, until="03-15 10:30", known="03-15 10:30") == [("Wang", "met")]


def test_minutes_add_up_within_the_slot_and_for_one_person() -> None:
    duty = Recurring(
        who="detainees", slots=(slot("00:00", "00:00"),), evidence="contact", grace=60, sum_at_least=120
    )
    both = at("03-01 10:00", ["Wang", "Li"], admitted_to="QZ-D/T/01")
    story = [
        at("03-14 23:00", ["Wang", "Li"], contact="talk", minutes=60),
        at("03-15 08:00", ["Wang", "Li"], contact="talk", minutes=60),
        at("03-15 20:00", "Wang", contact="talk", minutes=60),
        at("03-16 00:30", "Li", contact="talk", minutes=60),
    ]
    rows = owed(duty, both, *story, since="03-15 02:00", until="03-15 23:59")
    assert rows == [("Li", "open"), ("Wang", "met")]
    rows = owed(duty, both, *story, since="03-15 02:00", until="03-16 02:00")
    assert rows[:2] == [("Li", "late"), ("Wang", "met")]


def test_a_submission_answers_for_the_day_it_names() -> None:
    duty = Recurring(
        who="facilities", slots=(slot("20:00", "22:00"),), evidence="log_submitted", grace=600, names_day=True
    )
    yesterday = at("03-15 21:00", log_submitted_for="03-14")
    today_late = at("03-16 07:00", log_submitted_for="03-15")
    asked = {"since": "03-15 20:00", "until": "03-16 09:00"}
    assert owed(duty, yesterday, **asked) == [("QZ-D", "missed")]
    assert owed(duty, yesterday, today_late, **asked) == [("QZ-D", "late")]


def test_a_second_reading_answers_and_the_first_does_not_answer_itself() -> None:
    duty = Deadline(trigger="temperature", trigger_at_least=373, evidence="temperature", within=30)
    fever = at("03-15 08:00", "Wang", temperature=37.5)
    again = at("03-15 08:10", "Wang", temperature=36.5)
    assert owed(duty, fever, until="03-15 12:00") == [("Wang", "missed")]
    assert owed(duty, fever, again, until="03-15 12:00") == [("Wang", "met")]


def test_a_pool_is_answered_by_a_single_retest_only() -> None:
    duty = Deadline(
        trigger="result", trigger_values=(1, 2), trigger_aux_at_least=2, evidence="retest_result", within=360
    )
    story = [
        at("03-15 08:00", ["Wang", "Li"], sampled_for="round", tube="P"),
        at("03-15 12:00", tube="P", tube_reported="positive"),
        at("03-15 13:00", "Wang", sampled_for="retest", tube="W"),
        at("03-15 13:00", "Li", sampled_for="round", tube="L"),
        at("03-15 17:00", tube="W", tube_reported="negative"),
        at("03-15 17:00", tube="L", tube_reported="negative"),
    ]
    assert owed(duty, *story, until="03-15 19:00") == [("Li", "missed"), ("Wang", "met")]


def test_an_answer_by_a_contradicting_fact_is_disputed() -> None:
    duty = Deadline(trigger="leg_started", evidence="leg_ended", within=1440)
    story = [
        at("03-15 08:00", "Wang", leg_started=1),
        at("03-15 09:00", "Wang", leg_ended=2),  # no such leg runs
    ]
    assessment, _, _ = assessed(duty, *story, until="03-15 12:00")
    assert [row.status.name for row in assessment.obligations()] == ["DISPUTED"]
    assert {finding.kind for finding in assessment.findings()} == {"disputed", "problem"}
