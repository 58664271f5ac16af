"""A day's log and the store: who breaks each condition, and who does not."""

from typing import Any

from tests.unit.obligations.breaking import broken
from tests.unit.obligations.owing import at

FEVER: dict[str, Any] = {"tenths": 373}


def test_log_disagrees() -> None:
    came = at("03-15 08:00", ["Wang", "Li"], admitted_to="QZ-D/T/01")
    right = at("03-15 21:00", log_submitted_for="03-15", lines={"held": 2, "admitted": 2, "fevers": 0})
    wrong = at("03-15 21:00", log_submitted_for="03-15", lines={"held": 3})
    why = at("03-15 21:00", log_submitted_for="03-15", lines={"held": 3}, said_why="One is in the yard")
    silent = at("03-15 21:00", log_submitted_for="03-15")
    assert broken("log_disagrees", came, right, **FEVER) == []
    assert broken("log_disagrees", came, wrong, **FEVER) == ["QZ-D"]
    assert broken("log_disagrees", came, why, **FEVER) == []
    assert broken("log_disagrees", came, silent, **FEVER) == []


def test_what_is_learned_later_makes_no_log_wrong() -> None:
    late = at("03-15 08:00", "Wang", admitted_to="QZ-D/T/01", known="03-16 09:00")
    said = at("03-15 21:00", log_submitted_for="03-15", lines={"held": 0})
    assert broken("log_disagrees", late, said, **FEVER) == []
    after = at("03-15 23:00", "Wang", admitted_to="QZ-D/T/01")
    assert broken("log_disagrees", after, said, **FEVER) == []


def test_a_day_gone_by_is_read_at_its_end() -> None:
    came = at("03-15 08:00", "Wang", admitted_to="QZ-D/T/01")
    left = at("03-16 06:00", "Wang", released="Law")
    said = at("03-16 07:00", log_submitted_for="03-15", lines={"held": 1, "left": 0})
    assert broken("log_disagrees", came, left, said, **FEVER) == []


def test_log_resubmitted_unreopened() -> None:
    first = at("03-15 21:00", log_submitted_for="03-15")
    other = at("03-15 21:05", log_submitted_for="03-14")
    again = at("03-15 22:00", log_submitted_for="03-15", number=2)
    opened = at("03-15 21:30", log_reopened="03-15")
    assert broken("log_resubmitted_unreopened", first, other) == []
    assert broken("log_resubmitted_unreopened", first, again) == ["QZ-D"]
    assert broken("log_resubmitted_unreopened", first, opened, again) == []


IN: dict[str, Any] = {"lot": "B1", "pieces": 100}


def test_stock_below_cover() -> None:
    came = at("04-20 08:00", came_into_the_store="tube", **IN)
    few = at("04-29 08:00", taken_out_of_the_store="tube", lot="B1", pieces=20)
    many = at("04-29 08:00", taken_out_of_the_store="tube", lot="B1", pieces=70)
    settings: dict[str, Any] = {"days_used": 7, "days_cover": 14}
    assert broken("stock_below_cover", came, few, **settings) == []
    assert broken("stock_below_cover", came, many, **settings) == ["QZ-D|tube|B1"]
    more = at("04-28 09:00", came_into_the_store="tube", lot="B2", pieces=500)
    assert broken("stock_below_cover", came, more, many, **settings) == []
    stale = at("04-28 09:00", came_into_the_store="tube", lot="B3", pieces=500, expires="04-28")
    assert broken("stock_below_cover", came, stale, many, **settings) == ["QZ-D|tube|B1"]
    again = at("04-30 08:00", taken_out_of_the_store="tube", lot="B1", pieces=5)
    assert broken("stock_below_cover", came, many, again, **settings) == ["QZ-D|tube|B1"]


def test_expired_batch_used() -> None:
    came = at("03-10 08:00", came_into_the_store="chlorine", expires="03-15", **IN)
    last_day = at("03-15 23:00", taken_out_of_the_store="chlorine", lot="B1", pieces=1)
    after = at("03-16 00:10", taken_out_of_the_store="chlorine", lot="B1", pieces=1)
    thrown = at("03-17 08:00", thrown_away="chlorine", lot="B1", pieces=90)
    assert broken("expired_batch_used", came, last_day, thrown) == []
    assert broken("expired_batch_used", came, after) == ["QZ-D|chlorine|B1"]


def test_stock_count_differs() -> None:
    came = at("03-10 08:00", came_into_the_store="mask", **IN)
    close = at("03-11 08:00", counted_in_the_store="mask", lot="B1", pieces=95)
    short = at("03-11 08:00", counted_in_the_store="mask", lot="B1", pieces=80)
    assert broken("stock_count_differs", came, close, pieces=10) == []
    assert broken("stock_count_differs", came, short, pieces=10) == ["QZ-D|mask|B1"]
    first = at("03-11 08:00", counted_in_the_store="gown", lot="B9", pieces=40)
    assert broken("stock_count_differs", first, pieces=10) == []
