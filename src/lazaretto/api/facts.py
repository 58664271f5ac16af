"""State facts and read them back."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.access.declaring import SIGNED_IN
from lazaretto.access.noting import remember_rows
from lazaretto.actions.read_facts import cursor_of, place_of, read_facts
from lazaretto.actions.record_batch import record_batch
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import rows_of, statement_of
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of, device_of
from lazaretto.api.filters import FactRows
from lazaretto.api.permitting import permits
from lazaretto.api.problems import says
from lazaretto.api.schema import body_of, response_of
from lazaretto.facts.encoding import MAX_BYTES
from lazaretto.ledger.reading import Wanted
from lazaretto.ledger.receipts import Receipt

DEVICE_CLOCK = "Device-Clock"
router = Router(tags=["facts"])


@router.post(
    "/facts",
    summary="State one fact",
    openapi_extra={**body_of("Statement"), **response_of("Receipt", 201, 200)},
)
@permits(SIGNED_IN)  # which kinds a role may state is asked for each fact
def state(request: HttpRequest) -> HttpResponse:
    """Record one fact. The same `id` twice is one fact: 201 the first time, 200 the second.

    What happened is recorded even where it contradicts the record (`disputed`); only requests are
    refused. `actor`, `device` and `recorded` are the server's to say.
    """
    data = request.body
    if len(data) > MAX_BYTES:
        raise Refused("too_large", bytes=str(len(data)), limit=str(MAX_BYTES))
    receipt = record_fact(statement_of(data), actor=actor_of(request), device=device_of(request), now=now())
    status = HTTPStatus.OK if receipt.outcome == "duplicate" else HTTPStatus.CREATED
    return answer(said(receipt), status=status)


@router.post(
    "/facts/batch",
    summary="State many facts",
    openapi_extra={
        **body_of("Statement", many=True),
        **response_of("BatchResult", 200),
    },
)
@permits(SIGNED_IN)
def state_many(request: HttpRequest) -> HttpResponse:
    """Record up to 5,000 statements, a JSON array or one object a line; one result a row, in order.

    A bad row is refused by itself and stops no other. The header `Device-Clock` says what time the
    device believes it is: then facts that its wrong clock dates into the future are recorded, disputed.
    """
    receipts = record_batch(
        rows_of(request.body), actor=actor_of(request), device=device_of(request), now=now(),
        device_now=_device_clock(request),
    )  # fmt: skip
    remember_rows(request, (rule for one in receipts if not one.recorded for rule in one.rules))
    return answer({"results": [said(receipt) for receipt in receipts]})


@router.get("/facts", summary="Read facts", openapi_extra=response_of("FactPage", 200))
@permits("read_facts")
def read(request: HttpRequest, rows: Query[FactRows]) -> HttpResponse:
    """Facts in each facility's own order, a page at a time. Names are masked; erased facts say so.

    To copy a facility, ask for it alone and go on from the last position: no fact is ever missed.
    """
    wanted = Wanted(
        facilities=rows.facility or None, kinds=rows.kind, subject=rows.subject, since=rows.since,
        until=rows.until, known_at=rows.known_at,
    )  # fmt: skip
    page = read_facts(
        wanted, actor=actor_of(request), now=now(), after=place_of(rows.after) if rows.after else None,
        limit=rows.limit, reason=rows.reason,
    )  # fmt: skip
    return answer({"facts": page.facts, "after": cursor_of(page.after) if page.after else None})


def said(receipt: Receipt) -> dict[str, Any]:
    """A receipt with its sentences in the caller's language."""
    return {
        "fact": receipt.fact_id, "outcome": receipt.outcome, "position": receipt.position,
        "rules": worded_rules(receipt),
    }  # fmt: skip


def worded_rules(receipt: Receipt) -> list[dict[str, str]]:
    """The rules of a receipt, each with its sentence in the caller's language."""
    disputed = receipt.outcome == "disputed"
    return [{"rule": rule, "says": says(rule, receipt.values, disputed=disputed)} for rule in receipt.rules]


def _device_clock(request: HttpRequest) -> datetime | None:
    text = request.headers.get(DEVICE_CLOCK)
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refused("malformed", why=f"`{DEVICE_CLOCK}` is no instant") from None
    if moment.tzinfo is None:
        raise Refused("malformed", why=f"`{DEVICE_CLOCK}` needs its offset from UTC")
    return moment
