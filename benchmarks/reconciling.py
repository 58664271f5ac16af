"""A city's year of windows reconciled: every gate, day, category and six hours, with errors in some."""

from collections.abc import Iterator

from benchmarks.figures import Figure, figure, seconds_of
from lazaretto.audit.counts import DONE, SILENT, STANDING, TALLIED, Column, Window
from lazaretto.audit.reconciling import reconcile
from lazaretto.rehearsal.streams import Stream

HOUSES, DAYS, WINDOWS = 14, 365, 4  # a model city's year, at the protocol's six hours a stretch
GOAL = ">= 10000"  # a city's year in seven seconds; a nation's day (2,500 gates) in five
WRONG = 50  # of a thousand windows have a source that is off: one a day at a gate with five categories


def measure() -> Iterator[Figure]:
    """Windows a second through the year, and the share of the seeded errors that were named."""
    year, seeded = _year()
    windows = len(year) * WINDOWS
    ours = seconds_of(lambda: [reconcile(column) for column in year], times=3)
    bare = seconds_of(lambda: [_differ(window) for column in year for window in column.windows], times=3)
    named = sum(discord.wrong is not None for column in year for discord in reconcile(column))
    yield figure(
        "three sources: a city's year of windows, one core", windows / ours, "1/s", goal=GOAL,
        peer="comparing the readings and no more", peer_value=windows / bare,
    )  # fmt: skip
    yield figure(
        "three sources: single errors whose source is named", 100 * named / seeded, "%", goal=">= 100"
    )


def _differ(window: Window) -> bool:
    """Whether any reading differs: what no reconciliation can do without."""
    return any(len({n for n in said if n is not None}) > 1 for said in (window.came, window.went))


def _year() -> tuple[list[Column], int]:
    columns, seeded = [], 0
    for house in range(HOUSES):
        for day in range(DAYS):
            for of in TALLIED:
                draw = Stream(7, "reconciled year", house, day, of)
                inside, windows = 60, []
                for number in range(WINDOWS):
                    came, went = draw.below(9), 0 if of in DONE else draw.below(9)
                    inside += came - went
                    said = [came] * 3
                    if draw.chance(WRONG):
                        seeded += 1
                        said[draw.below(3)] += 1 + draw.below(3)
                    told = of in STANDING and number == WINDOWS - 1  # the tally says who is inside at night
                    windows.append(
                        Window(
                            number, number + 1, tuple(said), SILENT if of in DONE else (went,) * 3,
                            (None, inside, None) if told else SILENT,
                        )
                    )  # fmt: skip
                opening = (60, None, None) if of in STANDING else SILENT
                columns.append(Column(of, tuple(windows), opening))
    return columns, seeded
