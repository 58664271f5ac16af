"""Who and what is inside a house at an instant: from the roll, and from the register of its gate.

Location is a function of time: each of them is in one place, since one instant. A muster is the same list
in the order in which people are called out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from lazaretto.facts.custody import Admitted, WentOut
from lazaretto.facts.fact import Fact
from lazaretto.facts.gate import Category, Zone
from lazaretto.facts.periods import instant
from lazaretto.obligations.force import InForce
from lazaretto.obligations.granting import House, Leave, Subject, leaves
from lazaretto.obligations.refraining.regime import care_gaps
from lazaretto.obligations.shelving import consignments
from lazaretto.obligations.strength import masked, staff, strength
from lazaretto.registers.duty import PHASES
from lazaretto.registers.events import FOREVER
from lazaretto.registers.gate import CATEGORIES, ZONES
from lazaretto.registers.regime import CARES
from lazaretto.registers.spans import Spans
from lazaretto.registers.standing import Standing


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody on the roll. since: in this cell, or out of the house where ``away`` says to where.

    masked: the first character of the name. needs: care that a doctor ordered and that still runs.
    """

    person: str
    cell: str | None
    since: datetime
    masked: str | None = None
    away: str | None = None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Here:
    """Who or what came through the gate and is inside. post: of staff, None for everybody else.

    by: the leave that holds now, None where none does: past its time, or never given. more: goods.
    """

    subject: str
    category: Category
    zone: Zone
    since: datetime
    post: str | None = None
    masked: str | None = None
    by: str | None = None
    until: datetime | None = None
    more: str | None = None


@dataclass(frozen=True, slots=True)
class Awaited:
    """Who has leave to be inside now, or soon. kind: roster, approval, override; inside: they are."""

    subject: str
    category: Category
    kind: str
    opens: datetime
    closes: datetime
    inside: bool
    masked: str | None = None
    post: str | None = None


@dataclass(frozen=True, slots=True)
class Inside:
    """All of a house at one instant."""

    held: tuple[Held, ...]
    here: tuple[Here, ...]
    awaited: tuple[Awaited, ...]

    @property
    def present(self) -> tuple[Held, ...]:
        """The held who are in the house."""
        return tuple(one for one in self.held if one.away is None)

    @property
    def away(self) -> tuple[Held, ...]:
        """The held who are out for a while."""
        return tuple(one for one in self.held if one.away is not None)

    @property
    def overstaying(self) -> tuple[Here, ...]:
        """Who is inside and has no leave for it now. Goods in the yard need none."""
        return tuple(one for one in self.here if one.by is None and one.category != "consignment")


def inside(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], facility: int,
    until: int | None = None,
) -> Inside:  # fmt: skip
    """Who and what is inside a house at the standing's instant.

    forces: the versions in force, which say whose approval is enough. until: the last second for which
    ``awaited`` looks ahead (None: now).
    """
    house = House(standing, facts, facility, standing.at if until is None else until, forces)
    granted = leaves(house)
    here = _here(house, granted)
    there = {(one.subject, one.category) for one in here}
    goods = tuple(one for one in _goods(house) if (one.subject, one.category) not in there)
    return Inside(_held(house), (*here, *goods), _awaited(house, granted, there))


def _held(house: House) -> tuple[Held, ...]:
    """Everybody with a bed here, by cell and number; a cell's people in the order of the wing."""
    standing, names = house.standing, house.standing.names
    beds = standing.in_cell.at(standing.at)
    beds = beds.where(beds.facility == house.number)
    away, named, needs = _away(house), _named(house, beds), _needs(standing)
    found = []
    for key, cell, start in zip(beds.key.tolist(), beds.value.tolist(), beds.start.tolist(), strict=True):
        since, to = away.get(key, (start, None))
        found.append(
            Held(names.name(key), names.name(cell), instant(since), named.get(key), to, needs.get(key, ()))
        )
    return tuple(sorted(found, key=lambda one: (one.cell or "", one.person)))


