"""No scope, no rows: what PostgreSQL's row-level security lets through, set for one transaction.

The policies read the setting ``lazaretto.facilities``: facility codes joined by commas, ``*`` for
all of them. Where it was never set there are no rows. It ends with the transaction.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from psycopg import Cursor

from lazaretto.access.actor import Scope

EVERYWHERE = "*"
_log = logging.getLogger(__name__)


@contextmanager
def scoped(scope: Scope) -> Iterator[None]:
    """A transaction in which the rows of a scope can be read and stated, and no others."""
    named = ",".join(sorted(scope.facilities - {EVERYWHERE}))  # a list never stands for all of them
    with _facilities(EVERYWHERE if scope.everywhere else named):
        yield


@contextmanager
def everywhere(why: str) -> Iterator[None]:
    """A transaction that crosses every facility: an explicit act of the server itself, and logged."""
    _log.info("read across all facilities: %s", why)
    with _facilities(EVERYWHERE):
        yield


@contextmanager
def _facilities(setting: str) -> Iterator[None]:
    nested = connection.in_atomic_block
    with transaction.atomic():
        before = _set(setting)
        yield
        if nested:  # the setting would outlive the savepoint and widen what follows
            _set(before)


def _set(setting: str) -> str:
    row = (
        Cursor(connection.connection)
        .execute(
            "SELECT current_setting('lazaretto.facilities', true),"
            " set_config('lazaretto.facilities', %s, true)",
            [setting],
        )
        .fetchone()
    )
    return (row[0] if row else None) or ""
