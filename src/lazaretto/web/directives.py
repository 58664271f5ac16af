"""Directives: the cascade over every facility, one in full, a new one, and the page of one house."""

from typing import Any
from uuid import uuid4, uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.issue_directive import issue_directive
from lazaretto.actions.open_directives import open_directive, open_directives, open_house_directives
from lazaretto.actions.record_fact import record_fact
from lazaretto.board.houses import House
from lazaretto.facts.directives import DirectiveIssued
from lazaretto.facts.encoding import Malformed, body_from
from lazaretto.registers.directives import ISSUERS
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.assigning import STATES_IT, assigning, file_of, instant_typed
from lazaretto.web.labels.values import COUNTIES
from lazaretto.web.pressing import Unread, pressed, seed, statement, text
from lazaretto.web.showing import house_zone, show
from lazaretto.web.templatetags.lazaretto import house

ISSUES = "state:command.directive_issued"
SETTLES = "state:command.contradiction_settled"
RECEIVES = "state:command.directive_received"
_LONGEST = 20_000


@never_cache
@requires("read_facts")
def directives(request: HttpRequest) -> HttpResponse:
    """Show every directive beside every facility; settle a contradiction, as was pressed."""
    if request.method == "POST":
        return pressed(request, "", acts={"settle": _settle}, page=_cascade)
    return _cascade(request, "")


