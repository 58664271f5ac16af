"""Amounts of alike people → a row for each, as evenly as the demands on each of them alone ask."""

from collections import defaultdict

import numpy as np

from lazaretto.roster.engine.gathering import Arc, Gathered, Kind
from lazaretto.roster.engine.judging import price
from lazaretto.roster.engine.problem import Ints


def unwind(gathered: Gathered, amounts: Ints) -> tuple[Ints, frozenset[int]]:
    """A roster of those amounts, and the members of kinds that cost more apart than they did as a whole."""
    problem = gathered.problem
    letters = np.zeros((sum(len(kind.members) for kind in gathered.kinds), problem.steps), dtype=np.int64)
    taking = defaultdict[Arc, list[int]](list)  # arc → the members that take it
    dearer: set[int] = set()
    for number, kind in enumerate(gathered.kinds):
        walks = _Walks(gathered, number, amounts)
        walks.even_out()
        if sum(map(walks.price, range(len(kind.members)))) > gathered.asked_of_all(number, amounts):
            dearer.update(kind.members)
        for member, (states, groups) in zip(
            kind.members, zip(walks.states, walks.groups, strict=True), strict=True
        ):
            for t, group in enumerate(groups.tolist()):
                taking[number, t, int(states[t]), group].append(member)
    for place, arcs in gathered.places.items():
        people = [n for arc in arcs for n in taking[arc]]
        dealt = [x for x, _, _ in place[1] for _ in range(int(amounts[gathered.given[place, x]]))]
        letters[people, place[0]] = dealt
    return letters, frozenset(dearer)


class _Walks:
    """The walks of one kind. states: before each step; groups: of letters, both shape (people, steps)."""

    def __init__(self, gathered: Gathered, number: int, amounts: Ints) -> None:
        self.kind: Kind = gathered.kinds[number]
        dearest = sum(d.under * max(0, d.need) + d.over * len(d.steps) for d in self.kind.own)
        self.forbidden = 1 + dearest * len(self.kind.members)
        steps, people = gathered.problem.steps, len(self.kind.members)
        self.states = np.zeros((people, steps + 1), dtype=np.int64)
        self.states[:, 0] = self.kind.line.start
        self.groups = np.zeros((people, steps), dtype=np.int64)
        self.counts = np.zeros((people, steps + 1, len(self.kind.own)), dtype=np.int64)  # before each step
        for t in range(steps):
            for state in np.unique(self.states[:, t]).tolist():
                there = np.flatnonzero(self.states[:, t] == state)
                ways = []
                for group in range(len(self.kind.groups)):
                    arc = gathered.arcs.get((number, t, state, group))
                    ways += [group] * (0 if arc is None else int(amounts[arc]))
                self._lead(t, there, ways)

    def _lead(self, t: int, there: Ints, ways: list[int]) -> None:
        """Those in one state go on: who has counted least so far takes what counts most."""
        order = sorted(there.tolist(), key=lambda i: (int(self.counts[i, t].sum()), i))
        ways = sorted(ways, key=lambda group: (-len(self.kind.hits(group, t)), group))
        for i, group in zip(order, ways, strict=True):
            self.groups[i, t] = group
            self.states[i, t + 1] = self.kind.line.after[self.states[i, t], self.kind.groups[group][0]]
            self.counts[i, t + 1] = self.counts[i, t]
            self.counts[i, t + 1, list(self.kind.hits(group, t))] += 1

    def price(self, i: int) -> int:
        """What one of them pays for the demands of their own."""
        return self._pays(self.counts[i, -1])

    def _pays(self, counts: Ints) -> int:
        held = [int(count) for count in counts]
        beyond = sum(
            max(0, n - d.most) for d, n in zip(self.kind.own, held, strict=True) if d.most is not None
        )
        return sum(price(d, n) for d, n in zip(self.kind.own, held, strict=True)) + self.forbidden * beyond

    def even_out(self) -> None:
        """Two who are in one state before a step change what comes after it, while that is cheaper."""
        if not self.kind.own:
            return
        people = range(len(self.kind.members))
        better = True
        while better:
            better = False
            for i in people:
                for j in people:
                    if self.price(i) and i != j and self._change(i, j):
                        better = True

    def _change(self, i: int, j: int) -> bool:
        """Let two change tails where it helps most; whether it did."""
        before = self.price(i) + self.price(j)
        best, at = before, 0
        mine, theirs = self.counts[i], self.counts[j]
        for t in np.flatnonzero(self.states[i, :-1] == self.states[j, :-1]).tolist():
            shift = theirs[-1] - theirs[t] - (mine[-1] - mine[t])
            after = self._pays(mine[-1] + shift) + self._pays(theirs[-1] - shift)
            if after < best:
                best, at = after, t
        if best == before:
            return False
        for rows in (self.states, self.groups):
            rows[[i, j], at:] = rows[[j, i], at:]
        gap = theirs[at] - mine[at]
        tail = mine[at:].copy() + gap
        mine[at:] = theirs[at:] - gap
        theirs[at:] = tail
        return True
