"""Read a person's record: never without a reason, never without leaving a line in the reading log."""

from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.reading_log import log_read
from lazaretto.actions.viewing import view
from lazaretto.board.recounting import recount
from lazaretto.board.timeline import Timeline
from lazaretto.registers.record import Record

NOWHERE = "-"  # the facility of an attempt that found nobody in scope


def read_person(
    person: str, *, actor: Actor, reason: str, now: datetime, named: bool = False,
    at: datetime | None = None, known_at: datetime | None = None, record: Record | None = None,
) -> Timeline:  # fmt: skip
    """The person's timeline as far as the actor's scope goes; with the name only if ``named``.

    Raises :class:`Refused` without a reason, and for somebody of whom no fact in scope speaks; the
    refusal is the same whether or not such a person exists elsewhere, and the attempt is logged too.
    """
    actor.require("read_person")
    seen = view(now=now, at=at, known_at=known_at, record=record)
    timeline = recount(
        seen.assessment, record=seen.record, person=person, seen=seen.houses(actor.scope),
        forces=seen.forces, named=named,
    )  # fmt: skip
    if timeline is None:
        log_read(actor=actor, subject=person[:64], facility=NOWHERE, reason=reason, at=now)
        raise Refused("not_in_record", what=person)
    facility = timeline.facility or timeline.entries[-1].facility
    log_read(actor=actor, subject=person, facility=facility, reason=reason, at=now)
    return timeline
