"""One transaction for one act of writing, tried again where the database asks for it.

Locks are taken in one order, so a conflict is rare; where two transactions collide all the same,
PostgreSQL undoes one of them and the act is simply done again.
"""

import logging
from collections.abc import Callable
from typing import TypeVar

from django.db import DatabaseError, connection
from psycopg import Error, OperationalError, errors

from lazaretto.access.actor import Refused, Scope
from lazaretto.access.scope import scoped
from lazaretto.ledger import rows

TRIES = 4
_AGAIN = (
    errors.SerializationFailure, errors.DeadlockDetected, errors.ExclusionViolation, errors.UniqueViolation,
    errors.LockNotAvailable,
)  # fmt: skip
_FULL = (errors.DiskFull, errors.OutOfMemory, errors.IoError, errors.ProgramLimitExceeded)
_log = logging.getLogger(__name__)
_T = TypeVar("_T")


def written(act: Callable[[], _T], *, scope: Scope) -> _T:
    """Do an act in one transaction under a scope; commit it or keep nothing of it.

    Raises :class:`Refused` with ``storage_busy``, ``storage_full`` or ``storage_unavailable`` when
    the database cannot take it. What was being written then has to be stated again.
    """
    for _ in range(TRIES):
        try:
            with scoped(scope):
                return act()
        except _AGAIN as conflict:
            _log.warning("done again after %s", type(conflict).__name__)
        except (Error, DatabaseError) as fault:
            raise _refusal(fault) from fault
    raise Refused("storage_busy")


def in_turn(name: str) -> None:
    """Let one act of a name go on at a time, until its transaction ends."""
    rows.lock(houses=(), people=(name,))


def _refusal(fault: Error | DatabaseError) -> Exception:
    """The refusal that a database fault comes to; faults of ours stay what they are."""
    cause = fault if isinstance(fault, Error) else fault.__cause__
    if isinstance(cause, _FULL) or _beyond_a_limit(cause):
        _log.error("the database cannot store: %s", cause)
        return Refused("storage_full")
    if isinstance(cause, OperationalError):
        _log.error("the database does not answer: %s", cause)
        connection.close()
        return Refused("storage_unavailable")
    return fault


def _beyond_a_limit(cause: BaseException | None) -> bool:
    """A quota on files (EFBIG) has no error code of its own in PostgreSQL."""
    return isinstance(cause, errors.InternalError_) and "could not extend file" in str(cause)
