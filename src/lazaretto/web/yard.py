"""The yard: which vehicles are in it, the form for one that comes, and what is pressed when it goes."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args
from uuid import uuid4, uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_yard import open_yard
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.board.yard import Yard
from lazaretto.facts.gate import PlateKind, Zone
from lazaretto.facts.numbering import plate
from lazaretto.facts.vocabulary import BY_KIND
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.pressing import Unread, seed, statement, text
from lazaretto.web.refusing import worded
from lazaretto.web.showing import show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house

KINDS: tuple[PlateKind, ...] = get_args(PlateKind)
ZONES: tuple[Zone, ...] = get_args(Zone)
_SAID = {"yes": True, "no": False}
_TEXTS = ("plate", "plate_kind", "vehicle", "driver", "seal", "seal_intact", "disinfected", "carries",
          "aboard", "zone", "basis", "reason", "made")  # fmt: skip


@requires("read_day_sheet")
def vehicles(request: HttpRequest, code: str) -> HttpResponse:
    """Show the yard; record who came, who left, what was disinfected, and who was turned away."""
    if request.method != "POST":
        return _page(request, code)
    try:
        said = {name: text(request.POST, name) for name in _TEXTS}
        page = open_yard(code, actor=actor_of(request), now=now())
        bodies = _bodies(request.POST.get("act", ""), said, page)
        statements = _statements(bodies, made=said["made"], facility=code)
        receipts = state_together(statements, actor=actor_of(request), device=DEVICE, now=now())
    except Unread as fault:
        return _page(request, code, problem=str(fault), status=422)
    except Refused as refusal:
        return _page(request, code, problem=worded(refusal.rule, refusal.values), status=422)
    announce(request, receipts[-1:])
    if request.POST.get("act") == "entered" and not said["basis"]:
        messages.error(
            request, _("It came in on nobody's leave: this is a breach, and it is on the day sheet.")
        )
    return HttpResponseRedirect(reverse("vehicles", args=[code]))


@requires("read_day_sheet")
def plate_hint(request: HttpRequest, code: str) -> HttpResponse:
    """What a plate looks like, while it is typed. It keeps nobody out."""
    page = open_yard(code, actor=actor_of(request), now=now())
    typed = text(request.GET, "plate")
    return show(
        request, "web/plate_hint.html", zone=page.house.zone, looks=plate(typed).kind if typed else "",
        known=page.vehicle_of(typed) if typed else "",
    )  # fmt: skip


def _bodies(act: str, said: Mapping[str, str], page: Yard) -> list[dict[str, Any]]:
    """What was pressed, as the values of facts. Raises :class:`Unread`."""
    if act in ("entered", "refused"):
        if not said["plate"]:
            raise Unread(_("Type the plate, or what stands where it should be."))
        seen = _seen(said, page)
        subject = {"category": "vehicle", "subject": seen["vehicle"], "passage": seen["passage"]}
        if act == "refused":
            if not said["reason"]:
                raise Unread(_("Say why it was turned away."))
            return [seen, {"kind": "gate.refused/1", **subject, "reason": said["reason"]}]
        came = {"kind": "gate.entered/1", **subject, "zone": said["zone"], "basis": said["basis"] or None}
        return [seen, came]
    line = next((one for one in page.here if one.vehicle == said["vehicle"]), None)
    if line is None or act not in ("left", "disinfected"):
        raise Unread(_("This vehicle is not in the yard any more. Reload the page and look again."))
    if act == "left":
        return [{"kind": "gate.left/1", "category": "vehicle", "subject": line.vehicle, "zone": line.zone}]
    known = line.seen
    return [{
        "kind": "gate.vehicle_seen/1", "vehicle": line.vehicle, "disinfected": True,
        "plate": known.plate if known else line.vehicle, "plate_kind": known.plate_kind if known else "other",
        "driver": known.driver if known else None, "seal": known.seal if known else None,
        "seal_intact": known.seal_intact if known else None, "carries": known.carries if known else (),
        "aboard": known.aboard if known else (),
    }]  # fmt: skip


def _seen(said: Mapping[str, str], page: Yard) -> dict[str, Any]:
    """What was seen of a vehicle: the plate as it was typed, its kind as said or else as it looks."""
    typed = said["plate"]
    kind = said["plate_kind"] if said["plate_kind"] in KINDS else plate(typed).kind
    vehicle = said["vehicle"] or page.vehicle_of(typed)
    return {
        "kind": "gate.vehicle_seen/1", "vehicle": vehicle, "plate": typed, "plate_kind": kind,
        "driver": said["driver"] or None, "seal": said["seal"] or None,
        "seal_intact": _SAID.get(said["seal_intact"]), "disinfected": _SAID.get(said["disinfected"]),
        "carries": tuple(said["carries"].split()), "aboard": tuple(said["aboard"].split()),
        "passage": f"P-{page.house.code}-{seed(said['made']).hex[-8:].upper()}",
    }  # fmt: skip


def _statements(bodies: Sequence[Mapping[str, Any]], *, made: str, facility: str) -> list[Statement]:
    """The statements of a press; their ids come of the form, so that sent twice it is said once."""
    drawn = seed(made)
    return [
        statement(one, facility=facility, occurred=now(), fact=uuid5(drawn, repr(sorted(one.items()))))
        for one in bodies
    ]


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_yard(code, actor=actor, now=now(), at=at)
    typed = {name: text(request.POST, name) for name in _TEXTS} if status == 422 else _known(request, page)
    return show(
        request, "web/yard.html", zone=page.house.zone, at=at, here="vehicles", code=code, page=page,
        place=house(page.house), problem=problem, status=status, live=at is None, typed=typed, made=uuid4(),
        kinds=KINDS, zones=ZONES, looks=plate(typed["plate"]).kind if typed["plate"] else "",
        stateable={kind for kind in BY_KIND if actor.may(f"state:{kind}")} if at is None else set(),
    )  # fmt: skip


def _known(request: HttpRequest, page: Yard) -> dict[str, str]:
    """What the form knows beforehand of a vehicle that is expected (``?vehicle=``)."""
    blank = dict.fromkeys(_TEXTS, "") | {"zone": "administration"}
    asked = request.GET.get("vehicle", "")
    leave = next((one for one in page.expected if one.vehicle == asked), None)
    if leave is None:
        return blank
    return blank | {
        "vehicle": leave.vehicle, "plate": leave.plate or "", "basis": leave.basis,
        "zone": leave.zone or "administration",
    }  # fmt: skip
