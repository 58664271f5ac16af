"""One day of a nation: derived and judged in a process of its own, at 1/100, 1/10 and the whole."""

import json
import math
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.figures import Figure, figure
from benchmarks.nation import SECONDS, WHOLE, Nation, nation
from lazaretto.facts.identity import uuid7
from lazaretto.facts.periods import Period, instant
from lazaretto.obligations.assessing import assess
from lazaretto.obligations.force import in_force
from lazaretto.protocol.document import Protocol
from lazaretto.protocol.reading import read
from lazaretto.registers.events import Columns

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT, VERSION = "four-layer-2022", "1"
SHARES = (0.01, 0.1, 1.0)


def measure() -> Iterator[Figure]:
    """Times, memory, growth. Each size runs alone, so that its memory is its own."""
    runs = [_apart(share) for share in SHARES]
    small, tenth, whole = runs
    yield figure(
        "a nation's day, derived and judged", whole["assess"], "s", goal="<= 30",
        peer="one sort and one count of the same rows", peer_value=whole["limit"],
    )  # fmt: skip
    yield figure("its obligations", whole["obligations"] / 1e6, "million")
    yield figure("its events in memory", whole["rows"] / 1e6, "million")
    yield figure(
        "its peak memory", whole["peak"], "GiB", goal="<= 4", peer="the registers alone",
        peer_value=whole["held"],
    )  # fmt: skip
    yield figure("a hundredth of it", small["assess"], "s")
    yield figure("a tenth of it", tenth["assess"], "s")
    for name, less, more in (("1/100 to 1/10", small, tenth), ("1/10 to 1", tenth, whole)):
        power = math.log(more["assess"] / less["assess"]) / math.log(more["rows"] / less["rows"])
        limit = math.log(more["limit"] / less["limit"]) / math.log(more["rows"] / less["rows"])
        yield figure(
            f"growth from {name}, as a power of size", power, "", goal="<= 1.1",
            peer="growth of the sort and count", peer_value=limit,
        )  # fmt: skip


def document() -> Protocol:
    """The document in force."""
    reading = read((ROOT / "protocols" / DOCUMENT / f"{VERSION}.yaml").read_bytes())
    if reading.protocol is None:
        raise SystemExit(f"{DOCUMENT} cannot be read: {reading.problems[0]}")
    return reading.protocol


def _apart(share: float) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.nation_day", str(share)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)  # noqa: S603
    said: dict[str, float] = json.loads(done.stdout)
    return said


def _run(share: float) -> dict[str, float]:
    protocol = document()
    land = nation(size=WHOLE.share(share), document=DOCUMENT, version=VERSION)
    held = _resident()
    times = [_assessed(land, protocol) for _ in range(3)]
    best = sorted(times)[1]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return {
        "assess": best[0], "obligations": best[1], "rows": land.rows, "held": held,
        "limit": sorted_and_counted(land.columns), "peak": peak,
    }  # fmt: skip


def _assessed(land: Nation, protocol: Protocol) -> tuple[float, int]:
    """(seconds, obligations) of one day, folded afresh; counted by facility, clause and status."""
    end = land.midnight + SECONDS
    began = time.process_time()
    standing = land.standing(at=end - 1)
    assessment = assess(
        forces=in_force(standing, shelf={(DOCUMENT, VERSION): protocol}), standing=standing,
        window=Period(instant(land.midnight), instant(end)),
        fact_id=lambda number: uuid7(instant(land.midnight), number.to_bytes(10, "big")),
    )  # fmt: skip
    count = assessment.count()
    return time.process_time() - began, count


def sorted_and_counted(columns: dict[str, Columns]) -> float:
    """What no judging of these rows can do without, in seconds: each set in order once, and counted once."""
    began = time.process_time()
    for rows in columns.values():
        np.argsort(rows.key, kind="stable")
        np.bincount(rows.facility)
    return time.process_time() - began


def _resident() -> float:
    """Memory held now, in GiB (Linux counts pages; elsewhere the peak so far stands in)."""
    pages = Path("/proc/self/statm")
    if pages.exists():
        return int(pages.read_text().split()[1]) * resource.getpagesize() / 2**30
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


if __name__ == "__main__":
    print(json.dumps(_run(float(sys.argv[1]))))
