"""The yard of a house: which vehicles are in it, whence, with whom and what, and which are expected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np

from lazaretto.board.houses import House
from lazaretto.facts.fact import Fact
from lazaretto.facts.gate import PlateKind, VehicleSeen, Zone
from lazaretto.facts.numbering import plate
from lazaretto.facts.periods import instant, local_day, local_days, seconds
from lazaretto.obligations import granting
from lazaretto.obligations.force import InForce
from lazaretto.registers.events import Columns
from lazaretto.registers.gate import CATEGORIES, ZONES
from lazaretto.registers.standing import Standing

AHEAD = timedelta(days=1)  # a day of approvals is shown: they are asked for the evening before
_VEHICLE = CATEGORIES.index("vehicle")


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a vehicle at the gate, the last time. looks: the kind that its plate looks like."""

    at: datetime
    plate: str
    plate_kind: PlateKind
    looks: PlateKind
    driver: str | None
    seal: str | None
    seal_intact: bool | None
    disinfected: bool | None
    carries: tuple[str, ...]
    aboard: tuple[str, ...]
    fact: UUID


@dataclass(frozen=True, slots=True)
class VehicleLine:
    """A vehicle in the yard. basis: by whose leave it came in, None where nobody named one.

    until: when that leave ends. over: whether it has ended while the vehicle is still here.
    """

    vehicle: str
    zone: Zone
    since: datetime
    basis: str | None
    until: datetime | None
    over: bool
    seen: Seen | None
    fact: UUID


@dataclass(frozen=True, slots=True)
class Leave:
    """An approval or an override that lets a vehicle in: where, from when to when, on which conditions."""

    vehicle: str
    basis: str
    zone: Zone | None
    opens: datetime
    closes: datetime
    conditions: str | None
    plate: str | None


@dataclass(frozen=True, slots=True)
class Gone:
    """A vehicle that left today."""

    vehicle: str
    plate: str | None
    at: datetime
    fact: UUID


@dataclass(frozen=True, slots=True)
class Stay:
    """How long a vehicle was in the yard today; until: None while it is. leave: somebody let it in."""

    vehicle: str
    plate: str | None
    since: datetime
    until: datetime | None
    leave: bool


@dataclass(frozen=True, slots=True)
class Yard:
    """The vehicles of a house at an instant. known: the vehicle of each plate that was seen here.

    opens, closes: the day of the house, midnight to midnight, that ``stays`` and ``gone`` are of.
    """

    house: House
    at: datetime
    here: tuple[VehicleLine, ...]
    expected: tuple[Leave, ...]
    gone: tuple[Gone, ...]
    stays: tuple[Stay, ...]
    opens: datetime
    closes: datetime
    known: dict[str, str]

    def vehicle_of(self, typed: str) -> str:
        """The number of the vehicle with this plate: the one it had before, or the plate itself."""
        plain = plate(typed).plain
        return self.known.get(plain, plain) or typed


def yard(standing: Standing, *, forces: Sequence[InForce], facts: Sequence[Fact], house: House) -> Yard:
    """Who is in the yard now, who is expected within a day, who left today."""
    at = instant(standing.at)
    seen = _seen(standing, facts, house.number)
    asked = granting.House(standing, facts, house.number, standing.at + int(AHEAD.total_seconds()), forces)
    leaves = [
        _leave(name, one, seen)
        for (name, category), all_of in granting.leaves(asked).items()
        if category == "vehicle"
        for one in all_of
    ]
    here = _here(standing, facts, house, seen=seen)
    inside = {line.vehicle for line in here}
    day = local_days(local_day(at, zone=house.zone), zone=house.zone)
    since = seconds(day.start)
    return Yard(
        house=house, at=at, here=here, gone=_gone(standing, facts, house, since, seen=seen),
        stays=_stays(standing, house, since, seen=seen), opens=day.start, closes=day.end or at,
        expected=tuple(sorted(
            (one for one in leaves if one.vehicle not in inside), key=lambda one: (one.opens, one.vehicle)
        )),
        known={plate(one.plate).plain: vehicle for vehicle, one in seen.items()},
    )  # fmt: skip


