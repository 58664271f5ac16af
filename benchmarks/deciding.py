"""Verdicts at a gate on one core: the pure function over a house's pack, beside the bare table."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import cycle, islice
from typing import Any

from benchmarks.figures import Figure, figure, seconds_of
from benchmarks.nation_day import document
from lazaretto.obligations.passing import TABLES, verdict
from lazaretto.protocol.compiling import compiled
from lazaretto.protocol.deciding import decide
from lazaretto.protocol.document import Table

AT, HOUR = 1_647_400_000, 3600
TIMES = 5_000
GOAL = ">= 1000"  # a second, on one core
ROW: dict[str, Any] = {
    "leaves": [{"kind": "roster", "basis": "roster", "zone": None, "opens": AT - HOUR, "closes": AT + HOUR}],
    "isolating": [], "tested": [AT - 20 * HOUR, AT - 68 * HOUR], "inside": None,
    "gap": {"since": AT - 60 * HOUR, "hours": 72, "broken": False},
}  # fmt: skip
ANSWERS: dict[str, Any] = {
    "identity_confirmed": True, "health_code": "green", "travel_code": "clear", "exposure_declared": False,
    "symptoms": False, "temperature": 365, "hands_disinfected": True,
}  # fmt: skip
# As the bare table is told it: everything known beforehand, so that it says the same.
KNOWN: dict[str, Any] = ANSWERS | {
    "temperature": Decimal("36.5"), "authorised": True, "quarantine_open": False, "gap_unexplained": False,
    "test_age": Decimal(20), "emergency": False, "override": False,
}  # fmt: skip


def measure() -> Iterator[Figure]:
    """Somebody admitted (the longest way through the table), somebody held, and a stranger, by turns."""
    table = _table()
    plain = compiled(table, version="benchmark")
    feverish = ANSWERS | {"temperature": 373}
    asked = ((ROW, ANSWERS), (ROW, feverish), (None, ANSWERS))
    told = (KNOWN, KNOWN | {"temperature": Decimal("37.3")}, KNOWN | {"authorised": False})
    found = [verdict(plain, row, said, at=AT, zone="guarded", emergency=False).rule for row, said in asked]
    if found != [decide(table, known).rule for known in told]:
        raise AssertionError(f"the two do not do the same work: {found}")
    cases = list(islice(cycle(asked), TIMES))
    ours = seconds_of(
        lambda: [verdict(plain, row, said, at=AT, zone="guarded", emergency=False) for row, said in cases]
    )
    bare = seconds_of(lambda: [decide(table, known) for known in islice(cycle(told), TIMES)])
    yield figure(
        "verdicts at the gate, one core", TIMES / ours, "1/s", goal=GOAL,
        peer="the bare table, everything known", peer_value=TIMES / bare,
    )  # fmt: skip


def _table() -> Table:
    """The table of people of the house's own document."""
    return next(table for table in document().tables if table.id == TABLES["person"])
