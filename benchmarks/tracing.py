"""Contacts of contacts in a nation: asked of the tables, of memory, and of a graph library.

``LAZARETTO_TRACED`` (1: the whole, a million people and thirty million stays) makes it smaller.
"""

import gc
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import psycopg
import rustworkx

from benchmarks.figures import Figure, figure, percentile
from benchmarks.model_city import LAST, ZONE, rehearsed
from benchmarks.nation_day import document
from benchmarks.server import serving
from lazaretto.facts.periods import local_days, seconds
from lazaretto.registers.naming import Names
from lazaretto.registers.record import Record
from lazaretto.rehearsal.streams import Stream
from lazaretto.tracing.copresences import Assumed, copresences
from lazaretto.tracing.following import CLOSE, COMPANIES, contacts
from lazaretto.tracing.presences import Presences

HOUSES, CELLS, MATES, MOVES = 500, 250, 8, 30  # of a whole nation: cells a house, people a cell, moves a year
SINCE = datetime(2022, 1, 1, tzinfo=UTC)
WINDOW, DEPTH = timedelta(days=14), 2
ASKED, MANY = 200, 100
_INDEXES = ("stay_in_company", "stay_of_person")  # those of the question
_STAY = 365 * 86_400 // MOVES  # seconds
# A stretch begins anywhere in its own thirtieth part of the year.
_DRAWN = "(hashint8extended(p::bigint * 64 + {k}, {of}) & 1048575)"
_PERSON, _FACILITY = "'P' || lpad(p::text, 7, '0')", "'F' || lpad((p / {people})::text, 3, '0') || '-D'"


def measure() -> Iterator[Figure]:
    """The tables first, then memory with its peer on the same stays, then the model city."""
    share = float(os.environ.get("LAZARETTO_TRACED", "1"))
    houses = max(round(HOUSES * share), 1)
    people = houses * CELLS * MATES
    stays = people * MOVES
    yield figure("tracing: stays traced", stays / 1e6, "million")
    cases = _cases(people)
    with serving() as url, psycopg.connect(url, autocommit=True) as connection:
        _fill(connection, people)
        with psycopg.connect(url, autocommit=True) as server:
            server.execute("SET ROLE lazaretto_app")  # held to a scope, as when serving
            connection.execute("SET jit = off")  # it would cost the peer more than it saves
            yield from _asked(server, connection, cases)
        columns = _columns(connection, people)
    gc.collect()
    yield from _in_memory(columns, people, cases)
    yield from _in_a_city()


def _cases(people: int) -> list[tuple[int, datetime]]:
    """Index people and the beginnings of their windows, anywhere in the year."""
    draw = Stream(7, "traced")
    return [(draw.below(people), SINCE + timedelta(days=30 + draw.below(300))) for _ in range(ASKED)]


def _name(person: int) -> str:
    return f"P{person:07}"


def _fill(connection: psycopg.Connection[Any], people: int) -> None:
    """A year of stays, in the order of time, with the indexes that a question uses, and no others."""
    query = "SELECT indexdef FROM pg_indexes WHERE indexname = ANY (%s) ORDER BY indexname DESC"
    made = [row[0] for row in connection.execute(query, [list(_INDEXES)])]
    for statement in _without():
        connection.execute(statement)
    began = time.monotonic()
    facility = _FACILITY.format(people=CELLS * MATES)
    for k in range(MOVES):
        start = f"{k} * {_STAY} + {_DRAWN.format(k=k, of=1)} * {_STAY}::bigint / 1048576"
        end = f"{k + 1} * {_STAY} + {_DRAWN.format(k=k + 1, of=1)} * {_STAY}::bigint / 1048576"
        cell = f"{facility} || '/G' || lpad(mod({_DRAWN.format(k=k, of=2)}, {CELLS})::text, 3, '0')"
        connection.execute(
            "INSERT INTO ledger_stay (fact, person, facility, cell, reserved, bed, during, disputed)"  # noqa: S608 — numbers
            f" SELECT gen_random_uuid(), {_PERSON}, {facility}, {cell}, false, NULL,"
            f" tstzrange(%s::timestamptz + ({start}) * interval '1 second',"
            f" %s::timestamptz + ({end}) * interval '1 second'), false"
            f" FROM generate_series(0, {people - 1}) AS p",
            [SINCE, SINCE],
        )
    _say(f"{people * MOVES:,} stays written", began)
    connection.execute("SET maintenance_work_mem = '1GB'")
    for index in (
        *made,
        "VACUUM ANALYZE ledger_stay",
    ):
        connection.execute(index)
        _say(index, began)


