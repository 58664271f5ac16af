"""How soon a fact stands on fifty open boards, over HTTP, while the city states ten times what it did.

The demo's own server with its record, on this machine's cores; the watchers and the writer are on them too.
"""

import http.client
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from pathlib import Path

from benchmarks.figures import Figure, figure, percentile

BOARDS = 50
SECONDS = 60.0
START = 300  # seconds within which the demo must have rehearsed its city
# Of the rehearsed city, 15 March to 6 April: 4,461 facts a day; in its busiest hour 2,760.
MEAN, BUSIEST, TIMES = 4_461 / 86_400, 2_760 / 3_600, 10
PORT = 8399
SEEN = re.compile(rb'hx-get="/\?seen=([^"]+?)%7C(\d+)')


@dataclass
class Boards:
    """What the open boards showed. told: (number of facts in the record, when a board showed it)."""

    stop: threading.Event = field(default_factory=threading.Event)
    told: list[tuple[int, float]] = field(default_factory=list)
    polls: list[float] = field(default_factory=list)
    failed: int = 0


def measure() -> Iterator[Figure]:
    """For the mean rate and for that of the busiest hour: from the answer to the writer to each board."""
    with demo() as (ready, _, _):
        for name, rate in (("mean day", MEAN), ("busiest hour", BUSIEST)):
            boards, stated = _watched(ready, rate * TIMES)
            late = _delays(boards, stated)
            said = f"{BOARDS} boards, {TIMES} × the city's {name} ({len(stated)} facts)"
            yield figure(f"{said}: a fact on a board, p95", percentile(late, 0.95), "s", goal="<= 2")
            yield figure(f"{said}: a fact on a board, median", percentile(late, 0.5), "s")
            yield figure(f"{said}: one poll, p95", 1000 * percentile(boards.polls, 0.95), "ms")
            yield figure(f"{said}: polls that failed", float(boards.failed), "polls", goal="<= 0")


def _delays(boards: Boards, stated: list[tuple[int, float]]) -> list[float]:
    """Seconds from each fact's acceptance to its first showing, a board at a time."""
    found = []
    told = sorted(boards.told)
    for count, when in stated:
        shown = [at for held, at in told if held >= count]
        found += [max(0.0, at - when) for at in shown[:BOARDS]]
    return found or [float("inf")]


def _watched(session: str, rate: float) -> tuple[Boards, list[tuple[int, float]]]:
    boards = Boards()
    watchers = [threading.Thread(target=_watch, args=(session, boards, n)) for n in range(BOARDS)]
    for thread in watchers:
        thread.start()
    time.sleep(5)
    held = max((count for count, _ in boards.told), default=0)
    boards.told.clear()
    boards.polls.clear()
    stated = _write(rate, held)
    time.sleep(4)
    boards.stop.set()
    for thread in watchers:
        thread.join()
    return boards, stated


def _watch(session: str, boards: Boards, number: int) -> None:
    """One open board: it asks once a second, as the page does."""
    seen, held = "never", 0
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    time.sleep(number / BOARDS)
    while not boards.stop.is_set():
        began = time.perf_counter()
        connection.request("GET", f"/?seen={seen}", headers={"Cookie": session, "HX-Request": "true"})
        answer = connection.getresponse()
        body = answer.read()
        now = time.perf_counter()
        boards.polls.append(now - began)
        match = SEEN.search(body) if answer.status == 200 else None
        if match:
            seen = f"{match[1].decode()}%7C{match[2].decode()}"
            if int(match[2]) > held:
                held = int(match[2])
                boards.told.append((held, now))
        elif answer.status != 204:
            boards.failed += 1
        time.sleep(max(0.0, 1.0 - (time.perf_counter() - began)))
    connection.close()


def _write(rate: float, held: int) -> list[tuple[int, float]]:
    """State temperatures at gates, evenly drawn in time; (facts in the record, when it was accepted)."""
    session = signed_in("detachment_officer")
    token = SimpleCookie(session)["csrftoken"].value
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    stated: list[tuple[int, float]] = []
    ahead = clock_ahead(session)
    draw = random.Random(1)  # noqa: S311 — a rate, not a secret
    end = time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        time.sleep(draw.expovariate(rate))
        occurred = datetime.fromtimestamp(time.time() + ahead - 1, UTC).isoformat()
        said = (
            '{"body":{"kind":"supervision.gate_looked/1","camera":"gate","by":"hand","people":1},'
            f'"facility":"QZ-D","occurred":"{occurred}"}}'
        )
        connection.request(
            "POST", "/api/v1/facts", said,
            {"Cookie": session, "X-CSRFToken": token, "Content-Type": "application/json"},
        )  # fmt: skip
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 201:
            raise SystemExit(f"the fact was not taken: {answer.status} {body[:300]!r}")
        stated.append((held + len(stated) + 1, time.perf_counter()))
    connection.close()
    return stated


def clock_ahead(session: str) -> float:
    """Seconds by which the clock of the demo's city is ahead of this machine's, read off its board."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    connection.request("GET", "/", headers={"Cookie": session})
    found = SEEN.search(connection.getresponse().read())
    connection.close()
    if found is None:
        raise SystemExit("the board does not say how much it has seen")
    board = datetime.fromisoformat(found[1].decode().replace("%3A", ":").replace("%2B", "+"))
    return (board - datetime.now(UTC)).total_seconds()


@contextmanager
def demo() -> Iterator[tuple[str, Path, int]]:
    """A demo of its own: the session of somebody signed in, its folder, and its process."""
    with tempfile.TemporaryDirectory(prefix="lz-") as folder:
        process = subprocess.Popen(  # noqa: S603 — our own program
            [sys.executable, "-m", "lazaretto.project.command", "demo", "--port", str(PORT)],
            env=dict(os.environ, LAZARETTO_VAR=folder), stdout=subprocess.PIPE, text=True,
            cwd=Path(__file__).parents[1],
        )  # fmt: skip
        try:
            _await(process)
            yield signed_in("detachment_officer"), Path(folder), process.pid
        finally:
            process.terminate()
            process.wait()


def _await(process: "subprocess.Popen[str]") -> None:
    began = time.monotonic()
    for line in process.stdout or ():
        if "Lazaretto is open" in line:
            threading.Thread(target=lambda: list(process.stdout or ()), daemon=True).start()
            return
        if time.monotonic() - began > START:
            break
    raise SystemExit("the demo did not start")


def signed_in(role: str, *, within: float = 30) -> str:
    """The cookies of a demo's one click. within: seconds that an answer may take."""
    jar = SimpleCookie()
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=within)

    def ask(method: str, path: str, body: str = "") -> bytes:
        cookies = "; ".join(f"{key}={value.value}" for key, value in jar.items())
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        for header in answer.headers.get_all("Set-Cookie") or ():
            jar.load(header)
        return answer.read()

    page = ask("GET", "/accounts/login/").decode()
    form = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)
    path = re.search(rf'action="([^"]*sign-in/as/{role})"', page)
    if form is None or path is None:
        raise SystemExit("this is no demo: it signs nobody in by a click")
    ask("POST", path[1], f"csrfmiddlewaretoken={form[1]}")
    ask("GET", "/")
    return "; ".join(f"{key}={value.value}" for key, value in jar.items())
