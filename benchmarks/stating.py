"""One fact, and five hundred, through the actions; beside bare inserts into the same server.

The house and the bare client take turns in short stretches, so that both see the same machine.
"""

import json
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import psycopg

from benchmarks.figures import Figure, figure
from benchmarks.server import OFFICER, bare, establish, present, serving
from lazaretto.actions.statement import Statement
from lazaretto.facts.hygiene import Reading, TemperaturesTaken
from lazaretto.facts.identity import uuid7

STRETCHES, SINGLES, BATCH = 9, 200, 500


def measure() -> Iterator[Figure]:
    """Rates of one client, with fsync and synchronous commit as the server has them by default."""
    with serving() as url, bare(url) as plain:
        establish(present())
        singles = _rates(_single, lambda n: _bare_single(plain, n), SINGLES)
        yield figure(
            "one fact appended, projected and proved", singles[0], "facts/s", goal=">= 0.25",
            peer="a bare single-row insert", peer_value=singles[1], of_ratio=True,
        )  # fmt: skip
        batches = _rates(_batch, lambda n: _bare_batch(plain, n), BATCH)
        yield figure(
            f"facts in batches of {BATCH}", batches[0], "facts/s", goal=">= 0.25",
            peer="a bare batched insert", peer_value=batches[1], of_ratio=True,
        )  # fmt: skip


def statement(number: int) -> Statement:
    """A reading of one person's temperature, said a moment ago."""
    body = TemperaturesTaken(readings=(Reading(person=f"QZ22{number % 2000:05}", celsius_tenths=366),))
    return Statement(body=body, occurred=present() - timedelta(minutes=1), facility="QZ-D", place="QZ-D/T/03")


def _rates(ours: Callable[[int], None], theirs: Callable[[int], None], count: int) -> tuple[float, float]:
    """Median facts a second of either, taken in turns; the first turn warms both up."""
    taken: dict[Callable[[int], None], list[float]] = {ours: [], theirs: []}
    for turn in range(STRETCHES + 1):
        for act in (ours, theirs):
            began = time.perf_counter()
            act(count)
            if turn:
                taken[act].append(count / (time.perf_counter() - began))
    return statistics.median(taken[ours]), statistics.median(taken[theirs])


def _single(count: int) -> None:
    from lazaretto.actions.record_fact import record_fact

    for number in range(count):
        record_fact(statement(number), actor=OFFICER, device="desk", now=present())


def _batch(count: int) -> None:
    from lazaretto.actions.record_batch import record_batch

    statements = [statement(number) for number in range(count)]
    receipts = record_batch(statements, actor=OFFICER, device="desk", now=present())
    refused = [receipt for receipt in receipts if not receipt.recorded]
    if refused:
        raise SystemExit(f"the batch was not recorded: {refused[0]}")


def _said(number: int) -> tuple[str, str, str, str]:
    """What the bare client stores of the same fact."""
    said = statement(number)
    body = {"readings": [{"person": r.person, "celsius_tenths": 366} for r in said.body.readings]}  # type: ignore[attr-defined]
    chance = time.perf_counter_ns().to_bytes(10, "big")
    return str(uuid7(said.occurred, chance)), "QZ-D", said.occurred.isoformat(), json.dumps(body)


def _bare_single(plain: psycopg.Connection[tuple[object, ...]], count: int) -> None:
    for number in range(count):
        plain.execute("INSERT INTO bare VALUES (%s, %s, %s, %s)", _said(number))


def _bare_batch(plain: psycopg.Connection[tuple[object, ...]], count: int) -> None:
    rows = [dict(zip("abcd", _said(number), strict=True)) for number in range(count)]
    plain.execute(
        "INSERT INTO bare SELECT (v->>'a')::uuid, v->>'b', (v->>'c')::timestamptz, v->>'d'"
        " FROM jsonb_array_elements(%s::jsonb) AS v",
        [json.dumps(rows)],
    )
