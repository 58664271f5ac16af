"""The course of every matter of one machine at once, read off the registers' rows alone.

What :func:`lazaretto.obligations.machine.follow` says of one matter's facts, said of all of them: conditions
know rows, not facts. A test holds the two to the same answers.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lazaretto.obligations.machine import Machine
from lazaretto.registers.events import Columns


@dataclass(frozen=True, slots=True)
class Walked:
    """One act. row: its first row; state: after it; why: None where it counted, else as in a Course."""

    key: int
    row: int
    at: int
    act: str
    state: str
    why: str | None


@dataclass(slots=True)
class _Matter:
    state: str
    done: list[tuple[str, frozenset[int]]] = field(default_factory=list)


def walk(machine: Machine, acts: tuple[str, ...], rows: Columns) -> tuple[Walked, ...]:
    """Every act of every matter, in the order in which they were done.

    rows: key = matter, value = index in ``acts``, aux = who did it or said so; a row a person.
    """
    persons: dict[tuple[int, int], set[int]] = {}
    first: dict[tuple[int, int], int] = {}
    for row, (key, fact, who) in enumerate(
        zip(rows.key.tolist(), rows.fact.tolist(), rows.aux.tolist(), strict=True)
    ):
        persons.setdefault((key, fact), set()).add(who)
        first.setdefault((key, fact), row)
    order = sorted(
        first.items(),
        key=lambda one: (int(rows.occurred[one[1]]), int(rows.recorded[one[1]]), int(rows.fact[one[1]])),
    )
    return tuple(_walked(machine, acts, rows, [(row, frozenset(persons[at])) for at, row in order]))


def _walked(
    machine: Machine, acts: tuple[str, ...], rows: Columns, steps: list[tuple[int, frozenset[int]]]
) -> Iterator[Walked]:
    matters: dict[int, _Matter] = {}
    for row, who in steps:
        key, act = int(rows.key[row]), acts[int(rows.value[row])]
        matter = matters.setdefault(key, _Matter(machine.start))
        then, barred = machine.after(matter.state, act), _barred(machine, act, who, matter)
        why = barred or (None if then is not None else "out_of_turn")
        if then is not None and barred is None:
            matter.state = then
            if act in machine.anew:
                matter.done.clear()
            matter.done.append((act, who))
        yield Walked(key, row, int(rows.occurred[row]), act, matter.state, why)


def _barred(machine: Machine, act: str, who: frozenset[int], matter: _Matter) -> str | None:
    earlier = [before for before, later in machine.apart if later == act]
    return next((done for done, persons in matter.done if done in earlier and persons & who), None)
