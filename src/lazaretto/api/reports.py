"""Read a day's report with its versions, the list of days, and a month."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import AwareDatetime, Field

from lazaretto.access.clock import now
from lazaretto.actions.open_report import open_report
from lazaretto.actions.open_reports import open_reports, open_review
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.permitting import permits
from lazaretto.api.reported import report_told, reports_told
from lazaretto.api.schema import response_of

router = Router(tags=["reading"])


class At(Schema):
    """The instant to look at."""

    at: AwareDatetime | None = Field(None, description="The instant to look at. Left out: now.")


class OneVersion(At):
    """Which version of which day's report."""

    day: date | None = Field(None, description="A local day; left out: the day before that of `at`.")
    version: int | None = Field(None, ge=1, le=999, description="A signed version; left out: as known now.")
    against: int | None = Field(None, ge=1, le=999, description="The version to compare it with.")


class OneMonth(At):
    """Which month."""

    first: date | None = Field(None, description="The first day of the month; left out: the running one.")


class SomeDays(At):
    """How many days back."""

    days: int = Field(7, ge=1, le=31, description="Days that are over, the latest first.")


@router.get(
    "/facilities/{code}/report", summary="A day's report", openapi_extra=response_of("ReportTold", 200)
)
@permits("read_facts")
def report(request: HttpRequest, code: str, of: Query[OneVersion]) -> HttpResponse:
    """The figures, the laws that they do not keep with the facts, every version, and what changed.

    At the detachment's office it is its city's. State `command.report_drawn`, `command.report_signed` and
    `command.report_returned` as facts.
    """
    page = open_report(
        code, actor=actor_of(request), now=now(), day=of.day, number=of.version, against=of.against, at=of.at
    )
    return answer(report_told(page))


@router.get("/reports", summary="Every report in scope", openapi_extra=response_of("ReportsTold", 200))
@permits("read_facts")
def reports(request: HttpRequest, of: Query[SomeDays]) -> HttpResponse:
    """Each facility and city by day: signed, late, missing."""
    return answer(reports_told(open_reports(actor=actor_of(request), now=now(), days=of.days, at=of.at)))


@router.get(
    "/facilities/{code}/review", summary="A month of reports", openapi_extra=response_of("ReviewPage", 200)
)
@permits("read_facts")
def review(request: HttpRequest, code: str, of: Query[OneMonth]) -> HttpResponse:
    """The curves of a month, day by day: of signed versions where there are, else as known now."""
    return answer(open_review(code, actor=actor_of(request), now=now(), first=of.first, at=of.at))
