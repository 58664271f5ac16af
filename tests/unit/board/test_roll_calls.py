"""A roll-call as its page shows it: its clock, who may count next, what each reader sees; and the history."""

from typing import Any

import pytest

from lazaretto.board.roll_call_history import by_shift, days_of
from lazaretto.board.roll_call_view import CallShown, barred_from, seen_by, shown
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import local_day
from lazaretto.protocol.document import Text
from tests.stating import moment, second
from tests.unit.obligations.test_roll_calls import (
    DIFFERS,
    GATHERED,
    call_of,
    called,
    closed,
    counted,
    recount,
    second_count,
)

DAY = Text(zh_hans="白天", zh_hant="白天", en="The day")
NIGHT = Text(zh_hans="夜间", zh_hant="夜間", en="The night")


def seen(*said: Fact, at: str = "03-15 11:00", **how: Any) -> CallShown:
    return shown(call_of(*said), at=second(at), **{"answer": 10, "shift": DAY, **how})


def test_the_clock_runs_until_everybody_has_gathered() -> None:
    running = seen(called(), at="03-15 10:09")
    assert (running.late, running.minutes, running.answer_by) == (False, None, moment("03-15 10:10"))
    assert seen(called(), at="03-15 10:11").late
    gathered = seen(called(), GATHERED, at="03-15 12:00")
    assert (gathered.late, gathered.minutes, gathered.told_by) == (False, 4, "S1")


def test_without_a_limit_nothing_is_late() -> None:
    found = seen(called(), at="03-15 20:00", answer=None)
    assert (found.late, found.answer_by) == (False, None)


@pytest.mark.parametrize(
    ("said", "counting"),
    [
        ((called(),), None),
        ((called(), GATHERED), "count"),
        ((called(), GATHERED, counted(6, "D1")), "check"),
        (DIFFERS, "recount"),
        ((*DIFFERS, recount(12, "D3")), None),
    ],
    ids=["called", "gathered", "counted", "mismatched", "recounted"],
)
def test_which_count_comes_next(said: tuple[Fact, ...], counting: str | None) -> None:
    assert seen(*said).counting == counting


def test_whoever_counted_is_barred_from_the_next_count_and_from_clearing() -> None:
    once = call_of(called(), GATHERED, counted(6, "D1"))
    assert (barred_from(once, "D1"), barred_from(once, "D2")) == (("count",), ())
    differs = call_of(*DIFFERS)
    assert [barred_from(differs, who) for who in ("D1", "D2", "D3")] == [("count",), ("count",), ()]
    recounted = call_of(*DIFFERS, recount(12, "D3"))
    assert [barred_from(recounted, who) for who in ("D1", "D3")] == [("clear",), ()]


def test_the_first_count_is_told_to_who_made_it_until_the_second_is_in() -> None:
    once = seen(called(), GATHERED, counted(6, "D1"))
    assert [len(seen_by(once, who).counts) for who in ("D1", "D2")] == [1, 0]
    both = seen(called(), GATHERED, counted(6, "D1"), second_count(8, "D2"))
    assert len(seen_by(both, "D9").counts) == 2


def test_a_count_is_beside_what_the_roster_has() -> None:
    found = seen(*DIFFERS)
    assert [(one.act, one.right) for one in found.counts] == [("count", True), ("check", False)]
    assert found.mismatched
    assert [one.right for one in seen(called(0, None, None), GATHERED, counted(6, "D1")).counts] == [None]


def test_how_it_ended_is_said() -> None:
    found = seen(*DIFFERS, recount(12, "D3"), closed(14, "D3"))
    assert (found.outcome, found.words, found.closed_by) == ("cleared", "both in the kitchen", "D3")
    assert (found.mismatched, found.ended) == (False, moment("03-15 10:14"))


def test_what_moved_nothing_is_shown_with_why() -> None:
    found = seen(called(), counted(6, "D1"))
    assert [(one.why, one.who) for one in found.astray] == [("out_of_turn", ("D1",))]


MATCHED = (called(), GATHERED, counted(6, "D1"), second_count(8, "D2"))


def test_the_history_of_a_shift() -> None:
    quick = seen(*MATCHED)
    found = seen(*DIFFERS, recount(12, "D3"), closed(14, "D3", "found"))
    silent = seen(called(), closed(30, "D2", "stood_down"))
    (day,) = by_shift([quick, found, silent], labels=(DAY, NIGHT))
    assert (day.label, len(day.calls), day.middle, day.slowest) == (DAY, 3, 4, 4)
    assert (day.matched, day.mismatched, day.found, day.stood_down) == (1, 1, 1, 1)


def test_shifts_stand_in_the_order_of_the_day_and_what_is_outside_them_last() -> None:
    calls = [seen(*MATCHED, shift=label) for label in (None, NIGHT, DAY)]
    assert [one.label for one in by_shift(calls, labels=(DAY, NIGHT))] == [DAY, NIGHT, None]


def test_the_latest_day_is_first() -> None:
    today = seen(*MATCHED)
    ((day, calls),) = days_of([today, today], zone="Asia/Shanghai")
    assert (day, len(calls)) == (local_day(today.called, zone="Asia/Shanghai"), 2)
