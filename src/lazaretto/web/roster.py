"""The roster of a house: who is in which phase and stands where, by person, by post; one person's days."""

from datetime import date, timedelta

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.cache import never_cache

from lazaretto.access.clock import now
from lazaretto.access.declaring import requires
from lazaretto.actions.open_roster import open_roster
from lazaretto.board.roster_chart import PersonLine
from lazaretto.board.roster_page import RosterPage
from lazaretto.web.asking import actor_of, instant_asked
from lazaretto.web.showing import show
from lazaretto.web.templatetags.lazaretto import house

VIEWS = ("people", "posts")
DAYS = (date(1970, 1, 1), date(9000, 1, 1))  # what lies around them is still in the calendar
ABSENT = "state:duty.absent"
DRAFTS, SIGNS, SETS = "state:duty.roster_drafted", "state:duty.roster_published", "state:duty.post_set"
MANY = 12  # breaches that are shown at once; the rest unfold


@never_cache
@requires("read_facts")
def roster(request: HttpRequest, code: str) -> HttpResponse:
    """Show four weeks of the roster, from the day that the address names."""
    actor, at = actor_of(request), instant_asked(request)
    page = open_roster(code, actor=actor, now=now(), first=day_asked(request.GET, "first"), at=at)
    by = request.GET.get("by", "")
    who = request.GET.get("who", "").strip()
    live = at is None
    return show(
        request, "web/roster.html", zone=page.house.zone, at=at, here="roster", page=page, code=code,
        place=house(page.house), live=live, by=by if by in VIEWS else VIEWS[0], who=who,
        one=_line(page, who), earlier=page.first - timedelta(days=7), later=page.first + timedelta(days=7),
        many=MANY, may_plan=live and actor.may(DRAFTS), may_sign=live and actor.may(SIGNS),
        may_set=live and actor.may(SETS), may_absent=live and actor.may(ABSENT),
        people=sum(len(lines) for _batch, lines in page.chart.batches),
        shown_people=sorted(line.person for _batch, lines in page.chart.batches for line in lines),
        gone=sorted({one.person for one in page.fallen}),
    )  # fmt: skip


def day_asked(typed: QueryDict, name: str) -> date | None:
    """A day that was asked for; None where none is named. One that cannot be read is a bad request."""
    text = typed.get(name, "")
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as fault:
        raise BadRequest(f"{text!r} is not a day") from fault
    if not DAYS[0] <= day <= DAYS[1]:
        raise BadRequest(f"{day} is too far away")
    return day


def _line(page: RosterPage, who: str) -> PersonLine | None:
    """The row of one person, if the chart has it."""
    lines = (line for _batch, lines in page.chart.batches for line in lines)
    return next((line for line in lines if line.person == who), None)
