"""Set a password of one's own in the place of the one-time secret that opened the account."""

from datetime import datetime

from django.db import transaction

from lazaretto.access import accounts
from lazaretto.access.actor import Actor, Refused
from lazaretto.access.deeds import note
from lazaretto.access.models import User
from lazaretto.actions.administer_account import acceptable


def set_own_password(password: str, *, actor: Actor, now: datetime) -> User:
    """The account, with its new password. Raises :class:`Refused` for a weak one, and where none is owed."""
    with transaction.atomic(), acceptable():
        user = accounts.account_of(actor.code)
        if user is None or user.setup_until is None:
            raise Refused("account_is_so", person=actor.code)
        accounts.take_own_password(user, password)
        note(sort="password_set", actor=actor, subject=actor.code, at=now)
        return user
