"""By which office a person's record was read, and on which day: what the person concerned is told of the log.

Neither reasons nor staff numbers: whoever wants those asks the inspector, who reads the whole log.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.db.models.functions import TruncDate

from lazaretto.access.actor import Actor
from lazaretto.access.models import Read

MOST = 100
INSPECTOR = "inspector"


class OfficeRead(NamedTuple):
    """On a day somebody of a role at a facility read the record, so many times."""

    day: date
    role: str
    facility: str
    times: int


def offices(*, subject: str, actor: Actor, zone: str) -> Sequence[OfficeRead]:
    """The granted reads of a person's record in the actor's scope, the newest first, at most :data:`MOST`.

    What an inspector read is told by an inspector alone: a facility never learns of it (law 12).
    """
    found = Read.objects.filter(subject=subject, outcome="granted")
    if actor.role != INSPECTOR:
        found = found.exclude(reader_role=INSPECTOR)
    if not actor.scope.everywhere:
        found = found.filter(facility__in=actor.scope.facilities)
    rows = (
        found.annotate(day=TruncDate("at", tzinfo=ZoneInfo(zone)))
        .values("day", "reader_role", "facility")
        .annotate(times=Count("id"))
        .order_by("-day", "reader_role", "facility")
    )
    return [OfficeRead(one["day"], one["reader_role"], one["facility"], one["times"]) for one in rows[:MOST]]
