"""Alone: somebody comes alone, sits alone in a cell, and nobody comes to speak with them."""

from datetime import datetime, time, timedelta

from lazaretto.rehearsal.cells import notice_dirt
from lazaretto.rehearsal.clauses import recurring, refrains
from lazaretto.rehearsal.errors import Seeded
from lazaretto.rehearsal.founding import new_person, say_admitted
from lazaretto.rehearsal.legs import begin
from lazaretto.rehearsal.orders import order, path
from lazaretto.rehearsal.subjects import Cell, House, Person
from lazaretto.rehearsal.world import World, first

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_PAPERS = 30  # days beyond the rehearsal
_TEN, _THIRTEEN = 10, 13


def leave_alone_ten(world: World, house: House, moment: datetime) -> None:
    """Nobody speaks with a lone arrival; on the tenth day somebody is warned, and acts the day after."""
    _leave_alone(world, house, moment, "left_alone_ten", _TEN, tells=_TEN + 2)


def leave_alone_thirteen(world: World, house: House, moment: datetime) -> None:
    """The first warning is not heeded; on the thirteenth day the leader acts."""
    _leave_alone(world, house, moment, "left_alone_thirteen", _THIRTEEN, tells=_THIRTEEN)


def _leave_alone(world: World, house: House, moment: datetime, kind: str, days: int, *, tells: int) -> None:
    """A woman comes alone. ``days``: whole days in a row that are found; ``tells``: until somebody comes."""
    day = world.today(moment)
    person = arrive_alone(world, house, world.free_cell(house, "I", day=day, kin="women"), moment)
    comes = world.clock(day + (tells + 1) * _DAY, time())
    world.unattended[person.code] = comes
    rules = [clause.id for clause, owed in recurring(world.protocol, "contact") if owed.who == "alone"]
    rules += [
        clause.id for clause, owed in refrains(world.protocol, "alone_too_long")
        if owed.settings["days"] <= days
    ]  # fmt: skip
    words = f"Nobody spoke with {person.code}, who was alone, for {tells} days"
    expects = tuple((rule, person.code) for rule in rules)
    world.slips.seed(Seeded(kind, house.code, moment, comes + 5 * _MINUTE, words, expects))


def arrive_alone(world: World, house: House, cell: Cell, moment: datetime) -> Person:
    """A woman comes alone to an isolation point, and begins the path in a cell of her own."""
    county = first(c for c in world.assumptions.counties if c.isolation_point == house.code)
    draw = world.draw("alone", house.code, moment)
    person = new_person(world, house, cell, draw, moment, county=county.code, home=county.transition_wing)
    world.watched.add(person.code)
    say_admitted(world, house, person, moment, deadline=world.assumptions.dates.ends + _PAPERS * _DAY)
    notice_dirt(world, house, person, moment)
    order(world, county, house, [person], moment + 2 * _MINUTE)
    begin(world, county, house, [person], path(world)[0], moment + 5 * _MINUTE)
    return person
