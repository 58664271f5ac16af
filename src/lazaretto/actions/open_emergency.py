"""Open a house's emergency: who is counted, who is missing; and those that run, for every page."""

from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.board.emergency_page import EmergencyPage, emergency_page, runs_of, uncovered
from lazaretto.board.houses import House
from lazaretto.board.inside import Running
from lazaretto.facts.periods import seconds
from lazaretto.ledger.tailing import live
from lazaretto.registers.record import Record

ACT = "read_day_sheet"


def open_emergency(
    facility: str, *, actor: Actor, now: datetime, record: Record | None = None
) -> EmergencyPage:
    """The emergency that runs in a house, or the last one. Whoever may not read people's records sees those
    who are held while it runs, and afterwards only staff and visitors. Raises :class:`Refused` outside the
    scope, and for a facility that was not established.
    """
    actor.require(ACT, facility=facility)
    seen = view(now=now, record=record)
    house = house_of(seen, facility)
    page = seen.keeping(
        ("emergency", facility),
        lambda: emergency_page(seen.standing, facts=seen.record.facts, house=house),
    )
    return uncovered(page) if page.over and not actor.may("read_person") else page


def running_at(seen: View, house: House) -> Running | None:
    """The emergency of a house at a view's instant."""
    found = runs_of(seen.standing, seen.record.facts, facilities=[house.number])
    return found[0] if found else None


def emergencies_now(*, actor: Actor, now: datetime, record: Record | None = None) -> tuple[Running, ...]:
    """The emergencies that run in the actor's scope: what stands above every page. Nothing is assessed."""
    held = live() if record is None else record
    if not len(held.columns()["emergency_declared"]):
        return ()
    standing = held.standing(at=seconds(now))
    mine = [n for n in range(len(standing.facilities)) if standing.facilities.name(n) in actor.scope]
    return runs_of(standing, held.facts, facilities=mine)
