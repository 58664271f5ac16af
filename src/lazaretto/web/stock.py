"""The store: days of cover as bars, what to take first, and each movement in one press."""

from typing import Any, get_args
from uuid import uuid4, uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_stock import StockLine, StockPage, open_stock
from lazaretto.actions.record_fact import record_fact
from lazaretto.facts.stock import Discarded, Item
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.pressing import Unread, pressed, seed, statement, text
from lazaretto.web.showing import show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house

ACTS = ("received", "used", "discarded", "counted")
ITEMS: tuple[Item, ...] = get_args(Item)
WHY = get_args(Discarded.__annotations__["why"])
TIMES = 3  # the width of the picture in order points


@requires("read_day_sheet")
def stock(request: HttpRequest, code: str) -> HttpResponse:
    """Show the store; record what was pressed. What went is never refused."""
    if request.method != "POST":
        return _page(request, code)
    return pressed(request, code, acts=dict.fromkeys(ACTS, _state), page=_page)


def _state(request: HttpRequest, code: str) -> HttpResponse:
    actor, moment, act = actor_of(request), now(), request.POST["act"]
    page = open_stock(code, actor=actor, now=moment)
    said = _said(request, page, act)
    fact = uuid5(seed(text(request.POST, "made")), repr(said))
    one = statement(said, facility=code, occurred=moment, fact=fact)
    announce(request, [record_fact(one, actor=actor, device=DEVICE, now=moment)])
    if act == "used":
        _warn(request, page, said)
    return HttpResponseRedirect(reverse("stock", args=[code]))


def _said(request: HttpRequest, page: StockPage, act: str) -> dict[str, Any]:
    """The fields of the fact. A scanned lot names its item where the store knows it. Raises Unread."""
    lot, pieces, item = (text(request.POST, name) for name in ("batch", "pieces", "item"))
    known = [line.shelf.item for line in page.lines for one in line.shelf.batches if one.code == lot]
    if not item and len(set(known)) == 1:
        item = known[0]
    if item not in ITEMS:
        raise Unread(_("Choose what it is: the store does not know this lot."))
    if not lot:
        raise Unread(_("Scan or type the lot."))
    if not pieces.isdecimal():
        raise Unread(_("Pieces are a whole number."))
    said: dict[str, Any] = {
        "kind": f"stock.{act}/1", "item": item, "batch": lot, "pieces": int(pieces),
    }  # fmt: skip
    if act == "received":
        said |= {"expires": text(request.POST, "expires") or None}
        said |= {"supplier": text(request.POST, "supplier") or None}
    elif act == "discarded":
        said["why"] = text(request.POST, "why")
    return said


def _warn(request: HttpRequest, page: StockPage, said: dict[str, Any]) -> None:
    """A lot past its day, more than there was, or another lot than the one to take first, is said at once."""
    line = next((one for one in page.lines if one.shelf.item == said["item"]), None)
    if line is None:
        return
    lot = next((one for one in line.shelf.batches if one.code == said["batch"]), None)
    if lot is not None and lot.expired(page.today):
        messages.error(request, _("This lot is past its last day. Put it aside and throw it away."))
    elif lot is not None and line.shelf.first not in (None, lot.code):
        messages.warning(
            request, _("Lot %(first)s expires earlier: take it first.") % {"first": line.shelf.first}
        )
    if lot is None or lot.pieces < said["pieces"]:
        messages.warning(request, _("More went than there was on record: count the lot."))


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_stock(code, actor=actor, now=now(), at=at)
    live = at is None
    asked = text(request.GET, "scan")
    return show(
        request, "web/stock.html", zone=page.house.zone, at=at, here="stock", code=code, page=page,
        place=house(page.house), live=live, problem=problem, status=status, made=str(uuid4()), asked=asked,
        bars=[_bar(line, page.cover) for line in page.lines], items=ITEMS, whys=WHY,
        low=[line for line in page.lines if line.state in ("low", "empty")],
        found=[line for line in page.lines if asked in {one.code for one in line.shelf.batches}],
        acts=[act for act in ACTS if live and actor.may(f"state:stock.{act}")],
    )  # fmt: skip


def _bar(line: StockLine, cover: int | None) -> dict[str, Any]:
    """A line with the length of its bar and where the order point lies, per cent of the width."""
    most = TIMES * (cover or 1)
    days = most if line.shelf.days is None and line.shelf.usable > 0 else line.shelf.days or 0
    return {"line": line, "width": f"{100 * min(days, most) / most:.1f}", "order": f"{100 / TIMES:.1f}"}