def _away(house: House) -> dict[int, tuple[int, str]]:
    """Since when, and to where, people are out for a while."""
    rows = house.standing.away.at(house.standing.at)
    found: dict[int, tuple[int, str]] = {}
    for key, start, fact in zip(rows.key.tolist(), rows.start.tolist(), rows.fact.tolist(), strict=True):
        body = house.facts[fact].body
        found[key] = (start, body.to if isinstance(body, WentOut) else "other")
    return found


def _named(house: House, beds: Spans) -> dict[int, str]:
    """The first character of each name, from the latest admission that told one."""
    rows = house.standing.events("admitted")
    rows = rows.where(np.isin(rows.key, beds.key))
    found = {}
    for key, fact in zip(rows.key.tolist(), rows.fact.tolist(), strict=True):
        body = house.facts[fact].body
        if isinstance(body, Admitted) and body.name:
            found[key] = f"{body.name[0]}**"
    return found


def _needs(standing: Standing) -> dict[int, tuple[str, ...]]:
    """What a doctor ordered for each person and is still due."""
    gaps, _due = care_gaps(standing, 0)
    now = gaps.at(standing.at)
    found: dict[int, set[str]] = {}
    for person, sort in zip(now.value.tolist(), now.aux.tolist(), strict=True):
        found.setdefault(person, set()).add(CARES[sort])
    return {person: tuple(sorted(sorts, key=CARES.index)) for person, sorts in found.items()}


def _here(house: House, granted: dict[Subject, list[Leave]]) -> tuple[Here, ...]:
    """Who and what the gate let in and has not seen leave, by zone and category, the longest inside first."""
    standing = house.standing
    rows = standing.inside.at(standing.at)
    beds = standing.in_cell.at(standing.at)  # who is held is on the roll, whichever way they came back in
    rows = rows.where((rows.facility == house.number) & ~np.isin(rows.key, beds.key))
    known = staff(standing)
    order = np.lexsort((rows.start, rows.aux, rows.value))
    found = []
    for row in order.tolist():
        key, category = int(rows.key[row]), CATEGORIES[int(rows.aux[row])]
        zone = ZONES[int(rows.value[row])]
        member = known.get(key) if category == "person" else None
        name = standing.names.name(key)
        leave = _leave(granted.get((name, category), []), zone, standing.at)
        found.append(
            Here(
                name, category, zone, instant(int(rows.start[row])), member.post if member else None,
                masked(house.facts, member), leave["kind"] if leave else None,
                instant(leave["closes"]) if leave else None,
            )
        )  # fmt: skip
    return tuple(found)


def _leave(given: Sequence[Leave], zone: str, at: int) -> Leave | None:
    """The leave that lets somebody be in a zone now; the guarded area lies behind the administration."""
    fits = [
        leave
        for leave in given
        if leave["opens"] <= at < leave["closes"] and leave["zone"] in (None, "guarded", zone)
    ]
    return max(fits, key=lambda leave: leave["closes"], default=None)


def _awaited(house: House, granted: dict[Subject, list[Leave]], there: set[Subject]) -> tuple[Awaited, ...]:
    """Whoever has leave now or soon; of the roster those who are to be inside (A), or are in no loop."""
    standing, known = house.standing, staff(house.standing)
    serving = set(strength(standing, house.number))
    phases = standing.phases.at(standing.at)
    out = set(phases.key[np.isin(phases.value, (PHASES.index("B"), PHASES.index("C")))].tolist())
    found = []
    for (name, category), given in granted.items():
        key = standing.names.find(name)
        member = known.get(key) if category == "person" else None
        leave = min(given, key=lambda one: one["opens"])
        if leave["kind"] == "roster" and (key in out or key not in serving):
            continue
        found.append(
            Awaited(
                name, category, leave["kind"], instant(leave["opens"]), instant(leave["closes"]),
                (name, category) in there, masked(house.facts, member), member.post if member else None,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.category, one.opens, one.subject)))


def _goods(house: House) -> tuple[Here, ...]:
    """Consignments in the yard: registered, and not all of them let in, sent back or destroyed."""
    kept = consignments(house.standing, forces=house.forces, facility=house.number, gone_since=FOREVER)
    return tuple(
        Here(one.code, "consignment", "administration", one.since, more=one.goods)
        for one in kept
        if one.state != "gone"
    )
