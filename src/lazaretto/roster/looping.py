"""A house → the problem of its loop: who is inside, on standby or at home in each step."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from lazaretto.facts.duty import Phase
from lazaretto.roster.covering import RULES_OF_COVER, WISHES
from lazaretto.roster.engine.judging import faults
from lazaretto.roster.engine.problem import Contract, Demand, Ints, Member, Problem
from lazaretto.roster.ground import Ground
from lazaretto.roster.turning import Turning, allowed, start, turning


@dataclass(frozen=True, slots=True, eq=False)
class Loop:
    """The problem of a house's loop. members: numbers of those in it; stuck: of those with no row at all."""

    ground: Ground
    problem: Problem
    members: tuple[int, ...]
    stuck: tuple[int, ...]


def loop(ground: Ground, *, wishes: bool = True) -> Loop:
    """The problem whose answer says who is in which phase.

    wishes: whether what only has a price is asked too. In a repair it never is: only what is short and what
    changes counts there, so that the least price is the least change.
    """
    wishes = wishes and ground.keep is None
    machines = [turning(ground)]
    rows = []
    for n in range(len(ground.members)):
        if ground.away[n].any():
            machines.append(turning(ground, n))
        number = len(machines) - 1 if ground.away[n].any() else 0
        rows.append(_member(ground, machines[number], n, number, wishes=wishes))
    able = tuple(n for n, row in enumerate(rows) if has_row(machines[row.contract].contract, row))
    place = {n: at for at, n in enumerate(able)}
    asked = [rule for rule in RULES_OF_COVER if ground.asks(rule.__name__)]
    demands = [d for rule in (*asked, *(WISHES if wishes else ())) for d in rule(ground)]
    problem = Problem(
        steps=len(ground.steps),
        letters=tuple(f"{letter.phase or ''} {'' if letter.group is None else letter.group}".strip()
                      for letter in ground.letters),
        contracts=tuple(machine.contract for machine in machines),
        members=tuple(rows[n] for n in able),
        demands=tuple(_among(demand, place) for demand in demands),
    )  # fmt: skip
    stuck = tuple(n for n in range(len(rows)) if n not in place)
    return Loop(ground, problem, able, stuck)


def _among(demand: Demand, place: dict[int, int]) -> Demand:
    """A demand, its members counted as the problem counts them."""
    if demand.members is None:
        return demand
    members = tuple(place[n] for n in demand.members if n in place)
    return Demand(
        demand.name,
        demand.steps,
        demand.letters,
        demand.need,
        demand.under,
        demand.over,
        members,
        demand.most,
    )


def has_row(contract: Contract, member: Member) -> bool:
    """Whether anything at all is open to somebody from the first step to the last."""
    here = {member.start}
    for open_ in member.allowed:
        reached = contract.after[sorted(here)][:, open_]
        here = set(reached[reached >= 0].tolist())
        if not here:
            return False
    return True


def _member(ground: Ground, machine: Turning, n: int, number: int, *, wishes: bool) -> Member:
    member = ground.members[n]
    open_ = allowed(ground, n)
    costs = _costs(ground, n) if wishes else np.zeros(open_.shape, dtype=np.int64)
    kept = kept_phases(ground, n)
    if kept is not None:
        phases = [letter.phase for letter in ground.letters]
        changed = np.array([[phase != was for phase in phases] for was in kept])
        fixed = np.array(
            [
                ground.changing_until is not None and ground.day(days.start) > ground.changing_until
                for days in ground.steps
            ]
        )
        held = open_ & ~(fixed[:, None] & changed)
        trial = Member(member.person, number, machine.number[0, start(ground, member)], held, costs)
        if has_row(machine.contract, trial):  # who cannot be back in time is free to the end
            open_ = held
        costs = costs + changed.astype(np.int64) * change_prices(ground)[:, None]
    return Member(member.person, number, machine.number[0, start(ground, member)], open_, costs)


