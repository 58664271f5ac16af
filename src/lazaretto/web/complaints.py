"""Complaints: those of a house, one with what may be done about it, every house's, and their papers."""

from collections.abc import Callable
from functools import partial
from typing import Any, get_args
from uuid import uuid4, uuid5
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_complaints import open_complaint, open_complaints, open_complaints_everywhere
from lazaretto.actions.state_together import state_together
from lazaretto.board.complaints_page import ComplaintLine
from lazaretto.facts.complaints import About, Addressee, ComplaintClosed, Outcome, Way
from lazaretto.facts.fact import kind_of
from lazaretto.obligations.complaints import COMPLAINT
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.pressing import Unread, local_moment, pressed, seed, statement, text
from lazaretto.web.showing import house_zone, show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house

WAYS, ADDRESSEES = get_args(Way), get_args(Addressee)
ABOUTS, OUTCOMES = get_args(About), get_args(Outcome)
GROUNDS = get_args(ComplaintClosed.__annotations__["ground"])
SEALED = "inspector"  # whom a sealed complaint is addressed to
READ_FIRST = frozenset({"receive", "answer", "review", "close"})  # acts of whoever reads it
_CODE = 4  # characters of the form's number that tell two complaints of one day apart
_LODGED = ("way", "addressed", "person", "about", "against", "words", "when")


@never_cache
@requires("read_facts")
def complaints(request: HttpRequest, code: str) -> HttpResponse:
    """Show the complaints of a house; take one in, as was pressed."""
    if request.method != "POST":
        return _house(request, code)
    return pressed(request, code, acts={"lodge": _lodge}, page=_house)


