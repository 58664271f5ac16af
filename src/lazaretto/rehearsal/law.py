"""Law goes on: people go to court while that is allowed, and speak with their lawyers by video."""

from datetime import date, datetime, time, timedelta

from lazaretto.facts import custody, regime
from lazaretto.rehearsal.subjects import House, Person
from lazaretto.rehearsal.world import Act, World

_MINUTE = timedelta(minutes=1)
_TO_COURT, _BACK = time(9, 20), time(10, 50)  # between the sweeps of a day
_LAWYERS = time(14, 20)


def serve_justice(world: World, day: date) -> None:
    """Step of the day: hearings and lawyers. In closed duty courts sit by video."""
    dates = world.assumptions.dates
    if day < dates.heightened:
        return
    for house in world.holding():
        if day < dates.closed:
            moment = world.clock(day, _TO_COURT)
            world.at(moment, _hearing(world, house, day, moment))
        moment = world.clock(day, _LAWYERS)
        world.at(moment, _lawyer(world, house, day, moment))


def _chosen(world: World, house: House, day: date, what: str) -> list[Person]:
    """People whose turn it is: for a hearing those of the general wings, for a lawyer anybody."""
    layers = (0, 4) if what == "hearings" else (0, 1, 2, 3, 4)
    rate = world.assumptions.rate(what)
    return [
        person for person in house.people()
        if person.present and person.layer in layers and person.code not in world.watched
        and len(person.cell.beds) > 1 and world.draw(what, person.code, day).chance(rate)
    ]  # fmt: skip


def _hearing(world: World, house: House, day: date, moment: datetime) -> Act:
    def go() -> None:
        for person in _chosen(world, house, day, "hearings"):
            body = custody.WentOut(person=person.code, to="court", escort=(house.staff[-2].code,))
            world.say(house.code, body, moment, actor=house.on_duty("officer").code)
            person.out = True
            back = world.clock(day, _BACK) + world.draw("back", person.code, day).below(20) * _MINUTE
            world.at(back, _returning(world, house, person, back))

    return go


def _returning(world: World, house: House, person: Person, moment: datetime) -> Act:
    def come_back() -> None:
        person.out = False
        body = custody.CameBack(person=person.code, cell=person.cell.place)
        officer = house.on_duty("officer").code
        world.say(house.code, body, moment, actor=officer, place=person.cell.place)

    return come_back


def _lawyer(world: World, house: House, day: date, moment: datetime) -> Act:
    def call() -> None:
        for number, person in enumerate(_chosen(world, house, day, "lawyers")):
            body = regime.ContactGiven(
                persons=(person.code,), sort="lawyer", minutes=30, words="视频会见律师"
            )
            officer = house.on_duty("officer").code
            at = moment + 35 * number * _MINUTE
            world.say(house.code, body, at, actor=officer, place=person.cell.place)

    return call
