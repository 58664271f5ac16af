"""Sheets already drawn: fifty screens that show the same board are sent the same bytes, drawn once.

A sheet is kept with the very page that it shows, so that another page is never taken for it.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_T = TypeVar("_T")


class Drawn(Generic[_T]):
    """The last few sheets. keep: how many; one of a city's board holds about a hundred kilobytes."""

    def __init__(self, *, keep: int) -> None:
        self._keep = keep
        self._lock = threading.Lock()
        self._held: OrderedDict[Hashable, tuple[_T, bytes]] = OrderedDict()

    def of(self, page: _T, look: Hashable, draw: Callable[[], bytes]) -> bytes:
        """The bytes of this very page in this look: from before, or drawn now.

        look: everything else that the bytes depend on: language, reader's scope, what was asked for.
        """
        key = (id(page), look)
        with self._lock:
            held = self._held.get(key)
            if held is not None and held[0] is page:
                self._held.move_to_end(key)
                return held[1]
        made = draw()
        with self._lock:
            self._held[key] = (page, made)
            self._held.move_to_end(key)
            while len(self._held) > self._keep:
                self._held.popitem(last=False)
        return made
