"""What somebody may do at a cut between two steps, rule by rule, and the automaton that comes of it.

A *state* is a phase and the day from which its days are served. ``RULES_OF_MOVES`` and ``RULES_OF_CELLS``
are the table of contents: one function a rule, named as the judge names it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lazaretto.facts.duty import Phase
from lazaretto.obligations.rostering.situation import Member
from lazaretto.roster.engine.problem import Contract, Flags
from lazaretto.roster.ground import Ground

SERVED = -1


@dataclass(frozen=True, slots=True)
class State:
    """In which phase somebody is, and the day from which its days are served (SERVED: they are).

    In none: the day from which they have been away for as long as being at home would have lasted.
    """

    phase: Phase | None
    ready: int = SERVED


@dataclass(frozen=True, slots=True)
class Move:
    """From a state, on the day of a cut, into a phase (or on in the same).

    back: the first day of it in truth, where an absence ends before the cut; left: the first day away, where
    one begins after it. Both are the day itself for whoever is not away.
    """

    state: State
    day: int
    to: Phase | None
    back: int | None = None
    left: int | None = None

    @property
    def stays(self) -> bool:
        """Whether the phase goes on."""
        return self.to == self.state.phase


def phase_out_of_order(ground: Ground, move: Move) -> bool:
    """The next phase is the pattern's next; who is in none begins with one that leads inside, never inside.

    Who fell out inside goes home first, or was away for as long.
    """
    if move.stays or move.to is None:
        return False
    if move.state.phase is None:
        begins = move.to != ground.inside or len(ground.lengths) == 1
        back = move.day if move.back is None else move.back
        return not begins or (move.to != "C" and move.state.ready > back)
    return move.to != ground.order[move.state.phase]


def phase_cut_short(_ground: Ground, move: Move) -> bool:
    """A phase lasts at least its days; an absence may break it off."""
    changes = not move.stays and move.to is not None and move.state.phase is not None
    return changes and move.state.ready > move.day


def phase_too_long(ground: Ground, move: Move) -> bool:
    """A lasts its days and not one more: it ends on a cut. B and C may last longer: waiting is lawful."""
    if move.to != "A":
        return False
    if move.stays:
        return move.state.ready <= move.day
    end = move.day + ground.lengths["A"]
    return end < ground.days and end not in ground.cuts


def inside_too_long(ground: Ground, move: Move) -> bool:
    """Nobody is inside for more days in a row than the limit: where A is longer, nobody goes in."""
    limit = ground.limit("inside_too_long", "days")
    return limit is not None and move.to == "A" and not move.stays and ground.lengths["A"] > limit


RULES_OF_MOVES: tuple[Callable[[Ground, Move], bool], ...] = (
    phase_out_of_order, phase_cut_short, phase_too_long, inside_too_long,
)  # fmt: skip


def turn_missing(ground: Ground, n: int) -> Flags:
    """Who is present has a phase on each day."""
    found: Flags = ~ground.away_steps[n][:, None] & _is_none(ground)
    return found


def absent_on_duty(ground: Ground, n: int) -> Flags:
    """Who is away on a day of a step is given nothing in it; the days beside the absence are filled later."""
    found: Flags = ground.away_steps[n][:, None] & ~_is_none(ground)
    return found


def post_unqualified(ground: Ground, n: int) -> Flags:
    """A post is stood by its staff."""
    return _of_letters(ground, ~ground.is_staff(ground.members[n])[None])


def untrained_on_post(ground: Ground, n: int) -> Flags:
    """Who stands a post has passed its procedures, good to the last day of the step."""
    last = np.array([days[-1] for days in ground.steps])
    return _of_letters(ground, ~ground.is_trained(ground.members[n])[last])


def _is_none(ground: Ground) -> Flags:
    return np.array([letter.phase is None for letter in ground.letters])


def _of_letters(ground: Ground, of_groups: Flags) -> Flags:
    """What holds of groups, of the letters that stand their posts; false of the others."""
    found = np.zeros((len(of_groups), len(ground.letters)), dtype=np.bool_)
    for n, letter in enumerate(ground.letters):
        if letter.group is not None:
            found[:, n] = of_groups[:, letter.group]
    return found


# (ground, number of the member) → what it forbids them, shape (steps or 1, letters)
RULES_OF_CELLS: tuple[Callable[[Ground, int], Flags], ...] = (
    turn_missing, absent_on_duty, post_unqualified, untrained_on_post,
)  # fmt: skip


def allowed(ground: Ground, n: int) -> Flags:
    """Which letters every rule that is asked leaves open to somebody, shape (steps, letters)."""
    found = np.ones((len(ground.steps), len(ground.letters)), dtype=np.bool_)
    for rule in RULES_OF_CELLS:
        if ground.asks(rule.__name__):
            found &= ~rule(ground, n)
    return found


def start(ground: Ground, member: Member) -> State:
    """The state in which the first day finds somebody. A phase that the pattern has not counts as none."""
    if member.phase not in ground.lengths:
        return State(None)
    return _after(State(member.phase, ground.ready(member)), 0)


def entered(ground: Ground, move: Move) -> State:
    """The state after a move."""
    if move.to is None and move.state.phase == "A":
        return State(None, (move.day if move.left is None else move.left) + ground.left_out)
    if move.to is None:
        return State(None, move.state.ready if move.stays else SERVED)
    return move.state if move.stays else State(move.to, move.day + ground.lengths[move.to])


def _after(state: State, day: int) -> State:
    """The state as the day finds it. In none its day stays: somebody may have been back before the cut."""
    return state if state.phase is None or state.ready > day else State(state.phase, SERVED)


def _beside(ground: Ground, n: int, day: int) -> tuple[int, int]:
    """The first day after the last absence before a day, and the first day away from it on."""
    away = np.flatnonzero(ground.away[n])
    before, after = away[away < day], away[away >= day]
    return int(before[-1]) + 1 if len(before) else day, int(after[0]) if len(after) else day


@dataclass(frozen=True, slots=True)
class Turning:
    """The automaton of a house's loop. number: (step, state) → the state's number in the contract."""

    contract: Contract
    number: dict[tuple[int, State], int]


def turning(ground: Ground, n: int | None = None) -> Turning:
    """Every state that somebody can come to, step after step, and the letters that lead on.

    n: for one member, with the days of their absences; None: for all who are never away.
    """
    rules = [rule for rule in RULES_OF_MOVES if ground.asks(rule.__name__)]
    phases = (None, *ground.lengths)
    members = ground.members if n is None else (ground.members[n],)
    layer = list(dict.fromkeys(start(ground, member) for member in members))
    number = {(0, state): n for n, state in enumerate(layer)}
    arcs: list[tuple[int, Phase | None, int]] = []
    for step, day in enumerate(ground.cuts[:-1]):
        beyond: list[State] = []
        for state in layer:
            for phase in phases:
                move = Move(state, day, phase, *(_beside(ground, n, day) if n is not None else ()))
                if any(rule(ground, move) for rule in rules):
                    continue
                to = (step + 1, _after(entered(ground, move), ground.cuts[step + 1]))
                if to not in number:
                    number[to] = len(number)
                    beyond.append(to[1])
                arcs.append((number[step, state], phase, number[to]))
        layer = beyond
    after = np.full((len(number), len(ground.letters)), -1, dtype=np.int64)
    for here, phase, there in arcs:
        after[here, ground.letters_of(phase)] = there
    return Turning(Contract(ground.situation.pattern, after, np.ones(len(number), dtype=np.bool_)), number)
