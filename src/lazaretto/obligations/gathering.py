"""Who is to gather when a house is called out: the shifts of its roster, and what the gate says (M31)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import day_number, instant, local_day
from lazaretto.facts.roll_calls import GatheringSet
from lazaretto.obligations.away import away, away_on
from lazaretto.obligations.days import DEFAULT_ZONE
from lazaretto.obligations.rostering.force import roster_in_force, turns_on
from lazaretto.obligations.strength import masked, staff, strength
from lazaretto.obligations.watches import stood
from lazaretto.registers.duty import PHASES
from lazaretto.registers.gate import CATEGORIES
from lazaretto.registers.standing import Standing

SHIFTS = ("A", "B")  # C isolates at home: nobody calls it out


@dataclass(frozen=True, slots=True)
class Member:
    """One of a shift. inside: the gate let them in and has not seen them leave. watch: the one they stand.

    away: why they cannot serve today (``facts.duty.Absence``); such a one is not expected.
    """

    person: str
    shift: str
    post: str | None
    masked: str | None
    inside: bool
    watch: str | None = None
    away: str | None = None


@dataclass(frozen=True, slots=True)
class Gathering:
    """Who is to gather at an instant. at_gate: how many of the staff the gate has inside.

    by: ``roster``, or ``phases`` where only those were stated; None where nothing says who it is.
    """

    members: tuple[Member, ...]
    by: str | None
    at_gate: int

    def expected(self, shift: str) -> int | None:
        """How many of a shift are to be there; None where nothing says who it is."""
        if self.by is None:
            return None
        return sum(one.shift == shift and one.away is None for one in self.members)

    def outside(self, shift: str) -> tuple[Member, ...]:
        """Those of a shift whom the gate does not have inside."""
        return tuple(m for m in self.members if m.shift == shift and m.away is None and not m.inside)


def gathering(standing: Standing, facts: Sequence[Fact], facility: str) -> Gathering:
    """Who is to gather now: the roster that rules today; where none with phases does, what was stated."""
    number = standing.facilities.find(facility)
    zone = standing.zones.get(number, DEFAULT_ZONE)
    today = local_day(instant(standing.at), zone=zone)
    mine = strength(standing, number)
    rostered = roster_in_force(standing, facts, facility, today) is not None
    shifts = _rostered(standing, facts, facility) if rostered else _phased(standing, mine)
    there = _inside(standing, number)
    absent, known = away(standing), staff(standing)
    watches = _watches(standing, number, day_number(today))
    members = []
    for key, shift in shifts.items():
        gone = away_on(absent.get(key, ()), today)
        post = known[key].post if key in known else None
        members.append(
            Member(
                standing.names.name(key), shift, post, masked(facts, known.get(key)), key in there,
                watches.get(key), gone.cause if gone else None,
            )
        )  # fmt: skip
    by = "roster" if rostered else "phases" if shifts else None
    ordered = tuple(sorted(members, key=lambda one: (one.shift, one.person)))
    return Gathering(ordered, by, len(there & set(mine)))


def settings_of(standing: Standing, facts: Sequence[Fact], facility: str) -> GatheringSet | None:
    """How a house answers, as it was set last."""
    rows = standing.events("gathering_set")
    found = rows.fact[rows.facility == standing.facilities.find(facility)]
    body = facts[int(found[-1])].body if len(found) else None
    return body if isinstance(body, GatheringSet) else None


def _rostered(standing: Standing, facts: Sequence[Fact], facility: str) -> dict[int, str]:
    number = standing.facilities.find(facility)
    today = local_day(instant(standing.at), zone=standing.zones.get(number, DEFAULT_ZONE))
    turns = turns_on(standing, facts, facility, today)
    return {standing.names.find(person): turn.phase for person, turn in turns.items() if turn.phase in SHIFTS}


def _phased(standing: Standing, mine: Sequence[int]) -> dict[int, str]:
    rows = standing.phases.at(standing.at)
    rows = rows.where(np.isin(rows.key, np.array(mine, np.int64)))
    named = ((key, PHASES[value]) for key, value in zip(rows.key.tolist(), rows.value.tolist(), strict=True))
    return {key: phase for key, phase in named if phase in SHIFTS}


def _inside(standing: Standing, facility: int) -> set[int]:
    rows = standing.inside.at(standing.at)
    people = (rows.facility == facility) & (rows.aux == CATEGORIES.index("person"))
    return set(rows.key[people].tolist())


def _watches(standing: Standing, facility: int, today: int) -> dict[int, str]:
    """Who stands which watch now: their own stretch on it goes on."""
    rows = stood(standing, today - 1, today)
    rows = rows.select((rows.facility == facility) & (rows.end >= standing.at))
    names = (standing.names.name(watch).partition("|")[2] for watch in rows.watch.tolist())
    return dict(zip(rows.key.tolist(), names, strict=True))
