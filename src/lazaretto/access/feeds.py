"""Secret addresses of calendar feeds: one a person, made from a number that can be drawn anew.

A calendar program cannot sign in, so the address itself is the key. It is signed, it is of no use for
anything else, and drawing the number anew, or giving the feed up, ends every older address at once.
"""

import secrets

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from lazaretto.access.models import User

_SALT = "lazaretto.access.feeds"


def renew(user: User) -> str:
    """Draw the number anew and give the token of the new address; older ones are void from now on."""
    user.feed = secrets.token_hex(32)
    user.save(update_fields=["feed"])
    return _token(user)


def give_up(user: User) -> None:
    """End the feed: its address leads nowhere."""
    user.feed = ""
    user.save(update_fields=["feed"])


def token_of(user: User) -> str | None:
    """The token of a person's address; None where they have no feed."""
    return _token(user) if user.feed else None


def owner(token: str) -> User | None:
    """Whose feed this is; None for a token that is void, of a closed account, or of a demo elsewhere."""
    number, _dash, _rest = token.partition("-")
    if not number.isdecimal() or len(number) > 18:
        return None
    user = User.objects.filter(pk=int(number), is_active=True).exclude(feed="").first()
    if user is None or (user.demo and not settings.DEMO):
        return None
    return user if constant_time_compare(_token(user), token) else None


def _token(user: User) -> str:
    signed = salted_hmac(_SALT, f"{user.pk}|{user.feed}", algorithm="sha256").hexdigest()
    return f"{user.pk}-{signed}"
