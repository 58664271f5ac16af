"""Do one thing to an account: open, change, close, reopen, reset, unlock it, or end its sessions.

Nobody does it to their own. What takes two is only asked for here (:mod:`.answer_request` lets it happen);
every act is a line in the log that the audit administrator reads.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from lazaretto.access import accounts
from lazaretto.access.accounts import Standing, Unacceptable
from lazaretto.access.actor import Actor, Refused
from lazaretto.access.deeds import Sort, note
from lazaretto.access.models import Deed, User
from lazaretto.access.two_persons import AccountAct, asks, exclude_each_other, takes_two


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of an account. standing: for ``open`` and ``change`` alone."""

    act: AccountAct
    code: str
    reason: str
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it. secret: the one-time secret, seen this once. asked: what waits for a second person.

    token: a token, seen this once, where the wish was for one; of: the act that was wished.
    """

    code: str
    secret: str | None = None
    asked: int | None = None
    token: str | None = None
    of: str = ""


def administer_account(wanted: Wanted, *, actor: Actor, now: datetime, until: datetime) -> Done:
    """Do it, or ask for it where it takes two. until: the last instant of a one-time secret, in real time.

    Raises :class:`Refused` for one's own account, without a reason, by role, and for what cannot be.
    """
    with transaction.atomic(), acceptable():
        user = accounts.account_of(wanted.code)
        roles = looked_at(wanted, user)
        actor.require(asks(roles))
        if wanted.code == actor.code:
            raise Refused("own_account", person=actor.code)
        if not wanted.reason.strip():
            raise Refused("act_without_reason")
        owed = not settings.SECOND_FACTOR_ROLES.isdisjoint(roles | _earlier_roles(wanted.code))
        passkey = user is not None and accounts.has_passkey(user)
        if takes_two(wanted.act, roles, factor_owed=owed, passkey=passkey):
            return Done(wanted.code, asked=_ask(wanted, user, actor=actor, now=now))
        return carry_out(wanted, user, actor=actor, now=now, until=until)


@contextmanager
def acceptable() -> Iterator[None]:
    """What cannot be as it was typed is refused by its rule."""
    try:
        yield
    except Unacceptable as fault:
        raise Refused(fault.rule, **fault.values) from fault


def carry_out(
    wanted: Wanted,
    user: User | None,
    *,
    actor: Actor,
    now: datetime,
    until: datetime,
    asked: Deed | None = None,
) -> Done:
    """Let it happen, and note it, in the caller's transaction. asked: the wish that a second granted."""
    asked_by = asked.actor if asked else ""
    said: dict[str, Any] = {"asked_by": asked_by, "asked": asked.pk} if asked else {}
    secret = None
    if wanted.act == "open":
        standing = _standing(wanted)
        said |= standing.said()
        secret = accounts.open_waiting(
            code=wanted.code, standing=standing, by=asked_by or actor.code, until=until
        )
    else:
        secret = _upon(wanted, user, said, until=until)
    note(
        sort=SORTS[wanted.act], actor=actor, subject=wanted.code, said=said, reason=wanted.reason, at=now
    )  # fmt: skip
    return Done(wanted.code, secret=secret)


def _upon(wanted: Wanted, user: User | None, said: dict[str, Any], *, until: datetime) -> str | None:
    """One act upon an account that there is; the one-time secret where it gives one."""
    if user is None:
        raise Refused("not_in_record", what=wanted.code)
    if wanted.act == "change":
        said |= {"from": accounts.standing_of(user).said(), "to": _standing(wanted).said()}
        accounts.change_standing(user, _standing(wanted))
    elif wanted.act == "close":
        accounts.close_account(user)
    elif wanted.act == "reopen":
        return accounts.reopen_account(user, until=until)
    elif wanted.act == "secret":
        return accounts.give_secret(user, until=until)
    elif wanted.act == "factor":
        said |= {"factors": accounts.forget_factors(user)}
    elif wanted.act == "unlock":
        said |= {"attempts": accounts.unlock(user)}
    else:
        accounts.end_sessions(user)
    return None


SORTS: dict[AccountAct, Sort] = {
    "open": "opened", "change": "changed", "close": "closed", "reopen": "reopened", "secret": "secret_given",
    "factor": "factor_reset", "unlock": "unlocked", "end_sessions": "sessions_ended",
}  # fmt: skip


def looked_at(wanted: Wanted, user: User | None) -> frozenset[str]:
    """The roles that the account has and is to have. Raises :class:`Refused` for what cannot be."""
    if wanted.act == "open":
        if user is not None:
            raise Refused("account_taken", person=wanted.code)
        accounts.check_standing(_standing(wanted))
        return frozenset({_standing(wanted).role})
    if user is None:
        raise Refused("not_in_record", what=wanted.code)
    if wanted.act in ("close", "reopen") and user.is_active == (wanted.act == "reopen"):
        raise Refused("account_is_so", person=wanted.code)
    if wanted.act != "change":
        return frozenset({user.role})
    standing = _standing(wanted)
    accounts.check_standing(standing)
    if exclude_each_other(user.role, standing.role):
        raise Refused("administrators_exclude", person=wanted.code)
    if standing == accounts.standing_of(user):
        raise Refused("account_is_so", person=wanted.code)
    return frozenset({user.role, standing.role})


def _earlier_roles(code: str) -> frozenset[str]:
    """The roles that an account had before: what one of them owed is not shaken off by changing it first."""
    changed = Deed.objects.filter(sort="changed", subject=code)
    return frozenset(changed.values_list("said__from__role", flat=True))


def _standing(wanted: Wanted) -> Standing:
    if wanted.standing is None:
        raise Unacceptable("say which role it is to have", "role_unknown", role="–")
    return wanted.standing


def as_it_stands(user: User | None) -> dict[str, object] | None:
    """What a wish rests upon: the account as whoever asked and whoever grants have it before them."""
    return None if user is None else {**accounts.standing_of(user).said(), "active": user.is_active}


def _ask(wanted: Wanted, user: User | None, *, actor: Actor, now: datetime) -> int:
    """Leave it to a second person; the number of the wish. Raises :class:`Refused` where it waits already."""
    waiting = Deed.objects.filter(sort="asked", subject=wanted.code, answer=None, said__act=wanted.act)
    if waiting.exists():
        raise Refused("asked_already", person=wanted.code)
    said: dict[str, Any] = {"act": wanted.act, "was": as_it_stands(user)}
    if wanted.standing is not None:
        said |= {"standing": wanted.standing.said()}
    asked = note(sort="asked", actor=actor, subject=wanted.code, said=said, reason=wanted.reason, at=now)
    return int(asked.pk)
