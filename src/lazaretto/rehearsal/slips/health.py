"""Among the people: a fever nobody looks at, copied temperatures, somebody put apart without an order."""

from datetime import datetime, timedelta

from lazaretto.facts import hygiene, quarantine
from lazaretto.protocol.document import Deadline
from lazaretto.rehearsal.clauses import setting
from lazaretto.rehearsal.errors import Seeded
from lazaretto.rehearsal.subjects import House, Person
from lazaretto.rehearsal.world import World, first

_MINUTE = timedelta(minutes=1)
_HIGH = 382  # tenths of a degree
_COPIED = 365
_A_WHILE = timedelta(days=9)  # three readings a day fill a series within it


def someone(world: World, house: House, *, layers: tuple[int, ...] = (0,)) -> Person:
    """Somebody present of a general wing, or of certain legs, whom no other story is about."""
    people = [
        p for p in house.people()
        if p.present and p.layer in layers and p.code not in world.watched and p.kin == "men"
        and len(p.cell.beds) > 2
    ]  # fmt: skip
    drawn = world.draw("someone", house.code, len(world.watched)).below(max(len(people), 1))
    chosen = first(people[drawn:])
    world.watched.add(chosen.code)
    return chosen


def ignore_fever(world: World, house: House, moment: datetime) -> None:
    """A sweep shows a fever, and nobody measures again, comes, or puts the person apart."""
    person = someone(world, house)
    world.fevers[person.code] = [_HIGH]
    world.ignored.add(person.code)
    rules = [
        (clause, clause.duty) for clause in world.protocol.clauses
        if isinstance(clause.duty, Deadline) and clause.duty.trigger == "temperature"
        and (clause.duty.trigger_at_least or 0) <= _HIGH
    ]  # fmt: skip
    longest = max((d.within or 0) + d.grace for _, d in rules) * _MINUTE if rules else timedelta()
    expects = tuple((clause.id, person.code) for clause, _ in rules)
    until = moment + timedelta(hours=8) + longest
    words = f"{person.code} had a fever and nobody looked after it"
    world.slips.seed(Seeded("fever_ignored", house.code, moment, until, words, expects))


def copy_temperatures(world: World, house: House, moment: datetime) -> None:
    """Somebody's temperature is copied from the line above, day after day."""
    person = someone(world, house)
    run = setting(world.protocol, "implausible_series", "run", default=0)
    world.fevers[person.code] = [_COPIED] * run
    words = f"{person.code} showed the same temperature {run} times"
    world.breach(
        "copied_temperatures", house, moment, person.code, words, "implausible_series", after=_A_WHILE
    )


def isolate_without_order(world: World, house: House, moment: datetime) -> None:
    """Somebody of a general wing is put apart, and no order was made."""
    person = someone(world, house)
    body = hygiene.Isolated(person=person.code)
    world.say(house.code, body, moment, actor=house.on_duty("officer").code, place=person.cell.place)
    seen = moment + 50 * _MINUTE
    medic = house.on_duty("medic").code
    world.say(house.code, quarantine.Visited(persons=(person.code,), by=medic), seen, actor=medic)
    words = f"{person.code} was put apart without an order"
    world.breach("isolated_without_order", house, moment, person.code, words, "isolated_without_order")
