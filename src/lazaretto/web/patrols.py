"""Patrols: the tours of every house and what is owed now, and one house by area and day (M32)."""

from uuid import uuid4, uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.begin_patrol import begin_patrol
from lazaretto.actions.open_patrols import DAYS, open_house_patrols, open_patrols
from lazaretto.board.patrols_page import TourLine
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.pressing import pressed, seed, text
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house

WALKS = "state:supervision.patrol_begun"
SETS = "state:supervision.tour_set"
SETS_CAMERAS = "state:supervision.camera_set"
SETS_PLACES = "state:command.place_established"
CHOICES = (7, 14, 28)  # days of the heat, as its page offers them
_WAITING = ("late", "owed", "disputed")
_PRESSING = ("late", "owed", "missed", "disputed", "met", "excused", "ahead")


@never_cache
@requires("read_facts")
def patrols(request: HttpRequest) -> HttpResponse:
    """Show every tour in scope, what is owed first; begin one, as was pressed."""
    if request.method != "POST":
        return _everywhere(request, "")
    return pressed(request, "", acts=_ACTS, page=_everywhere)


@never_cache
@requires("read_facts")
def house_patrols(request: HttpRequest, code: str) -> HttpResponse:
    """Show one house: its tours, its areas by day, the gaps; begin a tour, as was pressed."""
    if request.method != "POST":
        return _house(request, code)
    return pressed(request, code, acts=_ACTS, page=_house)


def _begin(request: HttpRequest, _code: str) -> HttpResponse:
    facility, tour = text(request.POST, "facility"), text(request.POST, "tour")
    fact = uuid5(seed(text(request.POST, "made")), f"{facility}|{tour}")
    walk = begin_patrol(facility, tour, fact=fact, actor=actor_of(request), device=DEVICE, now=now())
    messages.success(request, _("Under way. Each look is kept as soon as it is stated."))
    return HttpResponseRedirect(reverse("patrol", args=[facility, walk]))


_ACTS = {"begin": _begin}


def _everywhere(request: HttpRequest, _code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_patrols(actor=actor, now=now(), at=at, city=request.GET.get("city") or None)
    lines = sorted(page.lines, key=_what_presses)
    return show(
        request, "web/patrols.html", zone=page.zone, at=at, here="patrols", page=page, live=at is None,
        known_at=page.known_at, problem=problem, status=status, made=str(uuid4()),
        waiting=[line for line in lines if line.running or line.state in _WAITING],
        done=[line for line in lines if not (line.running or line.state in _WAITING)],
        without=[one.house for one in page.houses if not one.tours],
        may_walk=at is None and actor.may(WALKS), may_set=at is None and actor.may(SETS),
    )  # fmt: skip


def _house(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at, days = actor_of(request), instant_asked(request), _days_asked(request)
    page = open_house_patrols(code, actor=actor, now=now(), at=at, days=days)
    return show(
        request, "web/house_patrols.html", zone=page.house.zone, at=at, here="house_patrols", page=page,
        code=code, place=house(page.house), live=at is None, known_at=page.known_at, problem=problem,
        status=status, made=str(uuid4()), days=days, choices=CHOICES,
        may_walk=at is None and actor.may(WALKS), may_set=at is None and actor.may(SETS),
        may_set_cameras=at is None and actor.may(SETS_CAMERAS),
        may_set_places=at is None and actor.may(SETS_PLACES),
    )  # fmt: skip


def _what_presses(line: TourLine) -> tuple[bool, int, str, str]:
    """What is under way first, then what is late and owed; within that by house."""
    return line.running is None, _PRESSING.index(line.state), line.house.code, line.tour


def _days_asked(request: HttpRequest) -> int:
    """How many days the heat shows; the usual number for whatever is not offered."""
    asked = request.GET.get("days", "")
    return int(asked) if asked in {str(one) for one in CHOICES} else DAYS
