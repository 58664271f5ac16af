"""Open one hand-over with its status document, or what one would say of a person now."""

from dataclasses import dataclass, replace
from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.reading_log import log_read
from lazaretto.actions.drawing_status import BEFORE, asked_of, status_of
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.board.houses import House
from lazaretto.board.partners_page import HouseHandOvers, house_hand_overs
from lazaretto.facts.custody import Party
from lazaretto.facts.hand_overs import HandOverPrepared
from lazaretto.facts.partners import PartnerSort
from lazaretto.facts.periods import instant, seconds
from lazaretto.obligations.hand_overs import HandOver, hand_overs
from lazaretto.obligations.partners import Partner, takes
from lazaretto.registers.record import Record
from lazaretto.reports.status import Asked, Status, proposed

PARTY_OF: dict[PartnerSort, Party] = {
    "hospital": "hospital", "health_authority": "health_authority", "disease_control": "health_authority",
    "community": "community", "prison": "prison", "laboratory": "other", "testing_team": "other",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HandOverPage:
    """One hand-over. status: the document as it was drawn up last; None where none was.

    held: whether the record still gives the document's digest.
    """

    house: House
    at: datetime
    hand_over: HandOver
    status: Status | None
    held: bool | None


@dataclass(frozen=True, slots=True)
class Preparing:
    """What a document would say now. status: with the precautions that are proposed. call: as said last here.

    partners: those that may be handed people, in the order of the register. party: the one that the purpose
    points to. open: a hand-over of this person that is prepared and not given yet.
    """

    house: House
    at: datetime
    person: str
    party: Party
    status: Status
    partners: tuple[Partner, ...]
    call: str
    telephone: str
    open: HandOver | None


def open_hand_over(
    facility: str, number: str, *, actor: Actor, now: datetime, record: Record | None = None
) -> HandOverPage:
    """One hand-over of a house; the reading log has a line.

    Raises :class:`Refused` outside the scope, without ``read_person``, and for one that is not there.
    """
    actor.require("read_person", facility=facility)
    seen = view(now=now, record=record)
    house = house_of(seen, facility)
    every = hand_overs(seen.standing, seen.record.facts, forces=seen.forces)
    found = next((one for one in every if (one.facility, one.code) == (facility, number)), None)
    if found is None:
        raise Refused("not_in_record", what=number[:64])
    log_read(actor=actor, subject=found.person, facility=facility, reason=f"hand-over {number}", at=now)
    status, body = None, found.prepared[1] if found.prepared else None
    if body is not None:
        status = status_of(
            seen.record, facility=facility, person=found.person, known_at=body.known_at, asked=asked_of(body)
        )
    held = None if body is None or status is None else status.digest == body.digest
    return HandOverPage(house, seen.at, found, status, held)


def open_preparing(
    facility: str, *, person: str, party: Party, actor: Actor, now: datetime, record: Record | None = None
) -> Preparing:
    """What a status document of somebody who is, or was, on this house's roll would say now.

    The reading log has a line, refused or not. Raises :class:`Refused` without the act, outside the scope,
    and for somebody who was never on the roll here.
    """
    actor.require("state:custody.hand_over_prepared", facility=facility)
    actor.require("read_person", facility=facility)
    seen = view(now=now, record=record)
    house = house_of(seen, facility)
    here = was_here(seen, house, person)
    log_read(
        actor=actor, subject=person[:64], facility=facility, reason="hand-over: status document", at=now,
        outcome="granted" if here else "refused",
    )  # fmt: skip
    if not here:
        raise Refused("not_held_here", person=person[:64])
    page = _every(seen, house)
    asked = Asked("", party, "", ("standard",), "", "", actor.code)
    status = status_of(seen.record, facility=facility, person=person, known_at=known_before(now), asked=asked)
    last = _last(page)
    return Preparing(
        house=house, at=seen.at, person=person, party=party,
        status=replace(status, asked=replace(asked, precautions=proposed(status))),
        partners=tuple(
            line.partner for line in page.partners if line.stands and takes(line.partner, "person")
        ),
        call=last.call if last else "", telephone=last.telephone if last else "",
        open=next((one for one in page.prepared if one.person == person), None),
    )  # fmt: skip


def known_before(now: datetime) -> datetime:
    """The instant of knowledge of a document that is drawn up now."""
    return instant(seconds(now)) - BEFORE


def was_here(seen: View, house: House, person: str) -> bool:
    """Whether somebody is, or once was, on this house's roll."""
    roll = seen.standing.on_roll
    return bool(((roll.key == seen.standing.names.find(person)) & (roll.facility == house.number)).any())


def _every(seen: View, house: House) -> HouseHandOvers:
    return seen.keeping(
        ("hand-overs", house.code),
        lambda: house_hand_overs(seen.standing, facts=seen.record.facts, forces=seen.forces, house=house),
    )


def _last(page: HouseHandOvers) -> HandOverPrepared | None:
    """The document that was drawn up last in this house."""
    found = [one.prepared for one in page.every if one.prepared]
    return max(found, key=lambda one: one[0].occurred)[1] if found else None
