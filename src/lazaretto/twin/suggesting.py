"""Ready-made questions: what a leader asks first, as orders beside the one of the document.

    for idea in suggested(question): idea.kind, idea.values, idea.change

A question that makes no sense for a document is not offered: a leg of ten days is not made fourteen.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Literal

import msgspec

from lazaretto.twin.asking import Question, ordered
from lazaretto.twin.costing import costs
from lazaretto.twin.designing import Change, LegChange, network
from lazaretto.twin.lowering import duty
from lazaretto.twin.network import Policy

Kind = Literal[
    "shorter_leg", "one_more_test", "alone", "fortnight_alone", "more_cells", "smaller_cells", "other_duty",
    "weekly_rounds",
]  # fmt: skip
SHORTER = 14  # days: the incubation that guidelines of 2020 and later reckon with
MORE_CELLS = 2  # a house turns one or two cells more into transition cells (the model city, March 2022)
WEEK = 7


class Idea(msgspec.Struct, frozen=True, kw_only=True):
    """A ready-made order. id: its name on a button. values fill its words. change: named by its id so far."""

    id: str
    kind: Kind
    values: dict[str, str]
    change: Change


def suggested(question: Question) -> tuple[Idea, ...]:
    """The ready-made orders for a question, in the order in which leaders ask. Errors: CannotBeLowered."""
    own = ordered(question)
    return (*_of_legs(own), *_of_cells(question, own), *_of_duty(question, own), *_of_rounds(own))


def _idea(name: str, kind: Kind, change: Change, **values: object) -> Idea:
    return Idea(id=name, kind=kind, values={k: str(v) for k, v in values.items()}, change=change)


def _of_legs(own: Policy) -> Iterator[Idea]:
    first = own.legs[0]
    if first.days > SHORTER:
        change = Change(name="shorter-leg", legs={1: LegChange(days=SHORTER)})
        yield _idea("shorter-leg", "shorter_leg", change, leg=1, days=SHORTER, instead=first.days)
    day = _widest(first.tests_on, first.days)
    if day is not None:
        tests = tuple(sorted({*first.tests_on, day}))
        change = Change(name="one-more-test", legs={1: LegChange(tests_on=tests)})
        yield _idea("one-more-test", "one_more_test", change, leg=1, day=day, tests=len(tests))
    if own.cohort > 1:
        yield _idea("alone", "alone", Change(name="alone", cohort=1))
    if own.cohort > 1 and own.days > SHORTER:
        legs = {1: LegChange(days=SHORTER)} | {n: LegChange(days=0) for n in range(2, len(own.legs) + 1)}
        change = Change(name="fortnight-alone", legs=legs, cohort=1)
        yield _idea("fortnight-alone", "fortnight_alone", change, days=SHORTER, instead=own.days)


def _widest(tests: tuple[int, ...], days: int) -> int | None:
    """The middle of the longest stretch of a leg without a test; None where every day has one."""
    edges = [0, *sorted(tests), days]
    gap, begins = max((after - before, -before) for before, after in pairwise(edges))
    return -begins + gap // 2 if gap > 1 else None


def _of_cells(question: Question, own: Policy) -> Iterator[Idea]:
    """Fewer people in a cell, as far as two cells more a house reach; else what the next step would need."""
    net = network(question.network, days=question.days)
    now = costs(net, own, days=question.days).cells
    houses = len({cohort.home for cohort in net.arrivals})
    largest = min(own.cohort, max((cohort.size for cohort in net.arrivals), default=0))
    steps = [
        (people, costs(net, replace(own, cohort=people), days=question.days).cells - now)
        for people in range(largest - 1, 1, -1)
    ]
    within = [step for step in steps if 0 < step[1] <= MORE_CELLS * houses]
    beyond = [step for step in steps if step[1] > MORE_CELLS * houses]
    if within:
        people, more = within[-1]
        yield _idea("cells", "more_cells", Change(name="cells", cohort=people), people=people, more=more)
    elif beyond:
        people, more = beyond[0]
        yield _idea("cells", "smaller_cells", Change(name="cells", cohort=people), people=people, more=more)


def _of_duty(question: Question, own: Policy) -> Iterator[Idea]:
    for pattern in question.protocol.patterns:
        if all(phase.days > 0 for phase in pattern.phases) and duty(pattern) != own.duty:
            days = "+".join(str(phase.days) for phase in pattern.phases)
            change = Change(name=f"duty-{pattern.id}", pattern=pattern.id)
            yield _idea(f"duty-{pattern.id}", "other_duty", change, pattern=pattern.id, days=days)


def _of_rounds(own: Policy) -> Iterator[Idea]:
    if own.rounds_every != WEEK:
        yield _idea(
            "weekly-rounds", "weekly_rounds", Change(name="weekly-rounds", rounds_every=WEEK), days=WEEK
        )
