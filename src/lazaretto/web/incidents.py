"""The incidents of a house: what calls for one, opened in one press; and how every house stands."""

from datetime import datetime
from typing import get_args
from uuid import UUID, uuid4, uuid5

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_incidents import open_incidents, open_incidents_everywhere
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.board.incidents_page import HouseIncidents
from lazaretto.facts.case import Cause
from lazaretto.facts.periods import at_local
from lazaretto.web.asking import DEVICE, actor_of, instant_asked
from lazaretto.web.labels.incidents import SYMPTOMS
from lazaretto.web.labels.values import COUNTIES
from lazaretto.web.pressing import Unread, pressed, seed, statement, text
from lazaretto.web.showing import house_zone, show
from lazaretto.web.stating import announce
from lazaretto.web.templatetags.lazaretto import house

CAUSES: tuple[Cause, ...] = get_args(Cause)
OF_TRIGGER: dict[str, Cause] = {"symptoms": "symptom", "result": "positive"}
OPENS = "state:case.incident_opened"


@never_cache
@requires("read_person")
def incidents(request: HttpRequest, code: str) -> HttpResponse:
    """Show what calls for an incident and which run; open one, or write down symptoms, as was pressed."""
    if request.method != "POST":
        return _page(request, code)
    zone = open_incidents(code, actor=actor_of(request), now=now()).house.zone
    with timezone.override(zone):
        return pressed(request, code, acts=_ACTS, page=_page)


@requires("read_facts")
def incidents_everywhere(request: HttpRequest) -> HttpResponse:
    """Show every house of the reader's scope: running incidents, thresholds, delays. Numbers only."""
    actor, at = actor_of(request), instant_asked(request)
    pages = sorted(open_incidents_everywhere(actor=actor, now=now(), at=at), key=_on_the_wall)
    return show(
        request, "web/incidents_city.html", zone=pages[0].house.zone if pages else house_zone(), at=at,
        here="incidents_everywhere", pages=pages, live=at is None, may_open=actor.may("read_person"),
        seen=pages[0].at if pages else now(), running=sum(len(page.running) for page in pages),
        waiting=sum(len(page.callings) for page in pages), undecided=sum(page.undecided for page in pages),
    )  # fmt: skip


def _open(request: HttpRequest, code: str) -> HttpResponse:
    """One press: an incident about somebody, because of what calls for it."""
    moment, made = now(), seed(text(request.POST, "made"))
    cause = text(request.POST, "cause")
    if cause not in CAUSES:
        raise Unread(_("Say what began it: symptoms, a positive, a pool or a report."))
    opened = opening(
        code, person=text(request.POST, "person"), cause=cause, words=text(request.POST, "words"),
        made=made, moment=moment,
    )  # fmt: skip
    receipts = state_together([opened], actor=actor_of(request), device=DEVICE, now=moment)
    announce(request, receipts)
    return HttpResponseRedirect(reverse("incident", args=[code, number(code, made, moment)]))


def _symptoms(request: HttpRequest, code: str) -> HttpResponse:
    """Symptoms of somebody, and the incident that they call for, in one press."""
    moment, made = now(), seed(text(request.POST, "made"))
    person = text(request.POST, "person").upper()
    said = [one for one in SYMPTOMS if one in request.POST.getlist("symptom")]
    if not person:
        raise Unread(_("Scan or type whose symptoms they are."))
    if not said:
        raise Unread(_("Tap at least one symptom."))
    body = {
        "kind": "hygiene.symptoms_reported/1", "person": person, "symptoms": said,
        "words": text(request.POST, "words") or None, "began": _began(text(request.POST, "began"), moment),
    }  # fmt: skip
    told = [statement(body, facility=code, occurred=moment, fact=uuid5(made, "symptoms"))]
    at_once = "at_once" in request.POST and actor_of(request).may(OPENS)
    if at_once:
        told.append(opening(code, person=person, cause="symptom", words="", made=made, moment=moment))
    announce(request, state_together(told, actor=actor_of(request), device=DEVICE, now=moment))
    if at_once:
        return HttpResponseRedirect(reverse("incident", args=[code, number(code, made, moment)]))
    return HttpResponseRedirect(reverse("incidents", args=[code]))


_ACTS = {"open": _open, "symptoms": _symptoms}


def opening(code: str, *, person: str, cause: str, words: str, made: UUID, moment: datetime) -> Statement:
    """The statement that opens an incident. Raises :class:`Unread`."""
    said = {
        "kind": "case.incident_opened/1", "incident": number(code, made, moment), "cause": cause,
        "person": person or None, "words": words or None,
    }  # fmt: skip
    return statement(said, facility=code, occurred=moment, fact=uuid5(made, "opened"))


def number(code: str, made: UUID, moment: datetime) -> str:
    """What an incident is called: its house, its day, and four characters that the form was given."""
    return f"I-{code}-{timezone.localtime(moment):%m%d}-{made.hex[:4].upper()}"


def _began(typed: str, moment: datetime) -> str | None:
    """When the person says that it began, by the clock of the house. Raises :class:`Unread`."""
    if not typed:
        return None
    try:
        said = datetime.fromisoformat(typed)
    except ValueError:
        raise Unread(_("This is no day and time. Choose it again.")) from None
    began = at_local(said.date(), said.time(), zone=timezone.get_current_timezone_name())
    if began > moment:
        raise Unread(_("This time lies in the future. Correct the time it began."))
    return began.isoformat()


def _page(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), instant_asked(request)
    page = open_incidents(code, actor=actor, now=now(), at=at)
    return show(
        request, "web/incidents.html", zone=page.house.zone, at=at, here="incidents", page=page, code=code,
        place=house(page.house), problem=problem, status=status, live=at is None, symptoms=SYMPTOMS,
        calls=[(one, OF_TRIGGER.get(one.trigger, "report"), str(uuid4())) for one in page.callings],
        made=str(uuid4()), may_open=at is None and actor.may(OPENS),
        may_say=at is None and actor.may("state:hygiene.symptoms_reported"), typed=request.POST,
    )  # fmt: skip


def _on_the_wall(page: HouseIncidents) -> tuple[int, bool, str]:
    """The order of the board: counties as they are administered, the detention house above the lock-up."""
    order = list(COUNTIES)
    county = order.index(page.house.county) if page.house.county in order else len(order)
    return county, page.house.sort != "detention_house", page.house.code
