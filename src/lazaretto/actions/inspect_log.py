"""What an inspector does in their own space: keep a checkpoint, write a note, have the log checked."""

from datetime import datetime
from pathlib import Path

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.inspecting import Note, Visit, inspecting, keep, write
from lazaretto.actions.check_log import CheckedLog, check_log
from lazaretto.actions.disclose_person import published

# Entries that are checked while somebody waits: 100,000 take five seconds on one core (docs/reference).
MOST = 100_000


def keep_checkpoint(*, actor: Actor, now: datetime, folder: Path) -> Visit:
    """Keep the newest checkpoint as seen. Raises :class:`Refused` for others, and where there is none."""
    actor.require("inspect")
    _, root, note = published(folder)
    if root.size == 0:
        raise Refused("log_unpublished")
    visit = Visit(now, root.size, root.root, note)
    with inspecting(actor):
        keep(visit, actor=actor)
    return visit


def write_note(note: Note, *, actor: Actor) -> None:
    """Write a note under the actor's name. Raises :class:`Refused` for others, and outside the scope."""
    actor.require("inspect", facility=note.facility)
    with inspecting(actor):
        write(note._replace(author=actor.code))


def check_now(*, actor: Actor, folder: Path) -> CheckedLog:
    """Check the files of the log and the tables against them. Raises :class:`Refused` for others, for a log
    that is not published, and for one too long to be checked while somebody waits.
    """
    actor.require("inspect")
    key, root, _ = published(folder)
    if root.size > MOST:
        raise Refused("log_long", entries=str(root.size), limit=str(MOST))
    return check_log(folder, key)
