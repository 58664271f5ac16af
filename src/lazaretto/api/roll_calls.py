"""Read roll-calls: of one house on a day, of all houses now, and how they were answered."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from lazaretto.access.clock import now
from lazaretto.actions.open_roll_call_history import DAYS, open_roll_call_history_everywhere
from lazaretto.actions.open_roll_calls import open_roll_calls
from lazaretto.actions.open_roll_calls_everywhere import open_roll_calls_everywhere
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.called import city_calls_told, history_told, roll_calls_told
from lazaretto.api.filters import Part
from lazaretto.api.permitting import permits
from lazaretto.api.schema import response_of
from lazaretto.api.supervision import OneDay

router = Router(tags=["reading"])


class Weeks(Part):
    """How many days back."""

    days: int = Field(DAYS, ge=1, le=92, description="Days, the present one included.")


@router.get(
    "/facilities/{code}/roll-calls", summary="Roll-calls of a house",
    openapi_extra=response_of("RollCallsTold", 200),
)  # fmt: skip
@permits("read_facts")
def roll_calls(request: HttpRequest, code: str, one: Query[OneDay]) -> HttpResponse:
    """What was drawn and called on a day, with its counts; the day's draw as a file once the day is over.

    State `supervision.roll_call_called`, `supervision.roll_call_gathered`, `supervision.roll_call_counted`,
    `supervision.roll_call_checked`, `supervision.roll_call_recounted`, `supervision.roll_call_closed` and
    `supervision.gathering_set` as facts. Until the second count is in, the first is told to who made it.
    """
    page = open_roll_calls(code, actor=actor_of(request), now=now(), day=one.day, **one.when())
    return answer(roll_calls_told(page))


@router.get(
    "/supervision/roll-calls", summary="Roll-calls of all facilities",
    openapi_extra=response_of("CityRollCallsTold", 200),
)  # fmt: skip
@permits("read_facts")
def roll_calls_everywhere(request: HttpRequest, part: Query[Part]) -> HttpResponse:
    """Each house in scope: whom to call, which call runs, what does not match; of one city of several."""
    found = open_roll_calls_everywhere(actor=actor_of(request), now=now(), city=part.city, **part.when())
    return answer(city_calls_told(found))


@router.get(
    "/supervision/roll-calls/history", summary="How roll-calls were answered",
    openapi_extra=response_of("RollCallHistoryTold", 200),
)  # fmt: skip
@permits("read_facts")
def roll_call_history(request: HttpRequest, weeks: Query[Weeks]) -> HttpResponse:
    """By house and shift: the middle and the slowest answer, what was late, what did not match."""
    found = open_roll_call_history_everywhere(
        actor=actor_of(request), now=now(), days=weeks.days, city=weeks.city, **weeks.when()
    )
    return answer(history_told(found))
