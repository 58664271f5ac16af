"""Read what the pages of one facility show besides its day: cells, the release gate, its role."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from lazaretto.access.clock import now
from lazaretto.actions.list_releases import list_releases
from lazaretto.actions.open_cells import open_cells
from lazaretto.actions.plan_conversion import open_conversion
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.filters import When
from lazaretto.api.permitting import permits
from lazaretto.api.schema import response_of

router = Router(tags=["reading"])


@router.get(
    "/facilities/{code}/cells", summary="A facility's cells", openapi_extra=response_of("CellsPage", 200)
)
@permits("read_facts")
def cells(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """Each cell with its state, its cohort's clock, what blocks it, and the clocks that must be restarted."""
    return answer(open_cells(code, actor=actor_of(request), now=now(), **when.when()))


@router.get(
    "/facilities/{code}/releases", summary="A facility's release gate",
    openapi_extra=response_of("Releases", 200),
)  # fmt: skip
@permits("read_person")
def releases(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """Each running leg with every condition of its end: met, not met or unknown, with its facts."""
    return answer(list_releases(code, actor=actor_of(request), now=now(), **when.when()))


@router.get(
    "/facilities/{code}/role", summary="A facility's role", openapi_extra=response_of("ConversionPage", 200)
)
@permits("read_facts")
def role(request: HttpRequest, code: str) -> HttpResponse:
    """The role it has, the changes of it that were ordered and how far they came, and what comes here."""
    return answer(open_conversion(code, actor=actor_of(request), now=now()))
