"""Tokens of nodes: by which another node of ours reads the entries of this one's log, and nothing else.

They are kept apart from those of devices: no other address knows them, and the feed knows no other. A token
is shown once; what is kept is its SHA-256. It has a scope of houses, ends on a day, and can be taken back.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from django.db import IntegrityError, transaction

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.access.deeds import note
from lazaretto.access.models import NodeToken
from lazaretto.facts.periods import at_local
from lazaretto.facts.places import FACILITY_PATTERN

PREFIX = "lzn_"  # so that a token that leaked into a log is found by a search
LONGEST_NAME = 64
CONSOLE = "console"  # stands for the second person where whoever owns the machine issues it there


@dataclass(frozen=True, slots=True)
class Reading:
    """Which node asks, what of it may be told, the number of its token, and how far it has read."""

    node: str
    scope: Scope
    token: int
    until: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """A token as it is kept. last_entry: how far the node has read."""

    node: str
    facilities: tuple[str, ...]
    everywhere: bool
    issued: datetime
    issued_by: str
    expires: datetime
    revoked: datetime | None
    revoked_by: str
    last_seen: datetime | None
    last_entry: int | None


def end_of(last: date, *, zone: str) -> datetime:
    """When a token ends whose last day this is: with that day on the clock of the house. OverflowError."""
    return at_local(last + timedelta(days=1), time(), zone=zone)


def issue_node_token(
    *, node: str, facilities: tuple[str, ...], expires: datetime, actor: Actor, agreed_by: str, now: datetime,
    everywhere: bool = False, asked: int | None = None,
) -> str:  # fmt: skip
    """A new token for a node; the only time it is seen. Raises :class:`Refused`.

    Only the security administrator issues, and somebody else has agreed: agreed_by is their number, or
    :data:`CONSOLE`; asked: the wish that they granted. Without facilities the node reads what is said to all.
    """
    name = check_node_token(
        node=node, facilities=facilities, expires=expires, actor=actor, now=now, everywhere=everywhere
    )
    if agreed_by in ("", actor.code):
        raise Refused("second_person_needed", person=actor.code)
    token = PREFIX + secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            NodeToken.objects.create(
                node=name, digest=_digest(token), facilities=sorted(set(facilities)), everywhere=everywhere,
                issued=now, issued_by=actor.code, expires=expires,
            )  # fmt: skip
    except IntegrityError:
        raise Refused("malformed", why=f"`node`: {name} has a token; revoke it first") from None
    said = {
        "class": "node", "facilities": sorted(set(facilities)), "everywhere": everywhere,
        "agreed_by": agreed_by, "asked": asked,
    }  # fmt: skip
    note(sort="token_issued", actor=actor, subject=name, said=said, at=now)
    return token


def check_node_token(
    *, node: str, facilities: tuple[str, ...], expires: datetime, actor: Actor, now: datetime,
    everywhere: bool = False,
) -> str:  # fmt: skip
    """The node's name, where a token could be issued as it was typed. Raises :class:`Refused` else."""
    actor.require("manage_users")
    name = node.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or " " in name:
        raise Refused("malformed", why=f"`node`: a name of 1 to {LONGEST_NAME} characters without spaces")
    if expires <= now:
        raise Refused("malformed", why="`expires`: choose a day that is still to come")
    if everywhere and facilities:
        raise Refused("malformed", why="`facilities`: everywhere, or those that are named")
    odd = next((one for one in facilities if re.match(FACILITY_PATTERN, one) is None), None)
    if odd is not None:
        raise Refused("malformed", why=f"`facilities`: {odd} is no facility's code; one looks like QZ-D")
    if NodeToken.objects.filter(node=name, revoked=None).exists():
        raise Refused("malformed", why=f"`node`: {name} has a token; revoke it first")
    return name


def revoke_node_token(*, node: str, actor: Actor, now: datetime) -> None:
    """Take a node's token back, from this moment on. Raises :class:`Refused` where it has none."""
    actor.require("manage_users")
    changed = NodeToken.objects.filter(node=node, revoked=None).update(revoked=now, revoked_by=actor.code)
    if not changed:
        raise Refused("not_in_record", what=node)
    note(sort="token_revoked", actor=actor, subject=node, said={"class": "node"}, at=now)


def node_tokens(*, actor: Actor) -> Sequence[Standing]:
    """Every token of a node, those that stand first, then the newest. Raises :class:`Refused`."""
    actor.require("manage_users")
    found = NodeToken.objects.order_by("revoked", "node", "-issued")
    lines = [
        Standing(
            one.node, tuple(one.facilities), one.everywhere, one.issued, one.issued_by, one.expires,
            one.revoked, one.revoked_by, one.last_seen, one.last_entry,
        )
        for one in found
    ]  # fmt: skip
    return sorted(lines, key=lambda one: one.revoked is not None)


def node_reading(token: str, *, now: datetime) -> Reading | None:
    """Which node reads with this token; None where it is unknown, revoked or past its day."""
    if not token.startswith(PREFIX):
        return None
    one = NodeToken.objects.filter(digest=_digest(token), revoked=None, expires__gt=now).first()
    if one is None:
        return None
    scope = Scope(frozenset(one.facilities), everywhere=one.everywhere)
    return Reading(one.node, scope, one.pk, one.last_entry or 0)


def node_heard(reading: Reading, *, until: int, now: datetime) -> None:
    """Note that a node has read up to an entry."""
    NodeToken.objects.filter(pk=reading.token).update(last_seen=now, last_entry=until)


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
