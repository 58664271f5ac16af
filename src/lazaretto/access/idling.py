"""A session ends when nobody has acted in it for a while, or is locked at a shared desk; a shift ends any.

A page that refreshes itself is not an act.

Pages that poll say so with the header ``X-Refresh: 1``, so that a screen left alone does not stay open.
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from lazaretto.access.locking import is_locked, lock, locks_after
from lazaretto.access.models import User

SEEN, BEGAN = "seen", "began"
NOTED_EVERY = 60  # seconds; a row is not written for every click


class IdleTimeout:
    """Middleware. The idle time is real time, also where the house's clock is a demo's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Sign out, or lock the desk of, whoever was away too long, then pass on."""
        if request.user.is_authenticated:
            now = time.time()
            seen, began = request.session.get(SEEN), request.session.setdefault(BEGAN, now)
            idle = seen is not None and now - seen > settings.SESSION_IDLE.total_seconds()
            lone = locks_after(request.user.role) if isinstance(request.user, User) else None
            if lone is not None and seen is not None and now - seen > lone and not is_locked(request):
                lock(request)  # a shared desk is locked, not signed out; a shift ends it all the same
            if (idle and lone is None) or now - began > settings.SESSION_COOKIE_AGE:
                logout(request)
            elif seen is None or (now - seen > NOTED_EVERY and request.headers.get("X-Refresh") != "1"):
                request.session[SEEN] = now
        return self.get_response(request)
