"""State a fact: from a cell of the day sheet in two taps, or any kind from the list."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec.structs import replace

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_day_sheet import open_day_sheet
from lazaretto.actions.record_batch import record_batch
from lazaretto.board.day_sheet import DaySheet, Group
from lazaretto.facts.encoding import Malformed
from lazaretto.facts.vocabulary import BY_KIND
from lazaretto.ledger.receipts import Receipt
from lazaretto.web.asking import DEVICE, actor_of
from lazaretto.web.clusters import clusters
from lazaretto.web.forms import draft as drafts
from lazaretto.web.forms.draft import Draft
from lazaretto.web.forms.thermometer import TAPS
from lazaretto.web.labels.kinds import KINDS
from lazaretto.web.pressing import numbered
from lazaretto.web.refusing import sentence
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house, say


@requires("read_day_sheet")
def state(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form of a group or of a kind; record what it says, or show it again with what is wrong."""
    present, actor = now(), actor_of(request)
    sheet = open_day_sheet(code, actor=actor, now=present)
    with timezone.override(sheet.zone):
        if request.method == "POST":
            return _record(request, sheet, request.POST)
        group = _group(sheet, request.GET.get("group", ""))
        if group is None and "group" in request.GET:
            messages.info(request, _("This was answered in the meantime, or its time is over."))
            return HttpResponseRedirect(reverse("day_sheet", args=[code]))
        if group is not None:
            draft = drafts.of_group(group, now=present, acting=actor.code)
            actor.require(f"state:{draft.kind}", facility=code)  # said before a form is filled, not after
            return _form(request, sheet, draft, group=group)
        kind = request.GET.get("kind", "")
        if kind not in BY_KIND:
            raise Http404(kind)
        actor.require(f"state:{kind}", facility=code)
        subject = request.GET.get("subject", "").strip()
        draft = drafts.blank(kind, subject=subject, now=present, acting=actor.code, known=request.GET.dict())
        return _form(request, sheet, draft)


def _record(request: HttpRequest, sheet: DaySheet, typed: QueryDict) -> HttpResponse:
    draft = drafts.returned(typed)
    if draft.kind not in BY_KIND:
        raise Http404(draft.kind)
    again, statements = drafts.judged(draft, typed, facility=sheet.facility, zone=sheet.zone)
    group = _group(sheet, request.GET.get("group", ""))
    if not statements:
        return _form(request, sheet, again, group=group, problems=problems_of(again), status=422)
    try:
        told = [replace(one, id=numbered(typed, str(row))) for row, one in enumerate(statements)]
    except Malformed as fault:
        return _form(request, sheet, again, group=group, problems=[("", str(fault))], status=422)
    receipts = record_batch(told, actor=actor_of(request), device=DEVICE, now=now())
    refused = [receipt for receipt in receipts if not receipt.recorded]
    if refused:
        problems = [("", sentence(receipt)) for receipt in refused]
        return _form(request, sheet, again, group=group, problems=problems, status=422)
    announce(request, receipts)
    _warn(request, sheet)
    then = typed.get("then", "back")
    here = reverse("day_sheet", args=[sheet.facility])
    following = f"{reverse('state', args=[sheet.facility])}?group={then}"
    return HttpResponseRedirect(here if then == "back" else following)


def announce(request: HttpRequest, receipts: list[Receipt]) -> None:
    """Say what was recorded, with the way to undo it; a dispute says what contradicts it."""
    for receipt in receipts:
        tag = str(receipt.fact_id) if receipt.fact_id else ""
        if receipt.outcome == "disputed":
            messages.warning(request, _("Recorded, disputed: %(why)s") % {"why": sentence(receipt)}, tag)
        elif receipt.outcome == "duplicate":
            messages.info(request, _("This had been recorded before; nothing was doubled."), tag)
        else:
            messages.success(request, _("Recorded."), tag)


def _warn(request: HttpRequest, before: DaySheet) -> None:
    """Say which breaches stand since what was just recorded: a green line alone would hide them."""
    after = open_day_sheet(before.facility, actor=actor_of(request), now=now())
    known = {finding for alert in before.alerts for finding in alert.findings}
    for alert in after.alerts:
        if alert.kind == "breach" and known.isdisjoint(alert.findings):
            said = {"rule": say(alert.title), "what": say(alert.remedy)}
            messages.error(request, _("This is a breach: %(rule)s. %(what)s") % said)


def problems_of(draft: Draft) -> list[tuple[str, str]]:
    """(anchor, sentence) of everything that is wrong, in the order of the form."""
    rows = [
        (f"t-{number}", f"{row.person}: {row.error}") for number, row in enumerate(draft.rows, 1) if row.error
    ]
    labels = {field.name: field for part in draft.fields for field in part}
    fields = [
        (
            labels[name].id if name in labels else "",
            f"{labels[name].label}: {error}" if name in labels else error,
        )
        for name, error in draft.errors.items()
    ]
    return rows + fields


def _group(sheet: DaySheet, key: str) -> Group | None:
    found = (group for group in sheet.groups if group.key == key and group.suggestion is not None)
    return next(found, None)


def _next(sheet: DaySheet, group: Group | None) -> str:
    """The key of the group after this one in its cluster, so that a round of cells goes cell by cell."""
    if group is None:
        return ""
    for cluster in clusters(sheet.owed + sheet.late + sheet.missed):
        keys = [one.key for one in cluster.groups if one.suggestion is not None]
        if group.key in keys[:-1]:
            return keys[keys.index(group.key) + 1]
    return ""


def _form(
    request: HttpRequest, sheet: DaySheet, draft: Draft, *, group: Group | None = None,
    problems: list[tuple[str, str]] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    asked, known = draft.fields
    return show(
        request, "web/state.html", zone=sheet.zone, here="day_sheet", code=sheet.facility, place=house(sheet),
        title=KINDS[draft.kind], group=group, draft=draft, rows=draft.rows, taps=TAPS, people=draft.people,
        asked=asked, known=known, problems=problems, status=status,
        next=request.POST.get("next", "") or _next(sheet, group),
        action=request.get_full_path(), known_open=not asked and not draft.rows,
    )  # fmt: skip
