"""The planner: what it will be asked, the solver at work before one's eyes, and what came of it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.plan_roster import (
    Question,
    draft_plan,
    follow_plan,
    open_question,
    start_plan,
    stop_plan,
)
from lazaretto.actions.working_out import Point
from lazaretto.board.roster_page import moved
from lazaretto.roster.asking import Prices
from lazaretto.web.asking import DEVICE, actor_of
from lazaretto.web.pressing import Unread, pressed, text
from lazaretto.web.refusing import worded
from lazaretto.web.roster import day_asked
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house

PLANS = "state:duty.roster_drafted"
# Prices that a person sets; the others keep the planner's own. Each is points for one person and one day.
PRICES = ("uneven", "uneven_night", "other_post", "change")
_HIGHEST = 100_000


@never_cache
@requires(PLANS)
def roster_plan(request: HttpRequest, code: str) -> HttpResponse:
    """Show what will be asked; set the planner to work, as was pressed."""
    if request.method != "POST":
        return _page(request, code)
    return pressed(request, code, acts={"plan": _start}, page=_page)


@never_cache
@requires(PLANS)
def roster_work(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """How far the planner has come; stop it, or put forward what it found, as was pressed."""

    def again(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
        return _work(request, code, number, problem=problem, status=status)

    def stop(request: HttpRequest, code: str) -> HttpResponse:
        stop_plan(code, number, actor=actor_of(request))
        return HttpResponseRedirect(reverse("roster_work", args=[code, number]))

    def draft(request: HttpRequest, code: str) -> HttpResponse:
        made = draft_plan(code, number, actor=actor_of(request), device=DEVICE, now=now())
        messages.success(request, _("Put forward. A leader who is not its drafter signs it."))
        return HttpResponseRedirect(reverse("roster_draft", args=[code, made]))

    if request.method != "POST":
        return again(request, code)
    return pressed(request, code, acts={"stop": stop, "draft": draft}, page=again)


def _start(request: HttpRequest, code: str) -> HttpResponse:
    prices = Prices(**{name: _price(request, name) for name in PRICES})
    question = _asked(request, code)
    number = start_plan(question, prices=prices, actor=actor_of(request), now=now())
    return HttpResponseRedirect(reverse("roster_work", args=[code, number]))


def _price(request: HttpRequest, name: str) -> int:
    typed = text(request.POST, name)
    if not typed.isdecimal() or int(typed) > _HIGHEST:
        raise Unread(_("A price is a whole number of points, from 0 to %(most)s.") % {"most": _HIGHEST})
    return int(typed)


def _asked(request: HttpRequest, code: str) -> Question:
    typed = request.POST if request.method == "POST" else request.GET
    return open_question(
        code, actor=actor_of(request), now=now(), first=day_asked(typed, "first"),
        last=day_asked(typed, "last"), repair=bool(typed.get("repair")),
    )  # fmt: skip


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    try:
        question = _asked(request, code)
    except Refused as refusal:
        if refusal.rule != "plan_days_wrong":
            raise
        problem, status = worded(refusal.rule, refusal.values), 422
        question = open_question(code, actor=actor_of(request), now=now())
    prices = Prices()
    typed = request.POST if request.method == "POST" else {}
    situation = question.situation
    return show(
        request, "web/roster_plan.html", zone=question.house.zone, here="roster", page=question, code=code,
        place=house(question.house), problem=problem, status=status, situation=situation,
        prices=[(name, typed.get(name, getattr(prices, name))) for name in PRICES], missing=prices.missing,
        strength=_strength(question), away=_away(question),
        watches=sum(w.need for post in situation.posts for w in post.watches) if situation else 0,
        gone=sorted({one.person for one in question.fallen}), days=(question.last - question.first).days + 1,
    )  # fmt: skip


def _strength(question: Question) -> list[tuple[str, int, int]]:
    """(post of staff, how many, women among them)."""
    found: dict[str, list[str]] = {}
    for member in question.situation.members if question.situation else ():
        found.setdefault(member.post, []).append(member.sex)
    return [(post, len(sexes), sexes.count("female")) for post, sexes in sorted(found.items())]


def _away(question: Question) -> list[tuple[str, Any]]:
    """(person, absence) of every absence within the days of the plan."""
    return [
        (member.person, away)
        for member in (question.situation.members if question.situation else ())
        for away in member.away
        if away.first <= question.last and (away.last is None or away.last >= question.first)
    ]


def _work(
    request: HttpRequest, code: str, number: str, *, problem: str = "", status: int = 200
) -> HttpResponse:
    page = follow_plan(code, number, actor=actor_of(request), now=now())
    work, asks_again = page.work, request.headers.get("HX-Request") == "true"
    if asks_again and not work.running:
        return HttpResponse(headers={"HX-Refresh": "true"})  # it has ended: the whole page, with its answer
    last, plan = work.points[-1] if work.points else None, page.plan
    template = "web/roster_progress.html" if asks_again else "web/roster_work.html"
    return show(
        request, template, zone=page.house.zone, here="roster", page=page, work=work, code=code,
        place=house(page.house), problem=problem, status=status, last=last,
        seconds=min(round(page.elapsed), round(work.about.seconds)), limit=round(work.about.seconds),
        gap=_share(last.cost - last.bound, last.bound) if last and last.cost is not None else "",
        saving=_share(plan.cost - plan.bound, plan.cost) if plan and plan.bound else "",
        lines=_lines(work.points), moved=moved(page.moves), many=12,
    )  # fmt: skip


def _share(more: int, of: int) -> str:
    """A part in a hundred; empty of nothing."""
    return f"{100 * more / of:.1f}" if of else ""


def _lines(points: Sequence[Point]) -> dict[str, str] | None:
    """Two lines for a box of 100 × 40: the price of the best roster, falling, and the bound, rising."""
    known = [point for point in points if point.cost is not None]
    if len(known) < 2:
        return None
    latest, highest = max(known[-1].seconds, 0.001), max(point.cost or 0 for point in known) or 1

    def line(values: Sequence[tuple[float, int]]) -> str:
        return " ".join(f"{100 * at / latest:.1f},{40 - 38 * value / highest:.1f}" for at, value in values)

    return {
        "cost": line([(point.seconds, point.cost or 0) for point in known]),
        "bound": line([(point.seconds, point.bound) for point in known]),
    }
