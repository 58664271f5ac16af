"""Ask for a token that takes two: of another node, or of a device that is to see more houses.

Nothing is issued here. A second person answers (:mod:`.answer_request`); then whoever asked fetches it.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.deeds import note
from lazaretto.access.models import Deed
from lazaretto.access.node_tokens import check_node_token
from lazaretto.access.roles import Role
from lazaretto.access.tokens import check_token
from lazaretto.access.two_persons import TokenAct


def ask_for_node_token(
    *, node: str, facilities: tuple[str, ...], everywhere: bool, expires: datetime, reason: str, actor: Actor,
    now: datetime,
) -> int:  # fmt: skip
    """Ask for a node's token; the number of the wish.

    Raises :class:`Refused`: by role, without a reason, for what could not be issued, where it waits already.
    """
    name = check_node_token(
        node=node, facilities=facilities, expires=expires, actor=actor, now=now, everywhere=everywhere
    )
    if not reason.strip():
        raise Refused("act_without_reason")
    said: dict[str, Any] = {
        "facilities": sorted(set(facilities)),
        "everywhere": everywhere,
        "expires": expires.isoformat(),
    }
    return _ask("node_token", name, said, reason=reason, actor=actor, now=now)


def ask_for_device_token(
    *, device: str, role: Role, facilities: tuple[str, ...], everywhere: bool, expires: datetime,
    actor: Actor, now: datetime,
) -> int:  # fmt: skip
    """Ask for the token of a device that is to see more houses than one gives alone; the wish's number.

    Raises :class:`Refused`: by role, for what could not be issued, where it waits already.
    """
    check_token(
        device=device, role=role, facilities=facilities, expires=expires, actor=actor, now=now,
        everywhere=everywhere,
    )  # fmt: skip
    said: dict[str, Any] = {
        "role": role,
        "facilities": sorted(set(facilities)),
        "everywhere": everywhere,
        "expires": expires.isoformat(),
    }
    return _ask("device_token", device, said, reason="", actor=actor, now=now)


def _ask(
    act: TokenAct, subject: str, said: dict[str, Any], *, reason: str, actor: Actor, now: datetime
) -> int:
    with transaction.atomic():
        if Deed.objects.filter(sort="asked", subject=subject, answer=None, said__act=act).exists():
            raise Refused("asked_already", person=subject)
        asked = note(
            sort="asked", actor=actor, subject=subject, said={"act": act, **said}, reason=reason, at=now
        )
        return int(asked.pk)
