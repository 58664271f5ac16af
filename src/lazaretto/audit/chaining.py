"""The balance through a day, walked exactly: every number that can be inside, window by window.

State: how many are inside at a boundary of windows. A step costs what it corrects of the readings of who
is inside, and then how many readings it corrects at all; what passed is chosen among its least corrections
alone (``reconciling``). Forward and backward costs together say which states lie on a least way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lazaretto.audit.counts import SILENT, Column, Said, Window

COUNTED = 1_000_000  # ways beyond which nobody wants to know their number
WIDEST = 64  # two sources further apart than this: one of them is a slip, and no value between them is tried
_OFF = 1 << 32  # one person more or fewer inside outweighs any number of readings that were corrected
Step = tuple[int, int, int]  # came, went, and what it costs; on a way: how many are inside afterwards


@dataclass(frozen=True, slots=True)
class Chain:
    """The least ways through the windows of a day.

    steps: for each window, how many more are inside afterwards → the ways to get there. ahead[b][x]: the
    cost up to boundary b with x inside; after[b][x]: the cost from there on. best: that of the whole day.
    """

    steps: tuple[dict[int, list[Step]], ...]
    windows: tuple[Window, ...]
    ahead: tuple[dict[int, int], ...]
    after: tuple[dict[int, int], ...]
    best: int

    def on_way(self, boundary: int) -> list[int]:
        """The numbers inside at a boundary that lie on some least way, in order."""
        after = self.after[boundary]
        return sorted(
            x for x, cost in self.ahead[boundary].items() if x in after and cost + after[x] == self.best
        )

    def certain(self, boundary: int) -> bool:
        """Whether all least ways have the same number inside at a boundary."""
        return len(self.on_way(boundary)) == 1

    def ways(self, first: int, last: int) -> Iterator[list[Step]]:
        """Each least way through windows ``[first, last)``: (came, went, inside at its end) a window."""
        for inside in self.on_way(first):
            yield from self._onward(first, last, inside)

    def _onward(self, number: int, last: int, inside: int) -> Iterator[list[Step]]:
        if number == last:
            yield []
            return
        for step in self._next(number, inside):
            for rest in self._onward(number + 1, last, step[2]):
                yield [step, *rest]

    def _next(self, number: int, inside: int) -> Iterator[Step]:
        """The steps out of a state that stay on a least way."""
        here = self.ahead[number][inside]
        for net, ways in self.steps[number].items():
            ends = inside + net
            if ends not in self.after[number + 1]:
                continue
            beyond = self.after[number + 1][ends] + off(self.windows[number].inside, ends)
            for came, went, cost in ways:
                if here + cost + beyond == self.best:
                    yield came, went, ends

    def count(self, first: int, last: int) -> int:
        """How many least ways lead through windows ``[first, last)``; at most :data:`COUNTED`."""
        ways = dict.fromkeys(self.on_way(first), 1)
        for number in range(first, last):
            following: dict[int, int] = {}
            for inside, so_far in ways.items():
                for _, _, ends in self._next(number, inside):
                    following[ends] = min(following.get(ends, 0) + so_far, COUNTED)
            ways = following
        return min(sum(ways.values()), COUNTED)


def chain_of(column: Column) -> Chain | None:
    """The least ways through a day; None where nobody says how many were inside at any time."""
    if column.opening == SILENT and all(w.inside == SILENT for w in column.windows):
        return None
    steps = tuple(_steps(window) for window in column.windows)
    ahead = [{inside: off(column.opening, inside) for inside in _beginnings(column, steps)}]
    for window, ways in zip(column.windows, steps, strict=True):
        ahead.append(_forward(ahead[-1], window, ways))
    after = [dict.fromkeys(ahead[-1], 0)]
    for number in reversed(range(len(column.windows))):
        after.append(_backward(after[-1], ahead[number], column.windows[number], steps[number]))
    best = min(ahead[-1].values())
    return Chain(steps, column.windows, tuple(ahead), tuple(reversed(after)), best)


def off(said: Said, right: int) -> int:
    """What it costs that so many were inside: how far each reading is off, then how many are."""
    return sum(_OFF * abs(one - right) + 1 for one in said if one is not None and one != right)


def least_corrections(said: Said) -> Sequence[int]:
    """The values to which a reading is corrected least: the middle one, or all between the middle two.

    Of two sources that are further apart than :data:`WIDEST` the values themselves; 0 where nobody spoke.
    """
    spoken = sorted(one for one in said if one is not None)
    if not spoken:
        return (0,)
    half = len(spoken) // 2
    if len(spoken) % 2:
        return (spoken[half],)
    low, high = spoken[half - 1], spoken[half]
    return range(low, high + 1) if high - low <= WIDEST else (low, high)


def _steps(window: Window) -> dict[int, list[Step]]:
    """The least corrections of what passed, by how many more are inside afterwards."""
    found: dict[int, list[Step]] = {}
    for came in least_corrections(window.came):
        for went in least_corrections(window.went):
            cost = _wrong(window.came, came) + _wrong(window.went, went)
            found.setdefault(came - went, []).append((came, went, cost))
    return found


def _wrong(said: Said, right: int) -> int:
    return sum(one is not None and one != right for one in said)


def _beginnings(column: Column, steps: Sequence[dict[int, list[Step]]]) -> set[int]:
    """Every number that can have been inside at the beginning of a least way.

    With what passed given, the cost bends only where a reading of who is inside becomes right; so a least
    way has one reading right, or somebody short of leaving nobody inside.
    """
    begins = {one for one in column.opening if one is not None} | {0}
    sums = {0}
    for window, ways in zip(column.windows, steps, strict=True):
        sums = {so_far + net for so_far in sums for net in ways}
        for right in {0, *(one for one in window.inside if one is not None)}:
            begins |= {right - so_far for so_far in sums}
    return {one for one in begins if one >= 0}


def _forward(before: dict[int, int], window: Window, ways: dict[int, list[Step]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for net, options in ways.items():
        cheapest = min(cost for _, _, cost in options)
        for inside, cost in before.items():
            ends = inside + net
            if ends >= 0 and (ends not in found or cost + cheapest < found[ends]):
                found[ends] = cost + cheapest
    return {inside: cost + off(window.inside, inside) for inside, cost in found.items()}


def _backward(
    after: dict[int, int], states: dict[int, int], window: Window, ways: dict[int, list[Step]]
) -> dict[int, int]:
    ends = {inside: cost + off(window.inside, inside) for inside, cost in after.items()}
    found: dict[int, int] = {}
    for net, options in ways.items():
        cheapest = min(cost for _, _, cost in options)
        for inside in states:
            if inside + net in ends:
                cost = ends[inside + net] + cheapest
                found[inside] = min(found.get(inside, cost), cost)
    return found
