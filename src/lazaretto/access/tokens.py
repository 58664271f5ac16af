"""Tokens: how a device or a partner's program states facts without a browser.

A token is shown once, when it is issued; what is kept is its SHA-256, which is enough for 256 random
bits. It has one role and a scope of its own, ends on a day, and can be taken back at once.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, connection, transaction
from psycopg import Cursor

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.access.deeds import note
from lazaretto.access.models import Deed, Token, User
from lazaretto.access.roles import Role

DEVICE_ROLES: tuple[Role, ...] = ("gate_officer", "duty_officer", "doctor", "detachment_officer")
# Whoever issues a token must not come to people's records by it; and no device makes or ends another.
WITHHELD = frozenset({
    "read_person", "read_retention", "read_stations", "enrol_station", "revoke_station", "settle_row",
    "state:record.hold_set", "state:record.hold_lifted",
})  # fmt: skip
# Of how many houses the tokens may speak that one person gave alone and that stand: else somebody comes house
# by house to what takes two at once.
HOUSES_ALONE = 1
PREFIX = "lzt_"  # so that a token that leaked into a log is found by a search


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who speaks with a token: the actor it stands for, and the device that its facts name.

    token: its number. post: where it is a gate's station; empty for every other device.
    """

    actor: Actor
    device: str
    token: int
    post: str


def issue_token(
    *, device: str, role: Role, facilities: tuple[str, ...], expires: datetime, actor: Actor,
    now: datetime, everywhere: bool = False, agreed_by: str = "", asked: int | None = None,
) -> str:  # fmt: skip
    """A new token for a device; the only time it is seen. Raises :class:`Refused`.

    Only the security administrator issues; what :func:`takes_two` only once somebody else has agreed
    (agreed_by: their number; asked: the wish that they granted). No token administers, approves, inspects or
    opens a person's record, and none is without a scope or an end.
    """
    with transaction.atomic():  # of two who give at once under one number the second sees the first's
        User.objects.select_for_update().filter(username=actor.code).first()
        return _issued(
            device=device, role=role, facilities=facilities, expires=expires, actor=actor, now=now,
            everywhere=everywhere, agreed_by=agreed_by, asked=asked,
        )  # fmt: skip


def takes_two(*, facilities: tuple[str, ...], everywhere: bool, actor: Actor, now: datetime) -> bool:
    """True where a device's token takes a second person.

    So it is for every house, and for more than :data:`HOUSES_ALONE` houses, those counted that the tokens
    name which the actor gave alone and which stand.
    """
    return everywhere or len({*facilities} | _given_alone(actor.code, now=now)) > HOUSES_ALONE


def _given_alone(by: str, *, now: datetime) -> set[str]:
    standing = Token.objects.filter(issued_by=by, revoked=None, expires__gt=now, post="")
    given = list(standing.values_list("device", "issued", "facilities"))
    agreed = set(
        Deed.objects.filter(
            sort="token_issued", actor=by, subject__in=[device for device, _at, _of in given],
            said__has_key="agreed_by",
        ).values_list("subject", "at")
    )  # fmt: skip
    return {house for device, at, houses in given if (device, at) not in agreed for house in houses}


def _issued(
    *, device: str, role: Role, facilities: tuple[str, ...], expires: datetime, actor: Actor, now: datetime,
    everywhere: bool, agreed_by: str, asked: int | None,
) -> str:  # fmt: skip
    check_token(
        device=device, role=role, facilities=facilities, expires=expires, actor=actor, now=now,
        everywhere=everywhere,
    )  # fmt: skip
    alone = agreed_by in ("", actor.code)
    if alone and takes_two(facilities=facilities, everywhere=everywhere, actor=actor, now=now):
        raise Refused("second_person_needed", person=actor.code)
    token = new_token(
        device=device, role=role, facilities=facilities, everywhere=everywhere, expires=expires,
        issued=now, issued_by=actor.code,
    )  # fmt: skip
    if token is None:
        raise _has_one(device)
    said: dict[str, object] = {"role": role, "facilities": list(facilities), "everywhere": everywhere}
    if agreed_by:
        said |= {"agreed_by": agreed_by, "asked": asked}
    note(sort="token_issued", actor=actor, subject=device, said=said, at=now)
    return token


