"""A first roster of the loop, step after step: who is through with standby goes in where somebody is needed.

The cycle B, A, C kept in balance post by post. Lawful, quick, and where the engine begins.
"""

from math import ceil

import numpy as np

from lazaretto.facts.duty import Phase
from lazaretto.obligations.rostering.situation import Member
from lazaretto.roster.covering import Need, loads, needs
from lazaretto.roster.engine.problem import Flags, Ints
from lazaretto.roster.looping import Loop


def begin(loop: Loop) -> Ints:
    """Letters by member and step, shape (members, steps), that break nothing but what has a price."""
    return _Beginning(loop).rows()


def open_ends(loop: Loop) -> list[Flags]:
    """For each member which states before each step still lead to the end, shape (steps + 1, states)."""
    found = []
    for member in loop.problem.members:
        after = loop.problem.contracts[member.contract].after
        good = np.ones((loop.problem.steps + 1, len(after)), dtype=np.bool_)
        for step in reversed(range(loop.problem.steps)):
            leads = (after >= 0) & member.allowed[step] & good[step + 1][after]
            good[step] = leads.any(axis=1)
        found.append(good)
    return found


class _Beginning:
    """One walk through the steps."""

    def __init__(self, loop: Loop) -> None:
        self.loop, self.ground = loop, loop.ground
        self.after = [loop.problem.contracts[member.contract].after for member in loop.problem.members]
        self.good = open_ends(loop)
        self.needs = needs(loop.ground)
        self.letters = loop.ground.letters
        self.state = [member.start for member in loop.problem.members]
        self.inside = [0] * len(self.state)
        self.waited = [0] * len(self.state)
        self.before = [0] * len(self.state)
        self.of_group = [
            {n for n, letter in enumerate(self.letters) if letter.group == group}
            for group in range(len(self.needs))
        ]
        self.women = {n for n in range(len(self.state)) if self._member(n).sex == "female"}
        self.standby = {post: ceil(load) for post, load in loads(loop.ground).items()}

    def rows(self) -> Ints:
        """Step after step."""
        found = np.zeros((len(self.state), self.loop.problem.steps), dtype=np.int64)
        for step in range(self.loop.problem.steps):
            row = self._step(step)
            for n, letter in enumerate(row):
                phase = self.letters[letter].phase
                self.inside[n] += phase == self.ground.inside
                same = phase == self.letters[self.before[n]].phase
                self.waited[n] = self.waited[n] + 1 if same else 0
                self.state[n] = int(self.after[n][self.state[n], letter])
            self.before = row
            found[:, step] = row
        return found

    def _open(self, n: int, step: int) -> list[int]:
        """The letters that somebody may be given now and still come to the end."""
        to = self.after[n][self.state[n]]
        leads = (to >= 0) & self.loop.problem.members[n].allowed[step] & self.good[n][step + 1][to]
        return [int(letter) for letter in np.flatnonzero(leads)]

    def _step(self, step: int) -> list[int]:
        open_ = [self._open(n, step) for n in range(len(self.state))]
        row: list[int | None] = [None] * len(open_)
        free = []
        for n, letters in enumerate(open_):
            phases = {self.letters[letter].phase for letter in letters}
            if len(phases) == 1 and phases != {self.ground.outside}:
                row[n] = self.before[n] if self.before[n] in letters else letters[0]
            else:
                free.append(n)
        self._spread(row, open_)
        self._send_in(row, open_, free)
        self._call_up(row, open_, free)
        return [self._rest(open_[n]) if letter is None else letter for n, letter in enumerate(row)]

    def _spread(self, row: list[int | None], open_: list[list[int]]) -> None:
        """Those who are inside without a post get one where somebody is needed."""
        for group, need in enumerate(self.needs):
            for n, letter in enumerate(row):
                if self._lacking(row, group, need)[0] <= 0:
                    break
                if letter is not None and self.letters[letter].phase == self.ground.inside:
                    mine = self._letter(open_[n], group)
                    if self.letters[letter].group is None and mine is not None:
                        row[n] = mine

    def _send_in(self, row: list[int | None], open_: list[list[int]], free: list[int]) -> None:
        """Who is free goes where somebody is missing: scarce posts first, women where they are asked for."""
        able = {g: [n for n in free if self._letter(open_[n], g) is not None] for g in range(len(self.needs))}
        for group in sorted(able, key=lambda g: (len(able[g]) - self.needs[g].people, g)):
            order = sorted(able[group], key=lambda n: self._turn(n, group))
            for women_first in (True, False):
                for n in order:
                    people, women = self._lacking(row, group, self.needs[group])
                    wanted = (women > 0 and n in self.women) if women_first else people > 0
                    if row[n] is None and wanted:
                        row[n] = self._letter(open_[n], group)
        self._complete(row, open_, free)

    def _complete(self, row: list[int | None], open_: list[list[int]], free: list[int]) -> None:
        """Leaders, medics and women whom the batch still lacks go in without a post."""
        inside = set(self.ground.letters_of(self.ground.inside))
        for demand in self.loop.problem.demands:
            if not demand.name.startswith("batch_incomplete") or 0 not in demand.steps:
                continue
            among = set(demand.members or ())
            held = sum(row[n] in inside for n in among)
            for n in sorted(among & set(free), key=lambda n: self._turn(n, -1)):
                mine = [letter for letter in open_[n] if letter in inside]
                if held < demand.need and row[n] is None and mine:
                    row[n], held = mine[0], held + 1

    def _call_up(self, row: list[int | None], open_: list[list[int]], free: list[int]) -> None:
        """Who is at home long enough comes to standby, as many of a post as will be needed inside."""
        for group, need in enumerate(self.needs):  # posts outside are stood by those on standby
            if not self.ground.groups[group].guarded:
                for n in sorted(free, key=lambda n: self._turn(n, group)):
                    if self._lacking(row, group, need)[0] > 0 and row[n] is None:
                        row[n] = self._letter(open_[n], group)
        standby = self.ground.letters_of("B")
        there = dict.fromkeys(self.standby, 0)
        for n, letter in enumerate(row):
            if letter in standby:
                there[self._member(n).post] = there.get(self._member(n).post, 0) + 1
        for n in sorted(free, key=lambda n: (not self._must(open_[n], "B"), -self.waited[n], n)):
            post = self._member(n).post
            mine = [letter for letter in open_[n] if letter in standby]
            wanted = there.get(post, 0) < self.standby.get(post, 0)
            if row[n] is None and mine and (wanted or self._must(open_[n], "B")):
                row[n], there[post] = mine[0], there.get(post, 0) + 1

    def _must(self, letters: list[int], phase: Phase) -> bool:
        """Whether nothing but a phase (or going inside from it) is left to somebody."""
        return {self.letters[letter].phase for letter in letters} <= {phase, self.ground.inside}

    def _rest(self, letters: list[int]) -> int:
        """Home where it is open, else what is open and not inside."""
        order = {"C": 0, "B": 1, None: 2}
        return min(letters, key=lambda letter: (order.get(self.letters[letter].phase, 3), letter))

    def _lacking(self, row: list[int | None], group: int, need: Need) -> tuple[int, int]:
        held = [
            n for n, letter in enumerate(row) if letter is not None and self.letters[letter].group == group
        ]
        return need.people - len(held), need.women - sum(self._member(n).sex == "female" for n in held)

    def _turn(self, n: int, group: int) -> tuple[bool, int, int, int]:
        """Whose turn it is: their own post, the fewest times inside, the longest wait."""
        posts = {post.post for post in self.ground.groups[group].posts} if group >= 0 else set()
        return not posts & set(self._member(n).posts), self.inside[n], -self.waited[n], n

    def _letter(self, letters: list[int], group: int) -> int | None:
        return next((letter for letter in letters if self.letters[letter].group == group), None)

    def _member(self, n: int) -> Member:
        return self.ground.members[self.loop.members[n]]
