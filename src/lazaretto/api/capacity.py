"""Read how many cells a facility needs, and what that was reckoned from."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from lazaretto.access.clock import now
from lazaretto.actions.open_capacity import Asked, open_capacity, open_city_capacity
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.filters import Part, When
from lazaretto.api.permitting import permits
from lazaretto.api.schema import response_of

router = Router(tags=["reading"])


class Need(When):
    """What is asked; what is left out is taken from the protocol in force."""

    refusal: float | None = Field(
        None, gt=0, lt=1, description="Share of days of arrival that may find too few cells."
    )
    ahead: int | None = Field(None, ge=1, le=120, description="Days to look ahead; left out: the leg's.")
    times: float = Field(1.0, ge=0.1, le=10, description="Arrivals as many times as they were.")
    leg: int | None = Field(
        None, ge=1, le=60, description="Days of the leg, where no protocol in force says it."
    )

    def asked(self) -> Asked:
        """The question, as the action takes it."""
        return Asked(refusal=self.refusal, ahead=self.ahead, times=self.times, leg=self.leg)


@router.get(
    "/facilities/{code}/capacity", summary="Cells that a facility needs",
    openapi_extra=response_of("CapacityPage", 200),
)  # fmt: skip
@permits("read_day_sheet")
def capacity(request: HttpRequest, code: str, need: Query[Need]) -> HttpResponse:
    """How many cells are there and needed, the days ahead, and the arrivals it was reckoned from."""
    page = open_capacity(code, actor=actor_of(request), now=now(), asked=need.asked(), **need.when())
    return answer(page)


@router.get(
    "/capacity", summary="Cells that all facilities need", openapi_extra=response_of("CityCapacity", 200)
)
@permits("read_board")
def capacities(request: HttpRequest, part: Query[Part]) -> HttpResponse:
    """What every facility in scope has and needs; of one city where they lie in several."""
    return answer(open_city_capacity(actor=actor_of(request), now=now(), city=part.city, **part.when()))
