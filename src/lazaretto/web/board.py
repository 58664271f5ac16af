"""The city board: one wall screen, live or at any instant of the record."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language

from lazaretto.access.clock import now
from lazaretto.access.declaring import SIGNED_IN, requires
from lazaretto.actions.open_board import open_board
from lazaretto.actions.open_nodes import cut_off_since
from lazaretto.board.city import CityBoard
from lazaretto.web.asking import actor_of, instant_asked
from lazaretto.web.drawn import Drawn
from lazaretto.web.scale import scale
from lazaretto.web.showing import show

ALERTS, ROUNDS = 5, 6  # as many as the wall screen holds
CALLED = 2  # alerts that make room for what calls the reader
_sheets: Drawn[CityBoard] = Drawn(keep=64)


@requires(SIGNED_IN)
def board(request: HttpRequest) -> HttpResponse:
    """Show the board. A poll whose ``seen`` is still true is answered with nothing to do.

    It is the start page too: a role without a board starts at the protocols.
    """
    actor, at, present = actor_of(request), instant_asked(request), now()
    if not actor.may("read_board"):
        return HttpResponseRedirect(reverse("protocols"))
    city, family = request.GET.get("city") or None, request.GET.get("family") or None
    page = open_board(actor=actor, now=present, at=at, city=city)
    alone = cut_off_since(now=present) if at is None else None
    if at is None and request.GET.get("seen") == _stamp(page, alone):
        return HttpResponse(status=204)
    polled, everything = request.headers.get("HX-Request") == "true", "all" in request.GET
    template = "web/board_sheet.html" if polled else "web/board.html"

    def draw() -> HttpResponse:
        return show(
            request, template, zone=page.zone, at=at, here="board", board=page, live=at is None, city=city,
            stamp=_stamp(page, alone), alone=alone, in_force=page.in_force, known_at=page.known_at,
            scale=_scale(page, present), polled=polled, family=family, everything=everything,
            **_cut(page, everything=everything, family=family),
        )  # fmt: skip

    if not polled or at is not None:
        return draw()
    look = (get_language(), actor.role, actor.scope, city, family, everything, alone)
    return HttpResponse(_sheets.of(page, look, lambda: draw().content))


def _stamp(page: CityBoard, alone: datetime | None) -> str:
    """What an open board shows: two facts of one second make two boards, and so does a line that is cut."""
    return f"{page.at.isoformat()}|{page.facts}|{alone.isoformat() if alone else ''}"


def _cut(page: CityBoard, *, everything: bool, family: str | None) -> dict[str, Any]:
    alerts = [alert for alert in page.alerts if family in (None, alert.family)]
    rounds = sorted(page.coverage, key=lambda round_: -len(round_.uncovered))
    rounds = rounds if everything else rounds[:ROUNDS]
    return {
        "alerts": alerts if everything or family else alerts[: ALERTS - CALLED * bool(page.called)],
        "rounds": rounds,
        "rounds_more": page.rounds_in_all - len(rounds),
    }


def _scale(page: CityBoard, present: Any) -> Any:
    if page.first is None:
        return None
    turns = [(turn.at, turn.text) for turn in page.turns]
    return scale(first=page.first, last=present, at=page.at, zone=page.zone, turns=turns)
