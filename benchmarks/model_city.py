"""One day of the model city, derived and judged from the rehearsal's own facts; loading stated apart."""

import statistics
import time
from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks.figures import Figure, figure, seconds_of
from benchmarks.nation_day import DOCUMENT, ROOT, VERSION, document, sorted_and_counted
from lazaretto.facts.encoding import decode, encode
from lazaretto.facts.fact import Fact
from lazaretto.facts.hygiene import Reading, TemperaturesTaken
from lazaretto.facts.identity import uuid7
from lazaretto.facts.periods import Period, instant, local_days, seconds
from lazaretto.obligations.assessing import Assessment, assess
from lazaretto.obligations.force import in_force
from lazaretto.protocol.document import Protocol
from lazaretto.registers.record import Record
from lazaretto.rehearsal.assumptions import read
from lazaretto.rehearsal.city import rehearse
from lazaretto.rehearsal.pressure import even_pressure

ZONE, SEED = "Asia/Shanghai", 20220310
FIRST, LAST = date(2022, 3, 10), date(2022, 4, 6)
DAYS = [FIRST + timedelta(days=n) for n in range(2, 28, 5)]


def rehearsed(protocol: Protocol) -> tuple[Fact, ...]:
    """Every fact of the model city, in recorded order."""
    assumptions = read((ROOT / "assumptions" / "model-city-2022.yaml").read_bytes())
    pressure = even_pressure(assumptions)
    return rehearse(
        seed=SEED, protocol=protocol, pressure=pressure, assumptions=assumptions, until=None
    ).facts  # fmt: skip


def loaded(said: list[bytes]) -> Record:
    """A record of encoded facts: decoded, lowered and sorted."""
    record = Record()
    record.append(decode(data) for data in said)
    record.columns()
    return record


def measured_day(record: Record, protocol: Protocol, day: date) -> Assessment:
    """A whole day as it stood at its end."""
    period = local_days(day, zone=ZONE)
    assert period.end is not None  # noqa: S101 — whole days end
    standing = record.standing(at=seconds(period.end) - 1, known_at=seconds(period.end))
    return assess(
        forces=in_force(standing, shelf={(DOCUMENT, VERSION): protocol}), standing=standing,
        window=Period(period.start, instant(seconds(period.end))),
        fact_id=lambda number: record.facts[number].id,
    )  # fmt: skip


def measure() -> Iterator[Figure]:
    """Loading, then the median of several days of the four weeks, each assessed afresh."""
    protocol = document()
    facts = rehearsed(protocol)
    said = [encode(fact) for fact in facts]
    began = time.process_time()
    record = loaded(said)
    loading = time.process_time() - began
    rows = sum(len(columns) for columns in record.columns().values())
    decoding = seconds_of(lambda: [decode(data) for data in said], times=1)
    yield figure("the model city's facts", len(facts) / 1000, "thousand")
    yield figure("its events", rows / 1000, "thousand")
    yield figure(
        "loading it: decode, lower, sort", loading, "s", peer="decoding alone", peer_value=decoding
    )  # fmt: skip
    times, counts = [], []
    for day in DAYS:
        counts.append(measured_day(record, protocol, day).count())
        times.append(seconds_of(lambda day=day: measured_day(record, protocol, day).count(), times=5))  # type: ignore[misc]
    yield figure(
        "a day of the model city, derived and judged", 1000 * statistics.median(times), "ms", goal="<= 50",
        peer="one sort and one count of all its rows", peer_value=1000 * sorted_and_counted(record.columns()),
    )  # fmt: skip
    yield figure(
        "one more sweep into its registers", 1000 * statistics.median(_one_more(record)), "ms",
        peer="copying the temperatures once", peer_value=1000 * _copied(record),
    )  # fmt: skip
    yield figure("the slowest of its days", 1000 * max(times), "ms")
    yield figure("the obligations of such a day", statistics.median(counts) / 1000, "thousand")


def _one_more(record: Record) -> Iterator[float]:
    """Seconds for each of some new facts, four temperatures each, put in their places among the others."""
    for number in range(20):
        when = local_days(LAST, zone=ZONE).start + timedelta(minutes=number)
        readings = tuple(Reading(person=f"NEW{n}", celsius_tenths=366) for n in range(4))
        said = Fact(
            id=uuid7(when, bytes(10)), occurred=when, recorded=when, facility="QZ-D", actor="S1",
            device="desk", body=TemperaturesTaken(readings=readings),
        )  # fmt: skip
        began = time.process_time()
        record.append([said])
        record.columns()
        yield time.process_time() - began


def _copied(record: Record) -> float:
    rows = record.columns()["temperature"]
    return seconds_of(lambda: [getattr(rows, name).copy() for name in rows.__slots__])
