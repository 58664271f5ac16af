"""A fact to bytes and back, beside bare JSON of the same values."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from benchmarks.figures import Figure, figure, seconds_of
from lazaretto.facts.encoding import decode, encode
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.gate import Entered
from lazaretto.facts.hygiene import Reading, TemperaturesTaken
from lazaretto.facts.identity import uuid7

WHEN = datetime(2022, 3, 15, tzinfo=UTC)
TIMES = 20_000


def measure() -> Iterator[Figure]:
    """An entry at the gate (small) and a sweep of forty readings (large)."""
    sweep = TemperaturesTaken(
        readings=tuple(Reading(person=f"QZ22{n:05}", celsius_tenths=360 + n % 10) for n in range(40))
    )
    yield from _of("an entry", Entered(category="person", subject="S0421", zone="guarded", basis="roster"))
    yield from _of("a sweep of 40", sweep)


def _of(name: str, body: Body) -> Iterator[Figure]:
    said = Fact(
        id=uuid7(WHEN, bytes(10)), occurred=WHEN, recorded=WHEN, facility="QZ-D", actor="S0007",
        device="gate-1", body=body,
    )  # fmt: skip
    data = encode(said)
    plain = json.loads(data)
    dumps = _each(lambda: json.dumps(plain, sort_keys=True, separators=(",", ":")).encode())
    loads = _each(lambda: json.loads(data))
    yield figure(
        f"encode {name}", _each(lambda: encode(said)), "µs", peer="json.dumps, sorted", peer_value=dumps
    )
    yield figure(
        f"decode and check {name}", _each(lambda: decode(data)), "µs", peer="json.loads, unchecked",
        peer_value=loads,
    )  # fmt: skip


def _each(act: Callable[[], object]) -> float:
    """Microseconds a call, median of five runs."""
    return seconds_of(lambda: [act() for _ in range(TIMES)], times=5) / TIMES * 1e6
