"""Correct or retract a fact: the old one stays readable, struck through."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from msgspec.structs import replace

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.correct_fact import correct_fact
from lazaretto.actions.open_fact import OpenedFact, open_fact
from lazaretto.actions.retract_fact import retract_fact
from lazaretto.facts.encoding import Malformed
from lazaretto.facts.fact import kind_of
from lazaretto.facts.vocabulary import BY_KIND
from lazaretto.web.asking import DEVICE, actor_of
from lazaretto.web.forms import draft as drafts
from lazaretto.web.forms.draft import Draft
from lazaretto.web.forms.fields import Field
from lazaretto.web.forms.thermometer import TAPS
from lazaretto.web.labels.kinds import KINDS
from lazaretto.web.pressing import numbered
from lazaretto.web.refusing import worded
from lazaretto.web.showing import show
from lazaretto.web.stating import announce, problems_of


@requires("correct")
def correct(request: HttpRequest, fact: UUID) -> HttpResponse:
    """Show what a fact says as a form; record the correction, or show it again with what is wrong."""
    opened = open_fact(fact, actor=actor_of(request))
    kind = kind_of(opened.fact.body)
    with timezone.override(opened.zone):
        if request.method != "POST":
            return _form(request, opened, drafts.of_fact(opened.fact, kind=kind))
        typed = request.POST
        draft, facility = drafts.returned(typed), opened.fact.facility
        if draft.kind not in BY_KIND:
            raise Http404(draft.kind)
        again, statements = drafts.judged(draft, typed, facility=facility, zone=opened.zone)
        if len(statements) != 1:
            return _form(request, opened, again, problems=problems_of(again), status=422)
        try:
            told = replace(statements[0], id=numbered(typed, "correct"))
            receipt = correct_fact(fact, told, actor=actor_of(request), device=DEVICE, now=now())
        except (Refused, Malformed) as fault:
            said = worded(fault.rule, fault.values) if isinstance(fault, Refused) else str(fault)
            return _form(request, opened, again, problems=[("", said)], status=422)
    announce(request, [receipt])
    return HttpResponseRedirect(reverse("day_sheet", args=[facility]))


@require_POST
@requires("correct")
def retract(request: HttpRequest, fact: UUID) -> HttpResponse:
    """Withdraw a fact, with a reason."""
    opened = open_fact(fact, actor=actor_of(request))
    reason, made = " ".join(request.POST.get("reason", "").split()), None
    wrong = "" if reason else _("A retraction needs a reason.")
    try:
        made = numbered(request.POST, "retract")
    except Malformed as fault:
        wrong = str(fault)
    if wrong:
        with timezone.override(opened.zone):
            draft = drafts.of_fact(opened.fact, kind=kind_of(opened.fact.body))
            return _form(request, opened, draft, problems=[("in-reason", wrong)], status=422)
    facility = opened.fact.facility
    receipt = retract_fact(
        fact, facility=facility, reason=reason, actor=actor_of(request), device=DEVICE, now=now(), made=made
    )
    messages.success(request, _("Retracted. The statement stays readable, struck through."), "")
    return HttpResponseRedirect(reverse("day_sheet", args=[facility]) + f"#f-{receipt.fact_id}")


def _form(
    request: HttpRequest, opened: OpenedFact, draft: Draft, *,
    problems: list[tuple[str, str]] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    fact = opened.fact
    asked, known = draft.fields
    return show(
        request, "web/state.html", zone=opened.zone, here="day_sheet", code=fact.facility,
        title=_("Correct: %(kind)s") % {"kind": KINDS[draft.kind]}, draft=draft, rows=draft.rows, taps=TAPS,
        asked=asked, known=known,
        known_open=True, problems=problems, old=opened.sentence, action=reverse("correct", args=[fact.id]),
        retract=reverse("retract", args=[fact.id]), status=status,
        retract_field=Field("reason", _("Reason"), "text", hint=_("It stays readable, struck through.")),
    )  # fmt: skip
