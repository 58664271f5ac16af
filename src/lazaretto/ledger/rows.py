"""The SQL statements that write and project, each as a function from values to values.

The hot path leaves the ORM aside: one call of a database function a step, on Django's connection
and in the caller's transaction.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from django.db import connection
from psycopg import Cursor
from psycopg.types.range import Range

from lazaretto.facts.encoding import decode
from lazaretto.facts.fact import Fact
from lazaretto.registers.record import Erased, Gone
from lazaretto.registers.stays import Capacity, Stay

UNSAID = datetime(1, 1, 1, tzinfo=UTC)  # of a stored stay whose beginning's recording nobody asked for
LOCK_BUCKETS = 256  # a batch about everybody takes this many locks, not one a person


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A fact on its way into the tables: envelope, leaf and salt (hex), canonical words."""

    id: UUID
    facility: str
    kind: str
    occurred: datetime
    recorded: datetime
    actor: str
    device: str
    place: str | None
    skew: int
    replaces: UUID | None
    leaf: str
    salt: str
    canonical: str
    subjects: Sequence[str]


COLUMNS = Row.__struct_fields__
_GIVEN = ", ".join(["%s"] * len(COLUMNS))
_APPEND = f"SELECT * FROM ledger_append(%s::text[], %s::int[], %s::uuid[], ARRAY[{_GIVEN}]::json[], %s)"  # noqa: S608 — placeholders only

_APPEND_ONE = (
    "SELECT * FROM ledger_append_one(%s, %s::int[], %s, %s, %s, %s, %s, %s,"
    " %s, %s, %s, %s, %s, %s, %s::text[], %s)"
)


class Appended(NamedTuple):
    """What the tables answered. outcome: ``fresh``, ``known``, or ``collision`` (then the rest is None);
    said: the kept words of a known fact, None when erased."""

    id: UUID
    outcome: str
    position: int
    said: bytes | None


class Following(NamedTuple):
    """A fact for a reader who follows. words: None where erased. node, received: empty where first held here.

    received of a fact that this node noted after another: when it was noted here.
    """

    position: int
    leaf: bytes
    words: bytes | None
    node: str
    received: datetime | None


def append(rows: Sequence[Row], *, people: Iterable[str], node: str) -> list[Appended]:
    """Facts, payloads, mentions and heads in one call; see ``ledger_append``."""
    if len(rows) == 1:
        return _append_one(rows[0], people=people, node=node)
    houses = sorted({row.facility for row in rows})
    columns = [msgspec.json.encode([getattr(row, name) for row in rows]).decode() for name in COLUMNS]
    found = _all(_APPEND, [houses, _buckets(people), [row.id for row in rows], *columns, node])
    return [Appended(*row) for row in found]


def _append_one(row: Row, *, people: Iterable[str], node: str) -> list[Appended]:
    return [Appended(*answer) for answer in _all(_APPEND_ONE, one(row, people=people, node=node))]


def one(row: Row, *, people: Iterable[str], node: str) -> list[Any]:
    """What ``ledger_append_one`` is given."""
    return [
        row.facility, _buckets(people), row.id, row.kind, row.occurred, row.recorded, row.actor, row.device,
        row.place, row.skew, row.replaces, bytes.fromhex(row.leaf), bytes.fromhex(row.salt),
        row.canonical.encode(), list(row.subjects), node,
    ]  # fmt: skip


