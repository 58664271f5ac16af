"""Read a facility's roster, and what the planner would be asked for it. Drafts and signatures are facts."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from lazaretto.access.clock import now
from lazaretto.actions.open_posts import open_posts
from lazaretto.actions.open_roster import open_draft, open_roster
from lazaretto.actions.plan_roster import open_question, request_of
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.filters import When
from lazaretto.api.permitting import permits
from lazaretto.api.schema import response_of
from lazaretto.roster.asking import Prices

router = Router(tags=["reading"])
_EARLIEST, _LATEST = date(1970, 1, 1), date(9000, 1, 1)  # what lies around them is still in the calendar


class Weeks(When):
    """Which four weeks."""

    first: date | None = Field(
        None, ge=_EARLIEST, le=_LATEST, description="The first of four weeks; left out: three days ago."
    )


class Days(When):
    """The days of a plan; what is left out is what a plan begins with."""

    first: date | None = Field(
        None, ge=_EARLIEST, le=_LATEST, description="The first day; left out: when what is in force ends."
    )
    last: date | None = Field(
        None, ge=_EARLIEST, le=_LATEST, description="The last day; left out: two rounds of the pattern later."
    )
    repair: bool = Field(False, description="Whether what is in force is kept as far as it can be.")


@router.get(
    "/facilities/{code}/roster", summary="A facility's roster", openapi_extra=response_of("RosterPage", 200)
)
@permits("read_facts")
def roster(request: HttpRequest, code: str, weeks: Query[Weeks]) -> HttpResponse:
    """What is in force: phases and watches day by day, what it breaks, who fell out, drafts that wait."""
    at = weeks.when().get("at")
    return answer(open_roster(code, actor=actor_of(request), now=now(), first=weeks.first, at=at))


@router.get(
    "/facilities/{code}/roster-drafts/{draft}", summary="A draft of a roster",
    openapi_extra=response_of("DraftPage", 200),
)  # fmt: skip
@permits("read_facts")
def roster_draft(request: HttpRequest, code: str, draft: str) -> HttpResponse:
    """A draft beside what is in force: what it changes for whom, and what it breaks."""
    return answer(open_draft(code, draft, actor=actor_of(request), now=now()))


@router.get(
    "/facilities/{code}/roster-request", summary="What the planner would be asked",
    openapi_extra=response_of("RosterQuestion", 200),
)  # fmt: skip
@permits("read_facts")
def roster_request(request: HttpRequest, code: str, days: Query[Days]) -> HttpResponse:
    """The question for `lazaretto roster solve`. State its answer as `duty.roster_drafted`."""
    question = open_question(
        code, actor=actor_of(request), now=now(), first=days.first, last=days.last, repair=days.repair
    )
    return answer(request_of(question, prices=Prices()))


@router.get(
    "/facilities/{code}/posts", summary="The posts of a facility", openapi_extra=response_of("PostsPage", 200)
)
@permits("read_day_sheet")
def posts(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """Each post with its watches, as it was last set."""
    at = when.when().get("at")
    return answer(open_posts(code, actor=actor_of(request), now=now(), at=at))
