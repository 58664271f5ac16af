"""A tour of a house as it is set: which stops in which order, how often, how long a look takes (M32)."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_patrols import HousePatrols, open_house_patrols
from lazaretto.actions.record_fact import record_fact
from lazaretto.board.patrols_page import TourLine
from lazaretto.facts.patrols import MOST_TURNS
from lazaretto.web.asking import DEVICE, actor_of
from lazaretto.web.pressing import Unread, plain, pressed, seed, statement, text
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house
from lazaretto.web.templatetags.patrolling import area_words

_BLANK = 4  # rows for further stops
_MOST = 40  # stops, as a tour's form has it
_FIELDS = ("stop", "order", "name", "camera", "place", "seconds")
_KIND = "supervision.tour_set/1"

Row = dict[str, str]


@never_cache
@requires("state:supervision.tour_set")
def patrol_tour(request: HttpRequest, code: str) -> HttpResponse:
    """Show a tour's form, that of ``?tour=`` or a new one's; set it or give it up, as was pressed."""
    if request.method != "POST":
        return _page(request, code)
    return pressed(request, code, acts={"set": _set, "give_up": _give_up}, page=_page)


def _set(request: HttpRequest, code: str) -> HttpResponse:
    title, turns = text(request.POST, "title"), text(request.POST, "turns")
    rows = [row for row in _typed(request) if row["name"] or row["camera"] or row["place"]]
    if not title or not rows:
        raise Unread(_("Give the tour a name, and at least one stop: a name, a camera or a key area."))
    if len(rows) > _MOST:
        raise Unread(_("A tour has %(most)s stops at most. Make two of it.") % {"most": _MOST})
    stops = [_stop(row) for row in sorted(rows, key=lambda row: _number(row["order"]) or _MOST)]
    return _stated(request, code, {"title": title, "stops": _numbered(stops), "turns": _number(turns) or 1})


def _give_up(request: HttpRequest, code: str) -> HttpResponse:
    return _stated(request, code, {"title": text(request.POST, "title") or text(request.POST, "tour")})


def _stated(request: HttpRequest, code: str, said: dict[str, Any]) -> HttpResponse:
    actor, moment = actor_of(request), now()
    tour = text(request.POST, "tour")
    said = {"kind": _KIND, "tour": tour, "set_by": actor.code, **said}
    one = statement(said, facility=code, occurred=moment, fact=seed(text(request.POST, "made")))
    record_fact(one, actor=actor, device=DEVICE, now=moment)
    messages.success(request, _("The tour is set.") if "stops" in said else _("The tour is given up."))
    return HttpResponseRedirect(reverse("house_patrols", args=[code]))


def _typed(request: HttpRequest) -> list[Row]:
    columns = [request.POST.getlist(name) for name in _FIELDS]
    return [
        dict(zip(_FIELDS, (plain(part) for part in row), strict=True)) for row in zip(*columns, strict=False)
    ]


def _stop(row: Row) -> dict[str, Any]:
    title = row["name"] or (area_words(row["place"]) if row["place"] else row["camera"])
    said = {
        "title": title,
        "camera": row["camera"],
        "place": row["place"],
        "seconds": _number(row["seconds"]),
    }
    return {"stop": row["stop"], **{name: value for name, value in said.items() if value}}


def _numbered(stops: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each stop with a code of its own; one that has a code keeps it, so that its looks stay comparable."""
    taken = {one["stop"] for one in stops if one["stop"]}
    free = (f"S{number}" for number in range(1, 2 * _MOST + 1) if f"S{number}" not in taken)
    return [{**one, "stop": one["stop"] or next(free)} for one in stops]


def _number(typed: str) -> int | None:
    """A whole number; None where nothing was typed. Raises :class:`Unread`."""
    if not typed:
        return None
    if not typed.isdecimal():
        raise Unread(_("“%(typed)s” is no whole number.") % {"typed": typed})
    return int(typed)


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    page = open_house_patrols(code, actor=actor_of(request), now=now(), days=1)
    asked = request.POST.get("tour") or request.GET.get("tour", "")
    line = next((one for one in page.tours if one.tour == asked), None)
    typed = request.method == "POST"
    rows = _typed(request) if typed else _rows(page, line)
    blank = [dict.fromkeys(_FIELDS, "")] * (0 if typed else _BLANK)
    return show(
        request, "web/patrol_tour.html", zone=page.house.zone, here="house_patrols", page=page, code=code,
        place=house(page.house), problem=problem, status=status, made=str(uuid4()), line=line,
        tour=asked or _fresh(page), rows=[*rows, *blank], most_turns=range(1, MOST_TURNS + 1),
        title=request.POST.get("title", "") if typed else (line.title if line else ""),
        turns=request.POST.get("turns", "") if typed else str(line.owed if line else 1),
    )  # fmt: skip


def _fresh(page: HousePatrols) -> str:
    """A code for a new tour that the house does not use."""
    taken = {one.tour for one in page.tours} | {walk.tour for walk in page.walks}
    return next(name for number in range(1, 1000) if (name := f"T{number}") not in taken)


def _rows(page: HousePatrols, line: TourLine | None) -> list[Row]:
    """The stops of a tour; of a new one, what no tour goes to yet: key areas, and cameras that none uses."""
    if line is not None:
        return [
            {
                "stop": one.stop, "order": str(number), "name": one.title, "camera": one.camera or "",
                "place": one.place or "", "seconds": str(one.seconds or ""),
            }
            for number, one in enumerate(line.stops, 1)
        ]  # fmt: skip
    offered = [
        *({"place": area, "name": area_words(area)} for area in page.unwatched),
        *({"camera": one.code, "name": one.title or one.code} for one in page.unused),
    ]
    return [
        dict.fromkeys(_FIELDS, "") | {"order": str(number)} | one
        for number, one in enumerate(offered[:_MOST], 1)
    ]
