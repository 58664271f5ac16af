"""Appointments with the law and the family: a house's days, one with what may be said of it."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any, get_args
from uuid import UUID, uuid4, uuid5
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.actor import Actor
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_appointments import DAY, WEEK, open_appointment, open_appointments
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.board.appointments_page import AppointmentLine, AppointmentsPage
from lazaretto.facts.appointments import Legal, Mode, Obstacle, Side
from lazaretto.facts.fact import kind_of
from lazaretto.facts.periods import local_day
from lazaretto.obligations.appointments import APPOINTMENT
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.pressing import Unread, local_moment, pressed, seed, statement, text
from lazaretto.web.showing import show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house

SORTS, MODES = get_args(Legal), get_args(Mode)
OBSTACLES, SIDES = get_args(Obstacle), get_args(Side)
LONGEST = 1440  # minutes that one may last, as the fact's own limit says
_CODE = 4  # characters of the form's number that tell two appointments of one day apart
# what an appointment that was held counts as among a person's human contacts, by sort and mode
_FAMILY = {"video": "family_video", "telephone": "family_call", "in_person": "family_visit"}
_TYPED = (
    "person", "sort", "asked_by", "words", "starts", "minutes", "mode", "party", "room", "language",
    "interpreter",
)  # fmt: skip


@never_cache
@requires("read_person")
def appointments(request: HttpRequest, code: str) -> HttpResponse:
    """Show a day or a week; take in a request or a summons, as was pressed."""
    if request.method != "POST":
        return _house(request, code)
    return pressed(request, code, acts={"ask": _ask, "set": _summons}, page=_house)


@never_cache
@requires("read_person")
def appointment(request: HttpRequest, code: str, appointment: str) -> HttpResponse:
    """Show one appointment; say of it what was pressed."""

    def again(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
        return _one(request, code, appointment, problem=problem, status=status)

    if request.method != "POST":
        return again(request, code)
    page, line = open_appointment(code, appointment, actor=actor_of(request), now=now())
    acts = {act: partial(_state, page=page, line=line, said=said) for act, said in _SAID.items()}
    return pressed(request, code, acts=acts, page=again)


def may(line: AppointmentLine, actor: Actor) -> tuple[str, ...]:
    """What the reader may say of an appointment now."""
    return tuple(act for act in line.acts if actor.may(f"state:{kind_of(APPOINTMENT.acts[act])}"))


def _ask(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody asked for a meeting: from here the law's hours run."""
    typed = request.POST
    asked_by = text(typed, "asked_by")
    if not asked_by:
        raise Unread(_("Write who asks for it."))
    said = {"kind": "regime.appointment_asked/1", "asked_by": asked_by, "words": text(typed, "words") or None}
    return _new(request, code, said)


def _summons(request: HttpRequest, code: str) -> HttpResponse:
    """A court or somebody else fixed a time that nobody here had asked for."""
    zone = open_appointments(code, actor=actor_of(request), now=now()).house.zone
    return _new(request, code, {"kind": "regime.appointment_set/1", **_fixed(request.POST, zone)})


def _new(request: HttpRequest, code: str, said: dict[str, Any]) -> HttpResponse:
    moment, made = now(), seed(text(request.POST, "made"))
    person, sort = text(request.POST, "person"), text(request.POST, "sort")
    if not person or sort not in SORTS:
        raise Unread(_("Give the custody number, and choose of what sort it is."))
    zone = open_appointments(code, actor=actor_of(request), now=moment).house.zone
    number = f"A-{code}-{moment.astimezone(ZoneInfo(zone)):%m%d}-{made.hex[:_CODE].upper()}"
    one = {**said, "appointment": number, "person": person, "sort": sort}
    return _recorded(request, code, number, [statement(one, facility=code, occurred=moment, fact=made)])


def _recorded(request: HttpRequest, code: str, number: str, statements: list[Statement]) -> HttpResponse:
    announce(request, state_together(statements, actor=actor_of(request), device=DEVICE, now=now()))
    return HttpResponseRedirect(reverse("appointment", args=[code, number]))


def _state(
    request: HttpRequest, code: str, *, page: AppointmentsPage, line: AppointmentLine,
    said: Callable[[QueryDict, str, AppointmentLine, str], dict[str, Any]],
) -> HttpResponse:  # fmt: skip
    act, moment, made = request.POST["act"], now(), seed(text(request.POST, "made"))
    fields = said(request.POST, page.house.zone, line, actor_of(request).code)
    one = {"kind": f"{kind_of(APPOINTMENT.acts[act])}/1", "appointment": line.code, **fields}
    told = [statement(one, facility=code, occurred=moment, fact=uuid5(made, act))]
    contact = _contact(line, one, made) if act == "hold" else None
    if contact is not None:
        told.append(statement(contact[0], facility=code, occurred=moment, fact=contact[1]))
    return _recorded(request, code, line.code, told)


