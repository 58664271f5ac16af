"""The city board, drawn: everything on the wall screen from one assessment."""

from collections.abc import Container, Iterable, Sequence
from datetime import date, datetime, time, timedelta

import numpy as np

from lazaretto.board.alerting import alerts
from lazaretto.board.city import CityBoard, County, Coverage, InForceLine, Shifts, Tile
from lazaretto.board.counting import Tallied, tally
from lazaretto.board.counts import GRAVITIES, Counts
from lazaretto.board.covering import cover
from lazaretto.board.houses import House, houses, zone_of
from lazaretto.board.indicating import bottom_lines
from lazaretto.board.peopling import Peopled, people, stages
from lazaretto.board.turning import turns
from lazaretto.facts.command import Level, Role
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import Period, at_local, instant, local_day, seconds
from lazaretto.obligations.assessing import Assessment
from lazaretto.obligations.force import InForce
from lazaretto.protocol.document import Leg
from lazaretto.registers.command import LEVELS, ROLES
from lazaretto.registers.events import FOREVER, NAMES, Ints
from lazaretto.registers.spans import Spans, value_at
from lazaretto.registers.standing import Standing

OFFICE = "detachment"
LOOK_BACK = timedelta(hours=24)
QUIET = 48 * 3600  # a facility not heard of for so long has no data age


def window_of(at: datetime, *, zone: str) -> Period:
    """What a board at an instant looks at: the last 24 hours and the rest of the local day."""
    today: date = local_day(at, zone=zone)
    return Period(at - LOOK_BACK, at_local(today + timedelta(days=1), time(), zone=zone))


def chart_city(
    assessment: Assessment, *, forces: Sequence[InForce], facts: Sequence[Fact], codes: Container[str],
    window: Period, extent: tuple[datetime, datetime] | None = None,
    missing: tuple[tuple[str, str], ...] = (), limit: int = 40,
) -> CityBoard:  # fmt: skip
    """The board of these facilities at the standing's instant, as known at the standing's other one.

    ``codes``: the facilities in the reader's scope; no others leave a trace, in sums neither.
    ``extent``: first and last instant of the record, for the time slider.
    """
    standing = assessment.standing
    everyone = houses(standing, facts=facts, codes=codes)
    seen = [house for house in everyone if house.sort != OFFICE]
    zone, at = zone_of(everyone), instant(standing.at)
    today = seconds(at_local(local_day(at, zone=zone), time(), zone=zone))
    peopled = assessment.once("people", lambda: people(standing))
    tallied = assessment.once(("tally", today), lambda: tally(
        assessment.judged, facilities=len(standing.facilities), at=standing.at, since=today,
    ))  # fmt: skip
    covered = cover(standing, seen=seen, since=seconds(window.start))
    heard = assessment.once("heard", lambda: _heard(standing))
    tiles = _tiles(standing, seen, peopled, tallied, covered, heard)
    numbers = [house.number for house in everyone]
    listed, in_all = alerts(assessment, facts=facts, seen=everyone, limit=limit, zone=zone)
    change = assessment.next_change()
    return CityBoard(
        at=at, known_at=instant(min(standing.known_at, standing.at)), zone=zone,
        window=(window.start, window.end or at), level=_city_level(everyone, tiles, standing),
        counties=_counties(tiles), counts=tallied.counts(numbers), heads=sum(t.heads for t in tiles),
        shifts=_together(tiles), strip=tallied.strip(numbers),
        bottom_lines=bottom_lines(assessment, forces=forces, seen=everyone),
        stages=stages(standing, seen=seen, legs=legs_of(forces, standing.at), peopled=peopled, since=today),
        alerts=listed, alerts_in_all=in_all, coverage=covered, in_force=_in_force(forces, facts, standing.at),
        missing=missing, next_change=None if change is None else instant(change),
        first=extent[0] if extent else None, last=extent[1] if extent else None,
        turns=turns(standing, seen=seen, forces=forces),
    )  # fmt: skip


def legs_of(forces: Iterable[InForce], at: int) -> tuple[Leg, ...]:
    """The legs of the document that decides on quarantine at an instant."""
    decided = [f.protocol.legs for f in forces if f.since <= at < f.until and f.protocol.legs]
    return decided[-1] if decided else ()


