"""What is asked of a statement before it is a fact: may it be said here, by whom, and has it happened."""

from collections.abc import Sequence
from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.roles import DEPUTIES, office_of
from lazaretto.actions.granting import grant
from lazaretto.actions.statement import Statement
from lazaretto.facts.command import ProtocolIssued
from lazaretto.facts.duty import CheckedIn
from lazaretto.facts.fact import Fact, kind_of
from lazaretto.facts.gate import ApprovalDelegated, EntryApproved, EntryDenied
from lazaretto.facts.periods import seconds
from lazaretto.facts.record import Retracted
from lazaretto.facts.retention import Erased, HoldLifted, HoldSet
from lazaretto.ledger.tailing import live
from lazaretto.obligations.delegating import delegations
from lazaretto.registers.stays import CLOCK_TOLERANCE

FOR_ANOTHER = "state:duty.absent"  # who may say this of somebody may say for them where they are
_OF_A_LEVEL = EntryApproved | EntryDenied | ApprovalDelegated


def allow(statement: Statement, *, actor: Actor) -> None:
    """Raise :class:`Refused` unless the actor may state this, there."""
    if isinstance(statement.body, ProtocolIssued):
        raise Refused("only_by_issuing", kind=kind_of(statement.body))
    if isinstance(statement.body, Erased):  # said by the act that erases, in its transaction
        raise Refused("only_by_erasing", kind=kind_of(statement.body))
    if by_delegation(statement, actor=actor):
        return
    if isinstance(statement.body, _OF_A_LEVEL) and statement.body.level == "detachment":
        actor.require("approve_as_detachment", facility=statement.facility)
    if isinstance(statement.body, Retracted) or statement.corrects is not None:
        actor.require("correct", facility=statement.facility)
    if not isinstance(statement.body, Retracted):
        actor.require(f"state:{kind_of(statement.body)}", facility=statement.facility)
    if isinstance(statement.body, HoldSet | HoldLifted) and statement.body.office != office_of(actor.role):
        raise Refused("not_permitted", act=f"state:{kind_of(statement.body)}", role=actor.role)
    if isinstance(statement.body, CheckedIn) and statement.body.person != actor.code:
        for_another(statement.body.person, actor=actor)


def for_another(person: str, *, actor: Actor) -> None:
    """Raise :class:`Refused` unless the actor may check in for somebody who telephoned (M27).

    That is whoever may state that somebody cannot serve; everybody else checks in for themselves only.
    """
    if not actor.may(FOR_ANOTHER):
        raise Refused("not_for_another", person=person)


def by_delegation(statement: Statement, *, actor: Actor) -> bool:
    """Whether the actor decides an entry by a leave that runs (M03), which nobody asks of whoever may anyhow.

    Raises :class:`Refused` outside the scope, and for a leave that is over, another's, or of another house or
    level: ``delegation_void``.
    """
    body = statement.body
    if not isinstance(body, EntryApproved | EntryDenied) or body.delegation is None:
        return False
    if statement.facility not in actor.scope:
        raise Refused("out_of_scope", facility=statement.facility)
    record, at = live(), seconds(statement.occurred)
    given = delegations(record.standing(at=at), facts=record.facts, facility=statement.facility)
    leave = given.get(body.delegation)
    who = body.approved_by if isinstance(body, EntryApproved) else body.denied_by
    fits = who == actor.code and actor.role in DEPUTIES[body.level] and not actor.withheld
    runs = leave is not None and leave.lets(who, level=body.level, facility=statement.facility, at=at)
    if not fits or not runs or statement.corrects is not None:
        raise Refused("delegation_void", delegation=body.delegation)
    return True


def granted(fact: Fact, *, actor: Actor, before: Sequence[Fact] = ()) -> Fact:
    """The fact, if it asks for nothing or what it asks for is granted. Raises :class:`Refused`.

    Which conditions stand against a person's leaving says how they are: a refusal names them only to those
    who may read people's records, to nobody else at a gate.
    """
    try:
        return grant(fact, before=before)
    except Refused as refusal:
        if refusal.rule == "exit_held" and not actor.may("read_person"):
            raise Refused("not_cleared_to_leave", person=refusal.values["person"]) from None
        raise


def refuse_future(fact: Fact, *, now: datetime) -> None:
    """Raise :class:`Refused` for what has not happened yet."""
    if fact.occurred > now + CLOCK_TOLERANCE:
        raise Refused("in_the_future", occurred=fact.occurred.isoformat(), now=now.isoformat())
