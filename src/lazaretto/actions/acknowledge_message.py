"""Say that a message was seen: one press. From then on it climbs no further."""

from datetime import datetime
from uuid import UUID

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.messaging import acknowledge, message
from lazaretto.actions.open_notifications import may_acknowledge


def acknowledge_message(number: UUID, *, actor: Actor, now: datetime) -> bool:
    """True where nobody had said so before. Raises :class:`Refused` where it is not the actor's to say."""
    kept = message(number)
    if kept is None:
        raise Refused("not_in_record", what=str(number))
    if not may_acknowledge(kept, actor):
        raise Refused("not_yours_to_acknowledge", person=kept.person)
    return acknowledge(number, by=actor.code, now=now)
