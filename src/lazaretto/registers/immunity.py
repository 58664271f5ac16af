"""Immunity lowered: doses, and what is known besides."""

from typing import Any, get_args

from lazaretto.facts import immunity
from lazaretto.facts.fact import Fact
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

IMMUNE = get_args(immunity.ImmunityStated.__annotations__["immune"])


def _vaccinated(body: immunity.Vaccinated, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "vaccinated", keys.number(body.person), body.dose, keys.number(body.disease)


def _stated(body: immunity.ImmunityStated, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "immunity_stated", keys.number(body.person), IMMUNE.index(body.immune), keys.number(body.disease)


def _declined(body: immunity.VaccineDeclined, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "vaccine_declined", keys.number(body.person), keys.number(body.disease), 0


LOWERING: dict[type, Any] = {
    immunity.Vaccinated: _vaccinated,
    immunity.ImmunityStated: _stated,
    immunity.VaccineDeclined: _declined,
}
