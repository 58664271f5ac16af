"""People on the move between legs: into a general cell of the house, or under escort to another house."""

from collections.abc import Callable
from datetime import datetime, timedelta

from lazaretto.facts import custody
from lazaretto.rehearsal.cells import notice_dirt
from lazaretto.rehearsal.subjects import Cell, Cohort, House, Person
from lazaretto.rehearsal.world import World

Arrived = Callable[[House, list[Person], datetime], None]  # what to do when people have come to a cell
_MINUTE = timedelta(minutes=1)
_PACE = timedelta(seconds=30)
_PACKED = 40 * _MINUTE  # from the end of a leg to the gate


def keep_places(world: World, people: list[Person], house: House, site: House, moment: datetime) -> None:
    """Keep a bed for each at the site: in general cells of the house they are in, else in one empty cell.

    Raises LookupError when there is none.
    """
    people = [person for person in people if person.place is None]
    if people and site is not house:
        empty = world.free_cell(site, "T", day=world.today(moment), kin=people[0].kin)
    for number, person in enumerate(people):
        cell = general_cell(house, person) if site is house else empty
        world.keep(person, cell)
        reason = "普通监区床位" if site is house else "下一隔离段床位"
        _ask_for(world, site, person, cell, moment + number * _PACE, reason)


def _ask_for(world: World, house: House, person: Person, cell: Cell, moment: datetime, reason: str) -> None:
    """The receiving house keeps a place, before anybody sets out."""
    if world.issued is not None:
        body = custody.PlaceRequested(person=person.code, cell=cell.place, reason=reason)
        world.say(house.code, body, moment, actor=house.on_duty("officer").code, place=cell.place)


def move_inside(
    world: World, cohort: Cohort, people: list[Person], moment: datetime, *, arrived: Arrived
) -> None:
    """Move each to the bed kept for them in a general cell of the house."""
    house = cohort.house
    for number, person in enumerate(people):
        cell = person.place or general_cell(house, person)
        world.put(person, cell, day=world.today(moment))
        at = moment + (20 + 2 * number) * _MINUTE
        body = custody.Moved(person=person.code, cell=cell.place, reason="完成过渡期")
        world.say(house.code, body, at, actor=house.on_duty("officer").code, place=cell.place)
        arrived(house, [person], at + 5 * _MINUTE)


def general_cell(house: House, person: Person) -> Cell:
    """The general cell with most room, an empty one last. Raises LookupError when all are full."""
    fit = [
        cell for cell in house.cells.values()
        if cell.use == "general" and cell.kin == person.kin and cell.filled < cell.capacity
        and not cell.mended_until and person.apart_from not in cell.beds
        and not (person.case_group and any(p.case_group == person.case_group for p in cell.beds.values()))
    ]  # fmt: skip
    if not fit:
        raise LookupError(f"no room for {person.kin} in the general wings of {house.code}")
    return min(fit, key=lambda cell: (not cell.filled, cell.filled))


def escort(
    world: World, cohort: Cohort, people: list[Person], site: House, moment: datetime, *, arrived: Arrived
) -> None:
    """Take people to the cell kept for them in another house; who cannot come gives the place up."""
    away = moment + _PACKED
    cell = people[0].place or world.free_cell(site, "T", day=world.today(moment), kin=people[0].kin)

    def depart() -> None:
        leaving = [person for person in people if person.present]
        for number, person in enumerate(leaving):
            _send(world, cohort.house, person, site, away + number * _MINUTE)
        for person in people:
            if person.out and world.issued is not None:
                world.give_up(person)
                body = custody.PlaceGivenUp(person=person.code, cell=cell.place, reason="住院，暂不转押")
                world.say(site.code, body, away, actor=site.on_duty("officer").code, place=cell.place)
        arrival = away + world.assumptions.rate("escort_minutes") * _MINUTE
        world.at(arrival, lambda: _receive(world, cohort.house, leaving, site, cell, arrival, arrived))

    world.at(away, depart)


def _send(world: World, house: House, person: Person, site: House, moment: datetime) -> None:
    day = world.today(moment)
    person.on_the_road = True
    world.take_away(person, day=day)
    forgotten = world.slips.take("status_forgotten", house.code, day) is not None
    if forgotten:
        words = f"{person.code} was sent to {site.code} without the status document"
        world.breach("status_forgotten", house, moment, person.code, words, "transferred_without_status")
    body = custody.TransferredOut(
        person=person.code, to=site.code, escort=(house.staff[-1].code,), vehicle=f"{house.code}-V1",
        status_document=not forgotten,
    )  # fmt: skip
    world.say(house.code, body, moment, actor=house.on_duty("officer").code)


def _receive(
    world: World, origin: House, people: list[Person], site: House, cell: Cell, moment: datetime,
    arrived: Arrived,
) -> None:  # fmt: skip
    for number, person in enumerate(people):
        person.on_the_road = False
        world.put(person, cell, day=world.today(moment))
        body = custody.TransferredIn(person=person.code, cell=cell.place, origin=origin.code)
        officer = site.on_duty("officer").code
        world.say(site.code, body, moment + number * _MINUTE, actor=officer, place=cell.place)
    if people:
        notice_dirt(world, site, people[0], moment)
        arrived(site, people, moment + (len(people) + 3) * _MINUTE)
