"""Read how the network is led: levels, leaders, directives, dispatches, and the lines that must read zero."""

from enum import IntEnum

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from lazaretto.access.clock import now
from lazaretto.actions.lead import open_leaders
from lazaretto.actions.open_bottom_lines import open_bottom_line, open_bottom_lines
from lazaretto.actions.open_directives import open_directive, open_directives
from lazaretto.actions.open_dispatch import open_dispatch, open_dispatches
from lazaretto.actions.order_level import open_levels
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.commanded import (
    directive_told,
    directives_told,
    dispatch_told,
    dispatches_told,
    leaders_told,
    levels_told,
)
from lazaretto.api.filters import When
from lazaretto.api.permitting import permits
from lazaretto.api.schema import response_of

router = Router(tags=["reading"])


class Weeks(IntEnum):
    """Over how many whole weeks the days of a line are told."""

    MONTH = 4
    QUARTER = 12


@router.get("/command/levels", summary="Response levels", openapi_extra=response_of("LevelsTold", 200))
@permits("read_person")
def levels(request: HttpRequest, when: Query[When]) -> HttpResponse:
    """The level of each facility, and every order given. State as a fact: `command.level_ordered`."""
    return answer(levels_told(open_levels(actor=actor_of(request), now=now(), **when.when())))


@router.get("/command/leaders", summary="Who answers for what", openapi_extra=response_of("LeadersTold", 200))
@permits("read_board")
def leaders(request: HttpRequest, when: Query[When]) -> HttpResponse:
    """Leaders and deputies by facility, what is left to whom, and whose everything is at the instant.

    State as facts: `command.leader_named`, `command.leader_relieved`, `command.responsibility_delegated` and
    `command.delegation_ended`.
    """
    return answer(leaders_told(open_leaders(actor=actor_of(request), now=now(), **when.when())))


@router.get(
    "/command/directives", summary="Directives with their receipts",
    openapi_extra=response_of("DirectivesTold", 200),
)  # fmt: skip
@permits("read_facts")
def directives(request: HttpRequest, when: Query[When]) -> HttpResponse:
    """The cascade over every facility in scope, and the pairs that contradict each other.

    State as facts: `command.directive_issued`, `command.directive_received` and
    `command.contradiction_settled`.
    """
    return answer(directives_told(open_directives(actor=actor_of(request), now=now(), **when.when())))


@router.get(
    "/command/directives/{directive}", summary="One directive",
    openapi_extra=response_of("DirectiveInFull", 200),
)  # fmt: skip
@permits("read_facts")
def directive(request: HttpRequest, directive: str, when: Query[When]) -> HttpResponse:
    """Its words, each facility's receipt and assignments, and what it would change of the protocol."""
    found = open_directive(directive, actor=actor_of(request), now=now(), **when.when())
    return answer(directive_told(found))


@router.get(
    "/command/dispatches", summary="Dispatches and the next agenda",
    openapi_extra=response_of("DispatchesTold", 200),
)  # fmt: skip
@permits("read_facts")
def dispatches(request: HttpRequest, when: Query[When]) -> HttpResponse:
    """The dispatches of the detachment in scope, and what each facility would be asked now."""
    return answer(dispatches_told(open_dispatches(actor=actor_of(request), now=now(), **when.when())))


@router.get(
    "/command/dispatches/{dispatch}", summary="One dispatch with its minutes",
    openapi_extra=response_of("DispatchTold", 200),
)  # fmt: skip
@permits("read_facts")
def dispatch(request: HttpRequest, dispatch: str, when: Query[When]) -> HttpResponse:
    """Every line with its answer and what was set out of it; who recorded the minutes and who signed them.

    State as facts: `command.line_answered`, `command.line_noted`, `command.dispatch_closed` and
    `command.minutes_signed`.
    """
    return answer(dispatch_told(open_dispatch(dispatch, actor=actor_of(request), now=now(), **when.when())))


@router.get(
    "/bottom-lines", summary="The lines that must read zero", openapi_extra=response_of("LinesPage", 200)
)
@permits("read_board")
def bottom_lines(request: HttpRequest, when: Query[When], weeks: Weeks = Weeks.MONTH) -> HttpResponse:
    """Each line with its figure, the clauses that count for it, and a figure a day over whole weeks."""
    return answer(open_bottom_lines(actor=actor_of(request), now=now(), weeks=weeks, **when.when()))


@router.get(
    "/bottom-lines/{document}/{line}", summary="One line that must read zero",
    openapi_extra=response_of("LinePage", 200),
)  # fmt: skip
@permits("read_person")
def bottom_line(
    request: HttpRequest, document: str, line: str, when: Query[When], weeks: Weeks = Weeks.MONTH
) -> HttpResponse:
    """Its breaches, each with its fact, whose it is now and what cures it; its days by facility."""
    found = open_bottom_line(document, line, actor=actor_of(request), now=now(), weeks=weeks, **when.when())
    return answer(found)
