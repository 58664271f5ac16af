"""Hand-overs of people lowered: what was done about each, and that a person was given into other hands."""

from typing import Any

from lazaretto.facts import hand_overs
from lazaretto.facts.fact import Fact
from lazaretto.registers.custody import HAND_OVER_ACTS, PARTIES
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names


def _prepared(body: hand_overs.HandOverPrepared, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield from _said("prepare", body.hand_over, body.person, fact, keys)


def _handed_over(body: hand_overs.HandedOver, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "person_handed_over", keys.number(body.person), PARTIES.index(body.party), int(body.document)
    yield from _said("give", body.hand_over, body.person, fact, keys)


def _refused(body: hand_overs.HandOverRefused, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield from _said("refuse", body.hand_over, body.person, fact, keys)


def _handed_back(body: hand_overs.HandedBack, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield from _said("take_back", body.hand_over, body.person, fact, keys)


def _said(act: str, hand_over: str, person: str, fact: Fact, keys: Names) -> Rows:
    matter = keys.number(f"{fact.facility}|{hand_over}")
    yield "hand_over_said", matter, HAND_OVER_ACTS.index(act), keys.number(person)


LOWERING: dict[type, Any] = {
    hand_overs.HandOverPrepared: _prepared,
    hand_overs.HandedOver: _handed_over,
    hand_overs.HandOverRefused: _refused,
    hand_overs.HandedBack: _handed_back,
}
