"""Roll-calls of the rehearsed city: at the times that were promised, by two people, with the gate shut."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import pairwise

import pytest

from lazaretto.audit.promising import promised
from lazaretto.facts import gate, roll_calls
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import local_day
from lazaretto.facts.supervision import DrawCommitted
from lazaretto.obligations.roll_calls import RUNNING
from lazaretto.obligations.roll_calls import roll_calls as called
from lazaretto.protocol.document import Protocol
from lazaretto.rehearsal.assumptions import Assumptions
from lazaretto.rehearsal.city import Rehearsing
from lazaretto.rehearsal.freezing import Freezes
from lazaretto.rehearsal.pressure import even_pressure
from tests.unit.rehearsal.rehearsing import DIGEST, ZONE, City, clock

CLOSED, SECRET = date(2022, 3, 15), b"of this test alone"
HOUSES, DAYS, SLOTS = 14, 23, 2
MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def promising(protocol: Protocol, assumptions: Assumptions) -> tuple[Fact, ...]:
    """The first two days of closed duty of a city whose times come from a chain of secrets."""
    rehearsing = Rehearsing(
        seed=20220310, protocol=protocol, pressure=even_pressure(assumptions), assumptions=assumptions,
        until=clock(date(2022, 3, 17), 0), digest=DIGEST,
        draws=partial(promised, SECRET, purpose="roll_call"),
    )  # fmt: skip
    return tuple(fact for day in rehearsing.days() for fact in day.facts)


def calls(facts: tuple[Fact, ...]) -> Iterator[tuple[Fact, roll_calls.RollCallCalled]]:
    yield from ((f, f.body) for f in facts if isinstance(f.body, roll_calls.RollCallCalled))


def test_what_is_promised_is_published_before_its_first_day(promising: tuple[Fact, ...]) -> None:
    said = [(f, f.body) for f in promising if isinstance(f.body, DrawCommitted)]
    assert len(said) == HOUSES
    for fact, body in said:
        assert fact.recorded < clock(CLOSED, 0)
        chain = promised(SECRET, fact.facility, body.first, body.days, purpose="roll_call")
        assert (body.first, body.anchor, body.purpose) == (CLOSED, chain.anchor, "roll_call")


def test_each_drawn_call_comes_within_half_an_hour_of_its_time(promising: tuple[Fact, ...]) -> None:
    when: dict[tuple[str, date], list[datetime]] = defaultdict(list)
    for fact, body in calls(promising):
        if body.drawn:
            when[fact.facility, local_day(fact.occurred, zone=ZONE)].append(fact.occurred)
    assert len(when) == HOUSES * 2
    for (house, day), instants in when.items():
        chain = promised(SECRET, house, CLOSED, 366, purpose="roll_call")
        slots = (("day", 7 * 60, 18 * 60 + 30), ("evening", 19 * 60, 22 * 60 + 30))
        minutes = [
            m for s, since, to in slots for m in chain.minutes(day, s, count=1, among=range(since, to))
        ]
        midnight = clock(day, 0)
        late = [at - midnight - m * MINUTE for at, m in zip(sorted(instants), minutes, strict=True)]
        assert all(timedelta() < one <= 30 * MINUTE for one in late), (house, day, late)


def test_without_a_chain_nothing_is_promised_and_every_slot_is_called_but_the_missed(city: City) -> None:
    assert not [fact for fact in city.facts if isinstance(fact.body, DrawCommitted)]
    missed = sum(error.kind == "call_missed" for error in city.seeded)
    assert sum(body.drawn for _, body in calls(city.facts)) == HOUSES * DAYS * SLOTS - missed


def test_the_calls_end_in_every_way_there_is(city: City) -> None:
    standing = city.record.standing(at=int(clock(date(2022, 4, 7), 0).timestamp()))
    found = called(standing, city.record.facts)
    states = {one.state for one in found}
    assert states == {"matched", "cleared", "found", "stood_down"}
    assert all(one.expected is not None and sum(one.expected) > 0 for one in found)
    differing = [one for one in found if one.differs and one.state in ("cleared", "found")]
    assert differing
    for one in differing:
        assert len({count.who for count in one.counts}) == len(one.counts)


def test_at_the_demo_s_noon_a_mismatch_waits_for_a_third_person(city: City) -> None:
    at = int(clock(date(2022, 4, 6), 11, 40).timestamp())
    standing = city.record.standing(at=at, known_at=at + 300)
    running = [one for one in called(standing, city.record.facts) if one.state in RUNNING]
    assert [(one.facility, one.state) for one in running] == [("GG-D", "mismatched")]


def test_nobody_passes_a_gate_while_a_roll_call_runs_but_by_the_seeded_error(city: City) -> None:
    standing = city.record.standing(at=int(clock(date(2022, 4, 7), 0).timestamp()))
    let = {subject for error in city.seeded if error.kind == "call_passed" for _, subject in error.expects}
    shut: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in called(standing, city.record.facts):
        assert one.ended is not None
        shut[one.facility].append((one.called, one.ended))
    hasty = [
        fact.body.subject
        for fact in city.facts
        if isinstance(fact.body, gate.Entered | gate.Left) and not fact.body.subject.startswith("120-")
        and any(since <= fact.occurred.timestamp() < until for since, until in shut[fact.facility])
    ]  # fmt: skip
    assert set(hasty) == let
    assert len(hasty) == len(let)


def test_a_house_is_called_once_at_a_time(city: City) -> None:
    standing = city.record.standing(at=int(clock(date(2022, 4, 7), 0).timestamp()))
    held: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in called(standing, city.record.facts):
        held[one.facility].append((one.called, one.ended or 0))
    for spans in held.values():
        assert all(before[1] < after[0] for before, after in pairwise(sorted(spans)))


def test_who_waits_passes_afterwards_in_the_same_order() -> None:
    freezes, noon = Freezes(), datetime.combine(date(2022, 3, 15), time(12))
    freezes.freeze("QZ-D", noon, noon + 20 * MINUTE)
    came = [noon + n * MINUTE for n in range(-2, 40)]
    passed = [freezes.passes("QZ-D", one) for one in came]
    assert passed == sorted(set(passed))
    assert not [one for one in passed if noon <= one < noon + 20 * MINUTE]
    assert (passed[1], passed[-1]) == (came[1], came[-1])
    assert freezes.passes("MJ-D", noon) == noon


def test_what_must_not_wait_comes_when_the_queue_has_passed() -> None:
    freezes, noon = Freezes(), datetime.combine(date(2022, 3, 15), time(12))
    freezes.freeze("QZ-D", noon, noon + 20 * MINUTE)
    over = noon + 30 * MINUTE
    assert freezes.clear_of("QZ-D", noon + MINUTE) == over
    assert freezes.passes("QZ-D", over) == over
    assert freezes.clear_of("QZ-D", noon - MINUTE) == noon - MINUTE
    assert freezes.clear_of("QZ-D", noon - MINUTE, before=5 * MINUTE) == over
