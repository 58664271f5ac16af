"""Swabs into tubes, and what the laboratory says of them hours later."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from lazaretto.facts import testing
from lazaretto.rehearsal.subjects import House
from lazaretto.rehearsal.world import World

LABORATORY = "天水市疾病预防控制中心实验室"
_MINUTE = timedelta(minutes=1)


def swab(
    world: World, house: House, people: Sequence[str], moment: datetime, *, purpose: testing.Purpose,
    result: testing.Result = "negative", round_: str | None = None, place: str | None = None,
    minutes: int | None = None,
) -> str:  # fmt: skip
    """Fill one tube and have it answered. Returns the tube's code.

    ``minutes``: how long the laboratory takes (None: drawn around its usual time).
    """
    day = world.today(moment)
    tube = f"T-{house.code}-{day:%m%d}-{world.number(f'tube {house.code} {day}'):03}"
    body = testing.Sampled(tube=tube, members=tuple(people), purpose=purpose, round=round_)
    world.say(house.code, body, moment, actor=house.on_duty("medic").code, place=place)
    if minutes is None:
        usual = world.assumptions.rate("laboratory_minutes")
        minutes = usual + world.draw("laboratory", tube).between(-60, 60)
    answered = moment + minutes * _MINUTE
    for person in people:
        world.awaited[person] = max(answered, world.awaited.get(person, answered))
    report(world, house, tube, result, answered)
    return tube


def swab_for_leg(
    world: World, house: House, people: Sequence[str], moment: datetime, *, place: str | None, last: bool,
    result: testing.Result = "negative",
) -> str:  # fmt: skip
    """The swab of a leg's test day, on the last one as many as are asked for. Returns the first tube."""
    tube = swab(world, house, people, moment, purpose="leg", result=result, place=place)
    for more in range(1, final_tests(world) if last else 1):
        swab(world, house, people, moment + 2 * more * _MINUTE, purpose="leg", result=result, place=place)
    return tube


def final_tests(world: World) -> int:
    """How many samples the protocol asks for on the last test day of a leg."""
    known = {parameter.id: parameter.value for parameter in world.protocol.parameters}
    return int(known.get("leg.final-tests", 1))


def report(world: World, house: House, tube: str, result: testing.Result, moment: datetime) -> None:
    """Have the laboratory report a tube at an instant ahead."""
    body = testing.ResultReported(tube=tube, result=result, laboratory=LABORATORY)

    def say() -> None:
        fact = world.say(house.code, body, moment, actor="LAB-TS", device="laboratory")
        world.reported[tube] = fact.id

    world.at(moment, say)
