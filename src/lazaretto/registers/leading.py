"""Who answers for a facility, lowered: one delegation, whether of everything or of approving alone."""

from typing import Any

from lazaretto.facts import leading
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import seconds
from lazaretto.registers.events import Rows
from lazaretto.registers.gate import APPROVERS
from lazaretto.registers.naming import Names


def _leader_relieved(body: leading.LeaderRelieved, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "leader_relieved", keys.number(body.person), 0, 0


def _responsibility_delegated(
    body: leading.ResponsibilityDelegated, fact: Fact, keys: Names, facilities: Names
) -> Rows:
    """What ``gate.approval_delegated`` comes to, and that it is everything."""
    delegate, level = keys.number(body.delegate), APPROVERS.index(body.level)
    yield "approval_delegated", delegate, level, seconds(body.closes)
    number = keys.number(body.delegation)
    yield "delegation_opens", number, keys.number(body.delegated_by), seconds(body.opens)
    yield "responsibility_delegated", number, delegate, level


def _delegation_ended(body: leading.DelegationEnded, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "delegation_ended", keys.number(body.delegation), keys.number(body.ended_by), 0


LOWERING: dict[type, Any] = {
    leading.LeaderRelieved: _leader_relieved,
    leading.ResponsibilityDelegated: _responsibility_delegated,
    leading.DelegationEnded: _delegation_ended,
}
