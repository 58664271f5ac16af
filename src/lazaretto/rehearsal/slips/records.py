"""At the desk: things written down twice, for the wrong person, or with a wrong number."""

from datetime import datetime

from lazaretto.facts import custody, testing
from lazaretto.rehearsal.subjects import House
from lazaretto.rehearsal.tubes import LABORATORY
from lazaretto.rehearsal.world import World, first


def report_unknown_tube(world: World, house: House, moment: datetime) -> None:
    """The laboratory reports a tube under a mistyped number."""
    tube = f"T-{house.code}-{world.today(moment):%m%d}-990"
    body = testing.ResultReported(tube=tube, result="negative", laboratory=LABORATORY)
    world.say(house.code, body, moment, actor="LAB-TS", device="laboratory")
    world.contradiction("unknown_tube", house, moment, tube, f"{tube} was never filled", "unknown_tube")


def write_outing_of_absent(world: World, house: House, moment: datetime) -> None:
    """A trip to court is written down for somebody who was set free before."""
    gone = [p for p in world.people.values() if p.released and p.cell.place in house.cells]
    person = first(reversed(gone)).code
    body = custody.WentOut(person=person, to="court")
    world.say(house.code, body, moment, actor=house.on_duty("officer").code)
    words = f"{person} was recorded as going to court after being set free"
    world.contradiction("outing_of_released", house, moment, person, words, "not_held")
