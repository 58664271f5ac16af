"""What a command stands on: Django, a database under it, in the form that this version needs.

Django is imported inside, so that a command which needs none starts at once.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click


@contextmanager
def house(
    *, var: Path | None = None, attach: bool = True, port: tuple[str, int] | None = None
) -> Iterator[None]:
    """Django with a database under it: DATABASE_URL, or our own server for as long as this lasts.

    ``attach`` uses the server of a Lazaretto that is open on the same data already, which else is refused.
    ``port`` (address and number) must be free before anything is started.
    """
    from lazaretto.project.folders import variable_folder
    from lazaretto.project.postgres import Cluster, opened, started
    from lazaretto.project.serving import interrupt_on_termination, require_free

    interrupt_on_termination()
    if port is not None:
        require_free(host=port[0], port=port[1])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lazaretto.project.settings")
    if var is not None:
        os.environ["LAZARETTO_VAR"] = str(var)
    if os.environ.get("DATABASE_URL"):
        set_up()
        yield
        return
    with (opened if attach else started)(Cluster.under(variable_folder())) as url:
        os.environ["DATABASE_URL"] = url
        set_up()
        yield


@contextmanager
def explained() -> Iterator[None]:
    """What a person can mend is one sentence, not a trace."""
    import psycopg
    from django.db import OperationalError

    from lazaretto.project.postgres import Unavailable
    from lazaretto.project.serving import Unservable

    try:
        yield
    except (Unavailable, Unservable) as problem:
        raise click.ClickException(str(problem)) from None
    except (OperationalError, psycopg.OperationalError) as problem:
        said = str(problem).strip().splitlines()[0] if str(problem).strip() else type(problem).__name__
        raise click.ClickException(
            f"the database does not answer: start it, or mend DATABASE_URL ({said})"
        ) from None


def set_up() -> None:
    """Django, over the database that the environment names."""
    import django

    django.setup()


def prepare() -> None:
    """The form of the database and the texts of the screens, as this version needs them."""
    from lazaretto.project.folders import checkout
    from lazaretto.project.migrating import migrate
    from lazaretto.project.translations import compile_stale

    migrate()
    if checkout() is not None:
        compile_stale()


def require_prepared() -> None:
    """Refuse a database without the form of this version: new and empty, too old, or too new."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from lazaretto.project.migrating import refuse_newer

    refuse_newer()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise click.ClickException(
            "the database has not the form this version needs: run lazaretto migrate first"
        )
