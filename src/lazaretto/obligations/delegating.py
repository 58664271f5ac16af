"""What is left to somebody else, where, at which level and until when: all of it, or approving (M03, M08)."""

from collections.abc import Sequence
from dataclasses import dataclass

from lazaretto.facts.fact import Fact, Words
from lazaretto.facts.gate import ApprovalDelegated, Approver
from lazaretto.facts.leading import DelegationEnded, ResponsibilityDelegated
from lazaretto.facts.periods import seconds
from lazaretto.obligations.machine import Course, Machine, Step, follow
from lazaretto.registers.standing import Standing

Leave = ApprovalDelegated | ResponsibilityDelegated
DELEGATION = Machine(
    name="delegation",
    start="none",
    states=("none", "given", "ended"),
    acts={"give": ResponsibilityDelegated, "end": DelegationEnded},
    moves={("none", "give"): "given", ("given", "end"): "ended"},
)


@dataclass(frozen=True, slots=True)
class Delegation:
    """What somebody left to somebody else at one house between two instants (seconds), by one fact.

    whole: all that is theirs there; else approving entries alone. ended: when it was taken back or given
    back before its end (seconds), None where it was not.
    """

    delegation: str
    facility: str
    by: str
    delegate: str
    level: Approver
    opens: int
    closes: int
    fact: Fact
    whole: bool = False
    ended: int | None = None

    @property
    def until(self) -> int:
        """When it is over, in seconds: at its end, or when it was ended."""
        return self.closes if self.ended is None else min(self.closes, self.ended)

    @property
    def reason(self) -> Words | None:
        """Why it was left to somebody."""
        body = self.fact.body
        return body.reason if isinstance(body, ApprovalDelegated | ResponsibilityDelegated) else None

    def runs(self, at: int) -> bool:
        """Whether it is in force at an instant: said by then, begun, and not over. To oneself it never is."""
        return self.by != self.delegate and max(self.opens, seconds(self.fact.occurred)) <= at < self.until

    def lets(self, person: str, *, level: Approver, facility: str, at: int) -> bool:
        """Whether by it a person may decide at a level of a house at an instant."""
        return (person, level, facility) == (self.delegate, self.level, self.facility) and self.runs(at)


def delegations(
    standing: Standing, *, facts: Sequence[Fact], facility: str | None = None
) -> dict[str, Delegation]:
    """Every delegation that stands, by its code; of two with one code the later. facility: of one house."""
    found: dict[str, Delegation] = {}
    ended = _ended(standing)
    for number in standing.events("approval_delegated").fact.tolist():
        fact = facts[number]
        body = fact.body
        if isinstance(body, ApprovalDelegated | ResponsibilityDelegated) and facility in (
            None,
            fact.facility,
        ):
            found[body.delegation] = delegation_of(fact, body, ended=ended.get(body.delegation))
    return found


def delegation_of(fact: Fact, body: Leave, *, ended: int | None = None) -> Delegation:
    """One delegation as its fact says it."""
    return Delegation(
        body.delegation, fact.facility, body.delegated_by, body.delegate, body.level, seconds(body.opens),
        seconds(body.closes), fact, isinstance(body, ResponsibilityDelegated), ended,
    )  # fmt: skip


def course_of(standing: Standing, facts: Sequence[Fact], delegation: str) -> Course:
    """How far a delegation has come: given, ended, or never given. That its time is over is no act."""
    key = standing.names.find(delegation)
    given, ended = standing.events("delegation_opens"), standing.events("delegation_ended")
    acts = (("give", given.fact[given.key == key]), ("end", ended.fact[ended.key == key]))
    return follow(
        DELEGATION,
        [Step(act, frozenset({facts[n].actor}), facts[n]) for act, rows in acts for n in rows.tolist()],
    )


def _ended(standing: Standing) -> dict[str, int]:
    """When each delegation that was ended was first ended."""
    rows, found = standing.events("delegation_ended"), dict[str, int]()
    for key, at in zip(rows.key.tolist(), rows.occurred.tolist(), strict=True):
        found.setdefault(standing.names.name(key), at)
    return found
