"""People who leave: set free by law, sent on by a court, or moved because a house is emptied."""

from datetime import date, datetime, time, timedelta

from lazaretto.facts import custody
from lazaretto.rehearsal.legs import end_leg
from lazaretto.rehearsal.subjects import House, Person
from lazaretto.rehearsal.world import Act, World

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_DISCHARGE, _EMPTYING = time(10, 15), time(14)
_BASES = ("取保候审", "刑满释放", "投送监狱服刑", "不起诉释放", "变更强制措施")
_ENOUGH_MATES = 4  # nobody is left alone in a cohort by a release
_EMPTIED_OVER = 3  # days


def depart(world: World, day: date) -> None:
    """Step of the day: lawful releases, and the last people out of the houses that take on a role."""
    if day < world.assumptions.dates.heightened:
        return
    moment = world.clock(day, _DISCHARGE)
    for house in world.holding():
        world.at(moment, _discharging(world, house, day, moment))
    _empty_houses(world, day)


def _discharging(world: World, house: House, day: date, moment: datetime) -> Act:
    def discharge() -> None:
        general, path = world.assumptions.rate("releases"), world.assumptions.rate("leg_releases")
        at = moment
        for person in house.people():
            draw = world.draw("release", person.code, day)
            if not person.present or person.code in world.watched:
                continue
            if person.layer in (0, 4) and len(person.cell.beds) > 2 and draw.chance(general):
                at += 4 * _MINUTE
                set_free(world, house, person, draw.pick(_BASES), at)
            elif person.layer in (1, 2, 3) and len(person.cell.beds) >= _ENOUGH_MATES and draw.chance(path):
                at += 4 * _MINUTE
                set_free(world, house, person, "不予批准逮捕，立即释放", at)

    return discharge


def set_free(
    world: World, house: House, person: Person, basis: str, moment: datetime, *,
    handed_to: str | None = "户籍地社区疫情防控组",
) -> None:  # fmt: skip
    """Custody ends by law; quarantine never delays it, and health takes over by acknowledgement."""
    if person.layer:
        end_leg(world, house, person, moment, outcome="released_by_law")
    person.released = True
    world.take_away(person, day=world.today(moment))
    body = custody.Released(person=person.code, basis=basis, handed_to=handed_to)
    world.say(house.code, body, moment, actor=house.on_duty("officer").code)


def _empty_houses(world: World, day: date) -> None:
    """Houses on the path give up the last of their own people, a part each day before they serve."""
    left = (world.assumptions.dates.lock_ups_serve - day).days
    if not 1 <= left <= _EMPTIED_OVER:
        return
    moment = world.clock(day, _EMPTYING)
    for plan in world.assumptions.houses:
        if plan.quarantine_cells and plan.men:
            world.at(moment, _emptying(world, world.houses[plan.code], left, moment))


def _emptying(world: World, house: House, left: int, moment: datetime) -> Act:
    def empty() -> None:
        general = [c for c in house.cells.values() if c.use == "general" and c.beds]
        own = [person for cell in general for person in cell.beds.values() if person.present]
        lock_up = house.code.endswith("-L")
        for number, person in enumerate(own[: -(-len(own) // left)]):
            at = moment + 3 * number * _MINUTE
            if lock_up:
                set_free(world, house, person, "行政拘留期满或者停止执行", at)
            else:
                _send_away(world, house, person, at)

    return empty


def _send_away(world: World, house: House, person: Person, moment: datetime) -> None:
    """Somebody who has long cleared the path goes to the general wing of another house."""
    counties = [c for c in world.assumptions.counties if c.transition_wing != f"{house.county}-D"]
    site = world.houses[counties[world.number(f"sent from {house.code}") % len(counties)].transition_wing]
    wing = [c for c in site.cells.values() if c.use == "general" and c.kin == person.kin]
    cell = min(wing, key=lambda c: len(c.beds))
    day, arrival = world.today(moment), moment + world.assumptions.rate("escort_minutes") * _MINUTE
    world.take_away(person, day=day)
    person.on_the_road, person.home = True, site.code
    out = custody.TransferredOut(
        person=person.code, to=site.code, vehicle=f"{house.code}-V2", status_document=True
    )
    world.say(house.code, out, moment, actor=house.on_duty("officer").code)

    def arrive() -> None:
        person.on_the_road = False
        world.put(person, cell, day=day)
        body = custody.TransferredIn(person=person.code, cell=cell.place, origin=house.code)
        world.say(site.code, body, arrival, actor=site.on_duty("officer").code, place=cell.place)

    world.at(arrival, arrive)
