"""A walk before the screens as one machine: begun, stop after stop looked at, and ended (M32).

A walk answers for its tour once every stop was looked at, or passed over for a reason.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

import numpy as np

from lazaretto.facts.fact import Fact, in_time
from lazaretto.facts.patrols import (
    PatrolBegun,
    PatrolBrokenOff,
    PatrolEnded,
    PatrolLooked,
    PatrolSkipped,
    Stop,
    TourSet,
)
from lazaretto.facts.periods import seconds
from lazaretto.obligations.machine import Course, Machine, Step, follow
from lazaretto.registers.events import FOREVER
from lazaretto.registers.patrols import SAID, patrol_name
from lazaretto.registers.spans import Spans, spans
from lazaretto.registers.standing import Standing

PATROL = Machine(
    name="patrol",
    start="owed",
    states=("owed", "walking", "ended", "broken_off"),
    acts={
        "begin": PatrolBegun, "look": PatrolLooked, "skip": PatrolSkipped, "end": PatrolEnded,
        "break_off": PatrolBrokenOff,
    },
    moves={
        ("owed", "begin"): "walking",
        ("walking", "look"): "walking",
        ("walking", "skip"): "walking",
        ("walking", "end"): "ended",
        ("walking", "break_off"): "broken_off",
    },
)  # fmt: skip
_ACTS = {kind: act for act, kind in PATROL.acts.items()}
Look = PatrolLooked | PatrolSkipped


@dataclass(frozen=True, slots=True)
class Tour:
    """A tour as it was set last. fact: what set it."""

    code: str
    body: TourSet
    fact: Fact


@dataclass(frozen=True, slots=True)
class Patrol:
    """One walk as it stands. looks: the last word on each stop, in the order in which they were said."""

    facility: str
    code: str
    body: PatrolBegun
    course: Course
    looks: tuple[tuple[Look, Fact], ...]

    @property
    def state(self) -> str:
        """How far it has come."""
        return self.course.state

    @property
    def begun(self) -> int:
        """When it began, in seconds."""
        return self.course.taken[0].at

    @property
    def ended(self) -> int | None:
        """When it was over; None while it is walked."""
        return None if self.state == "walking" else self.course.taken[-1].at

    def left(self, stops: Iterable[Stop]) -> tuple[Stop, ...]:
        """The stops of a tour of which nothing was said yet, in order."""
        said = {look.stop for look, _ in self.looks}
        return tuple(stop for stop in stops if stop.stop not in said)


class Told(NamedTuple):
    """A walk as rows tell it. ended: FOREVER while it is walked. astray: (second, number of the fact)."""

    key: int
    facility: int
    begun: int
    ended: int
    astray: tuple[tuple[int, int], ...]


def owed_turns(standing: Standing) -> Spans:
    """Every turn of every tour, from when it was set until it was set otherwise or given up."""
    return standing.once(
        "turns of tours", lambda: spans(standing.events("tour_set"), standing.events("tour_dropped"))
    )


def tours(standing: Standing, facts: Sequence[Fact], facility: str) -> tuple[Tour, ...]:
    """The tours of a house that are walked, by code."""
    found = {one.code: one for one in _set(standing, facts, facility)}
    return tuple(found[code] for code in sorted(found) if found[code].body.stops)


def tour_at(standing: Standing, facts: Sequence[Fact], patrol: Patrol) -> Tour | None:
    """The tour as it was when a walk of it began: what is set later changes no walk that runs."""
    for one in reversed(_set(standing, facts, patrol.facility)):
        if one.code == patrol.body.tour and seconds(one.fact.occurred) <= patrol.begun:
            return one if one.body.stops else None
    return None


def tours_set(standing: Standing, facts: Sequence[Fact], facility: str) -> tuple[Fact, ...]:
    """Every word on the tours of a house in order, those of one second as they were recorded."""
    return tuple(one.fact for one in _set(standing, facts, facility))


def _set(standing: Standing, facts: Sequence[Fact], facility: str) -> tuple[Tour, ...]:
    return standing.once(("tours", facility), lambda: _tours_set(standing, facts, facility))


def _tours_set(standing: Standing, facts: Sequence[Fact], facility: str) -> tuple[Tour, ...]:
    here, numbers = standing.facilities.find(facility), set[int]()
    for name in ("tour_set", "tour_dropped"):
        rows = standing.events(name)
        numbers.update(rows.fact[rows.facility == here].tolist())
    said = sorted((facts[one] for one in numbers), key=in_time)
    return tuple(Tour(one.body.tour, one.body, one) for one in said if isinstance(one.body, TourSet))


def patrols(
    standing: Standing, facts: Sequence[Fact], facility: str | None = None, *, since: int = 0
) -> tuple[Patrol, ...]:
    """The walks of a house (None: of every house) that began since a second, the earliest first."""
    rows = standing.during("patrol_said", since, standing.at + 1)
    if facility is not None:
        rows = rows.where(rows.facility == standing.facilities.find(facility))
    order = np.argsort(rows.key, kind="stable")  # acts of one second as they were recorded
    pairs = zip(rows.key[order].tolist(), rows.fact[order].tolist(), strict=True)
    found = [_patrol([facts[n] for _, n in group]) for _, group in groupby(pairs, lambda pair: pair[0])]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: (one.begun, one.facility)))


def patrol_of(standing: Standing, facts: Sequence[Fact], facility: str, code: str) -> Patrol | None:
    """One walk of a house by its number; None where nobody began it."""
    return _patrol(said_of(standing, facts, facility, code))


def said_of(standing: Standing, facts: Sequence[Fact], facility: str, code: str) -> list[Fact]:
    """Everything that was said of one walk, acts of one second in the order in which they were recorded."""
    rows = standing.events("patrol_said")
    mine = rows.fact[rows.key == standing.names.find(patrol_name(facility, code))]
    return [facts[number] for number in mine.tolist()]


def course(facts: Iterable[Fact]) -> Course:
    """What was said of one walk adds up to."""
    return follow(PATROL, [Step(_ACTS[type(one.body)], frozenset({one.actor}), one) for one in facts])


def told(standing: Standing, start: int, end: int) -> tuple[Told, ...]:
    """Every walk of which something was said in ``[start, end)``, from the rows alone."""
    rows = standing.during("patrol_said", start, end)
    order = np.argsort(rows.key, kind="stable")
    columns = (rows.key, rows.facility, rows.occurred, rows.fact, rows.value)
    said = zip(*(column[order].tolist() for column in columns), strict=True)
    return tuple(_told(key, list(group)) for key, group in groupby(said, lambda row: row[0]))


def _told(key: int, rows: list[tuple[int, ...]]) -> Told:
    state, begun, ended, astray = PATROL.start, FOREVER, FOREVER, list[tuple[int, int]]()
    for _, _, at, fact, act in rows:
        then = PATROL.after(state, SAID[act])
        if then is None:
            astray.append((at, fact))
            continue
        begun = at if state == PATROL.start else begun
        ended = FOREVER if then == "walking" else at
        state = then
    return Told(key, rows[0][1], begun, ended, tuple(astray))


def _patrol(facts: Sequence[Fact]) -> Patrol | None:
    went = course(facts)
    if not went.taken:
        return None
    begun = went.taken[0].fact
    if not isinstance(begun.body, PatrolBegun):
        raise TypeError(f"{type(begun.body).__name__} begins no walk")
    looks: dict[str, tuple[Look, Fact]] = {}
    for step in went.taken:
        if isinstance(step.fact.body, Look):
            looks.pop(step.fact.body.stop, None)
            looks[step.fact.body.stop] = step.fact.body, step.fact
    return Patrol(begun.facility, begun.body.patrol, begun.body, went, tuple(looks.values()))
