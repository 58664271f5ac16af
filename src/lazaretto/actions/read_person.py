"""Read a person's record: never without a reason, never without leaving a line in the reading log."""

from datetime import datetime

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.access.reading_log import NOWHERE, log_read
from lazaretto.actions.viewing import View, view
from lazaretto.board.recounting import recount
from lazaretto.board.timeline import Timeline
from lazaretto.registers.record import Record


def read_person(
    person: str, *, actor: Actor, reason: str, now: datetime, named: bool = False, whole: bool = False,
    at: datetime | None = None, known_at: datetime | None = None, record: Record | None = None,
) -> Timeline:  # fmt: skip
    """The person's timeline as far as the actor's scope goes; with the name only if ``named``.

    ``whole``: the path of quarantine through facilities outside the scope too, for whoever holds the
    person or is about to receive them. Raises :class:`Refused` without a reason, for a whole path of
    somebody not held in scope, and for somebody of whom no fact in scope speaks; that refusal is the same
    whether or not such a person exists elsewhere. A refused attempt is logged too.
    """
    actor.require("read_person")
    seen = view(now=now, at=at, known_at=known_at, record=record)
    timeline = _recounted(seen, person, actor.scope, named=named, whole=whole)
    if timeline is None:
        log_read(
            actor=actor, subject=person[:64], facility=NOWHERE, reason=reason, at=now, whole=whole,
            outcome="refused",
        )  # fmt: skip
        raise Refused("not_in_record", what=person)
    facility = timeline.held_here or timeline.facility or timeline.entries[-1].facility
    allowed = not whole or actor.scope.everywhere or timeline.held_here is not None
    log_read(
        actor=actor, subject=person, facility=facility, reason=reason, at=now, whole=whole,
        outcome="granted" if allowed else "refused",
    )  # fmt: skip
    if not allowed:
        raise Refused("not_on_roll", person=person)
    return timeline


def _recounted(seen: View, person: str, scope: Scope, *, named: bool, whole: bool) -> Timeline | None:
    """The record in memory holds the whole network: it is narrowed here, before anything leaves."""
    network = seen.houses(Scope(everywhere=True)) if whole else ()
    return recount(
        seen.assessment, record=seen.record, person=person, seen=seen.houses(scope), forces=seen.forces,
        named=named, beyond=tuple(house for house in network if house.code not in scope),
    )  # fmt: skip
