"""When a fact is recorded: no two by one process at one instant.

What is told apart by its times alone keeps the order in which it was said, at this node and at every other
that it is passed on to: the facts of one form, and whatever two people state within one tick of a clock.
"""

from datetime import UTC, datetime, timedelta
from threading import Lock

_TICK = timedelta(microseconds=1)


class Instants:
    """Instants as asked for, a microsecond later for each that was given already."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._asked = datetime.min.replace(tzinfo=UTC)
        self._given = 0

    def one(self, now: datetime) -> datetime:
        """``now``, or the next instant that was not given for it yet."""
        with self._lock:
            self._given = self._given + 1 if now == self._asked else 0
            self._asked = now
            return now + self._given * _TICK

    def forget(self) -> None:
        """Begin anew, as another process does."""
        with self._lock:
            self._asked = datetime.min.replace(tzinfo=UTC)


INSTANTS = Instants()
