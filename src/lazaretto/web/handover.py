"""Handover: the list that one shift hands out, counted and taken on line by line by the next."""

from uuid import uuid4
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_handover import open_handover
from lazaretto.actions.state_together import state_together
from lazaretto.board.handover_page import Handed
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.pressing import Unread, pressed, seed, statement, text
from lazaretto.web.showing import show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house

GIVES, TAKES = "state:duty.handed_over", "state:duty.handover_acknowledged"
MOST = 1_000_000


@never_cache
@requires("read_person")
def handover(request: HttpRequest, code: str) -> HttpResponse:
    """Show what is open; hand it over, or take it on, as was pressed."""
    if request.method != "POST":
        return _page(request, code)
    return pressed(request, code, acts={"give": _give, "take": _take}, page=_page)


def _give(request: HttpRequest, code: str) -> HttpResponse:
    """Hand over the list as it is now, with the number of people held that was read out."""
    actor, moment = actor_of(request), now()
    page = open_handover(code, actor=actor, now=moment)
    local = moment.astimezone(ZoneInfo(page.house.zone))
    said = {
        "kind": "duty.handed_over/1", "handover": f"{code}-{local:%Y%m%d-%H%M%S}", "outgoing": actor.code,
        "held": _counted(request, "held"), "note": text(request.POST, "note") or None,
        "outstanding": list(page.outstanding),
    }  # fmt: skip
    told = statement(said, facility=code, occurred=moment, fact=seed(text(request.POST, "made")))
    announce(request, state_together([told], actor=actor, device=DEVICE, now=moment))
    return HttpResponseRedirect(reverse("handover", args=[code]))


def _take(request: HttpRequest, code: str) -> HttpResponse:
    """Take over what waits: what was counted, the lines that were ticked. What differs is said at once."""
    actor, moment = actor_of(request), now()
    page = open_handover(code, actor=actor, now=moment)
    waiting = page.waiting
    if waiting is None or waiting.handover != text(request.POST, "handover"):
        raise Unread(_("This handover was taken over in the meantime, or another one came. Look again."))
    counted, ticked = _counted(request, "counted"), set(request.POST.getlist("line"))
    lines = [line for line in waiting.lines if (line.clause or "-") in ticked]
    said = {
        "kind": "duty.handover_acknowledged/1", "handover": waiting.handover, "incoming": actor.code,
        "held": counted, "outstanding": [one for line in lines for one in line.ids],
    }  # fmt: skip
    told = statement(said, facility=code, occurred=moment, fact=seed(text(request.POST, "made")))
    announce(request, state_together([told], actor=actor, device=DEVICE, now=moment))
    _warn(request, waiting, counted, left=len(waiting.lines) - len(lines))
    return HttpResponseRedirect(reverse("handover", args=[code]))


def _warn(request: HttpRequest, waiting: Handed, counted: int, *, left: int) -> None:
    if waiting.held is not None and waiting.held != counted:
        messages.error(
            request,
            _("%(held)s were handed over, %(counted)s were counted. Count again together.")
            % {"held": waiting.held, "counted": counted},
        )
    if left:
        messages.error(request, _("Lines that nobody took on: %(n)s. They stay an alert.") % {"n": left})


def _counted(request: HttpRequest, name: str) -> int:
    typed = text(request.POST, name)
    if not typed.isdecimal() or int(typed) > MOST:
        raise Unread(_("Count the people held and write the number down. Nought is a number."))
    return int(typed)


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_handover(code, actor=actor, now=now(), at=at)
    own = page.waiting is not None and page.waiting.outgoing == actor.code
    return show(
        request, "web/handover.html", zone=page.house.zone, at=at, status=status, here="handover", page=page,
        code=code, place=house(page.house), live=at is None, problem=problem, made=str(uuid4()),
        again=str(uuid4()), own=own, reader=actor.code, may_give=at is None and actor.may(GIVES),
        may_take=at is None and actor.may(TAKES) and not own, ticked=request.POST.getlist("line"),
        typed={name: request.POST.get(name, "") for name in ("counted", "held", "note")},
    )  # fmt: skip
