"""Open the requests for entry: of one house with all that came of them, or whatever waits in scope."""

from dataclasses import dataclass
from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.awaiting import each_for, leave_of, waiting
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import view
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

    @property
    def total(self) -> int:
        """How many requests there are."""
        return sum(self.counts.values())


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
    lines = each_for(actor, pairs, leave, seen) if at is None else tuple(line for _, line in pairs)
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
    scope = sorted(seen.houses(actor.scope), key=lambda house: house.code)
    houses = tuple(house for house in scope if house.sort != "detachment")
    lines = waiting(seen, actor, houses)
    mine = tuple(line for line in lines if line.mine)
    level: Approver | None = "detachment" if actor.may("approve_as_detachment") else "leader"
    may = actor.may("state:gate.approval_delegated")
    codes = {house.code for house in houses}
    leave = [one for one in leave_of(seen) if one.facility in codes]
    return ApprovalsPage(
        at=seen.at, zone=zone_of(houses), mine=mine,
        others=tuple(line for line in lines if not line.mine),
        delegations=delegation_lines(seen.standing, leave), houses=houses if may else (),
        level=level if may else None,
    )  # fmt: skip
