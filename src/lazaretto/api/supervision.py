"""Read the looks at a gate, and the three counts of what passed it side by side."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from lazaretto.access.clock import now
from lazaretto.actions.open_looks import open_looks
from lazaretto.actions.open_reconciliation import open_city_reconciliation, open_reconciliation
from lazaretto.api.answering import answer
from lazaretto.api.asking import actor_of
from lazaretto.api.filters import Part, When
from lazaretto.api.permitting import permits
from lazaretto.api.schema import response_of

router = Router(tags=["reading"])


class OneDay(When):
    """Which day of a facility."""

    day: date | None = Field(None, description="A local day of the facility; left out: the day of `at`.")


class SomeDays(Part):
    """How many days back."""

    days: int = Field(7, ge=1, le=31, description="Days, the latest first.")


@router.get(
    "/facilities/{code}/looks", summary="Looks at a gate", openapi_extra=response_of("LooksPage", 200)
)
@permits("read_facts")
def looks(request: HttpRequest, code: str, one: Query[OneDay]) -> HttpResponse:
    """What was scheduled, drawn and taken on one day, each look beside the register of its minutes.

    A drawn look is here once its time has come. The day's secret is here once the day is over.
    """
    return answer(open_looks(code, actor=actor_of(request), now=now(), day=one.day, **one.when()))


@router.get(
    "/facilities/{code}/reconciliation", summary="Three counts of one gate",
    openapi_extra=response_of("ReconciliationPage", 200),
)  # fmt: skip
@permits("read_facts")
def reconciliation(request: HttpRequest, code: str, one: Query[OneDay]) -> HttpResponse:
    """Register, telephone tally and replay of a day by category, with every least correction.

    State `supervision.tally_taken`, `supervision.replay_counted` and `supervision.reconciled` as facts.
    """
    return answer(open_reconciliation(code, actor=actor_of(request), now=now(), day=one.day, **one.when()))


@router.get(
    "/reconciliation", summary="Reconciled days of all facilities",
    openapi_extra=response_of("CityReconciliation", 200),
)  # fmt: skip
@permits("read_facts")
def reconciliations(request: HttpRequest, some: Query[SomeDays]) -> HttpResponse:
    """Each facility in scope by day: signed, differing, or not done; of one city where there are several."""
    found = open_city_reconciliation(
        actor=actor_of(request), now=now(), days=some.days, city=some.city, **some.when()
    )
    return answer(found)
