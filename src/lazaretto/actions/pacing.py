"""What readers share, made anew when it no longer fits: never twice at once, never most of the time.

Something quick is made at once, so that whoever states a fact sees it on the next page. Something slow
is made by one reader at a time while all others are shown the one before it, and then rests for twice
as long as it took: at most a third of the time is spent making it. No clock has to tick for that;
the next reader who asks after the rest makes the next one. Slow is what was slow twice in a row, so
that a cold start is not taken for a large network.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

SLOW = 1.0  # seconds; what takes less is never waited for nor shown old
REST = 2  # times as long as it took
_T = TypeVar("_T")


@dataclass(frozen=True)
class _Made(Generic[_T]):
    """What was made, the seconds it took, the lesser of those and the time before, and when it was ready."""

    what: _T
    took: float
    pace: float
    ready: float

    @property
    def slow(self) -> bool:
        return self.pace >= SLOW

    def rests(self, clock: float) -> bool:
        return self.slow and clock < self.ready + REST * self.took


class Paced(Generic[_T]):
    """The last few things made, by key. ``clock`` counts seconds; ``keep``: how many are kept."""

    def __init__(self, *, clock: Callable[[], float], keep: int) -> None:
        self._clock = clock
        self._keep = keep
        self._held: OrderedDict[Hashable, _Made[_T]] = OrderedDict()
        self._lock = threading.Lock()
        self._making = threading.Lock()

    def get(
        self, key: Hashable, make: Callable[[], _T], *, fits: Callable[[_T], bool],
        serves: Callable[[_T], bool],
    ) -> _T:  # fmt: skip
        """What is kept under the key while it ``fits``; else a new one.

        A slow one that no longer fits but still ``serves`` is given while it rests, and while another
        reader makes the next. Where there is none, one waits for its turn.
        """
        held = self._find(key)
        if held and fits(held.what):
            return held.what
        if held and held.slow and serves(held.what):
            if held.rests(self._clock()) or not self._making.acquire(blocking=False):
                return held.what
        else:
            self._making.acquire()
        try:
            held = self._find(key)  # another reader may have made it while this one waited
            if held and (fits(held.what) or (held.rests(self._clock()) and serves(held.what))):
                return held.what
            return self._make(key, make, before=held)
        finally:
            self._making.release()

    def clear(self) -> None:
        """Forget everything kept."""
        with self._lock:
            self._held.clear()

    def _find(self, key: Hashable) -> _Made[_T] | None:
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def _make(self, key: Hashable, make: Callable[[], _T], *, before: _Made[_T] | None) -> _T:
        began = self._clock()
        what = make()
        ready = self._clock()
        took = ready - began
        with self._lock:
            self._held[key] = _Made(what, took, min(took, before.took) if before else 0.0, ready)
            self._held.move_to_end(key)
            while len(self._held) > self._keep:
                self._held.popitem(last=False)
        return what
