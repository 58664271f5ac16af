"""Say yes or no to what somebody else asked for upon an account or a token: the second of two persons.

What shows a secret does not happen here: whoever asked fetches it (:mod:`.fetch_granted`).
"""

from datetime import datetime

from django.db import IntegrityError, transaction

from lazaretto.access import accounts
from lazaretto.access.accounts import Standing
from lazaretto.access.actor import Actor, Refused
from lazaretto.access.deeds import note
from lazaretto.access.models import Deed
from lazaretto.access.two_persons import COUNTERSIGN, FETCHED, TOKEN_ACTS
from lazaretto.actions.administer_account import (
    Done,
    Wanted,
    acceptable,
    as_it_stands,
    carry_out,
    looked_at,
)  # fmt: skip


def answer_request(
    number: int, *, grant: bool, reason: str, actor: Actor, now: datetime, until: datetime
) -> Done:
    """Let it happen, or decline it with a reason. until: the last instant of a one-time secret.

    Raises :class:`Refused`: by role, for one's own wish or account, for what was answered before. Where the
    asker or the account no longer stands as when it was asked, the wish is declined for good and it says so.
    """
    actor.require(COUNTERSIGN)
    try:
        with transaction.atomic(), acceptable():
            asked = _asked(number, actor=actor)
            if not grant and not reason.strip():
                raise Refused("act_without_reason")
            fallen = fallen_since(asked) if grant else ""
            act = asked.said["act"]
            fetched = grant and not fallen and act in FETCHED
            said = {
                "act": act,
                **({"rule": fallen} if fallen else {}),
                **({"fetch": True} if fetched else {}),
            }
            note(
                sort="granted" if grant and not fallen else "declined", actor=actor, subject=asked.subject,
                said=said, reason=reason, of=asked.pk, at=now,
            )  # fmt: skip
            if grant and not fallen and not fetched:
                user = accounts.account_of(asked.subject)
                return carry_out(wanted_of(asked), user, actor=actor, now=now, until=until, asked=asked)
    except IntegrityError as fault:
        raise Refused("asked_answered", number=str(number)) from fault
    if fallen:  # after the transaction: that it was declined stays
        raise Refused(fallen)
    return Done(asked.subject, of=act)


def fallen_since(asked: Deed) -> str:
    """The rule by which a wish can no longer be granted; empty where all stands as when it was asked."""
    asker = accounts.account_of(asked.actor)
    if asker is None or not asker.is_active or asker.role != asked.actor_role:
        return "asker_gone"
    if asked.said["act"] in TOKEN_ACTS:
        return ""
    user = accounts.account_of(asked.subject)
    if "was" in asked.said and asked.said["was"] != as_it_stands(user):
        return "wish_outdated"
    try:
        with acceptable():
            looked_at(wanted_of(asked), user)
    except Refused:
        return "wish_outdated"
    return ""


def wanted_of(asked: Deed) -> Wanted:
    """What was asked for upon an account."""
    said = asked.said.get("standing")
    standing = Standing(said["role"], tuple(said["facilities"]), said["everywhere"]) if said else None
    return Wanted(asked.said["act"], asked.subject, asked.reason, standing)


def _asked(number: int, *, actor: Actor) -> Deed:
    asked = Deed.objects.filter(pk=number, sort="asked").first()
    if asked is None:
        raise Refused("not_in_record", what=str(number))
    if actor.code in (asked.actor, asked.subject):
        raise Refused("second_person_needed", person=actor.code)
    return asked
