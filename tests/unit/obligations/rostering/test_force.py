"""Which pattern and which roster rule a house on a day."""

from datetime import date
from typing import Any

from lazaretto.facts.command import LevelOrdered
from lazaretto.facts.duty import PatternOrdered, RosterPublished, Stand, Turn
from lazaretto.obligations.rostering.force import (
    pattern_in_force,
    roster_between,
    roster_in_force,
    ruling_document,
    turns_on,
)
from tests.unit.obligations.legs import PROTOCOL, Said, World, world


def day(number: int) -> date:
    return date(2022, 3, number)


def pattern(told: World, number: int) -> str | None:
    found = pattern_in_force(told.standing, PROTOCOL, "QZ-D", day(number))
    return found.id if found is not None else None


def ordered(code: str, first: int, when: str) -> Said:
    return PatternOrdered(pattern=code, first=day(first), authority="city", reason="cases"), when


def level(to: Any, when: str) -> Said:
    return LevelOrdered(level=to, authority="city", reason="cases"), when


def roster(code: str, when: str, *turns: tuple[str, Any, int, int], stands: tuple[Stand, ...] = ()) -> Said:
    told = tuple(Turn(person=p, phase=f, batch="1", first=day(a), last=day(b)) for p, f, a, b in turns)
    first, last = min(one.first for one in told), max(one.last for one in told)
    body = RosterPublished(
        roster=code, first=first, last=last, persons=("S1",), signed_by="L1", turns=told, stands=stands
    )
    return body, when


def listed(when: str) -> Said:
    body = RosterPublished(roster="L", first=day(1), last=day(31), persons=("S1",), signed_by="L1")
    return body, when


def test_the_pattern_is_the_one_ordered_last_else_that_of_the_level() -> None:
    told = world(
        ordered("abc-14-14-14", 20, "03-10 08:00"), ordered("abc-21-7-14", 25, "03-12 08:00"),
        ordered("no-such", 27, "03-13 08:00"), level("routine", "03-16 12:00"), at="03-18 08:00",
    )  # fmt: skip
    assert pattern(told, 15) == "abc-7-7-7"  # closed
    assert pattern(told, 16) == pattern(told, 19) == "ab-7"  # routine from noon of the sixteenth on
    assert pattern(told, 20) == "abc-14-14-14"
    assert pattern(told, 25) == pattern(told, 30) == "abc-21-7-14"  # a pattern nobody knows is none
    assert pattern_in_force(told.standing, PROTOCOL, "MJ-D", day(15)) == PROTOCOL.patterns[0]


def test_the_document_that_rules_is_the_latest_with_patterns() -> None:
    told = world(at="03-15 08:00")
    assert ruling_document(told.forces, told.standing.at) == PROTOCOL
    assert ruling_document(told.forces, told.forces[0].since - 1) is None
    assert ruling_document((), told.standing.at) is None


def test_the_roster_signed_last_rules_its_days_and_a_list_rules_none() -> None:
    told = world(
        roster("R1", "03-09 08:00", ("S1", "A", 10, 20)), roster("R2", "03-11 08:00", ("S1", "C", 14, 16)),
        listed("03-12 08:00"), at="03-12 12:00",
    )  # fmt: skip

    def rules(number: int) -> str | None:
        found = roster_in_force(told.standing, told.facts, "QZ-D", day(number))
        return found.body.roster if found is not None else None

    assert [rules(number) for number in (9, 10, 13, 14, 16, 17, 20, 21)] == [
        None, "R1", "R1", "R2", "R2", "R1", "R1", None,
    ]  # fmt: skip
    assert turns_on(told.standing, told.facts, "QZ-D", day(15))["S1"].phase == "C"
    assert turns_on(told.standing, told.facts, "QZ-D", day(21)) == {}
    assert roster_in_force(told.standing, told.facts, "MJ-D", day(15)) is None


def test_days_of_several_rosters_are_told_as_one() -> None:
    stands = tuple(Stand(person="S1", post="wing", watch="day", day=day(n)) for n in (11, 15, 18))
    told = world(
        roster("R1", "03-09 08:00", ("S1", "A", 10, 20), stands=stands),
        roster("R2", "03-11 08:00", ("S1", "C", 14, 16)), at="03-12 12:00",
    )  # fmt: skip
    found = roster_between(told.standing, told.facts, "QZ-D", day(12), day(25))
    assert [(one.phase, one.first.day, one.last.day) for one in found.turns] == [
        ("A", 12, 13), ("C", 14, 16), ("A", 17, 20),
    ]  # fmt: skip
    assert [one.day.day for one in found.stands] == [18]
    nothing = roster_between(told.standing, told.facts, "QZ-D", day(21), day(25))
    assert (nothing.turns, nothing.stands) == ((), ())
