"""A matter that several people bring to its end: its states, its acts and who must not do two of them.

A machine is data. Who may do an act is asked of the permission table (each act is the stating of one kind of
fact); whether it may be done now, and by this person after what they did before, is asked here. The state of
a matter is never kept: it is what its facts add up to at an instant (law 4).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.periods import seconds


class Doing(Protocol):
    """An act and whoever did it: all that a machine asks of a step."""

    @property
    def act(self) -> str:
        """Its name in the machine."""

    @property
    def persons(self) -> frozenset[str]:
        """Who did it, and who said so."""


class Done(NamedTuple):
    """An act as rows of whole numbers tell it, for readers who open no facts."""

    act: str
    persons: frozenset[str]


_Doing = TypeVar("_Doing", bound=Doing)


@dataclass(frozen=True, slots=True)
class Machine:
    """The course that a matter of one sort may take.

    acts: name of an act → the kind of fact that says it was done. moves: (state, act) → the state after it.
    apart: (earlier, later): nobody does the later act who did the earlier one since the matter last began
    anew (law 13). anew: acts after which earlier persons no longer count (a new statement to be judged).
    """

    name: str
    start: str
    states: tuple[str, ...]
    acts: Mapping[str, type[Body]]
    moves: Mapping[tuple[str, str], str]
    apart: tuple[tuple[str, str], ...] = ()
    anew: frozenset[str] = frozenset()

    def after(self, state: str, act: str) -> str | None:
        """The state that an act leads to; None where it may not be done."""
        return self.moves.get((state, act))

    def forbids(self, act: str, persons: frozenset[str], done: Iterable[Doing]) -> str | None:
        """The earlier act that bars one of these persons from this one; None where nothing does."""
        earlier = [before for before, later in self.apart if later == act]
        return next((step.act for step in done if step.act in earlier and step.persons & persons), None)


@dataclass(frozen=True, slots=True)
class Step:
    """One act as a fact said it. persons: who did it and who said so; an act of a machine is theirs."""

    act: str
    persons: frozenset[str]
    fact: Fact

    @property
    def at(self) -> int:
        """When it was done, seconds since 1970 UTC."""
        return seconds(self.fact.occurred)


@dataclass(frozen=True, slots=True)
class Course:
    """How far a matter has come. taken: the acts that counted. astray: the others, each with why.

    Why: ``out_of_turn``, or the earlier act that the same person had done. What happened is kept either way
    (law 5); what is astray moves nothing.
    """

    machine: Machine
    state: str
    taken: tuple[Step, ...]
    astray: tuple[tuple[Step, str], ...]
    counted: tuple[Step, ...]  # of the taken, those whose persons still bar a later act

    def refuses(self, act: str, persons: frozenset[str]) -> str | None:
        """Why an act may not be done now by these persons: ``out_of_turn``, the act that bars it, or None."""
        if self.machine.after(self.state, act) is None:
            return "out_of_turn"
        return self.machine.forbids(act, persons, self.counted)

    @property
    def open(self) -> tuple[str, ...]:
        """The acts that may be done now, by somebody."""
        return tuple(act for act in self.machine.acts if self.machine.after(self.state, act) is not None)

    def last(self, act: str) -> Step | None:
        """The latest act of that name which counted."""
        return next((step for step in reversed(self.taken) if step.act == act), None)


def walk(machine: Machine, done: Iterable[_Doing]) -> tuple[str, Sequence[str | None], Sequence[_Doing]]:
    """Acts in the order in which they were done: the state after them; of each why it is astray, or None;
    and those whose persons still bar a later act.
    """
    state, astray = machine.start, list[str | None]()
    counted: list[_Doing] = []
    for step in done:
        then = machine.after(state, step.act)
        barred = machine.forbids(step.act, step.persons, counted)
        if then is None or barred is not None:
            astray.append(barred or "out_of_turn")
            continue
        state = then
        astray.append(None)
        if step.act in machine.anew:
            counted.clear()
        counted.append(step)
    return state, astray, counted


def follow(machine: Machine, steps: Iterable[Step]) -> Course:
    """What a matter's acts add up to, in the order in which they were done."""
    ordered = sorted(steps, key=lambda one: (one.at, one.fact.recorded, one.fact.id))
    state, astray, counted = walk(machine, ordered)
    said = tuple(zip(ordered, astray, strict=True))
    return Course(
        machine, state, tuple(step for step, why in said if why is None),
        tuple((step, why) for step, why in said if why is not None), tuple(counted),
    )  # fmt: skip