def check_token(
    *, device: str, role: Role, facilities: tuple[str, ...], expires: datetime, actor: Actor,
    now: datetime, everywhere: bool = False,
) -> None:  # fmt: skip
    """Raises :class:`Refused` where no token could be issued as it was asked for."""
    actor.require("manage_users")
    if role not in DEVICE_ROLES:
        raise Refused("malformed", why=f"`role`: a device is no {role}")
    if not everywhere and not facilities:
        raise Refused("malformed", why="`facilities`: name at least one, a token without scope sees nothing")
    if expires <= now:
        raise Refused("malformed", why="`expires`: choose a day that is still to come")
    if User.objects.filter(username=device).exists():  # its facts would stand under that person's number
        raise Refused("malformed", why=f"`device`: {device} is a person's number; give the device a name")
    if Token.objects.filter(device=device, revoked=None).exists():
        raise _has_one(device)


def _has_one(device: str) -> Refused:
    return Refused("malformed", why=f"`device`: {device} has a token; revoke it first")


def new_token(
    *, device: str, role: Role, facilities: tuple[str, ...], expires: datetime, issued: datetime,
    issued_by: str, everywhere: bool = False, post: str = "",
) -> str | None:  # fmt: skip
    """Keep the digest of a new token and give the token; None where the device has an unrevoked one."""
    token = PREFIX + secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            Token.objects.create(
                device=device, digest=_digest(token), role=role, facilities=list(facilities), post=post,
                everywhere=everywhere, issued=issued, issued_by=issued_by, expires=expires,
            )  # fmt: skip
    except IntegrityError:
        return None
    return token


def revoke_token(*, device: str, actor: Actor, now: datetime) -> None:
    """Take a device's token back, from this moment on. Raises :class:`Refused` where it has none."""
    actor.require("manage_users")
    take_back(device, by=actor.code, now=now)
    note(sort="token_revoked", actor=actor, subject=device, at=now)


def take_back(device: str, *, by: str, now: datetime) -> None:
    """Revoke a device's token. Raises :class:`Refused` where it has none."""
    changed = Token.objects.filter(device=device, revoked=None).update(revoked=now, revoked_by=by)
    if not changed:
        raise Refused("not_in_record", what=device)


def bearer(token: str, *, now: datetime) -> Bearer | None:
    """Who speaks with this token; None where it is unknown, revoked or past its day.

    A gate's station is told which: raises :class:`Refused` with ``station_revoked`` or ``station_expired``,
    so that it can give up what it knows and keep what it has still to say.
    """
    if not token.startswith(PREFIX):
        return None
    connection.ensure_connection()
    row = Cursor(connection.connection).execute(_BEARER, [_digest(token)]).fetchone()
    if row is None:
        return None
    number, device, role, facilities, everywhere, post, revoked, expires = row
    if revoked is not None or expires <= now:
        if post:
            raise _ended(device, revoked=revoked is not None, expires=expires)
        return None
    if role not in DEVICE_ROLES:
        return None
    scope = Scope(frozenset(facilities), everywhere=everywhere)
    return Bearer(Actor(device, role, scope, withheld=WITHHELD), device, number, post)


def _ended(device: str, *, revoked: bool, expires: datetime) -> Refused:
    if revoked:
        return Refused("station_revoked", station=device)
    return Refused("station_expired", station=device, expires=expires.isoformat(timespec="minutes"))


# Asked at every statement of a device, so without the query builder: that was half of a request's time.
_BEARER = """
    SELECT id, device, role, facilities, everywhere, post, revoked, expires FROM access_token
     WHERE digest = %s
"""


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
