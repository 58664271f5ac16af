"""Hygiene lowered: temperatures, disinfections, symptoms."""

from hashlib import blake2b
from typing import Any

from lazaretto.facts import hygiene
from lazaretto.facts.fact import Fact
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

_MASK = 2**62 - 1


def _temperatures_taken(body: hygiene.TemperaturesTaken, fact: Fact, keys: Names, facilities: Names) -> Rows:
    for reading in body.readings:
        yield "temperature", keys.number(reading.person), reading.celsius_tenths, 0
    place, shown = keys.number(fact.place or fact.facility), {r.celsius_tenths for r in body.readings}
    yield "swept", place, len(body.readings), _fingerprint(body)
    if len(shown) == 1:
        yield "swept_alike", place, len(body.readings), shown.pop()


def _fingerprint(body: hygiene.TemperaturesTaken) -> int:
    """The same number for the same people with the same readings, in whatever order they were read.

    Made of their numbers as they are written, which no order of appending changes.
    """
    pairs = sorted(f"{reading.person}:{reading.celsius_tenths}" for reading in body.readings)
    return int.from_bytes(blake2b("|".join(pairs).encode(), digest_size=8).digest()) & _MASK


def _not_measured(body: hygiene.NotMeasured, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "not_measured", keys.number(body.person), 0, 0


def _disinfected(body: hygiene.Disinfected, fact: Fact, keys: Names, facilities: Names) -> Rows:
    measured = -1 if body.measured_mg_l is None else body.measured_mg_l
    place = keys.number(fact.place or fact.facility)
    yield "disinfected", place, measured, body.contact_minutes
    yield "disinfected_aim", place, body.target_mg_l, body.contact_minutes
    checked = keys.number(body.checked_by) if body.checked_by else -1
    yield "disinfected_by", place, checked, keys.number(fact.actor)
    agent = keys.number(body.agent)
    yield "disinfected_with", place, agent, keys.number(body.batch) if body.batch else -1
    for other in body.along_with:
        yield "disinfected_along", place, agent, keys.number(other)


def _symptoms_reported(body: hygiene.SymptomsReported, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "symptoms", keys.number(body.person), 0, 0


def _isolated(body: hygiene.Isolated, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "isolated", keys.number(body.person), keys.number(body.order) if body.order else -1, 0


LOWERING: dict[type, Any] = {
    hygiene.TemperaturesTaken: _temperatures_taken,
    hygiene.NotMeasured: _not_measured,
    hygiene.Disinfected: _disinfected,
    hygiene.SymptomsReported: _symptoms_reported,
    hygiene.Isolated: _isolated,
}
