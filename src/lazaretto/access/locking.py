"""A shared desk is locked, not signed out: its session stays, and opens nothing until its owner is back.

Unlocking is signing in once more, by password, passkey or second factor: allauth notes in the session when
that was, and a lock ends with the first such note after it. Another officer signs in as themselves, which
ends the session. Real time, as everywhere at the doors.
"""

import time

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from lazaretto.access.models import User

LOCKED = "locked"  # in the session: since when, in seconds
PAGE = "locked"  # the page that a locked session sees
OPEN = frozenset({
    PAGE, "lock", "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
})  # fmt: skip


def lock(request: HttpRequest) -> None:
    """Lock the session from now on."""
    request.session[LOCKED] = time.time()


def unlock(request: HttpRequest) -> None:
    """Open it again: its owner was there."""
    request.session.pop(LOCKED, None)


def is_locked(request: HttpRequest) -> bool:
    """Whether the session is locked; one whose owner has been there since is opened by asking."""
    since = request.session.get(LOCKED)
    if since is None or not isinstance(request.user, User):
        return False
    records = get_authentication_records(request, request.user)
    if any(one.get("reauthenticated") and one["at"] > since for one in records):
        unlock(request)
        return False
    return True


def locks_after(role: str) -> float | None:
    """After how many seconds without an act a desk of this role locks; None: its session ends instead."""
    minutes: float | None = settings.LOCK_MINUTES.get(role)
    return None if minutes is None else minutes * 60
