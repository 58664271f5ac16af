"""Three counts of one gate side by side: what differs, who is wrong, the tally, the replay, the signature."""

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec.structs import replace

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_reconciliation import (
    ReconciledHouse,
    ReconciliationPage,
    open_city_reconciliation,
    open_reconciliation,
)
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.sign_reconciliation import sign_reconciliation
from lazaretto.actions.statement import Statement
from lazaretto.audit.counts import DONE, STANDING, TALLIED
from lazaretto.facts.encoding import Malformed
from lazaretto.facts.periods import at_local
from lazaretto.facts.supervision import Flow, ReplayCounted, TallyTaken
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.differences import told
from lazaretto.web.gate_looks import day_asked
from lazaretto.web.labels.values import COUNTIES
from lazaretto.web.pressing import LONGEST, numbered, pressed, text
from lazaretto.web.showing import show
from lazaretto.web.steps import NARROW, steps
from lazaretto.web.templatetags.lazaretto import house

MOST = 99_999
HOURS = 24


@requires("read_facts")
def reconciliation(request: HttpRequest, code: str) -> HttpResponse:
    """Show a day; state a tally or a replay, or sign, as was pressed."""
    if request.method != "POST":
        return _page(request, code)
    return pressed(request, code, acts=_ACTS, page=_page)


@requires("read_facts")
def reconciliation_everywhere(request: HttpRequest) -> HttpResponse:
    """Show every facility by day: signed, differing, or not done."""
    actor, at = actor_of(request), instant_asked(request)
    page = open_city_reconciliation(actor=actor, now=now(), at=at, city=request.GET.get("city") or None)
    states = [day.state for line in page.lines for day in line.days]
    return show(
        request, "web/reconciliation_city.html", zone=page.zone, at=at, here="reconciliation_everywhere",
        page=page, lines=sorted(page.lines, key=_worst_first), live=at is None, known_at=page.known_at,
        days=len(states),
        signed=states.count("signed"), differing=states.count("differing") + states.count("changed"),
        undone=states.count("none"),
        may_promise=at is None and not page.promised and actor.may("state:supervision.draw_committed"),
    )  # fmt: skip


def _worst_first(line: ReconciledHouse) -> tuple[bool, tuple[int, bool, str]]:
    """Houses whose sources differ, or that left a difference unexplained, above the others."""
    wrong = any(day.unexplained or day.state in ("differing", "changed") for day in line.days)
    return not wrong, _on_the_wall(line)


def _on_the_wall(line: ReconciledHouse) -> tuple[int, bool, str]:
    """The order of the board: counties as they are administered, the detention house above the lock-up."""
    order = list(COUNTIES)
    county = order.index(line.house.county) if line.house.county in order else len(order)
    return county, line.house.sort != "detention_house", line.house.code


def _state(request: HttpRequest, code: str) -> HttpResponse:
    """The tally or the replay of a stretch of the page's day."""
    actor, moment = actor_of(request), now()
    page = open_reconciliation(code, actor=actor, now=moment, day=day_asked(request))
    first, last = _stretch(request, page)
    if last > moment:
        raise Malformed(_("This stretch is not over yet. Take the count when it is."))
    body: TallyTaken | ReplayCounted
    if request.POST["act"] == "tally":
        body = TallyTaken(
            day=page.day, first=first, last=last, flows=_flows(request), told_by=_word(request, "told_by")
        )
    else:
        body = ReplayCounted(
            day=page.day, first=first, last=last, flows=_flows(request), camera=_word(request, "camera")
        )
    fact = numbered(request.POST, request.POST["act"])
    told = Statement(body=body, occurred=moment, facility=code, id=fact)
    record_fact(told, actor=actor, device=DEVICE, now=moment)
    messages.success(request, _("Recorded. No other source was changed."))
    return _back(code, page)


def _sign(request: HttpRequest, code: str) -> HttpResponse:
    actor, moment = actor_of(request), now()
    page = open_reconciliation(code, actor=actor, now=moment, day=day_asked(request))
    explained = [one[:LONGEST] for one in request.POST.getlist("explained")]
    words = text(request.POST, "words")
    sign_reconciliation(
        code, page.day, explained=explained, words=words, actor=actor, device=DEVICE, now=moment,
        fact=numbered(request.POST, "sign"),
    )  # fmt: skip
    messages.success(request, _("Signed. What was left unexplained stays as an alert."))
    return _back(code, page)


_ACTS = {"tally": _state, "replay": _state, "sign": _sign}


def _back(code: str, page: ReconciliationPage) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('reconciliation', args=[code])}?day={page.day.isoformat()}")


