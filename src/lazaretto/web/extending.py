"""More time for a finding as a page's forms say it: asked for until a day, granted or refused."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from lazaretto.facts.periods import at_local
from lazaretto.web.asking import actor_of
from lazaretto.web.pressing import Unread, seed, text

_CODE = 4  # characters of the form's number that tell two requests of one day apart


def moment_of(typed: str, *, zone: str) -> datetime | None:
    """A day and time of a house's clock; None where nothing was typed. Raises :class:`Unread`."""
    if not typed:
        return None
    try:
        said = datetime.fromisoformat(typed)
    except ValueError:
        raise Unread(_("This is no day and time. Choose it again.")) from None
    return at_local(said.date(), said.time(), zone=zone)


def _ask(request: HttpRequest, finding: str) -> dict[str, Any]:
    until, reason = _until(request), text(request.POST, "words")
    if until is None or not reason:
        raise Unread(_("Choose until when, and write why the time given is not enough."))
    made = seed(text(request.POST, "made"))
    return {
        "kind": "supervision.extension_asked/1", "finding": finding, "until": until.isoformat(),
        "extension": f"E-{finding}-{made.hex[:_CODE].upper()}", "reason": reason,
        "asked_by": actor_of(request).code,
    }  # fmt: skip


def _decide(request: HttpRequest, finding: str) -> dict[str, Any]:
    outcome, reason = text(request.POST, "outcome"), text(request.POST, "words")
    if outcome not in ("granted", "refused") or not reason:
        raise Unread(_("Choose whether it is granted, and write why."))
    until = _until(request) if outcome == "granted" else None
    return {
        "kind": "supervision.extension_decided/1", "finding": finding, "outcome": outcome, "reason": reason,
        "extension": text(request.POST, "extension"), "severity": text(request.POST, "severity") or None,
        "until": until.isoformat() if until else None, "decided_by": actor_of(request).code,
    }  # fmt: skip


def _until(request: HttpRequest) -> datetime | None:
    return moment_of(text(request.POST, "until"), zone=timezone.get_current_timezone_name())


SAID = {"ask_more": _ask, "decide": _decide}
