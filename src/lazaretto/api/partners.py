"""Read the register of partners, the hand-overs of a house, and whether a status document is the record's."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from lazaretto.access.clock import now
from lazaretto.actions.open_hand_over import open_hand_over
from lazaretto.actions.open_partners import open_house_partners, open_partners
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.filters import When
from lazaretto.api.handed import StatusTold, hand_overs_told, partners_told
from lazaretto.api.permitting import permits
from lazaretto.api.schema import response_of

router = Router(tags=["reading"])


@router.get("/partners", summary="Partners", openapi_extra=response_of("PartnersTold", 200))
@permits("read_facts")
def partners(request: HttpRequest, when: Query[When]) -> HttpResponse:
    """Whom to call outside, and which house has no partner of a sort that a clause calls for.

    State as facts: `command.partner_enrolled`, `command.partner_changed` and `command.partner_ended`.
    """
    return answer(partners_told(open_partners(actor=actor_of(request), now=now(), **when.when())))


@router.get(
    "/facilities/{code}/hand-overs", summary="Hand-overs of a house",
    openapi_extra=response_of("HandOversTold", 200),
)  # fmt: skip
@permits("read_day_sheet")
def hand_overs(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """Who was handed over to whom, what waits for an acknowledgement, what laboratories owe.

    State as facts: `custody.handed_over`, `custody.received` (with the number of the hand-over),
    `custody.hand_over_refused` and `custody.handed_back`. A status document is drawn up on its page.
    """
    return answer(
        hand_overs_told(open_house_partners(code, actor=actor_of(request), now=now(), **when.when()))
    )


@router.get(
    "/facilities/{code}/hand-overs/{number}", summary="Is a status document the record's?",
    openapi_extra=response_of("StatusTold", 200),
)  # fmt: skip
@permits("read_person")
def status(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The digest of the latest status document, and whether the record gives it; the read is logged."""
    page = open_hand_over(code, number, actor=actor_of(request), now=now())
    drawn = page.hand_over.prepared
    return answer(
        StatusTold(
            facility=code, hand_over=number, fact=drawn[0].id if drawn else None,
            known_at=drawn[1].known_at if drawn else None, digest=drawn[1].digest if drawn else None,
            held=page.held,
        )
    )  # fmt: skip
