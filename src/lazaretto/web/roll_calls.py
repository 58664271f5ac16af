"""Roll-calls: every house beside the others, to call from; one house's own; how they answered (M31)."""

from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.actor import Actor
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.answer_roll_call import Heads, count_roll_call, gather_roll_call
from lazaretto.actions.call_roll import call_roll
from lazaretto.actions.close_roll_call import close_roll_call
from lazaretto.actions.commit_draws import commit_draws
from lazaretto.actions.drawing_looks import told_draw
from lazaretto.actions.open_roll_call_history import (
    open_roll_call_history,
    open_roll_call_history_everywhere,
)
from lazaretto.actions.open_roll_calls import RollCallsPage, open_roll_calls
from lazaretto.actions.open_roll_calls_everywhere import (
    CityRollCalls,
    HouseCalled,
    open_roll_calls_everywhere,
)
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.take_picture import take_picture
from lazaretto.facts.roll_calls import Outcome
from lazaretto.web.answer_dots import axis_of, dotted
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.draw_files import command_of, draw_file
from lazaretto.web.gate_looks import day_asked
from lazaretto.web.labels.roll_calls import CARDS
from lazaretto.web.pressing import Act, Unread, pressed, seed, statement, text
from lazaretto.web.showing import show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house

KINDS = (
    "roll_call_called", "roll_call_gathered", "roll_call_counted", "roll_call_checked", "roll_call_recounted",
    "roll_call_closed", "gathering_set", "finding_raised", "draw_committed",
)  # fmt: skip
LOOKS = "state:supervision.gate_looked"  # who may take a picture of a house's camera
MOST = 9_999  # people of a shift
MATTER = "roll-call"  # what a finding from a roll-call is about, as the document calls it


@never_cache
@requires("read_facts")
def roll_calls(request: HttpRequest) -> HttpResponse:
    """Show every house; call one, take its answer and its counts, end a call, as was pressed."""
    if request.method != "POST":
        return _city(request, "")
    return pressed(
        request, text(request.POST, "facility"), acts={**_ACTS, "promise": _promise_all}, page=_city
    )


@never_cache
@requires("read_facts")
def house_roll_calls(request: HttpRequest, code: str) -> HttpResponse:
    """Show a day of one house; call, answer, count, end, or set how it gathers, as was pressed."""
    if request.method != "POST":
        return _house(request, code)
    return pressed(
        request, code, acts={**_ACTS, "set": _set, "promise": _promise, "picture": _picture}, page=_house
    )


@requires("read_facts")
def roll_call_history(request: HttpRequest) -> HttpResponse:
    """Show how fast each shift of each house answered in four weeks, and what its counts came to."""
    actor, at = actor_of(request), instant_asked(request)
    page = open_roll_call_history_everywhere(
        actor=actor, now=now(), at=at, city=request.GET.get("city") or None
    )
    shifts = [shift for one in page.houses for shift in one.shifts]
    axis = axis_of(shifts, limit=page.answer)
    lines = [
        (one.house, [(shift, dotted(shift, axis=axis, limit=page.answer)) for shift in one.shifts])
        for one in page.houses
    ]
    return show(
        request, "web/roll_call_history.html", zone=page.zone, at=at, here="roll_calls", page=page,
        lines=lines, axis=axis, live=at is None, calls=sum(len(shift.calls) for shift in shifts),
        late=sum(shift.late for shift in shifts), mismatched=sum(shift.mismatched for shift in shifts),
        found=sum(shift.found for shift in shifts),
    )  # fmt: skip


@never_cache
@requires("read_facts")
def roll_call_draw(request: HttpRequest, code: str) -> HttpResponse:
    """The day's draw as a file, once the day is over: whoever has it can check the times."""
    page = open_roll_calls(code, actor=actor_of(request), now=now(), day=day_asked(request))
    told = told_draw(page.revealed, purpose="roll_call", facility=code, zone=page.house.zone, day=page.day)
    return draw_file(told)


