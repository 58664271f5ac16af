"""Differences in words: who is wrong and by how much, or which numbers a person has to look into."""

from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest
from django.utils import timezone, translation

from lazaretto.actions.open_reconciliation import ReconciliationPage
from lazaretto.audit.counts import SILENT, SOURCES, Column, What, Window
from lazaretto.audit.counts import TALLIED as CATEGORIES
from lazaretto.audit.day import State
from lazaretto.audit.reconciling import reconcile
from lazaretto.board.houses import House
from lazaretto.cameras.pictures import Failure
from lazaretto.web.differences import Told, told
from lazaretto.web.labels.sources import SOURCE, TALLIED, WHAT
from lazaretto.web.templatetags.sources import FAILURES, MARKS, STATES
from tests.stating import ZONE, second

START, NOON, END = (second(f"03-15 {clock}") for clock in ("00:00", "12:00", "18:00"))
HOUSE = House(0, "QZ-D", "x", "detention_house", "QZ", "TS", ZONE)


def words(*windows: Window, of: Any = "vehicle", opening: Any = SILENT) -> list[Told]:
    column = Column(of, windows, opening)
    page = ReconciliationPage(
        house=HOUSE, at=datetime(2022, 3, 16, tzinfo=UTC), known_at=datetime(2022, 3, 16, tzinfo=UTC),
        day=date(2022, 3, 15), before=date(2022, 3, 14), after=None, over=True, state="differing",
        columns=(column,), discords=(reconcile(column),), differences=(), tallies=(), replays=(),
        counters=(), signed_by=None, signed_at=None, signed=(), words=None, cameras=(), window=6,
        document=None, version=None,
    )  # fmt: skip
    with translation.override("en"), timezone.override(ZONE):
        return told(page)


def test_the_tally_lacks_a_vehicle() -> None:
    (one,) = words(Window(START, NOON, (3, 2, 3), (0, 0, 0)))
    assert (one.wrong, one.says, one.ways) == (
        "tally", "The telephone tally is wrong: 1 too few in (2, not 3).", (),
    )  # fmt: skip


def test_all_three_differ() -> None:
    (one,) = words(Window(START, NOON, (3, 2, 7), (0, 0, 0)))
    assert one.says == (
        "All three differ (in): gate register 3, telephone tally 2, replay count 7."
        " Watch the recording of this stretch."
    )


def test_two_differ_and_the_third_is_missing() -> None:
    (one,) = words(Window(START, NOON, (3, None, 7), (0, None, 0)))
    assert "Two sources differ (in) and the third is missing" in one.says
    assert one.ways == (
        "replay count, 00:00–12:00, in: 3 instead of 7", "gate register, 00:00–12:00, in: 7 instead of 3",
    )  # fmt: skip


def test_of_things_done_nobody_says_in() -> None:
    (one,) = words(Window(START, NOON, (3, 3, 4), SILENT), of="disinfection")
    assert one.says == "The replay count is wrong: 1 too many carried out (4, not 3)."


def test_who_was_inside_accuses_nobody() -> None:
    (one,) = words(
        Window(START, NOON, (3, 3, 3), (0, 0, 0), (None, 8, None)), of="person", opening=(4, None, None)
    )
    assert one.wrong is None
    assert one.says.startswith("What passed and who was counted inside do not fit together.")
    assert len(one.ways) == 2


@pytest.mark.parametrize("last", [END, second("03-16 00:00")])
def test_the_end_of_a_day_is_24(last: int) -> None:
    (one,) = words(Window(NOON, last, (3, None, 7), (0, None, 0)))
    assert ("12:00–24:00" in one.ways[0]) == (last != END)


def test_every_code_has_its_word() -> None:
    assert set(SOURCE) == set(SOURCES)
    assert set(TALLIED) == set(CATEGORIES)
    assert set(WHAT) == {"done", *get_args(What)}
    assert set(STATES) == set(MARKS) == set(get_args(State))
    assert set(FAILURES) == set(get_args(Failure))
