"""Read what a house keeps by the day: its log, everybody's logs, its store."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from lazaretto.access.clock import now
from lazaretto.actions.open_log import open_log, open_logs
from lazaretto.actions.open_stock import open_stock
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.filters import LogDay, When
from lazaretto.api.permitting import permits
from lazaretto.api.schema import response_of

router = Router(tags=["reading"])


@router.get("/facilities/{code}/log", summary="A day's log", openapi_extra=response_of("LogPage", 200))
@permits("read_person")
def log(request: HttpRequest, code: str, of: Query[LogDay]) -> HttpResponse:
    """How the day's submission stands, the record's numbers beside it, and what is still open."""
    return answer(open_log(code, actor=actor_of(request), now=now(), day=of.day, **of.when()))


@router.get("/logs", summary="Every log in scope", openapi_extra=response_of("LogsPage", 200))
@permits("read_facts")
def logs(request: HttpRequest, when: Query[When]) -> HttpResponse:
    """The last days of every facility in scope, whoever has sent nothing first."""
    return answer(open_logs(actor=actor_of(request), now=now(), **when.when()))


@router.get(
    "/facilities/{code}/stock", summary="A facility's store", openapi_extra=response_of("StockPage", 200)
)
@permits("read_day_sheet")
def stock(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """What is there by batch, how long it lasts, and what to take first."""
    return answer(open_stock(code, actor=actor_of(request), now=now(), **when.when()))
