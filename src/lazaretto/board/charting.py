"""The board, drawn: everything on the wall screen from one assessment, of one city or of several."""

from collections.abc import Container, Iterable, Sequence
from datetime import date, datetime, time, timedelta

import numpy as np

from lazaretto.board.alerting import alerts
from lazaretto.board.city import CityBoard, InForceLine
from lazaretto.board.counting import of_families, tally
from lazaretto.board.covering import cover, round_up
from lazaretto.board.houses import House, houses, zone_of
from lazaretto.board.indicating import bottom_lines
from lazaretto.board.peopling import people, stages
from lazaretto.board.silence import hear
from lazaretto.board.tiling import (
    Counted,
    city_lines,
    counties,
    leaders_of,
    level_of,
    shifts_of,
    state_of,
    tiles,
)
from lazaretto.board.turning import turns
from lazaretto.facts.command import Level
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import Period, at_local, instant, local_day, seconds
from lazaretto.obligations.assessing import Assessment
from lazaretto.obligations.force import InForce
from lazaretto.protocol.document import Leg
from lazaretto.registers.events import FOREVER
from lazaretto.registers.standing import Standing

OFFICE = "detachment"
LOOK_BACK = timedelta(hours=24)


def window_of(at: datetime, *, zone: str) -> Period:
    """What a board at an instant looks at: the last 24 hours and the rest of the local day."""
    today: date = local_day(at, zone=zone)
    return Period(at - LOOK_BACK, at_local(today + timedelta(days=1), time(), zone=zone))


def chart_city(
    assessment: Assessment, *, forces: Sequence[InForce], facts: Sequence[Fact], codes: Container[str],
    window: Period, extent: tuple[datetime, datetime] | None = None,
    missing: tuple[tuple[str, str], ...] = (), limit: int = 40, families: frozenset[str] | None = None,
) -> CityBoard:  # fmt: skip
    """The board of these facilities at the standing's instant, as known at the standing's other one.

    ``codes``: the facilities in the reader's scope; no others leave a trace, in sums neither. Where they
    lie in one city, it is drawn by county and facility; where in several, a line a city.
    ``extent``: first and last instant of the record, for the time slider. ``families``: only what clauses of
    these families owe is counted (None: all).
    """
    standing = assessment.standing
    known = assessment.once("houses", lambda: houses(standing, facts=facts))
    everyone = [house for house in known if house.code in codes]
    seen = [house for house in everyone if house.sort != OFFICE]
    zone, at = zone_of(everyone), instant(standing.at)
    today = seconds(at_local(local_day(at, zone=zone), time(), zone=zone))
    counted = _counted(assessment, today=today, since=seconds(window.start), families=families)
    tallied, peopled = counted.tallied, counted.peopled
    cities = _cities(seen)
    several = len(cities) > 1
    covered = cover(counted.rounds, standing, seen=seen, limit=limit if several else None)
    numbers, mine = [house.number for house in everyone], [house.number for house in seen]
    places = cities if several else {house.code: [house.number] for house in seen}
    listed, in_all = alerts(assessment, facts=facts, seen=everyone, limit=limit, zone=zone)
    change = assessment.next_change()
    return CityBoard(
        at=at, known_at=instant(min(standing.known_at, standing.at)), zone=zone,
        window=(window.start, window.end or at), level=_level(counted, standing, everyone, several),
        counties=() if several else counties(tiles(counted, seen=seen, covered=covered)),
        counts=tallied.counts(numbers), heads=int(peopled.layers[mine].sum()),
        shifts=shifts_of(peopled, np.array(mine, np.int64)), strip=tallied.strip(numbers),
        bottom_lines=bottom_lines(assessment, forces=forces, seen=everyone),
        stages=stages(standing, seen=seen, places=places, legs=legs_of(forces, standing.at),
                      peopled=peopled, since=today),
        alerts=listed, alerts_in_all=in_all, coverage=covered, in_force=_in_force(forces, facts, standing.at),
        missing=missing, next_change=None if change is None else instant(change),
        first=extent[0] if extent else None, last=extent[1] if extent else None,
        turns=turns(standing, seen=seen, forces=forces),
        cities=city_lines(counted, cities=cities) if several else (),
        families=tallied.by_family(numbers), facts=len(facts),
        rounds_in_all=len(counted.rounds.of(seen, count=len(standing.facilities))),
    )  # fmt: skip


def _counted(assessment: Assessment, *, today: int, since: int, families: frozenset[str] | None) -> Counted:
    """What all readers of an assessment share, whatever their scope: counted once."""
    standing = assessment.standing
    told = of_families(assessment.judged, families)
    return assessment.once(("counted", today, since, families), lambda: Counted(
        peopled=people(standing),
        tallied=tally(told, facilities=len(standing.facilities), at=standing.at, since=today),
        rounds=round_up(standing, since=since), levels=state_of(standing, standing.levels),
        roles=state_of(standing, standing.roles), heard=hear(standing, assessment.judged),
        shut=frozenset(standing.suspended.at(standing.at).key.tolist()), leaders=leaders_of(standing),
    ))  # fmt: skip


def _cities(seen: Iterable[House]) -> dict[str, list[int]]:
    """The facility numbers of each city, as they were established."""
    cities: dict[str, list[int]] = {}
    for house in seen:
        cities.setdefault(house.city, []).append(house.number)
    return cities


def _level(counted: Counted, standing: Standing, everyone: Sequence[House], several: bool) -> Level | None:
    """The detachment's level where one city has it, else the gravest of the facilities'."""
    ordered = set() if several else set(standing.levels.at(standing.at).key.tolist())
    for house in everyone:
        if house.sort == OFFICE and house.number in ordered:
            return level_of(int(counted.levels[house.number]))
    indices = [int(counted.levels[house.number]) for house in everyone if house.sort != OFFICE]
    return level_of(max(indices)) if indices else None


def legs_of(forces: Iterable[InForce], at: int) -> tuple[Leg, ...]:
    """The legs of the document that decides on quarantine at an instant."""
    decided = [f.protocol.legs for f in forces if f.since <= at < f.until and f.protocol.legs]
    return decided[-1] if decided else ()


def _in_force(forces: Iterable[InForce], facts: Sequence[Fact], at: int) -> tuple[InForceLine, ...]:
    return tuple(
        InForceLine(f.protocol.id, f.protocol.version, f.protocol.title, instant(f.since), facts[f.fact].id)
        for f in forces
        if f.since <= at < min(f.until, FOREVER)
    )
