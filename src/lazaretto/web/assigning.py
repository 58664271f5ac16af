"""What is pressed about assignments, on whichever page: set, done with its paper, looked at, withdrawn."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from lazaretto.access.clock import now
from lazaretto.actions.issue_directive import state_with_paper
from lazaretto.facts.periods import at_local
from lazaretto.web.asking import DEVICE, actor_of
from lazaretto.web.pressing import Act, Unread, seed, statement, text

Where = Callable[[str], str]  # facility → where the reader goes afterwards
STATES_IT: Mapping[str, str] = {
    "set": "state:command.assignment_set",
    "do": "state:command.assignment_done",
    "verify": "state:command.assignment_verified",
    "return": "state:command.assignment_returned",
    "withdraw": "state:command.assignment_withdrawn",
}


def assigning(back: Where) -> dict[str, Act]:
    """The acts of an assignment, by the name of their button."""

    def act(read: Callable[[HttpRequest, str], dict[str, Any]], done: Callable[[], str]) -> Act:
        def state(request: HttpRequest, code: str) -> HttpResponse:
            facility = text(request.POST, "facility") or code
            stated(request, facility, read(request, facility))
            messages.success(request, done())
            return HttpResponseRedirect(back(code))

        return state

    return {
        "set": act(_set, lambda: _("Set. It stands on the page of the facility now.")),
        "do": act(_done, lambda: _("Recorded. Somebody else looks at it now.")),
        "verify": act(_verified, lambda: _("Verified. It is nobody’s any more.")),
        "return": act(_returned, lambda: _("Sent back. It is due anew.")),
        "withdraw": act(_withdrawn, lambda: _("Withdrawn.")),
    }


def stated(request: HttpRequest, facility: str, said: dict[str, Any]) -> None:
    """Record one fact of a page, with the file that was sent along. Raises :class:`Refused`, Unread."""
    moment = now()
    number = uuid5(seed(text(request.POST, "made")), said["kind"] + text(request.POST, "line"))
    told = statement(said, facility=facility, occurred=moment, fact=number)
    state_with_paper(told, file=file_of(request), actor=actor_of(request), device=DEVICE, now=moment)


def file_of(request: HttpRequest) -> tuple[str, bytes] | None:
    """The one file that was sent along, with its name; None where none was."""
    sent = request.FILES.get("file")
    return (str(sent.name)[-120:], sent.read()) if sent is not None and sent.size else None


def instant_typed(typed: str) -> datetime:
    """A day and time by the clock of the page. Raises :class:`Unread`."""
    try:
        said = datetime.fromisoformat(typed)
    except ValueError:
        raise Unread(_("This is no day and time. Choose it again.")) from None
    return at_local(said.date(), said.time(), zone=timezone.get_current_timezone_name())


def _set(request: HttpRequest, facility: str) -> dict[str, Any]:
    made, due = seed(text(request.POST, "made")), instant_typed(text(request.POST, "due"))
    title, owner = text(request.POST, "title"), text(request.POST, "owner")
    if not title or not owner:
        raise Unread(_("Say what is to be done, and who answers for it."))
    of, line = text(request.POST, "of") or None, text(request.POST, "line") or None
    origin = text(request.POST, "origin")
    return {
        "kind": "command.assignment_set/1", "title": title, "owner": owner, "due": due.isoformat(),
        "assignment": f"A-{facility}-{timezone.localtime(now()):%m%d}-{made.hex[:4].upper()}{line or ''}",
        "set_by": actor_of(request).code, "origin": origin if origin in ("directive", "dispatch") else "own",
        "of": of, "line": line, "subject": text(request.POST, "subject") or None,
    }  # fmt: skip


def _done(request: HttpRequest, _facility: str) -> dict[str, Any]:
    evidence = text(request.POST, "evidence")
    if not evidence:
        raise Unread(_("Say what shows that it is done."))
    return _of(request, "done") | {"done_by": actor_of(request).code, "evidence": evidence}


def _verified(request: HttpRequest, _facility: str) -> dict[str, Any]:
    words = text(request.POST, "words") or None
    return _of(request, "verified") | {"verified_by": actor_of(request).code, "words": words}


def _returned(request: HttpRequest, _facility: str) -> dict[str, Any]:
    due = instant_typed(text(request.POST, "due"))
    said = {"returned_by": actor_of(request).code, "reason": _reason(request), "due": due.isoformat()}
    return _of(request, "returned") | said


def _withdrawn(request: HttpRequest, _facility: str) -> dict[str, Any]:
    said = {"withdrawn_by": actor_of(request).code, "reason": _reason(request)}
    return _of(request, "withdrawn") | said


def _of(request: HttpRequest, act: str) -> dict[str, Any]:
    return {"kind": f"command.assignment_{act}/1", "assignment": text(request.POST, "assignment")}


def _reason(request: HttpRequest) -> str:
    reason = text(request.POST, "words")
    if not reason:
        raise Unread(_("Say why."))
    return reason
