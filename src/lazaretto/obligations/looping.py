"""The loop as it runs: who is in which phase, until when at the earliest, what follows, and days to come.

The pattern that was in force when a phase began decides how long it lasts, and so does a longer one that
was ordered since: another pattern lengthens what runs, and never shortens it (law 9).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from lazaretto.obligations.days import local_day_numbers
from lazaretto.obligations.rostering.force import pattern_in_force
from lazaretto.obligations.strength import strength
from lazaretto.protocol.document import Pattern, Phase, Protocol
from lazaretto.registers.duty import PHASES
from lazaretto.registers.standing import Standing

_EPOCH = date(1970, 1, 1)
LOOP = ("A", "B", "C")


@dataclass(frozen=True, slots=True)
class Phased:
    """One person in a phase. since: the day it began; start: the second; ends: the first day after it.

    phase: the running phase in the pattern in force, None where that pattern has none of the name.
    following: what comes next; None where no pattern is in force.
    """

    person: str
    batch: str
    now: str
    since: date
    start: int
    ends: date
    fact: int
    phase: Phase | None
    following: Phase | None


def phased(
    standing: Standing, protocol: Protocol, *, facility: str, ordered: tuple[Pattern, date] | None = None
) -> tuple[Phased, ...]:
    """Everybody of a house's strength who is in the loop, in order of number.

    ordered: a pattern that is to be worked from a day on, as if it had been ordered.
    """
    number = standing.facilities.find(facility)
    rows = standing.phases.at(standing.at)
    rows = rows.where(np.isin(rows.key, np.array(strength(standing, number), np.int64)))
    began = local_day_numbers(standing, rows.facility, rows.start)
    found = []
    for row in np.argsort(rows.start, kind="stable").tolist():
        now = PHASES[int(rows.value[row])]
        since = _EPOCH + timedelta(days=int(began[row]))
        if now in LOOP:
            phase, follows, ends = _due(standing, protocol, facility, ordered, now=now, since=since)
            found.append(Phased(
                person=standing.names.name(int(rows.key[row])), batch=standing.names.name(int(rows.aux[row])),
                now=now, since=since, start=int(rows.start[row]), ends=ends, fact=int(rows.fact[row]),
                phase=phase, following=follows,
            ))  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.person))


def phase_of(pattern: Pattern | None, name: str) -> Phase | None:
    """The phase of that name, None where the pattern has none."""
    return next((phase for phase in pattern.phases if phase.phase == name), None) if pattern else None


def following(pattern: Pattern | None, name: str) -> Phase | None:
    """The phase after the one of that name; whoever is in none of them goes into the one before A."""
    if pattern is None:
        return None
    names = [phase.phase for phase in pattern.phases]
    if name in names:
        return pattern.phases[(names.index(name) + 1) % len(names)]
    return pattern.phases[names.index("A") - 1] if "A" in names else pattern.phases[0]


def counted_days(
    standing: Standing, protocol: Protocol, facility: str, *, now: str, since: date, of: str
) -> tuple[int, ...] | None:
    """On which days after its beginning a phase asks for something, by the pattern ordered for its house.

    of: ``tests_on``, or ``days``: the day on which it is over. None where no pattern was ordered, or that
    pattern has no such phase: then the document's own days count.
    """
    orders = standing.events("pattern_ordered")
    if standing.facilities.find(facility) not in orders.facility.tolist():
        return None
    phase, _, ends = _due(standing, protocol, facility, None, now=now, since=since)
    if phase is None:
        return None
    return phase.tests_on if of == "tests_on" else ((ends - since).days,)


def foreseen(
    people: Sequence[Phased], patterns: Mapping[date, Pattern | None], *, first: date, days: int
) -> list[dict[str, int]]:
    """How many are in each phase on each of so many days, everybody stepping on the first day they may.

    patterns: the one in force on each of those days.
    """
    counts = [dict.fromkeys(LOOP, 0) for _ in range(days)]
    last = first + timedelta(days=days)
    for person in people:
        now, day, ends = person.now, first, max(person.ends, first)
        while day < last:
            for ahead in range((day - first).days, (min(ends, last) - first).days):
                counts[ahead][now] += 1
            day = max(ends, day)
            if day >= last:
                break
            pattern = patterns[day]
            step = following(pattern, now)
            if step is None:
                ends = last
                continue
            now, ends = step.phase, day + timedelta(days=max(step.days, 1))
    return counts


def _due(
    standing: Standing, protocol: Protocol, facility: str, ordered: tuple[Pattern, date] | None,
    *, now: str, since: date,
) -> tuple[Phase | None, Phase | None, date]:  # fmt: skip
    """A running phase, what follows it, and its end: by its first pattern, and by those ordered since."""
    first = phase_of(pattern_in_force(standing, protocol, facility, since), now)
    ends = since + timedelta(days=first.days if first else 0)
    pattern = pattern_in_force(standing, protocol, facility, ends)
    if ordered is not None and ordered[1] <= ends:
        pattern = ordered[0]
    mine = phase_of(pattern, now)
    if mine is not None:
        ends = max(ends, since + timedelta(days=mine.days))
    return mine or first, following(pattern, now), ends
