"""Read the closed loop of a facility, and what another pattern would change in it."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from lazaretto.access.clock import now
from lazaretto.actions.open_loop import open_loop, preview_pattern
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.filters import When
from lazaretto.api.permitting import permits
from lazaretto.api.schema import response_of

router = Router(tags=["reading"])


class Another(Schema):
    """A pattern that might be ordered."""

    pattern: str | None = Field(None, max_length=64, description="A pattern of the protocol in force.")
    first: date | None = Field(None, description="Its first day; left out: tomorrow.")


@router.get(
    "/facilities/{code}/loop", summary="A facility's loop", openapi_extra=response_of("LoopPage", 200)
)
@permits("read_person")
def loop(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """Who is in A, B, C, who steps next and lacks what, fatigue, and who met whom that must not."""
    return answer(open_loop(code, actor=actor_of(request), now=now(), **when.when()))


@router.get(
    "/facilities/{code}/loop/pattern", summary="What another pattern would change",
    openapi_extra=response_of("PatternPage", 200),
)  # fmt: skip
@permits("read_person")
def pattern(request: HttpRequest, code: str, another: Query[Another]) -> HttpResponse:
    """Nothing is recorded: state `duty.pattern_ordered` to order it."""
    page = preview_pattern(
        code, actor=actor_of(request), now=now(), pattern=another.pattern, first=another.first
    )
    return answer(page)
