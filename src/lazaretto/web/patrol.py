"""One walk of a tour, stop by stop: nothing to note, something seen, no picture, passed over, ended (M32)."""

from typing import get_args
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.end_patrol import end_patrol
from lazaretto.actions.look_on_patrol import Raised, look_on_patrol
from lazaretto.actions.open_patrols import WalkPage, open_patrol
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.take_picture import take_picture
from lazaretto.board.patrol_walk import StopShown
from lazaretto.facts.notices import Gravity
from lazaretto.facts.patrols import Seen
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.findings import files_of
from lazaretto.web.labels.notices import SEVERITIES
from lazaretto.web.pressing import Unread, pressed, seed, statement, text
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house
from lazaretto.web.templatetags.sources import source_word

LOOKS = "state:supervision.patrol_looked"
_TYPED = ("about", "severity", "words", "reason", "why")


@never_cache
@requires("read_facts")
def patrol(request: HttpRequest, code: str, patrol: str) -> HttpResponse:
    """Show the next stop of a walk, or what came of it; state what was seen, as was pressed."""

    def again(
        request: HttpRequest, code: str, *, problem: str = "", failure: str = "", status: int = 200
    ) -> HttpResponse:
        return _page(request, code, patrol, problem=problem, failure=failure, status=status)

    if request.method != "POST":
        return again(request, code)
    acts = {
        "take": lambda request, code: _take(request, code, patrol),
        "in_order": lambda request, code: _look(request, code, patrol, "in_order"),
        "dark": lambda request, code: _look(request, code, patrol, "dark"),
        "raise": lambda request, code: _raise(request, code, patrol),
        "skip": lambda request, code: _skip(request, code, patrol),
        "break_off": lambda request, code: _break_off(request, code, patrol),
        "end": lambda request, code: _end(request, code, patrol),
    }
    return pressed(request, code, acts=acts, page=again)


def _take(request: HttpRequest, code: str, patrol: str) -> HttpResponse:
    stop = text(request.POST, "stop")
    shot = take_picture(code, camera=text(request.POST, "camera"), actor=actor_of(request), now=now())
    if shot.digest is None:
        return _page(request, code, patrol, failure=shot.failure or "", status=502)
    return _on(code, patrol, stop=stop, picture=shot.digest)


def _look(request: HttpRequest, code: str, patrol: str, looked: Seen) -> HttpResponse:
    look_on_patrol(
        code, patrol, text(request.POST, "stop"), looked, picture=text(request.POST, "picture") or None,
        fact=_fact(request, looked), actor=actor_of(request), device=DEVICE, now=now(),
    )  # fmt: skip
    return _on(code, patrol)


def _raise(request: HttpRequest, code: str, patrol: str) -> HttpResponse:
    words, about, severity = (text(request.POST, name) for name in ("words", "about", "severity"))
    if not words or not about:
        raise Unread(_("Write what was seen, and choose what it is about."))
    gravity = next((one for one in get_args(Gravity) if one == severity), None)
    if gravity is None:
        raise Unread(_("Choose how grave it is."))
    done = look_on_patrol(
        code, patrol, text(request.POST, "stop"), "remarkable", words=words,
        picture=text(request.POST, "picture") or None,
        raised=Raised(about, gravity, tuple(files_of(request))), fact=_fact(request, "remarkable"),
        actor=actor_of(request), device=DEVICE, now=now(),
    )  # fmt: skip
    messages.success(request, _("Raised as %(finding)s.") % {"finding": done.finding})
    if done.failure is not None:
        messages.warning(request, source_word(done.failure, "failure"))
    return _on(code, patrol)


def _skip(request: HttpRequest, code: str, patrol: str) -> HttpResponse:
    reason = text(request.POST, "reason")
    if not reason:
        raise Unread(_("No reason is given. Say in a few words why."))
    said = {"stop": text(request.POST, "stop"), "reason": reason, "skipped_by": actor_of(request).code}
    _stated(request, code, {"kind": "supervision.patrol_skipped/1", "patrol": patrol, **said}, "skip")
    return _on(code, patrol)


def _break_off(request: HttpRequest, code: str, patrol: str) -> HttpResponse:
    reason = text(request.POST, "why")
    if not reason:
        raise Unread(_("No reason is given. Say in a few words why."))
    said = {"reason": reason, "broken_off_by": actor_of(request).code}
    _stated(request, code, {"kind": "supervision.patrol_broken_off/1", "patrol": patrol, **said}, "break")
    messages.warning(request, _("Broken off. What was not looked at stands below, with the reason."))
    return _on(code, patrol)


def _end(request: HttpRequest, code: str, patrol: str) -> HttpResponse:
    end_patrol(code, patrol, fact=_fact(request, "end"), actor=actor_of(request), device=DEVICE, now=now())
    messages.success(request, _("Walked to its end."))
    return _on(code, patrol)


def _stated(request: HttpRequest, code: str, said: dict[str, str], act: str) -> None:
    moment = now()
    one = statement(said, facility=code, occurred=moment, fact=_fact(request, act))
    record_fact(one, actor=actor_of(request), device=DEVICE, now=moment)


def _fact(request: HttpRequest, act: str) -> UUID:
    """The number of what a form says: pressed twice, it is said once."""
    return uuid5(seed(text(request.POST, "made")), act)


def _on(code: str, patrol: str, **query: str) -> HttpResponse:
    """The walk again: at its next stop, or where the query says."""
    asked = f"?{urlencode(query)}" if query else ""
    return HttpResponseRedirect(f"{reverse('patrol', args=[code, patrol])}{asked}")


def _page(
    request: HttpRequest, code: str, patrol: str, *, problem: str = "", failure: str = "", status: int = 200
) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_patrol(code, patrol, actor=actor, now=now(), at=at)
    stop = _stop(page, request.POST.get("stop") or request.GET.get("stop", ""))
    known = {camera.code for camera in page.cameras}
    walking = at is None and page.walk.walking and actor.may(LOOKS)
    return show(
        request, "web/patrol.html", zone=page.house.zone, at=at, here="house_patrols", page=page, code=code,
        place=house(page.house), live=at is None, known_at=page.known_at, walk=page.walk, problem=problem,
        failure=failure, status=status, made=str(uuid4()), walking=walking, stop=stop,
        number=page.walk.stops.index(stop) + 1 if stop else 0,
        camera=stop.camera if stop and stop.camera in known else None,
        picture=request.POST.get("picture") or request.GET.get("picture", ""),
        may_see=actor.may("read_pictures"), severities=SEVERITIES, reason=_("look on a patrol"),
        typed={name: request.POST.get(name, "") for name in _TYPED},
    )  # fmt: skip


def _stop(page: WalkPage, asked: str) -> StopShown | None:
    """The stop that is asked for, else the first of which nothing was said; None once none is left."""
    named = next((one for one in page.walk.stops if one.stop == asked), None)
    return named or next(iter(page.walk.left), None)
