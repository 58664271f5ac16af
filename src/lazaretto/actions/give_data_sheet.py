"""Give a person the sheet of what is held about them: a logged read of their record, noted as given out."""

from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.deeds import note
from lazaretto.access.offices import INSPECTOR, offices
from lazaretto.access.reading_log import NOWHERE, log_read
from lazaretto.access.scope import scoped
from lazaretto.actions.viewing import view
from lazaretto.actions.withholding import GUARDED
from lazaretto.board.data_sheet import Counted, DataSheet, ReadBy, by_class, erased_of, latest
from lazaretto.board.houses import DEFAULT_ZONE
from lazaretto.board.rule_titles import rule_titles
from lazaretto.facts.periods import seconds
from lazaretto.ledger.reading import counts
from lazaretto.obligations.erasures import proposals
from lazaretto.obligations.keeping_check_ins import retention
from lazaretto.obligations.retaining import rules


def open_data_sheet(person: str, *, reason: str, actor: Actor, now: datetime) -> DataSheet:
    """The sheet of a person, in the actor's scope. One's own needs neither the right to read nor a reason.

    Raises :class:`Refused` without a reason, and for somebody of whom no fact in scope speaks; that attempt
    is logged too. Complaints are left out: whoever lodged one has its receipt (H5).
    """
    own = person == actor.code
    if not own:
        actor.require("read_person")
    with scoped(actor.scope):
        found = [Counted(*row) for row in counts(person, without=GUARDED)]
    facility = latest(found)
    if not own:
        log_read(
            actor=actor, subject=person[:64], facility=facility or NOWHERE, reason=reason, at=now,
            outcome="granted" if found else "refused",
        )  # fmt: skip
    if not found and not own:
        raise Refused("not_in_record", what=person)
    seen = view(now=now)
    house = next((one for one in seen.houses(actor.scope) if one.code == facility), None)
    zone = house.zone if house else DEFAULT_ZONE
    rule, retained = retention(seen.forces, seconds(now)), rules(seen.forces, seconds(now))
    gone = proposals(seen.standing, seen.record.facts)
    erased = erased_of(person, gone, codes=actor.scope, zone=zone)
    named = [rule.rule if rule else "", *(one.rule for one in retained), *(one.rule for one in erased)]
    return DataSheet(
        person, seen.at, zone, facility, house.name if house else facility, by_class(found),
        tuple(ReadBy(*one) for one in offices(subject=person, actor=actor, zone=zone)),
        rule.days if rule else None, rule.rule if rule else "", actor.role != INSPECTOR, own, actor.code,
        retained, rule_titles(seen.forces, named), erased,
    )  # fmt: skip


def give_data_sheet(person: str, *, lang: str, reason: str, actor: Actor, now: datetime) -> DataSheet:
    """The same, to be handed over on paper in a language: a line in the log of acts says so."""
    sheet = open_data_sheet(person, reason=reason, actor=actor, now=now)
    note(
        sort="sheet_given", actor=actor, subject=person, facility=sheet.facility, said={"language": lang},
        reason=reason, at=now,
    )  # fmt: skip
    return sheet
