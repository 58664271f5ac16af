"""Stations: browsers that stand at a gate's post and go on without a session and without a network.

Whoever may stand at the gate makes a browser its station: a token of one facility that can do no more than
they can. So no administrator is needed at night; taking it back is for who answers for the house.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Greatest

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.access.deeds import note
from lazaretto.access.models import Token
from lazaretto.access.roles import Role
from lazaretto.access.tokens import Bearer, new_token, take_back

ROLE: Role = "gate_officer"
SHOWN_FOR = timedelta(days=190)  # Cybersecurity Law, art. 21 (3): logs are kept for six months at least


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A new station: the device that its facts name, and its token, shown this once."""

    device: str
    token: str
    expires: datetime


@dataclass(frozen=True, slots=True)
class Station:
    """A station as it is kept. waiting: rows that it last said were in its queue; None: it never said."""

    device: str
    post: str
    enrolled: datetime
    enrolled_by: str
    expires: datetime
    revoked: datetime | None
    revoked_by: str
    last_seen: datetime | None
    last_pack: datetime | None
    waiting: int | None


def device_of(facility: str, post: str) -> str:
    """The name that stands in the facts of a post's station."""
    return f"{facility}/{post}"


def enrol(
    *, facility: str, post: str, actor: Actor, now: datetime, expires: datetime, replace: bool
) -> Enrolled:
    """Make a station of a post. Raises :class:`Refused`; for a post that has one, unless it is replaced.

    A station past its day is replaced unasked: it can state nothing any more.
    """
    actor.require("enrol_station", facility=facility)
    actor.require("state:gate.entered", facility=facility)
    device = device_of(facility, post)
    with transaction.atomic():
        held = Token.objects.select_for_update().filter(device=device, revoked=None).first()
        if held is not None:
            if not replace and held.expires > now:
                raise Refused("post_taken", station=device, by=held.issued_by)
            take_back(device, by=actor.code, now=now)
        token = new_token(
            device=device, role=ROLE, facilities=(facility,), expires=expires, issued=now,
            issued_by=actor.code, post=post,
        )  # fmt: skip
        if token is None:  # another browser took the post in the same moment
            raise Refused("post_taken", station=device, by="—")
        note(sort="token_issued", actor=actor, subject=device, facility=facility, at=now)
    return Enrolled(device, token, expires)


def revoke(*, facility: str, post: str, actor: Actor, now: datetime) -> None:
    """Take a post's station back at once: it loses its pack and keeps its sealed queue.

    The security administrator has no facility in scope and needs none for this. Raises :class:`Refused`.
    """
    actor.require("revoke_station", facility=None if actor.may("manage_users") else facility)
    take_back(device_of(facility, post), by=actor.code, now=now)
    note(sort="token_revoked", actor=actor, subject=device_of(facility, post), facility=facility, at=now)


def stations(facility: str, *, actor: Actor, now: datetime) -> Sequence[Station]:
    """The stations of a facility, those that stand first, then the newest. Raises :class:`Refused`."""
    actor.require("read_stations", facility=None if actor.may("manage_users") else facility)
    found = Token.objects.filter(facilities=[facility], issued__gt=now - SHOWN_FOR).exclude(post="")
    return [_station(one) for one in found.order_by(F("revoked").desc(nulls_first=True), "post", "-issued")]


def _station(one: Token) -> Station:
    return Station(
        one.device, one.post, one.issued, one.issued_by, one.expires, one.revoked, one.revoked_by,
        one.last_seen, one.last_pack, one.waiting,
    )  # fmt: skip


def standing_stations(scope: Scope) -> Sequence[tuple[str, Station]]:
    """(facility, station) of every station in a scope that was not taken back."""
    found = Token.objects.filter(revoked=None).exclude(post="").order_by("device")
    return [
        (one.facilities[0], _station(one)) for one in found if one.facilities and one.facilities[0] in scope
    ]


def heard(station: Bearer, *, now: datetime, waiting: int | None = None) -> None:
    """Note that a station speaks, in the caller's transaction: until that ends its uploads come one by one.

    Raises :class:`Refused` where it was revoked since its token was read.
    """
    changed = Token.objects.filter(pk=station.token, revoked=None).update(
        last_seen=now, waiting=Coalesce(waiting, F("waiting"))
    )
    if not changed:
        raise Refused("station_revoked", station=station.device)


def packed(station: Bearer, *, made: datetime, now: datetime) -> None:
    """Note that a station was given a pack, or told that the one it has is still the newest."""
    Token.objects.filter(pk=station.token).update(last_seen=now, last_pack=Greatest(made, F("last_pack")))
