"""Read the requests for entry and every exception at the gates; what is decided is stated as a fact."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from lazaretto.access.clock import now
from lazaretto.actions.open_entries import open_approvals, open_entries
from lazaretto.actions.open_exceptions import open_exceptions
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.filters import Days, EntrySort
from lazaretto.api.permitting import permits
from lazaretto.api.schema import response_of

router = Router(tags=["reading"])


@router.get(
    "/facilities/{code}/entries", summary="A facility's requests for entry",
    openapi_extra=response_of("EntriesPage", 200),
)  # fmt: skip
@permits("read_day_sheet")
def entries(request: HttpRequest, code: str, which: Query[EntrySort]) -> HttpResponse:
    """Each request with its state, whose decision it awaits, who decided, and who came in on it.

    Ask, approve, deny and withdraw by stating `gate.entry_requested` and the like: a request that may not be
    granted is refused with its rule.
    """
    return answer(open_entries(code, actor=actor_of(request), now=now(), sort=which.sort, **which.when()))


@router.get(
    "/approvals", summary="What waits for a decision", openapi_extra=response_of("ApprovalsPage", 200)
)
@permits("read_day_sheet")
def approvals(request: HttpRequest) -> HttpResponse:
    """Every request in scope that awaits a decision now: the caller's own, and the others'."""
    return answer(open_approvals(actor=actor_of(request), now=now()))


@router.get(
    "/facilities/{code}/exceptions", summary="A facility's exceptions",
    openapi_extra=response_of("Exceptions", 200),
)  # fmt: skip
@permits("read_day_sheet")
def exceptions(request: HttpRequest, code: str, days: Query[Days]) -> HttpResponse:
    """Overrides, entries while closed or without leave, refusals, denials and emergencies of some days."""
    return answer(
        open_exceptions(
            code, actor=actor_of(request), now=now(), first=days.first, last=days.last, **days.when()
        )
    )


@router.get("/exceptions", summary="Every exception in scope", openapi_extra=response_of("Exceptions", 200))
@permits("read_day_sheet")
def exceptions_everywhere(request: HttpRequest, days: Query[Days]) -> HttpResponse:
    """The same for every facility in scope."""
    return answer(
        open_exceptions(
            None, actor=actor_of(request), now=now(), first=days.first, last=days.last, **days.when()
        )
    )
