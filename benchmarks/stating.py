"""One fact, one that moves a person, and five hundred, through the actions; beside bare inserts.

All go into the same server, with the same durability.

The house and the bare client take turns in short stretches, so that both see the same machine.
"""

import json
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count

import psycopg

from benchmarks.figures import Figure, figure
from benchmarks.server import OFFICER, bare, establish, present, serving
from lazaretto.actions.statement import Statement
from lazaretto.facts import custody
from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.fact import Body
from lazaretto.facts.hygiene import Reading, TemperaturesTaken
from lazaretto.facts.identity import uuid7

STRETCHES, SINGLES, BATCH, CELLS = 9, 200, 500, 12
_people = count()


def measure() -> Iterator[Figure]:
    """Rates of one client, with fsync and synchronous commit as the server has them by default."""
    with serving() as url, bare(url) as plain:
        establish(present(), *(_cell(number) for number in range(CELLS)))
        singles = _rates(_single, lambda n: _bare_single(plain, n), SINGLES)
        yield figure(
            "one fact appended, projected and proved", singles[0], "facts/s", goal=">= 0.25",
            peer="a bare single-row insert", peer_value=singles[1], of_ratio=True,
        )  # fmt: skip
        moves = _rates(_custody, lambda n: _bare_single(plain, n), SINGLES)
        yield figure(
            "one custody fact through the action", moves[0], "facts/s", goal=">= 0.25",
            peer="a bare single-row insert", peer_value=moves[1], of_ratio=True,
        )  # fmt: skip
        batches = _rates(_batch, lambda n: bare_batch(plain, n), BATCH)
        yield figure(
            f"facts in batches of {BATCH}", batches[0], "facts/s", goal=">= 0.25",
            peer="a bare batched insert", peer_value=batches[1], of_ratio=True,
        )  # fmt: skip


def _cell(number: int) -> PlaceEstablished:
    """A general cell of eight places."""
    return PlaceEstablished(established=f"QZ-D/G1/{number:02}", use="general", capacity=8)


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


def _custody(times: int) -> None:
    """People are admitted, moved twice and let go, in cells whose places are counted."""
    from lazaretto.actions.record_fact import record_fact

    for said in _lives(times):
        receipt = record_fact(said, actor=OFFICER, device="desk", now=present())
        if receipt.outcome != "accepted":
            raise SystemExit(f"a custody fact was not accepted: {receipt}")


def _lives(times: int) -> Iterator[Statement]:
    """Each statement changes who is where; four a person."""
    for number in range(times):
        if number % 4 == 0:
            person = f"QZ23{next(_people):05}"
        cells = [f"QZ-D/G1/{(int(person[4:]) + step) % CELLS:02}" for step in range(3)]
        said: tuple[Body, ...] = (
            custody.Admitted(person=person, cell=cells[0], sex="male"),
            custody.Moved(person=person, cell=cells[1]),
            custody.Moved(person=person, cell=cells[2]),
            custody.Released(person=person, basis="the court's paper"),
        )
        yield Statement(body=said[number % 4], occurred=present(), facility="QZ-D")


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


def bare_batch(plain: psycopg.Connection[tuple[object, ...]], count: int) -> None:
    """So many rows of the same words in one insert, and nothing else."""
    rows = [dict(zip("abcd", _said(number), strict=True)) for number in range(count)]
    plain.execute(
        "INSERT INTO bare SELECT (v->>'a')::uuid, v->>'b', (v->>'c')::timestamptz, v->>'d'"
        " FROM jsonb_array_elements(%s::jsonb) AS v",
        [json.dumps(rows)],
    )
