"""The course of every matter of one machine at once, read off the registers' rows alone.

What :func:`lazaretto.obligations.machine.follow` says of one matter's facts, said of all of them: conditions
know rows, not facts. Both ask the machine's own ``walk``.
"""

from dataclasses import dataclass

from lazaretto.obligations.machine import Done, Machine, walk
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


def walk_all(machine: Machine, acts: tuple[str, ...], rows: Columns) -> tuple[Walked, ...]:
    """Every act of every matter, in the order in which they were done.

    rows: key = matter, value = index in ``acts``, aux = who did it or said so; a row a person.
    """
    persons: dict[tuple[int, int], set[str]] = {}
    first: dict[tuple[int, int], int] = {}
    for row, (key, fact, who) in enumerate(
        zip(rows.key.tolist(), rows.fact.tolist(), rows.aux.tolist(), strict=True)
    ):
        persons.setdefault((key, fact), set()).add(str(who))
        first.setdefault((key, fact), row)
    matters: dict[int, list[tuple[int, Done]]] = {}
    for said, row in first.items():
        done = Done(acts[int(rows.value[row])], frozenset(persons[said]))
        matters.setdefault(said[0], []).append((row, done))

    def when(row: int) -> tuple[int, int, int]:
        return int(rows.occurred[row]), int(rows.recorded[row]), row

    found = []
    for key, steps in matters.items():
        steps.sort(key=lambda one: when(one[0]))
        _, astray, _ = walk(machine, [done for _, done in steps])
        state = machine.start
        for (row, done), why in zip(steps, astray, strict=True):
            state = state if why else machine.moves[state, done.act]
            found.append(Walked(key, row, int(rows.occurred[row]), done.act, state, why))
    return tuple(sorted(found, key=lambda one: when(one.row)))
