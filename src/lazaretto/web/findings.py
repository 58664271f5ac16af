"""Findings: those of a house, one with its history, every house beside the others, and their evidence."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.actor import Actor
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.issue_notice import Draft, issue_notice
from lazaretto.actions.open_evidence import open_evidence
from lazaretto.actions.open_findings import open_finding, open_findings, open_findings_everywhere
from lazaretto.actions.state_with_evidence import state_with_evidence
from lazaretto.actions.take_picture import kept_picture
from lazaretto.web import extending
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.labels.notices import ORIGINS, SEVERITIES
from lazaretto.web.pressing import Unread, pressed, seed, statement, text
from lazaretto.web.showing import house_zone, show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house

KINDS = (
    "finding_raised", "finding_rectified", "finding_reinspected", "finding_reopened", "notice_issued",
    "extension_asked", "extension_decided",
)  # fmt: skip
_CODE = 4  # characters of the form's number that tell two findings of one day apart
_PREFILLED = ("about", "origin", "of", "seen", "place", "picture")


@never_cache
@requires("read_facts")
def findings(request: HttpRequest, code: str) -> HttpResponse:
    """Show the findings of a house; raise one, as was pressed."""
    if request.method != "POST":
        return _page(request, code)
    zone = open_findings(code, actor=actor_of(request), now=now()).house.zone
    with timezone.override(zone):
        return pressed(request, code, acts={"raise": _raise}, page=_page)


@never_cache
@requires("read_facts")
def finding(request: HttpRequest, code: str, finding: str) -> HttpResponse:
    """Show one finding; put it right, look at it again, or open it again, as was pressed."""

    def again(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
        return _one(request, code, finding, problem=problem, status=status)

    if request.method != "POST":
        return again(request, code)
    acts = {
        name: (lambda request, code, said=said: _state(request, code, said(request, finding), finding))
        for name, said in {**_SAID, **extending.SAID}.items()
    }
    zone = open_findings(code, actor=actor_of(request), now=now()).house.zone
    with timezone.override(zone):
        return pressed(request, code, acts=acts, page=again)


@never_cache
@requires("read_facts")
def findings_everywhere(request: HttpRequest) -> HttpResponse:
    """Show every house of the reader's scope; sign a notice about what was ticked."""
    if request.method != "POST":
        return _city(request, "")
    return pressed(request, "", acts={"notice": _notice}, page=_city)


@requires("read_facts")
def evidence(request: HttpRequest, code: str, digest: str) -> HttpResponse:
    """One picture or paper that is kept; each look at it is noted."""
    found = open_evidence(code, digest, reason=_("look at the evidence"), actor=actor_of(request), now=now())
    answer = HttpResponse(found.data, content_type=found.media)
    answer["Cache-Control"] = "no-store"
    answer["Content-Disposition"] = "inline" if found.media.startswith("image/") else "attachment"
    return answer


def files_of(request: HttpRequest) -> list[bytes]:
    """The files that were sent along."""
    return [file.read() for file in request.FILES.getlist("evidence") if file.size]


def picture_of(request: HttpRequest, code: str) -> list[bytes]:
    """The picture of a camera that the form names: the finding keeps it longer than its days."""
    digest = text(request.POST, "picture")
    return [kept_picture(code, digest, actor=actor_of(request), now=now()).jpeg] if digest else []


def _raise(request: HttpRequest, code: str) -> HttpResponse:
    moment, made = now(), seed(text(request.POST, "made"))
    about, seen = text(request.POST, "about"), text(request.POST, "seen")
    severity, origin = text(request.POST, "severity"), text(request.POST, "origin")
    if not about or not seen:
        raise Unread(_("Choose what it is about, and write what was seen."))
    if severity not in SEVERITIES or origin not in ORIGINS:
        raise Unread(_("Choose how grave it is, and from what it was found."))
    number = f"F-{code}-{timezone.localtime(moment):%m%d}-{made.hex[:_CODE].upper()}"
    said = {
        "kind": "supervision.finding_raised/1", "finding": number, "about": about, "seen": seen,
        "severity": severity, "origin": origin, "of": text(request.POST, "of") or None,
        "found_by": actor_of(request).code,
    }  # fmt: skip
    _recorded(request, code, said, made=made, moment=moment)
    return HttpResponseRedirect(reverse("finding", args=[code, number]))


def _state(request: HttpRequest, code: str, said: dict[str, Any], finding: str) -> HttpResponse:
    _recorded(request, code, said, made=seed(text(request.POST, "made")), moment=now())
    return HttpResponseRedirect(reverse("finding", args=[code, finding]))


