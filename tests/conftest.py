"""One PostgreSQL for a test run: DATABASE_URL where it is set, else an embedded one in a folder of its own.

The server starts when the first test asks for the database, so pure tests pay nothing for it.
"""

import gc
import os
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lazaretto.project.settings")
os.environ.setdefault("LAZARETTO_SECRET_KEY", "a key that guards nothing but tests")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is collected stays to the end: garbage is looked for neither meanwhile nor among it.

    It took a quarter of collecting sixteen thousand tests, and a tenth of running the quick ones.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations once, before any worker reads them; spare the hashing of passwords.

    Hundreds of accounts are opened to be somebody; what a real password costs is tried in its own tests.
    """
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    if not hasattr(config, "workerinput"):
        from lazaretto.project.translations import compile_stale

        compile_stale()
        config.pluginmanager.register(HandedOut())


# Rooms and files that share what is dear to make: a rehearsed city, the twin's machine code.
TOGETHER = {
    "tests/unit/rehearsal": "rehearsal",
    "tests/unit/twin": "twin",
    "tests/unit/cli/test_living.py": "twin",
    "tests/unit/cli/test_foreseeing.py": "twin",
    "tests/unit/cli/test_twin.py": "twin",
}


def room_of(nodeid: str) -> str:
    """The room that a test belongs to: its file, or several that share what is dear."""
    file = nodeid.partition("::")[0]
    return next((room for start, room in TOGETHER.items() if file.startswith(start)), file)


@pytest.hookimpl(optionalhook=True)  # xdist asks, where several workers share the tests
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hand the tests of a room to one worker: what they share is made once.

    By xdist's own marks of groups it does not: under pytest 9.2 they are passed over without a word
    (pytest-xdist issue 1386).
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByRoom(LoadScopeScheduling):  # type: ignore[misc]  # xdist ships no types
        def _split_scope(self, nodeid: str) -> str:
            return room_of(nodeid)

    return ByRoom(config, log)


class HandedOut:
    """Which workers had which room; a run that tore one apart fails: it would be slow, unseen."""

    def __init__(self) -> None:
        self._workers: dict[str, set[str]] = defaultdict(set)

    def pytest_runtest_logreport(self, report: Any) -> None:
        if hasattr(report, "node"):
            self._workers[room_of(report.nodeid)].add(report.node.gateway.id)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        torn = sorted(room for room, workers in self._workers.items() if len(workers) > 1)
        if torn:
            sys.stderr.write(f"\nhanded to more than one worker: {', '.join(torn)}\n")
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def _each_test_is_a_process_of_its_own() -> None:
    """A clock that stands still gives each test its instants anew."""
    from lazaretto.actions.recording import INSTANTS

    INSTANTS.forget()


@pytest.fixture(autouse=True)
def _a_busy_machine_is_no_large_network(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes a second because other tests run beside it is not slow: nobody is shown an older view.

    How the views of a slow network are paced is tried in ``tests/unit/actions``, by clocks of their own.
    """
    if "tests/unit/actions/" not in request.node.nodeid:
        monkeypatch.setattr("lazaretto.actions.pacing.SLOW", float("inf"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """Point Django at a server before pytest-django makes the test database on it."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    from django.db import connections

    from lazaretto.project.postgres import Cluster, start
    from lazaretto.project.settings import database

    folder = Path(tempfile.mkdtemp(prefix="lz-"))
    cluster = Cluster(folder / "data", folder / "s")
    server = start(cluster)
    connections["default"].settings_dict.update(database(cluster.url))
    try:
        yield
    finally:
        connections.close_all()
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
