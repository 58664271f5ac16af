"""What a house's need of cells is reckoned from: the cells it has, who came, and until when cells are in use.

A house of quarantine takes newcomers in by its role: an isolation point into isolation cells (layer 1), a
transition house into transition cells (layer 2), any other detention house into its transition wing
(layer 3). Days are facility-local calendar days.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from lazaretto.board.houses import House
from lazaretto.facts.command import Use
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import day_number, instant, local_day
from lazaretto.obligations.availability import WINDOW, Cell, cells
from lazaretto.obligations.days import local_day_numbers
from lazaretto.obligations.force import InForce
from lazaretto.obligations.reckoning import deciding
from lazaretto.protocol.document import Protocol, Refrain
from lazaretto.registers.command import ROLES, USES
from lazaretto.registers.custody import ADMITTED, TRANSFERRED_IN
from lazaretto.registers.events import Columns, Ints
from lazaretto.registers.standing import Standing

REFUSAL = "capacity.refusal"  # parameter: how often an arrival may find too few cells, in planning
REMEMBERED = 56  # days of history that count: eight weeks, so that what was long ago weighs nothing
_EPOCH = date(1970, 1, 1)
_UNKNOWN = 2  # a class of its own: whose sex or age nobody said shares with nobody else


@dataclass(frozen=True, slots=True)
class Share:
    """Some of those who came together: sort tells classes apart; apart: the most who are co-defendants."""

    sort: int
    people: int
    apart: int


@dataclass(frozen=True, slots=True)
class CameTogether:
    """Those who came to a house on one day from one place."""

    day: date
    shares: tuple[Share, ...]

    @property
    def people(self) -> int:
        """How many they were."""
        return sum(share.people for share in self.shares)


@dataclass(frozen=True, slots=True)
class InUse:
    """A cell with people in it. free_on: the local day on which their leg ends; None: nobody knows."""

    place: str
    free_on: date | None


@dataclass(frozen=True, slots=True)
class Intake:
    """What the need is reckoned from. has: cells of that use that were not taken out of use.

    capacity: people that most of them hold; None where there is none. since: the first day of the history,
    days: how many there are up to yesterday. leg, refusal, window, document: as the protocol in force says
    it, None where none does.
    """

    today: date
    use: Use
    layer: int
    has: int
    withdrawn: int
    capacity: int | None
    in_use: tuple[InUse, ...]
    since: date | None
    days: int
    groups: tuple[CameTogether, ...]
    leg: int | None
    refusal: float | None
    window: int | None
    document: str | None
    version: str | None


def intake(standing: Standing, *, forces: Sequence[InForce], facts: Sequence[Fact], house: House) -> Intake:
    """The intake of one house at the standing's instant, as known then."""
    at = instant(standing.at)
    today = local_day(at, zone=house.zone)
    use, layer, role_since = _served(standing, house)
    force, leg = deciding(forces, at, layer)
    protocol = force.protocol if force else None
    mine = [c for c in cells(standing, forces=forces, facts=facts, facility=house.code) if c.use == use]
    usable = [cell for cell in mine if cell.state != "withdrawn"]
    came = _came(standing, house, use)
    days = local_day_numbers(standing, came.facility, came.occurred)
    first = max(
        today - timedelta(days=REMEMBERED), role_since or date.min,
        _EPOCH + timedelta(days=int(days.min())) if len(days) else today,
    )  # fmt: skip
    counted = (days >= day_number(first)) & (days < day_number(today))
    return Intake(
        today=today, use=use, layer=layer, has=len(usable), withdrawn=len(mine) - len(usable),
        capacity=_usual(usable or mine),
        in_use=tuple(_in_use(cell, house.zone) for cell in usable if cell.occupants),
        since=first if counted.any() else None, days=(today - first).days if counted.any() else 0,
        groups=_groups(standing, came.where(counted), days[counted], _adult(protocol)),
        leg=leg.days or None if leg else None, refusal=_number(protocol, REFUSAL),
        window=int(w) if (w := _number(protocol, WINDOW)) is not None else None,
        document=protocol.id if protocol else None, version=protocol.version if protocol else None,
    )  # fmt: skip


