"""What was said of assignments and dispatches out of turn, or by whoever may not judge it (law 13).

It is kept, and moves nothing: what it spoke of stands where it stood.
"""

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from lazaretto.obligations.assignments import ASSIGNMENT
from lazaretto.obligations.assignments import ROWS as OF_ASSIGNMENTS
from lazaretto.obligations.dispatches import DISPATCH
from lazaretto.obligations.dispatches import ROWS as OF_DISPATCHES
from lazaretto.obligations.machine import Done, Machine, walk
from lazaretto.registers.events import Columns, joined
from lazaretto.registers.standing import Standing

Settings = dict[str, int]
_OUT_OF_TURN = "out_of_turn"


def assignment_out_of_turn(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Something was said of an assignment that could not be done with it then."""
    return _stray(standing, ASSIGNMENT, OF_ASSIGNMENTS, start, end, apart=False)


def assignment_judged_by_doer(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Whoever said that an assignment was done also looked at it."""
    return _stray(standing, ASSIGNMENT, OF_ASSIGNMENTS, start, end, apart=True)


def dispatch_out_of_turn(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Something was said in a dispatch that was not open for it."""
    return _stray(standing, DISPATCH, OF_DISPATCHES, start, end, apart=False)


def minutes_signed_by_recorder(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Whoever answers for the minutes of a dispatch also signed them."""
    return _stray(standing, DISPATCH, OF_DISPATCHES, start, end, apart=True)


def _stray(
    standing: Standing, machine: Machine, names: Mapping[str, str], start: int, end: int, *, apart: bool
) -> Columns:
    """The rows of a window that moved nothing: because of their person, or because of their turn."""
    rows = joined([standing.events(name) for name in names.values()])
    wanted = [fact for fact, why in _astray(standing, machine, names) if (why != _OUT_OF_TURN) == apart]
    return rows.where(np.isin(rows.fact, np.array(wanted, np.int64))).between(start, end)


def _astray(standing: Standing, machine: Machine, names: Mapping[str, str]) -> tuple[tuple[int, str], ...]:
    return standing.once(
        ("astray", machine.name), lambda: tuple(_found(standing, machine, names, standing.names.name))
    )


def _found(
    standing: Standing, machine: Machine, names: Mapping[str, str], named: Callable[[int], str]
) -> Iterator[tuple[int, str]]:
    """(fact, why) of every act that moved nothing, matter by matter."""
    judged = {act for pair in machine.apart for act in pair}  # of the others nobody asks who did them
    said = [
        (
            at,
            recorded,
            fact,
            named(key),
            Done(act, frozenset(named(one) for one in persons if act in judged)),
        )
        for act, name in names.items()
        for key, at, recorded, fact, *persons in _told(standing.events(name))
    ]
    matters: dict[str, list[tuple[int, Done]]] = {}
    for _, _, fact, key, done in sorted(said, key=lambda one: one[:2]):
        matters.setdefault(_matter(machine, key), []).append((fact, done))
    for acts in matters.values():
        _, astray, _ = walk(machine, [done for _, done in acts])
        yield from ((fact, why) for (fact, _), why in zip(acts, astray, strict=True) if why is not None)


def _told(rows: Columns) -> Iterator[tuple[int, ...]]:
    columns = (rows.key, rows.occurred, rows.recorded, rows.fact, rows.value, rows.aux)
    return zip(*(column.tolist() for column in columns), strict=True)


def _matter(machine: Machine, key: str) -> str:
    """A dispatch is one over all facilities; an assignment is one facility's."""
    return key.split("|")[1] if machine is DISPATCH else key
