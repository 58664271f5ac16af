"""What the tables say of themselves: how large they are, whose clocks are off, which pictures are overdue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from lazaretto.ledger import rows


@dataclass(frozen=True, slots=True)
class Skewed:
    """A device whose clock was off. seconds: by how much at most, ahead where positive. since: first so."""

    facility: str
    device: str
    seconds: int
    since: datetime
    facts: int


def size() -> int:
    """Bytes of the database."""
    found = rows.run("SELECT pg_database_size(current_database())").fetchone()
    return int(found[0]) if found else 0


def skewed(*, since: datetime, tolerance: timedelta) -> tuple[Skewed, ...]:
    """Devices in scope that were off by more than a tolerance since an instant, the furthest first.

    Off is what was measured when a device sent, or a time that lay ahead of the node that took it in.
    """
    found = rows.run(
        "SELECT facility, device, off, at, many FROM ("
        "  SELECT facility, device, min(recorded) AS at, count(*) AS many,"
        "         (array_agg(off ORDER BY abs(off) DESC))[1] AS off"
        "  FROM (SELECT facility, device, recorded, CASE WHEN skew <> 0 THEN skew"
        "          ELSE greatest(extract(epoch FROM occurred - recorded), 0)::bigint END AS off"
        "        FROM ledger_fact WHERE recorded > %s) AS said"
        "  WHERE abs(off) > %s GROUP BY facility, device) AS devices"
        " ORDER BY abs(off) DESC, facility, device",
        [since, int(tolerance.total_seconds())],
    )
    return tuple(Skewed(house, device, int(off), at, int(many)) for house, device, off, at, many in found)


def old_pictures(*, before: datetime) -> Mapping[str, tuple[int, datetime]]:
    """Facility in scope → how many pictures it keeps that were taken before an instant, and the oldest."""
    found = rows.run(
        "SELECT facility, count(*), min(taken) FROM ledger_picture WHERE taken < %s GROUP BY facility",
        [before],
    )
    return {house: (int(many), oldest) for house, many, oldest in found}


def clocks() -> tuple[datetime, datetime | None]:
    """What the database's clock shows, and when the newest fact of any house was recorded (None: none is)."""
    query = """
        SELECT clock_timestamp(), (SELECT max(f.recorded) FROM ledger_head h
            JOIN ledger_fact f ON f.facility = h.facility AND f.position = h.position)
    """
    found = rows.run(query).fetchone()
    assert found is not None  # noqa: S101 — an aggregate always answers
    return found[0], found[1]
