"""Answer a proposal to erase: decline it, or approve it, which is the erasing."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.list_due_data import due_data, proposed, told_held
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.recording import INSTANTS
from lazaretto.actions.shelf import shelf_for
from lazaretto.actions.statement import Statement
from lazaretto.facts.fact import Fact, kind_of
from lazaretto.facts.periods import seconds, utc
from lazaretto.facts.retention import Erased, ErasureDeclined
from lazaretto.ledger.erasing import erase
from lazaretto.ledger.receipts import Receipt
from lazaretto.ledger.tailing import live
from lazaretto.ledger.transacting import in_turn, written
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.erasures import Proposal, proposal_of
from lazaretto.obligations.force import in_force
from lazaretto.obligations.requesting import refusal
from lazaretto.obligations.retaining import going_along
from lazaretto.registers.record import Record

APPROVE = "approve_erasure"
DECLINE = f"state:{kind_of(ErasureDeclined)}"


@dataclass(frozen=True, slots=True)
class _Ripe:
    """What is to go, and all houses that it lies in. record, facts: of what it was derived."""

    record: Record
    facts: int
    rule: str
    ids: tuple[UUID, ...]
    houses: frozenset[str]


def approve_erasure(proposal: UUID, *, actor: Actor, device: str, now: datetime) -> list[UUID]:
    """Erase what was proposed, with what withdrew it, and state that it is gone; the ids that were erased.

    Everything is derived again at that instant; all of it goes or nothing. Raises :class:`Refused`:
    ``not_in_record`` for a proposal that is not in scope, ``proposal_answered``,
    ``answered_by_the_proposer``, ``answered_by_the_house``, ``not_due`` where it is due no more or by another
    rule, ``kept_from_erasure`` by whatever was stated since, ``out_of_scope`` where some of it lies in a
    house that the actor does not answer for, and by role.
    """
    actor.require(APPROVE)
    moment = INSTANTS.one(now)
    ripe = _ripe(proposal, actor=actor, device=device, now=moment)
    return written(lambda: _erase(proposal, ripe, actor=actor, device=device, now=moment), scope=actor.scope)


def decline_erasure(
    proposal: UUID, *, reason: str, actor: Actor, device: str, now: datetime, fact: UUID | None = None
) -> Receipt:
    """State that a proposal is declined, and why. Raises :class:`Refused`, as approving does."""
    actor.require(DECLINE)
    record = live()
    said = proposal_of(record.standing(at=seconds(now)), record.facts, proposal)
    if said is None or said.fact.facility not in actor.scope:
        raise Refused("not_in_record", what=str(proposal))
    body = ErasureDeclined(proposal=proposal, reason=reason)
    statement = Statement(body=body, occurred=now, facility=said.fact.facility, id=fact)
    return record_fact(statement, actor=actor, device=device, now=now)


def _erase(proposal: UUID, ripe: _Ripe, *, actor: Actor, device: str, now: datetime) -> list[UUID]:
    """Under the locks of its houses, where nothing is stated meanwhile; derived anew if anything was."""
    in_turn(f"erasure {proposal}", houses=ripe.houses)
    record = live()
    if record is not ripe.record or len(record.facts) != ripe.facts:
        ripe = _ripe(proposal, actor=actor, device=device, now=now)
    return erase(ripe.ids, rule=ripe.rule, actor=actor.code, now=now, device=device, proposal=proposal)


def _ripe(proposal: UUID, *, actor: Actor, device: str, now: datetime) -> _Ripe:
    record = live()
    count, standing = len(record.facts), record.standing(at=seconds(now))
    said = proposal_of(standing, record.facts, proposal)
    if said is None or said.fact.facility not in actor.scope:
        raise Refused("not_in_record", what=str(proposal))
    forces = in_force(standing, shelf=shelf_for(standing)[0])
    asked = _asked(said, actor=actor, device=device, now=now)
    found = refusal(Asking(asked, standing, record.facts, forces, {}))
    if found is not None:
        rule, values = found
        raise Refused(rule, **values)
    every = due_data(standing, record.facts, forces)
    one = next((one for one in every if proposed(one, (said,), standing=standing) is not None), None)
    if one is None:
        raise Refused("not_due", person=said.body.person)
    if one.held:
        kept = told_held(one.held, actor=actor, standing=standing)
        raise Refused("kept_from_erasure", person=one.person, kept=", ".join(kept))
    ids = (*one.facts, *going_along(record.facts, one.facts))
    houses = {record.facts[record.number_of(id_)].facility for id_ in ids}
    for house in sorted(houses):
        actor.require(APPROVE, facility=house)
    return _Ripe(record, count, said.body.rule, ids, frozenset(houses | {said.fact.facility}))


def _asked(said: Proposal, *, actor: Actor, device: str, now: datetime) -> Fact:
    """The approval as a request, for the reasons against it; what is gone is stated by the erasing itself."""
    body = Erased(facts=(said.id,), rule=said.body.rule, proposal=said.id)
    return Fact(
        id=said.id, occurred=utc(now), recorded=utc(now), facility=said.fact.facility, actor=actor.code,
        device=device, body=body,
    )  # fmt: skip
