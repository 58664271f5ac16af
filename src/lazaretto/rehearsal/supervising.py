"""The detachment's second and third count: looks at the gates, telephone tallies, replays, signatures."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from msgspec.structs import replace

from lazaretto.facts import supervision
from lazaretto.facts.fact import Body
from lazaretto.facts.supervision import Difference, Flow, Source, Tallied
from lazaretto.rehearsal.clauses import recurring
from lazaretto.rehearsal.working import Work
from lazaretto.rehearsal.world import OFFICE, World

_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_STRETCHES = (time(0), time(8), time(16))  # the shifts of a switchboard; invented
_TALLIED, _REPLAYED, _SIGNED = time(8, 5), time(9, 10), time(11, 2)  # the next morning; invented
_APART = 4 * _MINUTE  # from house to house: one officer telephones one after the other
_LINE = timedelta(seconds=40)  # from one stretch to the next, on the telephone and before the screen
_BUSY = 1  # the stretch in which a miscount is made: the day shift
_LOOKED_BACK = 15 * _MINUTE  # how far back a look counts who passed
_DRAWN = range(7 * 60 + 10, 21 * 60 + 50)  # minutes of the day at which a drawn look may come; as its slot
_EXPLAINED = "与监所复核，该来源多计一次，已口头更正"
_WATCHING, _TELEPHONING, _REPLAYING, _SIGNING = 1, 2, 3, 4  # who of the detachment does what


def look(work: Work) -> None:
    """A scheduled look through the camera of a gate."""
    answered = any(work.opens <= at < work.closes for at in _drawn(work))  # a drawn look is a look, too
    if not answered and work.slip("look_missed"):
        work.seed("look_missed", "Nobody looked at the gate", lambda: [work.house.code])
        return
    _looking(work, work.moment, drawn=False)


def look_as_drawn(work: Work) -> None:
    """Looks at times that were drawn."""
    for at in _drawn(work):
        work.world.at(at, _later(work, at))


def _drawn(work: Work) -> list[datetime]:
    """Different minutes of the day, as many as the protocol asks for."""
    world, day, minutes = work.world, work.world.today(work.opens), list(_DRAWN)
    draw = world.draw("look", work.house.code, day)
    count = max((owed.sum_at_least or 1 for _, owed in recurring(world.protocol, "look_drawn")), default=0)
    return [world.clock(day, time()) + minutes.pop(draw.below(len(minutes))) * _MINUTE for _ in range(count)]


def _later(work: Work, moment: datetime) -> Callable[[], None]:
    return lambda: _looking(work, moment, drawn=True)


def _looking(work: Work, moment: datetime, *, drawn: bool) -> None:
    passed = work.world.passages.flows(work.house.code, moment - _LOOKED_BACK, moment)
    seen = {flow.of: flow for flow in passed}
    people, vehicles = seen["person"], seen["vehicle"]
    body = supervision.GateLooked(
        camera=f"{work.house.code}/gate", by="camera", people=people.came,
        vehicles=vehicles.came, consignments=seen["consignment"].came,
        since=moment - _LOOKED_BACK, drawn=drawn,
    )  # fmt: skip
    work.say(body, moment, actor=_officer(work.world, _WATCHING))


def take_tally(work: Work) -> None:
    """The next morning the house is asked by telephone what passed its gate, stretch by stretch."""
    if work.slip("tally_missed"):
        work.seed("tally_missed", "Nobody asked for the day's passages", lambda: [work.house.code])
        return
    told_by = work.house.on_duty("officer").code
    wrong = _miscounts(work, "tally_miscounted", "tally", "person")

    def told(first: datetime, last: datetime, flows: tuple[Flow, ...]) -> Body:
        return supervision.TallyTaken(day=_day(work), first=first, last=last, flows=flows, told_by=told_by)

    _state_stretches(work, _TALLIED, told, wrong=wrong, by=_officer(work.world, _TELEPHONING))


def count_replay(work: Work) -> None:
    """The next morning the recording of the gate is counted again."""
    camera = f"{work.house.code}/gate"
    wrong = _miscounts(work, "replay_miscounted", "replay", "vehicle")

    def counted(first: datetime, last: datetime, flows: tuple[Flow, ...]) -> Body:
        return supervision.ReplayCounted(day=_day(work), camera=camera, first=first, last=last, flows=flows)

    _state_stretches(work, _REPLAYED, counted, wrong=wrong, by=_officer(work.world, _REPLAYING))


def _state_stretches(
    work: Work, hour: time, said: Callable[[datetime, datetime, tuple[Flow, ...]], Body], *,
    wrong: Tallied | None, by: str,
) -> None:  # fmt: skip
    """When the house's turn comes, one statement a stretch of the day."""
    at = _morning(work, hour)

    def state() -> None:
        for number, stretch in enumerate(_stretches(work, wrong)):
            work.say(said(*stretch), at + number * _LINE, actor=by)

    work.world.at(at, state)


def sign(work: Work) -> None:
    """The three sources are set side by side, each difference is explained, and the day is signed."""
    at, world = _morning(work, _SIGNED), work.world
    signer, silent = _officer(world, _SIGNING), work.slip("difference_unexplained")
    if work.slip("signed_by_counter"):
        signer, words = _officer(world, _REPLAYING), "The day was signed by who had counted it"
        world.breach("signed_by_counter", work.house, at, work.house.code, words, "reconciled_by_counter")
    if silent:
        words, house = "The day was signed with a difference that nobody explained", work.house
        world.breach("difference_unexplained", house, at, house.code, words, "differences_unexplained")

    def put() -> None:
        found = world.miscounted.get((work.house.code, _day(work)), [])
        told = tuple(replace(one, explained=None) for one in found) if silent else tuple(found)
        body = supervision.Reconciled(day=_day(work), signed_by=signer, differences=told)
        work.say(body, at, actor=signer)

    world.at(at, put)


def _miscounts(work: Work, kind: str, source: Source, of: Tallied) -> Tallied | None:
    """The category of which a source counts one too many in the day shift; None where it counts well."""
    if not work.happens(kind):
        return None
    first, last = _edges(work)[_BUSY]
    wrong = Difference(of=of, first=first, last=last, by=1, wrong=source, explained=_EXPLAINED)
    work.world.miscounted.setdefault((work.house.code, _day(work)), []).append(wrong)
    return of


def _stretches(
    work: Work, wrong: Tallied | None
) -> Iterator[tuple[datetime, datetime, tuple[Flow, ...]]]:  # fmt: skip
    for number, (first, last) in enumerate(_edges(work)):
        flows = work.world.passages.flows(work.house.code, first, last)
        yield (
            first,
            last,
            tuple(
                replace(flow, came=flow.came + 1) if number == _BUSY and flow.of == wrong else flow
                for flow in flows
            ),
        )


def _edges(work: Work) -> list[tuple[datetime, datetime]]:
    day = _day(work)
    edges = [*(work.world.clock(day, hour) for hour in _STRETCHES), work.world.clock(day + _DAY, time())]
    return list(pairwise(edges))


def _morning(work: Work, hour: time) -> datetime:
    """When a house's turn comes the next morning: its neighbours are asked a few minutes before and after."""
    turn = [house.code for house in work.world.holding()].index(work.house.code)
    return work.world.clock(_day(work) + _DAY, hour) + turn * _APART


def _day(work: Work) -> date:
    """The day that is counted: on which the slot opened."""
    return work.world.today(work.opens)


def _officer(world: World, number: int) -> str:
    return world.houses[OFFICE].staff[number].code
