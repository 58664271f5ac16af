"""Who came in, who did not, and who was locked out: lines in the log of acts, written where it happens."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from lazaretto.access.clock import now
from lazaretto.access.deeds import Sort, note
from lazaretto.access.models import Deed, User

CAME_BY = "came_by"  # on the request: that a provider vouched, else nothing


def came_in(*, user: User, request: HttpRequest | None = None, **_: Any) -> None:
    """A receiver of ``user_logged_in``."""
    by = {"by": getattr(request, CAME_BY)} if hasattr(request, CAME_BY) else {}
    said = {**by, **_from(request)}
    note(sort="signed_in", actor=user.actor(), subject=user.username, said=said, at=now())


def was_refused(*, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """A receiver of ``user_login_failed``. A number that nobody has is not kept: it may be a password."""
    if request is not None and getattr(request, "axes_locked_out", False):
        return  # the lock has its own line; what is tried against it would fill the log
    _at_the_door("sign_in_failed", str(credentials.get("username") or ""), request, by="password")


def was_locked_out(*, username: str | None = None, request: HttpRequest | None = None, **_: Any) -> None:
    """A receiver of ``user_locked_out``: once a lock, not once an attempt against it."""
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    held = Deed.objects.filter(subject=username or "", sort__in=("locked_out", "unlocked"), noted__gt=since)
    newest = held.order_by("-id").first()
    if newest is not None and newest.sort == "locked_out":
        return
    _at_the_door("locked_out", username or "", request, by="password")


def factor_failed(*, user: User, request: HttpRequest, **_: Any) -> None:
    """A receiver of allauth's ``authentication_failed``: the second factor was not right."""
    _at_the_door("sign_in_failed", user.username, request, by="second factor")


def factor_added(*, user: User, authenticator: Any, **_: Any) -> None:
    """A receiver of ``authenticator_added``."""
    _factor("factor_added", user, authenticator)


def factor_removed(*, user: User, authenticator: Any, **_: Any) -> None:
    """A receiver of ``authenticator_removed``."""
    _factor("factor_removed", user, authenticator)


def password_changed(*, user: User, **_: Any) -> None:
    """A receiver of allauth's ``password_changed``."""
    note(sort="password_set", actor=user.actor(), subject=user.username, at=now())


def _factor(sort: Sort, user: User, authenticator: Any) -> None:
    said = {"by": authenticator.type} if authenticator is not None else {}
    note(sort=sort, actor=user.actor(), subject=user.username, said=said, at=now())


def _at_the_door(sort: Sort, code: str, request: HttpRequest | None, *, by: str) -> None:
    known = User.objects.filter(username=code).exists()
    note(sort=sort, actor=None, subject=code if known else "", said={"by": by, **_from(request)}, at=now())


def _from(request: HttpRequest | None) -> dict[str, str]:
    """From where: the address of the post, which a log of access must say (GB/T 22239-2019, 8.1.4.3 b)."""
    address = request.META.get("REMOTE_ADDR", "") if request is not None else ""
    return {"from": address} if address else {}
