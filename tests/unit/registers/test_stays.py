"""Stays: who was in which cell, for whom a place was kept, and which facts contradict."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import msgspec
import pytest

from lazaretto.facts import custody, hygiene
from lazaretto.facts.fact import Body, Fact
from lazaretto.registers.stays import (
    CLOCK_TOLERANCE,
    Capacity,
    Fold,
    Stay,
    cell_of,
    clock_rule,
    concerns,
    fold_person,
    give_beds,
    places_at,
    project,
)
from tests.stating import fact, moment, standing_of

ONE, TWO = "QZ-D/T/01", "QZ-D/T/02"
IN = custody.Admitted(person="P1", cell=ONE, sex="male")
MOVE = custody.Moved(person="P1", cell=TWO)
OUT = custody.WentOut(person="P1", to="court")
BACK = custody.CameBack(person="P1", cell=TWO)
GONE = custody.TransferredOut(person="P1", to="QZ-L")
FREE = custody.Released(person="P1", basis="law")
ASKED = custody.PlaceRequested(person="P1", cell=ONE, reason="Arrives tomorrow.")
KEPT = custody.PlaceRequested(person="P1", cell=TWO, reason="The next leg.")
UP = custody.PlaceGivenUp(person="P1", cell=TWO, reason="The leg was prolonged.")
ABROAD = custody.LeftNetwork(person="P1", sort="prison", to="Another province")
THERE = custody.TransferredIn(person="P1", cell="QZ-L/I/01", origin="QZ-D")


def story(*bodies: Body, minutes: int = 60) -> list[Fact]:
    """The bodies said one after the other."""
    start = moment("03-15 08:00")
    said = []
    for number, body in enumerate(bodies, start=1):
        facility = "QZ-L" if body is THERE else "QZ-D"
        at = start + timedelta(minutes=minutes * (number - 1))
        one = fact(body, "03-15 08:00", number=number, facility=facility)
        said.append(msgspec.structs.replace(one, occurred=at, recorded=at))
    return said


def told(fold: Fold) -> list[tuple[str, str, str | None]]:
    """(cell, start, end) of each stay as hours of the day; a kept place in brackets."""
    return [
        (f"({s.cell})" if s.reserved else s.cell, f"{s.start:%H}", f"{s.end:%H}" if s.end else None)
        for s in fold.stays
    ]


def test_a_person_comes_moves_and_leaves() -> None:
    fold = fold_person(story(IN, MOVE, FREE))
    assert told(fold) == [(ONE, "00", "01"), (TWO, "01", "02")]
    assert fold.broken == {}


def test_the_order_in_which_facts_are_given_does_not_matter() -> None:
    assert told(fold_person(reversed(story(IN, MOVE, OUT, BACK, FREE)))) == told(
        fold_person(story(IN, MOVE, OUT, BACK, FREE))
    )


def test_an_outing_keeps_the_bed() -> None:
    assert told(fold_person(story(IN, MOVE, OUT, BACK))) == [(ONE, "00", "01"), (TWO, "01", None)]


def test_a_place_is_kept_until_the_person_comes_or_is_released() -> None:
    assert told(fold_person(story(ASKED, IN))) == [(f"({ONE})", "00", "01"), (ONE, "01", None)]
    assert told(fold_person(story(ASKED))) == [(f"({ONE})", "00", None)]
    kept = custody.PlaceRequested(person="P1", cell=TWO, reason="x")
    assert told(fold_person(story(IN, kept, FREE))) == [(ONE, "00", "02"), (f"({TWO})", "01", "02")]


def test_a_place_is_kept_no_longer_once_it_is_given_up_and_another_may_be_asked_for() -> None:
    fold = fold_person(story(IN, KEPT, UP, KEPT))
    assert told(fold) == [(ONE, "00", None), (f"({TWO})", "01", "02"), (f"({TWO})", "03", None)]
    assert fold.broken == {}


def test_an_outing_and_a_transfer_keep_the_next_place() -> None:
    back = custody.CameBack(person="P1", cell=ONE)
    assert told(fold_person(story(IN, KEPT, OUT, back, GONE)))[1] == (f"({TWO})", "01", None)


def test_who_left_the_network_has_neither_bed_nor_kept_place() -> None:
    assert told(fold_person(story(IN, KEPT, ABROAD))) == [(ONE, "00", "02"), (f"({TWO})", "01", "02")]


@pytest.mark.parametrize(
    ("bodies", "rule"),
    [
        ((IN, IN), "held_elsewhere"),
        ((MOVE,), "not_held"),
        ((FREE,), "not_held"),
        ((IN, FREE, BACK), "not_held"),
        ((IN, ASKED), "already_there"),
        ((ASKED, ASKED), "already_reserved"),
        ((IN, THERE), "held_elsewhere"),
        ((IN, UP), "not_reserved"),
        ((IN, KEPT, custody.PlaceGivenUp(person="P1", cell=ONE, reason="x")), "not_reserved"),
        ((IN, KEPT, ABROAD, UP), "not_reserved"),
        ((ABROAD,), "not_held"),
    ],
)
def test_the_last_fact_contradicts(bodies: tuple[Body, ...], rule: str) -> None:
    assert fold_person(story(*bodies)).broken == {UUID(int=len(bodies)): rule}


def test_a_move_said_by_another_house_contradicts() -> None:
    elsewhere = custody.Moved(person="P1", cell="QZ-L/I/02")
    first, second = story(IN, elsewhere)
    moved = msgspec.structs.replace(second, facility="QZ-L")
    assert fold_person([first, moved]).broken == {UUID(int=2): "held_elsewhere"}


def test_two_places_at_one_instant() -> None:
    assert fold_person(story(IN, MOVE, minutes=0)).broken == {UUID(int=2): "two_places"}
    assert fold_person(story(IN, custody.Moved(person="P1", cell=ONE), minutes=0)).broken == {}


def test_who_leaves_and_arrives_at_one_instant_leaves_first() -> None:
    left, back = story(GONE, IN, minutes=0)
    (came,) = story(IN)
    before = msgspec.structs.replace(
        came, id=UUID(int=9), occurred=moment("03-14 08:00"), recorded=moment("03-14 08:00")
    )
    assert fold_person([back, left, before]).broken == {}


def test_a_contradicting_fact_opens_no_stay() -> None:
    assert told(fold_person(story(IN, THERE, MOVE))) == [(ONE, "00", "02"), (TWO, "02", None)]


def test_times_that_cannot_be_true() -> None:
    (true,) = story(IN)
    tolerated, beyond = CLOCK_TOLERANCE, CLOCK_TOLERANCE + timedelta(seconds=1)

    def changed(**how: object) -> Fact:
        return msgspec.structs.replace(true, **how)

    assert clock_rule(true) is None
    assert clock_rule(changed(skew=-int(tolerated.total_seconds()))) is None
    assert clock_rule(changed(skew=-int(beyond.total_seconds()))) == "device_clock_wrong"
    assert clock_rule(changed(occurred=true.recorded + tolerated)) is None
    assert clock_rule(changed(occurred=true.recorded + beyond)) == "in_the_future"
    assert fold_person([changed(skew=9999)]).broken == {UUID(int=1): "device_clock_wrong"}


def test_whom_and_which_cell_a_fact_concerns() -> None:
    assert (concerns(IN), cell_of(IN)) == ("P1", ONE)
    assert (concerns(FREE), cell_of(FREE)) == ("P1", None)
    other = hygiene.NotMeasured(person="P1", why="asleep")
    assert (concerns(other), cell_of(other)) == (None, None)


def stay(number: int, start: str, end: str | None = None) -> Stay:
    return Stay(
        UUID(int=number), moment("03-15 08:00"), f"P{number}", "QZ-D", ONE, moment(f"03-15 {start}"),
        moment(f"03-15 {end}") if end else None,
    )  # fmt: skip


def capacity(since: str, number: int, places: int) -> Capacity:
    return Capacity(moment(since), moment("03-01 00:00"), UUID(int=number), places)


TWO_PLACES = [capacity("03-01 00:00", 1, 2)]


def test_each_stay_has_the_lowest_free_bed() -> None:
    stays = [stay(1, "08:00", "10:00"), stay(2, "09:00"), stay(3, "10:00"), stay(4, "11:00")]
    given = give_beds(reversed(stays), capacities=TWO_PLACES)
    assert [(s.bed, s.disputed) for s in given] == [(1, False), (2, False), (1, False), (None, True)]


def test_beds_given_before_stay_given() -> None:
    (kept,) = give_beds([stay(1, "08:00")], capacities=TWO_PLACES)
    (next_one,) = give_beds([stay(2, "09:00")], capacities=TWO_PLACES, fixed=[kept])
    assert (kept.bed, next_one.bed) == (1, 2)


def test_who_is_one_too_many_takes_up_a_place_all_the_same() -> None:
    """Else the next one would be let into a cell that is full of people without a bed."""
    stays = [
        stay(1, "08:00", "10:00"),
        stay(2, "08:30"),
        stay(3, "09:00"),
        stay(4, "10:00"),
        stay(5, "10:30"),
    ]
    given = give_beds(stays, capacities=TWO_PLACES)
    assert [s.bed for s in given] == [1, 2, None, None, None]


def test_who_came_before_anybody_said_how_many_places_there_are_takes_up_one() -> None:
    later = [capacity("03-15 09:00", 1, 1)]
    given = give_beds([stay(1, "08:00"), stay(2, "10:00")], capacities=later)
    assert [(s.bed, s.disputed) for s in given] == [(None, False), (None, True)]


def test_a_kept_place_fills_a_bed_and_whoever_it_was_kept_for_has_it() -> None:
    kept = replace(stay(7, "08:00", "10:00"), reserved=True)
    stays = [
        stay(1, "08:00"),
        kept,
        stay(2, "09:00"),
        stay(3, "10:00"),
        replace(stay(7, "10:00"), fact=UUID(int=9)),
    ]
    given = give_beds(stays, capacities=TWO_PLACES)
    assert [(s.person, s.bed) for s in given] == [("P1", 1), ("P7", 2), ("P2", None), ("P7", 2), ("P3", None)]


def test_a_place_promised_beyond_the_last_one_takes_up_none() -> None:
    promised = replace(stay(3, "08:30"), reserved=True)
    one_place = [capacity("03-01 00:00", 1, 1)]
    given = give_beds([stay(1, "08:00", "09:00"), promised, stay(2, "09:00")], capacities=one_place)
    assert [s.bed for s in given] == [1, None, 1]


def test_where_no_capacity_is_known_nobody_is_disputed() -> None:
    (given,) = give_beds([stay(1, "08:00")], capacities=[])
    assert (given.bed, given.disputed) == (None, False)


def test_the_capacity_is_that_of_the_instant() -> None:
    changed = [*TWO_PLACES, capacity("03-10 00:00", 2, 4), capacity("03-10 00:00", 3, 6)]
    assert places_at(changed, moment("03-09 00:00")) == 2
    assert places_at(changed, moment("03-10 00:00")) == 6
    assert places_at(changed, moment("02-01 00:00")) is None


def test_everybody_at_once() -> None:
    second = custody.Admitted(person="P2", cell=ONE, sex="male")
    (other,) = story(second)
    later = msgspec.structs.replace(other, id=UUID(int=5))
    one_place = {ONE: [capacity("03-01 00:00", 1, 1)]}
    stays, broken = project({"P1": story(IN, IN), "P2": [later]}, one_place)
    assert [(s.person, s.bed) for s in stays] == [("P1", 1), ("P2", None)]
    assert broken == {UUID(int=2): "held_elsewhere", UUID(int=5): "cell_full"}


@pytest.mark.parametrize(
    "bodies", [(IN, MOVE, OUT, BACK, FREE), (IN, GONE, IN, MOVE), (IN,), (IN, OUT, BACK)]
)
def test_stays_and_the_register_of_beds_agree(bodies: tuple[Body, ...]) -> None:
    said = story(*bodies)
    standing = standing_of(said)
    beds = standing.in_cell
    cells = [standing.names.name(n) for n in beds.value.tolist()]
    starts = [int(s.start.timestamp()) for s in fold_person(said).stays]
    assert list(zip(cells, beds.start.tolist(), strict=True)) == [
        (s.cell, start) for s, start in zip(fold_person(said).stays, starts, strict=True)
    ]
