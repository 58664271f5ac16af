"""Who goes into which cell: a proposal with its reasons and prices, and a person who decides on it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.propose_places import ACT, give_up_place, keep_places, propose_places
from lazaretto.web import door, placing_words
from lazaretto.web.asking import DEVICE, actor_of
from lazaretto.web.refusing import sentence, worded
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house, where


@requires("read_person")
def placing(request: HttpRequest, code: str) -> HttpResponse:
    """Show the proposal; keep the places that were chosen, and say what stands against the others."""
    if request.method != "POST" or request.POST.get("act") == "propose":
        return _page(request, code)
    if request.POST.get("give_up"):
        return _give_up(request, code, request.POST["give_up"])
    return _keep(request, code)


def _keep(request: HttpRequest, code: str) -> HttpResponse:
    typed, (_shown, people) = request.POST, door.read(request.POST)
    chosen = _chosen(typed)
    if not chosen:
        problem = _("Choose a cell for at least one person, or tick that the proposed places are kept.")
        return _page(request, code, problems=[problem], status=422)
    receipts = keep_places(
        code, chosen=chosen, reason=_reason(typed), actor=actor_of(request), device=DEVICE, now=now(),
        door=people, without=typed.getlist("without"),
    )  # fmt: skip
    kept = [person for person, receipt in receipts.items() if receipt.recorded]
    wrong = [f"{person}: {sentence(receipt)}" for person, receipt in receipts.items() if not receipt.recorded]
    if kept:
        said = ngettext("%(n)s place is kept: %(who)s.", "%(n)s places are kept: %(who)s.", len(kept))
        names = _("; ").join(f"{person} → {where(chosen[person])}" for person in kept)
        messages.success(request, said % {"n": len(kept), "who": names})
    if wrong:
        return _page(request, code, problems=wrong, status=422)
    return HttpResponseRedirect(reverse("placing", args=[code]))


def _give_up(request: HttpRequest, code: str, person: str) -> HttpResponse:
    try:
        give_up_place(
            code,
            person=person,
            reason=_reason(request.POST),
            actor=actor_of(request),
            device=DEVICE,
            now=now(),
        )
    except Refused as refusal:
        return _page(request, code, problems=[worded(refusal.rule, refusal.values)], status=422)
    messages.success(request, _("The place of %(person)s is kept no longer.") % {"person": person})
    return HttpResponseRedirect(reverse("placing", args=[code]))


def _chosen(typed: QueryDict) -> dict[str, str]:
    """Person → cell: as chosen, or as proposed where that was ticked; ``-`` decides nothing."""
    found = {}
    for number in range(len([name for name in typed if name.startswith("who-")])):
        person = typed.get(f"who-{number}", "")
        cell = typed.get(f"cell-{number}", "") or (
            typed.get(f"proposed-{number}", "") if "all" in typed else ""
        )
        if person and cell and cell != "-":
            found[person] = cell
    return found


def _reason(typed: QueryDict) -> str:
    return " ".join(typed.get("reason", "").split())[:200] or _("decided on the placing page")


def _page(
    request: HttpRequest, code: str, *, problems: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    actor, typed = actor_of(request), request.POST
    shown, people = door.read(typed)
    without = typed.getlist("without")
    page = propose_places(code, actor=actor, now=now(), door=people, without=without)
    with timezone.override(page.house.zone):
        context: dict[str, Any] = {
            "rows": placing_words.rows(page), "stands": placing_words.stands(page),
            "pictures": placing_words.pictures(page), "costs": placing_words.costs(page),
            "separation": placing_words.separation(page),
            "reliefs": placing_words.reliefs(page, code=code, actor=actor),
        }  # fmt: skip
    faults = [f"{row.person or row.number + 1}: {row.error}" for row in shown if row.error]
    faults += [
        _("%(person)s has a bed already, in %(cell)s.") % {"person": who, "cell": where(cell)}
        if cell
        else _("%(person)s has a bed elsewhere already. Check the number, or have them sent here.")
        % {"person": who}
        for who, cell in page.held.items()
    ]
    return show(
        request, "web/placing.html", zone=page.house.zone, here="placing", page=page, place=house(page.house),
        problems=[*problems, *faults], status=status, door=door.with_blanks(shown), sexes=door.SEXES,
        healths=[(health, placing_words.phrase(f"health_{health}")) for health in door.HEALTHS],
        may_keep=actor.may(ACT), without=without, proved=placing_words.phrase("proved_least"),
        gap=placing_words.phrase("gap_left", gap=str(page.proposal.gap)), **context,
    )  # fmt: skip
