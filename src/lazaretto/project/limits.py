"""What a request may be, whatever it asks for: how large, and text; whence it comes, and when it is due."""

import threading
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict

from lazaretto.project import handlers

NUL = "\0"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
READING = (
    2  # pages that a process makes at once: one interpreter makes two no sooner than one after the other
)
WAITING = 24  # more that may wait for their turn; ``--threads`` leaves some beyond both for whoever states
WATCHING = ("/healthz", "/readyz", "/metrics")


class FromProxy:
    """Middleware, the first: behind the house's own proxy a request comes from the address which that saw.

    Without it a lock-out at the door would hold everybody's number, and every line of the log name the proxy.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on. Only the last address is the proxy's word; those before it are whatever somebody sent."""
        seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if settings.PROXY:
            with suppress(ValueError):
                request.META["REMOTE_ADDR"] = str(ip_address(seen))
        return self.get_response(request)


class SizeLimit:
    """Middleware: refuse what says it is too large before anything is read.

    A request of unstated length has no body for the application, so it needs no limit of its own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on, or answer 413."""
        stated = request.META.get("CONTENT_LENGTH") or "0"
        if not stated.isdigit() or int(stated) > settings.REQUEST_LIMIT:
            return handlers.too_large(request)
        return self.get_response(request)


class ReadingInTurn:
    """Middleware: pages are made a few at a time, so that whoever states a fact never waits behind readers.

    What changes nothing waits for its turn, in the order in which it came; what states goes straight on. Too
    many waiting are told to come again, before they have taken every thread of the process.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._turns = threading.Semaphore(READING)
        self._places = threading.Semaphore(READING + WAITING)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on when it is due, or answer 503."""
        if request.method not in ("GET", "HEAD") or request.path_info in WATCHING:
            return self.get_response(request)
        if not self._places.acquire(blocking=False):
            return handlers.crowded(request)
        try:
            with self._turns:
                return self.get_response(request)
        finally:
            self._places.release()


class PlainText:
    """Middleware: refuse NUL characters in addresses and forms, which no database keeps."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on, or answer 400."""
        sent = [request.path_info, *_values(request.GET)]
        # the API reads bodies of its own, and one that was read as a form cannot be read again
        if request.content_type in FORMS and not request.path_info.startswith("/api/"):
            sent += _values(request.POST)
        if any(NUL in text for text in sent):
            return handlers.bad_request(request)
        return self.get_response(request)


def _values(typed: QueryDict) -> list[str]:
    return [text for name, values in typed.lists() for text in (name, *values) if isinstance(text, str)]
