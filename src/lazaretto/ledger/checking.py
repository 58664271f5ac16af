"""The tables held against the log that was published: every fact, word for word and column by column.

The log's own soundness is checked from its files alone (``proofs.auditing``); here it is believed, and
whatever in the tables is not what it says was changed behind its back. Of a fact's row two columns are no
part of its words, and nothing here vouches for them: ``node``, and the exact ``sequence`` (its order holds).
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from lazaretto.facts.commitment import leaf
from lazaretto.facts.encoding import Malformed, decode
from lazaretto.facts.fact import Fact, tag_of
from lazaretto.facts.mentions import persons
from lazaretto.facts.retention import Erased
from lazaretto.ledger import rows
from lazaretto.ledger.appending import replaced_by
from lazaretto.ledger.publishing import reading
from lazaretto.proofs.auditing import Progress
from lazaretto.proofs.checkpoints import Checkpoint, open_checkpoint
from lazaretto.proofs.entries import Entry
from lazaretto.proofs.notes import BadNote, Verifier
from lazaretto.proofs.rotating import predecessors
from lazaretto.proofs.sentences import sentence, told_by
from lazaretto.proofs.tiles import WIDTH, BrokenTile, Reader, bundles, entries_of
from lazaretto.proofs.tree import root

_ERASED = "record.erased/"
ERA = "/era-"  # stands in the name of a log that a restored house began anew, before its number


class Strange(NamedTuple):
    """A place in the tables that is not what was logged. entry: its number in the log (-1: it has none)."""

    table: str
    key: str
    why: str
    entry: int = -1


class _Line(NamedTuple):
    """A fact as it stands in the tables, with what it should be made of."""

    number: int
    id: UUID | None
    facility: str | None
    position: int
    sequence: int
    kind: str
    occurred: Any
    recorded: Any
    actor: str
    device: str
    place: str | None
    skew: int
    replaces: UUID | None
    leaf: bytes
    canonical: bytes | None
    salt: bytes | None
    erased: bool
    entered: bool  # the entry names this fact's house and place
    about: list[str]  # whom the table of mentions names
    housed: bool  # words and mentions stand in the fact's house, under its kind
    told: bool  # some fact says that a rule erased the words of this one
    agreed: bool  # and what stands where the words were is what such a fact says
    elsewhere: bool  # it came from another node, which may have erased it


_LINES = """
    SELECT n, f.id, f.facility, f.position, f.sequence, f.kind, f.occurred, f.recorded, f.actor, f.device,
           f.place, f.skew, f.replaces, f.leaf, p.canonical, p.salt, x.fact IS NOT NULL,
           (e.facility, e.position) IS NOT DISTINCT FROM (f.facility, f.position),
           coalesce(m.about, '{}'),
           coalesce(m.housed, true) AND coalesce(p.facility, f.facility) = f.facility,
           EXISTS (SELECT FROM pg_temp.told_erased t WHERE t.fact = f.id), EXISTS (
               SELECT FROM pg_temp.told_erased t
               WHERE (t.fact, t.rule, t.erased, t.actor) = (x.fact, x.rule, x.erased, x.actor)
                 AND coalesce(x.said_by, t.said_by) = t.said_by),
           f.received IS NOT NULL
    FROM generate_series(%s::bigint, %s::bigint - 1) AS n
    LEFT JOIN ledger_entry e ON e.index = n LEFT JOIN ledger_fact f ON f.id = e.fact
    LEFT JOIN ledger_payload p ON p.fact = f.id LEFT JOIN ledger_erasure x ON x.fact = f.id
    LEFT JOIN pg_temp.mentioned m ON m.fact = f.id
    ORDER BY n
"""
# Mentions are kept by person. Gathered by fact once, they need no index that every append would have to
# write.
_GATHER = (
    "DROP TABLE IF EXISTS pg_temp.mentioned",
    "CREATE TEMPORARY TABLE mentioned ON COMMIT DROP AS"
    " SELECT m.fact, array_agg(m.subject) AS about,"
    " bool_and(m.kind = f.kind AND m.facility = f.facility) AS housed"
    " FROM ledger_mention m JOIN ledger_fact f ON f.id = m.fact GROUP BY m.fact",
    "CREATE UNIQUE INDEX ON pg_temp.mentioned (fact)",
    "ANALYZE pg_temp.mentioned",
)
# Facts that the log does not hold: behind where it has come, or beyond it with a gap before them.
_UNLOGGED = """
    SELECT f.id, f.facility, f.position, f.position <= l.last
    FROM (SELECT f.id, f.facility, f.position,
                 row_number() OVER (PARTITION BY f.facility ORDER BY f.position) AS nth
          FROM ledger_fact f LEFT JOIN ledger_entry e ON e.fact = f.id WHERE e.fact IS NULL) f
    CROSS JOIN LATERAL (
        SELECT coalesce(max(o.position), 0) AS last FROM ledger_entry o WHERE o.facility = f.facility) l
    WHERE f.position <> l.last + f.nth ORDER BY f.facility, f.position
