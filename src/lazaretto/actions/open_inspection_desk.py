"""Open the inspector's own page: what has changed since their last visit, the log, their notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.inspecting import Note, Visit, inspecting, last_visit, notes
from lazaretto.access.reading_log import EVERYBODY, NOWHERE, log_read
from lazaretto.actions.calling import alarms_of
from lazaretto.actions.disclose_person import published
from lazaretto.actions.viewing import View, view
from lazaretto.actions.withholding import GUARDED
from lazaretto.board.houses import House, zone_of
from lazaretto.board.telling import told
from lazaretto.ledger.changing import ErasedSince, Remark, Remarkable, erased_since, new_since, remarkable
from lazaretto.ledger.publishing import reading
from lazaretto.obligations.alarming import Alarm
from lazaretto.proofs.checkpoints import Checkpoint
from lazaretto.proofs.tiles import BrokenTile, Reader
from lazaretto.proofs.tree import check_consistency, consistency
from lazaretto.protocol.document import Text
from lazaretto.registers.record import Record

SHOWN = 20  # lines of one sort; the others are counted
SEEN = "what changed since the last visit"  # the reason that the log of reads keeps


@dataclass(frozen=True, slots=True)
class Told:
    """A fact with its sentence; None where its words were erased."""

    line: Remarkable
    sentence: Text | None


@dataclass(frozen=True, slots=True)
class Part:
    """One sort of change: how many there are, and the newest of them."""

    remark: Remark
    count: int
    lines: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class LogState:
    """The log as it is published. root, note: None where it is not. why: what is wrong with it.

    goes_on: whether it begins with the entries that the inspector saw last; None: they kept nothing yet.
    """

    root: Checkpoint | None
    note: str | None
    why: Refused | None
    goes_on: bool | None
    broken: str = ""


@dataclass(frozen=True, slots=True)
class InspectionDesk:
    """visit: the last checkpoint that was kept. new: facts a house since. alarms: of rights that arose since.

    standing: how many of them stand in all. notes: newest first, of one subject if it was asked for.
    missing: documents that were issued and cannot be read: what they demand is in no number here.
    """

    at: datetime
    zone: str
    visit: Visit | None
    log: LogState
    new: tuple[tuple[str, int], ...]
    parts: tuple[Part, ...]
    erased: tuple[ErasedSince, ...]
    alarms: tuple[Alarm, ...]
    standing: int
    notes: tuple[Note, ...]
    houses: tuple[House, ...]
    missing: tuple[tuple[str, str], ...]

    @property
    def new_count(self) -> int:
        """Facts since the last visit."""
        return sum(count for _, count in self.new)


def open_inspection_desk(
    *, actor: Actor, now: datetime, folder: Path, subject: str | None = None, record: Record | None = None,
) -> InspectionDesk:  # fmt: skip
    """The page in the actor's scope. It is a read, and noted. Raises :class:`Refused` for everybody else.

    Complaints are on their own page, and in no list of this one.
    """
    actor.require("inspect")
    seen = view(now=now, record=record)
    houses = seen.houses(actor.scope)
    zone = zone_of(houses)
    log_read(actor=actor, subject=EVERYBODY, facility=NOWHERE, reason=SEEN, at=now)
    with inspecting(actor):
        visit = last_visit()
        first = 0 if visit is None else visit.size
        new = tuple(new_since(first, without=GUARDED).items())
        parts = tuple(_part(remark, first, zone, seen) for remark in ("replaces", "disputed", "late"))
        erased = tuple(erased_since(visit.at if visit else None))
        mine = tuple(notes(subject=subject or None))
    standing = [one for one in alarms_of(seen) if one.facility in actor.scope]
    fresh = tuple(one for one in standing if visit is None or one.since > visit.at)
    return InspectionDesk(
        now, zone, visit, _log(folder, visit), new, parts, erased, fresh, len(standing), mine, houses,
        seen.missing,
    )  # fmt: skip


def _part(remark: Remark, first: int, zone: str, seen: View) -> Part:
    count, lines = remarkable(remark, first, zone=zone, without=GUARDED, most=SHOWN)
    return Part(remark, count, tuple(_told(lines, seen)))


def _told(lines: Sequence[Remarkable], seen: View) -> list[Told]:
    numbers = [seen.record.number_of(line.fact) for line in lines]
    zones = {house.code: house.zone for house in seen.houses({line.facility for line in lines})}
    return [
        Told(
            line,
            told(seen.record, seen.record.facts[n], zone=zones.get(line.facility, "UTC")) if n >= 0 else None,
        )
        for line, n in zip(lines, numbers, strict=True)
    ]


def _log(folder: Path, visit: Visit | None) -> LogState:
    """The log in the folder, held against what was seen."""
    try:
        _, root, note = published(folder)
    except Refused as why:
        return LogState(None, None, why, None if visit is None else False)
    if visit is None:
        return LogState(root, note, None, None)
    try:
        path = consistency(visit.size, root.size, Reader(root.size, reading(folder)))
        check_consistency(visit.size, visit.root, root.size, root.root, path)
    except (ValueError, BrokenTile) as wrong:
        return LogState(root, note, None, False, str(wrong))
    return LogState(root, note, None, True)