def _served(standing: Standing, house: House) -> tuple[Use, int, date | None]:
    """Which cells newcomers go to, for which layer, and since when the house has had that role."""
    roles = standing.roles.at(standing.at)
    roles = roles.where(roles.key == house.number)
    role = ROLES[int(roles.value[0])] if len(roles) else "ordinary"
    since = local_day(instant(int(roles.start[0])), zone=house.zone) if len(roles) else None
    if role == "isolation_point" or house.sort == "lock_up":
        return "isolation", 1, since
    return ("transition", 2, since) if role == "transition_house" else ("transition", 3, since)


def _came(standing: Standing, house: House, use: Use) -> Columns:
    """Who came into the house and was put into one of those cells."""
    placed = standing.events("placed")
    places = standing.places.at(standing.at)
    wanted = places.key[(places.facility == house.number) & (places.value == USES.index(use))]
    arrived = np.isin(placed.aux, (ADMITTED, TRANSFERRED_IN)) & (placed.facility == house.number)
    return placed.where(arrived & np.isin(placed.value, wanted))


def _groups(standing: Standing, came: Columns, days: Ints, adult: int | None) -> tuple[CameTogether, ...]:
    """Those who came, by day and origin; each class apart, co-defendants counted."""
    origins = dict(zip(*_last(standing.events("transferred_in"), "aux"), strict=True))
    sexes = dict(zip(*_last(standing.events("sex"), "value"), strict=True))
    births = dict(zip(*_last(standing.events("born"), "value"), strict=True))
    cases = dict(zip(*_last(standing.events("case_group"), "value"), strict=True))
    found: dict[tuple[int, int], dict[int, list[int]]] = {}
    for person, day, why in zip(came.key.tolist(), days.tolist(), came.aux.tolist(), strict=True):
        origin = origins.get(person, -1) if why == TRANSFERRED_IN else -1
        sort = 3 * sexes.get(person, _UNKNOWN) + _minor(births.get(person), day, adult)
        found.setdefault((day, origin), {}).setdefault(sort, []).append(cases.get(person, -1 - person))
    return tuple(
        CameTogether(
            _EPOCH + timedelta(days=day),
            tuple(
                Share(sort, len(groups), max(Counter(groups).values()))
                for sort, groups in sorted(sorts.items())
            ),
        )
        for (day, _origin), sorts in sorted(found.items())
    )


def _last(rows: Columns, column: str) -> tuple[list[int], list[int]]:
    return rows.key.tolist(), getattr(rows, column).tolist()


def _minor(born: int | None, day: int, adult: int | None) -> int:
    """0 an adult, 1 a minor; unknown where nobody said the age. Without a clause all count as adults."""
    if adult is None:
        return 0
    if born is None:
        return _UNKNOWN
    birth, then = _EPOCH + timedelta(days=born), _EPOCH + timedelta(days=day)
    years = then.year - birth.year - ((then.month, then.day) < (birth.month, birth.day))
    return int(years < adult)


def _in_use(cell: Cell, zone: str) -> InUse:
    ends = cell.cohort.ends if cell.cohort else None
    return InUse(cell.place, local_day(ends, zone=zone) if ends else None)


def _usual(found: Sequence[Cell]) -> int | None:
    """The number of people that most cells hold, the smaller one of two that are as common."""
    counts = Counter(cell.capacity for cell in found if cell.capacity)
    return min(counts, key=lambda capacity: (-counts[capacity], capacity)) if counts else None


def _number(protocol: Protocol | None, name: str) -> float | None:
    found = [p.value for p in protocol.parameters if p.id == name] if protocol else []
    return float(found[0]) if found else None


def _adult(protocol: Protocol | None) -> int | None:
    """The age from which nobody is a minor, where the protocol keeps minors apart."""
    for clause in protocol.clauses if protocol else ():
        if isinstance(clause.duty, Refrain) and clause.duty.condition == "minor_with_adults":
            return clause.duty.settings["years"]
    return None
