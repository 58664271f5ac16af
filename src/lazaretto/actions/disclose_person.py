"""Disclose one person's history with the proof of every fact, and nobody else's words.

It is a read of the person's record: never without a reason, never without a line in the log of reads.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import numpy as np

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.reading_log import NOWHERE, log_read
from lazaretto.access.scope import scoped
from lazaretto.actions.viewing import View, view
from lazaretto.actions.withholding import GUARDED
from lazaretto.audit.disclosing import names_others
from lazaretto.facts.custody import Admitted
from lazaretto.facts.duty import Enrolled
from lazaretto.facts.encoding import decode
from lazaretto.facts.periods import utc
from lazaretto.ledger.disclosing import Line, about, erased_in
from lazaretto.ledger.publishing import CHECKPOINT, KEY, reading
from lazaretto.proofs.checkpoints import Checkpoint, open_checkpoint
from lazaretto.proofs.disclosing import (
    Disclosed,
    Disclosure,
    Earlier,
    LeftOut,
    check_disclosure,
    disclosed,
)
from lazaretto.proofs.entries import Entry
from lazaretto.proofs.notes import BadNote, Verifier, to_text, verifier
from lazaretto.proofs.tiles import BrokenTile, Reader
from lazaretto.proofs.tree import Subtrees, consistency, inclusion
from lazaretto.registers.record import Record


def disclose_person(
    person: str, *, actor: Actor, reason: str, now: datetime, folder: Path, since: str | None = None,
    record: Record | None = None,
) -> Disclosure:  # fmt: skip
    """The facts about a person in the actor's scope, as far as the log has been published.

    folder: of the published log. since: a checkpoint that the reader has kept; the proof that the log goes
    on from it comes along. Complaints are never in it, nor whether there are any. Raises :class:`Refused`
    without a reason, for somebody of whom no fact in scope speaks, and where the log is not published or
    is not what was signed.
    """
    actor.require("read_person")
    seen = view(now=now, record=record)
    with scoped(actor.scope):
        lines = about(person, without=GUARDED)
        houses = sorted({line.facility for line in lines})
        erased, said_in = erased_in(houses, without=GUARDED) if lines else (0, [])
    facility = lines[-1].facility if lines else NOWHERE
    log_read(
        actor=actor, subject=person[:64], facility=facility, reason=reason, at=now,
        outcome="granted" if lines else "refused",
    )  # fmt: skip
    if not lines:
        raise Refused("not_in_record", what=person)
    key, root, note = published(folder)
    subtrees = Reader(root.size, reading(folder))
    logged = [line for line in lines if line.entry is not None and line.entry < root.size]
    try:
        facts = tuple(_disclosed(logged, person, seen, root.size, subtrees))
        earlier = None if since is None else _earlier(since, root, key, subtrees)
    except BrokenTile as broken:
        raise Refused("log_broken", why=str(broken)) from None
    made = Disclosure(
        person=person, made=utc(now).isoformat(), facts=facts, key=str(key), checkpoint=note,
        houses=() if actor.scope.everywhere else tuple(sorted(actor.scope.facilities)), earlier=earlier,
        left_out=LeftOut(
            unlogged=len(lines) - len(logged), erased=erased - sum(one.state == "erased" for one in facts),
            said_in=tuple(index for index in said_in if index < root.size),
        ),
    )  # fmt: skip
    checked = check_disclosure(made, key)
    if not checked.holds:
        raise Refused("log_broken", why=checked.why or checked.earlier or str(sorted(checked.wrong)[:5]))
    return made


def _disclosed(
    lines: list[Line], person: str, seen: View, size: int, subtrees: Subtrees
) -> Iterator[Disclosed]:
    other = _others(person, seen)
    for line in lines:
        index = int(line.entry or 0)
        hidden = line.canonical is None or other(line.canonical)
        yield disclosed(
            Entry(line.facility, line.position, bytes(line.leaf)), index, inclusion(index, size, subtrees),
            words=None if hidden else line.canonical, salt=None if hidden else line.salt, kind=line.kind,
            occurred=utc(line.occurred).isoformat(), recorded=utc(line.recorded).isoformat(),
            rule=line.erased_by, said_in=line.said_in if (line.said_in or 0) < size else None,
        )  # fmt: skip


def _others(person: str, seen: View) -> Callable[[bytes], bool]:
    """Whether the words of a fact speak of somebody else than the person."""
    numbers, named = seen.keeping("people", lambda: _people(seen))
    mine = {name for code, name in named if code == person}
    names = {name for code, name in named if code != person and not any(name in own for own in mine)}
    return lambda words: names_others(decode(words), person, somebody=numbers.__contains__, names=names)


def _people(seen: View) -> tuple[frozenset[str], tuple[tuple[str, str], ...]]:
    """Everybody's number, and with each name that was ever stated, whose it is."""
    columns, facts = seen.record.columns(), seen.record.facts
    keys = np.union1d(seen.standing.in_cell.key, columns["enrolled"].key)
    said = [facts[n].body for event in ("admitted", "enrolled") for n in columns[event].fact.tolist()]
    named = [(one.person, one.name) for one in said if isinstance(one, Admitted | Enrolled) and one.name]
    return frozenset(seen.standing.names.name(key) for key in keys.tolist()), tuple(named)


def published(folder: Path) -> tuple[Verifier, Checkpoint, str]:
    """The key of the log in a folder, its newest checkpoint, and the note with its signatures.

    Raises :class:`Refused` where nothing was published, or what is there is not signed by that key.
    """
    read = reading(folder)
    public, note = read(KEY), read(CHECKPOINT)
    if public is None or note is None:
        raise Refused("log_unpublished")
    try:
        key = verifier(public.decode())
        return key, open_checkpoint(note.decode(), key).checkpoint, note.decode()
    except (BadNote, UnicodeDecodeError) as wrong:
        raise Refused("log_broken", why=str(wrong)) from None


def _earlier(since: str, root: Checkpoint, key: Verifier, subtrees: Subtrees) -> Earlier:
    try:
        before = open_checkpoint(since, key).checkpoint
        path = consistency(before.size, root.size, subtrees)
    except (BadNote, ValueError) as wrong:
        raise Refused("log_broken", why=str(wrong)) from None
    return Earlier(checkpoint=since, path=tuple(to_text(one) for one in path))
