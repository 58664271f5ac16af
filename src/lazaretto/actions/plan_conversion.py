"""Plan a facility's change of role: what emptying it would mean, shown before anything is ordered."""

from collections.abc import Collection, Sequence
from datetime import datetime

import numpy as np

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.board.conversion_page import ConversionPage, Expected, Gain, Receiver, journeys
from lazaretto.board.houses import House
from lazaretto.facts.command import People, Role, Use
from lazaretto.obligations.availability import Cell, cells
from lazaretto.obligations.converting import conversions
from lazaretto.placement.carrying import Vehicle
from lazaretto.placement.emptying import EmptyCell, Emptying, Follower, Group, Plan, empty
from lazaretto.registers.command import PEOPLE, ROLES, USES
from lazaretto.registers.custody import SEXES
from lazaretto.registers.duty import POSTS
from lazaretto.registers.record import Record
from lazaretto.registers.spans import value_at
from lazaretto.registers.standing import Standing

_FOR_PEOPLE = tuple(USES.index(use) for use in ("transition", "general", "isolation"))
_FOLLOWING = tuple(POSTS.index(post) for post in ("officer", "medic"))


def open_conversion(
    facility: str, *, actor: Actor, now: datetime, to: Collection[str] = (), record: Record | None = None
) -> ConversionPage:
    """The page of a facility's role. ``to``: the houses that are to take its people; none: all that may.

    Raises :class:`Refused` outside the actor's scope or for an unknown facility.
    """
    actor.require("read_facts", facility=facility)
    seen = view(now=now, record=record)
    return _page(seen, house_of(seen, facility), to, actor.scope)


def plan_conversion(
    facility: str, *, actor: Actor, now: datetime, to: Collection[str] = (), record: Record | None = None
) -> tuple[ConversionPage, Plan]:
    """The page, and the plan of emptying the facility into the houses chosen; nothing is stated.

    Raises :class:`Refused` for a role that cannot order it, and while a change of role is under way.
    """
    actor.require("state:command.conversion_ordered", facility=facility)
    page, plan = preview_conversion(facility, actor=actor, now=now, to=to, record=record)
    if plan is None:
        running = page.running.order.conversion if page.running else ""
        raise Refused("conversion_running", conversion=running)
    return page, plan


def preview_conversion(
    facility: str, *, actor: Actor, now: datetime, to: Collection[str] = (), record: Record | None = None
) -> tuple[ConversionPage, Plan | None]:
    """The page, and its plan for whoever may order it, unless a change of role is under way."""
    actor.require("read_facts", facility=facility)
    seen = view(now=now, record=record)
    page = _page(seen, house_of(seen, facility), to, actor.scope)
    planned = page.running is None and actor.may("state:command.conversion_ordered")
    return page, empty(_asked(seen, page)) if planned else None


def _page(seen: View, house: House, to: Collection[str], scope: Scope) -> ConversionPage:
    standing = seen.standing
    where, when = np.array([house.number], np.int64), np.array([standing.at], np.int64)
    beds = standing.in_cell.at(standing.at)
    beds = beds.where(beds.facility == house.number)
    places = standing.places.at(standing.at)
    mine = places.where(places.facility == house.number)
    for_people = mine.where(np.isin(mine.value, _FOR_PEOPLE))
    areas = mine.where(mine.value == USES.index("key_area"))
    return ConversionPage(
        house=house, at=seen.at, role=_role(seen, house), people=len(beds), cells=len(np.unique(beds.value)),
        suspended=bool(value_at(standing.suspended, where, when, default=-1)[0] >= 0),
        gain=Gain(len(for_people), int(for_people.aux.sum())),
        receivers=tuple(_receivers(seen, house, to, scope)),
        stays_open=tuple(sorted(standing.names.name(int(key)) for key in areas.key)),
        conversions=conversions(standing, facts=seen.record.facts, facility=house.code),
        expected=tuple(_expected(seen, house)),
    )  # fmt: skip


def _expected(seen: View, house: House) -> list[Expected]:
    """The trips to this house of every change of role that runs, and has not come to its end."""
    found = []
    for other in seen.houses(None):
        for conversion in conversions(seen.standing, facts=seen.record.facts, facility=other.code):
            for journey in journeys(conversion) if conversion.ended_by is None else ():
                if journey.to == house.code and journey.stage in ("waiting", "on_the_way"):
                    cells = tuple(
                        (cell, tuple(move.planned.person for move in moves)) for cell, moves in journey.cells
                    )
                    people = tuple(person for _cell, inside in cells for person in inside)
                    found.append(
                        Expected(other.code, journey.vehicle, journey.trip, cells, people, journey.stage)
                    )
    return found


