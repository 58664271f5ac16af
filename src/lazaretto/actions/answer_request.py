"""Say yes or no to what somebody else asked for upon an account: the second of two persons."""

from datetime import datetime

from django.db import IntegrityError, transaction

from lazaretto.access import accounts
from lazaretto.access.accounts import Standing
from lazaretto.access.actor import Actor, Refused
from lazaretto.access.deeds import note
from lazaretto.access.models import Deed
from lazaretto.access.two_persons import COUNTERSIGN
from lazaretto.actions.administer_account import Done, Wanted, acceptable, carry_out


def answer_request(
    number: int, *, grant: bool, reason: str, actor: Actor, now: datetime, until: datetime
) -> Done:
    """Let it happen, or decline it with a reason. until: the last instant of a one-time secret.

    Raises :class:`Refused`: by role, for one's own wish or account, for what was answered before.
    """
    actor.require(COUNTERSIGN)
    try:
        with transaction.atomic(), acceptable():
            asked = Deed.objects.filter(pk=number, sort="asked").first()
            if asked is None:
                raise Refused("not_in_record", what=str(number))
            if actor.code in (asked.actor, asked.subject):
                raise Refused("second_person_needed", person=actor.code)
            if not grant and not reason.strip():
                raise Refused("act_without_reason")
            note(
                sort="granted" if grant else "declined", actor=actor, subject=asked.subject,
                said={"act": asked.said["act"]}, reason=reason, of=asked.pk, at=now,
            )  # fmt: skip
            if not grant:
                return Done(asked.subject)
            user = accounts.account_of(asked.subject)
            return carry_out(
                _wanted(asked), user, actor=actor, now=now, until=until, asked_by=asked.actor
            )  # fmt: skip
    except IntegrityError as fault:
        raise Refused("asked_answered", number=str(number)) from fault


def _wanted(asked: Deed) -> Wanted:
    said = asked.said.get("standing")
    standing = Standing(said["role"], tuple(said["facilities"]), said["everywhere"]) if said else None
    return Wanted(asked.said["act"], asked.subject, asked.reason, standing)
