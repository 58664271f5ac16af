"""A house's chain: its days draw what its published end promised, and no other day draws anything."""

from datetime import date

from lazaretto.audit.drawing import Commitment, keeps, secret_of
from lazaretto.audit.promising import promised

FIRST, DAYS = date(2022, 3, 15), 366
AMONG = range(7 * 60, 18 * 60 + 30)
CHAIN = promised(b"kept by the installation", "QZ-D", FIRST, DAYS, purpose="roll_call")


def test_the_anchor_is_that_of_its_days() -> None:
    assert CHAIN.commitment == Commitment(CHAIN.anchor, FIRST, DAYS)
    secret = secret_of(CHAIN.root, FIRST, promised=CHAIN.commitment)
    assert secret is not None
    assert keeps(CHAIN.commitment, FIRST, secret=secret)


def test_so_many_minutes_of_the_slot_are_drawn_the_same_each_time() -> None:
    drawn = CHAIN.minutes(date(2022, 3, 20), "day", count=3, among=AMONG)
    assert len(set(drawn)) == 3
    assert set(drawn) <= set(AMONG)
    assert drawn == CHAIN.minutes(date(2022, 3, 20), "day", count=3, among=AMONG)


def test_slots_houses_and_days_are_drawn_apart() -> None:
    other = promised(b"kept by the installation", "MJ-D", FIRST, DAYS, purpose="roll_call")
    drawn = [
        chain.minutes(day, slot, count=4, among=AMONG)
        for chain in (CHAIN, other)
        for day in (FIRST, date(2022, 3, 16))
        for slot in ("day", "evening")
    ]
    assert len(set(drawn)) == 8


def test_a_day_that_was_not_promised_draws_nothing() -> None:
    assert CHAIN.minutes(date(2022, 3, 14), "day", count=1, among=AMONG) == ()
    assert CHAIN.minutes(date(2023, 3, 16), "day", count=1, among=AMONG) == ()
