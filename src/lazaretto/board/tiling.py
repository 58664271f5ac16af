"""Facilities as tiles of a board, and cities as lines of one: what is counted by facility, put together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lazaretto.board.city import CityLine, County, Coverage, Shifts, Tile
from lazaretto.board.counting import Tallied
from lazaretto.board.counts import GRAVITIES, Counts
from lazaretto.board.covering import Rounds
from lazaretto.board.houses import House
from lazaretto.board.peopling import Peopled
from lazaretto.board.silence import Heard
from lazaretto.facts.command import Level
from lazaretto.facts.periods import instant
from lazaretto.registers.command import LEVELS, ROLES
from lazaretto.registers.events import Ints
from lazaretto.registers.spans import Spans, value_at
from lazaretto.registers.standing import Standing


@dataclass(frozen=True, slots=True)
class Counted:
    """What every reader's board is drawn from: the whole network by facility number, at one instant.

    levels, roles: index of each facility's.
    shut: the facilities whose intake is suspended.
    """

    peopled: Peopled
    tallied: Tallied
    rounds: Rounds
    levels: Ints
    roles: Ints
    heard: Heard
    shut: frozenset[int]
    leaders: dict[int, str]


def tiles(counted: Counted, *, seen: Sequence[House], covered: Sequence[Coverage]) -> list[Tile]:
    """One tile a facility, in the order given."""
    rounds: dict[str, list[Coverage]] = {}
    for round_ in covered:
        rounds.setdefault(round_.facility, []).append(round_)
    return [_tile(house, counted, tuple(rounds.get(house.code, ()))) for house in seen]


def _tile(house: House, counted: Counted, covered: tuple[Coverage, ...]) -> Tile:
    number = house.number
    layers, away, cells, shifts = counted.peopled.of(number)
    counts, heard = counted.tallied.counts([number]), int(counted.heard.last[number])
    return Tile(
        code=house.code, name=house.name, sort=house.sort, county=house.county,
        level=LEVELS[counted.levels[number]], role=ROLES[counted.roles[number]],
        intake_suspended=number in counted.shut, leader=counted.leaders.get(number), heads=sum(layers),
        layers=layers, away=away, cells=cells, shifts=shifts, counts=counts, gravity=counts.gravity,
        strip=counted.tallied.strip([number]), coverage=covered, heard=instant(heard) if heard else None,
        silence=counted.heard.of(number),
    )  # fmt: skip


def counties(tiled: Iterable[Tile]) -> tuple[County, ...]:
    """Counties in the order of their gravest tile; ties stay as they were established."""
    grouped: dict[str, list[Tile]] = {}
    for tile in tiled:
        grouped.setdefault(tile.county, []).append(tile)
    found = [
        County(
            code=code, tiles=tuple(sorted(mine, key=lambda t: GRAVITIES.index(t.gravity))),
            heads=sum(t.heads for t in mine), counts=sum((t.counts for t in mine), Counts()),
        )
        for code, mine in grouped.items()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda c: min(GRAVITIES.index(t.gravity) for t in c.tiles)))


def city_lines(counted: Counted, *, cities: dict[str, list[int]]) -> tuple[CityLine, ...]:
    """One line a city: the gravest first, of the equally grave those with most of it.

    ``cities``: the facility numbers of each. The work is that of the cities, not of their facilities.
    """
    lines = [_line(code, np.array(numbers, np.int64), counted) for code, numbers in cities.items()]
    return tuple(sorted(lines, key=_gravest))


def _gravest(line: CityLine) -> tuple[int, ...]:
    counts = line.counts
    return (
        GRAVITIES.index(line.gravity), -counts.breaches - counts.disputed, -counts.missed, -counts.late,
        -counts.owed,
    )  # fmt: skip


def _line(code: str, numbers: Ints, counted: Counted) -> CityLine:
    one, two, three, four = counted.peopled.layers[numbers].sum(axis=0).tolist()
    counts = counted.tallied.counts(numbers)
    return CityLine(
        code=code, facilities=len(numbers), silent=int((counted.heard.missed[numbers] > 0).sum()),
        level=LEVELS[counted.levels[numbers].max()], heads=one + two + three + four,
        layers=(one, two, three, four), shifts=shifts_of(counted.peopled, numbers), counts=counts,
        gravity=counts.gravity, strip=counted.tallied.strip(numbers),
        muster=int(counted.rounds.asked_at[numbers].sum()),
        outcomes=int(counted.rounds.outcomes_at[numbers].sum()),
    )  # fmt: skip


def shifts_of(peopled: Peopled, numbers: Ints) -> Shifts:
    """The staff of these facilities by phase."""
    return Shifts(*peopled.phases[numbers].sum(axis=0).tolist())


def level_of(index: int) -> Level:
    """The level with this index."""
    level: Level = LEVELS[index]
    return level


def state_of(standing: Standing, held: Spans, *, default: int = 0) -> Ints:
    """The state of every facility at the standing's instant."""
    numbers = np.arange(len(standing.facilities), dtype=np.int64)
    return value_at(held, numbers, np.full(len(numbers), standing.at, np.int64), default=default)


def leaders_of(standing: Standing) -> dict[int, str]:
    """The responsible leader last named for each facility, by the facility's number."""
    rows: Any = standing.events("leader_named")
    return {n: standing.names.name(k) for n, k in zip(rows.facility.tolist(), rows.key.tolist(), strict=True)}
