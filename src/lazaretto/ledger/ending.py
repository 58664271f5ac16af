"""Where the record ends: a demo's clock goes on from there."""

from datetime import datetime

from django.db import connection

from lazaretto.access.scope import everywhere


def latest_recorded() -> datetime | None:
    """The instant at which the newest fact of all facilities was recorded; None while there is none."""
    with everywhere("where the record ends"), connection.cursor() as cursor:
        cursor.execute("SELECT max(recorded) FROM ledger_fact")
        row = cursor.fetchone()
    latest: datetime | None = row[0] if row else None
    return latest
