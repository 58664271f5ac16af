"""A house as the planner sees it: days, cuts between steps, letters, groups of posts, who is away when."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import gcd

import numpy as np

from lazaretto.facts.duty import Phase, Turn
from lazaretto.obligations.rostering.situation import Member, Roster, Situation, Step
from lazaretto.roster.asking import Prices
from lazaretto.roster.engine.problem import Flags
from lazaretto.roster.watches import Group, groups

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody is in one step of the loop. phase None: away or in none; group: the posts they stand."""

    phase: Phase | None
    group: int | None = None


@dataclass(frozen=True)
class Ground:
    """One house to be planned. keep: the roster to stay near; dropped: rules that are not asked (for relief).

    changing_until: the last day that may differ from ``keep``; None: all may.
    """

    situation: Situation
    prices: Prices
    keep: Roster | None = None
    changing_until: date | None = None
    dropped: frozenset[str] = frozenset()

    def __hash__(self) -> int:
        """By identity: a ground is made once and only looked at."""
        return id(self)

    def asks(self, rule: str) -> bool:
        """Whether a rule is asked."""
        return rule not in self.dropped

    def limit(self, rule: str, name: str) -> int | None:
        """A setting of a rule as the protocol states it; None where it states none or is not asked."""
        return self.situation.limits.get(rule, {}).get(name) if self.asks(rule) else None

    @property
    def members(self) -> tuple[Member, ...]:
        """The strength, in the order of the situation."""
        return self.situation.members

    @cached_property
    def days(self) -> int:
        """How many days are planned."""
        return (self.situation.last - self.situation.first).days + 1

    @cached_property
    def lengths(self) -> dict[Phase | None, int]:
        """Phase of the pattern → its days."""
        return {step.phase: step.days for step in self.steps_of_loop}

    @property
    def steps_of_loop(self) -> tuple[Step, ...]:
        """The steps of the pattern; without one everybody is in ordinary duty, week by week."""
        return self.situation.steps or (Step(phase="ordinary", days=_WEEK),)

    @cached_property
    def inside(self) -> Phase:
        """The phase whose people stand the posts of the guarded area."""
        return "A" if "A" in self.lengths else "ordinary"

    @cached_property
    def outside(self) -> Phase:
        """The phase whose people stand the other posts: standby, where there is one."""
        return "B" if "B" in self.lengths else self.inside

    @cached_property
    def left_out(self) -> int:
        """The days of the phases between inside and standby: who falls out inside owes them."""
        days, phase = 0, self.order[self.inside]
        while phase not in (self.outside, self.inside):
            days, phase = days + self.lengths[phase], self.order[phase]
        return days

    @cached_property
    def order(self) -> dict[Phase | None, Phase]:
        """Phase of the pattern → the one that comes next."""
        phases = [step.phase for step in self.steps_of_loop]
        return dict(zip(phases, phases[1:] + phases[:1], strict=True))

    @cached_property
    def block(self) -> int:
        """The days of one block: the greatest number that divides every phase."""
        return gcd(*self.lengths.values())

    def offset(self, day: date) -> int:
        """Days from the first day to another."""
        return (day - self.situation.first).days

    def day(self, offset: int) -> date:
        """The day so many days after the first."""
        return self.situation.first + timedelta(days=offset)

    def ready(self, member: Member) -> int:
        """From which day on their phase has lasted as long as the pattern says, or said when it began."""
        if member.phase not in self.lengths or member.since is None:
            return 0
        return max(0, max(self.lengths[member.phase], member.least) + self.offset(member.since))

    @cached_property
    def anchor(self) -> int:
        """The first day of a block: that on which most of those in a phase are through with it."""
        ready = [self.ready(member) for member in self.members]
        ends = Counter(end % self.block for end in ready if end)
        return min(ends, key=lambda end: (-ends[end], end)) if ends else 0

    @cached_property
    def cuts(self) -> tuple[int, ...]:
        """The days on which phases may change: those of the blocks, and those that people bring along.

        A day on which somebody may go inside is one from which A can run its days to another of them.
        """
        found = {0, self.days, *range(self.anchor, self.days, self.block)}
        found |= {self.ready(member) for member in self.members if member.phase == "A"}
        found.add(self.lengths[self.inside])  # who goes in on the first day comes out again
        found |= {  # who falls out inside is away from that day, and no sooner
            self.offset(away.first) for m in self.members if m.phase == "A" for away in m.away
            if 0 <= self.offset(away.first) < self.ready(m)
        }  # fmt: skip
        if self.keep is not None:
            found |= set(self._kept_cuts())
            if self.changing_until is not None:
                found.add(self.offset(self.changing_until) + 1)
        return tuple(sorted(cut for cut in found if 0 <= cut <= self.days))

    @cached_property
    def steps(self) -> tuple[range, ...]:
        """The days of each step."""
        return tuple(range(a, b) for a, b in zip(self.cuts, self.cuts[1:], strict=False))

    @cached_property
    def telling(self) -> tuple[int, ...]:
        """One step for every block, the longest: what is counted by blocks is counted there."""
        longest: dict[int, int] = {}
        for number, days in enumerate(self.steps):
            block = (days.start - self.anchor) // self.block
            if block not in longest or len(days) > len(self.steps[longest[block]]):
                longest[block] = number
        return tuple(longest.values())

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The posts that are stood, those that ask for the same people together."""
        return groups(self.situation.posts)

    @cached_property
    def letters(self) -> tuple[Letter, ...]:
        """Every letter of the loop, the first: in no phase. Posts inside are stood by A, the others by B."""
        found = [Letter(None)]
        for phase in self.lengths:
            if phase is not None:
                found.append(Letter(phase))
                found += [
                    Letter(phase, n)
                    for n, group in enumerate(self.groups)
                    if phase == (self.inside if group.guarded else self.outside)
                ]
        return tuple(found)

    def letters_of(self, phase: Phase | None) -> tuple[int, ...]:
        """The numbers of the letters of a phase."""
        return tuple(n for n, letter in enumerate(self.letters) if letter.phase == phase)

    @cached_property
    def away(self) -> Flags:
        """Who is away on which day, shape (members, days)."""
        found = np.zeros((len(self.members), self.days), dtype=bool)
        for n, member in enumerate(self.members):
            for each in member.away:
                last = self.days if each.last is None else self.offset(each.last) + 1
                found[n, max(0, self.offset(each.first)) : max(0, last)] = True
        return found

    @cached_property
    def away_steps(self) -> Flags:
        """Who is away on any day of which step, shape (members, steps)."""
        cuts = np.array(self.cuts[:-1])
        return np.logical_or.reduceat(self.away, cuts, axis=1)

    def is_staff(self, member: Member) -> Flags:
        """Of which groups somebody is the staff, shape (groups,)."""
        if not self.asks("post_unqualified"):
            return np.ones(len(self.groups), dtype=np.bool_)
        return np.array([member.post in group.posts[0].staff for group in self.groups], dtype=np.bool_)

    def is_trained(self, member: Member) -> Flags:
        """On which days somebody's passes are good for which group's posts, shape (days, groups)."""
        found = np.ones((self.days, len(self.groups)), dtype=np.bool_)
        if self.asks("untrained_on_post"):
            until = {each.procedure: self.offset(each.until) + 1 for each in member.known}
            needs = self.situation.needs.get(member.post, ())
            for n, group in enumerate(self.groups):
                for procedure in (*group.posts[0].procedures, *needs):
                    found[max(0, until.get(procedure, 0)) :, n] = False
        return found

    def kept(self, member: Member) -> Iterator[tuple[int, Phase]]:
        """The days and phases that the roster to stay near gives somebody."""
        for turn in self._kept_turns.get(member.person, ()):
            for day in range(max(0, self.offset(turn.first)), min(self.days, self.offset(turn.last) + 1)):
                yield day, turn.phase

    @cached_property
    def _kept_turns(self) -> dict[str, list[Turn]]:
        found: dict[str, list[Turn]] = {}
        for turn in self.keep.turns if self.keep is not None else ():
            found.setdefault(turn.person, []).append(turn)
        return found

    def _kept_cuts(self) -> Iterator[int]:
        """The days on which the roster to stay near changes phases, those beside an absence left out."""
        for n, member in enumerate(self.members):
            for turn in self._kept_turns.get(member.person, ()):
                day = self.offset(turn.first)
                near = self.away[n, max(0, day - self.block) : max(0, day + self.block)]
                if not near.any():
                    yield day
