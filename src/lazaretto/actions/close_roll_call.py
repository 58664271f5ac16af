"""End a roll-call by hand: cleared, stood down, or found; then its finding is raised in the same breath."""

from datetime import datetime
from uuid import UUID

from lazaretto.access.actor import Actor
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.facts.notices import FindingRaised
from lazaretto.facts.roll_calls import Outcome, RollCallClosed
from lazaretto.ledger.receipts import Receipt


def close_roll_call(
    facility: str, roll_call: str, *, outcome: Outcome, words: str, about: str,
    evidence: tuple[str, ...] = (), fact: UUID, actor: Actor, device: str, now: datetime,
) -> list[Receipt]:  # fmt: skip
    """Record how it ended. about: the matter of a finding; evidence: digests of pictures that were counted.

    Raises :class:`Refused` where the roll-call has not come to that, or this person may not end it so; then
    no finding is raised either.
    """
    finding = finding_of(roll_call) if outcome == "found" else None
    closing = RollCallClosed(
        roll_call=roll_call, outcome=outcome, words=words, finding=finding, closed_by=actor.code
    )
    statements = [Statement(body=closing, occurred=now, facility=facility, id=fact)]
    if finding is not None:
        raised = FindingRaised(
            finding=finding, about=about, seen=words, severity="alarm", origin="roll_call", of=roll_call,
            evidence=evidence, found_by=actor.code,
        )  # fmt: skip
        statements.append(Statement(body=raised, occurred=now, facility=facility))
    return state_together(statements, actor=actor, device=device, now=now)


def finding_of(roll_call: str) -> str:
    """The number of what a roll-call found: its own, with a mark."""
    return f"{roll_call}-F"
