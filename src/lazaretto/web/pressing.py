"""What was typed and pressed on a page, as values: short texts, the form's number, statements, its act."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from lazaretto.access.actor import Refused
from lazaretto.actions.statement import Statement
from lazaretto.facts.encoding import Malformed, body_from
from lazaretto.facts.periods import at_local
from lazaretto.web.refusing import worded

LONGEST = 400  # characters of one line that somebody types; a fact's own words may be longer
_ELSEWHERE = ("not_permitted", "out_of_scope")  # told by a page of their own

Act = Callable[[HttpRequest, str], HttpResponse]


class Unread(Malformed):
    """What was typed cannot be a fact; the message says what to do, in the reader's language."""


def plain(typed: str) -> str:
    """A line as it is kept: single blanks, not too long."""
    return " ".join(typed.split())[:LONGEST]


def text(typed: QueryDict, name: str) -> str:
    """What was typed into a field; empty where nothing was."""
    return plain(typed.get(name, ""))


def local_moment(typed: str, *, zone: str) -> datetime:
    """The instant of a day and time as a field of the page gives them. Raises :class:`Unread`."""
    try:
        said = datetime.fromisoformat(typed)
    except ValueError:
        raise Unread(_("This is no day and time. Choose it again.")) from None
    return at_local(said.date(), said.time(), zone=zone)


def seed(made: str) -> UUID:
    """The number that a form was given when it was shown. Raises :class:`Unread`."""
    try:
        return UUID(made)
    except ValueError:
        raise Unread(_("Reload the page and try again.")) from None


def numbered(typed: QueryDict, *said: str) -> UUID | None:
    """The number of the fact that a form makes by its own number: pressed twice, it is said once.

    said: what tells several facts of one form apart. None where the form came without a number, as one that
    a former version showed. Raises :class:`Unread`.
    """
    made = typed.get("made", "")
    return uuid5(seed(made), " ".join(said)) if made else None


def statement(said: Mapping[str, Any], *, facility: str, occurred: datetime, fact: UUID) -> Statement:
    """A statement from the fields of a fact, those left out that are None. Raises :class:`Unread`."""
    try:
        body = body_from({name: value for name, value in said.items() if value is not None})
    except Malformed as fault:
        raise Unread(_("This cannot be recorded as typed: %(why)s") % {"why": fault}) from fault
    return Statement(body=body, occurred=occurred, facility=facility, id=fact)


def pressed(
    request: HttpRequest, code: str, *, acts: Mapping[str, Act], page: Callable[..., HttpResponse]
) -> HttpResponse:
    """Do the act of the button that was pressed; where it cannot be, the page again with what is wrong."""
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        return page(request, code, status=422)
    try:
        return act(request, code)
    except Refused as refusal:
        if refusal.rule in _ELSEWHERE:
            raise
        return page(request, code, problem=worded(refusal.rule, refusal.values), status=422)
    except Malformed as fault:
        return page(request, code, problem=str(fault), status=422)
