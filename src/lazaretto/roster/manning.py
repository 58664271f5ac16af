"""Who is in which phase on which day → who stands which watch, company after company.

The days are cut where phases change; each stretch is a question of its own, and what it leaves (rest, nights,
hours) is handed to the next. First a quick roster, then the engine where something is dearer than it need be;
at last people exchange watches over the whole horizon until it is fair.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from math import ceil

import numpy as np
from msgspec.structs import replace

from lazaretto.facts.duty import Stand
from lazaretto.roster.asking import Prices
from lazaretto.roster.dealing import deal
from lazaretto.roster.engine.judging import broken, cost
from lazaretto.roster.engine.problem import Answer, Flags, Ints, Problem
from lazaretto.roster.evening import Eve, Stretch, evened, filled, unevenness
from lazaretto.roster.ground import Ground
from lazaretto.roster.matching import matched, rested_anew
from lazaretto.roster.rejoining import refilled
from lazaretto.roster.resting import LONG_RESTED, Fatigue, Rest, fatigue, rested
from lazaretto.roster.rotating import rotate
from lazaretto.roster.sharing import fair
from lazaretto.roster.standing import WEEK, Company, Stander, Standing, standing, stands_of
from lazaretto.roster.unfolding import Days, Unfolded
from lazaretto.roster.watches import Group, Slot

_DAY = 1440
Engine = Callable[[Problem, Ints, int], Answer | None]


@dataclass(slots=True)
class Past:
    """What somebody has stood so far. worked: minutes on each of the six days before.

    nights, watches: of the horizon; due: what their even share of both would have been.
    """

    rest: Rest
    worked: tuple[int, ...] = (0,) * (WEEK - 1)
    nights: int = 0
    watches: int = 0
    due: tuple[float, float] = (0.0, 0.0)


@dataclass(slots=True)
class Manned:
    """The stands of a house, their price, and what no stands for these turns can be cheaper than."""

    stands: list[Stand] = field(default_factory=list)
    cost: int = 0
    bound: int = 0


def man(
    ground: Ground, laid: Unfolded, engine: Engine | None = None,
    worked: Mapping[int, tuple[int, ...]] | None = None,
) -> Manned:  # fmt: skip
    """Every watch of the horizon. engine: looks for a better roster of a stretch, and is told how many are
    still to come, this one counted; None: the quick one will do.

    worked: minutes on each of the six days before the first, where they are known.
    """
    prices = ground.prices
    if ground.keep is not None:  # a repair: only what is short and what changes counts
        prices = replace(prices, other_post=0, uneven_night=0, uneven_watch=0)
    past = {n: Past(_begins(ground, n), (worked or {}).get(n, (0,) * (WEEK - 1))) for n in laid.days}
    eves = {n: Eve(each.rest, each.worked) for n, each in past.items()}
    kept, found, bound, before = _kept(ground), list[Stretch](), 0, eves
    for number, step in enumerate(ground.steps):
        coming = _coming(ground, laid, number + 1)
        company = _company(ground, prices, laid.days, step, past, kept, coming)
        question = standing(company)
        known = [_first(ground, company, kept)]
        if ground.keep is None:
            posted = {n: groups[number] for n, groups in laid.posted.items()}
            ahead = {n: each.nights - each.due[0] for n, each in past.items()}
            known.append(deal(ground, company, question, posted, ahead))
        rows, least = _answered(company, question, known, engine, len(ground.steps) - number)
        found.append(Stretch(company, rows))
        bound += least
        if number and ground.keep is None and cost(question.problem, rows) >= prices.missing + least:
            both = refilled(found[-2], found[-1], before)
            if both is not None:
                found[-2:] = [Stretch(was.company, rows) for was, rows in zip(found[-2:], both, strict=True)]
                _undone(past, before, found[-2])
        before = {n: Eve(each.rest, each.worked, each.nights, each.watches) for n, each in past.items()}
        _lived(company, found[-1].rows, past)
    due = {n: each.due for n, each in past.items()}
    found = evened(found, eves, due, prices)
    price = unevenness(found, due, prices)
    price += sum(cost(standing(each.company).problem, each.rows) for each in found)
    stands = [
        Stand(person=person.name, post=slot.post.post, watch=slot.watch.watch, day=ground.day(day))
        for each in found
        for person, day, slot in stands_of(each.company, each.rows)
    ]
    return Manned(stands, price, min(price, bound))


def _undone(past: Mapping[int, Past], before: Mapping[int, Eve], again: Stretch) -> None:
    """A stretch lived anew, from what was before it."""
    for n, eve in before.items():
        past[n].rest, past[n].worked = eve.rest, eve.worked
        past[n].nights, past[n].watches = eve.nights, eve.watches
    _lived(again.company, again.rows, past)


def _answered(
    company: Company, question: Standing, known: Sequence[Ints | None], engine: Engine | None, left: int
) -> tuple[Ints, int]:
    """The best rows at hand, and what none of these days can be cheaper than, whatever came before them."""
    problem, dear = question.problem, company.prices.missing
    lawful = [rows for rows in known if rows is not None and not any(broken(problem, rows))]
    if not lawful or min(cost(problem, rows) for rows in lawful) >= dear:
        lawful.append(rotate(company, question))
    rows = min(lawful, key=lambda each: cost(problem, each))
    price = cost(problem, rows)
    bound = matched(company) if price else 0
    if price <= bound or not company.people:
        return rows, price if not company.people else bound
    rows = _whole(company, problem, rows)
    price = cost(problem, rows)
    better = engine(problem, rows, left) if engine is not None and price > bound else None
    if better is None:
        return rows, min(price, bound)
    if better.letters is not None and better.cost is not None and better.cost < price:
        rows, price = better.letters, better.cost
    anew = rested_anew(company)
    if anew is None:  # nobody brings anything along: what holds after these days holds after any
        bound = max(bound, better.bound)
    elif price > bound:
        free = engine and engine(standing(anew).problem, rows, left)
        bound = max(bound, free.bound if free is not None else 0)
    return rows, min(price, bound)


def _whole(company: Company, problem: Problem, rows: Ints) -> Ints:
    """The same rows, or others in which fewer watches are empty, where some are and that is found."""
    if cost(problem, rows) < company.prices.missing:
        return rows
    whole = filled(Stretch(company, rows))
    return min(rows, whole, key=lambda each: cost(problem, each))


def _begins(ground: Ground, n: int) -> Rest:
    member = ground.members[n]
    if member.rested_from is None:
        return Rest(LONG_RESTED, member.nights)
    return Rest(member.rested_from - _DAY, member.nights)


def _company(
    ground: Ground, prices: Prices, days: Mapping[int, Days], step: range, past: Mapping[int, Past],
    kept: Mapping[tuple[str, int], tuple[str, str]], coming: Set[int],
) -> Company:  # fmt: skip
    """Those who are inside, or on standby where posts outside are theirs, on any of the days."""
    slots = tuple(slot for group in ground.groups for slot in group.slots)
    of_group = [number for number, group in enumerate(ground.groups) for _ in group.slots]
    opened = {
        n: open_ for n, phases in days.items() if (open_ := _open(ground, n, phases, step, of_group)).any()
    }
    shares = _shares(ground, slots, of_group, opened, step, past)
    tires = _tires(fatigue(ground), slots, step)
    people = tuple(
        _stander(ground, prices, n, open_, slots, step, past[n], shares[n], kept, tires & (n in coming))
        for n, open_ in opened.items()
    )
    return Company(step, slots, people, fatigue(ground), prices)


def _coming(ground: Ground, laid: Unfolded, number: int) -> Set[int]:
    """Who has a post of the guarded area in a step."""
    if number >= len(ground.steps):
        return set()
    groups = {n: posted[number] for n, posted in laid.posted.items()}
    return {n for n, group in groups.items() if group is not None and ground.groups[group].guarded}


def _tires(limits: Fatigue, slots: Sequence[Slot], step: range) -> Flags:
    """After which watches of a stretch nobody is rested when the next one begins, shape (days, slots)."""
    rest = (limits.rest or 0) * 60
    return np.array(
        [[slot.ends + rest > (step.stop - day) * _DAY for slot in slots] for day in step], dtype=np.bool_
    ).reshape(len(step), len(slots))


def stand_outside_phase(ground: Ground, group: Group, phase: str | None) -> bool:
    """The guarded area is for those inside; the administration's posts also for those on standby."""
    allowed = (ground.inside,) if group.guarded else (ground.inside, ground.outside)
    return phase not in allowed


