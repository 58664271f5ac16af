"""What went wrong, as ``application/problem+json`` (RFC 9457), in the caller's language.

``title`` is the kind of trouble, ``detail`` the sentence with what to do, ``rule`` the short code
that a program tests for. Never a trace.
"""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from ninja.errors import ValidationError

from lazaretto.access.actor import Refused
from lazaretto.access.noting import remember
from lazaretto.facts.encoding import Malformed
from lazaretto.ledger.transacting import refusal_of

TYPE = "application/problem+json"
RETRY_AFTER = "10"  # seconds: PostgreSQL is back from a crash in so many (docs/reference/degraded-modes.md)
CHALLENGE = 'Bearer realm="lazaretto"'
_WORDED = "lazaretto.web.refusing.worded"
_log = logging.getLogger(__name__)

STATUS: dict[str, HTTPStatus] = {
    "station_revoked": HTTPStatus.UNAUTHORIZED,
    "station_expired": HTTPStatus.UNAUTHORIZED,
    "station_needed": HTTPStatus.FORBIDDEN,
    "post_taken": HTTPStatus.CONFLICT,
    "settled_before": HTTPStatus.CONFLICT,
    "not_permitted": HTTPStatus.FORBIDDEN,
    "out_of_scope": HTTPStatus.FORBIDDEN,
    "second_factor_owed": HTTPStatus.FORBIDDEN,
    "csrf_failed": HTTPStatus.FORBIDDEN,
    "only_by_issuing": HTTPStatus.FORBIDDEN,
    "only_by_erasing": HTTPStatus.FORBIDDEN,
    "not_on_roll": HTTPStatus.FORBIDDEN,
    "unknown_facility": HTTPStatus.NOT_FOUND,
    "not_in_record": HTTPStatus.NOT_FOUND,
    "draft_unknown": HTTPStatus.NOT_FOUND,
    "plan_unknown": HTTPStatus.NOT_FOUND,
    "check_unknown": HTTPStatus.NOT_FOUND,
    "what_if_unknown": HTTPStatus.NOT_FOUND,
    "too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "batch_too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "batch_too_heavy": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "storage_full": HTTPStatus.INSUFFICIENT_STORAGE,
    "storage_unavailable": HTTPStatus.SERVICE_UNAVAILABLE,
    "storage_slow": HTTPStatus.SERVICE_UNAVAILABLE,
    "storage_crowded": HTTPStatus.SERVICE_UNAVAILABLE,
    "storage_read_only": HTTPStatus.SERVICE_UNAVAILABLE,
    "storage_busy": HTTPStatus.SERVICE_UNAVAILABLE,
    "id_taken": HTTPStatus.CONFLICT,
    "held_elsewhere": HTTPStatus.CONFLICT,
    "already_there": HTTPStatus.CONFLICT,
    "already_reserved": HTTPStatus.CONFLICT,
    "cell_full": HTTPStatus.CONFLICT,
}
OTHERWISE = HTTPStatus.UNPROCESSABLE_ENTITY


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """A rule that does not allow it."""
    remember(request, refusal)
    status = STATUS.get(refusal.rule, OTHERWISE)
    answer = problem(
        request, status, says(refusal.rule, refusal.values), rule=refusal.rule, values=refusal.values
    )
    if status == HTTPStatus.UNAUTHORIZED:  # a station whose token holds no longer
        answer["WWW-Authenticate"] = CHALLENGE
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        answer["Retry-After"] = RETRY_AFTER
    return answer


def malformed(request: HttpRequest, fault: Malformed) -> HttpResponse:
    """A body that is no statement."""
    values = {"why": str(fault)}
    return problem(request, OTHERWISE, says("malformed", values), rule="malformed", values=values)


def invalid(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """A query or a path that does not fit; each field at fault is named."""
    faults = [f"`{'.'.join(map(str, e['loc'][1:]))}`: {e['msg']}" for e in fault.errors]
    values = {"why": "; ".join(faults)}
    return problem(request, OTHERWISE, says("malformed", values), rule="malformed", values=values)


def unauthenticated(request: HttpRequest, fault: Exception) -> HttpResponse:  # noqa: ARG001 — a handler's form
    """Nobody is signed in, or the token does not hold."""
    detail = _("Sign in, or send a device’s token that is valid and has not been revoked.")
    answer = problem(request, HTTPStatus.UNAUTHORIZED, detail, rule="not_signed_in")
    answer["WWW-Authenticate"] = CHALLENGE
    return answer


def missing(request: HttpRequest, fault: Exception) -> HttpResponse:  # noqa: ARG001 — a handler's form
    """No such address."""
    return problem(request, HTTPStatus.NOT_FOUND, _("There is nothing at this address."), rule="no_address")


def failed(request: HttpRequest, fault: Exception) -> HttpResponse:
    """A fault of ours, logged with its trace, told without it; one of the database is told as what it is."""
    refusal = refusal_of(fault)
    if refusal is not None:
        return refused(request, refusal)
    route = request.resolver_match.route if request.resolver_match else "-"
    _log.error("the API failed at %s", route, exc_info=fault)  # never the path: it can name a person
    detail = _("Something went wrong on the server. It has been logged; try again in a minute.")
    return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, detail, rule="failed")


def problem(
    request: HttpRequest,
    status: HTTPStatus,
    detail: str,
    *,
    rule: str,
    values: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The answer itself."""
    body: dict[str, Any] = {
        "type": f"urn:lazaretto:problem:{rule}", "title": titles()[status], "status": int(status),
        "detail": detail, "instance": request.path, "rule": rule, "values": dict(values or {}),
    }  # fmt: skip
    return HttpResponse(msgspec.json.encode(body), status=status, content_type=TYPE)


def says(rule: str, values: Mapping[str, str], *, disputed: bool = False) -> str:
    """The sentence of a rule in the caller's language. The pages word the rules (setting ``WORDED``)."""
    own = _own(rule)
    if own is not None:
        return own
    sentence: str = import_string(getattr(settings, "WORDED", _WORDED))(rule, values, disputed=disputed)
    return sentence


def _own(rule: str) -> str | None:
    """Rules that only a program meets."""
    if rule == "second_factor_owed":
        return _("Your role needs a second factor. Set one up in the browser first.")
    if rule == "csrf_failed":
        return _("The X-CSRFToken header is missing or old. Read the cookie again and send it along.")
    return None


def titles() -> dict[HTTPStatus, str]:
    """The kind of trouble, in the caller's language."""
    return {
        HTTPStatus.UNAUTHORIZED: _("Not signed in"),
        HTTPStatus.FORBIDDEN: _("Not allowed"),
        HTTPStatus.NOT_FOUND: _("Not found"),
        HTTPStatus.CONFLICT: _("It contradicts the record"),
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _("Too large"),
        HTTPStatus.UNPROCESSABLE_ENTITY: _("It does not fit"),
        HTTPStatus.INTERNAL_SERVER_ERROR: _("A fault of the server"),
        HTTPStatus.SERVICE_UNAVAILABLE: _("Not available at the moment"),
        HTTPStatus.INSUFFICIENT_STORAGE: _("No room left"),
    }