def _without() -> Iterator[str]:
    """The constraints that guard writing are left out: adding them to rows that stand takes half an hour."""
    yield "ALTER TABLE ledger_stay NO FORCE ROW LEVEL SECURITY"
    yield "ALTER TABLE ledger_stay SET UNLOGGED"
    for name in ("stay_of_a_fact", "one_person_in_one_place", "one_bed_for_one_person", "ledger_stay_pkey"):
        yield f"ALTER TABLE ledger_stay DROP CONSTRAINT {name}"
    for name in ("stay_by_person", "stay_by_cell", *_INDEXES):
        yield f"DROP INDEX {name}"


_BARE = """
    WITH one AS MATERIALIZED (
        SELECT s.cell, greatest(lower(s.during), %(since)s) a, least(upper(s.during), %(until)s) b
        FROM ledger_stay s WHERE s.person = ANY (%(cases)s) AND NOT s.reserved
        AND s.during && tstzrange(%(since)s, %(until)s)),
    near AS MATERIALIZED (
        SELECT t.person, min(greatest(lower(t.during), o.a)) a FROM one o, LATERAL (
            SELECT s.person, s.during FROM ledger_stay s WHERE hashtext(s.cell) = hashtext(o.cell)
            AND s.cell = o.cell AND NOT s.reserved AND s.during && tstzrange(o.a, o.b) OFFSET 0) t
        GROUP BY t.person),
    two AS MATERIALIZED (
        SELECT s.cell, greatest(lower(s.during), n.a) a, least(upper(s.during), %(until)s) b
        FROM near n, LATERAL (
            SELECT s.cell, s.during FROM ledger_stay s WHERE s.person = n.person AND NOT s.reserved
            AND s.during && tstzrange(n.a, %(until)s) OFFSET 0) s)
    SELECT count(DISTINCT t.person) FROM two o, LATERAL (
        SELECT s.person FROM ledger_stay s WHERE hashtext(s.cell) = hashtext(o.cell)
        AND s.cell = o.cell AND NOT s.reserved AND s.during && tstzrange(o.a, o.b) OFFSET 0) t
"""


def _asked(
    server: psycopg.Connection[Any], owner: psycopg.Connection[Any], cases: Sequence[tuple[int, datetime]]
) -> Iterator[Figure]:
    """One question a case, warm; then a hundred in one. The peer: two joins that only count.

    The house asks as it serves; the owner asks the peer, and no scope is held against it.
    """

    def ours(people: list[str], since: datetime) -> int:
        query = "SELECT * FROM ledger_contacts(%s::text[], %s, %s, %s)"
        return len(server.execute(query, [people, since, since + WINDOW, DEPTH]).fetchall())

    def bare(people: list[str], since: datetime) -> int:
        values = {"cases": people, "since": since, "until": since + WINDOW}
        return int(owner.execute(_BARE, values).fetchone()[0])  # type: ignore[index]

    for act in (ours, bare):
        for person, since in cases:
            act([_name(person)], since)
    found = [ours([_name(person)], since) for person, since in cases]
    turns = [[_clocked(lambda: act([_name(p)], since)) for act in (ours, bare)] for p, since in cases]  # noqa: B023
    times = [[turn[n] for turn in turns] for n in (0, 1)]
    yield figure("tracing, tables: contacts found in two hops, median", statistics.median(found), "people")
    for name, share, goal in (("median", 0.5, None), ("p95", 0.95, "<= 20")):
        yield figure(
            f"tracing, tables: two hops in 14 days, warm, {name}", 1e3 * percentile(times[0], share), "ms",
            goal=goal, peer="two joins that only count", peer_value=1e3 * percentile(times[1], share),
        )  # fmt: skip
    together, since = [_name(person) for person, _ in cases[:MANY]], SINCE + timedelta(days=200)
    ours(together, since), bare(together, since)
    mine, theirs = ([_clocked(lambda: act(together, since)) for _ in range(7)] for act in (ours, bare))  # noqa: B023
    yield figure("tracing, tables: contacts of a hundred cases", ours(together, since), "people")
    yield figure(
        "tracing, tables: a hundred cases in one question", 1e3 * statistics.median(mine), "ms",
        goal="<= 500", peer="two joins that only count", peer_value=1e3 * statistics.median(theirs),
    )  # fmt: skip


def _columns(connection: psycopg.Connection[Any], people: int) -> dict[str, Any]:
    """The same stays as numbers, read back from the tables."""
    size, at = people * MOVES, 0
    columns = {name: np.empty(size, np.int64) for name in ("person", "room", "start", "end")}
    query = (
        "SELECT substr(person, 2)::int, substr(facility, 2, 3)::int * 250 + right(cell, 3)::int,"
        " extract(epoch FROM lower(during))::bigint, extract(epoch FROM upper(during))::bigint"
        " FROM ledger_stay"
    )
    with connection.transaction(), connection.cursor("stays", binary=True) as cursor:
        cursor.execute(query)
        while rows := cursor.fetchmany(200_000):
            part = np.array(rows, np.int64)
            for n, column in enumerate(columns.values()):
                column[at : at + len(part)] = part[:, n]
            at += len(part)
    return columns


