"""What waits for a decision, a card each: approve or deny in two taps; leave deciding to somebody else."""

from datetime import timedelta
from typing import get_args

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.decide_entry import Verb, decide_entry, delegate_approving
from lazaretto.actions.open_entries import open_approvals
from lazaretto.facts.encoding import Malformed
from lazaretto.facts.gate import Approver
from lazaretto.facts.periods import is_zone
from lazaretto.web import local_times
from lazaretto.web.asking import DEVICE, actor_of
from lazaretto.web.labels.entries import ACTS, CONDITIONS, DENIALS, WITHDRAWALS
from lazaretto.web.pressing import numbered
from lazaretto.web.refusing import worded
from lazaretto.web.showing import house_zone, show

VERBS: tuple[Verb, ...] = get_args(Verb)
LEVELS: tuple[Approver, ...] = get_args(Approver)
USUAL = timedelta(hours=24)  # what the form of a delegation starts with; the protocol says the most


@requires("read_day_sheet")
def approvals(request: HttpRequest) -> HttpResponse:
    """Show every request in scope that waits; record what was decided, or to whom deciding is left."""
    if request.method != "POST":
        return _page(request)
    left = "delegate" in request.POST
    problem = _delegated(request) if left else decided(request, request.POST.get("facility", ""))
    return _page(request, problem=problem) if problem else HttpResponseRedirect(reverse("approvals"))


def decided(request: HttpRequest, facility: str) -> str:
    """Record a decision that was pressed; the sentence of what stands against it, or nothing."""
    asked = request.POST
    verb = next((one for one in VERBS if one == asked.get("verb")), None)
    if verb is None:
        return _("Choose what you decide.")
    closes = local_times.read(asked.get("closes", ""), zone=_clock(request)) if verb == "approve" else None
    try:
        receipt = decide_entry(
            facility, approval=asked.get("approval", "")[:64], verb=verb, actor=actor_of(request),
            device=DEVICE, now=now(), words=_words(request), closes=closes,
            fact=numbered(asked, verb, asked.get("approval", "")),
        )  # fmt: skip
    except Refused as refusal:
        return worded(refusal.rule, refusal.values)
    except Malformed:
        return _("This cannot be recorded as typed. Check the number and the time.")
    said = {"approval": asked["approval"], "what": ACTS[verb]}
    tag = str(receipt.fact_id) if actor_of(request).may("correct") else ""
    messages.success(request, _("%(approval)s: %(what)s.") % said, tag)
    return ""


def _clock(request: HttpRequest) -> str:
    """The clock by which the times of a form were shown."""
    said = request.POST.get("clock", "")
    return said if is_zone(said) else house_zone()


def _words(request: HttpRequest) -> str:
    """The chips that were chosen and the own words, in the language of whoever says them."""
    said = [*request.POST.getlist("chip"), request.POST.get("words", "")]
    return _("; ").join(one.strip() for one in said if one.strip())


def _delegated(request: HttpRequest) -> str:
    asked, zone = request.POST, _clock(request)
    level = next((one for one in LEVELS if one == asked.get("level")), None)
    opens, closes = (local_times.read(asked.get(name, ""), zone=zone) for name in ("opens", "closes"))
    delegate, chosen = asked.get("delegate", "").strip()[:40], asked.getlist("house")
    if level is None or opens is None or closes is None or not delegate or not chosen:
        return _("Say who decides, for which house, and from when until when.")
    try:
        made = delegate_approving(
            chosen, delegate=delegate, level=level, opens=opens, closes=closes, actor=actor_of(request),
            device=DEVICE, now=now(), reason=asked.get("reason", ""), fact=numbered(asked, "delegate"),
        )  # fmt: skip
    except Refused as refusal:
        return worded(refusal.rule, refusal.values)
    except Malformed as fault:
        return str(fault)
    said = ngettext("%(who)s decides for %(n)s house.", "%(who)s decides for %(n)s houses.", len(made))
    messages.success(request, said % {"who": delegate, "n": len(made)})
    return ""


def _page(request: HttpRequest, *, problem: str = "") -> HttpResponse:
    page = open_approvals(actor=actor_of(request), now=now())
    zone = page.zone if page.zone != "UTC" else house_zone()
    left = "delegate" in request.POST
    typed = {
        "opens": local_times.typed(now(), zone=zone), "closes": local_times.typed(now() + USUAL, zone=zone),
        "delegate": "", "reason": "",
    }  # fmt: skip
    typed = {name: request.POST.get(name, value) if left else value for name, value in typed.items()}
    return show(
        request, "web/approvals.html", zone=zone, here="approvals", page=page, problem=problem,
        status=422 if problem else 200, conditions=CONDITIONS, denials=DENIALS, withdrawals=WITHDRAWALS,
        typed=typed, page_zone=zone, houses=page.houses, known_at=page.at, listed=True,
        now_typed=local_times.typed(now(), zone=zone),
    )  # fmt: skip