def _open(ground: Ground, n: int, phases: Days, step: range, of_group: Sequence[int]) -> Flags:
    """Which watches somebody may stand on which day: by phase, post and what they have passed."""
    mine = phases[step.start : step.stop]
    where = {
        phase: [not stand_outside_phase(ground, group, phase) for group in ground.groups]
        for phase in set(mine)
    }
    able = np.array([where[phase] for phase in mine], dtype=np.bool_).reshape(len(step), len(ground.groups))
    if able.any():
        member = ground.members[n]
        able &= ground.is_trained(member)[step.start : step.stop] & ground.is_staff(member)
    return able[:, list(of_group)]


def _shares(
    ground: Ground, slots: Sequence[Slot], of_group: Sequence[int], opened: Mapping[int, Flags], step: range,
    past: Mapping[int, Past],
) -> dict[int, tuple[int, int]]:  # fmt: skip
    """The even share of nights and of watches of each who may stand any, made up for what they had so far."""
    able: dict[int, list[int]] = {n: [] for n in opened}
    places, dark = list[int](), list[int]()
    for number in range(len(ground.groups)):
        mine = [n for n, slot in enumerate(slots) if of_group[n] == number]
        places.append(len(step) * sum(slots[n].need for n in mine))
        dark.append(len(step) * sum(slots[n].need for n in mine if slots[n].is_night))
        for n, open_ in opened.items():
            able[n].append(int(open_[:, mine].any(axis=1).sum()))
    nights, watches = fair(dark, able), fair(places, able)
    for n in opened:
        past[n].due = (past[n].due[0] + nights[n], past[n].due[1] + watches[n])
    return {
        n: (max(0, ceil(past[n].due[0] - past[n].nights)), max(0, ceil(past[n].due[1] - past[n].watches)))
        for n in opened
    }


