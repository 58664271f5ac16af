"""What each day held for a person: alone or in company by the cells, the rest as it was stated.

Minutes of which nothing was said are None, never 0; a day of which nothing at all was said is *not stated*.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from lazaretto.obligations.company import MINUTE
from lazaretto.obligations.days import HOUR
from lazaretto.obligations.force import InForce
from lazaretto.obligations.secluding import Day, lonely_of, seconds_by_day
from lazaretto.protocol.document import Recurring, Refrain
from lazaretto.registers.events import Columns, Ints
from lazaretto.registers.regime import CONTACTS
from lazaretto.registers.standing import Standing

# company; alone with the contact owed; alone without it; alone, and nothing was said; a day of arrival or of
# an outing, neither alone nor in company; not held; today, which is not over
DayState = Literal["company", "contact", "without", "not_stated", "part", "absent", "today"]
FAMILY = tuple(n for n, sort in enumerate(CONTACTS) if sort.startswith("family_"))
LAWYER = tuple(n for n, sort in enumerate(CONTACTS) if sort in ("lawyer", "consular"))
_STATED = ("contact", "open_air", "out_of_cell", "visited")


@dataclass(frozen=True, slots=True)
class Measure:
    """What the documents in force count as a solitary day, and for how many in a row.

    hours: alone in a day; contact: minutes below which such a day is solitary. limit: days in a row at most;
    warnings: days in a row at which somebody is warned before it. contact_owed, open_air_owed: minutes a
    day; None where nothing is owed.
    """

    hours: int
    contact: int
    limit: int
    warnings: tuple[int, ...]
    contact_owed: int | None
    open_air_owed: int | None
    document: str
    version: str

    @property
    def settings(self) -> dict[str, int]:
        """As the settings of a condition."""
        return {"days": self.limit, "hours": self.hours, "minutes": self.contact}


@dataclass(frozen=True, slots=True)
class DayHeld:
    """One calendar day of one person. alone, company: minutes in a cell. Other minutes: None where unsaid.

    contact: minutes by sort of those that were stated. out: outside the cell, open air counted too.
    visits: by health staff; explained: whether one of them said why and for how long.
    """

    date: date
    state: DayState
    alone: int
    company: int
    contact_minutes: int | None
    contact: tuple[tuple[str, int], ...]
    out: int | None
    open_air: int | None
    family: int | None
    lawyer: int | None
    visits: int
    explained: bool
    stated: bool


def measure(forces: Sequence[InForce], *, at: int) -> Measure | None:
    """What the documents in force at an instant say; None where none of them sets a limit."""
    duties = [
        (force, clause.duty)
        for force in forces
        if force.since <= at < force.until
        for clause in force.protocol.clauses
    ]
    limits = [
        (duty.settings, force)
        for force, duty in duties
        if isinstance(duty, Refrain) and duty.condition == "alone_too_long"
    ]
    if not limits:
        return None
    most, force = max(limits, key=lambda one: one[0]["days"])
    warnings = {settings["days"] for settings, _ in limits if settings["days"] < most["days"]}
    owed = {
        duty.evidence: duty.sum_at_least
        for _, duty in duties
        if isinstance(duty, Recurring) and duty.sum_at_least is not None
    }
    return Measure(
        hours=most["hours"], contact=most["minutes"], limit=most["days"], warnings=tuple(sorted(warnings)),
        contact_owed=owed.get("contact"), open_air_owed=owed.get("open_air"),
        document=force.protocol.id, version=force.protocol.version,
    )  # fmt: skip


def chronicle(
    standing: Standing, keys: Ints, days: tuple[Day, ...], *, measured: Measure | None
) -> list[tuple[DayHeld, ...]]:
    """The days of each person, oldest first. ``keys`` sorted, each once; the last day may still run."""
    table = _Table(standing, keys, days)
    return [
        tuple(_day(table, row, column, measured) for row in range(len(days))) for column in range(len(keys))
    ]


class _Table:
    """Everything that was said of some people in some days, as (day, person)."""

    def __init__(self, standing: Standing, keys: Ints, days: tuple[Day, ...]) -> None:
        end = standing.at + 1
        self.days, self.at = days, standing.at
        self.clipped = tuple(day._replace(closes=min(day.closes, end)) for day in days)
        self.keys = keys
        opens = days[0].opens
        lonely = lonely_of(standing, keys, opens, end)
        held = standing.held.touching(opens, end)
        held = held.where(np.isin(held.key, keys))
        self.alone = seconds_by_day(lonely, keys=keys, days=self.clipped)
        self.held = seconds_by_day(held, keys=keys, days=self.clipped)
        rows = {name: self._rows(standing.during(name, opens, end)) for name in _STATED}
        self.contact = np.stack(
            [self._sum(rows["contact"].where(rows["contact"].aux == n)) for n in range(len(CONTACTS))]
        )
        self.open_air, self.out = self._sum(rows["open_air"]), self._sum(rows["out_of_cell"])
        self.explained = self._sum(rows["visited"])
        self.said = {name: self._count(found) for name, found in rows.items()}

    def _rows(self, rows: Columns) -> Columns:
        return rows.where(np.isin(rows.key, self.keys))

    def _sum(self, rows: Columns) -> Ints:
        return self._added(rows, rows.value)

    def _count(self, rows: Columns) -> Ints:
        return self._added(rows, np.ones(len(rows), np.int64))

    def _added(self, rows: Columns, values: Ints) -> Ints:
        table = np.zeros((len(self.days), len(self.keys)), np.int64)
        opens = np.array([day.opens for day in self.days], np.int64)
        day = np.searchsorted(opens, rows.occurred, side="right") - 1
        np.add.at(table, (day, np.searchsorted(self.keys, rows.key)), values)
        return table


def _day(table: _Table, row: int, column: int, measured: Measure | None) -> DayHeld:
    said = {name: int(counts[row, column]) for name, counts in table.said.items()}
    minutes = table.contact[:, row, column]
    alone, held = int(table.alone[row, column]), int(table.held[row, column])
    stated = any(said.values())
    contact = int(minutes.sum())
    out = int(table.open_air[row, column] + table.out[row, column])
    state = _state(table, row, alone=alone, held=held, contact=contact, stated=stated, measured=measured)
    return DayHeld(
        date=table.days[row].date, state=state, alone=alone // MINUTE, company=(held - alone) // MINUTE,
        contact_minutes=contact if said["contact"] else None,
        contact=tuple((CONTACTS[n], int(minutes[n])) for n in np.flatnonzero(minutes).tolist()),
        out=out if said["open_air"] or said["out_of_cell"] else None,
        open_air=int(table.open_air[row, column]) if said["open_air"] else None,
        family=_of(minutes, FAMILY), lawyer=_of(minutes, LAWYER), visits=said["visited"],
        explained=bool(table.explained[row, column]), stated=stated,
    )  # fmt: skip


def _state(
    table: _Table, row: int, *, alone: int, held: int, contact: int, stated: bool, measured: Measure | None
) -> DayState:
    """How a day looks in a strip; where no document says what counts, only a whole day alone is drawn so."""
    day = table.days[row]
    length = day.closes - day.opens
    hours = measured.hours * HOUR if measured else length
    if day.closes > table.at:
        return "today"
    if alone >= hours:
        enough = measured is not None and contact >= measured.contact
        return "contact" if enough else "without" if stated else "not_stated"
    if not held:
        return "absent"
    return "company" if held - alone > length - hours else "part"


def _of(minutes: Ints, sorts: tuple[int, ...]) -> int | None:
    """Minutes of some sorts of contact; None where none was stated."""
    total = int(minutes[list(sorts)].sum())
    return total or None
