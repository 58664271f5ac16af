"""Read findings with whose they are, notices as houses have them, and inspections item by item."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from lazaretto.access.clock import now
from lazaretto.actions.open_findings import open_findings, open_findings_everywhere
from lazaretto.actions.open_inspections import open_inspection, open_inspections
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.filters import When
from lazaretto.api.permitting import permits
from lazaretto.api.schema import response_of
from lazaretto.api.supervised import city_told, findings_told, inspection_told, inspections_told

router = Router(tags=["reading"])


@router.get(
    "/facilities/{code}/findings", summary="Findings of a house",
    openapi_extra=response_of("FindingsTold", 200),
)  # fmt: skip
@permits("read_facts")
def findings(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """What waits and what is closed, each with its course, its severity by now, its term and whose it is.

    State as facts: `supervision.finding_raised`, `supervision.finding_rectified`,
    `supervision.finding_reinspected`, `supervision.finding_reopened`, `supervision.extension_asked` and
    `supervision.extension_decided`.
    """
    return answer(findings_told(open_findings(code, actor=actor_of(request), now=now(), **when.when())))


@router.get(
    "/supervision/findings", summary="Findings of all facilities",
    openapi_extra=response_of("CityFindingsTold", 200),
)  # fmt: skip
@permits("read_facts")
def findings_everywhere(request: HttpRequest, when: Query[When]) -> HttpResponse:
    """How often each matter was found in each house, what is overdue, comes again, or is not in writing."""
    return answer(city_told(open_findings_everywhere(actor=actor_of(request), now=now(), **when.when())))


@router.get(
    "/facilities/{code}/inspections", summary="Inspections of a house",
    openapi_extra=response_of("InspectionsTold", 200),
)  # fmt: skip
@permits("read_facts")
def inspections(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """Running and signed inspections with their score, and the checklists that may be begun now."""
    return answer(inspections_told(open_inspections(code, actor=actor_of(request), now=now(), **when.when())))


@router.get(
    "/facilities/{code}/inspections/{inspection}", summary="One inspection",
    openapi_extra=response_of("InspectionTold", 200),
)  # fmt: skip
@permits("read_facts")
def inspection(request: HttpRequest, code: str, inspection: str, when: Query[When]) -> HttpResponse:
    """Every item with its answer, the answer before, what is wanting, and the finding that it became."""
    return answer(
        inspection_told(open_inspection(code, inspection, actor=actor_of(request), now=now(), **when.when()))
    )