def _tiles(
    standing: Standing, seen: Sequence[House], peopled: Peopled, tallied: Tallied,
    covered: Sequence[Coverage], heard: Ints,
) -> list[Tile]:  # fmt: skip
    levels, roles = _state(standing, standing.levels, 0), _state(standing, standing.roles, 0)
    shut = set(standing.suspended.at(standing.at).key.tolist())
    leaders = {n: standing.names.name(k) for n, k in _pairs(standing, "leader_named")}
    rounds: dict[str, list[Coverage]] = {}
    for round_ in covered:
        rounds.setdefault(round_.facility, []).append(round_)
    return [
        _tile(
            house, peopled, tallied, tuple(rounds.get(house.code, ())),
            level=LEVELS[levels[house.number]], role=ROLES[roles[house.number]],
            suspended=house.number in shut, leader=leaders.get(house.number), heard=int(heard[house.number]),
        )
        for house in seen
    ]  # fmt: skip


def _tile(
    house: House, peopled: Peopled, tallied: Tallied, covered: tuple[Coverage, ...], *, level: Level,
    role: Role, suspended: bool, leader: str | None, heard: int,
) -> Tile:  # fmt: skip
    layers, away, cells, shifts = peopled.of(house.number)
    counts = tallied.counts([house.number])
    return Tile(
        code=house.code, name=house.name, sort=house.sort, county=house.county, level=level,
        role=role, intake_suspended=suspended, leader=leader, heads=sum(layers),
        layers=layers, away=away, cells=cells, shifts=shifts, counts=counts, gravity=counts.gravity,
        strip=tallied.strip([house.number]), coverage=covered, heard=instant(heard) if heard else None,
    )  # fmt: skip


def _pairs(standing: Standing, name: str) -> Iterable[tuple[int, int]]:
    rows = standing.events(name)
    return zip(rows.facility.tolist(), rows.key.tolist(), strict=True)


def _state(standing: Standing, held: Spans, default: int) -> list[int]:
    """The state of every facility at the standing's instant."""
    numbers = np.arange(len(standing.facilities), dtype=np.int64)
    instants = np.full(len(numbers), standing.at, np.int64)
    found: list[int] = value_at(held, numbers, instants, default=default).tolist()
    return found


def _heard(standing: Standing) -> Ints:
    """When each facility's latest fact of the last two days was recorded; 0: none."""
    latest = np.zeros(len(standing.facilities), np.int64)
    for name in NAMES:
        if name in ("result", "goods_result"):
            continue
        rows = standing.during(name, standing.at - QUIET, standing.at + 1)
        np.maximum.at(latest, rows.facility, rows.recorded)
    return latest


def _counties(tiles: Sequence[Tile]) -> tuple[County, ...]:
    """Counties in the order of their gravest tile; ties stay as they were established."""
    grouped: dict[str, list[Tile]] = {}
    for tile in tiles:
        grouped.setdefault(tile.county, []).append(tile)
    counties = [
        County(
            code=code, tiles=tuple(sorted(mine, key=lambda t: GRAVITIES.index(t.gravity))),
            heads=sum(t.heads for t in mine), counts=sum((t.counts for t in mine), Counts()),
        )
        for code, mine in grouped.items()
    ]  # fmt: skip
    return tuple(sorted(counties, key=lambda c: min(GRAVITIES.index(t.gravity) for t in c.tiles)))


def _city_level(everyone: Sequence[House], tiles: Sequence[Tile], standing: Standing) -> Level | None:
    """The detachment's level where it has one, else the gravest of the facilities'."""
    ordered = set(standing.levels.at(standing.at).key.tolist())
    state = _state(standing, standing.levels, 0)
    for house in everyone:
        if house.sort == OFFICE and house.number in ordered:
            return _level(state[house.number])
    return _level(max(LEVELS.index(tile.level) for tile in tiles)) if tiles else None


def _level(index: int) -> Level:
    level: Level = LEVELS[index]
    return level


def _together(tiles: Iterable[Tile]) -> Shifts:
    shifts = [t.shifts for t in tiles]
    return Shifts(
        sum(s.inside for s in shifts), sum(s.standby for s in shifts), sum(s.isolating for s in shifts),
        sum(s.ordinary for s in shifts),
    )  # fmt: skip


def _in_force(forces: Iterable[InForce], facts: Sequence[Fact], at: int) -> tuple[InForceLine, ...]:
    return tuple(
        InForceLine(f.protocol.id, f.protocol.version, f.protocol.title, instant(f.since), facts[f.fact].id)
        for f in forces
        if f.since <= at < min(f.until, FOREVER)
    )
