"""How staff stand on the eve of a day: their phase and since when, the nights and watches behind them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from itertools import groupby
from typing import NamedTuple

from lazaretto.facts.duty import Phase, Stand, Turn, Watch
from lazaretto.facts.fact import Code, Fact, Person
from lazaretto.facts.periods import at_local, instant, local_day, seconds
from lazaretto.obligations.days import DEFAULT_ZONE
from lazaretto.obligations.rostering.force import roster_between
from lazaretto.obligations.rostering.situation import Post
from lazaretto.obligations.rostering.tiring import at_night
from lazaretto.obligations.rostering.unrolling import DAY, Shift
from lazaretto.registers.duty import PHASES
from lazaretto.registers.standing import Standing

_NEXT = timedelta(days=1)


class Stage(NamedTuple):
    """The phase in which somebody is on the eve, since which day, and of which batch."""

    phase: Phase
    since: date
    batch: Code


def stages(standing: Standing, facts: Sequence[Fact], facility: str, first: date) -> Mapping[Person, Stage]:
    """Who is in which phase on the eve of a day."""
    zone = standing.zones.get(standing.facilities.find(facility), DEFAULT_ZONE)
    today, eve = local_day(instant(standing.at), zone=zone), first - _NEXT
    over = seconds(at_local(first, time(), zone=zone)) - 1
    rows = standing.phases.at(min(over, standing.at))
    names, found = standing.names, dict[Person, Stage]()
    columns = (rows.key, rows.value, rows.aux, rows.start)
    for key, phase, batch, start in zip(*(column.tolist() for column in columns), strict=True):
        since = local_day(instant(start), zone=zone)
        found[names.name(key)] = Stage(PHASES[phase], since, names.name(batch))
    if eve >= today:
        turns = roster_between(standing, facts, facility, today, eve).turns
        for person, mine in groupby(sorted(turns, key=_by_person), key=lambda turn: turn.person):
            found[person] = _planned(mine, found.get(person))
    return found


def _planned(turns: Iterable[Turn], now: Stage | None) -> Stage:
    """The phase of the eve by somebody's turns: they go on from what runs now, and the last one runs on."""
    stage, over = now, None
    for turn in turns:
        parted = over is not None and over < turn.first - _NEXT
        if stage is None or stage.phase != turn.phase or parted:
            stage = Stage(turn.phase, turn.first, turn.batch)
        over = turn.last
    assert stage is not None  # noqa: S101 — a group has a turn
    return stage


def tired(
    standing: Standing, facts: Sequence[Fact], facility: str, first: date, posts: tuple[Post, ...]
) -> Mapping[Person, tuple[int, int | None]]:
    """Nights in a row up to the eve, and when the last watch ended in minutes of the eve, by person."""
    watches = {(post.post, watch.watch): watch for post in posts for watch in post.watches}
    eve = first - _NEXT
    ended: dict[Person, int] = {}
    for back in (1, 0):
        for shift in _shifts(standing, facts, facility, eve - timedelta(days=back), watches):
            end = shift.end - back * DAY
            if end > 0:
                ended[shift.stand.person] = max(end, ended.get(shift.stand.person, 0))
    nights: dict[Person, int] = {}
    day, awake = eve, None
    while awake is None or awake:
        shifts = _shifts(standing, facts, facility, day, watches)
        tonight = {shift.stand.person for shift in shifts if at_night(shift)}
        awake = tonight if awake is None else awake & tonight
        nights |= {person: nights.get(person, 0) + 1 for person in awake}
        day -= _NEXT
    return {person: (nights.get(person, 0), ended.get(person)) for person in {*nights, *ended}}


def _by_person(turn: Turn) -> tuple[str, date]:
    return turn.person, turn.first


def _shifts(
    standing: Standing, facts: Sequence[Fact], facility: str, day: date,
    watches: Mapping[tuple[Code, Code], Watch],
) -> list[Shift]:  # fmt: skip
    """The watches that begin on a day by the roster in force, in minutes of that day."""
    found = []
    for stand in roster_between(standing, facts, facility, day, day).stands:
        watch = watches.get((stand.post, stand.watch))
        if watch is not None:
            found.append(_shift(stand, watch))
    return found


def _shift(stand: Stand, watch: Watch) -> Shift:
    start = watch.begins.hour * 60 + watch.begins.minute
    return Shift(stand, start, start + watch.hours * 60)
