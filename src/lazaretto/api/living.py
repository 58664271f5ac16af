"""Read the day, the appointments, the needs and the complaints of the people inside, as far as one may."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from lazaretto.access.clock import now
from lazaretto.actions.open_appointments import open_appointments
from lazaretto.actions.open_complaints import open_complaint, open_complaints, open_complaints_everywhere
from lazaretto.actions.open_needs import open_needs
from lazaretto.actions.open_regime import open_regime
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.filters import When
from lazaretto.api.lived import (
    appointments_told,
    city_complaints_told,
    complaint_told,
    complaints_told,
    needs_told,
)
from lazaretto.api.permitting import permits
from lazaretto.api.schema import response_of

router = Router(tags=["reading"])


@router.get(
    "/facilities/{code}/complaints", summary="Complaints of a house",
    openapi_extra=response_of("ComplaintsTold", 200),
)  # fmt: skip
@permits("read_facts")
def complaints(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """What waits and what is over, by number; who complained and the words for those who answer it.

    A complaint about the reader is not among them. State `regime.complaint_lodged` and what follows as facts.
    """
    return answer(complaints_told(open_complaints(code, actor=actor_of(request), now=now(), **when.when())))


@router.get(
    "/facilities/{code}/complaints/{complaint}", summary="One complaint",
    openapi_extra=response_of("ComplaintTold", 200),
)  # fmt: skip
@permits("read_facts")
def complaint(request: HttpRequest, code: str, complaint: str, when: Query[When]) -> HttpResponse:
    """One complaint. Reading its words leaves a line in the log of reads, under its number."""
    found = open_complaint(code, complaint, actor=actor_of(request), now=now(), **when.when())
    return answer(complaint_told(found.line))


@router.get(
    "/supervision/complaints", summary="Complaints of all facilities",
    openapi_extra=response_of("ComplaintsTold", 200),
)  # fmt: skip
@permits("read_complaints")
def complaints_everywhere(request: HttpRequest, when: Query[When]) -> HttpResponse:
    """What waits in every house in scope, the one that is due first on top."""
    found = open_complaints_everywhere(actor=actor_of(request), now=now(), **when.when())
    return answer(city_complaints_told(found))


@router.get(
    "/facilities/{code}/appointments", summary="Appointments of a house",
    openapi_extra=response_of("AppointmentsTold", 200),
)  # fmt: skip
@permits("read_person")
def appointments(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """Hearings and meetings with how they stand, what clashes, and the law's deadlines of custody.

    State `regime.appointment_asked`, `regime.appointment_set`, `regime.appointment_held` and so on as facts.
    """
    found = open_appointments(code, actor=actor_of(request), now=now(), **when.when())
    return answer(appointments_told(found))


@router.get(
    "/facilities/{code}/needs", summary="Needs of the people in a house",
    openapi_extra=response_of("NeedsTold", 200),
)  # fmt: skip
@permits("read_person")
def needs(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """Diet, language, faith, aids and interpreters, by wing and custody number.

    State `regime.need_stated` and `regime.need_ended` as facts.
    """
    return answer(needs_told(open_needs(code, actor=actor_of(request), now=now(), **when.when())))


@router.get(
    "/facilities/{code}/regime", summary="The day of a house", openapi_extra=response_of("RegimePage", 200)
)
@permits("read_day_sheet")
def regime(request: HttpRequest, code: str, when: Query[When]) -> HttpResponse:
    """What the day holds, activity by activity, rights first: done, owed, late, not done and why.

    State `regime.activity_done` and `regime.activity_left_out` as facts.
    """
    return answer(open_regime(code, actor=actor_of(request), now=now(), **when.when()))
