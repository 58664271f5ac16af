"""The strength of a house: thirty days ahead, absences stated, people lent by emptied lock-ups."""

from typing import Any, get_args
from uuid import UUID, uuid4, uuid5

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_strength import open_city_strength, open_strength
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.reinforce import end_reinforcement, reinforce
from lazaretto.board.strength_page import StrengthPage
from lazaretto.facts.duty import Absence
from lazaretto.facts.encoding import Malformed
from lazaretto.obligations.manning import STATES
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.labels.values import COUNTIES
from lazaretto.web.pressing import pressed, seed, statement, text
from lazaretto.web.showing import show
from lazaretto.web.stacks import NARROW, stack
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house

CAUSES: tuple[Absence, ...] = get_args(Absence)
_ASKED = {
    "absent": "state:duty.absent",
    "returned": "state:duty.returned",
    "reinforce": "state:duty.reinforced",
    "end": "state:duty.reinforcement_ended",
}


@requires("read_person")
def strength(request: HttpRequest, code: str) -> HttpResponse:
    """Show the strength of a house; record what was pressed."""
    if request.method != "POST":
        return _page(request, code)
    acts = {"absent": _absent, "returned": _returned, "reinforce": _reinforce, "end": _end}
    return pressed(request, code, acts=acts, page=_page)


@requires("read_person")
def strength_everywhere(request: HttpRequest) -> HttpResponse:
    """Show the strength of every facility of a city, in the order of the board."""
    at = instant_asked(request)
    page = open_city_strength(actor=actor_of(request), now=now(), at=at, city=request.GET.get("city") or None)
    lines = sorted(page.lines, key=_on_the_wall)
    return show(
        request, "web/strength_city.html", zone=page.zone, at=at, here="strength_everywhere", page=page,
        lines=lines, live=at is None, states=STATES, short=[line for line in lines if line.gaps],
    )  # fmt: skip


def _absent(request: HttpRequest, code: str) -> HttpResponse:
    person, cause = text(request.POST, "person"), text(request.POST, "cause")
    if not person or cause not in CAUSES:
        raise Malformed(_("Choose who cannot serve, and why."))
    said = {
        "kind": "duty.absent/1", "person": person, "cause": cause, "first": text(request.POST, "first"),
        "last": text(request.POST, "last") or None, "words": text(request.POST, "words") or None,
    }  # fmt: skip
    return _stated(request, code, said)


def _returned(request: HttpRequest, code: str) -> HttpResponse:
    return _stated(request, code, {"kind": "duty.returned/1", "person": text(request.POST, "person")})


def _stated(request: HttpRequest, code: str, said: dict[str, Any]) -> HttpResponse:
    moment = now()
    one = statement(said, facility=code, occurred=moment, fact=uuid5(_made(request), repr(said)))
    announce(request, [record_fact(one, actor=actor_of(request), device=DEVICE, now=moment)])
    return HttpResponseRedirect(reverse("strength", args=[code]))


def _reinforce(request: HttpRequest, code: str) -> HttpResponse:
    receipts = reinforce(
        code, persons=request.POST.getlist("persons"), origin=text(request.POST, "origin"),
        actor=actor_of(request), device=DEVICE, now=now(), made=_made(request),
    )  # fmt: skip
    announce(request, receipts)
    return HttpResponseRedirect(reverse("strength", args=[code]))


def _end(request: HttpRequest, code: str) -> HttpResponse:
    receipts = end_reinforcement(
        code, person=text(request.POST, "person"), actor=actor_of(request), device=DEVICE, now=now(),
        made=_made(request),
    )  # fmt: skip
    announce(request, receipts)
    return HttpResponseRedirect(reverse("strength", args=[code]))


def _made(request: HttpRequest) -> UUID:
    return seed(text(request.POST, "made"))


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_strength(code, actor=actor, now=now(), at=at)
    return show(
        request, "web/strength.html", zone=page.house.zone, at=at, here="strength", code=code, page=page,
        place=house(page.house), live=at is None, problem=problem, status=status, made=str(uuid4()),
        stack=stack(page.days), small_stack=stack(page.days, width=NARROW), states=STATES, causes=CAUSES,
        now_=page.days[0], acts=[act for act, asked in _ASKED.items() if at is None and actor.may(asked)],
    )  # fmt: skip


def _on_the_wall(line: StrengthPage) -> tuple[int, bool, str]:
    """The order of the board: counties as they are administered, the detention house above the lock-up."""
    order = list(COUNTIES)
    county = order.index(line.house.county) if line.house.county in order else len(order)
    return county, line.house.sort != "detention_house", line.house.code
