"""Many orders over a grid, on one core or on many machines: the same bytes from all of them.

    swept = sweep(setting, policies)                                 # here
    swept = sweep(setting, policies, executor=executor, workers=8)   # on whatever takes work

A piece of work is one order at one point of the assumptions; it is made of values alone and names its own
draws (law 14), so that where it is done changes nothing. Pieces are handed out and taken back point by point,
so that whatever has come back when somebody stops is a whole comparison at fewer points.
"""

from collections import deque
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import Executor, Future
from itertools import product

from lazaretto.protocol.document import Protocol
from lazaretto.twin.answer import Comparison
from lazaretto.twin.comparing import compared
from lazaretto.twin.conditioning import look
from lazaretto.twin.designing import Change, LegChange, varied
from lazaretto.twin.network import Policy
from lazaretto.twin.observing import Seen, Setting

MOST_ORDERS = 4096
_AHEAD = 4  # pieces of work a worker, so that none waits for the next


class Stopped(Exception):
    """Somebody stopped before one point of the assumptions was lived under every order."""


def orders(
    ordered: Policy, grid: Mapping[str, Sequence[int | str]], protocol: Protocol
) -> tuple[Policy, ...]:
    """What is ordered, then every order of the grid. grid: by ``leg N``, ``cohort``, ``rounds``, ``pattern``.

    Errors: CannotBeLowered for a leg or a pattern that the document has not; ValueError for too many.
    """
    count = 1
    for values in grid.values():
        count *= len(values)
    if count >= MOST_ORDERS:
        raise ValueError(f"{count} orders; a sweep takes fewer than {MOST_ORDERS}")
    rows = (dict(zip(grid, values, strict=True)) for values in product(*grid.values()))
    return (
        (ordered, *(varied(ordered, _change(row), protocol=protocol) for row in rows)) if grid else (ordered,)
    )


def _change(row: Mapping[str, int | str]) -> Change:
    legs = {
        int(name.split()[1]): LegChange(days=int(days)) for name, days in row.items() if name[:4] == "leg "
    }
    return Change(
        name=", ".join(f"{name} {value}" for name, value in row.items()),
        legs=legs,
        cohort=int(row["cohort"]) if "cohort" in row else None,
        rounds_every=int(row["rounds"]) if "rounds" in row else None,
        pattern=str(row["pattern"]) if "pattern" in row else None,
    )


def sweep(
    setting: Setting, policies: Sequence[Policy], *, executor: Executor | None = None, workers: int = 1,
    progress: Callable[[int, int], bool] | None = None,
) -> Comparison:  # fmt: skip
    """Live every order at every point. progress(done, of): pieces of work; false stops with the points that
    are whole. So does KeyboardInterrupt.

    Errors: ValueError for no order or no point; CannotBeBuilt; Stopped where nothing is whole yet.
    """
    if not policies or setting.points < 1:
        raise ValueError("a sweep needs an order and a point of the assumptions at least")
    lived: list[list[Seen]] = [[] for _ in policies]
    of = len(policies) * setting.points
    pieces = _seen(setting, policies, executor, ahead=_AHEAD * workers)
    try:
        for done, one in enumerate(pieces, start=1):
            lived[(done - 1) % len(policies)].append(one)
            if progress is not None and not progress(done, of):
                break
    except KeyboardInterrupt:
        pass
    finally:
        pieces.close()
    whole = len(lived[-1])
    if not whole:
        raise Stopped("stopped before one point of the assumptions was lived under every order")
    return compared(setting, policies, [row[:whole] for row in lived])


def _seen(
    setting: Setting, policies: Sequence[Policy], executor: Executor | None, *, ahead: int
) -> Generator[Seen]:
    """What is seen, point by point and order by order."""
    work = (
        (policy, tuple(map(float, point)), at)
        for at, point in enumerate(setting.drawn())
        for policy in policies
    )
    if executor is None:
        for policy, point, at in work:
            yield look(setting, policy, point, at=at)
        return
    under_way: deque[Future[Seen]] = deque()
    try:
        for policy, point, at in work:
            under_way.append(executor.submit(look, setting, policy, point, at=at))
            if len(under_way) >= ahead:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        for left in under_way:
            left.cancel()
