"""``python -m benchmarks.soak [minutes [times]]``: a city ten times the model's, stated to and read.

The demo's own server, its record grown to ten cities; ten times as many facts a second as the model city
states in its busiest hour, of every role, while boards and day sheets are read. What is looked at: does
the memory of server or database grow by more than the facts that came, how long does a fact take, and does
each that was acknowledged stand once. Writes ``benchmarks/soak.json``, and a line every few minutes.
"""

import http.client
import json
import os
import random
import re
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from pathlib import Path

import psycopg

from benchmarks import live
from benchmarks.cities import again
from benchmarks.figures import Figure, figure, percentile, table
from benchmarks.live import BUSIEST, PORT, TIMES

WRITERS, READERS = 8, 20
WARM = 10.0  # minutes until what is kept for readers has its size
TOLD = 5.0  # minutes between two lines
APART = 2.0  # seconds between two who sign in
CATCHING_UP = 900.0  # seconds within which the server must have read nine cities more
RESULTS = Path(__file__).with_name("soak.json")
READ = ("/", "/facilities/QZ-D", "/facilities/QZ-D/cells", "/api/v1/board", "/findings")
READERS_ROLE = "detachment_officer"


@dataclass
class Course:
    """What was seen so far.

    said: ids acknowledged. took: (second of the run, seconds it took). memory: (minute, MiB a kind).
    """

    stop: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    said: list[str] = field(default_factory=list)
    took: list[tuple[float, float]] = field(default_factory=list)
    read: dict[str, list[float]] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    memory: list[tuple[float, dict[str, float]]] = field(default_factory=list)


def main(minutes: float, times: int) -> int:
    """Run, print the table, and say how many goals were missed."""
    with live.demo() as (_, folder, leader):
        held = _grow(folder, times)
        _caught_up()
        course = Course()
        began = time.monotonic()
        threads = [
            threading.Thread(target=_write, args=(course, began, n, times), daemon=True)
            for n in range(WRITERS)
        ]
        threads += [threading.Thread(target=_read, args=(course, n), daemon=True) for n in range(READERS)]
        for thread in threads:  # as people come: not all in the same second, before any page was made
            thread.start()
            time.sleep(APART)
        while (gone := (time.monotonic() - began) / 60) < minutes:
            time.sleep(min(60 * TOLD, max(1.0, 60 * (minutes - gone))))
            _tell(course, began, leader)
        course.stop.set()
        for thread in threads:
            thread.join(timeout=60)
        figures = _figures(course, held, folder)
    print(table(figures))
    course_of = [
        {"minute": round(at, 1), **{k: round(v) for k, v in kinds.items()}} for at, kinds in course.memory
    ]
    said = {"figures": [f.name + f": {f.value} {f.unit}" for f in figures], "memory_mib": course_of}
    RESULTS.write_text(json.dumps(said | {"refused": course.refused}, indent=1, ensure_ascii=False) + "\n")
    return sum(one.met is False for one in figures)


