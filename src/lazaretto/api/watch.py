"""Read the system's own list."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from lazaretto.access.clock import now
from lazaretto.access.machine import machine
from lazaretto.actions.open_watch import open_watch
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.permitting import permits
from lazaretto.api.schema import response_of

router = Router(tags=["reading"])


@router.get("/watch", summary="The system's own list", openapi_extra=response_of("WatchPage", 200))
@permits("read_watch")
def watch(request: HttpRequest) -> HttpResponse:
    """What of the machine, its commands, its channels and the record needs somebody, the gravest first.

    It is made when it is asked for. `red` is for now, `amber` for today; what was looked at is listed, too.
    """
    return answer(open_watch(machine(), actor=actor_of(request), now=now()))
