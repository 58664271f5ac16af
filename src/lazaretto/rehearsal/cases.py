"""Fevers that turn out to be nothing, fevers that do not, and the few who test positive."""

from datetime import date, datetime, time, timedelta

from lazaretto.rehearsal.subjects import House
from lazaretto.rehearsal.world import Act, World

_HOUR = timedelta(hours=1)
_DAWN = time(0, 30)
_FALSE_FEVER = (374, 366)  # a forehead thermometer in the cold; the second reading is usual
_LINE = 373


def watch_health(world: World, day: date) -> None:
    """Step of the day: who will show a fever in the next sweep."""
    if day < world.assumptions.dates.heightened:
        return
    for house in world.holding():
        draw = world.draw("fever", house.code, day)
        if draw.chance(world.assumptions.rate("fevers")):
            moment = world.clock(day, _DAWN)
            world.at(moment, _warming(world, house, draw.below(1_000_000), moment))


def _warming(world: World, house: House, drawn: int, moment: datetime) -> Act:
    def warm() -> None:
        people = [p for p in house.people() if p.present and p.layer in (0, 4)]
        if people:
            world.fevers[people[drawn % len(people)].code] = list(_FALSE_FEVER)

    return warm
