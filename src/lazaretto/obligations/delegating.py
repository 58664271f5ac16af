"""Who may approve for somebody else, where, at which level and until when (M03, M08)."""

from collections.abc import Sequence
from dataclasses import dataclass

from lazaretto.facts.fact import Fact
from lazaretto.facts.gate import ApprovalDelegated, Approver
from lazaretto.facts.periods import seconds
from lazaretto.registers.standing import Standing


@dataclass(frozen=True, slots=True)
class Delegation:
    """Somebody's leave to approve entries of one house between two instants (seconds), by one fact."""

    delegation: str
    facility: str
    by: str
    delegate: str
    level: Approver
    opens: int
    closes: int
    fact: Fact

    def runs(self, at: int) -> bool:
        """Whether it is in force at an instant: said by then, begun, and not over. To oneself it never is."""
        return self.by != self.delegate and max(self.opens, seconds(self.fact.occurred)) <= at < self.closes

    def lets(self, person: str, *, level: Approver, facility: str, at: int) -> bool:
        """Whether by it a person may decide at a level of a house at an instant."""
        return (person, level, facility) == (self.delegate, self.level, self.facility) and self.runs(at)


def delegations(
    standing: Standing, *, facts: Sequence[Fact], facility: str | None = None
) -> dict[str, Delegation]:
    """Every delegation that stands, by its code; of two with one code the later. facility: of one house."""
    found: dict[str, Delegation] = {}
    for number in standing.events("approval_delegated").fact.tolist():
        fact = facts[number]
        body = fact.body
        if isinstance(body, ApprovalDelegated) and facility in (None, fact.facility):
            found[body.delegation] = delegation_of(fact, body)
    return found


def delegation_of(fact: Fact, body: ApprovalDelegated) -> Delegation:
    """One delegation as its fact says it."""
    return Delegation(
        body.delegation, fact.facility, body.delegated_by, body.delegate, body.level, seconds(body.opens),
        seconds(body.closes), fact,
    )  # fmt: skip
