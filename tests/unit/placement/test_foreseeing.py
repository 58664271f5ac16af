"""Futures: drawn by name at the rates, and what each costs."""

from collections import Counter

from msgspec.structs import replace

from lazaretto.placement.allowing import Like
from lazaretto.placement.asking import Expected, Mix
from lazaretto.placement.foreseeing import Open, Outlook, cost_ahead, futures
from tests.unit.placement.asked import RULES

MAN, WOMAN = Like("male", False, "ordinary"), Like("female", False, "ordinary")
WIDE = replace(RULES, same_day=False)
EXPECTED = Expected(
    cases_in_100_days=320, sizes=(260, 35, 35, 35, 35), futures=100, ahead=20,
    people=(Mix(weight=88, sex="male"), Mix(weight=12, sex="female")),
)  # fmt: skip


def outlook(*cohorts: Open, empty: int = 10, **freed: int) -> Outlook:
    rooms = {int(day[1:]): count for day, count in freed.items()}
    return Outlook({MAN: list(cohorts)}, empty, 6, Counter(rooms), rooms=20)


def test_the_same_seed_and_names_draw_the_same_futures() -> None:
    assert futures(EXPECTED, "QZ-D", 1) == futures(EXPECTED, "QZ-D", 1)
    assert futures(EXPECTED, "QZ-D", 1) != futures(EXPECTED, "QZ-D", 2)
    assert futures(EXPECTED, "QZ-D") != futures(replace(EXPECTED, seed=2), "QZ-D")


def test_futures_keep_to_the_rates() -> None:
    drawn = futures(EXPECTED, "QZ-D")
    counts = Counter[Like]()
    for future in drawn:
        for day in future:
            for like, count in day:
                counts[like] += count
    people = counts.total() / (100 * 20)
    assert abs(people - 6) < 0.3  # 3.2 cases a day of 1.875 people
    assert abs(counts[WOMAN] / counts.total() - 0.12) < 0.02


def test_nobody_costs_nothing() -> None:
    assert cost_ahead(outlook(), ((), (), ()), WIDE, missing_room=10) == 0


def test_joining_puts_back_the_clock_of_everybody_inside() -> None:
    cohort = Open(since=0, clock=0, members=2, beds=4)
    few = outlook(cohort, empty=1)
    assert cost_ahead(few, (((MAN, 1),),), WIDE, missing_room=10) == 2
    assert cohort.members == 2  # what was looked at is left as it was


def test_while_many_rooms_stand_empty_one_is_opened_instead() -> None:
    assert cost_ahead(outlook(Open(0, 0, 2, 4)), (((MAN, 1),),), WIDE, missing_room=10) == 0


def test_a_room_that_is_wanting_costs_on_each_day_until_one_comes_free() -> None:
    future = (((MAN, 2),), (), ())
    assert cost_ahead(outlook(empty=1), future, WIDE, missing_room=10) == 30
    assert cost_ahead(outlook(empty=1, d3=1), future, WIDE, missing_room=10) == 20


def test_a_cohort_past_its_window_takes_nobody_in() -> None:
    future = ((), (), ((MAN, 1),))
    assert cost_ahead(outlook(Open(0, 0, 1, 5), empty=0), future, WIDE, missing_room=10) == 10
