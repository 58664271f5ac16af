"""Ask the twin what another order would do: asked, followed, stopped. What it says is simulated."""

from http import HTTPStatus
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router

from lazaretto.access.clock import now
from lazaretto.actions.ask_what_if import (
    Asked,
    Unaskable,
    follow_what_if,
    list_what_ifs,
    start_what_if,
    stop_what_if,
)
from lazaretto.actions.open_what_if import question_of
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.permitting import permits
from lazaretto.api.problems import OTHERWISE, problem, says
from lazaretto.api.schema import body_of, response_of
from lazaretto.api.shapes import WhatIfBegun, WhatIfQuestion, WhatIfTold
from lazaretto.facts.encoding import Malformed
from lazaretto.twin.vetting import Fault

router = Router(tags=["commanding"])


@router.get("/what-if", summary="Questions of the last day", openapi_extra=response_of("WhatIfList", 200))
@permits("read_what_if")
def what_ifs(request: HttpRequest) -> HttpResponse:
    """What was asked of the twin in the last day, the newest first; only what lies wholly in your scope."""
    return answer({"questions": list_what_ifs(actor=actor_of(request))})


@router.post(
    "/what-if", summary="Ask what another order would do",
    openapi_extra={**body_of("WhatIfQuestion"), **response_of("WhatIfBegun", 202)},
)  # fmt: skip
@permits("ask_what_if")
def ask(request: HttpRequest) -> HttpResponse:
    """Set the twin to live up to five other orders beside the one of a document; `Location` is the answer's.

    `orders` says what differs; `ideas` names ready-made ones (`shorter-leg`, `one-more-test`, `alone`,
    `fortnight-alone`, `cells`, `weekly-rounds`, `duty-` and a pattern of the document). Nothing is recorded.
    """
    try:
        choice = msgspec.json.decode(request.body, type=WhatIfQuestion)
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise Malformed(str(fault)) from fault
    actor = actor_of(request)
    try:
        number = start_what_if(question_of(choice, actor=actor, now=now()), actor=actor, now=now())
    except Unaskable as refusal:
        return _unaskable(request, refusal)
    begun = answer(WhatIfBegun(number=UUID(number)), status=HTTPStatus.ACCEPTED)
    begun["Location"] = reverse("api:what_if_answer", args=[number])
    return begun


@router.get(
    "/what-if/{number}", summary="How far a question has come, and its answer",
    url_name="what_if_answer", openapi_extra=response_of("WhatIfTold", 200),
)  # fmt: skip
@permits("read_what_if")
def what_if(request: HttpRequest, number: str) -> HttpResponse:
    """Points of the assumptions lived so far, and the reply that they come to; it grows finer until the end.

    `done` below `of` when it no longer runs: it was stopped, and the reply is partial.
    """
    return answer(_told(follow_what_if(number, actor=actor_of(request), now=now())))


@router.delete("/what-if/{number}", summary="Stop a question", openapi_extra=response_of("WhatIfTold", 200))
@permits("ask_what_if")
def stop(request: HttpRequest, number: str) -> HttpResponse:
    """Ask the twin to stop after the point it is at; what was lived by then is the answer."""
    stop_what_if(number, actor=actor_of(request))
    return answer(_told(follow_what_if(number, actor=actor_of(request), now=now())))


def _told(asked: Asked) -> WhatIfTold:
    return WhatIfTold(
        number=UUID(asked.number), begun=asked.begun, by=asked.by, running=asked.running,
        asked_to_stop=asked.asked_to_stop, lost=asked.lost, faults=asked.faults, done=asked.done, of=asked.of,
        seconds_left=asked.left, reply=asked.reply,
    )  # fmt: skip


def _unaskable(request: HttpRequest, refusal: Unaskable) -> HttpResponse:
    """Every fault as a sentence, and by its row: ``orders.2.days.1``."""
    sentences = [f"{_where(fault)}: {says(fault.code, fault.values)}" for fault in refusal.faults]
    values = {_where(fault): fault.code for fault in refusal.faults}
    return problem(request, OTHERWISE, " ".join(sentences), rule=refusal.rule, values=values)


def _where(fault: Fault) -> str:
    order = "question" if fault.order is None else f"orders.{fault.order}"
    return f"{order}.{fault.field}".rstrip(".")
