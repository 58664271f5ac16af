"""State a look at a gate: the counts, and of which stretch; a drawn look that waits is thereby taken."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from lazaretto.access.actor import Actor
from lazaretto.actions.open_looks import open_looks
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.actions.take_picture import kept_picture
from lazaretto.facts.supervision import GateLooked
from lazaretto.ledger.receipts import Receipt

BY_HAND = "gate"  # the camera of a look without one: somebody stood there, or was asked to count


@dataclass(frozen=True, slots=True)
class Seen:
    """What the officer counted coming in. picture: the digest of the one that was looked at, or None."""

    people: int
    vehicles: int = 0
    consignments: int = 0
    picture: str | None = None
    words: str | None = None


def state_look(
    facility: str, counted: Seen, *, actor: Actor, device: str, now: datetime, fact: UUID | None = None
) -> Receipt:
    """Record the look, at the instant of its picture or now. fact: the number that its form makes.

    Raises :class:`Refused` where the picture is not kept.
    """
    actor.require("state:supervision.gate_looked", facility=facility)
    page = open_looks(facility, actor=actor, now=now)
    picture = kept_picture(facility, counted.picture, actor=actor, now=now) if counted.picture else None
    moment = picture.taken if picture else now
    body = GateLooked(
        camera=picture.camera if picture else BY_HAND, by="camera" if picture else "hand",
        people=counted.people, vehicles=counted.vehicles, consignments=counted.consignments,
        since=moment - timedelta(minutes=page.stretch) if page.stretch else None,
        drawn=any(due.state == "due" and due.opens <= moment < due.closes for due in page.drawn),
        image=picture.digest if picture else None, seen=counted.words,
    )  # fmt: skip
    return record_fact(
        Statement(body=body, occurred=moment, facility=facility, id=fact), actor=actor, device=device, now=now
    )
