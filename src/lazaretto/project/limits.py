"""How large a request may be, whatever it asks for."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lazaretto.project import handlers


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
