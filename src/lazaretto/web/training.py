"""Training: who may do what until when; what was taught to whom; who passed, who did not."""

from typing import Any
from uuid import uuid4, uuid5

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_training import open_training
from lazaretto.actions.state_together import state_together
from lazaretto.board.training_page import TrainingPage
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.pressing import Unread, pressed, seed, statement, text
from lazaretto.web.showing import show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house

TEACHES, ASSESSES = "state:training.session_held", "state:training.assessed"


@never_cache
@requires("read_person")
def training(request: HttpRequest, code: str) -> HttpResponse:
    """Show who may do what; record a session or an assessment, as was pressed."""
    if request.method != "POST":
        return _page(request, code)
    acts = {"taught": _taught, "passed": _assessed, "failed": _assessed}
    return pressed(request, code, acts=acts, page=_page)


def _taught(request: HttpRequest, code: str) -> HttpResponse:
    minutes = text(request.POST, "minutes")
    if not minutes.isdecimal() or not int(minutes):
        raise Unread(_("Say for how many minutes it was taught, as a whole number."))
    said = {
        "kind": "training.session_held/1", "trainer": _by(request), "minutes": int(minutes),
        "procedure": _procedure(request), "persons": _people(request),
        "session": f"{code}-{now():%Y%m%d-%H%M%S}",
    }  # fmt: skip
    return _state(request, code, [said])


def _assessed(request: HttpRequest, code: str) -> HttpResponse:
    """One assessment a person, all with the same outcome; nobody assesses themselves."""
    assessor, people = _by(request), _people(request)
    if assessor in people:
        raise Unread(_("Nobody assesses themselves: untick %(person)s.") % {"person": assessor})
    said = {
        "kind": "training.assessed/1", "assessor": assessor, "procedure": _procedure(request),
        "passed": request.POST["act"] == "passed",
    }  # fmt: skip
    return _state(request, code, [{**said, "person": person} for person in people])


def _state(request: HttpRequest, code: str, said: list[dict[str, Any]]) -> HttpResponse:
    moment, made = now(), seed(text(request.POST, "made"))
    told = [
        statement(one, facility=code, occurred=moment, fact=uuid5(made, one.get("person", "")))
        for one in said
    ]
    announce(request, state_together(told, actor=actor_of(request), device=DEVICE, now=moment))
    return HttpResponseRedirect(reverse("training", args=[code]))


def _by(request: HttpRequest) -> str:
    return text(request.POST, "by") or actor_of(request).code


def _procedure(request: HttpRequest) -> str:
    procedure = text(request.POST, "procedure")
    if not procedure:
        raise Unread(_("Choose the procedure."))
    return procedure


def _people(request: HttpRequest) -> list[str]:
    """Who was ticked and who was scanned, each once. Raises :class:`Unread` where nobody was."""
    scanned = request.POST.get("scanned", "").split()
    people = list(dict.fromkeys([*request.POST.getlist("person"), *scanned]))
    if not people:
        raise Unread(_("Tick who was there, or scan their numbers."))
    return people


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page: TrainingPage = open_training(code, actor=actor, now=now(), at=at)
    typed = {name: request.POST.get(name, "") for name in ("procedure", "minutes", "scanned", "by")}
    return show(
        request, "web/training.html", zone=page.house.zone, at=at, status=status, here="training", page=page,
        code=code, place=house(page.house), live=at is None, problem=problem, made=str(uuid4()), typed=typed,
        ticked=request.POST.getlist("person"), reader=actor.code,
        listed=sorted(page.people, key=lambda one: one.person),
        may_teach=at is None and actor.may(TEACHES), may_assess=at is None and actor.may(ASSESSES),
    )  # fmt: skip
