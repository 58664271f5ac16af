"""Rosters against the clock: fourteen houses at once, a large one proved, six people lost at a stroke.

The clock is that of the wall, and houses are planned side by side: the figures hold for a quiet machine.
"""

import time
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from benchmarks.duty.houses import SIZES, house
from benchmarks.figures import Figure, figure
from lazaretto.cli.spreading import plan_together as plan
from lazaretto.obligations.rostering.judging import judge
from lazaretto.obligations.rostering.situation import Away, Situation
from lazaretto.rehearsal.streams import Stream
from lazaretto.roster.answer import HousePlan, Plan, Told
from lazaretto.roster.asking import House, Request
from lazaretto.roster.beginning import begin
from lazaretto.roster.engine.solving import solve
from lazaretto.roster.ground import Ground
from lazaretto.roster.looping import loop

SEED = 1
WEEKS, LARGE, LONG = 12, 250, 26
SECONDS, PROOF, REPAIR = 60.0, 30.0, 5.0
LOST, ISOLATED = 6, 20
_DAYS = 7


def measure() -> Iterator[Figure]:
    """Every figure of the topic."""
    solve_once()
    yield from _city()
    yield from _large()
    yield from _repair()


def solve_once() -> None:
    """The engine's inner loops are compiled on their first use; that is not what is measured."""
    plan(Request(houses=(House(situation=house(SEED, 0, 38, 21)),)), clock=time.monotonic, seconds=3.0)


def _city() -> Iterator[Figure]:
    houses = [house(SEED, n, size, WEEKS * _DAYS) for n, size in enumerate(SIZES)]
    began = time.monotonic()
    first = plan(_request(houses), clock=time.monotonic, seconds=SECONDS, tell=_until_whole)
    spent = time.monotonic() - began
    found = plan(_request(houses), clock=time.monotonic, seconds=SECONDS)
    gap = 100 * (found.cost - found.bound) / max(1, found.cost)
    people, name = sum(SIZES), f"{len(SIZES)} houses of {sum(SIZES)} staff, {WEEKS} weeks"
    yield figure(f"{name}: a first roster of every house", spent, "s", goal="<= 10")
    yield figure(f"{name}: breaches in those first rosters", _broken(houses, first), "breaches", goal="<= 0")
    yield figure(f"{name}: above the bound after {SECONDS:.0f} s", gap, "%", goal="<= 5")
    yield figure(f"{name}: breaches that the judge finds", _broken(houses, found), "breaches", goal="<= 0")
    evenness = [fair for p in found.houses for fair in p.fairness if fair.measure == "inside_days"]
    spread = sum(fair.spread for fair in evenness) / max(1, len(evenness))
    yield figure(f"{people} staff: days inside, the most less the least, mean of houses", spread, "days")


def _until_whole(told: Told) -> bool:
    """Go on until each house has a roster, and stop there."""
    return told.cost is None


def _broken(houses: list[Situation], found: Plan) -> int:
    return sum(len(judge(asked, p.roster)) for asked, p in zip(houses, found.houses, strict=True))


def _request(houses: list[Situation]) -> Request:
    return Request(houses=tuple(House(situation=each) for each in houses), relief=False)


def _large() -> Iterator[Figure]:
    """The loop of a large house: its phases and posts, without the watches of single days."""
    question = loop(Ground(house(SEED, 0, LARGE, LONG * _DAYS), Request(houses=(_any(),)).prices))
    hint = begin(question)
    began = time.monotonic()
    found = solve(question.problem, clock=time.monotonic, seconds=PROOF, hint=hint)
    gap = 100 * ((found.cost or 0) - found.bound) / max(1, found.cost or 1)
    name = f"one house of {LARGE} staff, {LONG} weeks, its loop"
    yield figure(f"{name}: seconds to the end or the proof", time.monotonic() - began, "s", goal="<= 30")
    yield figure(f"{name}: above the bound", gap, "%", goal="<= 0")


def _any() -> House:
    return House(situation=house(SEED, 0, SIZES[-1], _DAYS))


def _repair() -> Iterator[Figure]:
    """Six of those inside are lost on one day: the roster changed least, later weeks kept."""
    for size in (SIZES[0], LARGE):
        asked = house(SEED, 0, size, WEEKS * _DAYS)
        kept = plan(_request([asked]), clock=time.monotonic, seconds=20.0).houses[0]
        day = asked.first + timedelta(days=4 * _DAYS)
        hit = _lost(asked, kept, day=day)
        window = day + timedelta(days=6 * _DAYS - 1)
        request = Request(
            houses=(House(situation=hit, keep=kept.roster, frozen=day, changing_until=window),), relief=False
        )
        began = time.monotonic()
        found = plan(request, clock=time.monotonic, seconds=REPAIR).houses[0]
        name = f"repair after {LOST} losses among {size} staff"
        yield figure(f"{name}: seconds", time.monotonic() - began, "s", goal="<= 5")
        yield figure(f"{name}: phases proved least", float(found.phases_proved), "proofs", goal=">= 1")
        yield figure(f"{name}: watches proved least too", float(found.proved), "proofs", goal=">= 1")
        others = {move.person for move in found.moves if move.why.code != "away"}
        yield figure(f"{name}: others who move", len(others), "people")
        past = [turn for turn in found.turns if turn.first < day]
        firsts = {turn.person: {t.first for t in kept.turns if t.person == turn.person} for turn in past}
        touched = sum(turn.first not in firsts[turn.person] for turn in past)
        yield figure(f"{name}: turns of the past touched", touched, "turns", goal="<= 0")


def _lost(asked: Situation, kept: HousePlan, *, day: date) -> Situation:
    inside = sorted(t.person for t in kept.turns if t.phase == "A" and t.first <= day <= t.last)
    draw = Stream(SEED, "lost")
    gone: set[str] = set()
    while len(gone) < LOST:
        gone.add(inside[draw.between(0, len(inside) - 1)])
    away = Away(cause="isolated", first=day, last=day + timedelta(days=ISOLATED))
    members = (replace(m, away=(*m.away, away)) if m.person in gone else m for m in asked.members)
    return replace(asked, members=tuple(members))
