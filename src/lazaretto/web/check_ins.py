"""Check-ins: the isolating staff of a house, whoever is missing on top; and the press that checks one in."""

from typing import Any, get_args
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.allowing import FOR_ANOTHER
from lazaretto.actions.check_in import SYMPTOMS, check_in, symptoms_of
from lazaretto.actions.erase_check_ins import erase_check_ins
from lazaretto.actions.open_check_ins import open_check_ins
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.facts.duty import CheckedIn, Symptom
from lazaretto.facts.encoding import Malformed
from lazaretto.ledger.receipts import Receipt
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.pressing import pressed, seed, text
from lazaretto.web.showing import show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house

WHERE = get_args(CheckedIn.__annotations__["where"])
SYMPTOM: tuple[Symptom, ...] = get_args(Symptom)
STATES = "state:duty.checked_in"


@requires("read_person")
def check_ins(request: HttpRequest, code: str) -> HttpResponse:
    """Show who is in isolation and how today's check-ins stand; record what was pressed."""
    if request.method != "POST":
        return _page(request, code)
    acts = {"said": _said, "symptoms": _symptoms, "erase": _erase}
    return pressed(request, code, acts=acts, page=_page)


def checked_in(request: HttpRequest, code: str, person: str) -> list[Receipt]:
    """What the form says of somebody, recorded. Raises ``Malformed`` for a form that is not whole."""
    feels, _dash, where = text(request.POST, "said").partition("-")
    told = [one for one in SYMPTOM if one in request.POST.getlist("symptom")]
    if feels not in ("well", "unwell") or where not in WHERE:
        raise Malformed(_("Press where you are."))
    if feels == "well" and told:
        raise Malformed(_("Symptoms are ticked. Press where you are under “Not well”, or untick them."))
    if feels == "unwell" and not told:
        raise Malformed(_("Tap at least one symptom."))
    return check_in(
        code, person=person, where=where, symptoms=told, words=text(request.POST, "words"),
        actor=actor_of(request), device=DEVICE, now=now(), made=made_of(request),
    )  # fmt: skip


def made_of(request: HttpRequest) -> UUID:
    """The form's number. Raises :class:`Unread`."""
    return seed(text(request.POST, "made"))


def form_context() -> dict[str, Any]:
    """What the form of a check-in shows."""
    return {"wheres": WHERE, "symptoms": SYMPTOM, "made": str(uuid4())}


def _said(request: HttpRequest, code: str) -> HttpResponse:
    announce(request, checked_in(request, code, text(request.POST, "person")))
    return _back(code)


def _symptoms(request: HttpRequest, code: str) -> HttpResponse:
    """Symptoms that somebody checked in with, stated as such, so that they call for an incident."""
    person, told = text(request.POST, "person"), request.POST.getlist("symptom")
    body = symptoms_of(person, told, text(request.POST, "words"))
    said = Statement(body=body, occurred=now(), facility=code, id=uuid5(made_of(request), person))
    announce(request, [record_fact(said, actor=actor_of(request), device=DEVICE, now=now())])
    return _back(code)


def _erase(request: HttpRequest, code: str) -> HttpResponse:
    erased = erase_check_ins([code], actor=actor_of(request), now=now(), device=DEVICE)
    told = ngettext("%(n)s statement was erased.", "%(n)s statements were erased.", len(erased))
    messages.success(request, told % {"n": len(erased)})
    return _back(code)


def _back(code: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("check_ins", args=[code]))


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    found = open_check_ins(code, actor=actor, now=now(), at=at)
    live = at is None
    return show(
        request, "web/check_ins.html", zone=found.page.house.zone, at=at, here="check_ins", code=code,
        page=found.page, due=found.due, place=house(found.page.house), live=live, problem=problem,
        status=status, may_say=live and actor.may(STATES) and actor.may(FOR_ANOTHER),
        may_symptoms=live and actor.may(SYMPTOMS), **form_context(),
    )  # fmt: skip
