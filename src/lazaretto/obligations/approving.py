"""An approval as one machine: what was asked for, who decided it, and what may still be done with it (M08).

Nothing here is kept: the state of a request is what its facts add up to at an instant. What may be done is
:data:`DECISIONS` and :data:`MOVES`; the pages, the reasons against a request and the gate's pack ask them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from lazaretto.facts.fact import Fact
from lazaretto.facts.gate import (
    Approver,
    EntryApproved,
    EntryDenied,
    EntryRequested,
    EntryWithdrawn,
)
from lazaretto.facts.periods import seconds
from lazaretto.obligations.delegating import Delegation

State = Literal["requested", "approved_by_leader", "approved", "used", "denied", "withdrawn", "expired"]
Act = Literal["approve", "deny", "withdraw", "pass", "lapse"]
Role = Literal["asker", "leader", "detachment", "stranger", "gate", "time"]
Need = Literal["leader", "upper", "both"]
STATES: tuple[State, ...] = get_args(State)
ACTS: tuple[Act, ...] = get_args(Act)
ROLES: tuple[Role, ...] = get_args(Role)
NEEDS: tuple[Need, ...] = get_args(Need)
PENDING: frozenset[State] = frozenset({"requested", "approved_by_leader"})
OPEN: frozenset[State] = frozenset({"approved", "used"})
OVER: frozenset[State] = frozenset({"denied", "withdrawn", "expired"})

# Whose word is enough. leader: either level's (the administration). upper: the detachment's, of which the
# leader's is the first half (everything, while a house is fully closed, M14). both: the leader's, then the
# detachment's (the guarded area).
DECISIONS: Mapping[tuple[Need, State, Role], State] = {
    ("leader", "requested", "leader"): "approved",
    ("leader", "requested", "detachment"): "approved",
    ("leader", "approved", "detachment"): "approved",  # ahead of a closing
    ("leader", "used", "detachment"): "used",
    ("upper", "requested", "leader"): "approved_by_leader",
    ("upper", "requested", "detachment"): "approved",
    ("upper", "approved_by_leader", "detachment"): "approved",
    ("both", "requested", "leader"): "approved_by_leader",
    ("both", "approved_by_leader", "detachment"): "approved",
}
# Everything else that may happen to a request. Whoever approved withdraws; they do not deny afterwards.
MOVES: Mapping[tuple[State, Act, Role], State] = {
    ("requested", "deny", "leader"): "denied",
    ("requested", "deny", "detachment"): "denied",
    ("approved_by_leader", "deny", "detachment"): "denied",
    ("requested", "withdraw", "asker"): "withdrawn",
    ("approved_by_leader", "withdraw", "asker"): "withdrawn",
    ("approved_by_leader", "withdraw", "leader"): "withdrawn",
    ("approved", "withdraw", "asker"): "withdrawn",
    ("approved", "withdraw", "leader"): "withdrawn",
    ("approved", "withdraw", "detachment"): "withdrawn",
    ("used", "withdraw", "asker"): "withdrawn",
    ("used", "withdraw", "leader"): "withdrawn",
    ("used", "withdraw", "detachment"): "withdrawn",
    ("approved", "pass", "gate"): "used",
    ("used", "pass", "gate"): "used",
    ("requested", "lapse", "time"): "expired",
    ("approved_by_leader", "lapse", "time"): "expired",
    ("approved", "lapse", "time"): "expired",
    ("used", "lapse", "time"): "used",
}


def after(state: State, act: Act, role: Role, *, need: Need) -> State | None:
    """The state that an act leads to; None where it may not be done."""
    if act == "approve":
        return DECISIONS.get((need, state, role))
    return MOVES.get((state, act, role))


@dataclass(frozen=True, slots=True)
class Said:
    """One decision: at which level, by whom, when (seconds).

    good: its delegation, if any, held. behalf: whose decision it was, where it was delegated.
    """

    act: Act
    level: Approver | None
    by: str
    at: int
    fact: Fact
    good: bool = True
    closes: int | None = None
    behalf: str | None = None

    @property
    def words(self) -> str | None:
        """The conditions of an approval; the reason of a denial or a withdrawal."""
        body = self.fact.body
        if isinstance(body, EntryApproved):
            return body.conditions
        return body.reason if isinstance(body, EntryDenied | EntryWithdrawn) else None


@dataclass(frozen=True, slots=True)
class Approval:
    """A request for entry as it stands at an instant, all instants in seconds.

    given: what was approved, in order of time, as far as it counts. ended: the denial or the withdrawal.
    passed: when somebody or something came in on it. closes: the earliest end that anybody set.
    """

    request: Fact
    body: EntryRequested
    need: Need
    state: State
    given: tuple[Said, ...]
    ended: Said | None
    passed: tuple[int, ...]
    opens: int
    closes: int

    @property
    def turn(self) -> Approver | None:
        """Whose decision is awaited; None where none is."""
        if self.state not in PENDING:
            return None
        return "leader" if self.state == "requested" else "detachment"

    @property
    def askers(self) -> frozenset[str]:
        """Who asked: who is named, and who said it for them."""
        return frozenset({self.body.requested_by, self.request.actor})

    @property
    def by_asker(self) -> bool:
        """Whether it was approved by whoever had asked, or for them: then it lets nobody in (law 13)."""
        return any(self.askers & {one.by, one.behalf} for one in self.given)

    @property
    def conditions(self) -> str | None:
        """What those who approved made a condition, leader first."""
        return " · ".join(one.words for one in self.given if one.words) or None

    def allows(self, act: Act, level: Approver) -> bool:
        """Whether that level may approve or deny it now; none approves twice."""
        again = act == "approve" and any(one.level == level for one in self.given)
        return not again and after(self.state, act, level, need=self.need) is not None

    def role_of(self, person: str) -> Role:
        """In which role somebody withdraws: they asked, they or their delegate approved, or a stranger."""
        if person == self.body.requested_by:
            return "asker"
        levels = [one.level for one in self.given if person in (one.by, one.behalf) and one.level]
        return levels[-1] if levels else "stranger"


def told(
    request: Fact, said: Iterable[Fact], *, at: int, delegated: Mapping[str, Delegation],
    passed: Sequence[int] = (), closed: Sequence[tuple[int, int]] = (),
) -> Approval:  # fmt: skip
    """What a request and everything said about it add up to by an instant.

    A *no* always counts, whoever said it. An approval counts where the machine allows it, and where a
    delegation by which it was given held; what was approved before the request was corrected, was approved
    of something else. closed: stretches in which the house was so closed that everything
    needed the detachment's approval; there the leader's word alone waits for it again.
    """
    body = request.body
    if not isinstance(body, EntryRequested):
        raise TypeError(f"{type(body).__name__} asks for no entry")
    steps: list[tuple[int, Said | None]] = [(moment, None) for moment in passed]
    steps += [(one.at, one) for one in (_said(fact, delegated) for fact in said) if _meant(one, request)]
    course = _Course(body.zone == "guarded", closed, seconds(body.closes))
    for moment, step in sorted(steps, key=lambda one: one[0]):
        if moment <= at and moment < course.closes and course.state not in OVER:
            course.take(step, moment)
    course.end(at)
    return Approval(
        request, body, course.need_at(min(at, course.closes - 1)), course.state, tuple(course.given),
        course.ended, tuple(moment for moment in passed if moment <= at), seconds(body.opens), course.closes,
    )  # fmt: skip


@dataclass(slots=True)
class _Course:
    """How far a request has come, one step after the other."""

    guarded: bool
    closed: Sequence[tuple[int, int]]
    closes: int
    state: State = "requested"
    given: list[Said] = field(default_factory=list)
    ended: Said | None = None
    used: bool = False

    def need_at(self, moment: int) -> Need:
        """Whose word it needs at an instant."""
        if self.guarded:
            return "both"
        return "upper" if any(start <= moment < end for start, end in self.closed) else "leader"

    def take(self, step: Said | None, moment: int) -> None:
        """One decision, or somebody passing (None)."""
        need = self.need_at(moment)
        self._settle(need)
        if step is None:
            self.state = after(self.state, "pass", "gate", need=need) or self.state
            self.used |= self.state == "used"
        elif step.act == "approve":
            self._approve(step, need)
        else:
            self.state, self.ended = ("denied" if step.act == "deny" else "withdrawn"), step

    def end(self, at: int) -> None:
        """The state at an instant; once its time is over it was used, or it expired."""
        if self.state in OVER:
            return
        need = self.need_at(min(at, self.closes - 1))
        self._settle(need)
        if at >= self.closes:
            over = after(self.state, "lapse", "time", need=need) or self.state
            self.state = "used" if self.used else over

    def _settle(self, need: Need) -> None:
        """While a house is fully closed the leader's word alone is half of what it needs, and no longer."""
        upper = any(one.level == "detachment" for one in self.given)
        if need == "upper" and self.state in OPEN and not upper:
            self.state = "approved_by_leader"
        elif need == "leader" and self.state == "approved_by_leader":
            self.state = "used" if self.used else "approved"

    def _approve(self, step: Said, need: Need) -> None:
        then = after(self.state, "approve", step.level or "stranger", need=need)
        again = any(one.level == step.level for one in self.given)
        if then is None or again or not step.good:
            return
        self.state = "used" if then == "approved" and self.used else then
        self.given.append(step)
        if step.closes is not None:
            self.closes = min(self.closes, step.closes)


def _said(fact: Fact, delegated: Mapping[str, Delegation]) -> Said:
    body, at = fact.body, seconds(fact.occurred)
    if isinstance(body, EntryApproved):
        closes = None if body.closes is None else seconds(body.closes)
        leave = delegated.get(body.delegation or "")
        good = body.delegation is None or _held(body, fact, leave)
        behalf = leave.by if leave is not None else None
        return Said("approve", body.level, body.approved_by, at, fact, good, closes, behalf)
    if isinstance(body, EntryDenied):
        return Said("deny", body.level, body.denied_by, at, fact)
    if isinstance(body, EntryWithdrawn):
        return Said("withdraw", None, body.withdrawn_by, at, fact)
    raise TypeError(f"{type(body).__name__} decides about no entry")


def _meant(said: Said, request: Fact) -> bool:
    """Whether it was said of the request as it stands: who approved had read no later correction of it."""
    early = request.corrects is not None and said.fact.recorded < request.recorded
    return said.act != "approve" or not early


def _held(body: EntryApproved, fact: Fact, leave: Delegation | None) -> bool:
    return leave is not None and leave.lets(
        body.approved_by, level=body.level, facility=fact.facility, at=seconds(fact.occurred)
    )
