"""A round over one million people: its coverage from what is kept beside the record, and counted anew."""

from collections.abc import Iterator
from uuid import UUID

import numpy as np

from benchmarks.figures import Figure, figure, seconds_of
from lazaretto.board.covering import round_up
from lazaretto.facts.custody import Released
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.periods import instant
from lazaretto.facts.testing import RoundOpened, Sampled, TubeVoided, Unsampled
from lazaretto.obligations.tallying import Tallied, Tallies
from lazaretto.registers.events import FOREVER
from lazaretto.registers.record import Record
from lazaretto.rehearsal.streams import Stream

HOUSES, MUSTER, POOL = 200, 5_000, 10  # a fact holds a muster of five thousand
CODE, OPENED, CLOSES = "R1", 1_647_000_000, 1_647_086_400


def measure() -> Iterator[Figure]:
    """Reading what is kept, taking in one more tube, and the recount that must say the same."""
    record, tallies = Record(), Tallies()
    record.append(_round())
    record.columns()
    tallies.follow(record)
    recount = seconds_of(lambda: round_up(record.standing(at=FOREVER), since=0), times=3)
    fresh = iter(range(10**9))

    def another() -> None:
        tube = next(fresh)
        body = Sampled(tube=f"X{tube}", members=_people(0)[:POOL], purpose="round", round=CODE)
        record.append([_fact(10**8 + tube, "H000", body, CLOSES - 600 + tube)])
        record.columns()

    def followed() -> None:
        another()
        tallies.follow(record)

    plain = seconds_of(another, times=5)
    both = seconds_of(followed, times=5)
    kept, agree = _total(record, tallies), round_up(record.standing(at=FOREVER), since=0)
    if (kept.mustered, kept.outcomes, kept.left) != tuple(
        int(np.sum(column)) for column in (agree.asked, agree.outcomes, agree.left)
    ):
        raise AssertionError("what is kept and the recount differ")
    read = seconds_of(lambda: _total(record, tallies), times=9)
    yield figure(
        "coverage of a round over a million people, from what is kept", 1000 * read, "ms", goal="<= 5",
        peer="the recount", peer_value=1000 * recount,
    )  # fmt: skip
    yield figure("the same, counted anew", recount, "s", goal="<= 1.5")
    yield figure(
        "one more tube of ten taken into it, beyond sorting it in", 1000 * max(both - plain, 0), "ms",
        peer="sorting the fact into the record", peer_value=1000 * plain,
    )  # fmt: skip


def _total(record: Record, tallies: Tallies) -> Tallied:
    """The counts of all houses together."""
    found = [tallies.of(record, CODE, _house(number)) for number in range(HOUSES)]
    counts = np.array([one for one in found if one is not None])
    return Tallied(*(int(n) for n in counts.sum(axis=0)))


def _round() -> Iterator[Fact]:
    """One round at every house: pools of ten, some tubes lost, some people not swabbed, some gone."""
    number = 0
    for house in range(HOUSES):
        people, code = _people(house), _house(house)
        for body, at in _of_a_house(house, people):
            number += 1
            yield _fact(number, code, body, at)


def _of_a_house(house: int, people: tuple[str, ...]) -> Iterator[tuple[Body, int]]:
    draw = Stream(7, "a round of a million", house)
    yield RoundOpened(round=CODE, stratum="detainees", muster=people, closes=instant(CLOSES)), OPENED
    for first in range(0, len(people), POOL):
        members, tube = people[first : first + POOL], f"T{house}-{first}"
        at = OPENED + 60 + first
        if draw.chance(100):  # of a thousand: a cell in which somebody refuses, or leaves
            yield Unsampled(round=CODE, person=members[0], outcome="refused", why="said so"), at
            yield Released(person=members[1], basis="law"), at
            members = members[2:]
        yield Sampled(tube=tube, members=members, purpose="round", round=CODE), at + 1
        if draw.chance(10):
            yield TubeVoided(tube=tube, why="lost"), at + 2


def _house(number: int) -> str:
    return f"H{number:03}"


def _people(house: int) -> tuple[str, ...]:
    return tuple(f"{_house(house)}-{number:05}" for number in range(MUSTER))


def _fact(number: int, house: str, body: Body, at: int) -> Fact:
    said = instant(at)
    return Fact(
        id=UUID(int=number),
        occurred=said,
        recorded=said,
        facility=house,
        actor="S1",
        device="desk",
        body=body,
    )
