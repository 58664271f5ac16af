"""The day's regime: wing by activity what was done, one press for several; or why it was not."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, get_args
from uuid import uuid4, uuid5

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_regime import open_regime
from lazaretto.actions.state_together import state_together
from lazaretto.board.regime_page import RegimePage, RegimeSquare
from lazaretto.facts.regime import Absentee, Activity, Hindrance
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.pressing import Unread, local_moment, pressed, seed, statement, text
from lazaretto.web.showing import show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house

DONE, LEFT_OUT = "regime.activity_done", "regime.activity_left_out"
SUSPEND, RESUME = "regime.suspended", "regime.resumed"
ABSENCES = get_args(Absentee.__annotations__["why"])
Square = tuple[str, str]  # a wing and an activity
Said = tuple[dict[str, Any], datetime | None]  # the fields of a fact, and when it was if not now
LAST = timedelta(seconds=1)  # before a slot closes: what happened in it happened by then


@never_cache
@requires("read_day_sheet")
def regime(request: HttpRequest, code: str) -> HttpResponse:
    """Show the day; record what was pressed."""
    if request.method != "POST":
        return _page(request, code)
    acts = {"done": _state, "left_out": _state, "suspend": _state, "resume": _state}
    return pressed(request, code, acts=acts, page=_page)


def _state(request: HttpRequest, code: str) -> HttpResponse:
    actor, moment, made = actor_of(request), now(), seed(text(request.POST, "made"))
    page = open_regime(code, actor=actor, now=moment)
    told = [
        statement(
            said, facility=code, occurred=moment if then is None else then,
            fact=uuid5(made, repr((sorted(said.items()), then))),
        )
        for said, then in _said(request.POST, page)
    ]  # fmt: skip
    announce(request, state_together(told, actor=actor, device=DEVICE, now=moment))
    query = urlencode({"wing": wing}) if (wing := text(request.POST, "wing")) else ""
    return HttpResponseRedirect(f"{reverse('regime', args=[code])}{'?' if query else ''}{query}")


def _said(typed: QueryDict, page: RegimePage) -> Iterator[Said]:
    """The fields of each fact. Raises :class:`Unread`."""
    act = typed["act"]
    if act == "suspend":
        yield _suspended(typed, page), None
        return
    ticked = [one for one in dict.fromkeys(typed.getlist("square")) if one]
    if not ticked:
        raise Unread(_("Tick at least one wing and activity."))
    over = [page.unexplained[one] for one in ticked if one in page.unexplained]
    squares = _squares(one for one in ticked if one not in page.unexplained)
    if act == "left_out":
        yield from _left_out(typed, squares, over)
    elif over:
        raise Unread(
            _("The time of what is missed is over: say why it was left out, or state when it was done.")
        )
    elif act == "resume":
        yield from (({"kind": f"{RESUME}/1", **one}, None) for one in _by_activity(squares))
    else:
        yield _done(typed, squares, dict(page.people)), None


def _squares(ticked: Iterable[str]) -> list[Square]:
    found = [tuple(one.split(" ")) for one in ticked]
    if any(len(one) != 2 for one in found):  # a slot of which somebody said meanwhile why it was missed
        raise Unread(_("Reload the page and try again."))
    return [(wing, activity) for wing, activity in found]


def _left_out(typed: QueryDict, squares: list[Square], over: list[RegimeSquare]) -> Iterator[Said]:
    """Why each was left out: now, or by the end of the slot that is over."""
    cause, words = text(typed, "cause"), text(typed, "words")
    if cause not in get_args(Hindrance) or not words:
        raise Unread(_("Choose the cause, and say why it was left out."))
    why = {"kind": f"{LEFT_OUT}/1", "cause": cause, "words": words}
    yield from (({**why, **one}, None) for one in _by_activity(squares))
    for due in dict.fromkeys(square.due for square in over):
        those = [(square.wing, square.activity) for square in over if square.due == due]
        yield from (({**why, **one}, due - LAST) for one in _by_activity(those))


def _by_activity(squares: list[Square]) -> Iterator[dict[str, Any]]:
    """The wings of each activity, as one fact says them."""
    for activity in dict.fromkeys(activity for _wing, activity in squares):
        yield {"activity": activity, "wings": [wing for wing, other in squares if other == activity]}


def _done(typed: QueryDict, squares: list[Square], people: dict[str, int]) -> dict[str, Any]:
    """With how many took part; blank: everybody who is there, but those who are named as absent."""
    took, why = text(typed, "took_part"), text(typed, "why")
    absent, unmet = _numbers(text(typed, "absent")), _numbers(text(typed, "unmet"))
    if took and not took.isdecimal():
        raise Unread(_("How many took part is a whole number."))
    if absent and (len(squares) > 1 or why not in ABSENCES):
        raise Unread(_("Who did not take part is said of one wing and one activity at a time, with why."))
    parts = [
        {
            "wing": wing, "activity": activity,
            "took_part": int(took) if took else max(people.get(wing, 0) - len(absent), 0),
        }
        for wing, activity in squares
    ]  # fmt: skip
    away = [{"person": one, "activity": squares[0][1], "why": why} for one in absent]
    return {"kind": f"{DONE}/1", "parts": parts, "absent": away or None, "unmet": unmet or None}


def _numbers(typed: str) -> list[str]:
    return typed.replace("，", " ").replace(",", " ").split()


def _suspended(typed: QueryDict, page: RegimePage) -> dict[str, Any]:
    wings, reason = typed.getlist("stop_wing"), text(typed, "reason")
    activity, cause = text(typed, "activity"), text(typed, "stop_cause")
    if not wings or activity not in get_args(Activity) or cause not in get_args(Hindrance) or not reason:
        raise Unread(_("Choose the wings, the activity and the cause, and give the reason."))
    until = local_moment(text(typed, "until"), zone=page.house.zone)
    return {
        "kind": f"{SUSPEND}/1", "wings": wings, "activity": activity, "cause": cause, "reason": reason,
        "until": until.isoformat(),
    }  # fmt: skip


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_regime(code, actor=actor, now=now(), at=at)
    asked = request.POST.get("wing") or request.GET.get("wing", "")
    wings = [line.wing for line in page.wings]
    chosen = asked if asked in wings else page.pressing
    live = at is None
    return show(
        request, "web/regime.html", zone=page.house.zone, at=at, here="regime", code=code, page=page,
        place=house(page.house), live=live, problem=problem, status=status, made=str(uuid4()), wing=chosen,
        causes=get_args(Hindrance), absences=ABSENCES, activities=get_args(Activity),
        may=live and actor.may(f"state:{DONE}"), may_suspend=live and actor.may(f"state:{SUSPEND}"),
        ticked=set(request.POST.getlist("square")), typed=request.POST,
    )  # fmt: skip
