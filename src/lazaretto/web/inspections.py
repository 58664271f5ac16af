"""Inspections: those of a house, and one of them in the hand, item by item."""

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
from lazaretto.actions.close_inspection import close_inspection, hazard
from lazaretto.actions.open_inspections import open_inspection, open_inspections
from lazaretto.actions.state_together import state_together
from lazaretto.actions.state_with_evidence import state_with_evidence
from lazaretto.board.inspections_page import InspectionPage, ItemLine
from lazaretto.obligations.inspecting import fits
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.findings import files_of
from lazaretto.web.pressing import Unread, pressed, seed, statement, text
from lazaretto.web.showing import show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house

OPENS = "state:supervision.inspection_opened"
_CODE = 4  # characters of the form's number that tell two inspections of one day apart


@never_cache
@requires("read_facts")
def inspections(request: HttpRequest, code: str) -> HttpResponse:
    """Show a house's inspections; begin one, as was pressed."""
    if request.method != "POST":
        return _list(request, code)
    zone = open_inspections(code, actor=actor_of(request), now=now()).house.zone
    with timezone.override(zone):
        return pressed(request, code, acts={"open": _open}, page=_list)


@never_cache
@requires("read_facts")
def inspection(request: HttpRequest, code: str, inspection: str) -> HttpResponse:
    """Show one inspection at one item; answer it, raise what failed, or sign, as was pressed."""

    def again(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
        return _page(request, code, inspection, problem=problem, status=status)

    if request.method != "POST":
        return again(request, code)

    def answer(request: HttpRequest, code: str) -> HttpResponse:
        return _answer(request, code, inspection)

    def raised(request: HttpRequest, code: str) -> HttpResponse:
        return _raise(request, code, inspection)

    def close(request: HttpRequest, code: str) -> HttpResponse:
        return _close(request, code, inspection)

    return pressed(request, code, acts={"answer": answer, "raise": raised, "close": close}, page=again)


def _open(request: HttpRequest, code: str) -> HttpResponse:
    actor, moment, made = actor_of(request), now(), seed(text(request.POST, "made"))
    page = open_inspections(code, actor=actor, now=moment)
    chosen = text(request.POST, "checklist")
    offered = next((one for one in page.offered if one[2].id == chosen), None)
    if offered is None:
        raise Unread(_("Choose a checklist."))
    number = f"I-{code}-{timezone.localtime(moment):%m%d}-{made.hex[:_CODE].upper()}"
    said = {
        "kind": "supervision.inspection_opened/1", "inspection": number, "checklist": chosen,
        "document": offered[0], "version": offered[1], "opened_by": actor.code,
        "by": "detachment" if actor.role.startswith("detachment") else "house",
    }  # fmt: skip
    told = statement(said, facility=code, occurred=moment, fact=made)
    announce(request, state_together([told], actor=actor, device=DEVICE, now=moment))
    return HttpResponseRedirect(reverse("inspection", args=[code, number]) + "#item")


def _answer(request: HttpRequest, code: str, inspection: str) -> HttpResponse:
    """One item; a new answer keeps the evidence of the one before, where none is sent along."""
    actor, moment = actor_of(request), now()
    page = open_inspection(code, inspection, actor=actor, now=moment)
    line = _item(page, text(request.POST, "item"))
    said, words = text(request.POST, "said"), text(request.POST, "words")
    if text(request.POST, "skip"):
        said, words = "", text(request.POST, "why")
        if not words:
            raise Unread(_("Say why it does not apply here."))
    elif not fits(line.judged.item, said):
        raise Unread(_("Answer the item as it asks: tap one, or type a whole number."))
    held = line.said.answer.evidence if line.said else ()

    def told(digests: tuple[str, ...]) -> list[Any]:
        answer = {"item": line.judged.item.id, "said": said, "words": words}
        body = {
            "kind": "supervision.items_answered/1", "inspection": inspection, "answered_by": actor.code,
            "answers": [
                {name: value for name, value in answer.items() if value}
                | ({"evidence": list(digests or held)} if digests or held else {})
            ],
        }  # fmt: skip
        made = seed(text(request.POST, "made"))
        return [statement(body, facility=code, occurred=moment, fact=made)]

    state_with_evidence(told, files_of(request), facility=code, actor=actor, device=DEVICE, now=moment)
    after = open_inspection(code, inspection, actor=actor, now=now())
    shown = _item(after, line.judged.item.id)
    following = after.following if shown.judged.lack is None and not shown.judged.fails else shown
    query = f"?item={following.judged.item.id}#item" if following else "#close"
    return HttpResponseRedirect(reverse("inspection", args=[code, inspection]) + query)


def _raise(request: HttpRequest, code: str, inspection: str) -> HttpResponse:
    """One press: what failed at this item is a finding at once."""
    actor, moment = actor_of(request), now()
    page = open_inspection(code, inspection, actor=actor, now=moment)
    line = _item(page, text(request.POST, "item"))
    if not line.judged.fails or line.finding is not None:
        raise Unread(_("Nothing failed here, or it is a finding already."))
    told = hazard(page, line, made=seed(text(request.POST, "made")), actor=actor, now=moment)
    announce(request, state_together([told], actor=actor, device=DEVICE, now=moment))
    query = f"?item={line.judged.item.id}#item"
    return HttpResponseRedirect(reverse("inspection", args=[code, inspection]) + query)


def _close(request: HttpRequest, code: str, inspection: str) -> HttpResponse:
    made = seed(text(request.POST, "made"))
    receipts = close_inspection(
        code, inspection, made=uuid5(made, "close"), words=text(request.POST, "words") or None,
        actor=actor_of(request), device=DEVICE, now=now(),
    )  # fmt: skip
    raised = len(receipts) - 1
    messages.success(request, _("The inspection is signed. Findings raised: %(n)s.") % {"n": raised})
    return HttpResponseRedirect(reverse("inspection", args=[code, inspection]))


def _item(page: InspectionPage, item: str) -> ItemLine:
    found = next((line for line in page.items if line.judged.item.id == item), None)
    if found is None:
        raise Unread(_("The checklist has no such item. Reload the page."))
    return found


def _list(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_inspections(code, actor=actor, now=now(), at=at)
    return show(
        request, "web/inspections.html", zone=page.house.zone, at=at, here="inspections", page=page,
        code=code, place=house(page.house), problem=problem, status=status, live=at is None,
        made=str(uuid4()), may_open=at is None and actor.may(OPENS),
    )  # fmt: skip


def _page(
    request: HttpRequest, code: str, inspection: str, *, problem: str = "", status: int = 200
) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_inspection(code, inspection, actor=actor, now=now(), at=at)
    asked = request.POST.get("item") or request.GET.get("item", "")
    shown = next((line for line in page.items if line.judged.item.id == asked), None) or page.following
    items = page.items
    place_in = items.index(shown) if shown else len(items)
    return show(
        request, "web/inspection.html", zone=page.house.zone, at=at, here="inspections", page=page,
        code=code, place=house(page.house), problem=problem, status=status, live=at is None,
        made=str(uuid4()), shown=shown if page.line.running else None, number=place_in + 1,
        before=items[place_in - 1] if place_in > 0 else None, typed=request.POST,
        after=items[place_in + 1] if place_in + 1 < len(items) else None,
        may_answer=at is None and page.line.running and actor.may("state:supervision.items_answered"),
        may_close=at is None and page.line.running and actor.may("state:supervision.inspection_closed"),
        may_raise=at is None and actor.may("state:supervision.finding_raised"),
    )  # fmt: skip
