"""Swabs into tubes, and what the laboratory says of them hours later."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from lazaretto.facts import testing
from lazaretto.rehearsal.clauses import deadlines
from lazaretto.rehearsal.errors import Seeded
from lazaretto.rehearsal.subjects import House
from lazaretto.rehearsal.world import World

_COURIER = 120  # minutes
_BOX = 200  # tubes
LABORATORY = "天水市疾病预防控制中心实验室"
_MINUTE = timedelta(minutes=1)


def swab(
    world: World, house: House, people: Sequence[str], moment: datetime, *, purpose: testing.Purpose,
    result: testing.Result = "negative", round_: str | None = None, place: str | None = None,
    minutes: int | None = None, label: str | None = None,
) -> str:  # fmt: skip
    """Fill one tube and have it answered. Returns the tube's code.

    ``label``: its number, where it was printed before. ``minutes``: how long the laboratory takes (None:
    drawn around its usual time).
    """
    day = world.today(moment)
    tube = label or f"T-{house.code}-{day:%m%d}-{world.number(f'tube {house.code} {day}'):03}"
    medic = house.on_duty("medic").code
    body = testing.Sampled(
        tube=tube, members=tuple(people), purpose=purpose, round=round_,
        checked_by=_checker(world, house, tube, moment) if round_ else None,
    )  # fmt: skip
    world.say(house.code, body, moment, actor=medic, place=place)
    world.filled[tube] = moment
    if minutes is None:
        usual = world.assumptions.rate("laboratory_minutes")
        minutes = usual + world.draw("laboratory", tube).between(-60, 60)
    answered = moment + minutes * _MINUTE
    for person in people:
        world.awaited[person] = max(answered, world.awaited.get(person, answered))
    box(world, house, tube, moment, minutes=minutes)
    report(world, house, tube, result, answered)
    return tube


def _checker(world: World, house: House, tube: str, moment: datetime) -> str | None:
    """Who holds tube and list side by side, besides the medic; sometimes nobody does."""
    if world.slips.take("tube_unchecked", house.code, world.today(moment)):
        words = f"Nobody held tube {tube} and the list side by side"
        world.breach("tube_unchecked", house, moment, tube, words, "tube_unchecked")
        return None
    medic = house.on_duty("medic").code
    return next(o.code for o in house.staff if o.post == "officer" and o.code != medic)


def box(world: World, house: House, tube: str, moment: datetime, *, minutes: int) -> None:
    """Put a tube into the box that the courier fetches: within two hours, sooner where people wait for it."""
    waiting = world.boxes.setdefault(house.code, [])
    waiting.append(tube)
    wait = min(_COURIER, minutes // 3)
    if len(waiting) == 1 or wait < _COURIER:
        fetched = moment + wait * _MINUTE
        world.at(fetched, lambda: _fetch(world, house, fetched))


def _fetch(world: World, house: House, moment: datetime) -> None:
    waiting = world.boxes.pop(house.code, [])
    tubes = [tube for tube in waiting if world.filled[tube] <= moment]
    later = [tube for tube in waiting if world.filled[tube] > moment]
    if later:
        world.boxes[house.code] = later
        again = world.filled[later[-1]] + _COURIER * _MINUTE
        world.at(again, lambda: _fetch(world, house, again))
    if tubes and world.slips.take("tubes_kept_back", house.code, world.today(moment)):
        _keep_back(world, house, tubes.pop())
    for first in range(0, len(tubes), _BOX):
        number = world.number(f"box {house.code}")
        body = testing.TubesHandedOver(
            tubes=tuple(tubes[first : first + _BOX]), laboratory=LABORATORY, taken_by="疾控中心转运员",
            seal=f"{house.code}-B{number:03}",
        )  # fmt: skip
        world.say(house.code, body, moment, actor=house.on_duty("medic").code)


def _keep_back(world: World, house: House, tube: str) -> None:
    """A tube stays in the refrigerator; the laboratory is said to have reported it all the same."""
    for clause, owed in deadlines(world.protocol, trigger="tube_filled", evidence="tube_handed_over"):
        filled = world.filled[tube]
        due = filled + (owed.within or 0) * _MINUTE
        until = due + owed.grace * _MINUTE + _MINUTE
        words = f"Tube {tube} was handed over to nobody"
        world.slips.seed(Seeded("tubes_kept_back", house.code, due, until, words, ((clause.id, tube),)))


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
