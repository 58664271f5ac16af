"""Several acts at one instant: each on a thread and a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

_T = TypeVar("_T")


def at_once(*acts: Callable[[], _T]) -> list[_T]:
    """What each act gave, in their order; they are started together."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], _T]) -> _T:
        try:
            connection.ensure_connection()
            barrier.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
