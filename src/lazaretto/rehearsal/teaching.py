"""Training: every procedure is taught in every house, and everybody who needs it is assessed in it."""

from datetime import time, timedelta

from lazaretto.facts import training
from lazaretto.protocol.document import Procedure
from lazaretto.rehearsal.subjects import House
from lazaretto.rehearsal.world import World

_AFTERNOON = time(14)
_HOUR = timedelta(hours=1)
_LESSON = 60  # minutes


def teach(world: World) -> None:
    """Hold the lessons before the path begins, one procedure a day, and assess in each right after it."""
    for house in world.houses.values():
        for number, procedure in enumerate(world.protocol.procedures):
            _teach(world, house, procedure, number)


def _teach(world: World, house: House, procedure: Procedure, number: int) -> None:
    pupils = tuple(o.code for o in house.staff if o.post in procedure.staff)
    if not pupils:
        return
    day = world.assumptions.dates.path_begins + timedelta(days=number)
    moment = world.clock(day, _AFTERNOON)
    trainer, second = (o.code for o in house.staff[:2])
    held = training.SessionHeld(
        session=f"{house.code}-{procedure.id}", procedure=procedure.id, trainer=trainer, persons=pupils,
        minutes=_LESSON,
    )  # fmt: skip
    world.say(house.code, held, moment, actor=trainer)
    for person in pupils:
        assessor = second if person == trainer else trainer
        passed = training.Assessed(person=person, procedure=procedure.id, passed=True, assessor=assessor)
        world.say(house.code, passed, moment + _HOUR, actor=assessor)
