"""Duty lowered: strength, phases of the loop, rosters, check-ins, handovers."""

from typing import Any, get_args

from lazaretto.facts import duty
from lazaretto.facts.custody import Sex
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import day_number
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

POSTS = get_args(duty.Enrolled.__annotations__["post"])
SEXES = get_args(Sex)
PHASES = get_args(duty.Phase)
WHERE = get_args(duty.CheckedIn.__annotations__["where"])


def _enrolled(body: duty.Enrolled, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "enrolled", keys.number(body.person), POSTS.index(body.post), SEXES.index(body.sex)


def _reinforced(body: duty.Reinforced, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "reinforced", keys.number(body.person), 0, 0


def _phase_started(body: duty.PhaseStarted, fact: Fact, keys: Names, facilities: Names) -> Rows:
    phase = PHASES.index(body.phase)
    yield "phase_started", keys.number(body.person), phase, keys.number(body.batch)


def _roster_published(body: duty.RosterPublished, fact: Fact, keys: Names, facilities: Names) -> Rows:
    first = day_number(body.first)
    last = day_number(body.last)
    for person in body.persons:
        yield "rostered", keys.number(person), first, last


def _checked_in(body: duty.CheckedIn, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "checked_in", keys.number(body.person), WHERE.index(body.where), int(body.well)


def _handed_over(body: duty.HandedOver, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "handed_over", keys.number(body.handover), keys.number(body.outgoing), 0


def _handover_acknowledged(
    body: duty.HandoverAcknowledged, fact: Fact, keys: Names, facilities: Names
) -> Rows:
    yield "handover_acknowledged", keys.number(body.handover), keys.number(body.incoming), 0


LOWERING: dict[type, Any] = {
    duty.Enrolled: _enrolled,
    duty.Reinforced: _reinforced,
    duty.PhaseStarted: _phase_started,
    duty.RosterPublished: _roster_published,
    duty.CheckedIn: _checked_in,
    duty.HandedOver: _handed_over,
    duty.HandoverAcknowledged: _handover_acknowledged,
}