@never_cache
@requires("read_facts")
def directive(request: HttpRequest, directive: str) -> HttpResponse:
    """Show one directive in full; settle what contradicts it, as was pressed."""

    def again(request: HttpRequest, _code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
        return _one(request, directive, problem=problem, status=status)

    if request.method == "POST":
        return pressed(request, directive, acts={"settle": _settle}, page=again)
    return again(request, directive)


@never_cache
@requires(ISSUES)
def directive_new(request: HttpRequest) -> HttpResponse:
    """Show the form of a new directive; issue it to the facilities that were ticked."""
    if request.method == "POST":
        return pressed(request, "", acts={"issue": _issue}, page=_form)
    return _form(request, "")


@never_cache
@requires("read_facts")
def house_directives(request: HttpRequest, code: str) -> HttpResponse:
    """Show what came down to one house; acknowledge it, or act on an assignment, as was pressed."""
    if request.method != "POST":
        return _house(request, code)
    zone = open_house_directives(code, actor=actor_of(request), now=now()).house.zone
    acts = {"receive": _receive, **assigning(lambda code: reverse("house_directives", args=[code]))}
    with timezone.override(zone):
        return pressed(request, code, acts=acts, page=_house)


def _receive(request: HttpRequest, code: str) -> HttpResponse:
    """One press of a thumb."""
    said = {"kind": "command.directive_received/1", "directive": text(request.POST, "directive")}
    made = uuid5(seed(text(request.POST, "made")), said["directive"])
    told = statement(said, facility=code, occurred=now(), fact=made)
    record_fact(told, actor=actor_of(request), device=DEVICE, now=now())
    messages.success(request, _("Acknowledged. Pass it on, and set what it asks of whom."))
    return HttpResponseRedirect(reverse("house_directives", args=[code]))


def _settle(request: HttpRequest, _code: str) -> HttpResponse:
    said = {
        name: text(request.POST, name) for name in ("over", "prevails", "one", "other", "reason", "office")
    }
    if not said["reason"] or said["prevails"] not in (said["one"], said["other"]):
        raise Unread(_("Choose which of the two prevails, and say why."))
    body = {
        "kind": "command.contradiction_settled/1", "over": said["over"], "prevails": said["prevails"],
        "yields": said["other"] if said["prevails"] == said["one"] else said["one"],
        "settled_by": actor_of(request).code, "reason": said["reason"],
    }  # fmt: skip
    made = uuid5(seed(text(request.POST, "made")), said["over"])
    told = statement(body, facility=said["office"], occurred=now(), fact=made)
    record_fact(told, actor=actor_of(request), device=DEVICE, now=now())
    messages.success(request, _("Settled. Both directives show which of them prevails."))
    return HttpResponseRedirect(request.path)


def _issue(request: HttpRequest, _code: str) -> HttpResponse:
    made, actor, moment = seed(text(request.POST, "made")), actor_of(request), now()
    with timezone.override(house_zone()):
        said = _read(request)
        said["directive"] = f"D-{timezone.localtime(moment):%m%d}-{made.hex[:4].upper()}"
    try:
        body = body_from({name: value for name, value in said.items() if value})
    except Malformed as fault:
        raise Unread(_("This cannot be recorded as typed: %(why)s") % {"why": fault}) from fault
    if not isinstance(body, DirectiveIssued):
        raise TypeError("only a directive is issued here")
    issue_directive(
        body, facilities=request.POST.getlist("facilities"), made=made, file=file_of(request), actor=actor,
        device=DEVICE, now=moment,
    )  # fmt: skip
    messages.success(request, _("Issued. The clocks of its receipts run."))
    return HttpResponseRedirect(reverse("directive", args=[body.directive]))


def _read(request: HttpRequest) -> dict[str, Any]:
    """The fields of a directive as they were typed; what was left empty is left out."""
    plain = ("title", "issuer", "number", "since", "until", "parent", "supersedes")
    said: dict[str, Any] = {name: text(request.POST, name) for name in plain}
    if not said["title"]:
        raise Unread(_("Give it a title."))
    for name in ("receive_by", "pass_on_by"):
        typed = text(request.POST, name)
        said[name] = instant_typed(typed).isoformat() if typed else None
    asks = [
        {"subject": one, "demand": demand}
        for name, demand in (("demands", "do"), ("forbids", "refrain"))
        for one in _listed(text(request.POST, name))
    ]
    return said | {
        "kind": "command.directive_issued/1", "text": request.POST.get("text", "").strip()[:_LONGEST],
        "asks": asks, "settings": _settings(request.POST.get("settings", "")),
    }  # fmt: skip


def _listed(typed: str) -> list[str]:
    """Words between commas of either script."""
    return [one.strip() for one in typed.replace("，", ",").replace("、", ",").split(",") if one.strip()]


def _settings(typed: str) -> list[dict[str, str]]:
    """One a line, ``document:parameter = value``. Raises :class:`Unread` for a line of another form."""
    found = []
    for line in filter(None, (line.strip() for line in typed.splitlines())):
        name, _equals, value = line.partition("=")
        document, _colon, parameter = name.strip().partition(":")
        if not value.strip() or not parameter:
            raise Unread(_("Write each parameter as document:parameter = value, one a line."))
        found.append({"document": document, "parameter": parameter, "value": value.strip()})
    return found


def _cascade(request: HttpRequest, _code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_directives(actor=actor, now=now(), at=at)
    houses = sorted((one for one in page.houses), key=_on_the_wall)
    rows = [(line, [line.copies.get(one.code) for one in houses]) for line in page.lines]
    return show(
        request, "web/directives.html", zone=house_zone(), at=at, status=status, here="directives", page=page,
        houses=houses, rows=rows, live=at is None, problem=problem, made=str(uuid4()),
        office=_office(page.houses), may_issue=at is None and actor.may(ISSUES),
        may_settle=at is None and actor.may(SETTLES),
    )  # fmt: skip


def _one(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_directive(code, actor=actor, now=now(), at=at)
    houses = open_directives(actor=actor, now=now(), at=at).houses
    copies = sorted(page.line.copies.values(), key=lambda copy: _on_the_wall(copy.house))
    return show(
        request, "web/directive.html", zone=house_zone(), at=at, status=status, here="directives", page=page,
        said=page.line.said, copies=copies, live=at is None, problem=problem, made=str(uuid4()),
        office=_office(houses), may_settle=at is None and actor.may(SETTLES),
        file_house=next((copy.house.code for copy in copies), ""),
    )  # fmt: skip


def _form(request: HttpRequest, _code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    page = open_directives(actor=actor_of(request), now=now())
    typed = request.POST if request.method == "POST" else request.GET
    return show(
        request, "web/directive_new.html", zone=house_zone(), status=status, here="directives", page=page,
        houses=sorted(page.houses, key=_on_the_wall), issuers=ISSUERS, problem=problem, made=str(uuid4()),
        typed=typed, chosen=request.POST.getlist("facilities"),
    )  # fmt: skip


def _house(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_house_directives(code, actor=actor, now=now(), at=at)
    live = at is None
    return show(
        request, "web/house_directives.html", zone=page.house.zone, at=at, status=status,
        here="house_directives", page=page, code=code, place=house(page.house), live=live, problem=problem,
        made=str(uuid4()), me=actor.code, may_receive=live and actor.may(RECEIVES),
        acts=[act for act, asked in STATES_IT.items() if live and actor.may(asked)],
    )  # fmt: skip


def _office(houses: tuple[House, ...]) -> str:
    """Where a word about all of them is stated: the detachment, or the first in scope."""
    return next((one.code for one in houses if one.sort == "detachment"), houses[0].code if houses else "")


def _on_the_wall(one: House) -> tuple[bool, int, bool, str]:
    """The order of the board, the detachment first: counties, the detention house above the lock-up."""
    order = list(COUNTIES)
    county = order.index(one.county) if one.county in order else len(order)
    return one.sort != "detachment", county, one.sort != "detention_house", one.code
