"""What is due to be erased by a document's rule: counted from the end of custody, held by what is open."""

from uuid import UUID

import pytest

from lazaretto.facts.case import IncidentClosed, IncidentOpened
from lazaretto.facts.command import FacilityEstablished
from lazaretto.facts.complaints import ComplaintClosed, ComplaintLodged
from lazaretto.facts.custody import Admitted, Released
from lazaretto.facts.duty import Enrolled, LeftStrength
from lazaretto.facts.fact import Body, Fact, family_of
from lazaretto.facts.hygiene import Reading, TemperaturesTaken
from lazaretto.facts.periods import seconds
from lazaretto.facts.record import Retracted
from lazaretto.facts.retention import HoldLifted, HoldSet
from lazaretto.obligations.retaining import Due, Rule, coming, due
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing
from tests.stating import fact, moment

RULE = Rule("document/1 health.erased", "health", "custody_ended", 7)
STAFF = Rule("document/1 health.staff", "health", "service_ended", 9)


def taken(*people: str) -> TemperaturesTaken:
    return TemperaturesTaken(readings=tuple(Reading(person=one, celsius_tenths=366) for one in people))


def of(*said: tuple[Body, str]) -> list[Fact]:
    return [fact(body, clock, number=number) for number, (body, clock) in enumerate(said, 1)]


HOUSE = fact(
    FacilityEstablished(
        name="Qinzhou", sort="detention_house", county="QZ", city="TS", zone="Asia/Shanghai"
    ),
    "01-01 00:00", number=90,
)  # fmt: skip
IN = (Admitted(person="D1", cell="QZ-D/T/01", sex="male"), "03-01 08:00")
READ = (taken("D1"), "03-02 08:00")
OUT = (Released(person="D1", basis="law"), "03-03 17:00")
BOTH = (taken("D1", "D2"), "03-02 09:00")
OTHER = (Admitted(person="D2", cell="QZ-D/T/01", sex="male"), "03-01 08:30")


def health(kind: type[Body]) -> str | None:
    return "health" if family_of(kind) in ("hygiene", "testing") else None


def told_of(*said: tuple[Body, str], at: str) -> tuple[Standing, list[Fact]]:
    facts, record = [HOUSE, *of(*said)], Record()
    record.append(facts)
    return record.standing(at=seconds(moment(at))), facts


def found(*said: tuple[Body, str], at: str = "04-30 00:00", rules: tuple[Rule, ...] = (RULE,)) -> list[Due]:
    standing, facts = told_of(*said, at=at)
    return list(due(standing, facts, rules, class_of=health))


def next_in(*said: tuple[Body, str], at: str, rules: tuple[Rule, ...] = (RULE,)) -> dict[str, int]:
    standing, facts = told_of(*said, at=at)
    return dict(coming(standing, facts, rules, class_of=health))


def told(*said: tuple[Body, str], at: str = "04-30 00:00", rules: tuple[Rule, ...] = (RULE,)) -> list[object]:
    return [
        (one.person, [id_.int for id_ in one.facts], sorted(one.held))
        for one in found(*said, at=at, rules=rules)
    ]


def test_it_is_due_when_the_days_after_the_release_are_over() -> None:
    assert told(IN, READ, OUT, at="03-10 23:59") == []
    assert told(IN, READ, OUT, at="03-11 00:00") == [("D1", [2], [])]
    (one,) = found(IN, READ, OUT)
    assert (one.since, one.rule, one.facility) == (seconds(moment("03-11 00:00")), RULE, "QZ-D")


def test_nothing_is_due_of_whoever_is_held_or_came_again() -> None:
    again = (Admitted(person="D1", cell="QZ-D/T/01", sex="male"), "03-05 08:00")
    assert told(IN, READ) == []
    assert told(IN, READ, OUT, again) == []
    assert told(IN, READ, OUT, again, (Released(person="D1", basis="law"), "03-20 08:00")) == [
        ("D1", [2], [])
    ]


def test_nothing_is_due_without_a_rule_or_of_another_class() -> None:
    assert told(IN, READ, OUT, rules=()) == []
    assert told(IN, READ, OUT, rules=(RULE._replace(data="regime"),)) == []


def test_what_names_several_is_due_when_it_is_due_of_each() -> None:
    assert told(IN, OTHER, BOTH, OUT) == []
    gone = (Released(person="D2", basis="law"), "03-20 08:00")
    assert told(IN, OTHER, BOTH, OUT, gone, at="03-27 12:00") == []
    assert told(IN, OTHER, BOTH, OUT, gone) == [("D1", [3], []), ("D2", [3], [])]
    assert told(IN, (taken("D1", "stranger"), "03-02 09:00"), OUT) == []


