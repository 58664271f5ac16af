"""What rules a house on a day: the pattern that is worked there, and the roster that was signed for it."""

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from typing import NamedTuple

import numpy as np

from lazaretto.facts.duty import RosterPublished, Stand, Turn
from lazaretto.facts.fact import Fact, Person
from lazaretto.facts.periods import at_local, day_number, seconds
from lazaretto.obligations.days import DEFAULT_ZONE
from lazaretto.obligations.force import InForce
from lazaretto.obligations.rostering.situation import Roster
from lazaretto.protocol.document import Pattern, Protocol
from lazaretto.registers.command import LEVELS
from lazaretto.registers.events import Columns
from lazaretto.registers.spans import value_at
from lazaretto.registers.standing import Standing

ROUTINE = LEVELS.index("routine")  # the level of a house to which none was ever ordered


class Published(NamedTuple):
    """A roster with turns as it was published: the fact, and what it says."""

    fact: Fact
    body: RosterPublished


def ruling_document(forces: Sequence[InForce], at: int) -> Protocol | None:
    """The latest document in force at an instant that has patterns; None where none has."""
    now = [f.protocol for f in forces if f.since <= at < f.until and f.protocol.patterns]
    return now[-1] if now else None


def pattern_in_force(standing: Standing, protocol: Protocol, facility: str, day: date) -> Pattern | None:
    """The pattern that a house works on a day: the one ordered last for it, else that of its level.

    The level is the one that stands at the end of the day, as far as is ordered by the standing's
    instant. None where no pattern of the document is worked at that level.
    """
    named = {pattern.id: pattern for pattern in protocol.patterns}
    orders = standing.events("pattern_ordered")
    orders = orders.where(orders.key == standing.names.find(facility))
    for code in reversed(orders.value[orders.aux <= day_number(day)].tolist()):
        if standing.names.name(code) in named:
            return named[standing.names.name(code)]
    level = _level(standing, facility, day)
    return next((pattern for pattern in protocol.patterns if level in pattern.levels), None)


def published(standing: Standing, facility: str) -> Columns:
    """Rows of ``roster_published`` of a house with turns, in the order in which they were signed."""
    rows = with_turns(standing)
    return rows.where(rows.facility == standing.facilities.find(facility))


def with_turns(standing: Standing) -> Columns:
    """Rows of every ``roster_published`` that says who is in which phase: it rules its days alone."""
    rows = standing.events("roster_published")
    return standing.once(
        "rosters with turns", lambda: rows.where(np.isin(rows.fact, standing.events("turn").fact))
    )


def roster_in_force(standing: Standing, facts: Sequence[Fact], facility: str, day: date) -> Published | None:
    """The roster with turns that was signed last of those that hold the day; None where there is none.

    A plain list of names admits at the gate; it says nothing of phases, so it is not meant here.
    """
    rows, number = published(standing, facility), day_number(day)
    holding = rows.fact[(rows.value <= number) & (number <= rows.aux)]
    if not len(holding):
        return None
    fact = facts[int(holding[-1])]
    assert isinstance(fact.body, RosterPublished)  # noqa: S101 — only these are lowered to this event
    return Published(fact, fact.body)


def turns_on(standing: Standing, facts: Sequence[Fact], facility: str, day: date) -> dict[Person, Turn]:
    """Who is in which phase on a day, by the roster in force; nobody where none is."""
    found = roster_in_force(standing, facts, facility, day)
    turns = found.body.turns if found is not None else ()
    return {turn.person: turn for turn in turns if turn.first <= day <= turn.last}


def roster_between(
    standing: Standing, facts: Sequence[Fact], facility: str, first: date, last: date
) -> Roster:
    """What the rosters in force say of the days from a first to a last one; turns are cut to them.

    Where another roster rules from a day on, a turn is cut there, and goes on as another turn.
    """
    turns: list[Turn] = []
    stands: list[Stand] = []
    for body, begins, ends in _stretches(standing, facts, facility, first, last):
        turns += (cut for turn in body.turns if (cut := _cut(turn, begins, ends)) is not None)
        stands += (stand for stand in body.stands if begins <= stand.day <= ends)
    return Roster(turns=tuple(turns), stands=tuple(stands))


def _stretches(
    standing: Standing, facts: Sequence[Fact], facility: str, first: date, last: date
) -> Iterator[tuple[RosterPublished, date, date]]:
    """Each stretch of days that one roster rules."""
    day, running, since = first, None, first
    while day <= last:
        found = roster_in_force(standing, facts, facility, day)
        body = found.body if found is not None else None
        if body is not running:
            if running is not None:
                yield running, since, day - timedelta(days=1)
            running, since = body, day
        day += timedelta(days=1)
    if running is not None:
        yield running, since, last


def _cut(turn: Turn, first: date, last: date) -> Turn | None:
    begins, ends = max(turn.first, first), min(turn.last, last)
    if begins > ends:
        return None
    return Turn(person=turn.person, phase=turn.phase, batch=turn.batch, first=begins, last=ends)


def _level(standing: Standing, facility: str, day: date) -> str:
    number = standing.facilities.find(facility)
    zone = standing.zones.get(number, DEFAULT_ZONE)
    over = seconds(at_local(day + timedelta(days=1), time(), zone=zone)) - 1
    when = np.array([over], np.int64)
    level = value_at(standing.levels, np.array([number], np.int64), when, default=ROUTINE)
    found: str = LEVELS[int(level[0])]
    return found