@never_cache
@requires("read_facts")
def complaint(request: HttpRequest, code: str, complaint: str) -> HttpResponse:
    """Show one complaint; do what was pressed about it."""

    def again(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
        return _one(request, code, complaint, "web/complaint.html", problem=problem, status=status)

    if request.method != "POST":
        return again(request, code)
    line = open_complaint(code, complaint, actor=actor_of(request), now=now()).line
    acts = {act: partial(_state, line=line, said=said) for act, said in _SAID.items()}
    return pressed(request, code, acts=acts, page=again)


@never_cache
@requires("read_complaints")
def complaints_everywhere(request: HttpRequest) -> HttpResponse:
    """Show what waits in every house of the reader's scope."""
    actor, at = actor_of(request), instant_asked(request)
    page = open_complaints_everywhere(actor=actor, now=now(), at=at)
    zone = page.pages[0].house.zone if page.pages else house_zone()
    return show(
        request, "web/complaints_city.html", zone=zone, at=at, here="complaints_everywhere", page=page,
        live=at is None,
    )  # fmt: skip


@never_cache
@requires("read_facts")
def complaint_receipt(request: HttpRequest, code: str, complaint: str) -> HttpResponse:
    """The receipt for whoever complained, for print."""
    return _paper(request, code, complaint, "web/complaint_receipt.html")


@never_cache
@requires("read_facts")
def complaint_answer(request: HttpRequest, code: str, complaint: str) -> HttpResponse:
    """The answer that is handed over, for print."""
    return _paper(request, code, complaint, "web/complaint_answer.html", answer=True)


def may(line: ComplaintLine, actor: Actor) -> tuple[str, ...]:
    """What the reader may do about a complaint now."""
    return tuple(
        act
        for act in line.acts
        if actor.may(f"state:{kind_of(COMPLAINT.acts[act])}")
        and (act not in READ_FIRST or line.opened is not None)
    )


def _lodge(request: HttpRequest, code: str) -> HttpResponse:
    moment, made = now(), seed(text(request.POST, "made"))
    said = _lodged(request.POST)
    zone = open_complaints(code, actor=actor_of(request), now=moment).house.zone
    when = text(request.POST, "when")
    occurred = local_moment(when, zone=zone) if when else moment
    local = occurred.astimezone(ZoneInfo(zone))
    number = f"C-{code}-{local:%m%d}-{made.hex[:_CODE].upper()}"
    told = statement({**said, "complaint": number}, facility=code, occurred=occurred, fact=made)
    announce(request, state_together([told], actor=actor_of(request), device=DEVICE, now=moment))
    return HttpResponseRedirect(reverse("complaint", args=[code, number]))


def _lodged(typed: QueryDict) -> dict[str, Any]:
    """The fields of what was lodged. Raises :class:`Unread`."""
    way, addressed = text(typed, "way"), text(typed, "addressed")
    if way not in WAYS or addressed not in ADDRESSEES:
        raise Unread(_("Choose how it came, and to whom it is addressed."))
    person, words, about = text(typed, "person"), text(typed, "words"), text(typed, "about")
    against = [one for one in text(typed, "against").replace("，", " ").replace(",", " ").split() if one]
    said: dict[str, Any] = {"kind": "regime.complaint_lodged/1", "way": way, "addressed": addressed}
    if addressed == SEALED:
        if person or words or about or against:
            raise Unread(
                _("What is sealed for the inspector is not written down here: leave the rest blank.")
            )
        return said
    if about not in ABOUTS or not words:
        raise Unread(_("Choose what it is about, and write down what was said."))
    return {**said, "person": person or None, "about": about, "words": words, "against": against or None}


def _state(
    request: HttpRequest, code: str, *, line: ComplaintLine, said: Callable[[QueryDict, str], dict[str, Any]]
) -> HttpResponse:
    actor, moment, act = actor_of(request), now(), request.POST["act"]
    if act in READ_FIRST and line.opened is None:
        raise Refused("not_in_record", what=line.code)
    fields = {"complaint": line.code, **said(request.POST, actor.code)}
    fields["kind"] = f"{kind_of(COMPLAINT.acts[act])}/1"
    made = uuid5(seed(text(request.POST, "made")), act)
    told = statement(fields, facility=code, occurred=moment, fact=made)
    announce(request, state_together([told], actor=actor, device=DEVICE, now=moment))
    return HttpResponseRedirect(reverse("complaint", args=[code, line.code]))


def _decided(typed: QueryDict, by: str, named: str) -> dict[str, Any]:
    outcome, answer = text(typed, "outcome"), typed.get("answer", "").strip()
    if outcome not in OUTCOMES or not answer:
        raise Unread(_("Choose what came of it, and write the answer."))
    return {named: by, "outcome": outcome, "answer": answer}


def _answer(typed: QueryDict, by: str) -> dict[str, Any]:
    measures = typed.get("measures", "").strip()
    return {**_decided(typed, by, "answered_by"), "measures": measures or None}


def _close(typed: QueryDict, by: str) -> dict[str, Any]:
    ground = text(typed, "ground")
    if ground not in GROUNDS:
        raise Unread(_("Choose why nothing more is owed."))
    return {"closed_by": by, "ground": ground}


def _carried(named: str) -> Callable[[QueryDict, str], dict[str, Any]]:
    """An act that says no more than who did it."""
    return lambda _typed, by: {named: by}


def _object(typed: QueryDict, _by: str) -> dict[str, Any]:
    return {"words": text(typed, "words") or None}


_SAID: dict[str, Callable[[QueryDict, str], dict[str, Any]]] = {
    "forward": _carried("forwarded_by"),
    "receive": _carried("received_by"),
    "answer": _answer,
    "hand": lambda typed, by: {"handed_by": by, "signed": "signed" in typed},
    "object": _object,
    "review": lambda typed, by: _decided(typed, by, "reviewed_by"),
    "close": _close,
}


def _house(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_complaints(code, actor=actor, now=now(), at=at)
    return show(
        request, "web/complaints.html", zone=page.house.zone, at=at, here="complaints", page=page, code=code,
        place=house(page.house), problem=problem, status=status, live=at is None, made=str(uuid4()),
        may_lodge=at is None and actor.may("state:regime.complaint_lodged"), ways=WAYS, abouts=ABOUTS,
        addressees=ADDRESSEES, typed={name: request.POST.get(name, "") for name in _LODGED},
    )  # fmt: skip


def _one(
    request: HttpRequest, code: str, complaint: str, template: str, *, problem: str = "", status: int = 200
) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_complaint(code, complaint, actor=actor, now=now(), at=at)
    return show(
        request, template, zone=page.house.zone, at=at, here="complaints", page=page, code=code,
        line=page.line, place=house(page.house), problem=problem, status=status, live=at is None,
        made=str(uuid4()), may=may(page.line, actor) if at is None else (), outcomes=OUTCOMES,
        grounds=GROUNDS, typed=request.POST, printed=now(),
    )  # fmt: skip


def _paper(
    request: HttpRequest, code: str, complaint: str, template: str, *, answer: bool = False
) -> HttpResponse:
    """A paper about a complaint, for whoever reads it; of one that is sealed, the number alone."""
    line = open_complaint(code, complaint, actor=actor_of(request), now=now()).line
    if (answer and line.answered is None) or (line.opened is None and not line.sealed):
        raise Refused("not_in_record", what=complaint[:64])
    return _one(request, code, complaint, template)