def _grow(folder: Path, times: int) -> int:
    """Say the city's facts again of others; how many facts there are then."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lazaretto.project.settings")
    os.environ["DATABASE_URL"] = _url(folder)
    import django

    django.setup()
    from django.db import connection

    from lazaretto.actions.replay_city import replay_city
    from lazaretto.facts.encoding import decode

    with psycopg.connect(_url(folder)) as direct:
        direct.execute("SELECT set_config('lazaretto.facilities', '*', false)")
        rows = direct.execute(
            "SELECT p.canonical FROM ledger_fact f JOIN ledger_payload p ON p.fact = f.id ORDER BY f.sequence"
        ).fetchall()
    facts = [decode(said) for (said,) in rows]
    for city in range(1, times):
        done = replay_city(again(facts, city), progress=lambda _: None)
        refused = [one for one in done.contradicting if one.outcome != "disputed"]
        print(f"city {city + 1}: {done.appended} facts, {len(refused)} refused", file=sys.stderr, flush=True)
        if refused:
            raise SystemExit(f"a copy is not like the first city: {refused[0]}")
    connection.close()
    return len(facts) * times


def _caught_up() -> None:
    """Wait until the server has taken in the cities that came: nobody states nine cities in two minutes."""
    began, quick = time.monotonic(), 0
    session = live.signed_in(READERS_ROLE, within=CATCHING_UP)
    while quick < len(READ):
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=CATCHING_UP)
        sent = time.monotonic()
        connection.request("GET", READ[quick], headers={"Cookie": session})
        connection.getresponse().read()
        connection.close()
        quick = quick + 1 if time.monotonic() - sent < 2 else 0
        if time.monotonic() - began > CATCHING_UP:
            raise SystemExit("the server has not caught up with the cities that came")
    print(f"caught up after {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


def _url(folder: Path) -> str:
    from lazaretto.project.postgres import Cluster

    return Cluster.under(folder / "demo").url


def _write(course: Course, began: float, number: int, times: int) -> None:
    """One who states, all day: at the gate, on the wing, in the sick-bay, before the screens."""
    draw = random.Random(number)  # noqa: S311 — a rate, not a secret
    role, making = SAYING[number % len(SAYING)]
    session = live.signed_in(role)
    token = SimpleCookie(session)["csrftoken"].value
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    ahead = live.clock_ahead(live.signed_in(READERS_ROLE))
    while not course.stop.wait(draw.expovariate(BUSIEST * times / WRITERS)):
        occurred = datetime.fromtimestamp(time.time() + ahead - 1, UTC).isoformat()
        said = json.dumps({"facility": "QZ-D", "occurred": occurred} | making(draw))
        sent = time.perf_counter()
        try:
            connection.request(
                "POST", "/api/v1/facts", said,
                {"Cookie": session, "X-CSRFToken": token, "Content-Type": "application/json"},
            )  # fmt: skip
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as lost:
            connection.close()
            with course.lock:
                course.refused[type(lost).__name__] = course.refused.get(type(lost).__name__, 0) + 1
            continue
        taken = time.perf_counter() - sent
        with course.lock:
            if answer.status == 201:
                course.said.append(json.loads(body)["fact"])
                course.took.append((time.monotonic() - began, taken))
            else:
                name = f"{role} {answer.status} {body[:160]!r}"
                course.refused[name] = course.refused.get(name, 0) + 1


def _read(course: Course, number: int) -> None:
    """One who reads: another page every few seconds."""
    draw = random.Random(1000 + number)  # noqa: S311
    session = live.signed_in(READERS_ROLE)
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
    while not course.stop.wait(draw.uniform(2, 8)):
        page = draw.choice(READ)
        sent = time.perf_counter()
        try:
            connection.request("GET", page, headers={"Cookie": session})
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            continue
        with course.lock:
            course.read.setdefault(f"{page} {answer.status}", []).append(time.perf_counter() - sent)


Draw = random.Random


def _person(draw: Draw) -> str:
    return f"QZ22{draw.randrange(400):05}"


def _gate(draw: Draw) -> dict[str, object]:
    who = {"category": "person", "subject": f"QZ-D-P{draw.randrange(1, 40):03}", "zone": "guarded"}
    if draw.random() < 0.5:
        return {"body": {"kind": "gate.left/1"} | who}
    return {"body": {"kind": "gate.entered/1", "basis": "roster"} | who}


def _wing(draw: Draw) -> dict[str, object]:
    if draw.random() < 0.1:  # a move: the dearest fact of all
        return {
            "body": {
                "kind": "custody.moved/1",
                "person": _person(draw),
                "cell": f"QZ-D/G1/{draw.randrange(1, 9):02}",
            }
        }
    readings = [{"person": _person(draw), "celsius_tenths": 360 + draw.randrange(12)} for _ in range(8)]
    return {"body": {"kind": "hygiene.temperatures_taken/1", "readings": readings}}


def _sick_bay(draw: Draw) -> dict[str, object]:
    return {"body": {"kind": "quarantine.visited/1", "persons": [_person(draw)], "by": "QZ-D-P005"}}


def _screens(draw: Draw) -> dict[str, object]:
    return {
        "body": {
            "kind": "supervision.gate_looked/1",
            "camera": "gate",
            "by": "hand",
            "people": draw.randrange(3),
        }
    }


SAYING: Sequence[tuple[str, Callable[[Draw], dict[str, object]]]] = (
    ("gate_officer", _gate), ("duty_officer", _wing), ("doctor", _sick_bay), ("detachment_officer", _screens),
)  # fmt: skip


def _tell(course: Course, began: float, leader: int) -> None:
    minute = (time.monotonic() - began) / 60
    memory = _memory(leader)
    with course.lock:
        course.memory.append((minute, memory))
        latest = [took for at, took in course.took if at > 60 * (minute - TOLD)] or [float("nan")]
        said = len(course.said)
        reads = sum(map(len, course.read.values()))
    kinds = ", ".join(f"{kind} {size:.0f} MiB" for kind, size in memory.items())
    p99 = 1000 * percentile(latest, 0.99)
    line = f"{minute:6.1f} min: {said} facts, p99 {p99:.0f} ms, {reads} pages read; {kinds}"
    print(line, file=sys.stderr, flush=True)


def _memory(leader: int) -> dict[str, float]:
    """Proportional memory in MiB of the server's processes, those of its database apart."""
    kinds = {"server": 0.0, "database": 0.0}
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(") ", 1)[1].split()[1])
            except OSError:
                continue
    for process in parents:
        at: int | None = process
        while at and at != leader:
            at = parents.get(at)
        if at != leader:
            continue
        try:
            roll = Path(f"/proc/{process}/smaps_rollup").read_text()
            name = Path(f"/proc/{process}/cmdline").read_text()
        except OSError:
            continue
        size = int(re.search(r"^Pss:\s+(\d+) kB", roll, re.MULTILINE)[1]) / 1024  # type: ignore[index]
        kinds["database" if "postgres" in name.split("\0")[0] else "server"] += size
    return kinds


