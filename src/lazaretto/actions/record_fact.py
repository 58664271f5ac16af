"""Record one fact: the way in for everything that anybody states."""

from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.ledger.receipts import Receipt


def record_fact(statement: Statement, *, actor: Actor, device: str, now: datetime) -> Receipt:
    """Append, project and prove one fact in one transaction.

    The receipt says *accepted*, *duplicate* or *disputed* (recorded, with the rule it breaks).
    Raises :class:`Refused` where the role, the scope or a request's rule does not allow it, and
    ``Malformed`` for values that are no statement.
    """
    (receipt,) = state_together([statement], actor=actor, device=device, now=now)
    return receipt
