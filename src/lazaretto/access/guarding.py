"""The one guard in front of every view: who is it, may the role do this, what is owed before."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import BadRequest
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import resolve_url

from lazaretto.access.actor import Refused
from lazaretto.access.declaring import ANYONE, SIGNED_IN, declared
from lazaretto.access.factors import owes_factor
from lazaretto.access.locking import OPEN, PAGE, is_locked
from lazaretto.access.models import User
from lazaretto.access.noting import note_refusal, remember
from lazaretto.facts.encoding import Malformed

View = Callable[..., HttpResponse]
OF_A_PAGE = ("GET", "HEAD", "POST", "OPTIONS")  # the API, in a namespace of its own, says its methods itself
OWN_PASSWORD = "own_password"  # noqa: S105 — a route: the one page that a one-time secret leads to


class Guard:
    """Middleware. Refuses a view that declares nothing, and whoever may not do what it declares.

    Sets ``request.actor`` for a signed-in user, None for anyone else. A :class:`Refused` raised by a view
    becomes the page (or the JSON) of a refusal.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the actor and pass on."""
        if isinstance(request.user, User) and request.user.demo and not settings.DEMO:
            logout(request)  # a demo's account has no standing anywhere else
        request.actor = request.user.actor() if isinstance(request.user, User) else None  # type: ignore[attr-defined]
        answer = self.get_response(request)
        note_refusal(request, answer)
        if request.user.is_authenticated and not answer.has_header("Cache-Control"):
            answer["Cache-Control"] = "no-store"  # what was shown to one is not kept for the next at the desk
        return answer

    def process_view(
        self, request: HttpRequest, view: View, _args: list[Any], _names: dict[str, Any]
    ) -> HttpResponse | None:
        """None lets the view answer."""
        match = request.resolver_match
        if request.method not in OF_A_PAGE and (match is None or not match.namespaces):
            return HttpResponseNotAllowed(OF_A_PAGE)  # else a page answers DELETE as if it were looked at
        act = declared(view, match.view_name if match else "", _declared_elsewhere())
        if act is None:
            return _refusal(request, None)
        if act == ANYONE:
            return None
        if not isinstance(request.user, User):
            return _to_sign_in(request)
        if is_locked(request) and (match is None or match.view_name not in OPEN):
            return _to_unlock(request)
        if request.user.setup_until is not None and (match is None or match.view_name != OWN_PASSWORD):
            return HttpResponseRedirect(resolve_url(OWN_PASSWORD))
        if owes_factor(request, request.user) and not _leads_to_one(match.view_name if match else ""):
            return HttpResponseRedirect(resolve_url("mfa_index"))
        if act != SIGNED_IN and not request.user.actor().may(act):
            return _refusal(request, Refused("not_permitted", act=act, role=request.user.role))
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a refusal into its page, and a value that is none into 400; anything else is a fault."""
        if isinstance(exception, Malformed):
            raise BadRequest(str(exception)) from exception
        return _refusal(request, exception) if isinstance(exception, Refused) else None


def _declared_elsewhere() -> Mapping[str, str]:
    found: Mapping[str, str] = import_module(settings.ROOT_URLCONF).DECLARED_ELSEWHERE
    return found


def _refusal(request: HttpRequest, refusal: Refused | None) -> HttpResponse:
    remember(request, refusal or "undeclared")
    handler: str = import_module(settings.ROOT_URLCONF).handler403
    module, _, name = handler.rpartition(".")
    answer: HttpResponse = getattr(import_module(module), name)(request, refusal)
    return answer


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """A program gets 401, a page is led to the sign-in and back."""
    address = f"{resolve_url(settings.LOGIN_URL)}?next={quote(request.get_full_path())}"
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    if "html" not in request.headers.get("Accept", "html"):
        return JsonResponse({"title": "sign in first", "status": 401}, status=401)
    return HttpResponseRedirect(address)


def _to_unlock(request: HttpRequest) -> HttpResponse:
    """A page is led to the lock and back; what only asks for something is led nowhere but there."""
    back = quote(request.get_full_path()) if request.method == "GET" else ""
    address = f"{resolve_url(PAGE)}?next={back}"
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": resolve_url(PAGE)})
    return HttpResponseRedirect(address)


def _leads_to_one(name: str) -> bool:
    """The pages on which a second factor is set up, or given up by leaving."""
    return name == OWN_PASSWORD or name.startswith(("mfa_", "account_reauthenticate", "account_logout"))
