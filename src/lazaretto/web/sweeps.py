"""The three and three: what is blank first, a cell swept with a thumb, a disinfection, a day on paper."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_sweeps import open_batches, open_series, open_sweeps, open_sweeps_of_day
from lazaretto.actions.record_batch import record_batch
from lazaretto.actions.statement import Statement
from lazaretto.board.cleaning import Warned, warned
from lazaretto.board.diluting import Dilution, of_percent, to_fill
from lazaretto.board.sweeps import Square, SweepsPage
from lazaretto.ledger.receipts import Receipt
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.labels.sweeps import UNMEASURED
from lazaretto.web.pressing import Unread, plain, text
from lazaretto.web.refusing import sentence
from lazaretto.web.showing import show
from lazaretto.web.stating import announce
from lazaretto.web.sweeping import (
    AGENTS,
    METHODS,
    STAFF,
    Cleaning,
    Row,
    cleaned,
    cleaning_typed,
    measured_again,
    rows_typed,
    swept,
)
from lazaretto.web.templatetags.lazaretto import house

THERMOMETER, LAST = "thermometer", "disinfection"  # what a session keeps, so that it is typed once
PAD = "1234567890"
SEEN = 5  # per cent of the bucket that is drawn at least


@requires("read_person")
def sweeps(request: HttpRequest, code: str) -> HttpResponse:
    """Show today's slots by place, the blank ones first, and today's fevers."""
    actor, at = actor_of(request), instant_asked(request)
    page = open_sweeps(code, actor=actor, now=now(), at=at)
    return show(
        request, "web/sweeps.html", zone=page.house.zone, at=at, here="sweeps", code=code, page=page,
        place=house(page.house), live=at is None,
        may=at is None and actor.may("state:hygiene.temperatures_taken"),
    )  # fmt: skip


@requires("read_person")
def sweeps_paper(request: HttpRequest, code: str) -> HttpResponse:
    """Show the sheets of a day for the printer: what was measured, by whom, and what stayed blank."""
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        day = None
    page = open_sweeps_of_day(code, day=day, actor=actor_of(request), now=now())
    return show(
        request, "web/sweeps_paper.html", zone=page.house.zone, here="sweeps", code=code, page=page,
        place=house(page.house), printed=now(),
    )  # fmt: skip


@requires("state:hygiene.temperatures_taken")
def sweep(request: HttpRequest, code: str) -> HttpResponse:
    """Show one cell to be swept; record what was read, and go on to the next that is blank."""
    page = open_sweeps(code, actor=actor_of(request), now=now())
    asked = request.GET.get("place", "")
    found = [line for line in page.temperatures if (line.place or STAFF) == asked]
    if not found:
        raise Http404(asked)
    if request.method != "POST":
        return _cell(request, page, asked)
    with timezone.override(page.house.zone):
        try:
            if request.POST.get("act") == "again":
                return _again(request, page, asked)
            return _swept(request, page, asked)
        except Unread as fault:
            return _cell(request, page, asked, problem=str(fault), status=422)


def _place(asked: str) -> str | None:
    return None if asked == STAFF else asked


def _recorded(request: HttpRequest, statements: list[Statement]) -> list[Receipt]:
    """The receipts of what was recorded. Raises :class:`Unread` with the first refusal."""
    receipts = record_batch(statements, actor=actor_of(request), device=DEVICE, now=now())
    refused = [receipt for receipt in receipts if not receipt.recorded]
    if refused:
        raise Unread(sentence(refused[0]))
    announce(request, [one for one in receipts if one.outcome != "accepted"])
    return receipts


def _swept(request: HttpRequest, page: SweepsPage, asked: str) -> HttpResponse:
    rows = rows_typed(request.POST)
    request.session[THERMOMETER] = text(request.POST, "thermometer")
    bad = [row for row in rows if row.error]
    statements = swept(rows, request.POST, facility=page.house.code, place=_place(asked), now=now())
    receipts = _recorded(request, statements) if statements else []
    if receipts:
        read = sum(row.tenths is not None for row in rows if not row.error)
        said = ngettext("%(n)s person measured.", "%(n)s people measured.", read) % {"n": read}
        messages.success(request, said, str(receipts[0].fact_id or ""))
    after = open_sweeps(page.house.code, actor=actor_of(request), now=now())
    if bad:
        return _cell(request, after, asked, rows=bad, status=422)
    if any(row.person for row in rows if _feverish(row, page)):
        return HttpResponseRedirect(f"{_address(page.house.code, asked)}#fevers")
    return HttpResponseRedirect(_next(after, asked))


def _feverish(row: Row, page: SweepsPage) -> bool:
    """Whether the last reading of a row calls for what a fever calls for."""
    last = row.again if row.again is not None else row.tenths
    return page.limit is not None and last is not None and last >= page.limit.tenths


def _again(request: HttpRequest, page: SweepsPage, asked: str) -> HttpResponse:
    place = _place(asked)
    one = measured_again(request.POST, facility=page.house.code, place=place, now=now())
    announce(request, [one for one in _recorded(request, [one]) if one.outcome == "accepted"])
    return HttpResponseRedirect(f"{_address(page.house.code, asked)}#fevers")


def _next(page: SweepsPage, asked: str) -> str:
    """The next blank cell along the corridor, from the first again after the last; else the whole picture."""
    places = [place for s in _waiting(page) if (place := s.place or STAFF) != asked]
    if not places:
        return reverse("sweeps", args=[page.house.code])
    return _address(page.house.code, min(places, key=lambda place: (place < asked, place)))


def _waiting(page: SweepsPage) -> list[Square]:
    return [square for square in page.todo if square.slot.work == "temperature"]


def _address(code: str, place: str) -> str:
    return f"{reverse('sweep', args=[code])}?{urlencode({'place': place})}"


def _cell(
    request: HttpRequest, page: SweepsPage, asked: str, *, rows: list[Row] | None = None, problem: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    place, code = _place(asked), page.house.code
    waiting = _waiting(page)
    mine = [square for square in waiting if square.place == place]
    line = next((line for line in page.temperatures if line.place == place), None)
    everyone = sorted({item.subject for square in (line.squares if line else ()) for item in square.items})
    owed = sorted({person for square in mine for person in square.blank})
    people = tuple(owed or everyone)
    hot = [fever for fever in page.fevers if fever.place == place and not fever.over]
    shown = open_series(code, people=tuple(everyone), place=place, actor=actor_of(request), now=now())
    return show(
        request, "web/sweep.html", zone=page.house.zone, here="sweeps", code=code, page=page, asked=asked,
        cell=place, place=house(page.house), square=mine[0] if mine else None, owed=bool(owed),
        rows=rows if rows is not None else [Row(person) for person in people], problem=problem, status=status,
        left=len([s for s in waiting if s.place != place]), made=str(uuid4()), pad=PAD, series=shown,
        thermometer=request.session.get(THERMOMETER, ""), reasons=UNMEASURED, again=rows is not None,
        fevers=hot, unmeasured=any(fever.unmeasured for fever in hot), onward=_next(page, asked),
    )  # fmt: skip


@requires("state:hygiene.disinfected")
def disinfection(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form of a disinfection with its helper; warn before it is recorded; record it."""
    page = open_sweeps(code, actor=actor_of(request), now=now())
    if request.method != "POST":
        kept: dict[str, Any] = {name: str(said) for name, said in request.session.get(LAST, {}).items()}
        least = {"target": page.strength, "minutes": page.minutes}
        fresh = {name: str(value) for name, value in least.items() if value is not None and name not in kept}
        return _form(request, page, Cleaning(**{**kept, **fresh, "place": request.GET.get("place", "")}))
    with timezone.override(page.house.zone):
        return _disinfected(request, page)


