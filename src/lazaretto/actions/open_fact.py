"""Open one fact, to correct or retract it: only for whoever may state such a fact there."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import msgspec

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.withholding import rewords
from lazaretto.board.houses import DEFAULT_ZONE
from lazaretto.board.sentences import sentence
from lazaretto.facts.command import FacilityEstablished
from lazaretto.facts.custody import Admitted
from lazaretto.facts.duty import Enrolled
from lazaretto.facts.fact import Fact, family_of, kind_of
from lazaretto.ledger.tailing import live
from lazaretto.protocol.document import Text
from lazaretto.registers.events import FOREVER
from lazaretto.registers.record import Record


@dataclass(frozen=True, slots=True)
class OpenedFact:
    """A fact as it stands. ``zone``: the clock of its facility. ``gone``: corrected or retracted already."""

    fact: Fact
    sentence: Text
    zone: str
    gone: bool


def open_fact(fact_id: UUID, *, actor: Actor, record: Record | None = None) -> OpenedFact:
    """The fact of an id, without a person's name.

    Raises :class:`Refused` out of scope, by role, and for an id that is not there.
    """
    actor.require("correct")
    held = live() if record is None else record
    fact = _found(fact_id, held, actor=actor)
    zone = _zone(held, fact.facility)
    gone = held.gone_at(fact_id) < FOREVER
    return OpenedFact(nameless(fact), sentence(fact, zone=zone), zone, gone)


def correcting(actor: Actor) -> Callable[[UUID], bool]:
    """Of the record as it is now: may the actor open this fact? For pages that lead there by many links."""
    held = live()

    def may_open(fact_id: UUID) -> bool:
        try:
            _found(fact_id, held, actor=actor)
        except Refused:
            return False
        return True

    return may_open


def telling_kinds(actor: Actor) -> Callable[[UUID], str]:
    """Of the record as it is now: of which kind a fact is; empty where the actor is told nothing of it."""
    held = live()

    def kind(fact_id: UUID) -> str:
        number = held.number_of(fact_id)
        fact = held.facts[number] if number >= 0 else None
        if fact is None or fact.facility not in actor.scope or fact.body.guarded:
            return ""
        return kind_of(fact.body)

    return kind


def _found(fact_id: UUID, held: Record, *, actor: Actor) -> Fact:
    number = held.number_of(fact_id)
    if number < 0 or held.facts[number].facility not in actor.scope:
        raise Refused("not_in_record", what=str(fact_id))
    fact = held.facts[number]
    if fact.body.guarded and not rewords(fact, actor=actor, standing=held.standing(at=FOREVER - 1)):
        raise Refused("not_in_record", what=str(fact_id))  # who complained is told to few (H5)
    actor.require(f"state:{kind_of(fact.body)}", facility=fact.facility)
    if family_of(fact.body) == "record":
        raise Refused("decided_for_good")
    return fact


def nameless(fact: Fact) -> Fact:
    """The fact without a person's name, which is shown with a reason only (``read_person``)."""
    if isinstance(fact.body, Admitted | Enrolled) and fact.body.name is not None:
        return msgspec.structs.replace(fact, body=msgspec.structs.replace(fact.body, name=None))
    return fact


def _zone(held: Record, facility: str) -> str:
    """The newest clock that was stated for the facility."""
    number = held.facilities.find(facility)
    rows = held.columns()["facility_established"]
    stated = [held.facts[n].body for n in rows.fact[rows.facility == number].tolist()]
    zones = [body.zone for body in stated if isinstance(body, FacilityEstablished)]
    return zones[-1] if zones else DEFAULT_ZONE