class Foreign(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that another node held first, on its way into the tables; salt, canonical: None where erased."""

    id: UUID
    facility: str
    kind: str
    occurred: datetime
    recorded: datetime
    actor: str
    device: str
    place: str | None
    skew: int
    replaces: UUID | None
    leaf: str
    salt: str | None
    canonical: str | None
    subjects: Sequence[str]
    node: str


class Held(NamedTuple):
    """What the tables hold under an id that came; leaf, said: of what was held before (None: erased)."""

    fresh: bool
    position: int
    leaf: bytes
    said: bytes | None


def receive(
    facts: Sequence[Foreign], *, houses: Iterable[str], people: Iterable[str], now: datetime
) -> dict[UUID, Held]:
    """Facts that came from another node; see ``ledger_receive``."""
    given = msgspec.json.encode(facts).decode()
    query = "SELECT * FROM ledger_receive(%s::text[], %s::int[], %s::json, %s)"
    found = _all(query, [sorted(houses), _buckets(people), given, now])
    return {
        fact: Held(outcome == "fresh", position, leaf, said) for fact, outcome, position, leaf, said in found
    }


def receive_erased(erasures: Sequence[dict[str, object]]) -> None:
    """What another node says it erased of facts that came without words; see ``ledger_receive_erased``."""
    if erasures:
        _all("SELECT ledger_receive_erased(%s::json)", [msgspec.json.encode(erasures).decode()])


def double(row: Sequence[Any]) -> bool:
    """Keep another commitment under a known id; False where it is held already.

    row: fact, leaf, facility, node, recorded, replaces, received, same, salt, canonical.
    """
    query = """
        INSERT INTO ledger_double
            (fact, leaf, facility, node, recorded, replaces, received, same, salt, canonical)
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING RETURNING fact
    """
    return bool(_all(query, list(row)))


def standing(ids: Sequence[UUID]) -> set[UUID]:
    """Which of these facts count; see ``ledger_stands``."""
    return {
        row[0] for row in _all("SELECT i FROM unnest(%s::uuid[]) AS i WHERE ledger_stands(i)", [list(ids)])
    }


def contested(ids: Sequence[UUID]) -> set[UUID]:
    """Under which of these ids two things were said, of those that nothing corrected or withdrew."""
    query = """
        SELECT i FROM unnest(%s::uuid[]) AS i
        WHERE EXISTS (SELECT FROM ledger_double x WHERE x.fact = i AND NOT x.same)
          AND NOT EXISTS (SELECT FROM ledger_fact r WHERE r.replaces = i AND ledger_said_in(i, r.facility))
          AND NOT EXISTS (SELECT FROM ledger_double r WHERE r.replaces = i AND ledger_said_in(i, r.facility))
    """
    return {row[0] for row in _all(query, [list(ids)])}


def counted(ids: Iterable[UUID]) -> dict[UUID, Fact]:
    """The facts of these ids in the words that count; no erased ones."""
    query = """
        SELECT ledger_words(f.id, f.recorded, f.leaf, p.canonical)
        FROM ledger_fact f JOIN ledger_payload p ON p.fact = f.id WHERE f.id = ANY (%s)
    """
    return {fact.id: fact for fact in (decode(row[0]) for row in _all(query, [list(ids)]))}


def lock(*, houses: Iterable[str], people: Iterable[str]) -> None:
    """Take the locks of a whole batch at once, so that its parts cannot wait in a circle.

    ``people``: or any other names that one transaction at a time may speak of.
    """
    _all("SELECT ledger_lock(%s::text[], %s::int[])", [sorted(houses), _buckets(people)])


def taken(ids: Sequence[UUID]) -> set[UUID]:
    """Which of these ids are used, in whatever facility."""
    return {row[0] for row in _all("SELECT ledger_taken(%s::uuid[])", [list(ids)])}


def said(ids: Iterable[UUID]) -> dict[UUID, Fact]:
    """The facts of these ids that are in scope and not erased."""
    found = _all("SELECT canonical FROM ledger_payload WHERE fact = ANY (%s)", [list(ids)])
    return {fact.id: fact for fact in (decode(row[0]) for row in found)}


def contest(replaced: Iterable[UUID]) -> set[UUID]:
    """Settle which of the facts that replace these is one too many; see ``ledger_contest``."""
    return {row[0] for row in _all("SELECT ledger_contest(%s::uuid[])", [list(replaced)])}


def custody(people: Iterable[str]) -> list[tuple[Fact, frozenset[str]]]:
    """The standing custody facts that mention these people, each with the rules it breaks."""
    found = _all("SELECT * FROM ledger_custody(%s::text[])", [list(people)])
    return [(decode(said), frozenset(rules)) for said, rules in found]


def stays(people: Iterable[str]) -> list[Stay]:
    """The stored stays of these people; when they were recorded is left out."""
    found = _all("SELECT * FROM ledger_stays(%s::text[])", [list(people)])
    return [stay(*row) for row in found]


def cells(after: dict[str, datetime]) -> list[Stay]:
    """Lock these cells; their stored stays that end after an instant each."""
    found = _all(
        "SELECT * FROM ledger_cells(%s::text[], %s::timestamptz[])", [list(after), [*after.values()]]
    )
    return [stay(*row) for row in found]


def capacities(cells: Iterable[str]) -> dict[str, list[Capacity]]:
    """How many places these cells have, from when on."""
    found: dict[str, list[Capacity]] = {}
    for cell, *rest in _all("SELECT * FROM ledger_capacities(%s::text[])", [list(cells)]):
        found.setdefault(cell, []).append(Capacity(*rest))
    return found


def project(
    *, gone: Sequence[UUID], stays: Sequence[Stay], settled: Sequence[UUID],
    disputes: Sequence[tuple[UUID, str, str]],
) -> None:  # fmt: skip
    """Put new stays and disputes in the place of old ones. ``disputes``: fact, rule, facility."""
    rows = [
        {
            "fact": s.fact, "person": s.person, "facility": s.facility, "cell": s.cell,
            "reserved": s.reserved, "bed": s.bed, "starts": s.start, "ends": s.end, "disputed": s.disputed,
        }
        for s in stays
    ]  # fmt: skip
    broken = [{"fact": f, "rule": rule, "facility": house} for f, rule, house in disputes]
    encoded = [msgspec.json.encode(part).decode() for part in (rows, broken)]
    _all(
        "SELECT ledger_project(%s::uuid[], %s::json, %s::uuid[], %s::json)",
        [list(gone), encoded[0], list(settled), encoded[1]],
    )


def establish(places: Sequence[tuple[UUID, str, str, datetime, int, datetime]]) -> None:
    """Store capacities: fact, facility, cell, since, number of places, recorded."""
    for row in places:
        run(
            "INSERT INTO ledger_capacity (fact, facility, cell, since, places, recorded)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            row,
        )


def withdraw(ids: Sequence[UUID]) -> None:
    """Facts that were replaced: their capacities and disputes no longer stand."""
    run("DELETE FROM ledger_capacity WHERE fact = ANY (%s)", [list(ids)])
    run("DELETE FROM ledger_dispute WHERE fact = ANY (%s)", [list(ids)])


def dispute(disputes: Sequence[tuple[UUID, str, str]]) -> None:
    """Store disputes that no fold finds: fact, rule, facility."""
    for row in disputes:
        run(
            "INSERT INTO ledger_dispute (fact, rule, facility) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            row,
        )


def erase(
    ids: Sequence[UUID], *, subjects: Sequence[str], rule: str, now: datetime, actor: str
) -> list[UUID]:
    """Erase words and mentions of facts, as another node told; see ``ledger_erase``."""
    parameters = [list(ids), list(subjects), rule, now, actor]
    return [row[0] for row in _all("SELECT ledger_erase(%s::uuid[], %s::text[], %s, %s, %s)", parameters)]


def erase_as_said(
    ids: Sequence[UUID], *, subjects: Sequence[str], rule: str, now: datetime, actor: str, said: UUID
) -> list[UUID]:
    """Erase words and mentions of facts of a house, by a fact that says so; see ``ledger_erase_as_said``."""
    query = "SELECT ledger_erase_as_said(%s::uuid[], %s::text[], %s, %s, %s, %s)"
    return [row[0] for row in _all(query, [list(ids), list(subjects), rule, now, actor, said])]


def unsaid() -> list[tuple[UUID, str, str, datetime, str]]:
    """What was erased here and no fact says so: fact, house, rule, instant, by whom; of one act together."""
    query = """
        SELECT x.fact, x.facility, x.rule, x.erased, x.actor
        FROM ledger_erasure x JOIN ledger_fact f ON f.id = x.fact
        WHERE x.said_by IS NULL AND f.received IS NULL
        ORDER BY x.facility, x.rule, x.erased, x.actor, x.fact
    """
    return _all(query, [])


def say_erased(ids: Sequence[UUID], *, said: UUID) -> None:
    """Name the fact that says of erasures that they were; see ``ledger_say_erased``."""
    _all("SELECT ledger_say_erased(%s::uuid[], %s)", [list(ids), said])


def erased() -> list[Erased]:
    """What is still known of every erased fact in scope, in order of time; recorded: when it came here."""
    query = """
        SELECT f.facility, split_part(f.kind, '/', 1), f.occurred, coalesce(f.received, f.recorded), e.rule
        FROM ledger_erasure e JOIN ledger_fact f ON f.id = e.fact ORDER BY f.occurred, f.recorded, f.id
    """
    return [Erased(*row) for row in _all(query, [])]


def gone() -> list[Gone]:
    """What is out of force by facts whose words a reader is not given: erased ones, and two under one id."""
    query = """
        SELECT f.replaces, f.facility, f.recorded, coalesce(f.received, f.recorded), false
        FROM ledger_erasure e JOIN ledger_fact f ON f.id = e.fact WHERE f.replaces IS NOT NULL
        UNION ALL SELECT x.replaces, x.facility, x.recorded, x.received, false
        FROM ledger_double x WHERE x.replaces IS NOT NULL
        UNION ALL SELECT x.fact, x.facility, greatest(x.recorded, f.recorded), x.received, true
        FROM ledger_double x JOIN ledger_fact f ON f.id = x.fact WHERE NOT x.same
    """
    return [Gone(*row) for row in _all(query, [])]


def state() -> tuple[int, int, int]:
    """Sum of all positions, fingerprint of all tips, number of erasures."""
    positions, tips, erased = _all("SELECT * FROM ledger_state()", [])[0]
    return int(positions), tips, erased


def heads() -> dict[str, int]:
    """Every facility's last position."""
    return dict(_all("SELECT facility, position FROM ledger_head ORDER BY facility", []))


def following(facility: str, *, after: int, until: int) -> list[Following]:
    """A facility's facts in ``(after, until]``, in the order of this node."""
    query = """
        SELECT f.position, f.leaf, ledger_words(f.id, f.recorded, f.leaf, p.canonical),
               CASE WHEN f.received IS NULL THEN '' ELSE f.node END,
               CASE WHEN ledger_recorded(f.id, f.recorded) < f.recorded THEN coalesce(f.received, f.recorded)
                    ELSE f.received END
        FROM ledger_fact f LEFT JOIN ledger_payload p ON p.fact = f.id
        WHERE f.facility = %s AND f.position > %s AND f.position <= %s ORDER BY f.position
    """
    return [Following(*row) for row in _all(query, [facility, after, until])]


def continues(held: dict[str, tuple[int, bytes]]) -> bool:
    """True when every held position still carries the held leaf."""
    positions = [position for position, _ in held.values()]
    query = """
        SELECT count(*) FROM unnest(%s::text[], %s::bigint[], %s::bytea[]) AS h(facility, position, leaf)
        JOIN ledger_fact f USING (facility, position, leaf)
    """
    leaves = [leaf for _, leaf in held.values()]
    return not held or _all(query, [list(held), positions, leaves])[0][0] == len(held)


def _all(query: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    return run(query, parameters).fetchall()


def run(query: str, parameters: Sequence[Any] = ()) -> Cursor[tuple[Any, ...]]:
    """Execute one statement on Django's connection, with its values bound by the server."""
    connection.ensure_connection()
    return Cursor(connection.connection).execute(query, parameters)


def _buckets(people: Iterable[str]) -> list[int]:
    """Sorted lock numbers of people; the same on every machine."""
    digests = (blake2b(person.encode(), digest_size=4).digest() for person in people)
    return sorted({int.from_bytes(digest, "big") % LOCK_BUCKETS for digest in digests})


def stay(
    fact: UUID, person: str, facility: str, cell: str, reserved: bool, bed: int | None,
    during: Range[datetime], disputed: bool, recorded: datetime = UNSAID,
) -> Stay:  # fmt: skip
    """A row of ``ledger_stay`` as a value."""
    assert during.lower is not None  # noqa: S101 — every stay has a start
    return Stay(
        fact, recorded, person, facility, cell, start=during.lower, end=during.upper, reserved=reserved,
        bed=bed, disputed=disputed,
    )  # fmt: skip
