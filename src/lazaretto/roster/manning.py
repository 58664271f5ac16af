"""Who is in which phase on which day → who stands which watch, company after company.

The days are cut where phases change; each stretch is a question of its own, and what it leaves (rest, nights,
hours) is handed to the next. First a quick roster of all, then the engine where it is worth its while.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as replaced
from math import ceil

import numpy as np
from msgspec.structs import replace

from lazaretto.facts.duty import Stand
from lazaretto.roster.asking import Prices
from lazaretto.roster.engine.judging import broken, cost, faults
from lazaretto.roster.engine.problem import Answer, Flags, Ints, Problem
from lazaretto.roster.engine.settling import fill
from lazaretto.roster.ground import Ground
from lazaretto.roster.needing import needed, women_needed
from lazaretto.roster.repeating import repeated
from lazaretto.roster.resting import LONG_RESTED, Rest, fatigue, rested
from lazaretto.roster.rotating import rotate
from lazaretto.roster.standing import WEEK, Company, Stander, Standing, standing, stands_of
from lazaretto.roster.unfolding import Days, Unfolded
from lazaretto.roster.watches import Group, Slot

_DAY = 1440
_QUICK, _LONG = 0.5, 2.0  # the engine's measure, to fill a stretch that the quick ways leave short
_SEED = 1
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
    """The stands of a house, their price and the least that it can be for these turns."""

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
    kept = _kept(ground)
    found = Manned()
    for number, step in enumerate(ground.steps):
        company = _company(ground, prices, laid.days, step, past, kept)
        question = standing(company)
        first = _first(ground, company, kept)
        posted = {n: groups[number] for n, groups in laid.posted.items()}
        quick = _quick(
            ground, company, question, posted, {n: each.nights - each.due[0] for n, each in past.items()}
        )
        rows, bound = _answered(company, question, [first, quick], engine, len(ground.steps) - number)
        found.cost += cost(question.problem, rows)
        found.bound += bound
        for person, day, slot in stands_of(company, rows):
            found.stands.append(
                Stand(person=person.name, post=slot.post.post, watch=slot.watch.watch, day=ground.day(day))
            )
        _lived(company, rows, past)
    return found


def _answered(
    company: Company, question: Standing, known: Sequence[Ints | None], engine: Engine | None, left: int
) -> tuple[Ints, int]:
    """The best rows at hand, and what no others of this stretch can be cheaper than."""
    problem = question.problem
    lawful = [rows for rows in known if rows is not None and not any(broken(problem, rows))]
    if not lawful or min(cost(problem, rows) for rows in lawful) >= company.prices.missing:
        lawful.append(rotate(company, question))
    dear, bound = company.prices.missing, 0
    if company.people and min(cost(problem, rows) for rows in lawful) >= dear:
        filled, never = fill(problem, dear, effort=_LONG if engine else _QUICK, seed=_SEED)
        lawful += [] if filled is None else [filled]
        bound = dear * never
    rows = min(lawful, key=lambda each: cost(problem, each))
    price = cost(problem, rows)
    if not price or engine is None or not company.people:
        return rows, bound if company.people else price
    better = engine(problem, rows, left)
    if better is None:
        return rows, bound
    bound = max(bound, better.bound)
    if better.letters is not None and better.cost is not None and better.cost < price:
        return better.letters, bound
    return rows, min(price, bound)


def _quick(
    ground: Ground, company: Company, question: Standing, posted: Mapping[int, int | None],
    nights: Mapping[int, float],
) -> Ints:  # fmt: skip
    """Group by group what its people stand when all are rested, or what can be matched day by day."""
    rows = np.zeros((len(company.people), len(company.days)), dtype=np.int64)
    before = 0
    for number, group in enumerate(ground.groups):
        mine = [at for at, person in enumerate(company.people) if posted.get(person.number) == number]
        if mine:
            own = _of_group(company, mine, range(before, before + len(group.slots)))
            whole = ground.lengths[ground.inside if group.guarded else ground.outside]
            found = _usual(own, whole, [nights[person.number] for person in own.people])
            wide = None if found is None else np.where(found > 0, found + before, 0)
            if wide is None or not _settle(question.problem, mine, wide, _women(own, whole)):
                found = _filled(own, standing(own))
                wide = np.where(found > 0, found + before, 0)
            rows[mine] = wide
        before += len(group.slots)
    return rows


def _filled(company: Company, question: Standing) -> Ints:
    """Day after day, or looking ahead where that leaves a watch empty."""
    rows, dear = rotate(company, question), company.prices.missing
    if cost(question.problem, rows) < dear:
        return rows
    filled, _ = fill(question.problem, dear, effort=_QUICK, seed=_SEED)
    return rows if filled is None else filled


def _of_group(company: Company, mine: Sequence[int], slots: range) -> Company:
    """Some of a company, and the watches that are theirs."""
    people = tuple(
        replaced(
            person,
            open=person.open[:, slots.start : slots.stop],
            costs=person.costs[:, slots.start : slots.stop],
        )
        for person in (company.people[at] for at in mine)
    )
    return replaced(company, slots=company.slots[slots.start : slots.stop], people=people)


def _usual(company: Company, whole: int, nights: Sequence[float]) -> Ints | None:
    """The rows of rested people, dealt out: who had the fewest nights so far has the most now.

    whole: the days of a phase. nights: of each, how many more than their even share. None where they are too
    few to fill every place for a whole phase.
    """
    asked = company.slots, company.limits, whole
    women = _women(company, whole)
    if len(company.people) < needed(*asked) or len(women) < women_needed(*asked):
        return None
    others = [at for at in range(len(company.people)) if at not in women]
    found, _ = repeated(company.slots, company.limits, len(company.days), len(company.people), len(women))
    dark = np.array([False, *(slot.is_night for slot in company.slots)])[found].sum(axis=1)
    rows = np.zeros_like(found)
    for people, places in ((women, range(len(women))), (others, range(len(women), len(company.people)))):
        order = sorted(people, key=lambda at: (nights[at], at))
        for at, place in zip(order, sorted(places, key=lambda p: (-dark[p], p)), strict=True):
            rows[at] = found[place]
    return rows


def _women(company: Company, whole: int) -> list[int]:
    """Those to whom the places of women are dealt."""
    most = women_needed(company.slots, company.limits, whole)
    return [at for at, person in enumerate(company.people) if person.is_woman][:most]


def _settle(problem: Problem, mine: Sequence[int], rows: Ints, women: Sequence[int]) -> bool:
    """Let those whose row does not follow on what they stood change it for another's; False: none will.

    women: who has the places of women, and keeps one of them.
    """

    def lawful(at: int, row: Ints) -> bool:
        return not any(faults(problem, problem.members[mine[at]], row))

    for at in range(len(mine)):
        if lawful(at, rows[at]):
            continue
        for other in range(len(mine)):
            alike = (at in women) == (other in women)
            if alike and lawful(at, rows[other]) and lawful(other, rows[at]):
                rows[[at, other]] = rows[[other, at]]
                break
        else:
            return False
    return True


def _begins(ground: Ground, n: int) -> Rest:
    member = ground.members[n]
    if member.rested_from is None:
        return Rest(LONG_RESTED, member.nights)
    return Rest(member.rested_from - _DAY, member.nights)


def _company(
    ground: Ground, prices: Prices, days: Mapping[int, Days], step: range, past: Mapping[int, Past],
    kept: Mapping[tuple[str, int], tuple[str, str]],
) -> Company:  # fmt: skip
    """Those who are inside, or on standby where posts outside are theirs, on any of the days."""
    slots = tuple(slot for group in ground.groups for slot in group.slots)
    of_group = [number for number, group in enumerate(ground.groups) for _ in group.slots]
    opened = {
        n: open_ for n, phases in days.items() if (open_ := _open(ground, n, phases, step, of_group)).any()
    }
    shares = _shares(ground, slots, of_group, opened, step, past)
    people = tuple(
        _stander(ground, prices, n, open_, slots, step, past[n], shares[n], kept)
        for n, open_ in opened.items()
    )
    return Company(step, slots, people, fatigue(ground), prices)


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
    nights, watches = dict.fromkeys(opened, 0.0), dict.fromkeys(opened, 0.0)
    for number in range(len(ground.groups)):
        mine = [n for n, slot in enumerate(slots) if of_group[n] == number]
        able = {n: int(open_[:, mine].any(axis=1).sum()) for n, open_ in opened.items()} if mine else {}
        whole = max(1, sum(able.values()))
        places = len(step) * sum(slots[n].need for n in mine)
        dark = len(step) * sum(slots[n].need for n in mine if slots[n].is_night)
        for n, count in able.items():
            watches[n] += places * count / whole
            nights[n] += dark * count / whole
    for n in opened:
        past[n].due = (past[n].due[0] + nights[n], past[n].due[1] + watches[n])
    return {
        n: (max(0, ceil(past[n].due[0] - past[n].nights)), max(0, ceil(past[n].due[1] - past[n].watches)))
        for n in opened
    }


def _stander(
    ground: Ground, prices: Prices, n: int, open_: Flags, slots: Sequence[Slot], step: range, past: Past,
    share: tuple[int, int], kept: Mapping[tuple[str, int], tuple[str, str]],
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
        open=open_, costs=costs, free=free, nights=share[0], watches=share[1],
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
