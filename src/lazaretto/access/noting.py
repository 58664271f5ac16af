"""What was refused leaves a line: who tried, which route, when, by which rule; never the address.

Noted is what somebody tried who had signed in, or whose device had: a stranger is led to the sign-in, and its
failures are counted there. A page that answers with words of its own (422) refused no access.
"""

import logging
import re
from collections.abc import Iterable
from http import HTTPStatus

from django.db import Error
from django.http import HttpRequest, HttpResponse

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.clock import now
from lazaretto.access.deeds import note
from lazaretto.facts.places import FACILITY_PATTERN

RULE, FACILITY = "refused_by", "refused_at"  # what a handler leaves on the request
NOT_FOUND = "no_address"
OF_ACCESS = frozenset({"not_permitted", "out_of_scope"})
_OF_A_HOUSE = re.compile(r"^(api/v1/)?(facilities|gate)/<")
_log = logging.getLogger(__name__)


def remember(request: HttpRequest, refusal: Refused | str) -> None:
    """Leave on the request by which rule it was refused; whoever answers last writes it down."""
    told = refusal.values.get("facility", "") if isinstance(refusal, Refused) else ""
    setattr(request, RULE, refusal.rule if isinstance(refusal, Refused) else refusal)
    setattr(request, FACILITY, told)


def remember_rows(request: HttpRequest, rules: Iterable[str]) -> None:
    """The same of a request whose rows are refused one by one, where one was refused for who says it."""
    for rule in {*rules} & OF_ACCESS:
        remember(request, rule)


def rule_of(request: HttpRequest) -> str | None:
    """The rule that refused it, None where none did."""
    rule: str | None = getattr(request, RULE, None)
    return rule


def note_refusal(request: HttpRequest, answer: HttpResponse) -> None:
    """Add a line to the log of access where this answer refuses somebody who is known.

    A log that cannot be written to takes no answer away: the refusal stands, and the text log says so.
    """
    actor: Actor | None = getattr(request, "actor", None)
    match, rule = request.resolver_match, rule_of(request)
    if answer.status_code == HTTPStatus.NOT_FOUND and match is not None and match.kwargs:
        rule = rule or NOT_FOUND  # something was asked for by its number, and is not there for them
    elif answer.status_code != HTTPStatus.FORBIDDEN and answer.status_code >= HTTPStatus.BAD_REQUEST:
        return
    if actor is None or match is None or rule is None:
        return
    said = {"rule": rule, "method": request.method, "status": answer.status_code}
    try:
        note(
            sort="refused",
            actor=actor,
            subject=match.view_name,
            facility=_house(request),
            said=said,
            at=now(),
        )
    except Error:
        _log.error("a refusal at %s could not be noted", match.route)


def _house(request: HttpRequest) -> str:
    """The house that was asked for, where the route or the rule names one; never what only looks like one."""
    match = request.resolver_match
    asked = getattr(request, FACILITY, "")
    if match is not None and _OF_A_HOUSE.match(match.route):
        asked = match.kwargs.get("code") or match.kwargs.get("facility") or asked
    return asked if re.match(FACILITY_PATTERN, asked) else ""
