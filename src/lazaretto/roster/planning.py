"""A request → a plan: first a roster of every house, quickly; then better ones until the time is out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from dataclasses import replace as replaced

from lazaretto.obligations.rostering.situation import Roster, Situation
from lazaretto.roster.advancing import advanced, worked_before
from lazaretto.roster.answer import HousePlan, Plan, Stuck, Told
from lazaretto.roster.asking import House, Request
from lazaretto.roster.beginning import begin
from lazaretto.roster.engine.judging import cost
from lazaretto.roster.engine.problem import Answer, Ints, Problem, Progress
from lazaretto.roster.ground import Ground
from lazaretto.roster.lacking import lacking
from lazaretto.roster.looping import Loop, kept_rows, loop
from lazaretto.roster.manning import Engine, Manned, man
from lazaretto.roster.measuring import fairness
from lazaretto.roster.moving import joined, moves, stands_changed
from lazaretto.roster.pacing import Pace
from lazaretto.roster.relieving import helped
from lazaretto.roster.shortening import gaps
from lazaretto.roster.turning import RULES_OF_CELLS, RULES_OF_MOVES
from lazaretto.roster.unfolding import Unfolded, unfold

_OF_FIRST = 0.4  # of all the time at most, until every house has a roster
_OF_LOOP, _OF_LOOP_ALONE = 0.4, 0.8  # of a house's time; the rest is for its stands, where they need any
_OF_RELIEF = 0.25  # of all the time, where something is short


@dataclass(slots=True)
class _Work:
    """One house on the way. cost, bound: of its loop."""

    house: House
    ground: Ground
    loop: Loop
    letters: Ints
    cost: int
    bound: int = 0
    proved: bool = False
    laid: Unfolded = field(default_factory=lambda: Unfolded({}, {}, ()))
    manned: Manned = field(default_factory=Manned)

    @property
    def facility(self) -> str:
        """Which house it is."""
        return self.house.situation.facility

    @property
    def total(self) -> int:
        """The price of loop and stands."""
        return self.cost + self.manned.cost


def plan(
    request: Request,
    *,
    clock: Callable[[], float],
    seconds: float,
    tell: Callable[[Told], bool] | None = None,
    halted: Callable[[], bool] | None = None,
    workers: int = 2,
) -> Plan:
    """The rosters of all houses, with what is proved of them, what is short, and what would help.

    clock: seconds that pass. seconds: how long to look for better ones once every house has a first; with
    ``effort`` in the request the engine's own measure takes their place. tell: is told how far it has come,
    and says whether to go on; told to stop, the plan is the best so far. halted: says at any time whether to
    stop. workers: cores to use.
    """
    pace = Pace(clock, seconds, request.effort, request.seed, tell, halted, workers)
    pace.costs = dict.fromkeys((house.situation.facility for house in request.houses), None)
    works = []
    for number, house in enumerate(request.houses):
        rest = sum(len(each.situation.members) for each in request.houses[number:])
        works.append(_begun(house, request))
        _make_whole(works[-1], pace, share=_OF_FIRST * len(house.situation.members) / max(1, rest))
    short = request.relief and any(lacking(w.ground.situation, _roster(w)) for w in works)
    end = clock() + pace.left * (1 - _OF_RELIEF * short)
    for number, work in enumerate(works):
        weights = [len(each.ground.members) for each in works[number:]]
        until = clock() + max(0.0, end - clock()) * weights[0] / max(1, sum(weights))
        _improve(work, pace, until)
    houses = tuple(_told(work, request, pace, len(works) - n) for n, work in enumerate(works))
    return Plan(
        houses=houses, cost=sum(h.cost for h in houses), bound=sum(h.bound for h in houses),
        proved=all(h.proved for h in houses), seconds=round(pace.spent, 2),
    )  # fmt: skip


def _begun(house: House, request: Request) -> _Work:
    """A house with the first roster of its loop: the one kept, as far as it can be, or a quick one."""
    ground = Ground(advanced(house), request.prices, house.keep, house.changing_until)
    asked = loop(ground)
    kept, quick = kept_rows(asked), begin(asked)
    known = [quick] if kept is None else [kept, quick]
    letters = min(known, key=lambda rows: cost(asked.problem, rows))
    return _Work(house, ground, asked, letters, cost(asked.problem, letters))


def _make_whole(work: _Work, pace: Pace, *, share: float) -> None:
    """A first whole roster: where the quick loop is short of somebody, the engine looks until it is not.

    share: of the time that is left, at most. A repair is then looked for until it is proved.
    """
    missing, repair = work.ground.prices.missing, work.house.keep is not None

    def hear(told: Progress) -> bool:
        short = told.cost is None or told.cost >= missing > told.bound
        return pace.say("loop", work.facility, None, told.bound) and (short or repair)

    if work.cost >= missing:
        _better_loop(work, pace, pace.clock() + share * pace.left, hear)
    _manned_anew(work, None)
    pace.say("loop", work.facility, work.total, work.bound)


def _improve(work: _Work, pace: Pace, until: float) -> None:
    """A better loop, then better stands for it; what is proved, or no better on the whole, is left."""
    now, before = pace.clock(), work.letters
    if pace.stopped:
        return
    if _stands_as_it_is(work):
        work.cost, work.proved = 0, True
        return

    def hear(told: Progress) -> bool:
        price = min(work.cost, told.cost) if told.cost is not None else work.cost
        return pace.say("loop", work.facility, price + work.manned.cost, told.bound)

    if work.cost > work.bound:
        share = _OF_LOOP if work.manned.cost > work.manned.bound else _OF_LOOP_ALONE
        was = replaced(work)
        _better_loop(work, pace, now + share * (until - now), hear)
        if work.letters is not before:
            _manned_anew(work, None)
            if work.total > was.total:
                work.letters, work.cost, work.laid, work.manned = was.letters, was.cost, was.laid, was.manned
    if work.manned.cost > work.manned.bound:
        _manned_anew(work, _engine(work, pace, until))
    pace.say("stands", work.facility, work.total, min(work.total, work.bound + work.manned.bound))


def _better_loop(work: _Work, pace: Pace, until: float, hear: Callable[[Progress], bool]) -> None:
    """Ask the engine for a better loop until a moment of the clock."""
    asked = pace.ask(work.loop.problem, work.letters, until=until, effort=float(pace.effort or 0), tell=hear)
    if asked is None:
        return
    work.bound = max(work.bound, asked.bound)
    if asked.letters is not None and asked.cost is not None and asked.cost < work.cost:
        work.letters, work.cost = asked.letters, asked.cost


def _manned_anew(work: _Work, engine: Engine | None) -> None:
    """The stands of the loop as it is: without an engine the quick ones, with it no dearer than before."""
    laid = unfold(work.loop, work.letters) if engine is None else work.laid
    manned = man(work.ground, laid, engine, worked_before(work.house))
    if engine is None or manned.cost <= work.manned.cost:
        work.laid, work.manned = laid, manned


def _stands_as_it_is(work: _Work) -> bool:
    """Whether the roster kept needs no change at all: nobody must do otherwise, and nothing is short."""
    if work.house.keep is None:
        return False
    steps = range(work.loop.problem.steps)
    changed = any(
        member.costs[steps, row].any()
        for member, row in zip(work.loop.problem.members, work.letters, strict=True)
    )
    whole = not any(gap.name.startswith("batch") for gap in gaps(work.loop, work.letters))
    return (
        whole and not changed and not work.manned.cost and not lacking(work.ground.situation, _roster(work))
    )


def _engine(work: _Work, pace: Pace, until: float) -> Callable[[Problem, Ints, int], Answer | None]:
    """What looks for better stands: each stretch has its share of the time that is left."""

    def ask(problem: Problem, hint: Ints, left: int) -> Answer | None:
        if not pace.say("stands", work.facility, work.total, min(work.total, work.bound)):
            return None
        share = max(0.0, until - pace.clock()) / max(1, left)
        effort = float(pace.effort or 0) / max(1, len(work.ground.steps))
        return pace.settle(problem, hint, until=pace.clock() + share, effort=effort)

    return ask


def _roster(work: _Work) -> Roster:
    return joined(work.house, work.laid.turns, work.manned.stands)


def _told(work: _Work, request: Request, pace: Pace, left: int) -> HousePlan:
    """The plan of a house: its roster, and everything that a person needs to decide."""
    situation: Situation = work.house.situation
    roster = _roster(work)
    short = lacking(work.ground.situation, roster)
    bound = min(work.total, work.bound + work.manned.bound)
    proved = work.proved or work.total <= bound
    collisions, reliefs = helped(work.ground, pace, left) if short and request.relief else ((), ())
    return HousePlan(
        facility=situation.facility, pattern=situation.pattern, first=situation.first, last=situation.last,
        turns=roster.turns, stands=roster.stands, cost=work.total, bound=bound, proved=proved,
        phases_proved=proved or work.cost <= work.bound,
        shortages=short,
        stuck=tuple(_stuck(work.ground, n) for n in work.loop.stuck),
        fairness=fairness(situation, roster),
        moves=moves(work.house, roster), stands_changed=stands_changed(work.house, roster),
        collisions=collisions, reliefs=reliefs,
    )  # fmt: skip


def _stuck(ground: Ground, n: int) -> Stuck:
    """Somebody without any lawful row, and the rules of which each alone, dropped, would open one."""
    rules = [
        rule.__name__
        for rule in (*RULES_OF_MOVES, *RULES_OF_CELLS)
        if n in loop(replaced(ground, dropped=ground.dropped | {rule.__name__}), wishes=False).members
    ]
    return Stuck(person=ground.members[n].person, rules=tuple(rules))