def _costs(ground: Ground, n: int) -> Ints:
    """What each letter costs somebody: days inside and on standby, and posts that are not theirs."""
    prices, member = ground.prices, ground.members[n]
    price: dict[Phase | None, int] = {"A": prices.inside, "B": prices.standby}
    row = []
    for letter in ground.letters:
        posts = (
            {post.post for post in ground.groups[letter.group].posts} if letter.group is not None else set()
        )
        other = bool(posts and member.posts and not posts & set(member.posts))
        row.append(price.get(letter.phase, 0) + other * prices.other_post)
    days = np.array([len(days) for days in ground.steps], dtype=np.int64)
    return days[:, None] * np.array(row, dtype=np.int64)


def kept_phases(ground: Ground, n: int) -> list[Phase | None] | None:
    """The phase of each step in the roster to stay near, as the problem sees it; None where there is none.

    A step on a day of which they are away is one in no phase, in both rosters.
    """
    if ground.keep is None:
        return None
    by_day = dict(ground.kept(ground.members[n]))
    return [
        None if ground.away_steps[n, step] else by_day.get(days.start)
        for step, days in enumerate(ground.steps)
    ]


def change_prices(ground: Ground) -> Ints:
    """The price of a change in each step: by its days, more in the blocks that come next."""
    soon = ground.prices.soon_blocks * ground.block
    return np.array(
        [
            ground.prices.change * len(days) * (ground.prices.soon if days.start < soon else 1)
            for days in ground.steps
        ],
        dtype=np.int64,
    )


def kept_rows(loop: Loop) -> Ints | None:
    """The roster to stay near as letters, lawful for each person; None: there is none.

    Posts are as near to their own as can be. Whoever cannot go on as they were has their own cheapest row.
    """
    ground = loop.ground
    if ground.keep is None:
        return None
    rows = np.zeros((len(loop.members), len(ground.steps)), dtype=np.int64)
    held = _held(ground)
    for at, n in enumerate(loop.members):
        member = loop.problem.members[at]
        for step, phase in enumerate(kept_phases(ground, n) or ()):
            open_ = [x for x in ground.letters_of(phase) if member.allowed[step, x]]
            post = held.get((member.name, step))
            rows[at, step] = next(
                (x for x in open_ if ground.letters[x].group == post), open_[0] if open_ else 0
            )
        if any(faults(loop.problem, member, rows[at])):
            rows[at] = _cheapest(loop.problem.contracts[member.contract], member)
    return rows


def _cheapest(contract: Contract, member: Member) -> Ints:
    """The row that costs one person least, whatever the others do: backwards from the end."""
    steps, far = len(member.allowed), np.iinfo(np.int64).max // 4
    left = np.zeros((steps + 1, len(contract.after)), dtype=np.int64)
    for step in reversed(range(steps)):
        prices = np.where(member.allowed[step], member.costs[step], far)
        beyond = np.where(contract.after >= 0, left[step + 1][contract.after], far)
        left[step] = np.minimum((prices + beyond).min(axis=1), far)
    row, state = np.zeros(steps, dtype=np.int64), member.start
    for step in range(steps):
        prices = np.where(member.allowed[step], member.costs[step], far)
        beyond = np.where(contract.after[state] >= 0, left[step + 1][contract.after[state]], far)
        row[step] = int((prices + beyond).argmin())
        state = int(contract.after[state, row[step]])
    return row


def _held(ground: Ground) -> dict[tuple[str, int], int]:
    """(person, step) → the group whose posts they stand most in the roster to stay near."""
    group_of = {post.post: n for n, group in enumerate(ground.groups) for post in group.posts}
    step_of = {day: step for step, days in enumerate(ground.steps) for day in days}
    counted: dict[tuple[str, int], Counter[int]] = {}
    for stand in ground.keep.stands if ground.keep is not None else ():
        day = ground.offset(stand.day)
        if day in step_of and stand.post in group_of:
            counted.setdefault((stand.person, step_of[day]), Counter())[group_of[stand.post]] += 1
    return {key: count.most_common(1)[0][0] for key, count in counted.items()}
