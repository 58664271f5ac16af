"""The handover of a house as a page: the list that builds itself, what waits to be taken on, what differs.

What is open is listed by clause, a line each, with the obligations behind it; a line is taken on as a whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from lazaretto.board.day_sheet import DaySheet, Group, State
from lazaretto.board.grouping import groups
from lazaretto.board.houses import House
from lazaretto.facts.duty import HandedOver, HandoverAcknowledged
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant
from lazaretto.obligations.assessing import Assessment
from lazaretto.obligations.force import InForce
from lazaretto.obligations.incidents import running
from lazaretto.obligations.owed import Judged
from lazaretto.obligations.shelving import consignments
from lazaretto.protocol.document import Deadline, Text
from lazaretto.registers.case import CAUSES
from lazaretto.registers.events import FOREVER, Flags
from lazaretto.registers.standing import Standing

MOST = 1000  # obligations that one fact can hand over
SHOWN = 8  # handovers of the past on the page, the latest first
MINUTE = 60
_OPEN: tuple[State, ...] = ("owed", "late")


@dataclass(frozen=True, slots=True)
class HandLine:
    """What one clause leaves open. ids: the obligations; carried: since which handover, where it is old.

    title: None of obligations that the record no longer shows. taken: whether whoever took over took on all
    of them; None while nobody has.
    """

    clause: str
    title: Text | None
    state: State
    places: tuple[str, ...]
    due: datetime | None
    ids: tuple[str, ...]
    carried: datetime | None = None
    taken: bool | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """One handover. counted: what whoever took over counted. due: until when it is to be taken over."""

    handover: str
    outgoing: str
    at: datetime
    note: str | None
    held: int | None
    lines: tuple[HandLine, ...]
    due: datetime | None
    incoming: str | None = None
    taken_at: datetime | None = None
    counted: int | None = None

    @property
    def left(self) -> tuple[HandLine, ...]:
        """Lines that were not taken on."""
        return tuple(line for line in self.lines if line.taken is False)

    @property
    def recounted(self) -> bool:
        """Whether the two counts of people held differ."""
        return self.incoming is not None and self.held is not None and self.held != self.counted

    @property
    def to_oneself(self) -> bool:
        """Whether it was taken over by the very person who handed over."""
        return self.incoming == self.outgoing


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """A house's handover now. held: people in custody by the record, away: of them out for a while.

    lines: what the next list carries; beyond: obligations that no longer fit on it. incidents: (code, cause)
    of those that run. holds: (code, goods) of consignments that wait. waiting: handed over, not taken over.
    """

    house: House
    at: datetime
    held: int
    away: int
    lines: tuple[HandLine, ...]
    beyond: int
    incidents: tuple[tuple[str, str], ...]
    holds: tuple[tuple[str, str], ...]
    waiting: Handed | None
    past: tuple[Handed, ...]

    @property
    def outstanding(self) -> tuple[str, ...]:
        """The ids of every obligation on the next list."""
        return tuple(one for line in self.lines for one in line.ids)


def handover_page(
    assessment: Assessment, *, facts: Sequence[Fact], forces: Sequence[InForce], house: House, sheet: DaySheet
) -> HandoverPage:
    """The page at the standing's instant. sheet: the house's day sheet of that instant."""
    standing = assessment.standing
    fits, beyond = _fitting([group for group in sheet.owed + sheet.late if _of_the_house(group)])
    told = _told(standing, facts, house)
    known = _known(assessment, house, sheet, [one for one, _ in told])
    handed = [_handed(fact, taken, known, _within(forces, standing.at)) for fact, taken in told]
    waits = bool(handed) and handed[0].incoming is None
    beds = standing.in_cell.at(standing.at)
    return HandoverPage(
        house=house, at=instant(standing.at), held=int((beds.facility == house.number).sum()),
        away=_away(standing, house), lines=_lines(fits), beyond=beyond,
        incidents=_incidents(standing, house), holds=_holds(standing, forces, house),
        waiting=handed[0] if waits else None, past=tuple(handed[1:] if waits else handed),
    )  # fmt: skip


def _of_the_house(group: Group) -> bool:
    """What the detachment owes about a house is not announced to it, and no shift of it takes it on."""
    return group.family != "supervision" and not group.owner.startswith("detachment")


def _fitting(found: Sequence[Group]) -> tuple[list[Group], int]:
    """The groups that one list can hold, what falls due first before the rest; and how many are left over."""
    kept: list[Group] = []
    count = 0
    for group in sorted(found, key=lambda one: (one.due, one.key)):
        if count + len(group.items) <= MOST:
            kept.append(group)
            count += len(group.items)
    return kept, sum(len(group.items) for group in found) - count


def _lines(found: Sequence[Group]) -> tuple[HandLine, ...]:
    of: dict[str, list[Group]] = {}
    for group in found:
        of.setdefault(group.clause, []).append(group)
    return tuple(
        _line(clause, mine, tuple(str(item.id) for group in mine for item in group.items))
        for clause, mine in of.items()
    )


def _line(clause: str, mine: Sequence[Group], ids: tuple[str, ...], taken: bool | None = None) -> HandLine:
    carried = [group.carried for group in mine if group.carried is not None]
    return HandLine(
        clause, mine[0].title, "late" if any(group.state == "late" for group in mine) else mine[0].state,
        tuple(dict.fromkeys(group.place for group in mine if group.place)), min(g.due for g in mine), ids,
        min(carried, default=None), taken,
    )  # fmt: skip


def _told(standing: Standing, facts: Sequence[Fact], house: House) -> list[tuple[Fact, Fact | None]]:
    """The latest handovers of the house, the latest first, each with its first acknowledgement."""
    given, taken = standing.events("handed_over"), standing.events("handover_acknowledged")
    rows = given.where(given.facility == house.number)
    found = []
    for key, fact in list(zip(rows.key.tolist(), rows.fact.tolist(), strict=True))[-SHOWN:][::-1]:
        answers = taken.fact[taken.key == key].tolist()
        found.append((facts[fact], facts[answers[0]] if answers else None))
    return found


def _known(
    assessment: Assessment, house: House, sheet: DaySheet, told: Sequence[Fact]
) -> Mapping[str, Group]:
    """The group of each obligation that was handed over; of the past by reading all that was owed here."""
    asked = {one for fact in told if isinstance(fact.body, HandedOver) for one in fact.body.outstanding}
    own = [group for group in sheet.groups if _of_the_house(group)]
    found = {str(item.id): group for group in own for item in group.items}
    if asked <= found.keys():
        return found

    def here(part: Judged) -> Flags:
        rows: Flags = part.block.facility == house.number
        return rows

    every = filter(_of_the_house, groups(assessment, chosen=here, zone=house.zone))
    return {str(item.id): group for group in every for item in group.items} | found


def _handed(fact: Fact, taken: Fact | None, known: Mapping[str, Group], within: int | None) -> Handed:
    body, answer = fact.body, taken.body if taken is not None else None
    if not isinstance(body, HandedOver):
        raise TypeError(f"a handover is stated by handed_over, not by {type(body).__name__}")
    took = answer if isinstance(answer, HandoverAcknowledged) else None
    return Handed(
        handover=body.handover, outgoing=body.outgoing, at=fact.occurred, note=body.note, held=body.held,
        lines=_listed(body.outstanding, known, set(took.outstanding) if took else None),
        due=fact.occurred + timedelta(minutes=within) if within is not None else None,
        incoming=took.incoming if took else None, taken_at=taken.occurred if taken is not None else None,
        counted=took.held if took else None,
    )  # fmt: skip


def _listed(
    outstanding: Sequence[str], known: Mapping[str, Group], took: set[str] | None
) -> tuple[HandLine, ...]:
    """The lines of a list that was handed over; what the record no longer shows is one without a title."""
    of: dict[str, list[str]] = {}
    for one in outstanding:
        of.setdefault(known[one].clause if one in known else "", []).append(one)
    found = []
    for clause, ids in of.items():
        taken = None if took is None else set(ids) <= took
        mine = list({known[one].key: known[one] for one in ids if one in known}.values())
        line = _line(clause, mine, tuple(ids), taken) if mine else None
        found.append(line or HandLine("", None, "done", (), None, tuple(ids), None, taken))
    return tuple(found)


def _within(forces: Sequence[InForce], at: int) -> int | None:
    """Within how many minutes a handover is to be taken over, by the documents in force; None: none asks."""
    limits = [
        clause.duty.within
        for force in forces
        if force.since <= at < force.until
        for clause in force.protocol.clauses
        if isinstance(clause.duty, Deadline) and clause.duty.trigger == "handed_over"
    ]
    return min((one for one in limits if one is not None), default=None)


def _away(standing: Standing, house: House) -> int:
    out = standing.away.at(standing.at)
    beds = standing.in_cell.at(standing.at)
    return int(np.isin(beds.key[beds.facility == house.number], out.key).sum())


def _incidents(standing: Standing, house: House) -> tuple[tuple[str, str], ...]:
    ran = running(standing).at(standing.at)
    ran = ran.where(ran.facility == house.number)
    return tuple(
        (standing.names.name(key), CAUSES[cause])
        for key, cause in zip(ran.key.tolist(), ran.value.tolist(), strict=True)
    )


def _holds(standing: Standing, forces: Sequence[InForce], house: House) -> tuple[tuple[str, str], ...]:
    kept = consignments(standing, forces=forces, facility=house.number, gone_since=FOREVER)
    return tuple((one.code, one.goods) for one in kept if one.state not in ("gone", "ready"))
