"""Read the strength of a facility thirty days ahead, that of all facilities, and who has checked in."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from lazaretto.access.clock import now
from lazaretto.actions.open_check_ins import open_check_ins
from lazaretto.actions.open_strength import open_city_strength, open_strength
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.filters import Part, When
from lazaretto.api.permitting import permits
from lazaretto.api.schema import response_of

router = Router(tags=["reading"])


@router.get(
    "/facilities/{code}/strength", summary="Strength of a facility, day by day",
    openapi_extra=response_of("StrengthPage", 200),
)  # fmt: skip
@permits("read_person")
def strength(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """Who is in which state on each of the next thirty days, what the posts need, what will be lacking."""
    return answer(open_strength(code, actor=actor_of(request), now=now(), **when.when()))


@router.get("/strength", summary="Strength of all facilities", openapi_extra=response_of("CityStrength", 200))
@permits("read_person")
def strengths(request: HttpRequest, part: Query[Part]) -> HttpResponse:
    """The strength of every facility in scope; of one city where they lie in several."""
    return answer(open_city_strength(actor=actor_of(request), now=now(), city=part.city, **part.when()))


@router.get(
    "/facilities/{code}/check-ins", summary="Staff of a facility in isolation",
    openapi_extra=response_of("CheckIns", 200),
)  # fmt: skip
@permits("read_person")
def check_ins(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """Who is in isolation, how today's check-ins stand, and which check-ins are due to be erased."""
    return answer(open_check_ins(code, actor=actor_of(request), now=now(), **when.when()))
