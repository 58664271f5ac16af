"""Ten thousand results of a laboratory, from the bytes of a workbook to an answer a row; beside bare inserts.

The peer puts the same rows, as text, into a plain table of the same server in batches of 5,000, in turns
with the house: it parses nothing, judges nothing, and proves nothing.
"""

import io
import statistics
import time
from collections.abc import Iterator
from datetime import timedelta

import xlsxwriter

from benchmarks.figures import Figure, figure
from benchmarks.server import OFFICER, bare, establish, present, serving
from lazaretto.actions.statement import Statement
from lazaretto.facts.testing import Sampled

ROWS, TURNS, TUBES_A_BATCH = 10_000, 3, 2_500
_INSERT = "INSERT INTO plain_result VALUES (%s, %s, %s, %s)"
LIMIT = 10.0  # seconds, asked of an import of so many rows with answers


def measure() -> Iterator[Figure]:
    """Seconds of wall time for a file whose tubes are known; then for the same file sent again."""
    with serving() as url, bare(url) as plain:
        from lazaretto.ledger.tailing import live

        establish(present())
        ours, again, theirs = [], [], []
        plain.execute("CREATE TABLE plain_result (id text PRIMARY KEY, tube text, result text, at text)")
        for turn in range(TURNS):
            _fill(turn)
            data = _workbook(turn)
            live()  # the record in memory holds the tubes, as it does once any page was shown
            ours.append(_timed(data, "accepted"))
            again.append(_timed(data, "duplicate"))
            began = time.perf_counter()
            for start in range(0, ROWS, 5_000):
                with plain.transaction(), plain.cursor() as cursor:
                    cursor.executemany(_INSERT, _plain(turn, start))
            theirs.append(time.perf_counter() - began)
        yield figure(
            "10,000 results of a workbook, an answer a row", statistics.median(ours), "s", goal=f"<= {LIMIT}",
            peer="bare batched inserts of the same rows", peer_value=statistics.median(theirs),
        )  # fmt: skip
        yield figure(
            "the same workbook sent again", statistics.median(again), "s", goal=f"<= {LIMIT}",
            peer="the first time", peer_value=statistics.median(ours),
        )  # fmt: skip


def _tube(turn: int, number: int) -> str:
    return f"BT-{turn}-{number:05}"


def _fill(turn: int) -> None:
    """Swabs went into the tubes an hour ago."""
    from lazaretto.actions.record_batch import record_batch

    at = present() - timedelta(hours=1)
    for start in range(0, ROWS, TUBES_A_BATCH):
        rows = [
            Statement(
                body=Sampled(tube=_tube(turn, n), members=(f"QZ22{n:05}",), purpose="round"), occurred=at,
                facility="QZ-D",
            )
            for n in range(start, start + TUBES_A_BATCH)
        ]  # fmt: skip
        record_batch(rows, actor=OFFICER, device="desk", now=present())


def _workbook(turn: int) -> bytes:
    out = io.BytesIO()
    at = (present() - timedelta(minutes=5)).isoformat(timespec="seconds")
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("采样管号", "结果", "报告时间", "检测机构", "Ct"))
        for n in range(ROWS):
            sheet.write_row(n + 1, 0, (_tube(turn, n), "阴性", at, "市疾控中心", "-"))
    return out.getvalue()


def _plain(turn: int, start: int) -> list[tuple[str, str, str, str]]:
    at = present().isoformat()
    return [(f"{turn}-{n}", _tube(turn, n), "negative", at) for n in range(start, start + 5_000)]


def _timed(data: bytes, outcome: str) -> float:
    """Seconds from the bytes to the answers. Raises AssertionError unless every row came out so."""
    from lazaretto.actions.import_results import import_results
    from lazaretto.board.result_tables import table_of

    began = time.perf_counter()
    done = import_results("QZ-D", table_of(data), actor=OFFICER, device="desk", now=present())
    taken = time.perf_counter() - began
    counts = {str(name): count for name, count in done.counts.items()}
    if counts[outcome] != ROWS:
        raise AssertionError(f"{counts}")
    return taken
