"""A fire in the kitchen: every door opens, everybody is counted in the yard, and the rules hold again."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from lazaretto.facts import gate
from lazaretto.rehearsal.passing import state_at_gate
from lazaretto.rehearsal.subjects import House
from lazaretto.rehearsal.world import World

_MINUTE = timedelta(minutes=1)
_YARD = "室外活动场"
_COUNTED, _FOUND, _ENDED = 11 * _MINUTE, 20 * _MINUTE, 48 * _MINUTE  # after the alarm; invented


def burn(world: World, house: House, moment: datetime) -> None:
    """Everybody is counted out; two who were missing at the first count are found."""
    _evacuate(world, house, moment, lost=0)


def lose_somebody(world: World, house: House, moment: datetime) -> None:
    """The same, and one of those who were missing is never written down as found."""
    forgotten = _evacuate(world, house, moment, lost=1)
    words = f"nobody wrote down where {forgotten[0]} was after the emergency"
    world.breach(
        "left_uncounted", house, moment + _ENDED, forgotten[0], words, "unaccounted_after_emergency",
        after=timedelta(hours=24),
    )  # fmt: skip


def _evacuate(world: World, house: House, moment: datetime, *, lost: int) -> Sequence[str]:
    code = f"E-{house.code}-{world.today(moment):%m%d}"
    officer, leader = house.on_duty("officer").code, house.leader().code
    people = [person.code for person in house.people() if person.present]
    people += [o.code for o in house.staff if o.zone is not None]
    missing = people[-2:] if not lost else people[: 1 + lost]
    declared = gate.EmergencyDeclared(
        emergency=code, cause="fire", declared_by=officer, words="厨房油锅起火，全员疏散"
    )
    state_at_gate(world, house, declared, moment)
    present = tuple(one for one in people if one not in missing)
    counted = gate.PeopleMustered(assembly=_YARD, present=present, missing=tuple(missing), emergency=code)
    state_at_gate(world, house, counted, moment + _COUNTED)
    found = gate.PeopleMustered(assembly=_YARD, present=tuple(missing[lost:]), emergency=code)
    state_at_gate(world, house, found, moment + _FOUND)
    ended = gate.EmergencyEnded(emergency=code, ended_by=leader, words="火已扑灭，人员清点完毕")
    world.say(house.code, ended, moment + _ENDED, actor=leader)
    return missing[:lost]
