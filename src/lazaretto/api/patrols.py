"""Read the tours that are walked before the screens, what was looked at by area and day, and one walk."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from lazaretto.access.clock import now
from lazaretto.actions.open_patrols import DAYS, open_house_patrols, open_patrol, open_patrols
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.filters import Part, When
from lazaretto.api.permitting import permits
from lazaretto.api.schema import response_of

router = Router(tags=["reading"])


class DaysOfDuty(When):
    """How many days of duty back."""

    days: int = Field(DAYS, ge=1, le=31, description="Days of duty, the latest first.")


@router.get(
    "/patrols", summary="Patrol tours of all facilities", openapi_extra=response_of("CityPatrols", 200)
)
@permits("read_facts")
def patrols(request: HttpRequest, part: Query[Part]) -> HttpResponse:
    """Each facility in scope with its tours, what is owed of them now, and what is under way.

    State `supervision.tour_set` as a fact to set a tour, and `supervision.patrol_begun` to begin one.
    """
    return answer(open_patrols(actor=actor_of(request), now=now(), city=part.city, **part.when()))


@router.get(
    "/facilities/{code}/patrols", summary="Patrols of a facility",
    openapi_extra=response_of("HousePatrols", 200),
)  # fmt: skip
@permits("read_facts")
def house_patrols(request: HttpRequest, code: str, some: Query[DaysOfDuty]) -> HttpResponse:
    """What was looked at by area and day, what was found there, and why something was not looked at."""
    found = open_house_patrols(code, actor=actor_of(request), now=now(), days=some.days, **some.when())
    return answer(found)


@router.get(
    "/facilities/{code}/patrols/{path:patrol}", summary="One patrol, stop by stop",
    openapi_extra=response_of("WalkPage", 200),
)  # fmt: skip
@permits("read_facts")
def patrol(request: HttpRequest, code: str, patrol: str, when: Query[When]) -> HttpResponse:
    """Each stop with the last word on it, and what nobody looked at.

    State `supervision.patrol_looked`, `patrol_skipped`, `patrol_ended` and `patrol_broken_off` as facts.
    """
    return answer(open_patrol(code, patrol, actor=actor_of(request), now=now(), **when.when()))
