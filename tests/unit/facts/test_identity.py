"""Ids are version 7 and sort by the moment at which they were made."""

from datetime import UTC, datetime, timedelta

import pytest

from lazaretto.facts.identity import RANDOM_BYTES, uuid7

ZEROS, ONES = bytes(RANDOM_BYTES), b"\xff" * RANDOM_BYTES
WHEN = datetime(2022, 3, 15, 8, 0, 0, 123_000, tzinfo=UTC)


def test_the_example_of_rfc_9562() -> None:
    made = datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)
    entropy = bytes.fromhex("0cc318c4dc0c0c07398f")
    assert str(uuid7(made, entropy)) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


def test_version_and_variant_whatever_the_entropy() -> None:
    for entropy in (ZEROS, ONES):
        assert uuid7(WHEN, entropy).version == 7
        assert uuid7(WHEN, entropy).variant == "specified in RFC 4122"


def test_milliseconds_are_exact() -> None:
    for milliseconds in range(1000):
        moment = datetime(2022, 3, 15, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
        assert uuid7(moment, ZEROS).int >> 80 == 1_647_302_400_000 + milliseconds


def test_a_later_id_is_the_greater_one() -> None:
    assert uuid7(WHEN, ONES) < uuid7(WHEN + timedelta(milliseconds=1), ZEROS)


def test_what_is_refused() -> None:
    with pytest.raises(ValueError, match="10 bytes"):
        uuid7(WHEN, b"short")
    with pytest.raises(ValueError, match="offset from UTC"):
        uuid7(datetime(2022, 3, 15), ZEROS)  # noqa: DTZ001 — what is refused
    with pytest.raises(ValueError, match="from 1970"):
        uuid7(datetime(1969, 12, 31, tzinfo=UTC), ZEROS)
