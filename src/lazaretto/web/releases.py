"""The release gate of a facility: each leg with its conditions, and the signature that ends one."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.end_leg import end_leg
from lazaretto.actions.list_releases import list_releases
from lazaretto.board.releases import ReleaseLine, Releases
from lazaretto.facts.vocabulary import BY_KIND
from lazaretto.obligations.clearing import Status
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.refusing import worded
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house

SECTIONS: tuple[Status, ...] = ("overdue", "due", "blocked", "ready")


@requires("read_person")
def releases(request: HttpRequest, code: str) -> HttpResponse:
    """Show the gate; sign the ends that were chosen, one by one, and say what stands against the others."""
    if request.method != "POST":
        return _page(request, code)
    actor, signed, problems = actor_of(request), [], []
    for person in request.POST.getlist("person"):
        try:
            end_leg(code, person=person, actor=actor, device=DEVICE, now=now())
            signed.append(person)
        except Refused as refusal:
            problems.append(f"{person}: {worded(refusal.rule, refusal.values)}")
    if signed:
        said = {"count": len(signed), "people": " ".join(signed)}
        messages.success(
            request,
            ngettext(
                "Signed: the leg of %(people)s has ended.", "Signed: %(count)s legs have ended: %(people)s.",
                len(signed),
            )
            % said,
        )  # fmt: skip
    if problems or not signed:
        return _page(request, code, problems=problems or [_("Choose at least one person.")], status=422)
    return HttpResponseRedirect(reverse("releases", args=[code]))


def _page(
    request: HttpRequest, code: str, *, problems: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = list_releases(code, actor=actor, now=now(), at=at)
    return show(
        request, "web/releases.html", zone=page.zone, at=at, here="releases", page=page, problems=problems,
        status=status, place=house(page), live=at is None,
        sections=[(name, page.of(name)) for name in SECTIONS], counting=_by_end(page),
        asked=[line for line in page.lines if line.person == request.GET.get("person")],
        may_sign=at is None and actor.may("state:quarantine.cleared"),
        stateable={kind for kind in BY_KIND if actor.may(f"state:{kind}")} if at is None else set(),
    )  # fmt: skip


def _by_end(page: Releases) -> list[tuple[datetime | None, list[ReleaseLine]]]:
    """Those who still count, by the instant at which they are full; whoever has no end comes last."""
    found: dict[datetime | None, list[ReleaseLine]] = {}
    for line in page.of("counting"):
        found.setdefault(line.clock.ends, []).append(line)
    return list(found.items())
