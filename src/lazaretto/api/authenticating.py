"""The way in: a device's token, or the session of somebody who signed in, with its forgery check."""

from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from ninja.utils import check_csrf

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.clock import now
from lazaretto.access.factors import owes_factor
from lazaretto.access.locking import is_locked
from lazaretto.access.models import User
from lazaretto.access.tokens import bearer
from lazaretto.facts.encoding import Malformed

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
SCHEMES: dict[str, Any] = {
    "token": {"type": "http", "scheme": "bearer", "description": "A device's token, `lzt_…`."},
    "session": {
        "type": "apiKey", "in": "cookie", "name": "sessionid",
        "description": "A signed-in browser; whatever changes something also sends `X-CSRFToken`.",
    },
}  # fmt: skip


def authenticate(request: HttpRequest) -> Actor | None:
    """The actor of a request, or None (answered with 401). A token given is never ignored for a session.

    Raises :class:`Refused` for a session that owes a password of its own or a second factor, or whose form
    is not our own, and for a gate's station that was revoked or is past its day.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme:
        return _by_token(request, token.strip()) if scheme.lower() == "bearer" else None
    return _by_session(request)


def _by_token(request: HttpRequest, token: str) -> Actor | None:
    found = bearer(token, now=now())
    if found is None:
        return None
    request.actor, request.device = found.actor, found.device  # type: ignore[attr-defined]
    request.bearer = found  # type: ignore[attr-defined]
    return found.actor


def _by_session(request: HttpRequest) -> Actor | None:
    user = request.user
    if not isinstance(user, User):
        return None
    if is_locked(request):
        raise Refused("desk_locked")
    if user.setup_until is not None:
        raise Refused("password_owed")
    if owes_factor(request, user):
        raise Refused("second_factor_owed")
    if request.method not in SAFE and _is_another_sites(request):
        raise Refused("csrf_failed")
    request.actor = user.actor()  # type: ignore[attr-defined]
    return user.actor()


def _is_another_sites(request: HttpRequest) -> bool:
    """True without our own mark. Raises :class:`Malformed` for a form that cannot be taken apart.

    The mark is looked for in a form, too, and reading one leaves nothing to read: so the body is kept before.
    """
    try:
        request.body  # noqa: B018 — kept by being asked for
        return check_csrf(request) is not None
    except (MultiPartParserError, SuspiciousOperation) as fault:
        raise Malformed(str(fault)) from fault
