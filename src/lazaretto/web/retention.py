"""Erasing by rule: what is due, what keeps it, and who proposed, approved or declined to erase it."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.answer_erasure import approve_erasure, decline_erasure
from lazaretto.actions.hold_data import lift_hold, set_hold
from lazaretto.actions.open_retention import open_retention
from lazaretto.actions.propose_erasure import propose_erasure
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.pressing import Unread, pressed, seed, text
from lazaretto.web.showing import house_zone, show

PERSON = 40  # characters of a number, as its type says


@never_cache
@requires("read_retention")
def retention(request: HttpRequest) -> HttpResponse:
    """Show what is due; propose, approve, decline, hold or lift, as was pressed."""
    if request.method != "POST":
        return _page(request)
    return pressed(request, "", acts=_ACTS, page=_page)


def _propose(request: HttpRequest, _code: str) -> HttpResponse:
    person, data = _person(request), text(request.POST, "data")
    propose_erasure(person, data, fact=_made(request, "propose", person, data), **_by(request))
    return _done(request, _("It is proposed. Somebody of the detachment decides."))


def _approve(request: HttpRequest, _code: str) -> HttpResponse:
    erased = approve_erasure(_named(request, "proposal"), **_by(request))
    told = ngettext("%(n)s statement was erased.", "%(n)s statements were erased.", len(erased))
    return _done(request, told % {"n": len(erased)})


def _decline(request: HttpRequest, _code: str) -> HttpResponse:
    proposal, reason = _named(request, "proposal"), _reason(request)
    decline_erasure(proposal, reason=reason, fact=_made(request, "decline", str(proposal)), **_by(request))
    return _done(request, _("It is declined. What is due stays due, and may be proposed anew."))


def _hold(request: HttpRequest, _code: str) -> HttpResponse:
    person, reason = _person(request), _reason(request)
    set_hold(person, reason=reason, fact=_made(request, "hold", person), **_by(request))
    return _done(request, _("Nothing about %(person)s is erased until this is lifted.") % {"person": person})


def _lift(request: HttpRequest, _code: str) -> HttpResponse:
    hold, reason = _named(request, "hold"), _reason(request)
    lift_hold(hold, reason=reason, fact=_made(request, "lift", str(hold)), **_by(request))
    return _done(request, _("The hold is lifted."))


_ACTS = {"propose": _propose, "approve": _approve, "decline": _decline, "hold": _hold, "lift": _lift}


def _by(request: HttpRequest) -> dict[str, Any]:
    """Who does it, by which device, and when."""
    return {"actor": actor_of(request), "device": DEVICE, "now": now()}


def _made(request: HttpRequest, *said: str) -> UUID:
    """The id of the fact that a form makes: pressed twice, it is said once. Raises :class:`Unread`."""
    return uuid5(seed(text(request.POST, "made")), " ".join(said))


def _named(request: HttpRequest, name: str) -> UUID:
    """The fact that a form names. Raises :class:`Unread`."""
    return seed(text(request.POST, name))


def _person(request: HttpRequest) -> str:
    person = text(request.POST, "person")
    if not person or len(person) > PERSON:
        raise Unread(_("Type or scan a custody or staff number."))
    return person


def _reason(request: HttpRequest) -> str:
    reason = text(request.POST, "words")
    if not reason:
        raise Unread(_("Write why: whoever reads it later must be able to tell."))
    return reason


def _done(request: HttpRequest, told: str) -> HttpResponse:
    messages.success(request, told)
    return HttpResponseRedirect(reverse("retention"))


def _page(request: HttpRequest, _code: str = "", *, problem: str = "", status: int = 200) -> HttpResponse:
    at = instant_asked(request)
    page = open_retention(actor=actor_of(request), now=now(), at=at)
    return show(
        request, "web/retention.html", zone=house_zone(), at=at, here="retention", page=page, live=at is None,
        problem=problem, status=status, made=str(uuid4()),
    )  # fmt: skip
