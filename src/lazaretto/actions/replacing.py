"""Who may put a fact out of force: whoever may state such a fact there."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.withholding import rewords
from lazaretto.facts.command import ProtocolIssued
from lazaretto.facts.fact import Fact, family_of, kind_of
from lazaretto.facts.gate import (
    ApprovalDelegated,
    EmergencyDeclared,
    EntryApproved,
    EntryDenied,
    EntryWithdrawn,
)
from lazaretto.facts.record import Retracted
from lazaretto.facts.retention import Erased
from lazaretto.ledger.appending import append, replaced_by
from lazaretto.ledger.reading import kept
from lazaretto.ledger.receipts import Receipt
from lazaretto.ledger.tailing import live
from lazaretto.registers.events import FOREVER

_OF_AN_ENTRY = EntryApproved | EntryDenied | EntryWithdrawn | ApprovalDelegated


def append_allowed(facts: Sequence[Fact], *, actor: Actor) -> list[Receipt]:
    """Append facts in the caller's transaction, but none that replaces what its speaker could not have said.

    One receipt each, in order. It is asked in the same transaction, of the words as they are kept.
    """
    refusals = _refusals(facts, actor)
    receipts = iter(append([fact for n, fact in enumerate(facts) if n not in refusals]))
    return [refusals[n] if n in refusals else next(receipts) for n in range(len(facts))]


def _refusals(facts: Sequence[Fact], actor: Actor) -> dict[int, Receipt]:
    """The refused ones, by their number. What is unknown or out of scope, ``append`` refuses."""
    replacing = {n: old for n, fact in enumerate(facts) if (old := replaced_by(fact)) is not None}
    if not replacing:
        return {}
    held: dict[UUID, Fact] = {fact.id: fact for fact in facts} | kept(set(replacing.values()))
    found = {n: _refusal(held[old], actor) for n, old in replacing.items() if old in held}
    return {
        n: Receipt(facts[n].id, "refused", (refusal.rule,), values=refusal.values)
        for n, refusal in found.items()
        if refusal is not None
    }


def _refusal(old: Fact, actor: Actor) -> Refused | None:
    """Why the actor may not put this fact out of force; None where they may."""
    kind = kind_of(old.body)
    if isinstance(old.body, ProtocolIssued):  # a running order is never shortened quietly: a new issue is
        return Refused("only_by_issuing", kind=kind)
    if isinstance(old.body, Retracted | Erased):  # the ledger itself keeps what says that words are gone
        return None
    if family_of(old.body) == "record":
        return Refused("decided_for_good")
    if old.body.guarded and not rewords(old, actor=actor, standing=live().standing(at=FOREVER - 1)):
        return Refused("guarded_by_another")
    missing = next((act for act in _acts(old, actor) if not actor.may(act)), None)
    return Refused("not_permitted", act=missing, role=actor.role) if missing is not None else None


def _acts(old: Fact, actor: Actor) -> Iterator[str]:
    """What the actor must be allowed in order to put this out of force: to say it, at its level."""
    body = old.body
    # whoever takes a declaration back ends the emergency, and says that there was none
    yield "state:gate.emergency_ended" if isinstance(body, EmergencyDeclared) else f"state:{kind_of(body)}"
    if isinstance(body, EntryApproved | EntryDenied | ApprovalDelegated) and body.level == "detachment":
        yield "approve_as_detachment"
    elif isinstance(body, _OF_AN_ENTRY) and actor.code != old.actor:
        yield "state:gate.entry_approved"
