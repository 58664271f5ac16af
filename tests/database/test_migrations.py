"""Migrations say what the models say, and the ledger's go forth and back."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_ledgers_history_is_one_line() -> None:
    graph = MigrationLoader(connection).graph
    assert len(graph.leaf_nodes("ledger")) == 1
    names = sorted(name for app, name in graph.nodes if app == "ledger")
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
