"""Three noisy readings of one gate → where they cannot all be right, and every least correction.

What is true obeys ``inside(t+1) = inside(t) + came(t) - went(t)``, in whole numbers, none below 0. The
corrections sought are the least in three steps: first those of what passed (the sum of how far each
reading is off), then those of who was inside, then the number of readings corrected. What passed is read
by up to three sources independently; how many are inside is often worked out by a source from its own
count of what passed, so however often it is repeated it never outvotes them. Where two of three agree on
what passed, the third is therefore the only correction; where two sources alone differ, the people who
were counted inside decide, if they can.

The search is exact: what passed is corrected least to the middle one of three, or to any value between two;
through the day a dynamic programme walks every number that can be inside (``chaining``). A general solver
would find one least correction; what a person needs is all of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, pairwise

from lazaretto.audit.chaining import Chain, chain_of, least_corrections
from lazaretto.audit.counts import PASSED, SILENT, SOURCES, Column, Correction, Discord, Said, What, Window
from lazaretto.facts.supervision import Source

LISTED = 50  # explanations of one discord that are spelled out; beyond it they are counted


def reconcile(column: Column) -> tuple[Discord, ...]:
    """Every discord of one category's day, in the order of its windows."""
    if _quiet(column):
        return ()
    found: list[Discord] = []
    for start, part in _parts(column):
        chain = chain_of(part)
        here = _apart(part.windows[0]) if chain is None else _along(part, chain)
        found += [_moved(discord, start) for discord in here]
    return tuple(found)


def _parts(column: Column) -> Iterator[tuple[int, Column]]:
    """The day in parts that hang together: it breaks at windows of which nobody says who came and went.

    Where nobody counted who is inside, every window is a part by itself.
    """
    told = column.opening != SILENT or any(w.inside != SILENT for w in column.windows)
    start, opening = 0, column.opening
    for number, window in enumerate(column.windows):
        last, broken = number + 1 == len(column.windows), SILENT in (window.came, window.went)
        if broken and number > start:
            yield start, Column(column.of, column.windows[start:number], opening)
        if broken:
            yield number, Column(column.of, (replace(window, inside=SILENT),))
            start, opening = number + 1, window.inside
        elif last or not told:
            yield start, Column(column.of, column.windows[start : number + 1], opening)
            start, opening = number + 1, SILENT


def _moved(discord: Discord, start: int) -> Discord:
    """A discord of a part, with the numbers that its windows have in the day."""
    explanations = tuple(
        tuple(replace(one, window=one.window + start) for one in row) for row in discord.explanations
    )
    return replace(discord, first=discord.first + start, last=discord.last + start, explanations=explanations)


@lru_cache(maxsize=4096)
def _agreed(said: Said) -> bool:
    return len({one for one in said if one is not None}) <= 1


def _quiet(column: Column) -> bool:
    """Whether all sources agree on what passed, and nobody counted who was inside."""
    if not all(_agreed(w.came) and _agreed(w.went) for w in column.windows):
        return False
    return all(w.inside == SILENT for w in column.windows) and _agreed(column.opening)


def _apart(window: Window) -> Iterator[Discord]:
    """Discords of a window of whose balance nobody tells: each reading by itself.

    Between two sources that differ either may be right; a value between them would make both wrong.
    """
    readings: tuple[tuple[What, Said], ...] = (("came", window.came), ("went", window.went))
    for what, said in readings:
        if not _agreed(said):
            among = least_corrections(said)
            options = sorted({among[0], among[-1]})
            yield _discord([tuple(_corrections(0, what, said, right)) for right in options])


def _corrections(number: int, what: What, said: Said, right: int) -> Iterator[Correction]:
    for source, one in zip(SOURCES, said, strict=True):
        if one is not None and one != right:
            yield Correction(number, what, source, one, right)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Windows ``[first, last)`` between two boundaries at which it is certain how many were inside."""

    first: int
    last: int


def _along(column: Column, chain: Chain) -> Iterator[Discord]:
    """Discords of a day whose windows hang together by who was inside."""
    ends = [number for number in range(len(column.windows) + 1) if chain.certain(number)]
    if not ends or ends[0] != 0:
        ends = [0, *ends]
    else:
        opening = tuple(_corrections(0, "opening", column.opening, chain.on_way(0)[0]))
        if opening:
            yield _discord([opening])
    if ends[-1] != len(column.windows):
        ends.append(len(column.windows))
    for first, last in pairwise(ends):
        yield from _within(column, chain, _Stretch(first, last))


def _within(column: Column, chain: Chain, stretch: _Stretch) -> Iterator[Discord]:
    """What every explanation of a stretch has in common stands by itself; the rest goes together."""
    paths = list(islice(chain.ways(stretch.first, stretch.last), LISTED))
    told = [_told(column, stretch, path, opened=not chain.certain(stretch.first)) for path in paths]
    shared = set(told[0]).intersection(*told[1:])
    cells: dict[tuple[int, What], list[Correction]] = {}
    for one in told[0]:
        if one in shared:
            cells.setdefault((one.window, one.what), []).append(one)
    alone = {cell for cell in cells if all(_same(cell, row, cells[cell]) for row in told)}
    for cell in cells:
        if cell in alone:
            yield _discord([tuple(cells[cell])])
    rest = [tuple(one for one in row if (one.window, one.what) not in alone) for row in told]
    if rest[0]:
        yield _discord(rest, more=chain.count(stretch.first, stretch.last) - len(paths))


def _same(cell: tuple[int, What], row: Sequence[Correction], wanted: list[Correction]) -> bool:
    return [one for one in row if (one.window, one.what) == cell] == wanted


def _told(
    column: Column, stretch: _Stretch, path: Sequence[tuple[int, int, int]], *, opened: bool
) -> list[Correction]:
    """The corrections of one path: (came, went, inside at the end) for each window of the stretch."""
    found: list[Correction] = []
    if opened:
        came, went, inside = path[0]
        found += _corrections(stretch.first, "opening", column.opening, inside - came + went)
    for number, (came, went, inside) in enumerate(path, start=stretch.first):
        window = column.windows[number]
        found += _corrections(number, "came", window.came, came)
        found += _corrections(number, "went", window.went, went)
        found += _corrections(number, "inside", window.inside, inside)
    return found


def _discord(explanations: Sequence[tuple[Correction, ...]], *, more: int = 0) -> Discord:
    numbers = [one.window for row in explanations for one in row]
    return Discord(min(numbers), max(numbers), tuple(explanations), more, _wrong(explanations, more))


def _wrong(explanations: Sequence[tuple[Correction, ...]], more: int) -> Source | None:
    """The one source that must be wrong about what passed; nobody is accused by who was counted inside."""
    named = {one.source for row in explanations for one in row}
    passed = all(one.what in PASSED for row in explanations for one in row)
    alone = len(named) == 1 and len(explanations) == 1 and not more
    return next(iter(named)) if passed and alone else None
