"""State an emergency: declare it, count people out, say where somebody is, end it (H1)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.open_emergency import running_at
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.actions.viewing import view
from lazaretto.facts.custody import WentOut
from lazaretto.facts.fact import Body
from lazaretto.facts.gate import Emergency, EmergencyDeclared, EmergencyEnded, Left, PeopleMustered
from lazaretto.ledger.receipts import Receipt

Whereabouts = Literal["hospital", "elsewhere", "gate"]
WHEREABOUTS: tuple[Whereabouts, ...] = get_args(Whereabouts)


def declare_emergency(
    facility: str, *, cause: Emergency, words: str, actor: Actor, device: str, now: datetime,
    fact: UUID | None = None,
) -> Receipt | None:  # fmt: skip
    """From now on no rule holds anybody back here. None where one runs already: then it is that one.

    fact: the number that its form makes, as in all of these.
    Raises :class:`Refused` for a role that is never on duty, and outside the scope.
    """
    actor.require("state:gate.emergency_declared", facility=facility)
    seen = view(now=now)
    if running_at(seen, house_of(seen, facility)) is not None:
        return None
    body = EmergencyDeclared(
        emergency=f"E-{facility}-{now:%m%d%H%M%S}", cause=cause, declared_by=actor.code, words=words or None
    )
    return _stated(facility, body, actor=actor, device=device, now=now, fact=fact)


def end_emergency(
    facility: str, *, words: str, actor: Actor, device: str, now: datetime, fact: UUID | None = None
) -> Receipt:
    """The rules hold again. Raises :class:`Refused` for whoever is no leader, and where none runs."""
    actor.require("state:gate.emergency_ended", facility=facility)
    body = EmergencyEnded(emergency=_code(facility, now=now), ended_by=actor.code, words=words or None)
    return _stated(facility, body, actor=actor, device=device, now=now, fact=fact)


def count_people(
    facility: str, *, assembly: str, present: Sequence[str], missing: Sequence[str], actor: Actor,
    device: str, now: datetime, fact: UUID | None = None,
) -> Receipt:  # fmt: skip
    """Who was there when they were called by number, and who was not; after the end of it, too.

    Raises :class:`Refused` for a role that does not count, and where there never was an emergency.
    """
    actor.require("state:gate.people_mustered", facility=facility)
    body = PeopleMustered(
        assembly=assembly, present=tuple(present), missing=tuple(missing),
        emergency=_code(facility, now=now, over=True),
    )  # fmt: skip
    return _stated(facility, body, actor=actor, device=device, now=now, fact=fact)


def say_where(
    facility: str, *, person: str, where: Whereabouts, zone: Literal["administration", "guarded"],
    actor: Actor, device: str, now: datetime, fact: UUID | None = None,
) -> Receipt:  # fmt: skip
    """Where somebody is who was not counted: in hospital, taken elsewhere, or out of the gate.

    Who is on the roll stays on it; who came by the gate has left by it.
    """
    bodies: dict[Whereabouts, Body] = {
        "hospital": WentOut(person=person, to="hospital"),
        "elsewhere": WentOut(person=person, to="other"),
        "gate": Left(category="person", subject=person, zone=zone),
    }
    return _stated(facility, bodies[where], actor=actor, device=device, now=now, fact=fact)


def _code(facility: str, *, now: datetime, over: bool = False) -> str:
    """The number of the emergency that runs; with ``over`` also of the last one that was ended."""
    seen = view(now=now)
    house = house_of(seen, facility)
    running = running_at(seen, house)
    if running is not None:
        return running.emergency
    runs = seen.standing.emergencies
    mine = runs.where(runs.key == house.number)
    if over and len(mine):
        return seen.standing.names.name(int(mine.aux[-1]))
    raise Refused("no_emergency", facility=facility)


def _stated(
    facility: str, body: Body, *, actor: Actor, device: str, now: datetime, fact: UUID | None
) -> Receipt:
    statement = Statement(body=body, occurred=now, facility=facility, id=fact)
    return record_fact(statement, actor=actor, device=device, now=now)
