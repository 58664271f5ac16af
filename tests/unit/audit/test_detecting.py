"""How many seeded errors are found and named: measured on a year of days, and what cannot be found said.

The figures stand in docs/manual: who changes the programme and gets others changes both.
"""

from dataclasses import dataclass, replace

import pytest

from lazaretto.audit.counts import SILENT, SOURCES, Column, Window
from lazaretto.audit.reconciling import reconcile
from lazaretto.rehearsal.streams import Stream

DAYS = 365
BEGINS = 60  # people inside as a day begins


@dataclass(frozen=True)
class Rates:
    """Of days with a seeded error: in how many it is found, the wrong source named, an honest one accused."""

    found: float
    named: float
    accused: float


def seeded(day: int, *, wrong: int, told: bool) -> tuple[Column, frozenset[str]]:
    """A day of four windows; in one of them so many sources have the same error in what came in.

    told: whether the tally says who is inside at the end of each window, truly.
    """
    draw = Stream(20220315, "seeded", day, wrong, told)
    inside, windows = BEGINS, []
    place, by = draw.below(4), 1 + draw.below(3)
    sources = draw.shuffled([0, 1, 2])[:wrong]
    for number in range(4):
        came, went = draw.below(12), draw.below(12)
        inside += came - went
        said = [came + by if number == place and source in sources else came for source in range(3)]
        counted = (None, inside, None) if told else SILENT
        windows.append(Window(number, number + 1, tuple(said), (went,) * 3, counted))
    column = Column("person", tuple(windows), (BEGINS, None, None) if told else SILENT)
    return column, frozenset(SOURCES[source] for source in sources)


def measured(*, wrong: int, told: bool) -> Rates:
    found = named = accused = 0
    for day in range(DAYS):
        column, guilty = seeded(day, wrong=wrong, told=told)
        discords = reconcile(column)
        names = {discord.wrong for discord in discords if discord.wrong}
        found += bool(discords)
        named += bool(names) and names <= guilty
        accused += bool(names - guilty)
    return Rates(found / DAYS, named / DAYS, accused / DAYS)


@pytest.mark.parametrize("told", [False, True])
def test_one_source_wrong_is_always_found_and_named(told: bool) -> None:
    assert measured(wrong=1, told=told) == Rates(found=1.0, named=1.0, accused=0.0)


def test_two_sources_wrong_in_the_same_way_cannot_be_told_from_two_that_are_right() -> None:
    """They differ, so it is found; but the honest source is named. Nothing in the counts says otherwise."""
    assert measured(wrong=2, told=False) == Rates(found=1.0, named=0.0, accused=1.0)


def test_who_was_counted_inside_betrays_two_that_are_wrong() -> None:
    """The honest source is still named; but the people inside do not fit: a discord of its own."""
    assert measured(wrong=2, told=True) == Rates(found=1.0, named=0.0, accused=1.0)
    betrayed = 0
    for day in range(DAYS):
        column, _ = seeded(day, wrong=2, told=True)
        whats = {one.what for d in reconcile(column) for row in d.explanations for one in row}
        betrayed += bool(whats & {"inside", "opening"})
    assert betrayed == DAYS


def test_all_three_wrong_in_the_same_way_are_not_found() -> None:
    assert measured(wrong=3, told=False) == Rates(found=0.0, named=0.0, accused=0.0)


def test_all_three_wrong_are_found_where_somebody_counted_who_is_inside() -> None:
    assert measured(wrong=3, told=True) == Rates(found=1.0, named=0.0, accused=0.0)


def test_without_the_replay_an_error_is_found_and_nobody_named() -> None:
    found = named = 0
    for day in range(DAYS):
        column, _ = seeded(day, wrong=1, told=False)
        windows = tuple(
            replace(w, came=(*w.came[:2], None), went=(*w.went[:2], None)) for w in column.windows
        )
        discords = reconcile(replace(column, windows=windows))
        found += bool(discords)
        named += any(discord.wrong for discord in discords)
    assert named == 0
    assert 0.55 < found / DAYS < 0.75  # two thirds: the replay's own errors are not seen without it