def _contact(line: AppointmentLine, held: dict[str, Any], made: UUID) -> tuple[dict[str, Any], UUID] | None:
    """The human contact that a meeting was, said in the same breath; a hearing is none."""
    sort = _FAMILY.get(held["mode"]) if line.sort == "family" else line.sort
    if sort not in (*_FAMILY.values(), "lawyer", "consular"):
        return None
    said = {
        "kind": "regime.contact_given/1", "persons": [line.person], "sort": sort, "minutes": held["minutes"],
        "words": line.code,
    }  # fmt: skip
    return said, uuid5(made, "contact")


def _fixed(typed: QueryDict, zone: str) -> dict[str, Any]:
    """When, for how long, how and where. Raises :class:`Unread`."""
    starts = local_moment(text(typed, "starts"), zone=zone)
    mode = text(typed, "mode")
    if mode not in MODES:
        raise Unread(_("Choose how it is held."))
    optional = {name: text(typed, name) or None for name in ("party", "room", "language", "interpreter")}
    return {"starts": starts.isoformat(), "minutes": _minutes(typed), "mode": mode, **optional}


def _minutes(typed: QueryDict) -> int:
    said = text(typed, "minutes")
    if not said.isdecimal() or not 1 <= int(said) <= LONGEST:
        raise Unread(_("How long it takes is a whole number of minutes."))
    return int(said)


def _set(typed: QueryDict, zone: str, line: AppointmentLine, _by: str) -> dict[str, Any]:
    return {"person": line.person, "sort": line.sort, **_fixed(typed, zone)}


def _hold(typed: QueryDict, _zone: str, line: AppointmentLine, _by: str) -> dict[str, Any]:
    mode = text(typed, "mode") or (line.fixed.mode if line.fixed else "")
    if mode not in MODES:
        raise Unread(_("Choose how it is held."))
    return {"minutes": _minutes(typed), "mode": mode, "interpreted": "interpreted" in typed}


def _why(typed: QueryDict) -> dict[str, Any]:
    cause, words = text(typed, "cause"), text(typed, "words")
    if cause not in OBSTACLES or not words:
        raise Unread(_("Choose the cause, and say why in a few words."))
    return {"cause": cause, "words": words}


def _side(typed: QueryDict) -> str:
    by = text(typed, "by")
    if by not in SIDES:
        raise Unread(_("Choose who wants it so."))
    return by


def _postpone(typed: QueryDict, _zone: str, _line: AppointmentLine, _by: str) -> dict[str, Any]:
    return {"by": _side(typed), **_why(typed)}


def _miss(typed: QueryDict, _zone: str, _line: AppointmentLine, _by: str) -> dict[str, Any]:
    return _why(typed)


def _decline(typed: QueryDict, _zone: str, _line: AppointmentLine, by: str) -> dict[str, Any]:
    return {**_why(typed), "declined_by": by}


def _cancel(typed: QueryDict, _zone: str, _line: AppointmentLine, _by: str) -> dict[str, Any]:
    return {"by": _side(typed), "words": text(typed, "words") or None}


_SAID = {
    "set": _set, "hold": _hold, "postpone": _postpone, "miss": _miss, "decline": _decline, "cancel": _cancel,
}  # fmt: skip


def _house(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    count = DAY if request.GET.get("view") == "day" else WEEK
    page = open_appointments(code, actor=actor, now=now(), first=_first(request), count=count, at=at)
    first, step = page.days[0][0], timedelta(days=count)
    return show(
        request, "web/appointments.html", zone=page.house.zone, at=at, here="appointments", page=page,
        code=code, place=house(page.house), problem=problem, status=status, live=at is None,
        made=str(uuid4()), view="day" if count == DAY else "week", before=first - step, after=first + step,
        first=first, may_ask=at is None and actor.may("state:regime.appointment_asked"), sorts=SORTS,
        modes=MODES, typed={name: request.POST.get(name, "") for name in _TYPED},
    )  # fmt: skip


def _first(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None


def _arranged(line: AppointmentLine, zone: str) -> dict[str, str]:
    """What stands of an appointment, as the fields of its form: who sets it anew changes what changed."""
    if line.fixed is None:
        return {}
    fixed = line.fixed
    return {
        "starts": f"{fixed.starts.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}", "minutes": str(fixed.minutes),
        "mode": fixed.mode, "room": fixed.room or "", "party": fixed.party or "",
        "language": fixed.language or "", "interpreter": fixed.interpreter or "",
    }  # fmt: skip


def _one(
    request: HttpRequest, code: str, appointment: str, *, problem: str = "", status: int = 200
) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page, line = open_appointment(code, appointment, actor=actor, now=now(), at=at)
    day = local_day(line.starts, zone=page.house.zone) if line.starts else page.today
    return show(
        request, "web/appointment.html", zone=page.house.zone, at=at, here="appointments", page=page,
        code=code, line=line, place=house(page.house), problem=problem, status=status, live=at is None,
        made=str(uuid4()), may=may(line, actor) if at is None else (), modes=MODES, sides=SIDES,
        obstacles=OBSTACLES, day=day,
        typed=_arranged(line, page.house.zone) | {n: request.POST[n] for n in _TYPED if n in request.POST},
        term=next((term for term in page.terms if term.person == line.person), None),
    )  # fmt: skip
