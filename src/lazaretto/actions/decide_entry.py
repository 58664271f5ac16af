"""Decide about an entry that was asked for, ask for one, or leave deciding to somebody else for a while."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID, uuid5

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.awaiting import leave_of
from lazaretto.actions.deciding import level_for, powers
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.actions.viewing import View, view
from lazaretto.facts.fact import Body
from lazaretto.facts.gate import (
    ApprovalDelegated,
    Approver,
    EntryApproved,
    EntryDenied,
    EntryRequested,
    EntryWithdrawn,
)
from lazaretto.ledger.receipts import Receipt
from lazaretto.obligations.approving import Approval
from lazaretto.obligations.entries import approvals, asked_at

Verb = Literal["approve", "deny", "withdraw"]
LONGEST = 2000  # characters of a reason or of conditions, as of any words of a fact


def decide_entry(
    facility: str, *, approval: str, verb: Verb, actor: Actor, device: str, now: datetime, words: str = "",
    closes: datetime | None = None, fact: UUID | None = None,
) -> Receipt:  # fmt: skip
    """State what was decided, at the level whose turn it is, by one's own right or by a delegation that runs.

    words: the conditions of an approval, the reason of a denial or a withdrawal. closes: an earlier end.
    fact: the number that its form makes. Raises :class:`Refused` with the first reason against it;
    ``not_permitted`` where no level is the actor's.
    """
    said = " ".join(words.split())[:LONGEST]
    if verb == "withdraw":
        body: Body = EntryWithdrawn(approval=approval, withdrawn_by=actor.code, reason=said or " ")
    else:
        body = _decision(view(now=now), facility, approval, verb, actor, said, closes)
    return record_fact(
        Statement(body=body, occurred=now, facility=facility, id=fact), actor=actor, device=device, now=now
    )


def ask_entry(
    facility: str, *, asked: EntryRequested, actor: Actor, device: str, now: datetime,
    fact: UUID | None = None,
) -> Receipt:  # fmt: skip
    """Ask for an entry. fact: of its form. Raises :class:`Refused` with the first reason against it."""
    statement = Statement(body=asked, occurred=now, facility=facility, id=fact)
    return record_fact(statement, actor=actor, device=device, now=now)


def delegate_approving(
    facilities: Sequence[str], *, delegate: str, level: Approver, opens: datetime, closes: datetime,
    actor: Actor, device: str, now: datetime, reason: str = "", fact: UUID | None = None,
) -> list[Receipt]:  # fmt: skip
    """Leave deciding about entries of these houses to somebody else, between two instants: all or none.

    fact: the number that its form makes; each house has one of its own by it.
    """
    words = " ".join(reason.split())[:LONGEST] or None
    statements = [
        Statement(
            body=ApprovalDelegated(
                delegation=f"D-{facility}-{now:%y%m%d%H%M%S}-{level[0]}", delegated_by=actor.code,
                delegate=delegate, level=level, opens=opens, closes=closes, reason=words,
            ),
            occurred=now, facility=facility, id=uuid5(fact, facility) if fact else None,
        )
        for facility in facilities
    ]  # fmt: skip
    return state_together(statements, actor=actor, device=device, now=now)


def _decision(
    seen: View, facility: str, approval: str, verb: Verb, actor: Actor, words: str, closes: datetime | None
) -> Body:
    given = powers(actor, facility, leave=leave_of(seen), at=seen.standing.at)
    if not given:
        raise Refused("not_permitted", act="state:gate.entry_approved", role=actor.role)
    one = _stands(seen, facility, approval)
    fits = level_for(one, verb, given) if one is not None else None
    level: Approver = fits if fits is not None else next(iter(given))
    if verb == "deny":
        return EntryDenied(
            approval=approval, denied_by=actor.code, level=level, reason=words or " ",
            delegation=given[level],
        )  # fmt: skip
    return EntryApproved(
        approval=approval, approved_by=actor.code, level=level, conditions=words or None, closes=closes,
        delegation=given[level],
    )  # fmt: skip


def _stands(seen: View, facility: str, approval: str) -> Approval | None:
    rows = asked_at(seen.standing, facility)
    rows = rows.where(rows.key == seen.standing.names.find(approval))
    found = approvals(seen.standing, facts=seen.record.facts, forces=seen.forces, asked=rows)
    return found[-1] if found else None
