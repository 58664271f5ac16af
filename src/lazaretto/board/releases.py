"""A facility's releases: every running leg before its gate, and who is in quarantine without one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np

from lazaretto.board.clocks import ZERO, differences, protocol_of, why
from lazaretto.board.gate_words import ConditionLine, condition_line
from lazaretto.board.houses import House
from lazaretto.board.words import text
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant
from lazaretto.obligations.clearing import Clearance, Status, clearances
from lazaretto.obligations.force import InForce
from lazaretto.obligations.groups import in_no_leg, let_go
from lazaretto.obligations.reckoning import LegClock
from lazaretto.protocol.document import Text
from lazaretto.registers.standing import Standing

ORDER: tuple[Status, ...] = ("overdue", "due", "blocked", "ready", "counting")  # the most urgent first

_UNORDERED = text(
    "在过渡（隔离）监室，但没有正在执行的隔离段：登记起算，或调出",
    "在過渡（隔離）監室，但沒有正在執行的隔離段：登記起算，或調出",
    "In a quarantine cell without a running leg: state the leg's start, or move the person",
)
_UNORDERED_AT_ALL = text(
    "在过渡（隔离）监室，但没有隔离决定：补作决定，或立即调出",
    "在過渡（隔離）監室，但沒有隔離決定：補作決定，或立即調出",
    "In a quarantine cell without an order: make the order, or move the person now",
)

_LET_GO = text(
    "本段已签批结束，尚在过渡（隔离）监室：转往下一处", "本段已簽批結束，尚在過渡（隔離）監室：轉往下一處",
    "The leg was signed and has ended; still in the quarantine cell: move the person on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """One running leg. day: of ``clock.days``; why: how the end is counted; zero: what day 0 is counted from.

    differences: where the record or an order says otherwise. cell: the person's bed, None without one.
    """

    person: str
    cell: str | None
    status: Status
    clock: LegClock
    title: Text | None
    day: int
    why: Text
    zero: Text
    differences: tuple[Text, ...]
    conditions: tuple[ConditionLine, ...]
    overdue_from: datetime | None
    signed: UUID | None

    @property
    def open(self) -> tuple[ConditionLine, ...]:
        """The conditions that are not met, or of which nobody knows."""
        return tuple(line for line in self.conditions if line.state != "met")

    @property
    def met(self) -> tuple[ConditionLine, ...]:
        """The conditions that are met."""
        return tuple(line for line in self.conditions if line.state == "met")


@dataclass(frozen=True, slots=True)
class UnorderedLine:
    """Somebody in a quarantine cell without a running leg: since when, and what to do.

    let_go: their leg ended in this cell, and they wait to be moved on; all others are owed an order or a leg.
    """

    person: str
    cell: str
    since: datetime
    ordered: bool
    let_go: bool
    say: Text
    fact: UUID


@dataclass(frozen=True, slots=True)
class Releases:
    """A facility's legs by how urgent they are, and those who arrived and are in no leg."""

    facility: str
    name: str
    county: str
    sort: str
    zone: str
    at: datetime
    lines: tuple[ReleaseLine, ...]
    unordered: tuple[UnorderedLine, ...]

    def of(self, status: Status) -> tuple[ReleaseLine, ...]:
        """The lines of one status."""
        return tuple(line for line in self.lines if line.status == status)

    @property
    def waiting(self) -> tuple[UnorderedLine, ...]:
        """Those whose leg has ended and who are still in its cell."""
        return tuple(line for line in self.unordered if line.let_go)

    @property
    def astray(self) -> tuple[UnorderedLine, ...]:
        """Those who are in a quarantine cell and never were in a leg there."""
        return tuple(line for line in self.unordered if not line.let_go)

    @property
    def restarts_owed(self) -> int:
        """How many legs must be restarted and were not."""
        return sum(line.clock.restart_owed for line in self.lines)

    @property
    def counts(self) -> dict[Status, int]:
        """How many legs stand how, the most urgent first."""
        return {status: len(self.of(status)) for status in ORDER}


def releases(
    standing: Standing, *, forces: Sequence[InForce], facts: Sequence[Fact], house: House
) -> Releases:
    """Everybody who is, or should be, in a leg of the layers apart at a facility."""
    found = clearances(standing, forces=forces, facts=facts, facility=house.code)
    beds, name = standing.in_cell.at(standing.at), standing.names.name
    beds = beds.where(beds.facility == house.number)
    cells = {name(k): name(c) for k, c in zip(beds.key.tolist(), beds.value.tolist(), strict=True)}
    lines = [
        release_line(
            one, at=instant(standing.at), cell=cells.get(one.clock.person), forces=forces, facts=facts
        )
        for one in found
    ]
    return Releases(
        facility=house.code, name=house.name, county=house.county, sort=house.sort, zone=house.zone,
        at=instant(standing.at),
        lines=tuple(sorted(lines, key=_urgency)),
        unordered=tuple(_unordered(standing, facts, house.number)),
    )  # fmt: skip


def release_line(
    stands: Clearance, *, at: datetime, cell: str | None, forces: Sequence[InForce], facts: Sequence[Fact]
) -> ReleaseLine:
    """One leg before its gate, in words. cell: the person's bed."""
    clock = stands.clock
    protocol = protocol_of(clock, forces)
    legs = protocol.legs if protocol else ()
    return ReleaseLine(
        person=clock.person, cell=cell, status=stands.status, clock=clock,
        title=next((leg.title for leg in legs if leg.layer == clock.layer), None),
        day=clock.day(at), why=why(clock, forces=forces), zero=ZERO[clock.zero_rule],
        differences=differences(clock, facts=facts),
        conditions=tuple(
            condition_line(held, facts=facts, zone=clock.zone, person=clock.person)
            for held in stands.conditions
        ),
        overdue_from=stands.overdue_from,
        signed=facts[stands.signed_by].id if stands.signed_by is not None else None,
    )  # fmt: skip


def _urgency(line: ReleaseLine) -> tuple[int, float, str]:
    ends = line.clock.ends
    return ORDER.index(line.status), ends.timestamp() if ends else float("inf"), line.person


def _unordered(standing: Standing, facts: Sequence[Fact], facility: int) -> list[UnorderedLine]:
    """Who has a bed in a quarantine cell here and no running leg of the layers apart."""
    beds = in_no_leg(standing, facility)
    beds = beds.where(np.argsort(beds.start, kind="stable"))
    ordered = set(standing.events("ordered").key.tolist())
    return [
        UnorderedLine(
            person=standing.names.name(key), cell=standing.names.name(cell), since=instant(start),
            ordered=key in ordered, let_go=gone, fact=facts[fact].id,
            say=_LET_GO if gone else _UNORDERED if key in ordered else _UNORDERED_AT_ALL,
        )
        for key, cell, start, fact, gone in zip(
            beds.key.tolist(), beds.value.tolist(), beds.start.tolist(), beds.fact.tolist(),
            let_go(beds, standing).tolist(), strict=True,
        )
    ]  # fmt: skip
