"""Read the three fixed of a facility, its training and its handover."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from lazaretto.access.clock import now
from lazaretto.actions.open_fixed import open_fixed
from lazaretto.actions.open_handover import open_handover
from lazaretto.actions.open_training import open_training
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.filters import When
from lazaretto.api.permitting import permits
from lazaretto.api.schema import response_of

router = Router(tags=["reading"])


@router.get(
    "/facilities/{code}/fixed", summary="The three fixed", openapi_extra=response_of("FixedPage", 200)
)
@permits("read_person")
def fixed(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """Post, person, deputy and duty of each prevention task, and who is doubtful today."""
    return answer(open_fixed(code, actor=actor_of(request), now=now(), **when.when()))


@router.get(
    "/facilities/{code}/training", summary="Training of a facility",
    openapi_extra=response_of("TrainingPage", 200),
)  # fmt: skip
@permits("read_person")
def training(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """Who may do what until when, and whom it keeps off a post."""
    return answer(open_training(code, actor=actor_of(request), now=now(), **when.when()))


@router.get(
    "/facilities/{code}/handover", summary="Handover of a facility",
    openapi_extra=response_of("HandoverPage", 200),
)  # fmt: skip
@permits("read_person")
def handover(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """What the next shift takes on, what waits to be taken over, and what differed before."""
    return answer(open_handover(code, actor=actor_of(request), now=now(), **when.when()))
