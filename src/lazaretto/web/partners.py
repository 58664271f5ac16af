"""Partners: the register over every house, and what one house handed over and waits for."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, get_args
from uuid import uuid4, uuid5
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.actor import Actor
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_partners import open_house_partners, open_partners
from lazaretto.actions.record_fact import record_fact
from lazaretto.board.houses import House
from lazaretto.board.partners_page import HouseHandOvers
from lazaretto.facts.custody import Means, Party
from lazaretto.facts.hand_overs import Brought
from lazaretto.facts.partners import Matter, PartnerSort
from lazaretto.obligations.hand_overs import HandOver
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.laboratory_plot import laboratory_plot
from lazaretto.web.local_times import read
from lazaretto.web.pressing import Unread, pressed, seed, statement, text
from lazaretto.web.showing import house_zone, show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house

# To whom people are handed over, those first to whom they are most often.
PARTIES: tuple[Party, ...] = ("hospital", "community", "health_authority", "facility", "prison", "other")
SORTS: tuple[PartnerSort, ...] = get_args(PartnerSort)
MATTERS: tuple[Matter, ...] = get_args(Matter)
MEANS: tuple[Means, ...] = get_args(Means)
BROUGHT: tuple[Brought, ...] = get_args(Brought)
MINUTE = timedelta(minutes=1)  # a form holds no seconds
ENROLS = "state:command.partner_enrolled"
_CARD = ("sort", "name", "telephone", "hours", "contact", "agreement", "agreed_on", "agreed_until")
_ACTS = {
    "give": "state:custody.handed_over", "acknowledge": "state:custody.received",
    "refuse": "state:custody.hand_over_refused", "take_back": "state:custody.handed_back",
    "prepare": "state:custody.hand_over_prepared",
}  # fmt: skip


@never_cache
@requires("read_facts")
def partners(request: HttpRequest) -> HttpResponse:
    """Show the register and what each house lacks; put a partner on it, change or end one, as was pressed."""
    if request.method != "POST":
        return _register(request, "")
    acts = {"enrol": _enrol, "change": _change, "end": _end}
    return pressed(request, "", acts=acts, page=_register)


@never_cache
@requires("read_day_sheet")
def house_partners(request: HttpRequest, code: str) -> HttpResponse:
    """Show what was handed over and what waits; state what happened at the door, as was pressed."""
    if request.method != "POST":
        return _house(request, code)
    acts = {"give": _give, "acknowledge": _acknowledge, "refuse": _refuse, "take_back": _take_back}
    return pressed(request, code, acts=acts, page=_house)


def _enrol(request: HttpRequest, _code: str) -> HttpResponse:
    number = f"P-{seed(text(request.POST, 'made')).hex[:6].upper()}"
    return _said(request, {"kind": "command.partner_enrolled/1", "partner": number, **_card(request)})


def _change(request: HttpRequest, _code: str) -> HttpResponse:
    reason = text(request.POST, "reason")
    if not reason:
        raise Unread(_("Say why the entry changes."))
    said = {"kind": "command.partner_changed/1", "partner": text(request.POST, "partner"), "reason": reason}
    return _said(request, {**said, **_card(request)})


def _end(request: HttpRequest, _code: str) -> HttpResponse:
    reason = text(request.POST, "reason")
    if not reason:
        raise Unread(_("Say why this partner is taken off the register."))
    partner = text(request.POST, "partner")
    return _said(request, {"kind": "command.partner_ended/1", "partner": partner, "reason": reason})


def _card(request: HttpRequest) -> dict[str, Any]:
    """What stands on the register of a partner, as it was typed."""
    said: dict[str, Any] = {name: text(request.POST, name) or None for name in _CARD}
    if not said["name"] or not said["telephone"]:
        raise Unread(_("Give the partner a name and a duty telephone."))
    for name in ("receives", "sends"):
        said[name] = request.POST.getlist(name)
    return said | {"houses": _served(request)}


def _served(request: HttpRequest) -> list[str]:
    """The houses that were ticked; without any, at an office all of them, elsewhere those in scope."""
    scope = open_partners(actor=actor_of(request), now=now()).houses
    held = [one.code for one in scope if one.sort != "detachment"]
    ticked = [code for code in held if code in request.POST.getlist("houses")]
    at_office = text(request.POST, "office") in {one.code for one in scope if one.sort == "detachment"}
    return ticked if ticked or at_office else held


def _said(request: HttpRequest, said: dict[str, Any]) -> HttpResponse:
    made = uuid5(seed(text(request.POST, "made")), said["kind"])
    told = statement(said, facility=text(request.POST, "office"), occurred=now(), fact=made)
    announce(request, [record_fact(told, actor=actor_of(request), device=DEVICE, now=now())])
    return HttpResponseRedirect(reverse("partners"))


def _register(request: HttpRequest, _code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_partners(actor=actor, now=now(), at=at)
    held = [one for one in page.houses if one.sort != "detachment"]
    return show(
        request, "web/partners.html", zone=house_zone(), at=at, status=status, here="partners", page=page,
        houses=held, problem=problem, made=str(uuid4()), live=at is None, office=_office(page.houses),
        rows=[(one, set(page.lacking(one))) for one in held], sorts=SORTS, matters=MATTERS,
        needed=[need.sort for need in page.needs], may_keep=at is None and actor.may(ENROLS),
        typed=request.POST if request.method == "POST" else request.GET,
    )  # fmt: skip


def _office(houses: tuple[House, ...]) -> str:
    """Where a partner is put on the register: the detachment, or the only house in scope."""
    return next((one.code for one in houses if one.sort == "detachment"), houses[0].code if houses else "")


def _give(request: HttpRequest, code: str) -> HttpResponse:
    post, found = request.POST, _found(request, code)
    taken_by = text(post, "taken_by")
    said = found.said if found else None
    to = said.to if said else text(post, "to")
    number = found.code if found else number_of(now(), text(post, "made"), zone=_zone(request, code))
    if not taken_by or not to:
        raise Unread(_("Say to whom the person was handed over, and who took them."))
    return _state(
        request, code,
        {
            "kind": "custody.handed_over/1", "hand_over": number,
            "person": found.person if found else text(post, "person"),
            "party": said.party if said else text(post, "party"), "to": to,
            "partner": said.partner if said else None, "given_by": actor_of(request).code,
            "taken_by": taken_by, "document": "document" in post,
        },
    )  # fmt: skip


def _acknowledge(request: HttpRequest, code: str) -> HttpResponse:
    post, found = request.POST, _known(request, code)
    received_by = text(post, "received_by")
    if not received_by:
        raise Unread(_("Say who acknowledged it, by name."))
    return _state(
        request, code,
        {
            "kind": "custody.received/1", "person": found.person, "party": found.party or "other",
            "received_by": received_by, "status_read": "status_read" in post, "hand_over": found.code,
            "means": text(post, "means") or None,
        },
    )  # fmt: skip


def _refuse(request: HttpRequest, code: str) -> HttpResponse:
    found, by, reason = _known(request, code), text(request.POST, "refused_by"), text(request.POST, "reason")
    if not by or not reason:
        raise Unread(_("Say who refused, and why."))
    said = {"kind": "custody.hand_over_refused/1", "hand_over": found.code, "person": found.person}
    return _state(request, code, {**said, "refused_by": by, "reason": reason})


def _take_back(request: HttpRequest, code: str) -> HttpResponse:
    post, found = request.POST, _known(request, code)
    if not text(post, "given_by"):
        raise Unread(_("Say who handed the person back."))
    said = {
        "kind": "custody.handed_back/1", "hand_over": found.code, "person": found.person,
        "given_by": text(post, "given_by"), "taken_by": actor_of(request).code,
        "brought": post.getlist("brought"), "reference": text(post, "reference") or None,
    }  # fmt: skip
    return _state(request, code, said)


def _state(request: HttpRequest, code: str, said: dict[str, Any]) -> HttpResponse:
    """One press: what happened, when it happened; nothing of it is refused."""
    page = open_house_partners(code, actor=actor_of(request), now=now())
    moment = _when(request.POST.get("when", ""), page, said["hand_over"])
    made = uuid5(seed(text(request.POST, "made")), f"{said['kind']} {said['hand_over']}")
    told = statement(said, facility=code, occurred=moment, fact=made)
    announce(request, [record_fact(told, actor=actor_of(request), device=DEVICE, now=now())])
    return HttpResponseRedirect(f"{reverse('house_partners', args=[code])}#h-{said['hand_over']}")


def _when(typed: str, page: HouseHandOvers, number: str) -> datetime:
    """When it happened, to the minute as typed, but never before an act of that minute; else now."""
    moment = read(typed, zone=page.house.zone)
    if moment is None:
        return now()
    last = next((one.at for one in page.every if one.code == number), moment)
    return min(last if moment <= last < moment + MINUTE else moment, now())


def _zone(request: HttpRequest, code: str) -> str:
    return open_house_partners(code, actor=actor_of(request), now=now()).house.zone


def number_of(moment: datetime, made: str, *, zone: str) -> str:
    """The number of a new hand-over, from the day at the house and the number of its form."""
    return f"H-{moment.astimezone(ZoneInfo(zone)):%m%d}-{seed(made).hex[:4].upper()}"


def _found(request: HttpRequest, code: str) -> HandOver | None:
    page = open_house_partners(code, actor=actor_of(request), now=now())
    number = text(request.POST, "hand_over")
    return next((one for one in page.every if one.code == number), None)


def _known(request: HttpRequest, code: str) -> HandOver:
    found = _found(request, code)
    if found is None:
        raise Unread(_("There is no such hand-over here. Reload the page."))
    return found


def _house(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_house_partners(code, actor=actor, now=now(), at=at)
    return show(
        request, "web/house_partners.html", zone=page.house.zone, at=at, status=status,
        here="house_partners", code=code, page=page, place=house(page.house), live=at is None,
        problem=problem, made=str(uuid4()), parties=PARTIES, means=MEANS, brought=BROUGHT,
        plot=laboratory_plot(page.laboratories, at=page.at),
        may=_may(actor, page) if at is None else set(), named=actor.may("read_person"),
        may_keep=actor.may("read_facts"), prefill=request.POST if request.method == "POST" else {},
    )  # fmt: skip


def _may(actor: Actor, page: HouseHandOvers) -> set[str]:
    """The acts that the reader may state in this house."""
    allowed: Callable[[str], bool] = actor.may
    return {act for act, asked in _ACTS.items() if page.house.code in actor.scope and allowed(asked)}
