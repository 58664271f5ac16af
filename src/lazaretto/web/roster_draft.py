"""A draft of a roster beside the one in force: what changes for whom, what it breaks; a leader signs it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_roster import open_draft
from lazaretto.actions.publish_roster import ACT, publish_roster
from lazaretto.board.roster_page import moved
from lazaretto.web.asking import DEVICE, actor_of
from lazaretto.web.pressing import pressed, text
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house


@never_cache
@requires("read_facts")
def roster_draft(request: HttpRequest, code: str, draft: str) -> HttpResponse:
    """Show the draft; sign it, as was pressed, or say what stands against it."""

    def again(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
        return _page(request, code, draft, problem=problem, status=status)

    def sign(request: HttpRequest, code: str) -> HttpResponse:
        return _sign(request, code, draft)

    if request.method != "POST":
        return again(request, code)
    return pressed(request, code, acts={"sign": sign}, page=again)


def _sign(request: HttpRequest, code: str, draft: str) -> HttpResponse:
    receipt = publish_roster(
        code, draft, despite=request.POST.getlist("despite"), reason=text(request.POST, "reason"),
        actor=actor_of(request), device=DEVICE, now=now(),
    )  # fmt: skip
    said = _("Signed. From its first day on this roster rules at the gate.")
    messages.success(request, said, str(receipt.fact_id or ""))
    return HttpResponseRedirect(reverse("roster", args=[code]))


def _page(
    request: HttpRequest, code: str, draft: str, *, problem: str = "", status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    page = open_draft(code, draft, actor=actor, now=now())
    body = page.draft.body
    mine = page.draft.by == actor.code
    return show(
        request, "web/roster_draft.html", zone=page.house.zone, here="roster", page=page, code=code,
        place=house(page.house), problem=problem, status=status, body=body, moved=moved(page.moves),
        may_sign=page.signed is None and actor.may(ACT) and not mine, mine=mine and actor.may(ACT),
        chosen=request.POST.getlist("despite"), reason=request.POST.get("reason", ""), many=12,
        over=body.first < page.today,
    )  # fmt: skip
