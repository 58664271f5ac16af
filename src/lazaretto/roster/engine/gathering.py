"""Alike people as one: whole numbers of them walk from state to state, and are told apart only afterwards.

Where no sum is kept along a row, a row is any walk through its automaton. People of one *kind* have the same
automaton, the same letters open at the same prices, and count towards the same demands; how many of a kind
take an *arc* (from a state by a group of letters at a step) says all that demands ask. Which letter of its
group each has is settled step by step among all for whom letters there mean the same. Demands on one person
alone (fairness) are asked of the kind as a whole: less than is asked of each, so the price is a bound.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lazaretto.roster.engine.lines import Line, ahead
from lazaretto.roster.engine.problem import Demand, Ints, Problem
from lazaretto.roster.engine.programme import Programme

Arc = tuple[int, int, int, int]  # kind, step, state, group of letters
Meaning = tuple[tuple[int, int, tuple[int, ...]], ...]  # of each letter of a group: letter, cost, demands


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """People who are alike. own: the demands on each of them alone, as the first of them has them."""

    members: tuple[int, ...]
    line: Line
    shared: frozenset[int]
    own: tuple[Demand, ...]
    groups: tuple[tuple[int, ...], ...]

    def hits(self, group: int, step: int) -> tuple[int, ...]:
        """Which of the own demands a letter of a group counts towards at a step."""
        letter = self.groups[group][0]
        return tuple(k for k, d in enumerate(self.own) if letter in d.letters and step in d.steps)


def kinds(problem: Problem, lines: Sequence[Line], apart: frozenset[int] = frozenset()) -> tuple[Kind, ...]:
    """Everybody by kind. apart: members who are to be a kind of their own."""
    own, shared = defaultdict[int, list[Demand]](list), defaultdict[int, set[int]](set)
    for number, demand in enumerate(problem.demands):
        if demand.members is not None and len(demand.members) == 1:
            own[demand.members[0]].append(demand)
        else:
            for n in range(len(lines)) if demand.members is None else demand.members:
                shared[n].add(number)
    alike = defaultdict[object, list[int]](list)
    for n, line in enumerate(lines):
        asked = tuple((d.steps, d.letters, d.need, d.under, d.over, d.most) for d in own[n])
        rules = id(line.after), line.start, line.open.tobytes(), line.costs.tobytes()
        alike[rules, frozenset(shared[n]), asked, n if n in apart else None].append(n)
    return tuple(
        Kind(
            tuple(ns), lines[ns[0]], frozenset(shared[ns[0]]), tuple(own[ns[0]]),
            _groups(lines[ns[0]], own[ns[0]]),
        )
        for ns in alike.values()
    )  # fmt: skip


def _groups(line: Line, own: Sequence[Demand]) -> tuple[tuple[int, ...], ...]:
    """Letters that lead alike, and count alike for the person alone."""
    found = defaultdict[object, list[int]](list)
    for letter in range(line.after.shape[1]):
        found[line.after[:, letter].tobytes(), tuple(letter in d.letters for d in own)].append(letter)
    return tuple(tuple(letters) for letters in found.values())


class Gathered:
    """A problem as a programme of walks, and the way back to rows.

    arcs: → its amount; places: (step, what the letters mean) → the arcs that go there; given: (place, letter)
    → its amount; gaps: demand → the amounts missing and beyond.
    """

    def __init__(self, problem: Problem, kinds: Sequence[Kind]) -> None:
        self.problem, self.kinds = problem, kinds
        self.programme = Programme()
        self.arcs: dict[Arc, int] = {}
        self.places = defaultdict[tuple[int, Meaning], list[Arc]](list)
        self.given: dict[tuple[tuple[int, Meaning], int], int] = {}
        self.gaps: list[tuple[int | tuple[int, int], Demand, int, int]] = []
        self._held = defaultdict[int, list[int]](list)
        for number in range(len(kinds)):
            self._walk(number)
        for place, arcs in self.places.items():
            self._deal(place, arcs)
        for number, demand in enumerate(problem.demands):
            if demand.members is None or len(demand.members) != 1:
                self._ask(number, demand, [(amount, 1) for amount in self._held[number]], 1)

    def _walk(self, number: int) -> None:
        """All ways of one kind, and what is asked of them alone."""
        kind, add = self.kinds[number], self.programme
        line, count, there = kind.line, len(kind.members), ahead(kind.line)
        hits = defaultdict[int, list[tuple[int, int]]](list)
        into: dict[int, list[int]] = {}
        for t in range(self.problem.steps):
            out = defaultdict[int, list[int]](list)
            for state in (line.start,) if t == 0 else tuple(into):
                leaving = []
                for group, letters in enumerate(kind.groups):
                    to, open_ = int(line.after[state, letters[0]]), [x for x in letters if line.open[t, x]]
                    if to < 0 or not open_ or not there[t + 1, to]:
                        continue
                    arc = self.arcs[number, t, state, group] = add.amount(count)
                    leaving.append(arc)
                    out[to].append(arc)
                    self.places[t, self._meaning(kind, t, open_)].append((number, t, state, group))
                    for k in kind.hits(group, t):
                        hits[k].append((arc, 1))
                come = count if t == 0 else 0
                add.bind([*((a, 1) for a in leaving), *((a, -1) for a in into.get(state, ()))], come, come)
            into = dict(out)
        for k, demand in enumerate(kind.own):
            self._ask((number, k), demand, hits[k], count)

    def _meaning(self, kind: Kind, step: int, letters: Sequence[int]) -> Meaning:
        demands = self.problem.demands
        return tuple(
            (
                x,
                int(kind.line.costs[step, x]),
                tuple(n for n in sorted(kind.shared) if step in demands[n].steps and x in demands[n].letters),
            )
            for x in letters
        )

    def _deal(self, place: tuple[int, Meaning], arcs: Sequence[Arc]) -> None:
        """Whoever comes to a place has one of its letters there."""
        most = sum(len(self.kinds[number].members) for number in {arc[0] for arc in arcs})
        for letter, cost, demands in place[1]:
            amount = self.given[place, letter] = self.programme.amount(most, cost)
            for number in demands:
                self._held[number].append(amount)
        terms = [(self.given[place, letter], 1) for letter, _, _ in place[1]]
        self.programme.bind([*terms, *((self.arcs[arc], -1) for arc in arcs)], 0, 0)

    def _ask(
        self, key: int | tuple[int, int], demand: Demand, terms: Sequence[tuple[int, int]], times: int
    ) -> None:
        """A demand, of so many people at once."""
        add, most = self.programme, sum(self.programme.most[amount] for amount, _ in terms)
        need = demand.need * times
        missing = add.amount(max(0, need), demand.under)
        beyond = add.amount(max(0, most - need), demand.over)
        add.bind([*terms, (missing, 1), (beyond, -1)], need, need)
        if demand.most is not None:
            add.bind(terms, 0, demand.most * times)
        self.gaps.append((key, demand, missing, beyond))

    def point(self, letters: Ints) -> Ints:
        """A roster as amounts."""
        found = np.zeros(len(self.programme.most), dtype=np.int64)
        for number, kind in enumerate(self.kinds):
            group_of = {x: g for g, letters_ in enumerate(kind.groups) for x in letters_}
            for n in kind.members:
                state = kind.line.start
                for t, letter in enumerate(letters[n].tolist()):
                    found[self.arcs[number, t, state, group_of[letter]]] += 1
                    open_ = [x for x in kind.groups[group_of[letter]] if kind.line.open[t, x]]
                    found[self.given[(t, self._meaning(kind, t, open_)), letter]] += 1
                    state = int(kind.line.after[state, letter])
        for key, demand, missing, beyond in self.gaps:
            held, need = self._counted(key, demand, letters), demand.need
            if isinstance(key, tuple):
                need *= len(self.kinds[key[0]].members)
            found[missing], found[beyond] = max(0, need - held), max(0, held - need)
        return found

    def _counted(self, key: int | tuple[int, int], demand: Demand, letters: Ints) -> int:
        among = demand.members if isinstance(key, int) else self.kinds[key[0]].members
        held = letters[slice(None) if among is None else list(among)][:, list(demand.steps)]
        return int(np.isin(held, demand.letters).sum())

    def asked_of_all(self, number: int, amounts: Ints) -> int:
        """What a kind pays for its own demands as a whole."""
        own = (
            demand.under * int(amounts[missing]) + demand.over * int(amounts[beyond])
            for key, demand, missing, beyond in self.gaps
            if isinstance(key, tuple) and key[0] == number
        )
        return sum(own)
