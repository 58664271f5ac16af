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
from lazaretto.access.models import Token
from lazaretto.access.roles import Role

DEVICE_ROLES: tuple[Role, ...] = ("gate_officer", "duty_officer", "doctor", "detachment_officer")
WITHHELD = frozenset({"read_person"})  # whoever issues a token must not come to people's records by it
PREFIX = "lzt_"  # so that a token that leaked into a log is found by a search


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who speaks with a token: the actor it stands for, and the device that its facts name."""

    actor: Actor
    device: str


def issue_token(
    *, device: str, role: Role, facilities: tuple[str, ...], expires: datetime, actor: Actor,
    now: datetime, everywhere: bool = False,
) -> str:  # fmt: skip
    """A new token for a device; the only time it is seen. Raises :class:`Refused`.

    Only the security administrator issues. No token administers, approves, inspects or opens a person's
    record, and none is without a scope or an end.
    """
    actor.require("manage_users")
    if role not in DEVICE_ROLES:
        raise Refused("malformed", why=f"`role`: a device is no {role}")
    if not everywhere and not facilities:
        raise Refused("malformed", why="`facilities`: name at least one, a token without scope sees nothing")
    if expires <= now:
        raise Refused("malformed", why="`expires`: choose a day that is still to come")
    token = PREFIX + secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            Token.objects.create(
                device=device, digest=_digest(token), role=role, facilities=list(facilities),
                everywhere=everywhere, issued=now, issued_by=actor.code, expires=expires,
            )  # fmt: skip
    except IntegrityError:
        raise Refused("malformed", why=f"`device`: {device} has a token; revoke it first") from None
    return token


def revoke_token(*, device: str, actor: Actor, now: datetime) -> None:
    """Take a device's token back, from this moment on. Raises :class:`Refused` where it has none."""
    actor.require("manage_users")
    changed = Token.objects.filter(device=device, revoked=None).update(revoked=now, revoked_by=actor.code)
    if not changed:
        raise Refused("not_in_record", what=device)


def bearer(token: str, *, now: datetime) -> Bearer | None:
    """Who speaks with this token; None where it is unknown, revoked or past its day."""
    if not token.startswith(PREFIX):
        return None
    connection.ensure_connection()
    row = Cursor(connection.connection).execute(_BEARER, [_digest(token), now]).fetchone()
    if row is None:
        return None
    device, role, facilities, everywhere = row
    if role not in DEVICE_ROLES:
        return None
    scope = Scope(frozenset(facilities), everywhere=everywhere)
    return Bearer(Actor(device, role, scope, withheld=WITHHELD), device)


# Asked at every statement of a device, so without the query builder: that was half of a request's time.
_BEARER = """
    SELECT device, role, facilities, everywhere FROM access_token
     WHERE digest = %s AND revoked IS NULL AND expires > %s
"""


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
