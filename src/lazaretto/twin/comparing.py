"""Policies side by side: risk, cost and human price, each with its range. All of it is simulated.

Every policy meets the same arrivals, the same community and the same people (common random numbers), and
every policy is lived at the same points of the assumptions. A figure is the median over these points, its
range holds nine tenths of them: what is not known is in the range, and chance too.
"""

from collections.abc import Callable, Sequence

import numpy as np

from lazaretto.twin.analytic.courses import Floats
from lazaretto.twin.answer import DOORS, MOST_POLICIES, SIZES, WITHIN, Answer, Comparison, Figure
from lazaretto.twin.conditioning import look
from lazaretto.twin.costing import Costs, costs
from lazaretto.twin.designing import network
from lazaretto.twin.network import Policy
from lazaretto.twin.observing import Seen, Setting


def compare(
    setting: Setting, policies: Sequence[Policy], *, threads: int = 1,
    progress: Callable[[int, int], bool] | None = None, told: Callable[[Comparison], None] | None = None,
) -> Comparison:  # fmt: skip
    """Live every policy at every point. progress(done, of): asked after each point; false stops with what is
    there. told: is given the comparison so far after 4, 8, 16 … points.

    Errors: ValueError for no point, no policy or more than ``MOST_POLICIES``; CannotBeBuilt for a world that
    cannot be.
    """
    points = setting.points
    if not 1 <= len(policies) <= MOST_POLICIES:
        raise ValueError(f"one to {MOST_POLICIES} policies can stand side by side")
    if points < 1:
        raise ValueError("a comparison needs at least one point of the assumptions")
    lived: list[list[Seen]] = [[] for _ in policies]
    for at, point in enumerate(setting.drawn()):
        for policy, row in zip(policies, lived, strict=True):
            row.append(look(setting, policy, point, at=at, threads=threads))
        done = at + 1
        if told is not None and 4 <= done < points and done & (done - 1) == 0:
            told(compared(setting, policies, lived))
        if progress is not None and not progress(done, points):
            break
    return compared(setting, policies, lived)


def compared(setting: Setting, policies: Sequence[Policy], lived: Sequence[Sequence[Seen]]) -> Comparison:
    """The comparison of what was seen. lived: by policy, by point; each policy at the same points."""
    whole = network(setting.design, days=setting.days)
    priced = [costs(whole, policy, days=setting.days) for policy in policies]
    first = _columns(priced[0], lived[0])
    return Comparison(
        answers=tuple(
            _answer(policy, cost, seen, first=first if number else None)
            for number, (policy, cost, seen) in enumerate(zip(policies, priced, lived, strict=True))
        ),
        days=setting.days, points=len(lived[0]), replicates=setting.replicates, seed=setting.seed,
        disease=setting.disease.id, contacts=setting.contacts.id, network=setting.design.id,
        asked_points=setting.points, assumed=setting.ranges, rare=setting.rare,
    )  # fmt: skip


def _columns(cost: Costs, seen: Sequence[Seen]) -> dict[str, Floats]:
    """What is set against the first policy, point by point."""
    return {
        "breach": np.array([one.breach for one in seen]),
        "staff": np.array([one.doors[DOORS.index("staff")] for one in seen]),
        "infected": np.array([one.infected for one in seen]),
        "quarantine_days": np.array([cost.planned + one.restarted for one in seen]),
        "swabs": np.array([one.swabs for one in seen]),
    }


def _answer(policy: Policy, cost: Costs, seen: Sequence[Seen], *, first: dict[str, Floats] | None) -> Answer:
    columns = _columns(cost, seen)
    fewer = None
    if first is not None:
        fewer = {name: figure(first[name] - column) for name, column in columns.items()}
    return Answer(
        policy=policy,
        breach=figure(columns["breach"]),
        by_door={door: _over(seen, "doors", number) for number, door in enumerate(DOORS)},
        by_leg={leg: _over(seen, "legs", leg) for leg in range(len(seen[0].legs))},
        infected=figure(columns["infected"]),
        sizes={size: _over(seen, "sizes", number) for number, size in enumerate(SIZES)},
        quarantine_days=figure(columns["quarantine_days"]),
        alone_days=float(np.mean(cost.alone)) if cost.alone else 0.0,
        alone_people=len(cost.alone),
        swabs=figure(columns["swabs"]),
        cells=cost.cells,
        fewer_breaches=None if fewer is None else fewer["breach"],
        fewer=fewer,
    )


def _over(seen: Sequence[Seen], name: str, number: int) -> Figure:
    return figure(np.array([getattr(one, name)[number] for one in seen]))


def figure(values: Floats) -> Figure:
    """The median of values at the points, and what holds nine tenths of them."""
    low, middle, high = np.quantile(values, [WITHIN[0], 0.5, WITHIN[1]])
    return Figure(float(middle), float(low), float(high))
