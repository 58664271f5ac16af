"""Read what the pages show: board, sheets, obligations, findings, persons, explanations."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from lazaretto.access.clock import now
from lazaretto.actions.explain_item import explain_item
from lazaretto.actions.list_owed import Asked, list_findings, list_obligations
from lazaretto.actions.list_reads import list_reads
from lazaretto.actions.open_board import open_board
from lazaretto.actions.open_day_sheet import open_day_sheet
from lazaretto.actions.open_order import open_order
from lazaretto.actions.open_rights import open_rights
from lazaretto.actions.read_person import read_person
from lazaretto.actions.trace_contacts import Question, trace_contacts
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.filters import Contacts, Item, ObligationRows, Ordering, Part, ReadRows, Rows, When, Why
from lazaretto.api.permitting import permits
from lazaretto.api.schema import response_of
from lazaretto.obligations.owed import Obligation, Status

router = Router(tags=["reading"])


@router.get("/board", summary="The board", openapi_extra=response_of("CityBoard", 200))
@permits("read_board")
def board(request: HttpRequest, part: Query[Part]) -> HttpResponse:
    """Everything on the wall screen for the facilities in scope; a line a city where they lie in several."""
    return answer(open_board(actor=actor_of(request), now=now(), city=part.city, **part.when()))


@router.get(
    "/facilities/{code}/day", summary="A facility's day sheet", openapi_extra=response_of("DaySheet", 200)
)
@permits("read_day_sheet")
def day_sheet(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """What is owed, late, missed, coming and done, grouped as hands can answer it."""
    return answer(open_day_sheet(code, actor=actor_of(request), now=now(), **when.when()))


@router.get(
    "/facilities/{code}/rights", summary="The rights guard", openapi_extra=response_of("RightsPage", 200)
)
@permits("read_day_sheet")
def rights(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """Who is kept apart, worst off first: their days, days alone in a row, what is red and still owed.

    Whoever may not read people's records gets the counts, and no rows.
    """
    return answer(open_rights(code, actor=actor_of(request), now=now(), **when.when()))


@router.get("/obligations", summary="Obligations", openapi_extra=response_of("ObligationList", 200))
@permits("read_board")
def obligations(request: HttpRequest, rows: Query[ObligationRows]) -> HttpResponse:
    """Who owes what by when, and how it stands, in the last 24 hours and the rest of the day."""
    statuses = [Status[name.upper()] for name in rows.status] or None
    found = list_obligations(
        Asked(rows.facility, rows.clause, rows.subject, statuses), actor=actor_of(request), now=now(),
        skip=rows.skip, limit=rows.limit, **rows.when(),
    )  # fmt: skip
    shown = [_owed(owed) for owed in found]
    return answer({"obligations": shown, "skip": rows.skip, "more": len(found) == rows.limit})


@router.get("/findings", summary="Findings", openapi_extra=response_of("FindingList", 200))
@permits("read_board")
def findings(request: HttpRequest, rows: Query[Rows]) -> HttpResponse:
    """What was missed, late, disputed, breached or contradicting, by time."""
    found = list_findings(
        rows.facility, actor=actor_of(request), now=now(), skip=rows.skip, limit=rows.limit, **rows.when()
    )
    return answer({"findings": found, "skip": rows.skip, "more": len(found) == rows.limit})


@router.get(
    "/persons/{person}/timeline", summary="A person's timeline", openapi_extra=response_of("Timeline", 200)
)
@permits("read_person")
def timeline(request: HttpRequest, person: str, why: Query[Why]) -> HttpResponse:
    """What the record holds about a person, as far as the scope goes. Every read is logged."""
    page = read_person(
        person, actor=actor_of(request), reason=why.reason, now=now(), named=why.named, whole=why.whole,
        **why.when(),
    )  # fmt: skip
    return answer(page)


@router.get(
    "/persons/{person}/order", summary="A person's order", openapi_extra=response_of("OrderPage", 200)
)
@permits("read_person")
def order(request: HttpRequest, person: str, why: Query[Ordering]) -> HttpResponse:
    """One order with its path over the houses: clocks, tests, transfers, places. Every read is logged."""
    page = open_order(
        why.order, person=person, actor=actor_of(request), reason=why.reason, now=now(), **why.when()
    )
    return answer(page)


@router.get(
    "/persons/{person}/contacts",
    summary="A person's contacts",
    openapi_extra=response_of("ContactsPage", 200),
)
@permits("read_person")
def contacts(request: HttpRequest, person: str, of: Query[Contacts]) -> HttpResponse:
    """Who was near a person, to a depth: by name in the scope, a number outside. Every read is logged."""
    page = trace_contacts(
        person, actor=actor_of(request), reason=of.reason, now=now(),
        asked=Question(of.since, of.until, of.depth, of.least, tuple(of.company)), **of.when(),
    )  # fmt: skip
    return answer(page)


@router.get("/reads", summary="Who read whose record", openapi_extra=response_of("ReadList", 200))
@permits("read_log")
def reads(request: HttpRequest, rows: Query[ReadRows]) -> HttpResponse:
    """Who read whose record, why and when, newest first: for the audit administrator and the inspector."""
    found = list_reads(
        actor=actor_of(request),
        facility=rows.facility,
        subject=rows.subject,
        skip=rows.skip,
        limit=rows.limit,
    )
    return answer({"reads": found, "skip": rows.skip, "more": len(found) == rows.limit})


@router.get("/explain/{item}", summary="Why", openapi_extra=response_of("ExplanationPage", 200))
@permits("read_board")
def explain(request: HttpRequest, item: UUID, where: Query[Item]) -> HttpResponse:
    """The clause, numbers, sources and facts behind an obligation or a finding."""
    page = explain_item(
        item, actor=actor_of(request), now=now(), clause=where.clause, facility=where.facility,
        subject=where.subject, **where.when(),
    )  # fmt: skip
    return answer(page)


def _owed(owed: Obligation) -> dict[str, Any]:
    fields = {name: getattr(owed, name) for name in owed.__slots__}
    return {**fields, "status": owed.status.name.lower()}
