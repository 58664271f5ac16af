"""Servers of their own for tests that kill or starve one; never the server of the other tests."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from lazaretto.project.postgres import Cluster, Running, start
from lazaretto.project.settings import database


@dataclass
class Own:
    """A cluster and the server that runs on it now."""

    cluster: Cluster
    server: Running


@contextmanager
def own_cluster() -> Iterator[Own]:
    """A migrated server that Django talks to until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="lz-"))
    cluster = Cluster(folder / "data", folder / "s")
    own = Own(cluster, start(cluster))
    before = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(database(cluster.url))
    try:
        call_command("migrate", verbosity=0)
        yield own
    finally:
        connection.close()
        connection.settings_dict.update(before)
        own.server.stop()
        shutil.rmtree(folder, ignore_errors=True)