def _receivers(seen: View, house: House, to: Collection[str], scope: Scope) -> list[Receiver]:
    """Houses of the same sort that take people in: a lock-up's people are not put among suspects.

    Only those in scope: how many places another house has left is not told to who does not answer for it.
    """
    found = []
    for other in seen.houses(scope):
        if other.sort != house.sort or other.code == house.code or not _takes_in(seen, other):
            continue
        free = free_cells(seen, other.code)
        found.append(
            Receiver(
                other.code, other.name, other.county, other.sort, not to or other.code in to,
                len(free), sum(cell.capacity for cell in free),
            )
        )  # fmt: skip
    return sorted(found, key=lambda receiver: (receiver.county != house.county, -receiver.places))


def _takes_in(seen: View, house: House) -> bool:
    where, when = np.array([house.number], np.int64), np.array([seen.standing.at], np.int64)
    shut = value_at(seen.standing.suspended, where, when, default=-1)[0] >= 0
    return not shut and _role(seen, house) == "ordinary"


def _role(seen: View, house: House) -> Role:
    where, when = np.array([house.number], np.int64), np.array([seen.standing.at], np.int64)
    role: Role = ROLES[int(value_at(seen.standing.roles, where, when, default=ROLES.index("ordinary"))[0])]
    return role


def free_cells(seen: View, facility: str) -> tuple[EmptyCell, ...]:
    """Cells of a facility that are free: nobody in them, kept for nobody, and nothing blocks them."""
    found: tuple[Cell, ...] = seen.keeping(
        ("available", facility),
        lambda: cells(seen.standing, forces=seen.forces, facts=seen.record.facts, facility=facility),
    )
    return tuple(
        EmptyCell(place=cell.place, capacity=cell.capacity, use=cell.use, people=cell.people)
        for cell in found
        if cell.state == "free" and cell.capacity and not cell.kept_for
    )


def _meant(standing: Standing, cell: int) -> People:
    """Whom a cell is meant for."""
    rows = standing.meant.at(standing.at)
    rows = rows.where(rows.key == cell)
    people: People = PEOPLE[int(rows.value[0])] if len(rows) else "any"
    return people


def _asked(seen: View, page: ConversionPage) -> Emptying:
    chosen = [receiver.code for receiver in page.receivers if receiver.chosen]
    return Emptying(
        facility=page.house.code, groups=tuple(_groups(seen, page.house, chosen)),
        cells=tuple(cell for code in chosen for cell in free_cells(seen, code)),
        vehicles=_vehicles(seen, [page.house.code, *chosen]), officers=_officers(seen, page.house),
    )  # fmt: skip


def _groups(seen: View, house: House, to: Sequence[str]) -> list[Group]:
    """Those who share a cell now. Whoever is in quarantine needs a cell of quarantine again."""
    standing = seen.standing
    beds = standing.in_cell.at(standing.at)
    beds = beds.where(beds.facility == house.number)
    uses = value_at(
        standing.places, beds.value, np.full(len(beds), standing.at), default=USES.index("general")
    )
    found: dict[int, tuple[Use, list[int]]] = {}
    for key, cell, use in zip(beds.key.tolist(), beds.value.tolist(), uses.tolist(), strict=True):
        found.setdefault(cell, (USES[use], []))[1].append(key)
    name = standing.names.name
    return [
        Group(
            cell=name(cell), people=tuple(sorted(map(name, keys))), to=tuple(to), use=use,
            sort=_sort(standing, cell, keys),
        )
        for cell, (use, keys) in sorted(found.items(), key=lambda item: name(item[0]))
    ]  # fmt: skip


def _sort(standing: Standing, cell: int, keys: Sequence[int]) -> People:
    """Whom a cell holds: as it is meant, else by the sex of all of its people; any where that differs."""
    meant = _meant(standing, cell)
    if meant != "any":
        return meant
    said = standing.events("sex")
    sexes = {SEXES[int(sex)] for sex in said.value[np.isin(said.key, keys)]}
    return {frozenset({"female"}): "women", frozenset({"male"}): "men"}.get(frozenset(sexes), "any")  # type: ignore[return-value]


def _vehicles(seen: View, codes: Sequence[str]) -> tuple[Vehicle, ...]:
    """The vehicles of these houses as they were last listed; one without a seat is out of use."""
    standing = seen.standing
    listed = standing.events("vehicle_listed")
    numbers = [standing.facilities.find(code) for code in codes]
    last = {int(key): int(seats) for key, seats, facility in
            zip(listed.key, listed.value, listed.facility, strict=True) if facility in numbers}  # fmt: skip
    return tuple(
        Vehicle(vehicle=standing.names.name(key), seats=seats) for key, seats in sorted(last.items()) if seats
    )


def _officers(seen: View, house: House) -> tuple[Follower, ...]:
    """The officers and medics enrolled here and not lent elsewhere since."""
    standing = seen.standing
    joined, lent = standing.events("enrolled"), standing.events("reinforced")
    away = {int(key) for key in lent.key[lent.facility != house.number]}
    mine = joined.where((joined.facility == house.number) & np.isin(joined.value, _FOLLOWING))
    return tuple(
        Follower(person=standing.names.name(int(key)), woman=int(sex) == SEXES.index("female"))
        for key, sex in zip(mine.key, mine.aux, strict=True)
        if int(key) not in away
    )