def _stretch(request: HttpRequest, page: ReconciliationPage) -> tuple[datetime, datetime]:
    """From one whole hour of the page's day to a later one; 24 is its end."""
    hours = [request.POST.get(name, "") for name in ("first", "last")]
    if not all(hour.isdecimal() and int(hour) <= HOURS for hour in hours) or int(hours[0]) >= int(hours[1]):
        raise Malformed(_("Choose from which hour until which later one was counted."))
    return _at(page, int(hours[0])), _at(page, int(hours[1]))


def _at(page: ReconciliationPage, hour: int) -> datetime:
    days, clock = divmod(hour, HOURS)
    return at_local(page.day + timedelta(days=days), time(clock), zone=page.house.zone)


def _flows(request: HttpRequest) -> tuple[Flow, ...]:
    """What was counted; a category without a number was not told, which is not zero.

    Raises :class:`Malformed` for half a reading, and for none.
    """
    found = []
    for of in TALLIED:
        came, went, inside = (_number(request, f"{of}.{what}") for what in ("came", "went", "inside"))
        if came is None and went is None and inside is None:
            continue
        if came is None or (went is None and of not in DONE):
            raise Malformed(_("Of each category that was told, both in and out are needed; 0 is a number."))
        found.append(Flow(of=of, came=came, went=went or 0, inside=inside))
    if not found:
        raise Malformed(_("Write at least one number."))
    return tuple(found)


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.POST.get(name, "").strip()
    if not text:
        return None
    if not text.isdecimal() or int(text) > MOST:
        raise Malformed(_("Write whole numbers only."))
    return int(text)


def _word(request: HttpRequest, name: str) -> str:
    text = " ".join(request.POST.get(name, "").split())[:64]
    if not text:
        raise Malformed(_("Say who told it, or which camera was watched."))
    return text


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    try:
        page = open_reconciliation(code, actor=actor, now=now(), day=day_asked(request), at=at)
    except Refused as refusal:
        if refusal.rule == "malformed":
            raise BadRequest(refusal.values["why"]) from refusal
        raise
    live = at is None
    with timezone.override(page.house.zone):
        differences = _explaining(request, page)
    return show(
        request, "web/reconciliation.html", zone=page.house.zone, at=at, here="reconciliation", page=page,
        code=code, place=house(page.house), live=live, known_at=page.known_at, problem=problem, status=status,
        parts=_parts(page), differences=differences, forms=_forms(request, page),
        may_tally=live and actor.may("state:supervision.tally_taken"),
        may_replay=live and actor.may("state:supervision.replay_counted"),
        may_raise=live and actor.may("state:supervision.finding_raised"),
        may_sign=live and page.over and actor.may("state:supervision.reconciled"), me=actor.code,
        counted_myself=actor.code in page.counters,
        unexplained=sum(not one.explained for one in page.signed),
    )  # fmt: skip


def _parts(page: ReconciliationPage) -> list[dict[str, Any]]:
    """Each category with its pictures."""
    return [
        {"column": column, "discords": discords, "wide": steps(column, discords),
         "narrow": steps(column, discords, width=NARROW)}
        for column, discords in zip(page.columns, page.discords, strict=True)
    ]  # fmt: skip


def _explaining(request: HttpRequest, page: ReconciliationPage) -> list[dict[str, Any]]:
    """Each difference in words, with what was typed or signed as its explanation."""
    typed = request.POST.getlist("explained")
    signed = {replace(one, explained=None): one.explained for one in page.signed}
    found = []
    for number, (words, one) in enumerate(zip(told(page), page.differences, strict=True)):
        said = typed[number] if number < len(typed) else signed.get(one)
        found.append({"told": words, "explained": said or "", "number": number + 1})
    return found


def _forms(request: HttpRequest, page: ReconciliationPage) -> dict[str, Any]:
    """The hours to choose from, the one at which counting goes on, and the fields of each category."""
    present = next(hour for hour in range(HOURS, -1, -1) if _at(page, hour) <= page.at)
    rows = [
        {"of": of, "fields": [(what, request.POST.get(f"{of}.{what}", "")) for what in _fields(of)]}
        for of in TALLIED
    ]
    return {
        "rows": rows, "hours": range(present + 1), "last": present,
        "tally": _goes_on(page, page.tallies), "replay": _goes_on(page, page.replays),
        "typed": {name: request.POST.get(name, "") for name in ("told_by", "camera", "words", "act")},
    }  # fmt: skip


def _fields(of: str) -> tuple[str, ...]:
    if of in DONE:
        return ("came",)
    return ("came", "went", "inside") if of in STANDING else ("came", "went")


def _goes_on(page: ReconciliationPage, stated: Any) -> int:
    """The hour at which the last count ended; 0 where nothing was counted."""
    if not stated:
        return 0
    begins = _at(page, 0).timestamp()
    return int((stated[-1].last - begins) // 3600)
