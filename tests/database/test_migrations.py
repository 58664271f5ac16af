"""Migrations say what the models say, and the ledger's go forth and back."""

from uuid import UUID

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunSQL
from pytest_django import DjangoDbBlocker

from lazaretto.access.scope import everywhere
from lazaretto.facts.custody import Admitted
from lazaretto.facts.encoding import decode
from lazaretto.facts.retention import Erased
from lazaretto.ledger.appending import append
from lazaretto.project.migrating import LOCK_SECONDS, STATEMENT_SECONDS, limited, migrate, refuse_newer
from lazaretto.project.postgres import Unavailable
from tests.database.clusters import own_cluster
from tests.database.sql import acting, sql
from tests.stating import fact

pytestmark = pytest.mark.database
IN_ONE = pytest.mark.django_db
OURS = ("ledger", "access")


@IN_ONE
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@IN_ONE
def test_the_ledgers_history_is_one_line() -> None:
    graph = MigrationLoader(connection).graph
    assert len(graph.leaf_nodes("ledger")) == 1
    names = sorted(name for app, name in graph.nodes if app == "ledger")
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


@IN_ONE
def test_every_step_of_ours_that_is_written_in_sql_limits_what_it_waits_for() -> None:
    loader = MigrationLoader(connection)
    for (app, name), migration in loader.disk_migrations.items():
        said = [str(one.sql) for one in migration.operations if isinstance(one, RunSQL)]
        if app in OURS and said:
            assert "SET LOCAL lock_timeout" in said[0], f"{app} {name} waits for tables without an end"


@IN_ONE
def test_every_other_step_has_the_limits_of_the_command() -> None:
    before = sql("SHOW lock_timeout")
    with limited():
        assert sql("SHOW lock_timeout") == [(f"{LOCK_SECONDS}s",)]
        assert sql("SHOW statement_timeout")[0][0] in (f"{STATEMENT_SECONDS}s", "1min")
    assert sql("SHOW lock_timeout") == before != [(f"{LOCK_SECONDS}s",)]


@IN_ONE
def test_a_form_that_this_version_cannot_serve_is_refused_in_words() -> None:
    refuse_newer()
    with acting():
        sql("UPDATE lazaretto_reach SET least = '9999_another_world', why = 'a column is gone'")
        with pytest.raises(Unavailable, match="9999_another_world: a column is gone"):
            refuse_newer()


@pytest.mark.slow  # it waits for as long as a step may wait
def test_a_step_that_must_wait_for_others_is_not_taken(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock(), own_cluster() as own:
        call_command("migrate", "ledger", "0017", verbosity=0)
        with psycopg.connect(own.cluster.url) as other:
            other.execute("LOCK TABLE django_migrations IN ACCESS EXCLUSIVE MODE")
            with pytest.raises(Unavailable, match="was not taken"):
                migrate()
        assert sql("SELECT to_regclass('lazaretto_reach')") == [(None,)]
        migrate()
        assert sql("SELECT count(*) FROM lazaretto_reach WHERE app = 'ledger'") == [(1,)]


@pytest.mark.slow  # a cluster of its own
def test_what_was_erased_before_the_step_is_said_when_it_is_taken_and_never_again(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock(), own_cluster():
        call_command("migrate", "ledger", "0018", verbosity=0)
        with everywhere("a house of the version before"):
            append([fact(Admitted(person=f"D{n}", cell="QZ-D/T/01", sex="male"), "03-15 08:00", number=n)
                    for n in (1, 2, 3)])  # fmt: skip
            sql("SELECT ledger_erase(%s, %s, 'R0', '2022-04-01T00:00Z', 'QZ9')", [[UUID(int=1)], ["D1"]])
        migrate()
        with everywhere("what it says"):
            (said,) = sql("SELECT canonical FROM ledger_payload p JOIN ledger_fact f ON f.id = p.fact"
                          " WHERE f.kind = 'record.erased/1'")[0]  # fmt: skip
            assert decode(said).body == Erased(facts=(UUID(int=1),), rule="R0")
            sql("SELECT ledger_erase(%s, %s, 'R0', '2022-04-02T00:00Z', 'QZ9')", [[UUID(int=2)], ["D2"]])
        migrate()
        with everywhere("whoever erases past the record is not covered up by a restart"):
            assert sql("SELECT fact FROM ledger_erasure WHERE said_by IS NULL") == [(UUID(int=2),)]
