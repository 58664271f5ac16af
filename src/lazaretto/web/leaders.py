"""Who answers for which facility, on one page: name, relieve, leave it to somebody, take it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.lead import leave_everything, open_leaders, say
from lazaretto.actions.statement import Statement
from lazaretto.facts.command import LeaderNamed
from lazaretto.facts.encoding import Malformed
from lazaretto.facts.fact import Body
from lazaretto.facts.leading import DelegationEnded, LeaderRelieved
from lazaretto.web import local_times
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.pressing import numbered, text
from lazaretto.web.refusing import worded
from lazaretto.web.showing import house_zone, show

NAMING, LEAVING, ENDING = (
    f"state:command.{kind}" for kind in ("leader_named", "responsibility_delegated", "delegation_ended")
)


@requires("read_board")
def leaders(request: HttpRequest) -> HttpResponse:
    """Show who answers for what; record what was pressed."""
    if request.method != "POST":
        return _page(request)
    try:
        if text(request.POST, "act") == "leave":
            _leave(request)
        else:
            _say(request)
    except Refused as refusal:
        if refusal.rule in ("not_permitted", "out_of_scope"):
            raise
        return _page(request, problem=worded(refusal.rule, refusal.values))
    except Malformed as fault:
        return _page(request, problem=str(fault))
    messages.success(request, _("Recorded."))
    return HttpResponseRedirect(reverse("leaders"))


def _leave(request: HttpRequest) -> None:
    typed, zone = request.POST, house_zone()
    opens, closes = (local_times.read(typed.get(name, ""), zone=zone) for name in ("opens", "closes"))
    delegate, reason, chosen = text(typed, "person")[:40], text(typed, "reason"), typed.getlist("house")
    if opens is None or closes is None or not (delegate and reason and chosen):
        raise Malformed(_("Say to whom, for which facility, from when until when, and why."))
    leave_everything(
        chosen, delegate=delegate, opens=opens, closes=closes, reason=reason, actor=actor_of(request),
        device=DEVICE, now=now(), fact=numbered(typed, "leave"),
    )  # fmt: skip


def _say(request: HttpRequest) -> None:
    typed, actor = request.POST, actor_of(request)
    act, person, words = text(typed, "act"), text(typed, "person")[:40], text(typed, "reason")
    body: Body | None = None
    if act in ("responsible", "deputy") and person and words:
        body = LeaderNamed(person=person, title=words, rank="deputy" if act == "deputy" else "responsible")
    elif act == "relieve" and person and words:
        body = LeaderRelieved(person=person, reason=words)
    elif act == "end" and words:
        body = DelegationEnded(delegation=text(typed, "delegation"), ended_by=actor.code, reason=words)
    if body is None:
        raise Malformed(_("Say who, and the office or the reason."))
    house = text(typed, "house")
    statement = Statement(body=body, occurred=now(), facility=house, id=numbered(typed, act, house, person))
    say(statement, actor=actor, device=DEVICE, now=now())


def _page(request: HttpRequest, *, problem: str = "") -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_leaders(actor=actor, now=now(), at=at)
    return show(
        request, "web/leaders.html", zone=page.zone, at=at, here="leaders", page=page, problem=problem,
        status=422 if problem else 200, live=at is None, may_name=at is None and actor.may(NAMING),
        may_leave=at is None and actor.may(LEAVING), may_end=at is None and actor.may(ENDING),
        typed={name: request.POST.get(name, "") for name in ("opens", "closes", "person", "reason")},
    )  # fmt: skip
