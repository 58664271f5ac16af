"""Carry out one trip of a change of role: its people leave one house, and are received in the other."""

from collections.abc import Sequence
from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.actions.viewing import view
from lazaretto.facts.custody import Received, TransferredIn, TransferredOut
from lazaretto.facts.fact import Body
from lazaretto.facts.places import facility_of
from lazaretto.ledger.receipts import Receipt
from lazaretto.obligations.converting import Moving, Stage, conversions


def depart_trip(
    facility: str, *, vehicle: str, trip: int, escort: Sequence[str], actor: Actor, device: str, now: datetime
) -> list[Receipt]:
    """State that everybody of a trip who still waits has left, with vehicle, escort and status document.

    Raises :class:`Refused` without an escort, and where nobody of that trip waits.
    """
    if not escort:
        raise Refused("escort_missing", vehicle=vehicle)
    actor.require("state:custody.transferred_out", facility=facility)
    people = _of_trip(facility, vehicle, trip, "waiting", now=now)
    bodies = [
        TransferredOut(
            person=move.planned.person, to=facility_of(move.planned.to), escort=tuple(escort),
            vehicle=vehicle, status_document=True,
        )
        for move in people
    ]  # fmt: skip
    return _state(bodies, facility, actor=actor, device=device, now=now)


def receive_trip(
    facility: str, *, origin: str, vehicle: str, trip: int, actor: Actor, device: str, now: datetime
) -> list[Receipt]:
    """State that everybody of a trip on its way here has come into the planned cell, and is taken over.

    ``origin``: the house they come from. Raises :class:`Refused` where nobody is on the way here.
    """
    actor.require("state:custody.transferred_in", facility=facility)
    people = [
        move
        for move in _of_trip(origin, vehicle, trip, "on_the_way", now=now)
        if facility_of(move.planned.to) == facility
    ]
    if not people:
        raise Refused("trip_empty", vehicle=vehicle, trip=str(trip))
    bodies: list[Body] = []
    for move in people:
        person, cell = move.planned.person, move.planned.to
        bodies.append(TransferredIn(person=person, cell=cell, origin=origin))
        bodies.append(Received(person=person, party="facility", received_by=actor.code, status_read=True))
    return _state(bodies, facility, actor=actor, device=device, now=now)


def _of_trip(facility: str, vehicle: str, trip: int, stage: Stage, *, now: datetime) -> list[Moving]:
    seen = view(now=now)
    running = [
        conversion
        for conversion in conversions(seen.standing, facts=seen.record.facts, facility=facility)
        if conversion.ended_by is None
    ]
    moves = running[0].moves if running else ()
    found = [
        move for move in moves
        if (move.planned.vehicle, move.planned.trip, move.stage) == (vehicle, trip, stage)
    ]  # fmt: skip
    if not found:
        raise Refused("trip_empty", vehicle=vehicle, trip=str(trip))
    return found


def _state(
    bodies: Sequence[Body], facility: str, *, actor: Actor, device: str, now: datetime
) -> list[Receipt]:
    statements = [
        Statement(body=body, occurred=now, facility=facility, place=getattr(body, "cell", None))
        for body in bodies
    ]
    return state_together(statements, actor=actor, device=device, now=now)
