"""Read what is held about one person kept apart, to hand it over on paper: a person read, and logged."""

from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.reading_log import NOWHERE, Outcome, log_read
from lazaretto.actions.calling import alarms_of
from lazaretto.actions.viewing import view
from lazaretto.board.rights_page import RightsSheet
from lazaretto.board.weighing import sheet_of
from lazaretto.registers.record import Record


def read_rights(
    person: str, *, actor: Actor, reason: str, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> RightsSheet:  # fmt: skip
    """The sheet of a person who has a bed in the actor's scope.

    Raises :class:`Refused` without a reason, and for somebody who has none there; that refusal is the same
    whether or not such a person is held elsewhere. A refused attempt is logged too.
    """
    actor.require("read_person")
    seen = view(now=now, at=at, known_at=known_at, record=record)
    sheet = sheet_of(
        seen.assessment, person=person, alarms=alarms_of(seen), forces=seen.forces, facts=seen.record.facts,
        seen=seen.houses(actor.scope),
    )  # fmt: skip
    where = sheet.facility if sheet else NOWHERE
    outcome: Outcome = "granted" if sheet else "refused"
    log_read(
        actor=actor, subject=person[:64], facility=where, reason=reason, at=now, outcome=outcome
    )  # fmt: skip
    if sheet is None:
        raise Refused("not_in_record", what=person)
    return sheet