def _in_memory(
    columns: dict[str, Any], people: int, cases: Sequence[tuple[int, datetime]]
) -> Iterator[Figure]:
    """The pure room over all of them; a graph library over as many as it can hold."""
    names = Names()
    for person in range(people):
        names.number(_name(person))
    size = len(columns["person"])
    nothing = np.zeros(size, np.int64)
    began = time.process_time()
    there = Presences(
        names, columns["person"], columns["room"], np.full(size, -1), columns["start"], columns["end"],
        nothing, nothing,
    )  # fmt: skip
    there.by_person, there.by_room  # noqa: B018 — put in order once, before the first question
    yield figure("tracing, memory: putting the stays in order", time.process_time() - began, "s")

    def ours(asked: list[str], since: datetime) -> object:
        return contacts(there, asked, seconds(since), seconds(since + WINDOW), DEPTH, companies=["cell"])

    times = [_computed(lambda: ours([_name(p)], since)) for p, since in cases for _ in range(2)][1::2]  # noqa: B023
    yield figure(
        "tracing, memory: two hops in 14 days, p95", 1e3 * percentile(times, 0.95), "ms", goal="<= 20"
    )
    together, since = [_name(person) for person, _ in cases[:MANY]], SINCE + timedelta(days=200)
    taken = statistics.median(_computed(lambda: ours(together, since)) for _ in range(7))
    yield figure("tracing, memory: a hundred cases in one question", 1e3 * taken, "ms", goal="<= 500")
    yield from _beside_a_graph(there, people)


def _beside_a_graph(there: Presences, people: int) -> Iterator[Figure]:
    """Two hops over a graph of everybody who met in one window, of one house in twenty-five.

    The graph knows who met, and not when: it is given the easier question, its making is not counted, and it
    cannot leave out who was met before the exposure.
    """
    since, some = seconds(SINCE + timedelta(days=200)), min(people, 20 * CELLS * MATES)
    until = since + int(WINDOW.total_seconds())
    everyone = np.arange(some, dtype=np.int64)
    met = there.meetings(everyone, np.full(some, since, np.int64), until, np.array([0], np.int64))
    graph: Any = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(some))
    graph.add_edges_from_no_data(list(zip(met.by.tolist(), met.person.tolist(), strict=True)))
    draw = Stream(7, "beside a graph")
    asked = [draw.below(some) for _ in range(ASKED)]

    def library(person: int) -> int:
        near = set(graph.neighbors(person))
        return len(near.union(*(graph.neighbors(one) for one in near)))

    def ours(person: int) -> int:
        return len(contacts(there, [_name(person)], since, until, DEPTH, companies=["cell"]))

    mine, theirs = (
        [_computed(lambda: act(person)) for person in asked for _ in range(2)][1::2]  # noqa: B023
        for act in (ours, library)
    )
    yield figure(
        "tracing, memory: two hops beside a graph of 1/25", 1e3 * statistics.median(mine), "ms",
        peer="rustworkx, its graph made before", peer_value=1e3 * statistics.median(theirs),
    )  # fmt: skip


def _in_a_city() -> Iterator[Figure]:
    """Every company of the model city, three degrees deep."""
    record = Record()
    record.append(rehearsed(document()))
    end = seconds(local_days(LAST, zone=ZONE).start)
    gc.collect()
    gc.freeze()
    began = time.process_time()
    there = copresences(record.standing(at=end), assumed=Assumed(journey=120, check=2))
    there.by_person, there.by_room  # noqa: B018
    yield figure(
        "tracing, the model city: its company put in order", 1e3 * (time.process_time() - began), "ms"
    )
    cells = np.unique(there.person[there.company == 0])
    draw = Stream(7, "traced city")
    asked = [there.names.name(int(cells[draw.below(len(cells))])) for _ in range(ASKED)]
    since = end - int(WINDOW.total_seconds())
    for said, companies, goal in (("close", CLOSE, "<= 5"), ("every", COMPANIES, None)):
        times = [
            _computed(lambda: contacts(there, [p], since, end, DEPTH, companies=companies))  # noqa: B023
            for p in asked
        ]
        name = f"tracing, the model city: two hops in 14 days, {said} company, p95"
        yield figure(name, 1e3 * percentile(times, 0.95), "ms", goal=goal)


def _computed(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def _clocked(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _say(what: str, began: float) -> None:
    print(f"  {time.monotonic() - began:.0f} s: {what}", file=sys.stderr, flush=True)
