"""Read what the pages of one facility show besides its day: cells, the release gate, its role."""

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from lazaretto.access.clock import now
from lazaretto.actions.list_releases import list_releases
from lazaretto.actions.open_cells import open_cells
from lazaretto.actions.open_emergency import open_emergency
from lazaretto.actions.open_incidents import open_incident, open_incidents
from lazaretto.actions.open_inside import open_inside, open_muster
from lazaretto.actions.open_register import open_register
from lazaretto.actions.open_shelf import open_shelf
from lazaretto.actions.open_yard import open_yard
from lazaretto.actions.plan_conversion import open_conversion
from lazaretto.actions.propose_places import propose_places
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.filters import RegisterDay, When
from lazaretto.api.permitting import permits
from lazaretto.api.schema import body_of, response_of
from lazaretto.api.shapes import PlacementQuestion
from lazaretto.facts.encoding import Malformed

router = Router(tags=["reading"])


@router.get(
    "/facilities/{code}/cells", summary="A facility's cells", openapi_extra=response_of("CellsPage", 200)
)
@permits("read_facts")
def cells(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """Each cell with its state, its cohort's clock, what blocks it, and the clocks that must be restarted."""
    return answer(open_cells(code, actor=actor_of(request), now=now(), **when.when()))


@router.get(
    "/facilities/{code}/releases", summary="A facility's release gate",
    openapi_extra=response_of("Releases", 200),
)  # fmt: skip
@permits("read_person")
def releases(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """Each running leg with every condition of its end: met, not met or unknown, with its facts."""
    return answer(list_releases(code, actor=actor_of(request), now=now(), **when.when()))


@router.get(
    "/facilities/{code}/inside", summary="Who and what is inside",
    openapi_extra=response_of("InsidePage", 200),
)  # fmt: skip
@permits("read_day_sheet")
def inside(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """By zone: those held, staff, visitors, vehicles, consignments; who overstays, and who is awaited.

    Whoever may not read people's records gets those held as counts, unless an emergency runs.
    """
    return answer(open_inside(code, actor=actor_of(request), now=now(), **when.when()))


@router.get("/gate/{code}/muster", summary="The muster list", openapi_extra=response_of("Muster", 200))
@permits("read_day_sheet")
def muster(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """Everybody to be called out, in order. At the gate it opens when an emergency is declared."""
    return answer(open_muster(code, actor=actor_of(request), now=now(), **when.when()))


@router.get(
    "/facilities/{code}/register", summary="A day of the gate's register",
    openapi_extra=response_of("GateRegister", 200),
)  # fmt: skip
@permits("read_day_sheet")
def register(request: HttpRequest, code: str, of: Query[RegisterDay]) -> HttpResponse:
    """Every passage with both its times, refused ones too."""
    page = open_register(
        code, actor=actor_of(request), now=now(), day=of.day, subject=of.subject, device=of.device,
        **of.when(),
    )  # fmt: skip
    return answer(page)


@router.get(
    "/facilities/{code}/emergency", summary="A facility's emergency",
    openapi_extra=response_of("EmergencyPage", 200),
)  # fmt: skip
@permits("read_day_sheet")
def emergency(request: HttpRequest, code: str) -> HttpResponse:
    """The one that runs, or the last: who is accounted for, who is not, what happened in it."""
    return answer(open_emergency(code, actor=actor_of(request), now=now()))


@router.get(
    "/facilities/{code}/incidents", summary="The incidents of a facility",
    openapi_extra=response_of("HouseIncidents", 200),
)  # fmt: skip
@permits("read_person")
def incidents(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """What calls for an incident, those that run with their clocks and contacts, and those that are over."""
    return answer(open_incidents(code, actor=actor_of(request), now=now(), **when.when()))


@router.get(
    "/facilities/{code}/incidents/{incident}", summary="One incident",
    openapi_extra=response_of("IncidentPage", 200),
)  # fmt: skip
@permits("read_person")
def incident(request: HttpRequest, code: str, incident: str) -> HttpResponse:
    """Its clock, its contacts, and the places that it may freeze."""
    return answer(open_incident(code, incident, actor=actor_of(request), now=now()))


@router.get(
    "/facilities/{code}/shelf", summary="The goods a facility holds",
    openapi_extra=response_of("GoodsPage", 200),
)  # fmt: skip
@permits("read_day_sheet")
def shelf(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """Each consignment: what it waits for, until when it rests, its samples, and the pieces that are left."""
    return answer(open_shelf(code, actor=actor_of(request), now=now(), **when.when()))


@router.get(
    "/facilities/{code}/vehicles", summary="The vehicles in a facility's yard",
    openapi_extra=response_of("Yard", 200),
)  # fmt: skip
@permits("read_day_sheet")
def vehicles(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """Each vehicle in the yard: on whose leave, with whom and what; and those that are expected."""
    return answer(open_yard(code, actor=actor_of(request), now=now(), **when.when()))


@router.get(
    "/facilities/{code}/role", summary="A facility's role", openapi_extra=response_of("ConversionPage", 200)
)
@permits("read_facts")
def role(request: HttpRequest, code: str) -> HttpResponse:
    """The role it has, the changes of it that were ordered and how far they came, and what comes here."""
    return answer(open_conversion(code, actor=actor_of(request), now=now()))


@router.get(
    "/facilities/{code}/placement-proposal", summary="Who could go into which cell",
    openapi_extra=response_of("Placing", 200),
)  # fmt: skip
@permits("read_person")
def placement(request: HttpRequest, code: str) -> HttpResponse:
    """For whoever is on the way or about to end a leg, with reasons and prices. A person decides."""
    return answer(propose_places(code, actor=actor_of(request), now=now()))


@router.post(
    "/facilities/{code}/placement-proposal", summary="The same, with people at the door",
    openapi_extra={**body_of("PlacementQuestion"), **response_of("Placing", 200)},
)  # fmt: skip
@permits("read_person")
def placement_with(request: HttpRequest, code: str) -> HttpResponse:
    """Nothing is recorded: state `custody.place_requested` for each place that was decided on."""
    try:
        asked = msgspec.json.decode(request.body, type=PlacementQuestion)
    except msgspec.MsgspecError as fault:
        raise Malformed(str(fault)) from fault
    found = propose_places(code, actor=actor_of(request), now=now(), door=asked.door, without=asked.without)
    return answer(found)
