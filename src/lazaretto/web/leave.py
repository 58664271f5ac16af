"""May this person go out? The verdict in one glance, the step to take, and the facts that go with it."""

from typing import get_args

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.ask_exit import ExitAnswer, ask_exit
from lazaretto.actions.open_day_sheet import open_day_sheet
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.facts.custody import Received
from lazaretto.facts.encoding import Malformed
from lazaretto.facts.fact import Body, kind_of
from lazaretto.facts.gate import ExitRequested, Purpose
from lazaretto.web.asking import DEVICE, actor_of
from lazaretto.web.pressing import numbered
from lazaretto.web.refusing import worded
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house

PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
_LINKS = ("gate.left", "gate.overridden", "gate.override_reported", "custody.released", "custody.went_out",
          "custody.transferred_out", "custody.left_network")  # fmt: skip


@never_cache
@requires("state:gate.exit_requested")
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a number and a purpose; answer, and state the exit or the hand-over if that was pressed.

    What is asked is posted, so that no address and no log of addresses holds a person's number.
    """
    if request.method != "POST":
        return _page(request, code)
    actor, problem = actor_of(request), ""
    try:
        body = _stated(request, actor)
        if body is not None:
            record_fact(
                Statement(body=body, occurred=now(), facility=code, id=numbered(request.POST, kind_of(body))),
                actor=actor, device=DEVICE, now=now(),
            )  # fmt: skip
            messages.success(request, _("Recorded."))
    except Refused as refusal:
        problem = worded(refusal.rule, refusal.values)
    except Malformed:
        problem = _("This cannot be recorded as typed. Check the number and the name.")
    return _answered(request, code, problem=problem)


def _answered(request: HttpRequest, code: str, *, problem: str) -> HttpResponse:
    """The answer as things stand now, with what was refused above it."""
    person, purpose, basis = _asked(request)
    if not person or purpose is None:
        return _page(
            request, code, problem=_("Type the number and choose why the person goes out."), status=422
        )
    try:
        answer = ask_exit(
            code, person=person, purpose=purpose, basis=basis, actor=actor_of(request), now=now()
        )
    except Refused as refusal:
        if refusal.rule != "not_held_here":
            raise
        return _page(request, code, problem=worded(refusal.rule, refusal.values), status=422)
    return _page(request, code, answer=answer, problem=problem, status=422 if problem else 200)


def _asked(request: HttpRequest) -> tuple[str, Purpose | None, str]:
    person, basis = (" ".join(request.POST.get(name, "").split()) for name in ("person", "basis"))
    purpose = next((one for one in PURPOSES if one == request.POST.get("purpose")), None)
    return person[:64], purpose, basis[:400]


def _stated(request: HttpRequest, actor: Actor) -> Body | None:
    """The fact of the button that was pressed; None for the question alone."""
    person, purpose, basis = _asked(request)
    act, by = request.POST.get("act", ""), " ".join(request.POST.get("received_by", "").split())
    if act == "request" and person and purpose is not None:
        return ExitRequested(
            exit=f"X-{person}-{now():%m%d%H%M%S}"[:64], subject=person, purpose=purpose,
            requested_by=actor.code, basis=basis or None, handed_to=by or None,
        )  # fmt: skip
    if act == "received":
        if not by:
            raise Malformed("received_by")
        read = "status_read" in request.POST
        return Received(person=person, party="health_authority", received_by=by, status_read=read)
    return None


def _page(
    request: HttpRequest, code: str, *, answer: ExitAnswer | None = None, problem: str = "", status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    sheet = open_day_sheet(code, actor=actor, now=now())
    person, purpose, basis = _asked(request)
    return show(
        request, "web/exit.html", zone=sheet.zone, here="exit", code=code, place=house(sheet), answer=answer,
        problem=problem, status=status, person=person, purpose=purpose, basis=basis, purposes=PURPOSES,
        may_receive=actor.may("state:custody.received"), named=actor.may("read_person"),
        prepares=actor.may("state:custody.hand_over_prepared"),
        stateable={kind for kind in _LINKS if actor.may(f"state:{kind}")},
    )  # fmt: skip
