"""Open the strength of a facility, thirty days ahead; or that of every facility of a city, a line each."""

from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.board.houses import House
from lazaretto.board.strength_page import CityStrength, StrengthPage, strength_page
from lazaretto.obligations.manning import manning
from lazaretto.registers.record import Record


def open_strength(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> StrengthPage:  # fmt: skip
    """The strength of one facility at ``at`` (None: now). Raises :class:`Refused` outside the scope.

    Who is sick is told to those only who may open people's records, so nobody else has the page.
    Who could reinforce it is sought among the houses in the actor's scope only.
    """
    actor.require("read_person", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    return _kept(seen, house_of(seen, facility), actor)


def open_city_strength(
    *, actor: Actor, now: datetime, city: str | None = None, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> CityStrength:  # fmt: skip
    """Every facility in scope; where they lie in several cities, of one: as asked, or the first.

    Raises :class:`Refused` for a role that has no board.
    """
    actor.require("read_board")
    actor.require("read_person")
    seen = view(now=now, at=at, known_at=known_at, record=record)
    houses = [house for house in seen.houses(actor.scope) if house.sort != "detachment"]
    cities = tuple(dict.fromkeys(house.city for house in houses))
    chosen = city if city in cities else next(iter(cities), None)
    lines = tuple(_kept(seen, house, actor) for house in houses if house.city == chosen)
    return CityStrength(
        at=seen.at, zone=houses[0].zone if houses else "UTC", city=chosen, cities=cities, lines=lines
    )


def _kept(seen: View, house: House, actor: Actor) -> StrengthPage:
    return seen.keeping(("strength", house.code, actor.scope), lambda: _page(seen, house, actor))


def _page(seen: View, house: House, actor: Actor) -> StrengthPage:
    manned = manning(
        seen.standing, facts=seen.record.facts, forces=seen.forces, facility=house.code, zone=house.zone
    )
    return strength_page(
        seen.standing, facts=seen.record.facts, house=house, houses=seen.houses(actor.scope), manned=manned
    )
