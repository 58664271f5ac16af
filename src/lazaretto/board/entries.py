"""Requests for entry as pages show them: who, why, when, whose decision is awaited, and what came of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

import numpy as np

from lazaretto.board.houses import House
from lazaretto.facts.fact import Fact
from lazaretto.facts.gate import Approver, Category, EntryApproved, EntryDenied, Zone
from lazaretto.facts.periods import instant, seconds
from lazaretto.obligations.approving import Act, Approval, Need, Said, State
from lazaretto.obligations.days import DAY, DEFAULT_ZONE
from lazaretto.obligations.delegating import Delegation
from lazaretto.obligations.entries import approvals, asked_at, office_of, turn_of
from lazaretto.obligations.force import InForce
from lazaretto.obligations.strength import masked, staff
from lazaretto.obligations.whose import Whose, whose
from lazaretto.protocol.document import Owner
from lazaretto.registers.events import Columns
from lazaretto.registers.standing import Standing

Sort = Literal["pending", "approved", "denied", "withdrawn", "expired", "used"]
SORTS: tuple[Sort, ...] = get_args(Sort)
MOST = 200  # requests that one page shows; the rest by the filter, or by the API
LOOK_BACK = 14 * DAY  # of earlier visits: the longest incubation of the 8th edition (1 to 14 days)


@dataclass(frozen=True, slots=True)
class Step:
    """One decision: at which level, by whom, when; its conditions or its reason, and by whose leave."""

    act: Act
    level: Approver | None
    by: str
    at: datetime
    words: str | None
    delegation: str | None


@dataclass(frozen=True, slots=True)
class Awaited:
    """Whose decision is awaited, and since when. leader: None where nobody was named (M03).

    whose: who has the office at the page's instant: the leader, or who stands in for them, and why.
    """

    level: Approver
    leader: str | None
    title: str | None
    delegates: tuple[str, ...]
    since: datetime
    whose: Whose


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the last two weeks know of whom or what an entry is asked for: came in, turned away, denied."""

    came: int = 0
    refused: int = 0
    denied: int = 0


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One request. masked: of a member of staff, the first character of the name. need: whose word it needs.

    clock: the time zone of its house. may: the acts that are the reader's to do now; mine: it is their turn.
    """

    approval: str
    facility: str
    category: Category
    subject: str
    masked: str | None
    zone: Zone
    purpose: str
    opens: datetime
    closes: datetime
    asked_by: str
    asked_at: datetime
    need: Need
    state: State
    awaited: Awaited | None
    steps: tuple[Step, ...]
    passed: tuple[datetime, ...]
    by_asker: bool
    earlier: Earlier
    clock: str
    may: tuple[Act, ...] = ()
    mine: bool = False

    @property
    def sort(self) -> Sort:
        """Under which word it is listed."""
        return "pending" if self.state in ("requested", "approved_by_leader") else self.state  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class DelegationLine:
    """Somebody's leave to decide for somebody else, until when; ``runs``: now."""

    delegation: str
    facility: str
    by: str
    delegate: str
    level: Approver
    opens: datetime
    closes: datetime
    runs: bool


def entry_lines(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], houses: Sequence[House],
    leave: Sequence[Delegation], living: bool = False,
) -> tuple[tuple[Approval, EntryLine], ...]:  # fmt: skip
    """The requests of these houses with how they stand: what is pending first, then the newest.

    living: only those whose time is not over. leave: the delegations that stand.
    """
    rows = asked_at(standing, living=living)
    rows = rows.where(np.isin(rows.facility, [house.number for house in houses]))
    found = approvals(standing, facts=facts, forces=forces, asked=rows)
    office = {house.code: office_of(standing, facts=facts, facility=house.code) for house in houses}
    told = _Told(standing, facts, leave, office)
    return tuple(sorted(((one, told.line(one)) for one in found), key=_order))


def counted(lines: Sequence[EntryLine]) -> dict[Sort, int]:
    """How many there are of each sort."""
    found = Counter(line.sort for line in lines)
    return {sort: found[sort] for sort in SORTS}


def delegation_lines(standing: Standing, leave: Sequence[Delegation]) -> tuple[DelegationLine, ...]:
    """The delegations that run or are still to begin, the first to end first; none that was ended before."""
    return tuple(
        DelegationLine(
            one.delegation, one.facility, one.by, one.delegate, one.level, instant(one.opens),
            instant(one.until), one.runs(standing.at),
        )
        for one in sorted(leave, key=lambda one: one.until)
        if standing.at < one.until
    )  # fmt: skip


def _order(pair: tuple[Approval, EntryLine]) -> tuple[bool, float]:
    """Pending first, the longest waiting on top; then the newest."""
    line = pair[1]
    pending = line.awaited is not None
    return not pending, line.asked_at.timestamp() * (1 if pending else -1)


class _Told:
    """Approvals in the words of a page."""

    def __init__(
        self, standing: Standing, facts: Sequence[Fact], leave: Sequence[Delegation],
        office: dict[str, str | None],
    ) -> None:  # fmt: skip
        self.standing, self.facts, self.leave, self.office = standing, facts, leave, office

    def line(self, one: Approval) -> EntryLine:
        body = one.body
        member = staff(self.standing).get(self.standing.names.find(body.subject))
        return EntryLine(
            approval=body.approval, facility=one.request.facility, category=body.category,
            subject=body.subject, masked=masked(self.facts, member), zone=body.zone, purpose=body.purpose,
            opens=instant(one.opens), closes=instant(one.closes), asked_by=body.requested_by,
            asked_at=one.request.occurred, need=one.need, state=one.state, awaited=self._awaited(one),
            steps=tuple(step_of(said) for said in (*one.given, *filter(None, [one.ended]))),
            passed=tuple(instant(at) for at in one.passed), by_asker=one.by_asker,
            earlier=self._earlier(one), clock=self._clock(one.request.facility),
        )  # fmt: skip

    def _clock(self, facility: str) -> str:
        return self.standing.zones.get(self.standing.facilities.find(facility), DEFAULT_ZONE)

    def _awaited(self, one: Approval) -> Awaited | None:
        turn = turn_of(
            one, self.standing, facts=self.facts, office=self.office.get(one.request.facility),
            leave=self.leave,
        )  # fmt: skip
        if turn is None:
            return None
        role: Owner = "leader" if turn.level == "leader" else "detachment_leader"
        held = whose(self.standing, facts=self.facts, facility=one.request.facility, role=role)
        return Awaited(turn.level, turn.leader, turn.title, turn.delegates, instant(turn.since), held)

    def _earlier(self, one: Approval) -> Earlier:
        if one.turn is None:
            return Earlier()
        until = seconds(one.request.occurred)
        key = self.standing.names.find(one.body.subject)
        since = until - LOOK_BACK
        came = _of(self.standing.during("entered", since, until), key)
        refused = _of(self.standing.during("entry_refused", since, until), key)
        wanted = self.standing.events("entry_wanted")
        mine = wanted.key[wanted.value == key]
        denied = self.standing.during("entry_denied", since, until)
        return Earlier(len(came), len(refused), int(np.isin(denied.key, mine).sum()))


def _of(rows: Columns, key: int) -> Columns:
    return rows.where(rows.key == key)


def step_of(said: Said) -> Step:
    """One decision as a page shows it."""
    body = said.fact.body
    delegation = body.delegation if isinstance(body, EntryApproved | EntryDenied) else None
    return Step(said.act, said.level, said.by, instant(said.at), said.words, delegation)
