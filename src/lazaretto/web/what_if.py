"""What if: a question to the twin asked, watched while it is lived, stopped; its answer so far."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.decorators.cache import never_cache

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.ask_what_if import ASKING, Unaskable, follow_what_if, start_what_if, stop_what_if
from lazaretto.actions.open_what_if import Choice, WhatIfPage, open_what_if, question_of
from lazaretto.registers.command import LEVELS
from lazaretto.twin.asking import ANSWER, FREEZE_DAYS, MOST_DAYS, ordered
from lazaretto.twin.lowering import CannotBeLowered
from lazaretto.twin.network import Policy
from lazaretto.twin.vetting import MOST_ORDERS, Fault
from lazaretto.web.asking import actor_of
from lazaretto.web.pressing import pressed
from lazaretto.web.refusing import worded
from lazaretto.web.showing import house_zone, show
from lazaretto.web.what_if_answer import answer_page
from lazaretto.web.what_if_form import STARTS, choice_of, read, rows_of
from lazaretto.web.what_if_words import fault_words, idea_name, idea_words, titled


@never_cache
@requires("read_what_if")
def what_if(request: HttpRequest) -> HttpResponse:
    """Show what can be asked and what was; ask it, as was pressed."""
    if request.method != "POST":
        return _page(request, request.GET)
    try:
        return _ask(request)
    except Unaskable as refusal:
        return _page(request, request.POST, faults=refusal.faults, status=422)
    except Refused as refusal:
        if refusal.rule in ("not_permitted", "out_of_scope"):
            raise
        return _page(request, request.POST, problem=worded(refusal.rule, refusal.values), status=422)


@never_cache
@requires("read_what_if")
def what_if_work(request: HttpRequest, number: str) -> HttpResponse:
    """How far a question has come, and its answer so far; stop it, as was pressed."""

    def again(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
        return _work(request, code, problem=problem, status=status)

    def stop(request: HttpRequest, code: str) -> HttpResponse:
        stop_what_if(code, actor=actor_of(request))
        return HttpResponseRedirect(reverse("what_if_work", args=[code]))

    if request.method != "POST":
        return again(request, str(number))
    return pressed(request, str(number), acts={"stop": stop}, page=again)


def _ask(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    page = open_what_if(choice_of(request.POST), actor=actor, now=at)
    if page.question is None:
        actor.require(ASKING)
        raise Refused("not_in_record", what="")
    typed = read(request.POST, protocol=page.question.protocol)
    if typed.unread:
        raise Unaskable(typed.unread)
    question = question_of(typed.choice, actor=actor, now=at, named=idea_name)
    try:
        number = start_what_if(question, actor=actor, now=at)
    except Unaskable as refusal:
        raise Unaskable(_placed(refusal.faults, typed.rows)) from None
    return HttpResponseRedirect(reverse("what_if_work", args=[number]))


def _placed(faults: tuple[Fault, ...], rows: tuple[int, ...]) -> tuple[Fault, ...]:
    """Faults by the row of the form; those of ready-made orders stand above the form, as they have no row."""
    found = []
    for fault in faults:
        row = rows[fault.order - 1] if fault.order is not None and fault.order <= len(rows) else None
        found.append(Fault(code=fault.code, order=row, field=fault.field, values=fault.values))
    return tuple(found)


def _page(
    request: HttpRequest, typed: QueryDict, *, faults: tuple[Fault, ...] = (), problem: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    page = _opened(request, typed)
    found, own = faults or page.faults, _own(page)
    rows = rows_of(typed, found, legs=len(own.legs)) if own else ()
    return show(
        request, "web/what_if.html", zone=house_zone(), here="what_if", page=page, problem=problem,
        status=status, question=page.question, own=own, rows=rows, summed=[fault_words(one) for one in found],
        ticked=typed.getlist("idea"), ideas=[(one.id, idea_words(one)) for one in page.ideas],
        title=titled, most=MOST_ORDERS, answer_days=ANSWER, freeze_days=FREEZE_DAYS, **_choices(page),
    )  # fmt: skip


def _opened(request: HttpRequest, typed: QueryDict) -> WhatIfPage:
    """The page for what was chosen; for what it begins with, where that is not there."""
    try:
        return open_what_if(choice_of(typed), actor=actor_of(request), now=now())
    except Refused as refusal:
        if refusal.rule not in ("not_in_record", "network_empty"):
            raise
        return open_what_if(Choice(), actor=actor_of(request), now=now())


def _own(page: WhatIfPage) -> Policy | None:
    """What the document orders; None where the twin cannot live it."""
    try:
        return ordered(page.question) if page.question else None
    except CannotBeLowered:
        return None


def _choices(page: WhatIfPage) -> dict[str, Any]:
    """What the lists of the form offer, and what of it is chosen."""
    chosen = page.question
    return {
        "levels": LEVELS, "starts": STARTS, "most_days": MOST_DAYS,
        "horizon": page.choice.days,
        "diseases": [(one.id, titled(one.title)) for one in page.diseases],
        "tests": [(one.id, titled(one.title)) for one in chosen.disease.tests] if chosen else [],
        "network": titled(chosen.network.title) if chosen else "",
        "unsaid": titled(chosen.disease.note) if chosen else "",
        "recent": [(line, _disease(page, line.about.disease)) for line in page.asked],
    }  # fmt: skip


def _disease(page: WhatIfPage, name: str) -> str:
    return next((titled(one.title) for one in page.diseases if one.id == name), name)


def _work(request: HttpRequest, number: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    asked = follow_what_if(number, actor=actor_of(request), now=now())
    asks_again = request.headers.get("HX-Request") == "true"
    if asks_again and not asked.running:
        return HttpResponse(headers={"HX-Refresh": "true"})  # it has ended: the whole page, with its answer
    points = asked.reply.comparison.points if asked.reply else 0
    newer = str(points) != request.GET.get("have", "0")
    shown = asked.reply if newer or not asks_again else None
    answer = answer_page(asked.question, shown) if shown else None
    template = "web/what_if_progress.html" if asks_again else "web/what_if_work.html"
    return show(
        request, template, zone=house_zone(), here="what_if", asked=asked, result=asked, problem=problem,
        status=status, points=points, finer=asks_again and newer and points > 0,
        answer=answer, faults=[fault_words(fault) for fault in asked.faults],
        may_ask=actor_of(request).may(ASKING),
        seconds=_seconds(asked.left), network=titled(asked.question.network.title),
        disease=titled(asked.question.disease.title), exports=asked.reply is not None,
    )  # fmt: skip


def _seconds(left: float | None) -> int | None:
    """Seconds left as they are told: by fives, so that the number does not flicker."""
    return None if left is None else max(5 * round(left / 5), 5)
