"""Receipts: what became of each statement, as a value."""

from typing import Literal
from uuid import UUID

import msgspec

Outcome = Literal["accepted", "duplicate", "disputed", "refused", "malformed"]


class Receipt(msgspec.Struct, frozen=True):
    """What became of one statement.

    rules: why it is disputed, refused or malformed (codes of ``access.refusals``). position: its
    place in the facility's order, from 1; None where nothing was recorded. values: fill in the
    sentence of the first rule.
    """

    fact_id: UUID | None
    outcome: Outcome
    rules: tuple[str, ...] = ()
    position: int | None = None
    values: dict[str, str] = {}

    @property
    def recorded(self) -> bool:
        """True when the statement stands in the record, from now or from before."""
        return self.outcome in ("accepted", "disputed", "duplicate")


def refused(fact_id: UUID, rule: str, **values: str) -> Receipt:
    """A statement that was not recorded, and why."""
    return Receipt(fact_id, "refused", (rule,), values=values)
