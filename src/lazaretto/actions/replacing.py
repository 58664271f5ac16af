"""Who may put a fact out of force: whoever may state such a fact there."""

from collections.abc import Sequence
from uuid import UUID

from lazaretto.access.actor import Actor, Refused
from lazaretto.facts.command import ProtocolIssued
from lazaretto.facts.fact import Fact, family_of, kind_of
from lazaretto.ledger.appending import append, replaced_by
from lazaretto.ledger.reading import kept
from lazaretto.ledger.receipts import Receipt


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
    if family_of(old.body) == "record" or actor.may(f"state:{kind}"):
        return None
    return Refused("not_permitted", act=f"state:{kind}", role=actor.role)
