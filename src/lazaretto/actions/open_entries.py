"""Open the requests for entry: of one house with all that came of them, or whatever waits in scope."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.deciding import allowed, powers
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.board.entries import (
    MOST,
    DelegationLine,
    EntryLine,
    Sort,
    counted,
    delegation_lines,
    entry_lines,
)
from lazaretto.board.houses import House, zone_of
from lazaretto.facts.gate import Approver
from lazaretto.obligations.approving import Approval
from lazaretto.obligations.delegating import Delegation, delegations
from lazaretto.registers.record import Record

ACT = "read_day_sheet"


@dataclass(frozen=True, slots=True)
class EntriesPage:
    """Requests of one house: so many of each sort, and those of the one that was asked for."""

    house: House
    at: datetime
    known_at: datetime
    sort: Sort | None
    counts: dict[Sort, int]
    lines: tuple[EntryLine, ...]
    delegations: tuple[DelegationLine, ...]
    may_ask: bool


@dataclass(frozen=True, slots=True)
class ApprovalsPage:
    """What waits in scope: for the reader, and for others. levels: at which the reader decides of themselves.

    houses: those at which the reader may leave deciding to somebody else.
    """

    at: datetime
    zone: str
    mine: tuple[EntryLine, ...]
    others: tuple[EntryLine, ...]
    delegations: tuple[DelegationLine, ...]
    houses: tuple[House, ...]
    level: Approver | None


def open_entries(
    facility: str, *, actor: Actor, now: datetime, sort: Sort | None = None, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> EntriesPage:  # fmt: skip
    """The requests of one house at ``at``, as known then; with ``sort`` those of one sort, 200 at most.

    Raises :class:`Refused` outside the actor's scope, and for a facility that was not established.
    """
    actor.require(ACT, facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    leave = [one for one in leave_of(seen) if one.facility == facility]
    pairs = seen.keeping(
        ("entries", facility),
        lambda: entry_lines(
            seen.standing, facts=seen.record.facts, forces=seen.forces, houses=(house,), leave=leave
        ),
    )
    lines = _for(actor, pairs, leave, seen) if at is None else tuple(line for _, line in pairs)
    chosen = [line for line in lines if sort in (None, line.sort)]
    return EntriesPage(
        house=house, at=seen.at, known_at=seen.at if known_at is None else known_at, sort=sort,
        counts=counted(lines), lines=tuple(chosen[:MOST]),
        delegations=delegation_lines(seen.standing, leave),
        may_ask=at is None and actor.may("state:gate.entry_requested"),
    )  # fmt: skip


def open_approvals(*, actor: Actor, now: datetime, record: Record | None = None) -> ApprovalsPage:
    """Every request in scope that awaits a decision now: the reader's own first, then the others'."""
    actor.require(ACT)
    seen = view(now=now, record=record)
    houses = tuple(house for house in seen.houses(actor.scope) if house.sort != "detachment")
    lines = waiting(seen, actor, houses)
    mine = tuple(line for line in lines if is_mine(line))
    level: Approver | None = "detachment" if actor.may("approve_as_detachment") else "leader"
    may = actor.may("state:gate.approval_delegated")
    codes = {house.code for house in houses}
    leave = [one for one in leave_of(seen) if one.facility in codes]
    return ApprovalsPage(
        at=seen.at, zone=zone_of(houses), mine=mine,
        others=tuple(line for line in lines if not is_mine(line)),
        delegations=delegation_lines(seen.standing, leave), houses=houses if may else (),
        level=level if may else None,
    )  # fmt: skip


def waiting(seen: View, actor: Actor, houses: tuple[House, ...]) -> tuple[EntryLine, ...]:
    """The requests of these houses that await somebody, each with what the actor may do."""
    leave, codes = leave_of(seen), tuple(house.code for house in houses)
    pairs = seen.keeping(
        ("waiting", codes),
        lambda: entry_lines(
            seen.standing, facts=seen.record.facts, forces=seen.forces, houses=houses, leave=leave,
            living=True,
        ),
    )  # fmt: skip
    pending = tuple(pair for pair in pairs if pair[1].awaited is not None)
    return _for(actor, pending, leave, seen)


def awaiting(seen: View, actor: Actor, houses: tuple[House, ...]) -> int:
    """How many decisions are the actor's own now, at these houses."""
    return sum(is_mine(line) for line in waiting(seen, actor, houses))


def is_mine(line: EntryLine) -> bool:
    """Whether it is the reader's turn: they may approve it now."""
    return "approve" in line.may


def leave_of(seen: View) -> tuple[Delegation, ...]:
    """Every delegation that stands in the network."""
    return seen.keeping(
        "delegations", lambda: tuple(delegations(seen.standing, facts=seen.record.facts).values())
    )


def _for(
    actor: Actor, pairs: Sequence[tuple[Approval, EntryLine]], leave: Sequence[Delegation], seen: View
) -> tuple[EntryLine, ...]:  # fmt: skip
    given = {
        code: powers(actor, code, leave=leave, at=seen.standing.at)
        for code in {line.facility for _, line in pairs}
    }
    return tuple(replace(line, may=allowed(one, actor, given[line.facility])) for one, line in pairs)