def _stander(
    ground: Ground, prices: Prices, n: int, open_: Flags, slots: Sequence[Slot], step: range, past: Past,
    share: tuple[int, int], kept: Mapping[tuple[str, int], tuple[str, str]], tiring: Flags,
) -> Stander:  # fmt: skip
    member = ground.members[n]
    costs = np.zeros(open_.shape, dtype=np.int64)
    free = np.zeros(len(step), dtype=np.int64)
    if member.posts:
        costs[:, [slot.post.post not in member.posts for slot in slots]] = prices.other_post
    if ground.keep is not None:
        for at, day in enumerate(step):
            held = kept.get((member.person, day))
            same = [held == (slot.post.post, slot.watch.watch) for slot in slots]
            costs[at, [not each for each in same]] += prices.change
            free[at] = prices.change if held is not None else 0
    return Stander(
        number=n, name=member.person, is_woman=member.sex == "female", rest=past.rest, worked=past.worked,
        open=open_, costs=costs, free=free, nights=share[0], watches=share[1], tiring=tiring,
    )  # fmt: skip


def _kept(ground: Ground) -> dict[tuple[str, int], tuple[str, str]]:
    """(person, day) → post and watch in the roster to stay near."""
    if ground.keep is None:
        return {}
    return {(s.person, ground.offset(s.day)): (s.post, s.watch) for s in ground.keep.stands}


def _first(ground: Ground, company: Company, kept: Mapping[tuple[str, int], tuple[str, str]]) -> Ints | None:
    """The rows of the roster to stay near, as far as they are still open."""
    if ground.keep is None:
        return None
    letter = {(slot.post.post, slot.watch.watch): n for n, slot in enumerate(company.slots, 1)}
    rows = np.zeros((len(company.people), len(company.days)), dtype=np.int64)
    for n, person in enumerate(company.people):
        for at, day in enumerate(company.days):
            held = letter.get(kept.get((person.name, day), ("", "")), 0)
            rows[n, at] = held if held and person.open[at, held - 1] else 0
    return rows


def _lived(company: Company, rows: Ints, past: Mapping[int, Past]) -> None:
    """What a stretch leaves: of those who stood in it, and of those who had it free."""
    mine = {person.number: row for person, row in zip(company.people, rows, strict=True)}
    for n, had in past.items():
        row = mine.get(n)
        for at in range(len(company.days)):
            slot = company.slots[row[at] - 1] if row is not None and row[at] else None
            had.rest = rested(had.rest, slot)
            had.worked = (*had.worked[1:], slot.minutes if slot is not None else 0)
            if slot is not None:
                had.watches += 1
                had.nights += slot.is_night