def _recorded(request: HttpRequest, code: str, said: dict[str, Any], *, made: UUID, moment: datetime) -> None:
    receipts = state_with_evidence(
        lambda digests: [
            statement(
                {**said, "evidence": list(digests) or None}, facility=code, occurred=moment,
                fact=uuid5(made, said["kind"]),
            )
        ],
        [*picture_of(request, code), *files_of(request)], facility=code, actor=actor_of(request),
        device=DEVICE, now=moment,
    )  # fmt: skip
    announce(request, receipts)


def _rectify(request: HttpRequest, finding: str) -> dict[str, Any]:
    done = text(request.POST, "words")
    if not done:
        raise Unread(_("Write what was done."))
    by = actor_of(request).code
    return {"kind": "supervision.finding_rectified/1", "finding": finding, "done": done, "rectified_by": by}


def _look(request: HttpRequest, finding: str) -> dict[str, Any]:
    outcome, seen = text(request.POST, "outcome"), text(request.POST, "words")
    if outcome not in ("passed", "returned") or not seen:
        raise Unread(_("Choose whether it is put right, and write what was seen."))
    return {
        "kind": "supervision.finding_reinspected/1", "finding": finding, "outcome": outcome, "seen": seen,
        "reinspected_by": actor_of(request).code,
    }  # fmt: skip


def _reopen(request: HttpRequest, finding: str) -> dict[str, Any]:
    reason = text(request.POST, "words")
    if not reason:
        raise Unread(_("No reason is given. Say in a few words why."))
    by = actor_of(request).code
    return {"kind": "supervision.finding_reopened/1", "finding": finding, "reason": reason, "reopened_by": by}


_SAID = {"rectify": _rectify, "look": _look, "reopen": _reopen}


def _notice(request: HttpRequest, _code: str) -> HttpResponse:
    """A paper about what was ticked: to the one house, or to all."""
    sort, title = text(request.POST, "sort"), text(request.POST, "title")
    demands = text(request.POST, "demands")
    if sort not in ("order", "circular") or not title or not demands:
        raise Unread(_("Choose which paper it is, and write its title and what it demands."))
    named = [tuple(one.split("|", 1)) for one in request.POST.getlist("finding") if "|" in one]
    draft = Draft(
        sort="order" if sort == "order" else "circular", title=title, demands=demands,
        named=[(first, second) for first, second in named],
        due=extending.moment_of(text(request.POST, "due"), zone=house_zone()),
    )  # fmt: skip
    first, notice = issue_notice(
        draft, made=seed(text(request.POST, "made")), actor=actor_of(request), device=DEVICE, now=now()
    )
    messages.success(request, _("Signed and sent."))
    return HttpResponseRedirect(reverse("notice", args=[first, notice]))


def may(actor: Actor) -> set[str]:
    """What the reader may state about findings."""
    return {kind for kind in KINDS if actor.may(f"state:supervision.{kind}")}


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_findings(code, actor=actor, now=now(), at=at)
    asked = request.POST if request.method == "POST" else request.GET
    return show(
        request, "web/findings.html", zone=page.house.zone, at=at, here="findings", page=page, code=code,
        place=house(page.house), problem=problem, status=status, live=at is None, made=str(uuid4()),
        may=may(actor) if at is None else set(), severities=SEVERITIES, origins=ORIGINS,
        typed={name: asked.get(name, "") for name in (*_PREFILLED, "severity")},
    )  # fmt: skip


def _one(
    request: HttpRequest, code: str, finding: str, *, problem: str = "", status: int = 200
) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_finding(code, finding, actor=actor, now=now(), at=at)
    return show(
        request, "web/finding.html", zone=page.house.zone, at=at, here="findings", page=page, code=code,
        place=house(page.house), problem=problem, status=status, live=at is None, made=str(uuid4()),
        line=page.line, may=may(actor) if at is None else set(), typed=request.POST, coming=page.coming,
        severity=page.line.climbed.severity,
    )  # fmt: skip


def _city(request: HttpRequest, _code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_findings_everywhere(actor=actor, now=now(), at=at)
    zone = page.houses[0].zone if page.houses else house_zone()
    ticked = set(request.POST.getlist("finding"))
    return show(
        request, "web/findings_city.html", zone=zone, at=at, here="findings_everywhere", page=page,
        problem=problem, status=status, live=at is None, made=str(uuid4()), ticked=ticked,
        may=may(actor) if at is None else set(), typed=request.POST,
    )  # fmt: skip
