"""Errors of the shifts: a shared table, a failed assessment, a watch too many."""

from datetime import datetime, timedelta

from lazaretto.facts import duty, training
from lazaretto.rehearsal.clauses import refrains
from lazaretto.rehearsal.errors import Seeded
from lazaretto.rehearsal.subjects import House, Officer
from lazaretto.rehearsal.world import World, first

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)


def share_a_table(world: World, house: House, moment: datetime) -> None:
    """Somebody of the shift inside and somebody on standby eat together."""
    inside, standby = (first(house.working(phase)) for phase in ("A", "B"))
    both = (inside.code, standby.code)
    body = duty.SharedPlace(persons=both, sort="meal", of="canteen")
    world.say(house.code, body, moment, actor=house.leader().code)
    expects = tuple((rule, person) for rule in _rules(world, "shifts_shared") for person in both)
    words = f"{inside.code} and {standby.code} ate at one table"
    until = moment + 5 * _MINUTE
    world.slips.seed(Seeded("table_shared", house.code, moment - _MINUTE, until, words, expects))


def stand_untrained(world: World, house: House, moment: datetime) -> None:
    """Somebody fails an assessment, stands the night watch all the same, and passes the next day."""
    officer, procedure = _due_today(world, house, moment)
    _assess(world, house, officer, procedure, moment, passed=False)
    later = moment + _DAY
    world.at(later, lambda: _assess(world, house, officer, procedure, later, passed=True))
    expects = tuple((rule, officer.code) for rule in _rules(world, "untrained_on_post"))
    words = f"{officer.code} stood a watch without a valid pass in {procedure}"
    until = moment + _DAY
    world.slips.seed(Seeded("untrained_on_watch", house.code, moment - _MINUTE, until, words, expects))


def _assess(
    world: World, house: House, officer: Officer, procedure: str, moment: datetime, *, passed: bool
) -> None:
    leader = house.leader().code
    body = training.Assessed(person=officer.code, procedure=procedure, passed=passed, assessor=leader)
    world.say(house.code, body, moment, actor=leader)


def _rules(world: World, condition: str) -> list[str]:
    return [clause.id for clause, _ in refrains(world.protocol, condition)]


def _due_today(world: World, house: House, moment: datetime) -> tuple[Officer, str]:
    """Somebody whose watch begins later today, and a procedure that they need."""
    today, stands = world.today(moment), world.stands.get(house.code, ())
    late = {watch.watch for plan in world.assumptions.posts for watch in plan.watches[1:]}
    due = {stand.person for stand in stands if stand.day == today and stand.watch in late}
    officer = first(o for o in house.working("A") if o.code in due)
    return officer, first(p.id for p in world.protocol.procedures if officer.post in p.staff)
