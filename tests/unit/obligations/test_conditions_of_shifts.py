"""Shifts that must not meet, and fatigue: who breaks each condition, and who does not."""

import pytest

from lazaretto.facts.custody import TransferredOut, WentOut
from lazaretto.obligations.conditions import CONDITIONS
from tests.examples.telling import Line, facts_of
from tests.stating import fact, house, record_of, second
from tests.unit.obligations.breaking import broken
from tests.unit.obligations.owing import at

GO = at("03-15 08:00", ["A1", "A2", "B1", "B2", "C1", "C2", "O1"], enrolled_as="officer")
PHASES = (
    GO, at("03-15 08:00", ["A1", "A2"], stepped_into="A"), at("03-15 08:00", ["B1", "B2"], stepped_into="B"),
    at("03-15 08:00", ["C1", "C2"], stepped_into="C"),
)  # fmt: skip


def _inside(person: str, came: str, left: str, zone: str = "guarded") -> tuple[Line, Line]:
    return at(came, person, entered=zone), at(left, person, left=zone)


def test_shifts_in_one_zone() -> None:
    long = (*_inside("A1", "03-16 08:00", "03-16 12:00"), *_inside("B1", "03-16 11:00", "03-16 13:00"))
    assert broken("shifts_in_one_zone", *PHASES, *long, minutes=15) == ["B1"]  # who does not belong there
    assert broken("shifts_in_one_zone", *PHASES, *long, minutes=61) == []
    same = (*_inside("A1", "03-16 08:00", "03-16 12:00"), *_inside("A2", "03-16 08:00", "03-16 12:00"))
    assert broken("shifts_in_one_zone", *PHASES, *same, minutes=15) == []
    apart = (
        *_inside("A1", "03-16 08:00", "03-16 12:00"),
        *_inside("B1", "03-16 08:00", "03-16 12:00", zone="administration"),
    )
    assert broken("shifts_in_one_zone", *PHASES, *apart, minutes=15) == []


def test_shifts_in_one_zone_are_said_once_a_day_of_whoever_strays() -> None:
    everybody = [line for name in ("A1", "A2") for line in _inside(name, "03-16 08:00", "03-18 12:00")]
    strays = [
        *_inside("B1", "03-16 09:00", "03-16 10:00"), *_inside("B1", "03-16 11:00", "03-16 12:00"),
        *_inside("B1", "03-17 12:00", "03-17 13:00"),
    ]  # fmt: skip
    assert broken("shifts_in_one_zone", *PHASES, *everybody, *strays, minutes=15) == ["B1", "B1"]
    outside = [
        *_inside("B1", "03-16 08:00", "03-16 12:00", zone="administration"),
        *_inside("A1", "03-16 09:00", "03-16 10:00", zone="administration"),
    ]
    assert broken("shifts_in_one_zone", *PHASES, *outside, minutes=15) == ["A1"]


def test_shifts_in_one_zone_of_two_houses_do_not_meet() -> None:
    there = tuple({**line, "in": "QS-D"} for line in _inside("B1", "03-16 08:00", "03-16 12:00"))
    here = _inside("A1", "03-16 08:00", "03-16 12:00")
    assert broken("shifts_in_one_zone", *PHASES, *here, *there, minutes=15) == []


def test_shifts_in_one_zone_only_from_the_step_on() -> None:
    """Whoever steps from B into A while another B is beside them is there with that one from the step on."""
    both = (*_inside("B1", "03-16 08:00", "03-16 12:00"), *_inside("B2", "03-16 08:00", "03-16 12:00"))
    stepped = at("03-16 11:50", "B1", stepped_into="A")
    assert broken("shifts_in_one_zone", *PHASES, *both, stepped, minutes=15) == []
    assert broken("shifts_in_one_zone", *PHASES, *both, stepped, minutes=10) == ["B2"]


def _meal(when: str, *people: str, of: str = "noon", sort: str = "meal") -> Line:
    return at(when, list(people), shared_a=sort, of=of)


def test_shifts_shared() -> None:
    def shared(*lines: Line) -> list[str]:
        return sorted(broken("shifts_shared", *PHASES, *lines, minutes=60))

    assert shared(_meal("03-16 12:00", "A1", "B1")) == ["A1", "B1"]
    assert shared(_meal("03-16 12:00", "A1", "A2")) == []
    assert shared(_meal("03-16 12:00", "A1", "O1")) == []  # of no shift
    assert shared(_meal("03-16 12:00", "C1", "O1")) == ["C1", "O1"]
    assert shared(_meal("03-16 12:00", "C1", "C2")) == ["C1", "C2"]
    assert shared(_meal("03-16 12:00", "A1"), _meal("03-16 13:00", "B1")) == ["A1", "B1"]
    assert shared(_meal("03-16 12:00", "A1"), _meal("03-16 13:01", "B1")) == []
    assert shared(_meal("03-16 12:00", "A1"), _meal("03-16 12:00", "B1", of="evening")) == []
    assert shared(_meal("03-16 12:00", "A1"), _meal("03-16 12:00", "B1", sort="room")) == []


@pytest.mark.parametrize(("escort", "found"), [(("A1", "B1"), ["A1", "B1"]), (("A1", "A2"), [])])
def test_shifts_shared_on_one_trip(escort: tuple[str, ...], found: list[str]) -> None:
    trip = WentOut(person="P1", to="court", escort=escort)
    record = record_of([house(), *facts_of({"facts": PHASES}), fact(trip, "03-16 09:00", number=700)])
    end = second("04-30 00:00")
    met = CONDITIONS["shifts_shared"].find(
        record.standing(at=end), {"minutes": 60}, second("03-01 00:00"), end
    )
    assert [record.names.name(int(key)) for key in met.key] == found


