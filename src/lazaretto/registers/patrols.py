"""Patrols lowered: the tours that are owed, and each act of a walk."""

from typing import Any

from lazaretto.facts import patrols
from lazaretto.facts.fact import Fact
from lazaretto.facts.patrols import MOST_TURNS
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

SAID = ("begin", "look", "skip", "end", "break_off")


def turn_name(facility: str, tour: str, turn: int) -> str:
    """The subject that owes a walk: one a turn, so that two walks in a slot are two duties."""
    return f"{facility}|{tour}|{turn}"


def patrol_name(facility: str, patrol: str) -> str:
    """A walk as a key: its number is its house's own."""
    return f"{facility}|{patrol}"


def _tour_set(body: patrols.TourSet, fact: Fact, keys: Names, facilities: Names) -> Rows:
    """A row for each turn that a tour may have: with its stops, or none where it is not walked."""
    for turn in range(1, MOST_TURNS + 1):
        owed = len(body.stops) if turn <= body.turns else 0
        if owed:
            yield "tour_set", keys.number(turn_name(fact.facility, body.tour, turn)), owed, turn
        else:
            yield "tour_dropped", keys.number(turn_name(fact.facility, body.tour, turn)), 0, turn


def _said(patrol: str, act: str, what: str, fact: Fact, keys: Names) -> Rows:
    number = keys.number(patrol_name(fact.facility, patrol))
    yield "patrol_said", number, SAID.index(act), keys.number(what)


def _begun(body: patrols.PatrolBegun, fact: Fact, keys: Names, facilities: Names) -> Rows:
    return _said(body.patrol, "begin", body.tour, fact, keys)


def _looked(body: patrols.PatrolLooked, fact: Fact, keys: Names, facilities: Names) -> Rows:
    return _said(body.patrol, "look", body.stop, fact, keys)


def _skipped(body: patrols.PatrolSkipped, fact: Fact, keys: Names, facilities: Names) -> Rows:
    return _said(body.patrol, "skip", body.stop, fact, keys)


def _ended(body: patrols.PatrolEnded, fact: Fact, keys: Names, facilities: Names) -> Rows:
    tour = keys.number(turn_name(fact.facility, body.tour, body.turn))
    yield "tour_walked", tour, body.stops_looked, body.stops_skipped
    yield from _said(body.patrol, "end", body.tour, fact, keys)


def _broken_off(body: patrols.PatrolBrokenOff, fact: Fact, keys: Names, facilities: Names) -> Rows:
    return _said(body.patrol, "break_off", body.patrol, fact, keys)


LOWERING: dict[type, Any] = {
    patrols.TourSet: _tour_set,
    patrols.PatrolBegun: _begun,
    patrols.PatrolLooked: _looked,
    patrols.PatrolSkipped: _skipped,
    patrols.PatrolEnded: _ended,
    patrols.PatrolBrokenOff: _broken_off,
}
