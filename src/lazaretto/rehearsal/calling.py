"""The detachment calls each house at drawn times: who gathers, two counts, what comes of a mismatch (M31)."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from lazaretto.facts.fact import Body
from lazaretto.facts.roll_calls import (
    GatheringSet,
    RollCallCalled,
    RollCallChecked,
    RollCallCounted,
    RollCallGathered,
)
from lazaretto.facts.supervision import DrawCommitted
from lazaretto.protocol.document import Recurring, Slot
from lazaretto.rehearsal.calls import Call, Said
from lazaretto.rehearsal.clauses import recurring
from lazaretto.rehearsal.errors import Seeded
from lazaretto.rehearsal.mismatches import PLOTS, Plot
from lazaretto.rehearsal.subjects import House
from lazaretto.rehearsal.world import OFFICE, Act, World

_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_PROMISED, _SET = time(20), time(0, 30)  # the evening before closed duty; its first minutes
_LENGTH = 366  # days of one promise
_GATHERED = (2, 7)  # minutes after the call; invented, and within what practice would bear
_ISSUED = (1, 8)  # minutes after the drawn time
_BETWEEN = 5 * _MINUTE  # from one roll-call of a house to its next
_WITHIN = "roll-call.drawn-within"  # parameter: minutes in which a drawn roll-call is called


def call_rolls(world: World, day: date) -> None:
    """Step of the day, the first: so that everybody else of the day knows when the gate will be shut."""
    dates, asked = world.assumptions.dates, list(recurring(world.protocol, "roll_call_held"))
    if not asked:
        return
    for number, house in enumerate(world.holding()):
        if day == dates.closed - _DAY:
            promised = world.clock(day, _PROMISED) + number * _MINUTE
            world.at(promised, _promising(world, house, dates.closed, promised))
        if day == dates.closed:
            begins = world.clock(day, _SET) + number * _MINUTE
            world.at(begins, _setting(world, house, begins))
        if day >= dates.closed:
            _plan(world, house, day, [owed for _, owed in asked])


def _promising(world: World, house: House, first: date, moment: datetime) -> Act:
    """Publish the end of the house's chain before its first day."""

    def promise() -> None:
        anchor = world.draws(house.code, first, _LENGTH).anchor
        if anchor is not None:
            clerk = world.houses[OFFICE].staff[1].code
            body = DrawCommitted(
                anchor=anchor, first=first, days=_LENGTH, committed_by=clerk, purpose="roll_call"
            )
            world.say(house.code, body, moment, actor=clerk)

    return promise


def _setting(world: World, house: House, moment: datetime) -> Act:
    clerk = world.houses[OFFICE].staff[1].code
    sign = f"{house.county}-{'1' if house.code.endswith('-D') else '2'}"
    body = GatheringSet(call_sign=sign, camera=f"{house.code}/yard", room="行政楼视频室", set_by=clerk)
    return lambda: world.say(house.code, body, moment, actor=clerk)


def _plan(world: World, house: House, day: date, asked: list[Recurring]) -> None:
    """The calls that are stories of their own at their hour, and the drawn ones around them."""
    for kind, plot in PLOTS.items():
        table = world.slips if plot.conditions is not None else world.happenings
        if table.take(kind, house.code, day) is not None:
            _tell(world, house, kind, plot, world.clock(day, plot.hour))
    for owed in asked:
        for slot in owed.slots:
            for drawn in _drawn(world, house, day, owed, slot):
                if slot is owed.slots[0] and world.slips.take("call_missed", house.code, day) is not None:
                    _miss(world, house, day, slot)
                    break
                _issue(world, house, drawn)


def _drawn(world: World, house: House, day: date, owed: Recurring, slot: Slot) -> Iterator[datetime]:
    """The drawn instants of a slot, each early enough to be called within it."""
    within = next((int(one.value) for one in world.protocol.parameters if one.id == _WITHIN), 0)
    opens, closes = (hour.hour * 60 + hour.minute for hour in (slot.opens, slot.closes))
    chain = world.draws(house.code, world.assumptions.dates.closed, _LENGTH)
    found = chain.minutes(day, slot.id, count=owed.sum_at_least or 1, among=range(opens, closes - within))
    yield from (world.clock(day, time()) + minute * _MINUTE for minute in found)


def _issue(world: World, house: House, drawn: datetime) -> None:
    """A drawn time has come: the house is called a few minutes later, and everything is in order."""
    draw = world.draw("call", house.code, drawn.timestamp())
    moment = drawn + draw.between(*_ISSUED) * _MINUTE
    gathered = draw.between(*_GATHERED) * _MINUTE
    length = gathered + 3 * _MINUTE
    moment = world.freezes.clear_of(house.code, moment, before=length + _BETWEEN)
    call = Call(world, house, moment, drawn=True)
    world.freezes.freeze(house.code, moment, moment + length)

    def gather() -> Iterator[Said]:
        inside, standby = call.there()
        first, second = call.counters[:2]
        yield call.say(RollCallGathered(roll_call=call.code, told_by=call.officer), gathered, call.officer)
        for kind, by, after in ((RollCallCounted, first, _MINUTE), (RollCallChecked, second, 3 * _MINUTE)):
            body = kind(roll_call=call.code, by="camera", inside=inside, standby=standby, counted_by=by)
            yield call.say(body, gathered + after, by)

    _at(call, gather)


def _tell(world: World, house: House, kind: str, plot: Plot, moment: datetime) -> None:
    """A call that does not go as it should; whoever called it had chosen the time."""
    call = Call(world, house, moment, drawn=False)
    world.freezes.freeze(house.code, moment, moment + plot.length)
    plot.before(call)
    _at(call, lambda: plot.tell(call))
    if plot.conditions is not None:
        plot.seed(call, kind)


def _at(call: Call, say: Callable[[], Iterator[Said]]) -> None:
    """Call the house, and let each answer be said at its own instant."""

    def begin() -> None:
        inside, standby = call.there()
        at_gate = sum(officer.zone is not None for officer in call.house.staff)
        body: Body = RollCallCalled(
            roll_call=call.code, camera=f"{call.house.code}/yard", room="行政楼视频室", inside=inside,
            standby=standby, at_gate=at_gate, drawn=call.drawn, called_by=call.caller,
        )  # fmt: skip
        call.state(body, call.moment, call.caller)
        for answer in say():
            call.world.at(answer.moment, answer.state)

    call.world.at(call.moment, begin)


def _miss(world: World, house: House, day: date, slot: Slot) -> None:
    """Nobody calls the house in the shift of the day, though the time was drawn."""
    for clause, owed in recurring(world.protocol, "roll_call_held"):
        closes = world.clock(day, slot.closes)
        until = closes + (owed.grace + 1) * _MINUTE
        words = "A drawn roll-call was not called"
        world.slips.seed(Seeded("call_missed", house.code, closes, until, words, ((clause.id, house.code),)))
