"""A row that a station sent and that was not recorded: a person states it corrected, or puts it aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_stations import open_stations
from lazaretto.actions.settle_row import dismiss_row, open_row, restate_row, said_in
from lazaretto.actions.statement import Statement
from lazaretto.facts.fact import kind_of
from lazaretto.facts.vocabulary import BY_KIND
from lazaretto.ledger.uploading import HeldBack
from lazaretto.web.asking import DEVICE, actor_of
from lazaretto.web.forms import draft as drafts
from lazaretto.web.forms.draft import Draft
from lazaretto.web.labels.kinds import KINDS
from lazaretto.web.refusing import worded
from lazaretto.web.showing import show
from lazaretto.web.stating import announce, problems_of
from lazaretto.web.templatetags.lazaretto import house

# The forms offered for a row whose kind cannot be read, the first one open.
PASSING = ("gate.entered", "gate.left", "gate.refused", "gate.checked", "gate.vehicle_seen")


@dataclass(frozen=True, slots=True)
class Told:
    """A row for a page: what kind of thing it states, about whom (empty: it cannot be read), and why not."""

    row: HeldBack
    kind: str | Promise
    subject: str
    why: str


def told(row: HeldBack) -> Told:
    """A row with its words for a reader."""
    body = _body(row)
    kind, subject = str(body.get("kind", "")).partition("/")[0], body.get("subject", body.get("vehicle", ""))
    why = " ".join(worded(rule, row.values) for rule in row.rules)
    return Told(row, KINDS.get(kind, ""), subject if isinstance(subject, str) else "", why)


@never_cache
@requires("settle_row")
def station_row(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show a row as it came; state it corrected, or put it aside with a reason."""
    actor = actor_of(request)
    row = open_row(code, number, actor=actor)
    page = open_stations(code, actor=actor, now=now())
    with timezone.override(page.house.zone):
        if request.method == "POST":
            problems, draft = _settled(request, row, zone=page.house.zone)
            if not problems:
                return HttpResponseRedirect(reverse("stations", args=[code]) + "#held")
        else:
            problems, draft = [], _draft(row, kind=request.GET.get("kind", ""))
        asked, known = draft.fields
        return show(
            request, "web/settling.html", zone=page.house.zone, here="stations", code=code,
            place=house(page.house), told=told(row), row=row, words=_laid_out(row), draft=draft,
            fields=[*asked, *known], problems=problems, status=422 if problems else 200,
            kinds=[(kind, KINDS[kind]) for kind in dict.fromkeys((draft.kind, *PASSING))],
        )  # fmt: skip


def _settled(request: HttpRequest, row: HeldBack, *, zone: str) -> tuple[list[tuple[str, str]], Draft]:
    """(what is wrong, the form again); nothing is wrong where the row was settled."""
    typed, draft = request.POST, _draft(row, kind="")
    aside, statements = typed.get("act") == "dismiss", list[Statement]()
    if not aside:
        draft, statements = _typed(typed, row, zone=zone)
        if len(statements) != 1:
            return problems_of(draft), draft
    try:
        if aside:
            _put_aside(request, row)
        else:
            _state(request, row, statements[0])
    except Refused as refusal:
        return [("", worded(refusal.rule, refusal.values))], draft
    return [], draft


def _put_aside(request: HttpRequest, row: HeldBack) -> None:
    reason = request.POST.get("reason", "")
    dismiss_row(row.facility, row.number, reason=reason, actor=actor_of(request), now=now())
    messages.success(request, _("Put aside. The row is kept as it came."))


def _state(request: HttpRequest, row: HeldBack, statement: Statement) -> None:
    actor = actor_of(request)
    receipt = restate_row(row.facility, row.number, statement, actor=actor, device=DEVICE, now=now())
    announce(request, [receipt])


def _typed(typed: QueryDict, row: HeldBack, *, zone: str) -> tuple[Draft, list[Statement]]:
    """The form as it was sent, and what it states; a kind that is not in the vocabulary states nothing."""
    draft = drafts.returned(typed)
    if draft.kind not in BY_KIND:
        return _draft(row, kind=""), []
    return drafts.judged(draft, typed, facility=row.facility, zone=zone)


def _draft(row: HeldBack, *, kind: str) -> Draft:
    """The form of a kind (empty: the row's own), filled with what can be read of the row."""
    said, body = said_in(row), _body(row)
    own = kind_of(said.body) if said else str(body.get("kind", "")).partition("/")[0]
    chosen = kind if kind in BY_KIND else own if own in BY_KIND else PASSING[0]
    codes = {field.name: {choice.value for choice in field.choices} for field in Draft(chosen).fields[0]}
    values = msgspec.to_builtins(said.body) if said else body
    return Draft(
        kind=chosen, values={n: v for n, v in values.items() if n in codes and _fits(v, codes[n])},
        place=said.place or "" if said else "", occurred=_occurred(row),
    )  # fmt: skip


def _fits(value: Any, codes: set[str]) -> bool:
    """False for what a closed list has not: the list then starts unanswered, and not at its first line."""
    return not codes or not isinstance(value, str) or value in codes


def _occurred(row: HeldBack) -> str:
    """When it happened, where that can be read; nothing otherwise: when it came here is another time."""
    try:
        at = datetime.fromisoformat(str(_statement(row).get("occurred", "")))
        return drafts.clocked(at) if at.tzinfo is not None else ""
    except (ValueError, OverflowError):
        return ""


def _body(row: HeldBack) -> Mapping[str, Any]:
    """The body of a row that is JSON, whether or not it is a statement; empty otherwise."""
    body = _statement(row).get("body")
    return body if isinstance(body, dict) else {}


def _statement(row: HeldBack) -> Mapping[str, Any]:
    """What a row states, alone or in its place in the queue, as far as it is JSON."""
    try:
        whole = msgspec.json.decode(row.words)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return {}
    inner = whole.get("statement", whole) if isinstance(whole, dict) else {}
    return inner if isinstance(inner, dict) else {}


def _laid_out(row: HeldBack) -> str:
    """The words as they came, JSON a field a line."""
    try:
        return msgspec.json.format(row.words, indent=2)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return row.words
