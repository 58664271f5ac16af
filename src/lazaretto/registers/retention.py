"""Holds, proposals to erase and their answers lowered: of whom, and which answers which."""

from typing import Any, get_args
from uuid import UUID

from lazaretto.facts import retention
from lazaretto.facts.fact import Fact
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

OFFICES = get_args(retention.Office)
ERASURE_ACTS = ("propose", "decline", "erase")


def _hold_set(body: retention.HoldSet, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "hold_set", keys.number(body.person), OFFICES.index(body.office), keys.number(str(fact.id))


def _hold_lifted(body: retention.HoldLifted, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "hold_lifted", keys.number(str(body.hold)), OFFICES.index(body.office), 0


def _proposed(body: retention.ErasureProposed, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield _act(fact.id, "propose", fact, keys)


def _declined(body: retention.ErasureDeclined, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield _act(body.proposal, "decline", fact, keys)


def _erased(body: retention.Erased, fact: Fact, keys: Names, facilities: Names) -> Rows:
    if body.proposal is not None:
        yield _act(body.proposal, "erase", fact, keys)


def _act(proposal: UUID, act: str, fact: Fact, keys: Names) -> tuple[str, int, int, int]:
    return "erasure_act", keys.number(str(proposal)), ERASURE_ACTS.index(act), keys.number(fact.actor)


LOWERING: dict[type, Any] = {
    retention.HoldSet: _hold_set,
    retention.HoldLifted: _hold_lifted,
    retention.ErasureProposed: _proposed,
    retention.ErasureDeclined: _declined,
    retention.Erased: _erased,
}