def test_what_was_withdrawn_is_due_too() -> None:
    wrong = (Retracted(fact=UUID(int=2), reason="another"), "03-02 10:00")
    assert told(IN, READ, OUT, wrong) == [("D1", [2], [])]


def test_staff_are_counted_from_the_day_they_left_the_strength_and_by_a_rule_of_their_own() -> None:
    joined = (Enrolled(person="O1", sex="male", post="officer"), "03-01 08:00")
    read, left = (taken("O1"), "03-02 08:00"), (LeftStrength(person="O1", reason="posted"), "03-03 17:00")
    assert told(joined, read, left) == []
    assert told(joined, read, rules=(RULE, STAFF)) == []
    assert told(joined, read, left, rules=(RULE, STAFF), at="03-12 23:00") == []
    assert told(joined, read, left, rules=(RULE, STAFF), at="03-13 00:00") == [("O1", [2], [])]


def test_whoever_was_both_waits_for_both() -> None:
    joined = (Enrolled(person="D1", sex="male", post="officer"), "02-01 08:00")
    left = (LeftStrength(person="D1", reason="dismissed"), "03-20 08:00")
    assert told(IN, READ, OUT, joined) == []
    assert told(IN, READ, OUT, joined, rules=(RULE, STAFF)) == []
    assert told(IN, READ, OUT, joined, left, rules=(RULE, STAFF), at="03-29 12:00") == []
    assert told(IN, READ, OUT, joined, left, rules=(RULE, STAFF), at="03-30 00:00") == [("D1", [2], [])]


LODGED = ComplaintLodged(complaint="C1", way="oral", addressed="house", person="D1", about="treatment")
OPENED = IncidentOpened(incident="I1", cause="symptom", person="D1")


@pytest.mark.parametrize(
    ("opening", "closing", "why"),
    [
        (LODGED, ComplaintClosed(complaint="C1", closed_by="L1", ground="taken_back"), "complaint"),
        (OPENED, IncidentClosed(incident="I1", reason="over"), "incident"),
    ],
)
def test_what_is_open_keeps_it_until_it_is_closed(opening: Body, closing: Body, why: str) -> None:
    assert told(IN, READ, OUT, (opening, "03-02 12:00")) == [("D1", [2], [why])]
    assert told(IN, READ, OUT, (opening, "03-02 12:00"), (closing, "03-09 12:00")) == [("D1", [2], [])]


def test_a_contradiction_keeps_it() -> None:
    twice = (Released(person="D1", basis="again"), "03-04 08:00")
    assert told(IN, READ, OUT, twice) == [("D1", [2], ["dispute"])]


def test_what_keeps_one_keeps_what_names_both() -> None:
    gone = (Released(person="D2", basis="law"), "03-03 18:00")
    held = told(IN, OTHER, BOTH, OUT, gone, (OPENED, "03-02 12:00"))
    assert held == [("D1", [3], ["incident"]), ("D2", [3], ["incident"])]


def test_a_hold_keeps_it_until_it_is_lifted() -> None:
    held = (HoldSet(person="D1", office="facility", reason="A court asks for it."), "03-09 12:00")
    lifted = (HoldLifted(hold=UUID(int=4), office="facility", reason="over"), "03-20 12:00")
    assert told(IN, READ, OUT, held) == [("D1", [2], ["hold"])]
    assert told(IN, READ, OUT, held, lifted) == [("D1", [2], [])]


def test_what_comes_next_is_told_by_house() -> None:
    over = seconds(moment("03-11 00:00"))
    assert next_in(IN, READ, OUT, at="03-10 23:59") == {"QZ-D": over}
    assert next_in(IN, READ, OUT, at="03-11 00:00") == {}  # it is due, and comes no more
    assert next_in(IN, READ, at="03-10 23:59") == {}  # of whoever is held nobody can say when
    assert next_in(IN, OUT, at="03-10 23:59") == {}  # there is nothing of that class
    assert next_in(IN, READ, OUT, at="03-10 23:59", rules=()) == {}


def test_what_names_several_comes_when_it_is_over_of_the_last() -> None:
    gone = (Released(person="D2", basis="law"), "03-05 17:00")
    assert next_in(IN, OTHER, BOTH, OUT, gone, at="03-06 00:00") == {"QZ-D": seconds(moment("03-13 00:00"))}
    assert next_in(IN, OTHER, BOTH, OUT, at="03-06 00:00") == {}
