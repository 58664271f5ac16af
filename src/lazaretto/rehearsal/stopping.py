"""What a wing does without for a while: suspended by the leader until an end that is said (M35)."""

from datetime import date, datetime, time, timedelta

from lazaretto.facts import regime
from lazaretto.facts.periods import utc
from lazaretto.facts.places import zone_of
from lazaretto.rehearsal.clauses import setting
from lazaretto.rehearsal.subjects import House
from lazaretto.rehearsal.world import World

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_DECIDED = time(7, 40)
_DAY_LONG = 20 * _HOUR  # within what a suspension may last; invented
_TOO_LONG = 14 * _HOUR  # beyond it


def suspend(world: World, day: date) -> None:
    """Step of the day: study is suspended here and there, once for longer than it may be."""
    for house in world.holding():
        moment = world.clock(day, _DECIDED)
        if world.happenings.take("study_suspended", house.code, day) is not None:
            _suspend(world, house, moment, _DAY_LONG)
        if world.slips.take("suspended_long", house.code, day) is not None:
            limit = setting(world.protocol, "suspended_too_long", "hours", default=0) * _HOUR
            wing = _suspend(world, house, moment, limit + _TOO_LONG)
            words = f"study in {wing} was suspended for longer than may be"
            world.breach("suspended_long", house, moment, wing, words, "suspended_too_long")


def _suspend(world: World, house: House, moment: datetime, length: timedelta) -> str:
    """Nobody studies in the first general wing until an end that is said. Returns the wing."""
    cell = next(cell for cell in house.cells.values() if cell.use == "general")
    wing, leader = zone_of(cell.place) or house.code, house.leader().code
    stopped = regime.RegimeSuspended(
        wings=(wing,), activity="study", cause="equipment", reason="电教室检修",
        until=utc(moment + length),
    )  # fmt: skip
    over = moment + length - _HOUR
    resumed = regime.RegimeResumed(wings=(wing,), activity="study")

    def begin() -> None:
        world.stopped[wing] = "study"
        world.say(house.code, stopped, moment, actor=leader)

    def end() -> None:
        world.stopped.pop(wing, None)
        world.say(house.code, resumed, over, actor=leader)

    world.at(moment, begin)
    world.at(over, end)
    return wing