def test_shifts_shared_in_one_vehicle_whoever_each_of_them_escorts() -> None:
    trips = [
        fact(
            TransferredOut(person=f"P{n}", to="QS-D", vehicle="V1", escort=(officer,)),
            f"03-16 09:0{n}", number=700 + n,
        )
        for n, officer in enumerate(("A1", "B1"))
    ]  # fmt: skip
    record = record_of([house(), *facts_of({"facts": PHASES}), *trips])
    end = second("04-30 00:00")
    met = CONDITIONS["shifts_shared"].find(
        record.standing(at=end), {"minutes": 60}, second("03-01 00:00"), end
    )
    assert [record.names.name(int(key)) for key in met.key] == ["A1", "B1"]


def test_stepped_in_early() -> None:
    def stepped(*before: Line) -> list[str]:
        return broken("stepped_in_early", GO, *before, at("03-25 09:00", "A1", stepped_into="A"), days=7)

    assert stepped() == []
    assert stepped(at("03-18 12:00", "A1", stepped_into="B")) == []
    assert stepped(at("03-19 06:00", "A1", stepped_into="B")) == ["A1"]
    assert stepped(at("03-16 09:00", "A1", stepped_into="C")) == ["A1"]
    assert stepped(at("03-16 09:00", "A1", stepped_into="A")) == []


WATCHES = {"day": ["08:00", 12], "night": ["20:00", 12], "short": ["10:00", 4]}


def _stood(*told: str, inside: bool = True, person: str = "A1") -> tuple[Line, ...]:
    """A person rostered on these watches of the wing, inside all the while, or not at all."""
    roster = {
        "at": "03-15 09:00", "roster with turns until": "03-30", "from": "03-15", "at post": "wing",
        "turns": {person: "A"}, "stands": {person: list(told)},
    }  # fmt: skip
    set_ = {"at": "03-15 08:30", "watches set at": "wing", "watches": WATCHES}
    there = (at("03-15 08:00", person, entered="guarded"),) if inside else ()
    return (*PHASES, set_, roster, *there)


def test_watch_hours_exceeded() -> None:
    both = ("03-16 day", "03-16 night")
    assert broken("watch_hours_exceeded", *_stood(*both), hours=12) == ["A1"]
    assert broken("watch_hours_exceeded", *_stood(*both), hours=24) == []
    assert broken("watch_hours_exceeded", *_stood(*both, inside=False), hours=12) == []
    assert broken("watch_hours_exceeded", *_stood("03-16 day", "03-17 day"), hours=12) == []


def test_watch_hours_exceeded_counts_what_was_really_inside() -> None:
    left = at("03-16 21:00", "A1", left="guarded")
    both = ("03-16 day", "03-16 night")
    assert broken("watch_hours_exceeded", *_stood(*both), left, hours=13) == []
    assert broken("watch_hours_exceeded", *_stood(*both), left, hours=12) == ["A1"]


def test_week_hours_exceeded() -> None:
    days = [f"03-{day} day" for day in range(16, 21)]
    assert broken("week_hours_exceeded", *_stood(*days), hours=56) == ["A1"]
    assert broken("week_hours_exceeded", *_stood(*days), hours=60) == []
    far = [*days[:4], "03-23 day"]  # the fifth lies outside the seven days of the first
    assert broken("week_hours_exceeded", *_stood(*far), hours=56) == []


def test_rest_too_short() -> None:
    assert broken("rest_too_short", *_stood("03-16 night", "03-17 short"), hours=11) == ["A1"]
    assert broken("rest_too_short", *_stood("03-16 day", "03-17 day"), hours=11) == []
    assert broken("rest_too_short", *_stood("03-16 day", "03-17 day"), hours=13) == ["A1"]


def test_nights_in_a_row() -> None:
    nights = [f"03-{day} night" for day in range(16, 20)]
    assert broken("nights_in_a_row", *_stood(*nights), nights=3) == ["A1"]
    assert broken("nights_in_a_row", *_stood(*nights), nights=4) == []
    broken_off = [*nights[:3], "03-20 night"]
    assert broken("nights_in_a_row", *_stood(*broken_off), nights=3) == []
    assert broken("nights_in_a_row", *_stood("03-16 day", "03-17 day", "03-18 day"), nights=1) == []


def test_inside_too_long() -> None:
    stays = (GO, at("03-01 09:00", "A1", stepped_into="A"))
    assert broken("inside_too_long", *stays, days=21) == ["A1"]
    assert broken("inside_too_long", *stays, at("03-22 23:00", "A1", stepped_into="C"), days=21) == []
    assert broken("inside_too_long", *stays, at("03-23 09:00", "A1", stepped_into="C"), days=21) == ["A1"]


def test_a_roster_that_was_replaced_is_not_what_was_stood() -> None:
    other = {
        "at": "03-15 10:00", "roster with turns until": "03-30", "from": "03-15", "at post": "wing",
        "called": "R2", "turns": {"A1": "A"}, "stands": {"A1": ["03-16 day"]},
    }  # fmt: skip
    assert broken("watch_hours_exceeded", *_stood("03-16 day", "03-16 night"), other, hours=12) == []
