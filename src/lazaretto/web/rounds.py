"""The rounds of a house: who is uncovered in each, past ones, and the opening of another as it would be."""

from datetime import datetime
from typing import Any, get_args
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_round import open_round
from lazaretto.actions.open_rounds import POOLS, open_rounds
from lazaretto.board.rounds_page import WHOM, closing
from lazaretto.facts.testing import Part
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.pressing import Unread, pressed, seed, text
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house

Asked = tuple[str, str, int]


@requires("read_person")
def rounds(request: HttpRequest, code: str) -> HttpResponse:
    """Show the rounds of a house and what a new one would be; open it at one press."""
    if request.method != "POST":
        return _page(request, code)
    zone = open_rounds(code, actor=actor_of(request), now=now()).house.zone
    with timezone.override(zone):
        return pressed(request, code, acts={"open": _open}, page=_page)


def _open(request: HttpRequest, code: str) -> HttpResponse:
    """Freeze the muster of what was shown."""
    typed, (stratum, part, pool) = request.POST, _asked(request.POST)
    page = open_rounds(code, actor=actor_of(request), now=now())
    opened = open_round(
        code, stratum=stratum, part=part, pool=pool, closes=_closes(text(typed, "closes"), closing(page)),  # type: ignore[arg-type]  # _asked knows them
        incident=text(typed, "incident")[:64] or None, zone=page.house.zone, fact=seed(text(typed, "made")),
        actor=actor_of(request), device=DEVICE, now=now(),
    )  # fmt: skip
    messages.success(request, _("The round %(round)s is open; its muster is frozen.") % {"round": opened})
    return HttpResponseRedirect(reverse("round", args=[code, opened]))


def _asked(typed: QueryDict) -> Asked:
    """Whom, which part of them, and how many swabs a tube holds; what was not asked is the widest."""
    stratum, _dot, part = typed.get("whom", "").partition(".")
    chosen = (stratum, part) if (stratum, part) in WHOM and part in get_args(Part) else WHOM[0]
    pool = next((one for one in POOLS if str(one) == typed.get("pool")), POOLS[2])
    return (*chosen, pool)


def _closes(typed: str, otherwise: datetime | None) -> datetime:
    """When it is to be finished, by the clock of the house. Raises :class:`Unread`."""
    try:
        found = datetime.fromisoformat(typed) if typed else otherwise
    except ValueError:
        found = None
    if found is None:
        raise Unread(_("Say until when everybody is to be swabbed."))
    return found if found.tzinfo else timezone.make_aware(found)


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    typed = request.POST if request.method == "POST" else request.GET
    asked = _asked(typed)
    may_open = at is None and actor.may("state:testing.round_opened")
    page = open_rounds(code, actor=actor, now=now(), at=at, asked=asked if may_open else None)
    wanted: dict[str, Any] = {"closes": typed.get("closes", ""), "incident": typed.get("incident", "")}
    return show(
        request, "web/rounds.html", zone=page.house.zone, at=at, here="rounds", code=code, page=page,
        place=house(page.house), live=at is None, problem=problem, status=status, may_open=may_open,
        whoms=[(f"{s}.{p}", s, p) for s, p in WHOM], whom=f"{asked[0]}.{asked[1]}", pools=POOLS,
        pool=asked[2], closes=closing(page), wanted=wanted, made=str(uuid4()),
    )  # fmt: skip
