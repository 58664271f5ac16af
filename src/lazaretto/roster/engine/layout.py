"""The table over which a person's best row is reckoned: states × what the counters have reached so far.

Letters that lead and count alike are one *group*. The sums of the counters are one number (mixed radix, the
counter with the most levels last), so that a letter moves along the table by a fixed distance; where a bound
would be passed it does not lead anywhere. Places are cut into *stretches* of the last counter, over which a
loop runs; of these only the *band* is looked at that a row can reach and still end well from.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from lazaretto.roster.engine.lines import Line, Tally, ahead
from lazaretto.roster.engine.problem import Flags, Ints

Small = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """One table. kind: (steps, states, groups) → which takes k; its stretches are kinds[k] to kinds[k + 1].

    after: (states, groups); group: letter → its group; band: (steps + 1, states, 2), first and last sum of
    the last counter that is worth a look; good: (states, size), where a row may end; stretches: (place of
    the sum 0, first, last, distance).
    """

    after: Small
    group: Small
    band: Small
    start: int
    good: Flags
    kind: Small
    kinds: Small
    stretches: Small

    @property
    def size(self) -> int:
        """How many sums there are for each state."""
        return int(self.good.shape[1])


@dataclass(frozen=True, slots=True, eq=False)
class _Digit:
    """A counter as one digit of the sum. full: sums beyond the last level stay there.

    A row may end with ``least``, or (short_of) with what the last counter has beyond so many.
    """

    takes: Ints
    levels: int
    full: bool
    least: int
    short_of: int | None = None


def layout(line: Line, active: Sequence[Tally]) -> Layout:
    """The table of a line that heeds the active counters only; with fewer it is smaller."""
    order = sorted(active, key=lambda tally: tally.most)
    group, firsts = _groups(line, order)
    shape = (len(line.open), len(line.after), len(firsts))
    digits = [_digit(tally, order[-1], firsts) for tally in order]
    digits = digits or [_Digit(np.zeros(shape, dtype=np.int64), 1, full=False, least=0)]
    flat, kind = _kinds([digit.takes for digit in digits])
    pieces = [_stretches(take, digits) for take in flat]
    after = np.ascontiguousarray(line.after[:, firsts], dtype=np.int32)
    is_open = np.stack([line.open[:, group == g].any(axis=1) for g in range(len(firsts))], axis=1)
    last = np.ascontiguousarray(digits[-1].takes, dtype=np.int32)
    band = _band(after, ahead(line), is_open, last, line.start, digits[-1].least, digits[-1].levels - 1)
    return Layout(
        after=after,
        group=group.astype(np.int32),
        band=band,
        start=line.start,
        good=line.accepting[:, None] & _enough(digits),
        kind=kind.reshape(shape).astype(np.int32),
        kinds=np.cumsum([0, *map(len, pieces)]).astype(np.int32),
        stretches=np.concatenate(pieces).astype(np.int32),
    )


def _digit(tally: Tally, last: Tally, firsts: Ints) -> _Digit:
    """The counter with as few levels as will do.

    Where it is a part of the last counter, at most m of it is as much as at least (all − m) of the rest; the
    rest need be counted only until there is enough of it for every sum.
    """
    takes, rest = tally.takes[:, :, firsts], last.most - tally.most
    if tally is not last and tally.least == 0 and rest < tally.most:
        others = last.takes[:, :, firsts] - takes
        if (others >= 0).all():
            return _Digit(others, rest + 1, full=True, least=0, short_of=tally.most)
    return _Digit(takes, tally.most + 1, full=False, least=tally.least)


def _enough(digits: Sequence[_Digit]) -> Flags:
    """Which sums a row may end with, shape (size,)."""
    sums = np.indices([digit.levels for digit in digits]).reshape(len(digits), -1)
    good = np.ones(sums.shape[1], dtype=bool)
    for own, digit in zip(sums, digits, strict=True):
        good &= own >= (digit.least if digit.short_of is None else sums[-1] - digit.short_of)
    return good


def _groups(line: Line, active: Sequence[Tally]) -> tuple[Ints, Ints]:
    """Letter → its group, and the first letter of each group."""
    seen: dict[bytes, int] = {}
    group, firsts = [], []
    for letter in range(line.after.shape[1]):
        mark = line.after[:, letter].tobytes() + b"".join(t.takes[:, :, letter].tobytes() for t in active)
        if mark not in seen:
            seen[mark] = len(seen)
            firsts.append(letter)
        group.append(seen[mark])
    return np.array(group), np.array(firsts)


def _kinds(takes: Sequence[Ints]) -> tuple[Ints, Ints]:
    """The different takes of all counters, shape (kinds, counters), and which stands where."""
    code = np.zeros(takes[0].shape, dtype=np.int64)
    for each in takes:
        code = code * (int(each.max()) + 1) + each
    _, first, kind = np.unique(code.ravel(), return_index=True, return_inverse=True)
    return np.stack([np.ascontiguousarray(each).ravel()[first] for each in takes], axis=1), kind


def _stretches(take: Ints, digits: Sequence[_Digit]) -> Ints:
    """Where a take passes no bound, for each sum of the other counters: (place, first, last, distance)."""
    *outer, inner = digits
    sums = np.indices([digit.levels for digit in outer]).reshape(len(outer), -1) if outer else _NONE
    levels = np.array([digit.levels for digit in outer], dtype=np.int64)[:, None]
    full = np.array([digit.full for digit in outer], dtype=bool)[:, None]
    to = sums + take[:-1, None]
    to = np.where(full, np.minimum(to, levels - 1), to)
    fits = (to < levels).all(axis=0)
    weights = (
        np.array([int(np.prod(levels[n + 1 :])) for n in range(len(outer))], dtype=np.int64) * inner.levels
    )
    place, target = (weights @ sums)[fits], (weights @ to)[fits]
    last = np.full_like(place, inner.levels - 1 - int(take[-1]))
    return np.stack([place, np.zeros_like(place), last, target - place + int(take[-1])], axis=1)


_NONE = np.zeros((0, 1), dtype=np.int64)


@njit(cache=True)
def _band(after, there, is_open, takes, start, least, most):  # type: ignore[no-untyped-def]
    """First and last sum of one counter by step and state; first beyond last where there is none."""
    steps, states, groups = takes.shape
    band = np.zeros((steps + 1, states, 2), np.int32)
    band[:, :, 0] = most + 1
    band[:, :, 1] = -1
    band[0, start, 0] = band[0, start, 1] = 0
    for t in range(steps):
        for s in range(states):
            for g in range(groups):
                to = after[s, g]
                if is_open[t, g] and to >= 0 and there[t, s] and there[t + 1, to]:
                    low = band[t, s, 0] + takes[t, s, g]
                    high = min(most, band[t, s, 1] + takes[t, s, g])
                    if low <= high:
                        band[t + 1, to, 0] = min(band[t + 1, to, 0], low)
                        band[t + 1, to, 1] = max(band[t + 1, to, 1], high)
    low_after = np.full(states, least)
    high_after = np.full(states, most)
    for t in range(steps, -1, -1):
        if t < steps:
            low_here = np.full(states, most + 1)
            high_here = np.full(states, -1)
            for s in range(states):
                for g in range(groups):
                    to = after[s, g]
                    if is_open[t, g] and to >= 0 and there[t + 1, to]:
                        low_here[s] = min(low_here[s], low_after[to] - takes[t, s, g])
                        high_here[s] = max(high_here[s], high_after[to] - takes[t, s, g])
            low_after, high_after = low_here, high_here
        for s in range(states):
            band[t, s, 0] = max(band[t, s, 0], low_after[s])
            band[t, s, 1] = min(band[t, s, 1], high_after[s])
            if not there[t, s]:
                band[t, s, 1] = -1
    return band
