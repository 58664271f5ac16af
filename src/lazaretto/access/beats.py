"""When each command of the installation was last through: so that its silence can be seen (G9).

Nothing is derived from a beat but that line: what is owed is owed whether a command ran or not (law 6).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, get_args

from lazaretto.access.models import Beat

Job = Literal["notify", "publish", "erase-check-ins", "backup", "rehearse-restore"]
JOBS: tuple[Job, ...] = get_args(Job)


def beat(job: Job, *, now: datetime, note: str = "") -> None:
    """Note that a command is through."""
    Beat.objects.update_or_create(job=job, defaults={"at": now, "note": note[:120]})


def beats() -> Mapping[str, datetime]:
    """When each was last through; one that never was is missing."""
    return dict(Beat.objects.values_list("job", "at"))
