"""When a fact is recorded: no two by one process at one instant.

What is told apart by its times alone keeps the order in which it was said, at this node and at every other
that it is passed on to: the facts of one form, and whatever two people state within one tick of a clock.
"""

from datetime import datetime, timedelta
from threading import Lock

_TICK = timedelta(microseconds=1)
_MOST = 20_000  # instants kept in mind: forty of the largest batches at once


class Instants:
    """Instants as asked for, or the next one that was not given yet, however acts take turns."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._next: dict[datetime, datetime] = {}  # of an instant that was given, where to look on

    def one(self, now: datetime) -> datetime:
        """``now``, or the next instant that was not given yet."""
        with self._lock:
            given = now
            while given in self._next:
                given = self._next[given]
            self._next[given] = self._next[now] = given + _TICK
            if len(self._next) > _MOST:
                del self._next[next(iter(self._next))]
            return given

    def forget(self) -> None:
        """Begin anew, as another process does."""
        with self._lock:
            self._next.clear()


INSTANTS = Instants()