def _seen(standing: Standing, facts: Sequence[Fact], facility: int) -> dict[str, Seen]:
    """What was seen of each vehicle last, at this house."""
    rows = standing.events("vehicle_seen")
    found = {}
    for number in rows.fact[rows.facility == facility].tolist():
        fact = facts[number]
        body = fact.body
        if isinstance(body, VehicleSeen):
            found[body.vehicle] = Seen(
                fact.occurred, body.plate, body.plate_kind, plate(body.plate).kind, body.driver, body.seal,
                body.seal_intact, body.disinfected, body.carries, body.aboard, fact.id,
            )  # fmt: skip
    return found


def _here(
    standing: Standing, facts: Sequence[Fact], house: House, *, seen: dict[str, Seen]
) -> tuple[VehicleLine, ...]:
    inside, on = standing.inside.at(standing.at), standing.events("entered_on")
    mine = inside.where((inside.facility == house.number) & (inside.aux == _VEHICLE))
    mine = mine.where(np.argsort(mine.start, kind="stable"))
    bases = dict(zip(on.fact.tolist(), on.value.tolist(), strict=True))
    ends = _ends(standing)
    lines = []
    for key, zone, start, number in zip(
        mine.key.tolist(), mine.value.tolist(), mine.start.tolist(), mine.fact.tolist(), strict=True
    ):
        vehicle, basis = standing.names.name(key), bases.get(number, -1)
        until = ends.get(basis)
        lines.append(
            VehicleLine(
                vehicle=vehicle,
                zone=ZONES[zone],
                since=instant(start),
                basis=standing.names.name(basis) if basis >= 0 else None,
                until=None if until is None else instant(until),
                over=until is not None and until <= standing.at,
                seen=seen.get(vehicle),
                fact=facts[number].id,
            )
        )
    return tuple(lines)


def _ends(standing: Standing) -> dict[int, int]:
    """When each entry that was asked for must be over."""
    rows = standing.events("entry_requested")
    return dict(zip(rows.key.tolist(), rows.aux.tolist(), strict=True))


def _leave(vehicle: str, one: dict[str, Any], seen: dict[str, Seen]) -> Leave:
    known = seen.get(vehicle)
    return Leave(
        vehicle=vehicle, basis=one["basis"], zone=one["zone"], opens=instant(one["opens"]),
        closes=instant(one["closes"]), conditions=one["conditions"], plate=known.plate if known else None,
    )  # fmt: skip


def _gone(
    standing: Standing, facts: Sequence[Fact], house: House, since: int, *, seen: dict[str, Seen]
) -> tuple[Gone, ...]:
    rows: Columns = standing.during("left", since, standing.at + 1)
    mine = rows.where((rows.facility == house.number) & (rows.aux == _VEHICLE))
    return tuple(
        Gone(name, seen[name].plate if name in seen else None, instant(when), facts[number].id)
        for name, when, number in zip(
            (standing.names.name(key) for key in mine.key.tolist()), mine.occurred.tolist(),
            mine.fact.tolist(), strict=True,
        )
    )[::-1]  # fmt: skip


def _stays(standing: Standing, house: House, since: int, *, seen: dict[str, Seen]) -> tuple[Stay, ...]:
    """Every stretch in the yard that touches the day, in the order of arrival."""
    inside, on = standing.inside.touching(since, standing.at + 1), standing.events("entered_on")
    mine = inside.where((inside.facility == house.number) & (inside.aux == _VEHICLE))
    mine = mine.where(np.argsort(mine.start, kind="stable"))
    let = set(on.fact[on.value >= 0].tolist())
    return tuple(
        Stay(
            name, seen[name].plate if name in seen else None, instant(start),
            None if end > standing.at else instant(end), number in let,
        )
        for name, start, end, number in zip(
            (standing.names.name(key) for key in mine.key.tolist()), mine.start.tolist(),
            mine.end.tolist(), mine.fact.tolist(), strict=True,
        )
    )  # fmt: skip
