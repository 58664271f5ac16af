"""An instant as an argument: ISO 8601 with its offset from UTC, never a guess."""

from datetime import datetime

import click

from lazaretto.facts.periods import utc


class Instant(click.ParamType[datetime]):
    """``2022-03-15T08:00:00+08:00`` (or ``Z``), as an aware instant in UTC."""

    name = "instant"

    def convert(
        self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The instant, or a refusal that shows how one is written."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not an instant; write 2022-03-15T08:00:00+08:00", param, ctx)
        if moment.tzinfo is None:
            self.fail(f"{value!r} needs its offset from UTC, e.g. {value}+08:00", param, ctx)
        try:
            return utc(moment)
        except OverflowError:
            self.fail(f"{value!r} lies outside the calendar", param, ctx)