def _call(request: HttpRequest, code: str) -> HttpResponse:
    made = call_roll(code, fact=_number(request, code), actor=actor_of(request), device=DEVICE, now=now())
    said = {"code": made.roll_call, "house": code}
    messages.success(request, _("%(house)s is called (%(code)s): its clock runs.") % said)
    return _back(request, code)


def _gather(request: HttpRequest, code: str) -> HttpResponse:
    actor = actor_of(request)
    receipt = gather_roll_call(
        code, text(request.POST, "roll_call"), told_by=text(request.POST, "told_by")[:64] or actor.code,
        fact=_number(request, code), actor=actor, device=DEVICE, now=now(),
    )  # fmt: skip
    announce(request, [receipt])
    return _back(request, code)


def _picture(request: HttpRequest, code: str) -> HttpResponse:
    """One still of the camera before which A stands: it is counted beside it, and kept as the others are."""
    shot = take_picture(code, camera=text(request.POST, "camera"), actor=actor_of(request), now=now())
    if shot.digest is None:
        return _house(request, code, failure=shot.failure, status=502)
    query = urlencode({"picture": shot.digest})
    return HttpResponseRedirect(f"{reverse('house_roll_calls', args=[code])}?{query}#h-{code}")


def _count(request: HttpRequest, code: str) -> HttpResponse:
    heads = Heads(
        inside=_heads(request, "inside"), standby=_heads(request, "standby"),
        by="spot" if request.POST.get("by") == "spot" else "camera", seen=text(request.POST, "seen") or None,
        image=text(request.POST, "picture") or None,
    )  # fmt: skip
    receipt = count_roll_call(
        code, text(request.POST, "roll_call"), heads, fact=_number(request, code), actor=actor_of(request),
        device=DEVICE, now=now(),
    )  # fmt: skip
    announce(request, [receipt])
    return _back(request, code)


def _close(request: HttpRequest, code: str) -> HttpResponse:
    outcome, words = _OUTCOMES.get(request.POST.get("outcome", "")), text(request.POST, "words")
    if outcome is None or not words:
        raise Unread(_("Choose how it ends, and write where everybody was, or why it is given up."))
    receipts = close_roll_call(
        code, text(request.POST, "roll_call"), outcome=outcome, words=words,
        about=MATTER, fact=_number(request, code), actor=actor_of(request),
        device=DEVICE, now=now(),
    )  # fmt: skip
    announce(request, receipts)
    return _back(request, code)


_OUTCOMES: dict[str, Outcome] = {"cleared": "cleared", "found": "found", "stood_down": "stood_down"}
_CLOCKS = ("mismatched", "running", "due")  # cards on which a clock runs
_ACTS: dict[str, Act] = {"call": _call, "gather": _gather, "count": _count, "close": _close}


def _set(request: HttpRequest, code: str) -> HttpResponse:
    said = {name: text(request.POST, name) for name in ("call_sign", "camera", "room")}
    if not all(said.values()):
        raise Unread(_("Write the call sign, the camera and the room: all three are said by radio."))
    body = {"kind": "supervision.gathering_set/1", "set_by": actor_of(request).code, **said}
    told = statement(body, facility=code, occurred=now(), fact=_number(request, code))
    announce(request, [record_fact(told, actor=actor_of(request), device=DEVICE, now=now())])
    return _back(request, code)


def _promise(request: HttpRequest, code: str) -> HttpResponse:
    commit_draws([code], actor=actor_of(request), device=DEVICE, now=now(), purpose="roll_call")
    messages.success(request, _("The drawn roll-calls are promised from tomorrow on."))
    return _back(request, code)


def _promise_all(request: HttpRequest, code: str) -> HttpResponse:
    made = commit_draws(actor=actor_of(request), device=DEVICE, now=now(), purpose="roll_call")
    messages.success(request, _("Promised for %(n)s facilities, from tomorrow on.") % {"n": len(made)})
    return _back(request, code)


def _number(request: HttpRequest, code: str) -> UUID:
    """The number of the fact that a form makes: pressed twice, it is said once."""
    said = (request.POST.get("act", ""), text(request.POST, "roll_call"), code)
    return uuid5(seed(text(request.POST, "made")), " ".join(said))


