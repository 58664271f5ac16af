"""What is asked of a statement before it is a fact: may it be said here, by whom, and has it happened."""

from collections.abc import Sequence
from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.granting import grant
from lazaretto.actions.statement import Statement
from lazaretto.facts.command import ProtocolIssued
from lazaretto.facts.fact import Fact, family_of, kind_of
from lazaretto.facts.gate import EntryApproved
from lazaretto.registers.stays import CLOCK_TOLERANCE


def allow(statement: Statement, *, actor: Actor) -> None:
    """Raise :class:`Refused` unless the actor may state this, there."""
    if isinstance(statement.body, ProtocolIssued):
        raise Refused("only_by_issuing", kind=kind_of(statement.body))
    if isinstance(statement.body, EntryApproved) and statement.body.level == "detachment":
        actor.require("approve_as_detachment", facility=statement.facility)
    if family_of(statement.body) == "record" or statement.corrects is not None:
        actor.require("correct", facility=statement.facility)
    if family_of(statement.body) != "record":
        actor.require(f"state:{kind_of(statement.body)}", facility=statement.facility)


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
