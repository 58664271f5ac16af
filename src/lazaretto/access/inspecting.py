"""The inspectors' own space: notes, and the checkpoint that each has kept. Nobody else has a row of it.

The policies read the setting ``lazaretto.inspector``: the number of the inspector who acts. Where it was
never set, as in every transaction but those opened here, there are no rows. Lines are only added.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Literal, NamedTuple, get_args
from uuid import UUID

from django.db import connection
from psycopg import Cursor

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.scope import scoped

Sort = Literal["person", "fact", "house"]
SORTS: tuple[Sort, ...] = get_args(Sort)
LONGEST = 4000  # signs of a note


class Note(NamedTuple):
    """What an inspector wrote down about a person, a fact or a house. facility: where it belongs."""

    id: UUID
    author: str
    sort: Sort
    subject: str
    facility: str
    words: str
    at: datetime


class Visit(NamedTuple):
    """A checkpoint that an inspector kept: when, how many entries, their root, and the signed note."""

    at: datetime
    size: int
    root: bytes
    note: str


@contextmanager
def inspecting(actor: Actor) -> Iterator[None]:
    """A transaction in an inspector's scope and space. Raises :class:`Refused` for everybody else."""
    actor.require("inspect")
    with scoped(actor.scope):
        before = _set(actor.code)
        yield
        _set(before)


def write(note: Note) -> None:
    """Add a note; saying it twice is saying it once. Raises :class:`Refused` where there is nothing in it."""
    words = note.words.strip()
    if not words or not 0 < len(note.subject) <= 64 or not note.facility or note.sort not in SORTS:
        raise Refused("malformed", why="a note says about whom or what it is, and something")
    if len(words) > LONGEST:
        raise Refused("malformed", why=f"a note has {LONGEST} signs at most")
    _run(
        "INSERT INTO access_note (id, author, sort, subject, facility, words, at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        [*note._replace(words=words)],
    )


def notes(*, subject: str | None = None, most: int = 100) -> list[Note]:
    """The notes in the caller's scope and space, newest first; about one subject only, if so asked."""
    query = """
        SELECT id, author, sort, subject, facility, words, at FROM access_note
        WHERE %s::text IS NULL OR subject = %s ORDER BY at DESC, id LIMIT %s
    """
    return [Note(*row) for row in _run(query, [subject, subject, most]).fetchall()]


def keep(visit: Visit, *, actor: Actor) -> None:
    """Keep a checkpoint as the newest that this inspector has seen."""
    _run(
        "INSERT INTO access_visit (inspector, at, size, root, note) VALUES (%s, %s, %s, %s, %s)",
        [actor.code, *visit],
    )


def last_visit() -> Visit | None:
    """The newest checkpoint in the caller's own space."""
    query = "SELECT at, size, root, note FROM access_visit ORDER BY id DESC LIMIT 1"
    found = _run(query, []).fetchone()
    return None if found is None else Visit(found[0], found[1], bytes(found[2]), found[3])


def _run(query: str, values: Sequence[Any]) -> Cursor[tuple[Any, ...]]:
    connection.ensure_connection()
    return Cursor(connection.connection).execute(query, values)


def _set(code: str) -> str:
    row = _run(
        "SELECT current_setting('lazaretto.inspector', true), set_config('lazaretto.inspector', %s, true)",
        [code],
    ).fetchone()
    return (row[0] if row else None) or ""