"""
# What facts say that a rule erased. It is put into a table of its own, so that what was erased in years of a
# nation's work need not be held in memory.
_SAYING = """
    SELECT f.id, f.actor, f.occurred, p.canonical FROM ledger_fact f JOIN ledger_payload p ON p.fact = f.id
    WHERE split_part(f.kind, '/', 1) = 'record.erased'
"""
_TELL = (
    "DROP TABLE IF EXISTS pg_temp.told_erased",
    "CREATE TEMPORARY TABLE told_erased (fact uuid, said_by uuid, rule text, erased timestamptz, actor text)"
    " ON COMMIT DROP",
)
_TOLD = "INSERT INTO pg_temp.told_erased SELECT unnest(%s::uuid[]), %s, %s, %s, %s"
# Said here to be gone, and still there. What another node erased, this one may keep by its own rule.
_STILL = """
    SELECT t.fact, t.said_by, e.index FROM pg_temp.told_erased t JOIN ledger_fact s ON s.id = t.said_by
    LEFT JOIN ledger_entry e ON e.fact = t.fact
    WHERE s.received IS NULL AND (EXISTS (SELECT FROM ledger_payload p WHERE p.fact = t.fact) OR EXISTS (
        SELECT FROM ledger_double d WHERE d.fact = t.fact AND d.canonical IS NOT NULL))
    ORDER BY 1
"""
_ELSEWHERE = """
    SELECT count(*) FROM ledger_erasure x JOIN ledger_fact f ON f.id = x.fact
    WHERE f.received IS NOT NULL AND NOT EXISTS (SELECT FROM pg_temp.told_erased t WHERE t.fact = x.fact)
"""
_STRAY = """
    SELECT 'payload', p.fact FROM ledger_payload p WHERE NOT EXISTS (
        SELECT FROM ledger_fact f WHERE f.id = p.fact)
    UNION ALL SELECT DISTINCT 'mention', m.fact FROM ledger_mention m WHERE NOT EXISTS (
        SELECT FROM ledger_fact f WHERE f.id = m.fact)
"""


def strange(folder: Path, *, size: int, progress: Progress | None = None) -> Iterator[Strange]:
    """Everything in the tables that is not what the first ``size`` entries of the log in a folder say.

    Under the everywhere scope. progress(entries held against the tables, of): where it answers False the rest
    is not looked at. Errors: none; a bundle that cannot be read is strange itself.
    """
    read, last = reading(folder), dict[str, int]()
    for statement in _GATHER:
        rows.run(statement)
    _gather_erased()
    for bundle in bundles(size):
        first = bundle.number * WIDTH
        try:
            said = entries_of(read, bundle)
        except BrokenTile as broken:
            yield Strange("log", broken.place, broken.why)
            continue
        for row in rows.run(_LINES, [first, first + bundle.width]):
            line = _Line(*row)
            wrong = list(_line(line, said[line.number - first]))
            yield from wrong
            if wrong or line.facility is None:
                continue
            if line.sequence <= last.get(line.facility, -1):
                yield Strange("fact", str(line.id), sentence("order_other"), line.number)
            last[line.facility] = line.sequence
        if progress is not None and progress(first + bundle.width, size) is False:
            return
    for fact, facility, position, behind in rows.run(_UNLOGGED):
        code = "put_in_behind" if behind else "gap_behind"
        yield Strange("fact", str(fact), sentence(code, house=facility, place=position))
    for table, fact in rows.run(_STRAY):
        yield Strange(table, str(fact), sentence("of_no_fact"))
    for fact, by, entry in rows.run(_STILL):
        why = sentence("still_here", by=str(by))
        yield Strange("erasure", str(fact), why, -1 if entry is None else entry)


def erased_elsewhere() -> int:
    """Of how many facts another node told that it had erased them, and no fact that is held here says so.

    After :func:`strange`, in its transaction. That node's log is what vouches for them.
    """
    found = rows.run(_ELSEWHERE).fetchone()
    return int(found[0]) if found else 0


def _gather_erased() -> None:
    """Whatever facts say was erased. Words that are no fact's are passed over; their own line finds them."""
    for statement in _TELL:
        rows.run(statement)
    for id_, actor, occurred, canonical in rows.run(_SAYING):
        with suppress(Malformed):
            body = decode(bytes(canonical)).body
            if isinstance(body, Erased):
                rows.run(_TOLD, [list(body.facts), id_, body.rule, occurred, actor])
    rows.run("CREATE INDEX ON pg_temp.told_erased (fact)")
    rows.run("ANALYZE pg_temp.told_erased")


