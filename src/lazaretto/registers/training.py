"""Training lowered: who was taught what, and what came of each assessment."""

from typing import Any

from lazaretto.facts import training
from lazaretto.facts.fact import Fact
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names


def _session_held(body: training.SessionHeld, fact: Fact, keys: Names, facilities: Names) -> Rows:
    for person in body.persons:
        yield "taught", keys.number(person), keys.number(body.procedure), body.minutes


def _assessed(body: training.Assessed, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "assessed", keys.number(body.person), keys.number(body.procedure), int(body.passed)
    yield "assessed_by", keys.number(body.person), keys.number(body.assessor), keys.number(body.procedure)


LOWERING: dict[type, Any] = {
    training.SessionHeld: _session_held,
    training.Assessed: _assessed,
}
