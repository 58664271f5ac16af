"""The response level: where each house stands, every order, another looked at before it is ordered."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.order_level import ORDERING, open_levels, order_level, seal
from lazaretto.board.level_page import Change
from lazaretto.facts.command import Level
from lazaretto.facts.encoding import Malformed
from lazaretto.registers.command import LEVELS
from lazaretto.web import local_times
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.pressing import text
from lazaretto.web.refusing import worded
from lazaretto.web.showing import house_zone, show


@requires("read_person")
def levels(request: HttpRequest) -> HttpResponse:
    """Show the levels, and what another would change; order it as it was shown."""
    if request.method != "POST":
        return _page(request, request.GET)
    try:
        return _order(request)
    except Refused as refusal:
        if refusal.rule in ("not_permitted", "out_of_scope"):
            raise
        return _page(request, request.POST, problem=worded(refusal.rule, refusal.values))
    except Malformed as fault:
        return _page(request, request.POST, problem=str(fault))


def _order(request: HttpRequest) -> HttpResponse:
    typed = request.POST
    level, authority, reason = _level(typed), text(typed, "authority"), text(typed, "reason")
    if level is None or not authority or not reason:
        raise Malformed(_("Say by whose authority, and why."))
    receipts = order_level(
        level=level, begins=_begins(typed), facilities=typed.getlist("house"), authority=authority,
        reason=reason, shown=text(typed, "seal"), actor=actor_of(request), device=DEVICE, now=now(),
    )  # fmt: skip
    messages.success(request, _("Ordered for %(n)s facilities.") % {"n": len(receipts)})
    return HttpResponseRedirect(reverse("levels"))


def _page(request: HttpRequest, typed: QueryDict, *, problem: str = "") -> HttpResponse:
    actor, at, level, begins = actor_of(request), instant_asked(request), _level(typed), None
    try:
        begins = _begins(typed)
    except Malformed as fault:
        problem, level = problem or str(fault), None
    chosen = typed.getlist("house")
    page = open_levels(actor=actor, now=now(), level=level, begins=begins, facilities=chosen, at=at)
    families = {
        name: _by_family(lines) for name, lines in (("begins", page.beginning), ("ends", page.ending))
    }
    return show(
        request, "web/levels.html", zone=page.zone, at=at, here="levels", page=page, problem=problem,
        status=422 if problem else 200, seal=seal(page), all_levels=LEVELS, live=at is None,
        chosen=chosen or [house.code for house in page.houses], families=families,
        standing=list(zip(page.houses, page.levels, strict=True)), begins=typed.get("begins", ""),
        authority=text(typed, "authority"), reason=text(typed, "reason"), ahead=begins is not None,
        may_order=at is None and actor.may(ORDERING),
    )  # fmt: skip


def _by_family(lines: Sequence[Change]) -> list[tuple[str, list[Change]]]:
    found: dict[str, list[Change]] = {}
    for one in lines:
        found.setdefault(one.clause.family, []).append(one)
    return list(found.items())


def _level(typed: QueryDict) -> Level | None:
    return next((one for one in LEVELS if one == typed.get("level")), None)


def _begins(typed: QueryDict) -> datetime | None:
    """The instant that was typed; None: at once. Raises :class:`Malformed` for one that is over."""
    said = typed.get("begins", "").strip()
    if not said:
        return None
    begins = local_times.read(said, zone=house_zone())
    if begins is None or begins < now():
        raise Malformed(_("The order begins now or later: choose another time, or leave it empty for now."))
    return begins
