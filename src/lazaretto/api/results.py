"""Results of a laboratory: an answer a row, sent again nothing is doubled."""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.actions.import_results import ACT, import_results
from lazaretto.actions.open_pools import open_pools
from lazaretto.actions.open_results import open_results
from lazaretto.actions.plan_pools import plan_pools
from lazaretto.actions.statement import MAX_BATCH_BYTES
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of, device_of
from lazaretto.api.filters import OfHouse, PoolQuestion, When
from lazaretto.api.permitting import permits
from lazaretto.api.problems import says
from lazaretto.api.schema import body_of, response_of
from lazaretto.board.result_rows import Answer
from lazaretto.board.result_tables import MOST_LINES, Unreadable, table_of_rows
from lazaretto.facts.encoding import Malformed

router = Router(tags=["testing"])
_rows = msgspec.json.Decoder(list[dict[str, str | int | float | bool | list[str | int | float] | None]])


@router.post(
    "/results", summary="Report results",
    openapi_extra={
        **body_of("ResultRow", many=True, most=MOST_LINES), **response_of("ResultAnswers", 200),
    },
)  # fmt: skip
@permits(ACT)
def report(request: HttpRequest, house: Query[OfHouse]) -> HttpResponse:
    """A JSON array of results; an answer a row, in order. A bad row is refused by itself.

    Sent again, nothing is recorded twice: a result is the same where tube, result, time and laboratory are.
    Fields may also be called as the columns of a laboratory's workbook are; one that is not known is named.
    """
    data = request.body
    if len(data) > MAX_BATCH_BYTES:
        raise Refused("batch_too_heavy", bytes=str(len(data)), limit=str(MAX_BATCH_BYTES))
    actor = actor_of(request)
    actor.require(ACT, facility=house.facility)
    try:
        table = table_of_rows(_rows.decode(data))  # type: ignore[arg-type]  # cells and lists of cells
        done = import_results(house.facility, table, actor=actor, device=device_of(request), now=now())
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise Malformed(str(fault)) from fault
    except Unreadable as fault:
        raise Refused(fault.rule) from fault
    rows = [_said(one) for one in done.answers]
    return answer({"rows": rows, "counts": done.counts, "unknown": done.unknown})


@router.get(
    "/facilities/{code}/results", summary="Tubes that wait", openapi_extra=response_of("ResultsPage", 200)
)
@permits(ACT)
def waiting(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """The tubes of a house that wait for a result, the oldest first; which are late."""
    return answer(open_results(code, actor=actor_of(request), now=now(), **when.when()))


@router.get(
    "/facilities/{code}/pools", summary="Pools that hold", openapi_extra=response_of("PoolsPage", 200)
)
@permits("read_person")
def pools(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """Whom positive and grey pools hold, what was done for each, and until when the re-tests are due."""
    return answer(open_pools(code, actor=actor_of(request), now=now(), **when.when()))


@router.get(
    "/facilities/{code}/pools/plan", summary="The planner of pools",
    openapi_extra=response_of("PoolPlanPage", 200),
)  # fmt: skip
@permits("read_person")
def plan(request: HttpRequest, code: str, asked: Query[PoolQuestion]) -> HttpResponse:
    """What each size of pool comes to for the people in the cells. Shares are of 1; left out: as assumed."""
    page = plan_pools(code, actor=actor_of(request), now=now(), typed=asked.typed(), at=asked.at)
    return answer(page)


def _said(one: Answer) -> dict[str, Any]:
    """An answer with its sentence in the caller's language."""
    sentence = says(one.rule, one.values, disputed=one.outcome == "disputed") if one.rule else ""
    return {
        "row": one.row, "outcome": one.outcome, "rule": one.rule, "column": one.column, "says": sentence,
        "tube": one.tube, "fact": one.fact,
    }  # fmt: skip
