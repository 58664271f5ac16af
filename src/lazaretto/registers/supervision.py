"""Supervision lowered: looks at the gate, tallies, replays, and the days that somebody signed."""

from typing import Any

from lazaretto.facts import supervision
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import day_number
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names


def _gate_looked(body: supervision.GateLooked, fact: Fact, keys: Names, facilities: Names) -> Rows:
    facility = keys.number(fact.facility)
    yield "gate_looked", facility, body.people, int(body.drawn)
    if body.drawn:
        yield "look_drawn", facility, 1, 0


def _tally_taken(body: supervision.TallyTaken, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "tally_taken", keys.number(fact.facility), day_number(body.day), keys.number(fact.actor)


def _replay_counted(body: supervision.ReplayCounted, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "replay_counted", keys.number(fact.facility), day_number(body.day), keys.number(fact.actor)


def _reconciled(body: supervision.Reconciled, fact: Fact, keys: Names, facilities: Names) -> Rows:
    unexplained = sum(not one.explained for one in body.differences)
    facility, day = keys.number(fact.facility), day_number(body.day)
    yield "reconciled", facility, day, unexplained
    yield "reconciled_by", facility, keys.number(body.signed_by), day


def _camera_set(body: supervision.CameraSet, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "camera_set", keys.number(body.camera), int(body.address is not None), 0


def _draw_committed(body: supervision.DrawCommitted, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "draw_committed", keys.number(fact.facility), day_number(body.first), body.days


LOWERING: dict[type, Any] = {
    supervision.GateLooked: _gate_looked,
    supervision.TallyTaken: _tally_taken,
    supervision.ReplayCounted: _replay_counted,
    supervision.Reconciled: _reconciled,
    supervision.CameraSet: _camera_set,
    supervision.DrawCommitted: _draw_committed,
}
