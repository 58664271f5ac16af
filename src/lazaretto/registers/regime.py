"""Regime lowered: minutes of human contact and of open air, a row a person."""

from typing import Any, get_args

from lazaretto.facts import regime
from lazaretto.facts.fact import Fact
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

CONTACTS = get_args(regime.Contact)


def _contact_given(body: regime.ContactGiven, fact: Fact, keys: Names, facilities: Names) -> Rows:
    sort = CONTACTS.index(body.sort)
    for person in body.persons:
        yield "contact", keys.number(person), body.minutes, sort
        if body.sort in regime.FAMILY:
            yield "family_contact", keys.number(person), body.minutes, sort


def _open_air_given(body: regime.OpenAirGiven, fact: Fact, keys: Names, facilities: Names) -> Rows:
    for person in body.persons:
        yield "open_air", keys.number(person), body.minutes, 0


LOWERING: dict[type, Any] = {
    regime.ContactGiven: _contact_given,
    regime.OpenAirGiven: _open_air_given,
}
