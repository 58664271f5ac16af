"""Draw up a day's report from the record: one look at the day, then a sheet of each house and city."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import numpy as np

from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant, local_days, seconds
from lazaretto.obligations.assessing import Assessment, assess
from lazaretto.obligations.force import InForce, Shelf, in_force, missing
from lazaretto.obligations.reports import course_of, signed
from lazaretto.registers.events import Ints
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing
from lazaretto.reports import custody, gate, health, quarantine
from lazaretto.reports.custody import between
from lazaretto.reports.day import Day
from lazaretto.reports.duty import duty
from lazaretto.reports.laws import LAWS
from lazaretto.reports.owing import owing
from lazaretto.reports.report import Failure, Report, Sheet, Sort
from lazaretto.reports.tables import Table
from lazaretto.reports.testing import testing

SECTIONS: tuple[Callable[[Day], tuple[Table, ...]], ...] = (
    custody.custody, gate.gate, quarantine.quarantine, testing, health.health, duty, owing,
)  # fmt: skip
# Law: which facts it hangs on when it is not kept.
SUSPECTS: Mapping[str, Callable[[Day], Ints]] = {
    "arrivals_stated": custody.suspects,
    "departures_stated": custody.suspects,
    "one_place_each": custody.suspects,
    "exits_stated": gate.suspects,
    "legs_balance": quarantine.suspects,
    "starts_stated": quarantine.suspects,
    "incidents_balance": health.suspects,
}
_BEFORE = timedelta(days=1)


@dataclass(frozen=True)
class Look:
    """A day of the whole network as known at an instant; every report of that day is drawn from it."""

    facts: Sequence[Fact]
    standing: Standing
    forces: tuple[InForce, ...]
    missing: tuple[tuple[str, str], ...]
    assessment: Assessment
    day: date
    zone: str
    known_at: datetime
    start: int
    end: int
    sheets: dict[str, Sheet] = field(default_factory=dict)  # of a facility: drawn once

    def of(self, codes: Sequence[str]) -> Day:
        """The day of these facilities."""
        numbers = [self.standing.facilities.find(code) for code in codes]
        mine = np.zeros(len(self.standing.facilities), np.bool_)
        mine[[number for number in numbers if number >= 0]] = True
        return Day(self.standing, self.facts, self.assessment, self.forces, mine, self.start, self.end)


def look(
    record: Record, *, day: date, zone: str, known_at: datetime, shelf: Callable[[Standing], Shelf]
) -> Look:
    """Look at a day as known at an instant; at one that is not over, up to that instant.

    shelf: the documents that may decide, of a standing.
    """
    period = local_days(day, zone=zone)
    start, known = seconds(period.start), seconds(known_at)
    end = min(seconds(period.end or period.start), known + 1)
    standing = record.standing(at=end - 1, known_at=known)
    held = shelf(standing)
    forces, facts = in_force(standing, shelf=held), record.facts

    assessment = assess(forces=forces, standing=standing, window=period, fact_id=lambda n: facts[n].id)
    return Look(
        facts, standing, forces, missing(standing, shelf=held), assessment, day, zone, instant(known), start,
        end,
    )  # fmt: skip


def draw_facility(seen: Look, code: str) -> Report:
    """The report of a facility."""
    return _report(seen, _sheet(seen, code), "facility", (code,))


def draw_city(seen: Look, city: str, *, office: str, codes: Sequence[str]) -> Report:
    """The report of a city: of these facilities, its office among them. office: where it is signed."""
    houses = tuple(_sheet(seen, code) for code in codes)
    of_all = seen.of(codes)
    tables = (*_tables(of_all), between(of_all))
    sheet = Sheet(city, tables, houses, _carried(seen, office, codes))
    return _report(seen, sheet, "city", codes)


def _sheet(seen: Look, code: str) -> Sheet:
    if code not in seen.sheets:
        seen.sheets[code] = Sheet(code, _tables(seen.of((code,))), carried=_carried(seen, code, (code,)))
    return seen.sheets[code]


def _tables(day: Day) -> tuple[Table, ...]:
    return tuple(table for section in SECTIONS for table in section(day))


def _carried(seen: Look, stated_at: str, codes: Sequence[str]) -> int | None:
    """How many were held as the day before ended, as known when its report was signed; None: it was not."""
    yesterday = course_of(seen.standing, seen.facts, stated_at, seen.day - _BEFORE)
    report = signed(yesterday)
    if report is None:
        return None
    known = min(seconds(report.known_at), seen.standing.known_at)
    then = seen.standing.earlier(at=seen.start - 1, known_at=known)
    roll = then.on_roll.at(seen.start - 1)
    return int(seen.of(codes).mine[roll.facility].sum())


def _report(seen: Look, sheet: Sheet, sort: Sort, codes: Sequence[str]) -> Report:
    return Report(
        sort=sort, day=seen.day, known_at=seen.known_at,
        at=instant(seen.end - 1), zone=seen.zone, sheet=sheet, failures=_failures(seen, sheet, codes),
        documents=tuple(
            (force.protocol.id, force.protocol.version)
            for force in seen.forces
            if force.since < seen.end and force.until > seen.start
        ),
        missing=seen.missing,
    )  # fmt: skip


def _failures(seen: Look, sheet: Sheet, codes: Sequence[str]) -> tuple[Failure, ...]:
    """Every law that the sheet does not keep, in the order of the laws, with the facts that it hangs on."""
    found = []
    for law in LAWS:
        differences = list(law(sheet))
        suspects = SUSPECTS.get(law.__name__)
        numbers = suspects(seen.of(codes)).tolist() if differences and suspects else []
        facts = tuple(seen.facts[number].id for number in numbers)
        found += [Failure(law.__name__, *one, facts) for one in differences]
    return tuple(found)
