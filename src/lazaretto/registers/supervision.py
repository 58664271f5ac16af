"""Supervision lowered: looks at the gate, tallies, replays, and the days that somebody signed."""

from typing import Any

from lazaretto.facts import supervision
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import day_number
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names


def _gate_looked(body: supervision.GateLooked, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "gate_looked", keys.number(fact.facility), body.people, int(body.drawn)


def _tally_taken(body: supervision.TallyTaken, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "tally_taken", keys.number(fact.facility), day_number(body.day), 0


def _replay_counted(body: supervision.ReplayCounted, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "replay_counted", keys.number(fact.facility), day_number(body.day), 0


def _reconciled(body: supervision.Reconciled, fact: Fact, keys: Names, facilities: Names) -> Rows:
    unexplained = sum(not one.explained for one in body.differences)
    yield "reconciled", keys.number(fact.facility), day_number(body.day), unexplained


LOWERING: dict[type, Any] = {
    supervision.GateLooked: _gate_looked,
    supervision.TallyTaken: _tally_taken,
    supervision.ReplayCounted: _replay_counted,
    supervision.Reconciled: _reconciled,
}
