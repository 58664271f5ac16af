"""Sixty days of arrivals: the house beside first fit, each against one who knew all that came.

Equal overflow: the bound is that of hindsight with as many cell-days beyond the cells as the one who is
measured used. Where hindsight is not proved best, the least that it could be stands in, never its answer.
"""

import statistics
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from benchmarks.figures import Figure, figure
from benchmarks.placing.arrivals import Case, arrivals, expected
from benchmarks.placing.clairvoyant import Bound, Hindsight
from benchmarks.placing.deciding import far_sighted, first_fit, short_sighted
from benchmarks.placing.living import MEASURED, QUARANTINE, WINDOW, Life, live
from lazaretto.placement.asking import Rules

SEEDS = (11, 12, 13)  # none of those with which the policy was chosen (1 to 6)
CELLS = (30, 27, 24)
SECONDS = 20.0  # for each bound
RULES = Rules(quarantine_days=QUARANTINE, window_days=WINDOW, same_day=False, prices=MEASURED)
KNEW = "one who knew all arrivals, with the same overflow"


def measure() -> Iterator[Figure]:
    """Days and cells; neither depends on how busy the machine is, only how much of the bounds is proved."""
    houses: list[float] = []
    peers: list[float] = []
    wrong = placed = 0
    for cells in CELLS:
        for seed in SEEDS:
            days = arrivals(seed)
            ahead = live(days, far_sighted, cells=cells, rules=RULES, expected=expected(seed=seed + 1000))
            myopic = live(days, short_sighted, cells=cells, rules=RULES)
            peer = live(days, first_fit, cells=cells, rules=RULES)
            knew, less = _bound(days, ahead, cells), _bound(days, peer, cells)
            yield from _compared(f"{cells} cells, seed {seed}", (ahead, knew), myopic, (peer, less))
            yield _least_overflow(f"{cells} cells, seed {seed}", days, cells)
            houses.append(ahead.delayed / knew.least)
            peers.append(peer.delayed / less.least)
            wrong += sum(len(life.wrong) for life in (ahead, myopic, peer))
            placed += sum(life.placed for life in (ahead, myopic, peer))
    yield figure("extra quarantine, the worst of these", max(houses), "times the bound", goal="<= 1.6")
    yield figure(
        "extra quarantine, mean of these", statistics.mean(houses), "times the bound", goal="<= 1.6",
        peer="first fit, mean", peer_value=statistics.mean(peers),
    )  # fmt: skip
    yield figure(f"rules broken in these {placed:,} placements", wrong, "", goal="<= 0")
    yield from _same_day()
    yield from _what_rules_cost()


def _compared(
    name: str, house: tuple[Life, Bound], myopic: Life, other: tuple[Life, Bound]
) -> Iterator[Figure]:
    (ahead, knew), (peer, less) = house, other
    yield figure(
        f"{name}: extra quarantine", ahead.delayed, "person-days", goal="<= 1.6", of_ratio=True,
        peer=f"{KNEW}{_how_sure(knew)}", peer_value=knew.least,
    )  # fmt: skip
    yield figure(
        f"{name}: the same without looking ahead", myopic.delayed, "person-days", peer="first fit",
        peer_value=peer.delayed,
    )  # fmt: skip
    yield figure(
        f"{name}: first fit", peer.delayed, "person-days", peer=f"{KNEW}{_how_sure(less)}",
        peer_value=less.least,
    )  # fmt: skip
    yield figure(f"{name}: overflow", ahead.overflow, "cell-days", peer="first fit", peer_value=peer.overflow)
    yield figure(f"{name}: overflow without looking ahead", myopic.overflow, "cell-days")


def _bound(days: Sequence[Sequence[Case]], life: Life, cells: int) -> Bound:
    hindsight = Hindsight(days, window=WINDOW)
    hindsight.hint(life.cells)
    return hindsight.least_delay(cells=cells, overflow=life.overflow, seconds=SECONDS)


def _least_overflow(name: str, days: Sequence[Sequence[Case]], cells: int) -> Figure:
    least = Hindsight(days, window=WINDOW).least_overflow(cells=cells, seconds=SECONDS).least
    return figure(f"{name}: overflow, the least that can be", least, "cell-days")


def _how_sure(bound: Bound) -> str:
    return "" if bound.proved else f" (bound; found {bound.found})"


def _same_day() -> Iterator[Figure]:
    """Cohorts of one day only: the house opens as many as must be."""
    rules = replace(RULES, same_day=True)
    opened = must = 0
    for seed in SEEDS:
        days = arrivals(seed)
        opened += live(days, far_sighted, cells=CELLS[0], rules=rules, expected=expected(seed=seed)).opened
        must += Hindsight(days, window=0).least_opened(seconds=SECONDS).least
    yield figure(
        "cells opened under the same-day rule", opened / len(SEEDS), "cells", goal="<= 1.05", of_ratio=True,
        peer="the fewest that can be", peer_value=must / len(SEEDS),
    )  # fmt: skip


def _what_rules_cost() -> Iterator[Figure]:
    """The fewest cells ever in use at once by one who knew, so that what is compared are rules, not skill."""
    within = _fewest(window=WINDOW, apart=True)
    yield figure(
        "cells needed at once under the same-day rule", _fewest(window=0, apart=True), "cells",
        peer=f"within {WINDOW} days", peer_value=within,
    )  # fmt: skip
    yield figure(
        f"cells needed at once within {WINDOW} days, co-defendants apart", within, "cells",
        peer="co-defendants together", peer_value=_fewest(window=WINDOW, apart=False),
    )  # fmt: skip
    yield figure(
        "cells needed at once under the same-day rule, co-defendants apart",
        _fewest(window=0, apart=True), "cells",
        peer="co-defendants together", peer_value=_fewest(window=0, apart=False),
    )  # fmt: skip


def _fewest(*, window: int, apart: bool) -> float:
    found = [Hindsight(arrivals(s), window=window, apart=apart).least_cells(seconds=SECONDS) for s in SEEDS]
    return statistics.mean(each.found for each in found)
