"""Bring a database to the form of this version, without making those who work wait for it; or say why not.

Every statement of every migration has limits. A migration that has to wait longer for a table gives up, and
nothing is changed: each migration is one transaction.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from psycopg import errors

from lazaretto.project.postgres import Unavailable

# Whoever waits for a table makes everybody wait who comes after. Both as the ledger's migrations have it; a
# step that takes longer says so in itself.
LOCK_SECONDS = 5
STATEMENT_SECONDS = 60
_log = logging.getLogger(__name__)


# The step from which on an erasure is said by a fact; what was erased before it is said when it is taken.
SAID = ("ledger", "0019_an_erasure_is_said_by_a_fact")


def migrate() -> None:
    """Take every step that is owed. Errors: Unavailable; then whatever was taken is whole."""
    refuse_newer()
    with limited():
        try:
            before = SAID not in MigrationRecorder(connection).applied_migrations()
            call_command("migrate", verbosity=0, interactive=False)
        except DatabaseError as fault:
            if isinstance(fault.__cause__, errors.LockNotAvailable):
                raise Unavailable(
                    f"others held the tables for more than {LOCK_SECONDS} s, and the step was not taken: "
                    "stop the house, or try again when less is going on"
                ) from None
            if isinstance(fault.__cause__, errors.QueryCanceled):
                raise Unavailable(
                    f"a step took longer than {STATEMENT_SECONDS} s and was not taken: stop the house, and "
                    "raise statement_timeout in that step if the tables are as large as that"
                ) from None
            raise
    if before:
        _say_erased()


def _say_erased() -> None:
    """State what a former version erased without a fact that says so, so that the log holds every erasure."""
    from lazaretto.access.clock import now
    from lazaretto.actions.say_erased import say_erased

    told = say_erased(now=now())
    if told:
        _log.warning("%s facts that were erased before are named in the log from now on", told)


@contextmanager
def limited() -> Iterator[None]:
    """Limits on whatever the connection does; a migration may set narrower ones for itself."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
        cursor.execute(f"SET statement_timeout = '{STATEMENT_SECONDS}s'")
    try:
        yield
    except BaseException:
        connection.close()  # and the limits go with it
        raise
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")
        cursor.execute("RESET statement_timeout")


def refuse_newer() -> None:
    """Refuse a database that a later version brought to a form which this one cannot serve.

    Errors: Unavailable.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('lazaretto_reach') IS NOT NULL")
        row = cursor.fetchone()
        if not row or not row[0]:
            return
        cursor.execute("SELECT app, least, why FROM lazaretto_reach ORDER BY app")
        reach = cursor.fetchall()
    known = set(MigrationLoader(None).disk_migrations)
    for app, least, why in reach:
        if (app, least) not in known:
            raise Unavailable(
                f"a later version brought the database to a form that this one cannot serve ({app} {least}: "
                f"{why}): install that version or a later one, or restore the backup that was made before it"
            )
