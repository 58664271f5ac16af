"""By whose leave somebody or something may come in, and from when to when: roster, approval, override."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from lazaretto.facts.fact import Fact
from lazaretto.facts.gate import Category, GoodsRegistered, Overridden
from lazaretto.facts.periods import at_local, day_number, instant, local_day, seconds
from lazaretto.obligations.days import DEFAULT_ZONE
from lazaretto.obligations.entries import opening
from lazaretto.obligations.force import InForce
from lazaretto.obligations.overriding import OVERRIDE
from lazaretto.obligations.rostering.admitting import HOME, Stretch, stretches
from lazaretto.obligations.seeking import row_before
from lazaretto.registers.duty import PHASES
from lazaretto.registers.events import Columns
from lazaretto.registers.gate import APPROVERS
from lazaretto.registers.standing import Standing

Leave: TypeAlias = dict[str, Any]
Subject: TypeAlias = tuple[str, Category]
_EPOCH = date(1970, 1, 1)
_STANDBY = PHASES.index("B")


class House(NamedTuple):
    """One house at the standing's instant; ``until``: the last second that anybody asks about.

    forces: the versions in force, which say whose approval is enough.
    """

    standing: Standing
    facts: Sequence[Fact]
    number: int
    until: int
    forces: Sequence[InForce] = ()

    @property
    def zone(self) -> str:
        """The time zone it lives by."""
        return self.standing.zones.get(self.number, DEFAULT_ZONE)

    def said(self, name: str) -> Columns:
        """Rows of one event that this house said."""
        rows = self.standing.events(name)
        return rows.where(rows.facility == self.number)


def leaves(house: House, held: Iterable[str] = ()) -> dict[Subject, list[Leave]]:
    """Every leave that holds now or will before ``until``, by subject. held: consignments not let in yet.

    A leave is ``{kind, basis, zone, opens, closes, conditions}``; zone None opens every zone, ``guarded``
    the administration too.
    """
    found: dict[Subject, list[Leave]] = {}
    for subject, leave in (
        *_rostered(house),
        *_approved(house),
        *_carried(house, held),
        *_overridden(house),
    ):
        if house.standing.at < leave["closes"] and leave["opens"] < min(house.until + 1, leave["closes"]):
            found.setdefault(subject, []).append(leave)
    return found


def _rostered(house: House) -> Iterator[tuple[Subject, Leave]]:
    """Whole local days of the rosters in force. Whoever stands by (B) comes into the administration only."""
    names, phases = house.standing.names, house.standing.phases.at(house.standing.at)
    standby = set(phases.key[phases.value == _STANDBY].tolist())
    for one in _by_roster(house):
        opens, closes = _days(one.first, one.last, zone=house.zone)
        waits = one.key in standby and (one.phase is None or opens <= house.standing.at)
        zone = "administration" if waits or one.phase == _STANDBY else None
        if one.phase != HOME:
            yield (names.name(one.key), "person"), _leave("roster", "roster", zone, opens, closes)


def kept_home(house: House) -> dict[str, list[tuple[int, int]]]:
    """Whom the roster in force keeps at home (C) now or before ``until``, from when to when, by number."""
    found: dict[str, list[tuple[int, int]]] = {}
    for one in _by_roster(house):
        opens, closes = _days(one.first, one.last, zone=house.zone)
        if one.phase == HOME and opens <= house.until and house.standing.at < closes:
            found.setdefault(house.standing.names.name(one.key), []).append((opens, closes))
    return found


def _by_roster(house: House) -> Iterator[Stretch]:
    """What rosters in force say of today and the days after."""
    today = day_number(local_day(instant(house.standing.at), zone=house.zone))
    return stretches(house.standing, house.number, since=today)


def _approved(house: House) -> Iterator[tuple[Subject, Leave]]:
    """Approvals as they stand: high enough for zone and level, and by somebody else than who asked."""
    name = house.standing.facilities.name(house.number)
    for one in opening(house.standing, facts=house.facts, forces=house.forces, facility=name):
        body = one.body
        leave = _leave("approval", body.approval, body.zone, one.opens, one.closes, one.conditions)
        yield (body.subject, body.category), leave


def _carried(house: House, held: Iterable[str]) -> Iterator[tuple[Subject, Leave]]:
    """Goods come in on the approval of the vehicle that brought them: it was asked for because of its load.

    Into the guarded area only where the detachment, too, had let the vehicle in.
    """
    standing, kept = house.standing, np.array([house.standing.names.find(one) for one in held], np.int64)
    registered = house.said("goods_registered")
    registered = registered.where(np.isin(registered.key, kept))
    upper = house.said("entry_approved")
    high = set(upper.key[upper.aux == APPROVERS.index("detachment")].tolist())
    for fact, occurred in zip(registered.fact.tolist(), registered.occurred.tolist(), strict=True):
        body = house.facts[fact].body
        if isinstance(body, GoodsRegistered) and body.vehicle is not None:
            basis = _basis_of(house, standing.names.find(body.vehicle), occurred)
            zone = None if basis in high else "administration"
            if basis >= 0:
                leave = _leave("approval", standing.names.name(basis), zone, occurred, house.until + 1)
                yield (body.consignment, "consignment"), leave


def _basis_of(house: House, vehicle: int, at: int) -> int:
    """On what (key) a vehicle that stood inside at an instant had come in; -1 where it was not inside."""
    came, on = house.said("entered"), house.said("entered_on")  # one row an entry, in the same order
    row = int(row_before(came, np.array([vehicle]), np.array([at]))[0])
    if row < 0:
        return -1
    left = house.said("left").between(int(came.occurred[row]), at)
    return -1 if (left.key == vehicle).any() else int(on.value[row])


def _overridden(house: House) -> Iterator[tuple[Subject, Leave]]:
    rows = house.said("overridden")
    for occurred, fact in zip(rows.occurred.tolist(), rows.fact.tolist(), strict=True):
        body = house.facts[fact].body
        if isinstance(body, Overridden) and house.standing.at < occurred + OVERRIDE:
            leave = _leave("override", body.override, None, occurred, occurred + OVERRIDE)
            yield (body.subject, body.category), leave


def _leave(
    kind: str, basis: str, zone: str | None, opens: int, closes: int, conditions: str | None = None
) -> Leave:
    return {"kind": kind, "basis": basis, "zone": zone, "opens": opens, "closes": closes,
            "conditions": conditions}  # fmt: skip


@lru_cache(maxsize=1024)
def _days(first: int, last: int, *, zone: str) -> tuple[int, int]:
    """Whole local days, from and to, as seconds; days are numbered from 1970-01-01."""
    opens, closes = (at_local(_EPOCH + timedelta(days=day), time(), zone=zone) for day in (first, last + 1))
    return seconds(opens), seconds(closes)
