"""A facility's role: what emptying it would mean, the order, its trips one by one, and the way back."""

from datetime import datetime
from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.carry_trip import depart_trip, receive_trip
from lazaretto.actions.end_conversion import end_conversion
from lazaretto.actions.order_conversion import order_conversion, seal
from lazaretto.actions.plan_conversion import open_conversion, preview_conversion
from lazaretto.board.conversion_page import journeys
from lazaretto.facts.command import Role
from lazaretto.placement.emptying import Plan
from lazaretto.web.asking import DEVICE, actor_of
from lazaretto.web.forms.draft import clocked
from lazaretto.web.forms.fields import Field
from lazaretto.web.forms.reading import Wrong, instant_of
from lazaretto.web.labels.fields import FIELDS
from lazaretto.web.refusing import worded
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house

_ROLES: dict[str, tuple[Role, ...]] = {  # what a house of each sort may become (M16)
    "lock_up": ("isolation_point", "emptied"),
    "detention_house": ("transition_house", "emptied"),
}


@requires("read_facts")
def conversion(request: HttpRequest, code: str) -> HttpResponse:
    """Show the role and the plan; do the act that was asked for, or say why not."""
    if request.method != "POST":
        return _page(request, code)
    try:
        _ACTS[request.POST.get("act", "")](request, code)
    except KeyError:
        return _page(request, code, status=422)
    except Wrong as fault:
        return _page(request, code, problem=str(fault), status=422)
    except Refused as refusal:
        return _page(request, code, problem=worded(refusal.rule, refusal.values), status=422)
    return HttpResponseRedirect(reverse("conversion", args=[code]))


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, present = actor_of(request), now()
    typed = request.POST if request.method == "POST" else request.GET
    to = typed.getlist("to")
    page, plan = preview_conversion(code, actor=actor, now=present, to=to)
    return show(
        request, "web/conversion.html", zone=page.house.zone, here="conversion", page=page, plan=plan,
        place=house(page.house), roles=_ROLES.get(page.house.sort, ()), problem=problem, status=status,
        journeys=journeys(page.running) if page.running else (), trips=_trips(plan), seal=plan and seal(plan),
        short=_short(plan), follow=_follow(plan), fields=_fields(typed, present), may=_may(actor),
        escort=typed.get("escort", ""), chosen=typed.get("role", ""),
    )  # fmt: skip


def _may(actor: Actor) -> dict[str, bool]:
    return {
        "order": actor.may("state:command.conversion_ordered"),
        "depart": actor.may("state:custody.transferred_out"),
        "receive": actor.may("state:custody.transferred_in"),
    }


def _trips(plan: Plan | None) -> list[tuple[int, list[object]]]:
    """The trips of a plan, by their number: those of one number go at one time."""
    trips = plan.trips if plan else ()
    return [(number, list(same)) for number, same in groupby(trips, key=lambda trip: trip.number)]


def _short(plan: Plan | None) -> dict[str, int]:
    """Of what is short: people, cells, and cells for which there is nothing at all."""
    short = plan.short if plan else ()
    return {
        "people": sum(one.places for one in short),
        "cells": len(short),
        "nowhere": sum(one.nowhere for one in short),
    }


def _follow(plan: Plan | None) -> list[tuple[str, list[str]]]:
    """The officers who follow, by house."""
    found: dict[str, list[str]] = {}
    for person, to in plan.follow if plan else ():
        found.setdefault(to, []).append(person)
    return sorted(found.items())


def _fields(typed: object, present: datetime) -> tuple[Field, ...]:
    get = getattr(typed, "get")  # noqa: B009 — a QueryDict, whichever of the two
    return tuple(
        Field(name, str(FIELDS[name]), kind, get(name, "") or start)
        for name, kind, start in (
            ("authority", "text", ""),
            ("reason", "lines", ""),
            ("begins", "datetime-local", clocked(present)),
        )
    )


def _order(request: HttpRequest, code: str) -> None:
    typed, actor, present = request.POST, actor_of(request), now()
    page = open_conversion(code, actor=actor, now=present)
    authority, reason, role = (
        " ".join(typed.get(name, "").split()) for name in ("authority", "reason", "role")
    )
    if not authority or not reason or role not in _ROLES.get(page.house.sort, ()):
        raise Wrong(_("Name the new role, the authority and the reason."))
    begins = datetime.fromisoformat(instant_of(typed.get("begins", ""), page.house.zone))
    order_conversion(
        code, role=role, authority=authority, reason=reason, begins=begins, to=typed.getlist("to"),
        shown=typed.get("seal", ""), actor=actor, device=DEVICE, now=present,
    )  # fmt: skip
    messages.success(request, _("Ordered. The intake is suspended; the trips stand below."))


def _depart(request: HttpRequest, code: str) -> None:
    escort = request.POST.get("escort", "").split()
    gone = depart_trip(
        code, vehicle=request.POST.get("vehicle", ""), trip=_number(request), escort=escort,
        actor=actor_of(request), device=DEVICE, now=now(),
    )  # fmt: skip
    messages.success(request, _("%(count)s left.") % {"count": len(gone)})


def _receive(request: HttpRequest, code: str) -> None:
    receive_trip(
        code, origin=request.POST.get("origin", ""), vehicle=request.POST.get("vehicle", ""),
        trip=_number(request), actor=actor_of(request), device=DEVICE, now=now(),
    )  # fmt: skip
    messages.success(request, _("Received, and taken over."))


def _number(request: HttpRequest) -> int:
    text = request.POST.get("trip", "")
    return int(text) if text.isdecimal() else 0


def _end(request: HttpRequest, code: str) -> None:
    outcome = request.POST.get("outcome", "")
    reason = " ".join(request.POST.get("reason", "").split())
    if outcome not in ("carried_out", "reversed", "abandoned"):
        raise Wrong(_("Say how it ends."))
    if outcome != "carried_out" and not reason:
        raise Wrong(_("Give the reason."))
    end_conversion(
        code, outcome=outcome, reason=reason, actor=actor_of(request), device=DEVICE, now=now()  # type: ignore[arg-type]
    )  # fmt: skip
    messages.success(request, _("Recorded."))


_ACTS = {"order": _order, "depart": _depart, "receive": _receive, "end": _end}