def _disinfected(request: HttpRequest, page: SweepsPage) -> HttpResponse:
    form, actor = cleaning_typed(request.POST), actor_of(request)
    try:
        said, body = cleaned(form, facility=page.house.code, now=now(), made=text(request.POST, "made"))
        found = warned(body, strength=page.strength, minutes=page.minutes, actor=actor.code)
        if found and "despite" not in request.POST:
            return _form(request, page, form, warnings=found, status=422)
        receipts = _recorded(request, [said])
    except Unread as fault:
        return _form(request, page, form, problem=str(fault), status=422)
    request.session[LAST] = {name: getattr(form, name) for name in ("agent", "batch", "method", "checked_by")}
    announce(request, [one for one in receipts if one.outcome == "accepted"])
    after = open_sweeps(page.house.code, actor=actor, now=now())
    areas = [s.place for s in after.todo if s.slot.work == "disinfected" and s.place != form.place]
    if not areas:
        return HttpResponseRedirect(reverse("sweeps", args=[page.house.code]))
    here = reverse("disinfection", args=[page.house.code])
    return HttpResponseRedirect(f"{here}?{urlencode({'place': areas[0]})}")


def _form(
    request: HttpRequest, page: SweepsPage, form: Cleaning, *, warnings: tuple[Warned, ...] = (),
    problem: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    code = page.house.code
    areas = sorted({*(line.place for line in page.areas if line.place), *filter(None, [form.place])})
    return show(
        request, "web/disinfection.html", zone=page.house.zone, here="sweeps", code=code, page=page,
        place=house(page.house), form=form, warnings=warnings, problem=problem, status=status, areas=areas,
        agents=AGENTS, methods=METHODS, made=str(uuid4()), helper=_helper(request, page),
        batches=open_batches(code, actor=actor_of(request), now=now()),
    )  # fmt: skip


def _helper(request: HttpRequest, page: SweepsPage) -> dict[str, object]:
    """The dilution helper: what was asked of it, and its answer or what is wrong."""
    asked = {
        "stock": plain(request.GET.get("stock", "")) or "5",
        "target": plain(request.GET.get("wanted", "")) or str(page.strength or ""),
        "litres": plain(request.GET.get("litres", "")) or "10",
    }
    try:
        made: Dilution | None = to_fill(
            total_ml=round(float(asked["litres"]) * 1000), stock_mg_l=of_percent(asked["stock"]),
            target_mg_l=int(asked["target"]),
        )  # fmt: skip
    except (ValueError, OverflowError, ZeroDivisionError):
        made = None
    share = 100 * made.concentrate_ml / made.total_ml if made else 0
    return {
        **asked, "made": made, "high": f"{max(share, SEEN):.1f}", "top": f"{100 - max(share, SEEN):.1f}",
        "opened": "stock" in request.GET,
        "wrong": _("The concentrate must be stronger than what is wanted.") if made is None else "",
    }  # fmt: skip
