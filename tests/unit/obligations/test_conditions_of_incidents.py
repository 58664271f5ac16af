"""Conditions of incidents, each by its name: who breaks it, and who does not."""

from typing import Any

from tests.examples.telling import Line
from tests.unit.obligations.breaking import broken
from tests.unit.obligations.owing import at

STAFF = ["Zhao", "Qian", "Sun"]


def opened(who: str, when: str, code: str = "I1") -> Line:
    return at(when, who, incident_opened=code)


def positive(who: str, when: str) -> list[Line]:
    """A single swab at eight, positive four hours later."""
    tube = f"T-{who}-{when}"
    return [
        at(f"{when} 08:00", who, sampled_for="symptom", tube=tube),
        at(f"{when} 12:00", tube=tube, tube_reported="positive"),
    ]


def test_moved_while_frozen() -> None:
    story = [
        at("03-01 08:00", ["Wang", "Li", "Zhou", "Wu", "He"], admitted_to="QZ-D/G1/01"),
        at("03-01 08:00", "Sun", admitted_to="QZ-D/T/01"),
        opened("Wang", "03-02 08:00"),
        at("03-02 08:10", incident="I1", movement_frozen_in=["QZ-D/G1"]),
        at("03-02 09:00", "Wang", moved_to="QZ-D/I/01"),  # put apart
        at("03-02 09:10", "Li", went_out_to="hospital"),
        at("03-02 09:20", "Zhou", released="court order"),
        at("03-02 10:00", "Wu", moved_to="QZ-D/T/01"),
        at("03-02 10:10", "Sun", moved_to="QZ-D/G1/02"),
        at("03-02 10:20", "He", sent_to="QS-D"),
        at("03-02 11:00", "Li", came_back_to="QZ-D/G1/01"),
        at("03-02 12:00", "Chen", admitted_to="QZ-D/G1/01"),
    ]
    assert broken("moved_while_frozen", *story) == ["Wu", "Sun", "He", "Chen"]
    lifted = at("03-02 09:30", incident="I1", freeze_lifted_in=["QZ-D/G1"])
    assert broken("moved_while_frozen", *story, lifted) == []
    of_another = at("03-02 09:30", incident="I2", freeze_lifted_in=["QZ-D/G1"])
    assert len(broken("moved_while_frozen", *story, of_another)) == 4
    fire = at("03-02 09:40", emergency_declared="fire")
    over = at("03-02 23:00", emergency_ended_by="L1")
    assert "Wu" in broken("moved_while_frozen", *story, fire, over)  # whoever is still there when it ends
    back = at("03-02 22:00", "Wu", moved_to="QZ-D/G1/01")
    assert "Wu" in broken("moved_while_frozen", *story, back)


def test_went_home_unwell() -> None:
    cough = at("03-02 08:00", STAFF, symptoms=["cough"])
    story = [at("02-10 08:00", STAFF, enrolled_as="officer"), cough]
    story += [opened(who, f"03-02 08:3{n}", f"I-{who}") for n, who in enumerate(STAFF)]
    home = at("03-02 18:00", STAFF, left="guarded")
    assert broken("went_home_unwell", *story, home) == STAFF
    clear = [
        at("03-02 09:00", "Zhao", sampled_for="symptom", tube="T1"),
        at("03-02 15:00", tube="T1", tube_reported="negative"),
        at("03-02 07:00", "Qian", sampled_for="duty", tube="T2"),  # before the cough
        at("03-02 15:00", tube="T2", tube_reported="negative"),
    ]
    assert broken("went_home_unwell", *story, *clear, home) == ["Qian", "Sun"]
    ambulance = at("03-02 17:00", "Sun", wants_to_leave_for="hospital")
    assert broken("went_home_unwell", *story, *clear, ambulance, home) == ["Qian"]
    over = at("03-02 17:30", incident_closed="I-Qian")
    assert broken("went_home_unwell", *story, *clear, ambulance, over, home) == []


def test_nobody_of_whom_no_incident_runs_went_home_unwell() -> None:
    story = [
        at("02-10 08:00", STAFF, enrolled_as="officer"),
        at("03-02 08:00", "Zhao", symptoms=["cough"]),  # what is owed for it is another clause's
        at("03-02 18:00", STAFF, left="guarded"),
        at("03-03 08:00", "Wang", admitted_to="QZ-D/G1/01"),
        opened("Wang", "03-03 09:00"),
        at("03-03 10:00", "Wang", left="guarded"),  # who is held has a table of his own
    ]
    assert broken("went_home_unwell", *story) == []


def test_linked_cases() -> None:
    story = [*positive("Wang", "03-01"), *positive("Li", "03-14"), *positive("Zhou", "03-20")]
    assert broken("linked_cases", *story[:4], cases=2, days=14) == ["QZ-D"]
    assert broken("linked_cases", *story[:4], cases=2, days=13) == []
    third = positive("Zhou", "03-14")
    assert broken("linked_cases", *story[:4], *third, cases=2, days=14) == [
        "QZ-D"
    ]  # not again with the third
    assert len(broken("linked_cases", *story, cases=2, days=14)) == 2  # it had fallen to one in between
    assert broken("linked_cases", *story, cases=3, days=14) == []
    assert (
        broken("linked_cases", *positive("Wang", "03-01"), *positive("Wang", "03-05"), cases=2, days=14) == []
    )
    word = at("03-10 08:00", "Wang", incident="I1", classified="discarded")
    assert broken("linked_cases", *story[:4], word, cases=2, days=14) == []
    confirmed = at("03-10 08:00", "He", incident="I1", classified="confirmed")
    assert broken("linked_cases", *story[:2], confirmed, cases=2, days=14) == ["QZ-D"]


def test_watch_threshold() -> None:
    settings: dict[str, Any] = {"staff": 3, "staff_with": 2, "detainees": 1, "days": 14}
    enrolled = at("02-10 08:00", STAFF, enrolled_as="officer")
    two = [enrolled, *positive("Zhao", "03-01"), *positive("Qian", "03-05")]
    assert broken("watch_threshold", *two, **settings) == []
    assert broken("watch_threshold", *two, *positive("Sun", "03-09"), **settings) == ["QZ-D"]
    assert broken("watch_threshold", *two, *positive("Wang", "03-09"), **settings) == ["QZ-D"]
    assert (
        broken("watch_threshold", *two, *positive("Wang", "03-16"), **settings) == []
    )  # Zhao is too long ago