def _figures(course: Course, held: int, folder: Path) -> list[Figure]:
    took = [one for _, one in course.took]
    warm = [kinds for at, kinds in course.memory if at >= WARM] or [kinds for _, kinds in course.memory]
    with psycopg.connect(_url(folder)) as direct:
        direct.execute("SELECT set_config('lazaretto.facilities', '*', false)")
        row = direct.execute(
            "SELECT count(*), count(DISTINCT id) FROM ledger_fact WHERE id = ANY (%s::uuid[])", [course.said]
        ).fetchone()
    stand, apart = row or (0, 0)
    grown = 100 * (len(course.said) / held)
    return [
        figure(f"facts stated, beside {held} that stood", float(len(course.said)), "facts"),
        figure("stating a fact, p99", 1000 * percentile(took, 0.99), "ms", goal="<= 200"),
        figure("stating a fact, median", 1000 * percentile(took, 0.5), "ms"),
        figure("acknowledged and not in the record", float(len(course.said) - apart), "facts", goal="<= 0"),
        figure("acknowledged and twice in the record", float(stand - apart), "facts", goal="<= 0"),
        figure("answers that were no 201", float(sum(course.refused.values())), "answers", goal="<= 0"),
        *(
            figure(
                f"memory of the {kind} at the end", warm[-1][kind], "MiB", goal="<= 1.1", of_ratio=True,
                peer=f"after {WARM:.0f} minutes (facts grew by {grown:.0f} %)", peer_value=warm[0][kind],
            )
            for kind in ("server", "database")
        ),
        *(
            figure(f"reading {page}, p99", 1000 * percentile(took, 0.99), "ms")
            for page, took in sorted(course.read.items())
        ),
    ]  # fmt: skip


if __name__ == "__main__":
    minutes, times = [*sys.argv[1:], *("120", str(TIMES))[len(sys.argv) - 1 :]]
    sys.exit(main(float(minutes), int(times)))
