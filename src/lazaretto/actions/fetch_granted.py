"""Fetch what a second person granted: the act happens, and its secret is shown to whoever asked, this once.

So nobody sees a secret but who asked for it, and none is kept anywhere while it waits.
"""

from datetime import datetime, timedelta

from django.db import transaction

from lazaretto.access import accounts
from lazaretto.access.actor import Actor, Refused
from lazaretto.access.models import Deed
from lazaretto.access.node_tokens import issue_node_token
from lazaretto.access.tokens import issue_token
from lazaretto.access.two_persons import asks
from lazaretto.actions.administer_account import Done, acceptable, carry_out, looked_at
from lazaretto.actions.answer_request import fallen_since, wanted_of
from lazaretto.actions.open_accounts import granted_to


def fetch_granted(number: int, *, actor: Actor, now: datetime, real: datetime, life: timedelta) -> Done:
    """Do what was granted, and give its secret. real: the present instant; life: of a secret, and of a grant.

    Raises :class:`Refused`: for somebody else's wish, for what was fetched before, not granted or granted
    longer ago than `life`; by role as it is now; where the asker or the account no longer stands as then.
    """
    with transaction.atomic(), acceptable():
        # held until the end: of two who fetch at once the second finds it fetched
        Deed.objects.select_for_update(of=("self",)).filter(pk=number).first()
        asked = next((one for one in granted_to(actor, real=real, life=life) if one.pk == number), None)
        if asked is None:
            raise Refused("not_to_fetch", number=str(number))
        fallen = fallen_since(asked)
        if fallen:
            raise Refused(fallen)
        if asked.said["act"] == "node_token":
            return Done(asked.subject, token=_node(asked, actor=actor, now=now), of="node_token")
        if asked.said["act"] == "device_token":
            return Done(asked.subject, token=_device(asked, actor=actor, now=now), of="device_token")
        wanted, user = wanted_of(asked), accounts.account_of(asked.subject)
        actor.require(asks(looked_at(wanted, user)))
        return carry_out(wanted, user, actor=actor, now=now, until=real + life, asked=asked)


def _node(asked: Deed, *, actor: Actor, now: datetime) -> str:
    said = asked.said
    return issue_node_token(
        node=asked.subject, facilities=tuple(said["facilities"]), everywhere=said["everywhere"],
        expires=datetime.fromisoformat(said["expires"]), actor=actor, agreed_by=asked.answer.actor,
        asked=asked.pk, now=now,
    )  # fmt: skip


def _device(asked: Deed, *, actor: Actor, now: datetime) -> str:
    said = asked.said
    return issue_token(
        device=asked.subject, role=said["role"], facilities=tuple(said["facilities"]),
        everywhere=said["everywhere"], actor=actor,
        expires=datetime.fromisoformat(said["expires"]), agreed_by=asked.answer.actor, asked=asked.pk,
        now=now,
    )  # fmt: skip