def _heads(request: HttpRequest, name: str) -> int:
    """A number that was counted; nothing is filled in that was not. Raises :class:`Unread`."""
    typed = request.POST.get(name, "").strip()
    if not typed.isdecimal() or int(typed) > MOST:
        raise Unread(_("Count both shifts. Where nobody stands, write 0."))
    return int(typed)


def _back(request: HttpRequest, code: str) -> HttpResponse:
    return HttpResponseRedirect(f"{request.path}#h-{code}" if code else request.path)


def may(actor: Actor) -> set[str]:
    """What the reader may state about roll-calls."""
    return {kind for kind in KINDS if actor.may(f"state:supervision.{kind}")}


def _city(request: HttpRequest, _code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_roll_calls_everywhere(actor=actor, now=now(), at=at, city=request.GET.get("city") or None)
    stamp = _stamp(page)
    polled = request.headers.get("HX-Request") == "true"
    if polled and request.GET.get("seen") == stamp:
        return HttpResponse(status=204)
    return show(
        request, "web/roll_calls_sheet.html" if polled else "web/roll_calls.html", zone=page.zone, at=at,
        status=status, here="roll_calls", page=page, live=at is None, known_at=page.known_at, stamp=stamp,
        problem=problem, made=str(uuid4()), me=actor.code, may=may(actor) if at is None else set(),
        sheet=sorted(page.lines, key=_by_sign), typed=request.POST,
        sums=[(card, sum(line.card == card for line in page.lines)) for card in CARDS],
    )  # fmt: skip


def _house(
    request: HttpRequest, code: str, *, problem: str = "", failure: str | None = None, status: int = 200
) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_roll_calls(code, actor=actor, now=now(), day=day_asked(request), at=at)
    live = at is None and page.today
    runs = page.running is not None or page.due_now is not None
    stamp = _seen([page.running, page.due, page.calls], runs=runs)
    polled = request.headers.get("HX-Request") == "true"
    if polled and request.GET.get("seen") == stamp:
        return HttpResponse(status=204)
    shown: dict[str, Any] = {}
    if not polled:
        history = open_roll_call_history(code, actor=actor, now=now(), at=at)
        axis = axis_of(history.shifts, limit=history.answer)
        shifts = [(shift, dotted(shift, axis=axis, limit=history.answer)) for shift in history.shifts]
        shown = {"history": history, "shifts": shifts, "axis": axis}
    return show(
        request, "web/house_roll_calls_now.html" if polled else "web/house_roll_calls.html",
        zone=page.house.zone, at=at, status=status, here="house_roll_calls", page=page, code=code,
        place=house(page.house), live=live, known_at=page.known_at, stamp=stamp, problem=problem,
        made=str(uuid4()), me=actor.code, may=may(actor) if live else set(), typed=request.POST,
        command=command_of("roll_call", code, page.day), failure=failure, reason=_("count of a roll-call"),
        picture=request.POST.get("picture") or request.GET.get("picture", ""),
        pictured=_pictured(page, actor) if live else None, **shown,
    )  # fmt: skip


def _pictured(page: RollCallsPage, actor: Actor) -> str | None:
    """The camera of the running call, where it has an address and the reader may look through it."""
    camera = page.running.camera if page.running else None
    known = any(one.code == camera for one in page.cameras)
    return camera if known and actor.may("read_pictures") and actor.may(LOOKS) else None


def _by_sign(line: HouseCalled) -> tuple[bool, str, str]:
    """The order of the radio: by call sign; whoever has none comes last."""
    return line.settings is None, line.settings.call_sign if line.settings else "", line.house.code


def _stamp(page: CityRollCalls) -> str:
    seen = [(line.house.code, line.card, line.call, line.due) for line in page.lines]
    return _seen(seen, runs=any(line.card in _CLOCKS for line in page.lines))


def _seen(said: object, *, runs: bool) -> str:
    """What a reader can see change, as a short code; while a clock runs, it changes with each minute."""
    minute = now().replace(second=0, microsecond=0) if runs else None
    return sha256(repr((said, minute)).encode()).hexdigest()[:16]
