"""A session ends when nobody has acted in it for a while, and in any case after a shift.

A page that refreshes itself is not an act.

Pages that poll say so with the header ``X-Refresh: 1``, so that a screen left alone does not stay open.
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

SEEN, BEGAN = "seen", "began"
NOTED_EVERY = 60  # seconds; a row is not written for every click


class IdleTimeout:
    """Middleware. The idle time is real time, also where the house's clock is a demo's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Sign out whoever was away too long, then pass on."""
        if request.user.is_authenticated:
            now = time.time()
            seen, began = request.session.get(SEEN), request.session.setdefault(BEGAN, now)
            idle = seen is not None and now - seen > settings.SESSION_IDLE.total_seconds()
            if idle or now - began > settings.SESSION_COOKIE_AGE:
                logout(request)
            elif seen is None or (now - seen > NOTED_EVERY and request.headers.get("X-Refresh") != "1"):
                request.session[SEEN] = now
        return self.get_response(request)
