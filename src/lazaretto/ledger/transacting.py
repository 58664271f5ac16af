"""One transaction for one act of writing, tried again where the database asks for it.

Locks are taken in one order, so a conflict is rare; where two transactions collide all the same,
PostgreSQL undoes one of them and the act is simply done again.
"""

import logging
from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from django.db import DatabaseError, InterfaceError, connection
from psycopg import Error, OperationalError, errors
from psycopg import InterfaceError as InterfaceFault

from lazaretto.access.actor import Refused, Scope
from lazaretto.access.scope import scoped
from lazaretto.facts.fact import Fact
from lazaretto.ledger import rows
from lazaretto.ledger.projecting import locked_people

TRIES = 4
_AGAIN = (
    errors.SerializationFailure, errors.DeadlockDetected, errors.ExclusionViolation, errors.UniqueViolation,
    errors.LockNotAvailable,
)  # fmt: skip
_SLOW = (errors.QueryCanceled, errors.IdleInTransactionSessionTimeout)
_CROWDED = ("too many clients", "too many connections", "connection slots")  # at that point there is no code
_READ_ONLY = (errors.ReadOnlySqlTransaction,)
_FULL = (errors.DiskFull, errors.OutOfMemory, errors.IoError, errors.ProgramLimitExceeded)
_log = logging.getLogger(__name__)
_T = TypeVar("_T")


def written(act: Callable[[], _T], *, scope: Scope) -> _T:
    """Do an act in one transaction under a scope; commit it or keep nothing of it.

    Raises :class:`Refused` with one of the ``storage_…`` rules when the database cannot take it. What was
    being written then has to be stated again.
    """
    for _ in range(TRIES):
        try:
            with scoped(scope):
                return act()
        except _AGAIN as conflict:
            _log.warning("done again after %s", type(conflict).__name__)
        except (Error, DatabaseError, InterfaceError) as fault:
            raise refusal_of(fault) or fault from fault
    raise Refused("storage_busy")


def in_turn(name: str, *, houses: Iterable[str] = ()) -> None:
    """Let one act of a name go on at a time, until its transaction ends; nothing is stated there meanwhile.

    houses: those in which nothing is stated.
    """
    rows.lock(houses=houses, people=(name,))


def keep_still(facts: Collection[Fact]) -> None:
    """Let nobody else state anything in the houses of these facts, or of their people, until it ends."""
    rows.lock(houses={fact.facility for fact in facts}, people=locked_people(facts))


def refusal_of(fault: BaseException | None) -> Refused | None:
    """The refusal that a fault of the database comes to, wherever it was met; None where it is ours."""
    cause = fault if isinstance(fault, Error) or fault is None else fault.__cause__
    if isinstance(cause, _FULL) or _beyond_a_limit(cause):
        _log.error("the database cannot store: %s", type(cause).__name__)
        return Refused("storage_full")
    if isinstance(cause, _SLOW):
        _log.error("the database took too long: %s", type(cause).__name__)
        return Refused("storage_slow")
    if isinstance(cause, OperationalError) and any(words in str(cause) for words in _CROWDED):
        _log.error("the database has no connection left")
        return Refused("storage_crowded")
    if isinstance(cause, _READ_ONLY):
        _log.error("the database takes nothing in: %s", type(cause).__name__)
        return Refused("storage_read_only")
    if isinstance(cause, (OperationalError, InterfaceFault)) or isinstance(fault, InterfaceError):
        _log.error("the database does not answer: %s", type(cause).__name__)
        connection.close()
        return Refused("storage_unavailable")
    return None


def _beyond_a_limit(cause: BaseException | None) -> bool:
    """A quota on files (EFBIG) has no error code of its own in PostgreSQL."""
    return isinstance(cause, errors.InternalError_) and "could not extend file" in str(cause)
