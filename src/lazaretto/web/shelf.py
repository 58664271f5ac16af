"""The shelf: what is held and until when as a picture, each act in one press, labels to stick on."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_shelf import open_shelf
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.state_together import state_together
from lazaretto.board.goods import GoodsLine, GoodsPage
from lazaretto.facts.gate import GoodsRegistered
from lazaretto.facts.numbering import credit_code
from lazaretto.facts.vocabulary import BY_KIND
from lazaretto.obligations.shelving import State
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.consigning import GOODS, Arrival, acted, arrival, arrived, turned_away
from lazaretto.web.pressing import Unread
from lazaretto.web.refusing import worded
from lazaretto.web.shelf_plot import plot
from lazaretto.web.showing import show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house

SUMS: tuple[State, ...] = ("remove", "disinfect", "sample", "ready", "wait")


@requires("read_day_sheet")
def shelf(request: HttpRequest, code: str) -> HttpResponse:
    """Show the shelf; record what was pressed. What physically happened is never refused."""
    if request.method != "POST":
        return _page(request, code)
    with timezone.override(open_shelf(code, actor=actor_of(request), now=now()).house.zone):
        try:
            if request.POST.get("act") == "registered":
                return _register(request, code)
            return _act(request, code)
        except Unread as fault:
            return _page(request, code, problem=str(fault), status=422)
        except Refused as refusal:
            return _page(request, code, problem=worded(refusal.rule, refusal.values), status=422)


@requires("read_day_sheet")
def shelf_labels(request: HttpRequest, code: str) -> HttpResponse:
    """Labels of the consignments that were asked for, or of all that are held: to print and to stick on."""
    page = open_shelf(code, actor=actor_of(request), now=now())
    wanted = set(request.GET.getlist("of"))
    lines = [line for line in page.lines if not wanted or line.stands.code in wanted]
    return show(
        request, "web/shelf_labels.html", zone=page.house.zone, here="shelf", code=code, page=page,
        lines=lines, place=house(page.house),
    )  # fmt: skip


def _register(request: HttpRequest, code: str) -> HttpResponse:
    form = arrival(request.POST)
    try:
        statements = arrived(form, facility=code, now=now())
    except Unread as fault:
        return _page(request, code, problem=str(fault), form=form, status=422)
    receipts = state_together(statements, actor=actor_of(request), device=DEVICE, now=now())
    announce(request, [one for one in receipts if one.outcome != "accepted"])
    bodies = [one.body for one in statements if isinstance(one.body, GoodsRegistered)]
    fresh = sum(receipt.outcome == "accepted" for receipt in receipts)
    if fresh:
        said = ngettext("%(n)s consignment registered.", "%(n)s consignments registered.", fresh)
        messages.success(request, said % {"n": fresh})
    if bodies[0].supplier_code and not credit_code(bodies[0].supplier_code).holds:
        messages.warning(
            request,
            _("The supplier's code does not fit its check character. It is recorded as typed: look again."),
        )
    new = urlencode({"new": [body.consignment for body in bodies]}, doseq=True)
    return HttpResponseRedirect(f"{reverse('shelf', args=[code])}?{new}")


def _act(request: HttpRequest, code: str) -> HttpResponse:
    """One press on one consignment; what is a breach since then is said at once."""
    act = request.POST.get("act", "")
    read = turned_away if act == "refused" else acted
    statement = read(request.POST, facility=code, now=now())
    actor = actor_of(request)
    before = open_shelf(code, actor=actor, now=now())
    announce(request, [record_fact(statement, actor=actor, device=DEVICE, now=now())])
    _warn(request, before, request.POST.get("consignment", ""), act)
    return HttpResponseRedirect(reverse("shelf", args=[code]))


def _warn(request: HttpRequest, before: GoodsPage, consignment: str, act: str) -> None:
    """What went in although something stood against it, or more than there was, is not only said in green."""
    line = next((one for one in before.lines if one.stands.code == consignment), None)
    if act == "released" and line is not None and line.stands.state not in ("ready", "gone"):
        messages.error(
            request, _("It went in although it was not to: fetch it back, and have it held and sampled.")
        )
    after = open_shelf(before.house.code, actor=actor_of(request), now=now())
    if len(after.amiss) > len(before.amiss):
        messages.error(
            request, _("More went than there was: count again, and correct what was written wrongly.")
        )


def _page(
    request: HttpRequest, code: str, *, problem: str = "", form: Arrival | None = None, status: int = 200
) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_shelf(code, actor=actor, now=now(), at=at)
    asked = request.GET.get("scan", "").strip()
    found = [line for line in page.lines if asked and _is(line, asked)]
    with timezone.override(page.house.zone):
        picture = plot(page)
    return show(
        request, "web/shelf.html", zone=page.house.zone, at=at, here="shelf", code=code, page=page,
        place=house(page.house), plot=picture, problem=problem, status=status, live=at is None,
        sums=[(state, page.of(state)) for state in SUMS], asked=asked, found=found,
        known=[line for line in page.gone if asked and _is(line, asked)],
        new=[line for line in page.lines if line.stands.code in request.GET.getlist("new")],
        form=form or Arrival(str(uuid4())), made=str(uuid4()),
        taken=[one for one in GOODS if one not in page.asked.barred],
        stateable={kind for kind in BY_KIND if actor.may(f"state:{kind}")} if at is None else set(),
    )  # fmt: skip


def _is(line: GoodsLine, scanned: str) -> bool:
    """Whether a scanned number is this consignment's: its own, its lot's, its seal's or one of its tubes'."""
    names = {line.stands.code, line.lot, line.seal, *(sample.tube for sample in line.stands.samples)}
    return scanned.casefold() in {name.casefold() for name in names if name}
