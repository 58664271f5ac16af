"""What a person sees when something is refused or fails: what happened and what to do, never a trace."""

import sys
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from lazaretto.access.actor import Refused
from lazaretto.access.noting import remember
from lazaretto.api.problems import RETRY_AFTER
from lazaretto.ledger.transacting import refusal_of

MOST_TYPED = (
    100_000  # characters that a page gives back; more is a file of a laboratory, which lies elsewhere
)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, and not allowed. The rule of a :class:`Refused` comes along for its sentence."""
    rule = exception if isinstance(exception, Refused) else None
    if rule is not None and rule.rule == "not_in_record":
        return _answer(
            request,
            HTTPStatus.FORBIDDEN,
            _("Not found in your scope"),
            _("Check the number, or go back and choose from the list."),
            rule=rule,
        )
    return _answer(
        request,
        HTTPStatus.FORBIDDEN,
        _("This is not open to your role"),
        _("If you need it for your work, ask your facility's leader. What you tried was not carried out."),
        rule=rule,
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404."""
    return _answer(
        request,
        HTTPStatus.NOT_FOUND,
        _("There is nothing at this address"),
        _("Check the address, or go back to the board and follow its links."),
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """400."""
    return _answer(
        request,
        HTTPStatus.BAD_REQUEST,
        _("The request could not be read"),
        _("Go back, reload the page and state it again. Nothing was recorded."),
    )


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403 for a form that did not come from our own page, or from one that has grown old."""
    remember(request, "csrf_failed")
    return _answer(
        request,
        HTTPStatus.FORBIDDEN,
        _("The form has grown old"),
        _("Reload the page and state it again. Nothing was recorded."),
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """413."""
    megabytes = settings.REQUEST_LIMIT // (1024 * 1024)
    return _answer(
        request,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        _("The upload is too large"),
        _("At most %(megabytes)s MB are taken at once: send it in parts. Nothing was recorded.")
        % {"megabytes": megabytes},
    )


def crowded(request: HttpRequest) -> HttpResponse:
    """503 where more are waiting for a page than the server can keep waiting; stating goes on."""
    answer = _answer(
        request,
        HTTPStatus.SERVICE_UNAVAILABLE,
        _("Too many are reading at once"),
        _("Stating facts goes on. Reload in a few seconds; if it stays, call the system administrator."),
    )
    answer["Retry-After"] = RETRY_AFTER
    return answer


def locked_out(request: HttpRequest, *_arguments: object, **_names: object) -> HttpResponse:
    """429 after too many failed sign-ins with one staff number from one place."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return _answer(
        request,
        HTTPStatus.TOO_MANY_REQUESTS,
        _("Sign-in is locked for a while"),
        _("There were too many failed attempts. Wait %(minutes)s minutes, or ask the security administrator.")
        % {"minutes": minutes},
    )


def secret_over(request: HttpRequest) -> HttpResponse:
    """403 for a one-time secret that was typed too late."""
    return _answer(
        request,
        HTTPStatus.FORBIDDEN,
        _("The one-time secret has run out"),
        _("Ask the security administrator for a new one. You are not signed in."),
    )


def provider_away(request: HttpRequest) -> HttpResponse:
    """503 where the provider did not answer, or not as agreed: the door of the house itself is open."""
    return _answer(
        request,
        HTTPStatus.SERVICE_UNAVAILABLE,
        _("The provider of sign-ins cannot be reached just now"),
        _("Sign in with your staff number and password instead. You are not signed in."),
    )


def number_without_account(request: HttpRequest) -> HttpResponse:
    """403 for somebody whom the provider knows and this house does not."""
    return _answer(
        request,
        HTTPStatus.FORBIDDEN,
        _("Your number has no open account here"),
        _("The provider knows you, this house does not. Ask the security administrator for an account."),
    )


def failed(request: HttpRequest) -> HttpResponse:
    """503 or 507 where the database cannot be had; else 500: it is our fault, and the log knows why."""
    refusal = refusal_of(sys.exc_info()[1])  # Django calls this while it handles the exception
    if refusal is not None:
        return _without_database(request, refusal)
    return _answer(
        request,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        _("Something went wrong on the server"),
        _("It has been logged. Try again in a minute; if it stays, tell the system administrator."),
    )


def _without_database(request: HttpRequest, rule: Refused) -> HttpResponse:
    full = rule.rule == "storage_full"
    stated = request.method not in ("GET", "HEAD")
    answer = _answer(
        request,
        HTTPStatus.INSUFFICIENT_STORAGE if full else HTTPStatus.SERVICE_UNAVAILABLE,
        _("There is no room left") if full else _("The record cannot be reached just now"),
        _("Stations and paper go on meanwhile.")
        if stated
        else _("Stations and paper go on: what is stated there is sent when the record is back."),
        rule=rule,
        stated=stated,
        # a full disk is still to be read from: that the record can be reached says nothing about it
        waits=rule.rule == "storage_unavailable",
        again=request.get_full_path(),
        typed=_typed(request) if stated else (),
    )
    answer["Cache-Control"] = "no-store"
    answer["Retry-After"] = RETRY_AFTER
    return answer


def _typed(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """What was typed, so that it can be sent again from the page. Nothing of who signs in, and no file.

    A form that the browser does not keep is empty when one goes back to it. What another site made a browser
    send stands here, too; it brings no token of ours, so that it is refused when it is pressed.
    """
    try:
        found = [(name, value) for name, values in request.POST.lists() for value in values]
        files = bool(request.FILES)
    except (OSError, SuspiciousOperation, MultiPartParserError, RawPostDataException):  # cannot be read
        return ()
    secret = request.path.startswith("/accounts/") or any("password" in name for name, _value in found)
    heavy = sum(len(name) + len(value) for name, value in found) > MOST_TYPED
    return () if secret or files or heavy else tuple(found)


def _answer(
    request: HttpRequest, status: HTTPStatus, title: str, advice: str, rule: Refused | None = None,
    **more: object,
) -> HttpResponse:  # fmt: skip
    if wants_json(request):
        detail = {"title": title, "detail": advice, "status": status}
        if rule is not None:
            detail |= {"rule": rule.rule, "values": rule.values}
        return JsonResponse(detail, status=status, content_type="application/problem+json")
    context = {"title": title, "advice": advice, "status": int(status), "rule": rule, **more}
    page = render_to_string("refusal.html", context)  # no request: it must not ask the database
    return HttpResponse(page, status=status)


def wants_json(request: HttpRequest) -> bool:
    """True for programs: the API, and whoever accepts JSON but no page."""
    accepted = request.META.get("HTTP_ACCEPT", "")
    return request.path.startswith("/api/") or ("json" in accepted and "html" not in accepted)
