"""The board of cells: cards by wing, one stroke to restart a cohort, the forms that free a cell."""

from hashlib import sha256
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_cells import open_cells
from lazaretto.actions.restart_cohort import restart_cohort
from lazaretto.board.cells import STATES, Card, CellsPage
from lazaretto.facts.vocabulary import BY_KIND
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.refusing import worded
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house


@requires("read_facts")
def cells(request: HttpRequest, code: str) -> HttpResponse:
    """Show the cells, all or those of one state; restart the clocks that a fact set back."""
    if request.method != "POST":
        return _page(request, code)
    reason = " ".join(request.POST.get("reason", "").split()) or _("contaminated cohort")
    try:
        because = UUID(request.POST.get("because", ""))
        receipts = restart_cohort(
            code, because=because, reason=reason, actor=actor_of(request), device=DEVICE, now=now()
        )
    except ValueError:
        return _page(request, code, problem=_("Reload the page and try again."), status=422)
    except Refused as refusal:
        return _page(request, code, problem=worded(refusal.rule, refusal.values), status=422)
    said = ngettext("%(n)s clock restarted.", "%(n)s clocks restarted.", len(receipts))
    messages.success(request, said % {"n": len(receipts)})
    return HttpResponseRedirect(reverse("cells", args=[code]))


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_cells(code, actor=actor, now=now(), at=at)
    state, wing = request.GET.get("state", ""), request.GET.get("wing", "")
    wings = [
        (name, shown)
        for name, cards in page.wings
        if not wing or name == wing
        if (shown := [card for card in cards if _wanted(card, state)])
    ]
    polled = request.headers.get("HX-Request") == "true" and request.method == "GET"
    stamp = _stamp(page)
    if polled and request.GET.get("seen") == stamp:
        return _ticked(request, page)
    return show(
        request, "web/cells_sheet.html" if polled else "web/cells.html", zone=page.house.zone, at=at,
        here="cells", page=page, problem=problem, stamp=stamp, status=status, place=house(page.house),
        live=at is None, wings=wings, state=state, wing=wing,
        states=[(name, page.counts[name]) for name in STATES], named=actor.may("read_person"),
        mixed=sum(bool(card.waiting) for card in page.cards),
        overdue=sum(card.clock is not None and card.clock.overdue for card in page.cards),
        stateable={kind for kind in BY_KIND if actor.may(f"state:{kind}")} if at is None else set(),
    )  # fmt: skip


def _ticked(request: HttpRequest, page: CellsPage) -> HttpResponse:
    """Nothing changed: only the clock moves on, so that no hand and no reader loses its place."""
    answer = show(request, "web/cells_clock.html", zone=page.house.zone, page=page)
    answer["HX-Retarget"] = "#cells-clock"
    return answer


def _stamp(page: CellsPage) -> str:
    """What a reader can see change, as a short code."""
    seen = [
        (card.cell.place, card.cell.state, card.cell.occupants, card.cell.kept_for, card.waiting, card.clock)
        for card in page.cards
    ]
    return sha256(repr((seen, page.unordered)).encode()).hexdigest()[:16]


def _wanted(card: Card, state: str) -> bool:
    """Whether a card is asked for: by its state, by clocks to restart, or by one that is overdue."""
    if state == "mixed":
        return bool(card.waiting)
    if state == "overdue":
        return card.clock is not None and card.clock.overdue
    return not state or card.cell.state == state
