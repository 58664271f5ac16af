"""Wrong data as a value: which fact, which rule, what to do. Never an exception."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from lazaretto.registers.custody import ADMITTED, CAME_BACK, MOVED, TRANSFERRED_IN
from lazaretto.registers.events import Columns, Ints, joined, no_events
from lazaretto.registers.spans import spans, value_at

Rule = Literal[
    "held_elsewhere", "not_held", "leg_not_running", "unknown_tube", "unknown_round", "said_otherwise",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """A fact that contradicts others. ``key`` is the subject's number, ``fact`` the fact's."""

    rule: Rule
    fact: int
    key: int
    facility: int
    occurred: int


def custody_problems(placed: Columns, unplaced: Columns, out: Columns) -> list[Problem]:
    """People placed twice without leaving, moved while not held, or let go while not held."""
    steps = [(placed, 2), (unplaced, 0), (out, 1)]
    key = np.concatenate([c.key for c, _ in steps])
    kind = np.concatenate([np.full(len(c), k, np.int64) for c, k in steps])
    nothing = -1  # only a placing has a why
    why = np.concatenate([placed.aux, np.full(len(unplaced) + len(out), nothing, np.int64)])
    occurred, recorded, fact, facility = (
        np.concatenate([getattr(c, n) for c, _ in steps])
        for n in ("occurred", "recorded", "fact", "facility")
    )
    order = np.lexsort((recorded, kind, occurred, key))
    before = np.full(len(order), -1, np.int64)  # -1: not held
    if len(order) > 1:
        same = key[order[1:]] == key[order[:-1]]
        before[1:][same] = kind[order[:-1]][same]
    kind, why = kind[order], why[order]
    held = (before == 1) | (before == 2)
    again = (kind == 2) & np.isin(why, (ADMITTED, TRANSFERRED_IN)) & held
    loose = ~held & (((kind == 2) & np.isin(why, (MOVED, CAME_BACK))) | (kind < 2))
    doubled: Rule = "held_elsewhere"
    astray: Rule = "not_held"
    return [
        Problem(rule, int(fact[row]), int(key[row]), int(facility[row]), int(occurred[row]))
        for rule, wrong in ((doubled, again), (astray, loose))
        for row in order[wrong]
    ]


def leg_problems(starts: Columns, restarts: Columns, ends: Columns) -> list[Problem]:
    """Legs ended or restarted that were not running; a leg of another layer is not the leg."""
    fits = layer_before(joined([starts, restarts]), ends) == ends.value
    parts = [(starts, 1), (restarts, 2), (ends.where(fits), 0)]
    key = np.concatenate([c.key for c, _ in parts])
    kind = np.concatenate([np.full(len(c), k, np.int64) for c, k in parts])
    occurred, recorded, fact, facility = (
        np.concatenate([getattr(c, n) for c, _ in parts])
        for n in ("occurred", "recorded", "fact", "facility")
    )
    order = np.lexsort((recorded, kind, occurred, key))
    before = np.zeros(len(order), np.int64)
    if len(order) > 1:
        same = key[order[1:]] == key[order[:-1]]
        before[1:][same] = kind[order[:-1]][same]
    wrong = order[(kind[order] != 1) & (before == 0)]
    astray: Rule = "leg_not_running"
    return [
        Problem(astray, int(fact[r]), int(key[r]), int(facility[r]), int(occurred[r])) for r in wrong
    ] + _problems(ends.where(~fits), rule=astray)


def layer_before(starts: Columns, ends: Columns) -> Ints:
    """The layer of the leg each end could end: the person's latest start before it; -1 if none."""
    return value_at(spans(starts, no_events()), ends.key, ends.occurred - 1, default=-1)


def unmatched(asked: Columns, known: Columns, *, rule: Rule) -> list[Problem]:
    """Rows of ``asked`` whose key is in no row of ``known`` (a result without its tube)."""
    return _problems(asked.where(~np.isin(asked.key, known.key)), rule=rule)


def _problems(rows: Columns, *, rule: Rule) -> list[Problem]:
    return [
        Problem(rule, int(rows.fact[r]), int(rows.key[r]), int(rows.facility[r]), int(rows.occurred[r]))
        for r in range(len(rows))
    ]
