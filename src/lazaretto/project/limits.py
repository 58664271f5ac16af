"""What a request may be, whatever it asks for: how large, and text; and from where it comes."""

from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict

from lazaretto.project import handlers

NUL = "\0"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


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
