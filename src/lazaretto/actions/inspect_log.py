"""What an inspector does in their own space: keep a checkpoint, write a note."""

from datetime import datetime
from pathlib import Path

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.inspecting import Note, Visit, inspecting, keep, write
from lazaretto.actions.disclose_person import published


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
