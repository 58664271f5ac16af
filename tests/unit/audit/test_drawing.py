"""Drawn looks: committed to before, checked after, foreseen by nobody, and each minute as likely."""

from collections import Counter
from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lazaretto.audit.drawing import Commitment, commitment, drawn, keeps, root, secret_of

FIRST = date(2022, 3, 10)
ROOT = root(b"the secret of an installation", facility="QZ-D", first=FIRST)
PROMISED = commitment(ROOT, first=FIRST, days=30)
DAYTIME = range(7 * 60, 22 * 60)


def test_the_secret_of_every_day_leads_to_the_anchor() -> None:
    for number in range(30):
        day = FIRST + timedelta(days=number)
        secret = secret_of(ROOT, day, promised=PROMISED)
        assert secret is not None
        told = secret
        for _ in range(number + 1):  # what whoever checks does with a pencil and sha256sum
            told = sha256(told).digest()
        assert told.hex() == PROMISED.anchor
        assert keeps(PROMISED, day, secret=secret)
        assert not keeps(PROMISED, day + timedelta(days=1), secret=secret)


def test_a_day_tells_of_those_before_it_and_of_none_after() -> None:
    secrets = [secret_of(ROOT, FIRST + timedelta(days=n), promised=PROMISED) for n in range(30)]
    for earlier, later in pairwise(secrets):
        assert later is not None
        assert sha256(later).digest() == earlier


def test_outside_the_promise_and_with_another_secret_there_is_nothing() -> None:
    assert secret_of(ROOT, FIRST - timedelta(days=1), promised=PROMISED) is None
    assert secret_of(ROOT, FIRST + timedelta(days=30), promised=PROMISED) is None
    other = root(b"another installation", facility="QZ-D", first=FIRST)
    assert secret_of(other, FIRST, promised=PROMISED) is None
    assert not keeps(PROMISED, FIRST, secret=b"short")


def test_facilities_have_chains_of_their_own() -> None:
    elsewhere = root(b"the secret of an installation", facility="MJ-D", first=FIRST)
    assert commitment(elsewhere, first=FIRST, days=30).anchor != PROMISED.anchor


@given(secret=st.binary(min_size=32, max_size=32), count=st.integers(0, 12), start=st.integers(0, 1400))
def test_the_times_are_different_in_order_allowed_and_always_the_same(
    secret: bytes, count: int, start: int
) -> None:
    minutes = range(start, min(start + 40, 1440))
    times = drawn(secret, facility="QZ-D", day=FIRST, count=count, minutes=minutes)
    assert list(times) == sorted(set(times))
    assert len(times) == count
    assert all(minute in minutes for minute in times)
    assert times == drawn(secret, facility="QZ-D", day=FIRST, count=count, minutes=minutes)
    if count:
        others = [drawn(secret, facility=f"H{n}", day=FIRST, count=count, minutes=minutes) for n in range(9)]
        assert set(others) != {times}


def test_more_looks_than_minutes_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="cannot be drawn"):
        drawn(b"x" * 32, facility="QZ-D", day=FIRST, count=3, minutes=range(2))


def test_every_minute_is_as_likely() -> None:
    """Chi-square over the hours of ten years: 14 degrees of freedom, the bound of one in ten thousand."""
    days = 3650
    chain = root(b"s", facility="QZ-D", first=FIRST)
    promised = Commitment("", FIRST, days)
    hours: Counter[int] = Counter()
    secret = chain
    for number in range(days):
        secret = sha256(secret).digest()
        day = promised.first + timedelta(days=number)
        hours.update(
            minute // 60 for minute in drawn(secret, facility="QZ-D", day=day, count=2, minutes=DAYTIME)
        )
    expected = 2 * days / 15
    assert len(hours) == 15
    assert sum((seen - expected) ** 2 / expected for seen in hours.values()) < 42.6


def test_roll_calls_have_chains_and_draws_of_their_own() -> None:
    """Whoever was shown a day of looks foresees no roll-call; and a shift tells nothing of the next one."""
    master = b"the secret of an installation"
    other = root(master, facility="QZ-D", first=FIRST, purpose="roll_call")
    assert commitment(other, first=FIRST, days=30).anchor != PROMISED.anchor
    secret = secret_of(other, FIRST, promised=commitment(other, first=FIRST, days=30))
    assert secret is not None
    looks = drawn(secret, facility="QZ-D", day=FIRST, count=5, minutes=DAYTIME)
    calls = [
        drawn(secret, facility="QZ-D", day=FIRST, count=5, minutes=DAYTIME, purpose="roll_call", slot=slot)
        for slot in ("day", "evening")
    ]
    assert len({looks, *calls}) == 3
