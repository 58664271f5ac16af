"""The last day of a token is a day on the clock of the house, and the page shows that day."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from lazaretto.access.node_tokens import end_of
from lazaretto.web.templatetags.access_words import last_day

LAST = date(2022, 12, 31)


@pytest.mark.parametrize(
    ("zone", "ends"),
    [
        ("Asia/Shanghai", datetime(2022, 12, 31, 16, tzinfo=UTC)), ("UTC", datetime(2023, 1, 1, tzinfo=UTC)),
        ("America/New_York", datetime(2023, 1, 1, 5, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_a_token_ends_with_its_last_day_at_the_house(zone: str, ends: datetime) -> None:
    assert end_of(LAST, zone=zone) == ends
    with timezone.override(zone):
        assert last_day(ends) == "2022-12-31"
        assert last_day(ends.isoformat()) == "2022-12-31"


def test_one_that_ends_within_a_day_holds_on_that_day() -> None:
    with timezone.override("Asia/Shanghai"):
        assert last_day("2022-12-31T08:00:00+08:00") == "2022-12-31"
        assert last_day("2022-12-30T16:00:00+00:00") == "2022-12-30"