def strange_roots(folder: Path, log: Verifier, *, size: int) -> Iterator[Strange]:
    """Every signed root in the tables that is not the root of the log in a folder, or that nobody signed.

    log: the key of today; what its predecessors signed holds too.
    """
    reader, newest = Reader(size, reading(folder)), 0
    try:
        keys = [log, *predecessors(reading(folder), log)]
    except BadNote as wrong:
        yield Strange("log", "rotation", told_by(wrong))
        keys = [log]
    keys = [*(former for key in keys for former in _eras_before(key)), *keys]
    for at, said, note in rows.run("SELECT size, root, note FROM ledger_checkpoint ORDER BY size"):
        newest = at
        try:
            opened = _opened(note, keys)
            if (opened.size, opened.root) != (at, bytes(said)):
                yield Strange("checkpoint", str(at), sentence("root_not_said"))
            elif at <= size and root(at, reader) != opened.root:
                yield Strange("checkpoint", str(at), sentence("root_not_published"))
        except BadNote as wrong:
            yield Strange("checkpoint", str(at), told_by(wrong))
        except BrokenTile as broken:
            yield Strange("checkpoint", f"{at} {broken.place}", broken.why)
    if newest < size:
        yield Strange("checkpoint", str(size), sentence("root_not_signed"))


def _eras_before(key: Verifier) -> Iterator[Verifier]:
    """The key under the names that the log had before a restored house began it anew."""
    first, _, era = key.name.partition(ERA)
    for number in range(1, int(era) if era.isdecimal() else 1):
        yield replace(key, name=first if number == 1 else f"{first}{ERA}{number}")


def _opened(note: str, keys: list[Verifier]) -> Checkpoint:
    """What a note says, by the first key that signed it. Errors: BadNote."""
    for key in keys[:-1]:
        with suppress(BadNote):
            return open_checkpoint(note, key).checkpoint
    return open_checkpoint(note, keys[-1]).checkpoint


def _line(line: _Line, said: bytes) -> Iterator[Strange]:
    if line.id is None or line.facility is None:
        yield Strange("fact", "", sentence("fact_gone"), line.number)
        return
    key = str(line.id)
    if not line.entered:
        yield Strange("entry", key, sentence("entry_of_another"), line.number)
    if not line.housed:
        yield Strange("fact", key, sentence("housed_elsewhere"), line.number)
    if bytes(Entry(line.facility, line.position, bytes(line.leaf))) != said:
        yield Strange("fact", key, sentence("not_as_logged"), line.number)
        return
    if line.canonical is None or line.salt is None:
        if not line.erased:
            yield Strange("payload", key, sentence("words_gone"), line.number)
        elif line.kind.startswith(_ERASED):
            yield Strange("payload", key, sentence("erasure_erased"), line.number)
        elif not line.told and not line.elsewhere:
            yield Strange("erasure", key, sentence("erased_unsaid"), line.number)
        elif line.told and not line.agreed:
            yield Strange("erasure", key, sentence("erased_otherwise"), line.number)
        if line.about:
            yield Strange("mention", key, sentence("named_though_erased"), line.number)
        return
    if line.erased:
        yield Strange("erasure", key, sentence("erased_and_here"), line.number)
    if leaf(bytes(line.canonical), salt=bytes(line.salt)) != bytes(line.leaf):
        yield Strange("payload", key, sentence("words_changed"), line.number)
        return
    try:
        fact = decode(bytes(line.canonical))
        column = _columns(line, fact)
        if sorted(line.about) != sorted(persons(fact.body)):
            yield Strange("mention", key, sentence("named_otherwise"), line.number)
    except Malformed as why:
        yield Strange("fact", key, sentence("words_unread", why=str(why)), line.number)
        return
    if column:
        yield Strange("fact", key, sentence("column_changed", column=column), line.number)


def _columns(line: _Line, fact: Fact) -> str:
    """The first column that is not what the words say; empty: none."""
    stood = {
        "id": fact.id, "facility": fact.facility, "kind": tag_of(fact.body), "occurred": fact.occurred,
        "recorded": fact.recorded, "actor": fact.actor, "device": fact.device, "place": fact.place,
        "skew": fact.skew, "replaces": replaced_by(fact),
    }  # fmt: skip
    return next((name for name, value in stood.items() if getattr(line, name) != value), "")
