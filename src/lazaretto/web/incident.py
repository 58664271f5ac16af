"""One incident: its clock, what it froze, what the person is, its contacts, and its end."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4, uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from lazaretto.access.actor import Actor
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_incidents import open_incident
from lazaretto.actions.state_together import state_together
from lazaretto.board.incidents_page import IncidentPage
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.labels.incidents import CLASSIFICATIONS, DECISIONS
from lazaretto.web.pressing import Unread, pressed, seed, statement, text
from lazaretto.web.showing import show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house

KINDS = ("movement_frozen", "freeze_lifted", "classified", "contact_decided", "incident_closed")
Said = Mapping[str, Any]


@never_cache
@requires("read_person")
def incident(request: HttpRequest, code: str, incident: str) -> HttpResponse:
    """Show an incident; freeze, lift, classify, decide or close, as was pressed."""

    def again(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
        return _page(request, code, incident, problem=problem, status=status)

    if request.method != "POST":
        return again(request, code)
    page = open_incident(code, incident, actor=actor_of(request), now=now())
    acts = {
        name: (lambda request, code, said=said: _record(request, code, page, said(request, page)))
        for name, said in _SAID.items()
    }
    with timezone.override(page.house.zone):
        return pressed(request, code, acts=acts, page=again)


def _record(request: HttpRequest, code: str, page: IncidentPage, bodies: list[Said]) -> HttpResponse:
    moment, made = now(), seed(text(request.POST, "made"))
    told = [
        statement(
            {**body, "incident": page.incident.code}, facility=code, occurred=moment,
            fact=uuid5(made, repr(sorted(body.items()))),
        )
        for body in bodies
    ]  # fmt: skip
    receipts = state_together(told, actor=actor_of(request), device=DEVICE, now=moment)
    decided = sum(body["kind"].startswith("case.contact_decided") for body in bodies)
    if decided:
        told_so = ngettext("%(n)s contact decided.", "%(n)s contacts decided.", decided)
        messages.success(request, told_so % {"n": decided})
        receipts = [one for one in receipts if one.outcome != "accepted"]
    announce(request, receipts)
    return HttpResponseRedirect(reverse("incident", args=[code, page.incident.code]))


def _freeze(request: HttpRequest, _page: IncidentPage) -> list[Said]:
    typed = text(request.POST, "further").split()
    places = list(dict.fromkeys([*request.POST.getlist("place"), *typed]))
    if not places:
        raise Unread(_("Choose or scan at least one cell or wing."))
    return [{"kind": "case.movement_frozen/1", "places": places}]


def _lift(request: HttpRequest, _page: IncidentPage) -> list[Said]:
    places = request.POST.getlist("place")
    if not places:
        raise Unread(_("Choose what people may move into and out of again."))
    return [{"kind": "case.freeze_lifted/1", "places": places, "reason": _reason(request)}]


def _classify(request: HttpRequest, page: IncidentPage) -> list[Said]:
    said = text(request.POST, "classification")
    if said not in CLASSIFICATIONS or page.incident.person is None:
        raise Unread(_("Choose what the person is."))
    return [
        {"kind": "case.classified/1", "person": page.incident.person, "disease": "covid-19",
         "classification": said, "reason": _reason(request)}
    ]  # fmt: skip


def _decide(request: HttpRequest, page: IncidentPage) -> list[Said]:
    """The same decision for everybody who was ticked."""
    decision, people = text(request.POST, "decision"), request.POST.getlist("person")
    listed = {one.person for one in page.incident.contacts}
    chosen = [person for person in people if person in listed]
    if not chosen:
        raise Unread(_("Tick at least one contact."))
    if decision not in DECISIONS:
        raise Unread(_("Choose what happens with them."))
    reason, orders = _reason(request), dict(page.orders)
    return [
        {"kind": "case.contact_decided/1", "person": person, "decision": decision, "reason": reason,
         "order": orders.get(person) if decision == "quarantine" else None}
        for person in chosen
    ]  # fmt: skip


def _close(request: HttpRequest, page: IncidentPage) -> list[Said]:
    """Its end; what it still keeps frozen is lifted with it, and said so."""
    reason = _reason(request)
    lifted: list[Said] = []
    if page.incident.places:
        lifted = [{"kind": "case.freeze_lifted/1", "places": list(page.incident.places), "reason": reason}]
    return [*lifted, {"kind": "case.incident_closed/1", "reason": reason}]


_SAID = {"freeze": _freeze, "lift": _lift, "classify": _classify, "decide": _decide, "close": _close}


def _reason(request: HttpRequest) -> str:
    said = text(request.POST, "reason")
    if not said:
        raise Unread(_("No reason is given. Say in a few words why."))
    return said


def _page(
    request: HttpRequest, code: str, incident: str, *, problem: str = "", status: int = 200
) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_incident(code, incident, actor=actor, now=now(), at=at)
    running = at is None and page.incident.closed is None
    return show(
        request, "web/incident.html", zone=page.house.zone, at=at, here="incidents", page=page, code=code,
        place=house(page.house), problem=problem, status=status, live=at is None, one=page.incident,
        made=str(uuid4()), typed=request.POST, classifications=CLASSIFICATIONS, decisions=DECISIONS,
        orders=dict(page.orders), may=_may(actor) if running else set(),
        rounds=_way("rounds", code), contacts=_way("contacts", page.incident.person),
        open_steps=[step for step in page.incident.steps if step.at is None and step.name != "closed"],
    )  # fmt: skip


def _may(actor: Actor) -> set[str]:
    return {kind for kind in KINDS if actor.may(f"state:case.{kind}")}


def _way(route: str, of: str | None) -> str:
    """The address of another page, or nothing where it is not there."""
    try:
        return reverse(route, args=[of]) if of else ""
    except NoReverseMatch:
        return ""
