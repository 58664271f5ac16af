"""Seasons of kills over a fresh database each: kill, come up again, look, and on."""

import json
import os
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median

import psycopg

from lazaretto.project.postgres import DATABASE, OWNER
from tests.browser.city import free_port
from tests.killing.checks import Looking
from tests.killing.clusters import Killable, children, kill_with_children
from tests.killing.processes import Publisher, Server, ready
from tests.killing.writers import HOUSES, Told, Writer

SEASON = 50  # kills over one database: a record in memory is read anew at every start
WRITERS = 3
NOTICED = 0.3  # seconds
PATIENCE = 120  # seconds without an acknowledgement after which a run has failed
# PostgreSQL falls most often, since that is where facts are.
KINDS = (
    *("database",) * 4, *("postmaster",) * 2, *("backend",) * 3, *("server",) * 2, *("worker",) * 2,
    *("publisher",) * 3, *("everything",) * 2,
)  # fmt: skip


@dataclass
class Outcome:
    """What a run came to. recovery: seconds from a kill to the next acknowledgement, by what was killed."""

    kills: Counter[str] = field(default_factory=Counter)
    recovery: dict[str, list[float]] = field(default_factory=dict)
    acknowledged: int = 0
    answered_twice: int = 0
    refused: int = 0
    cut: int = 0
    entries: int = 0
    restarts: Counter[str] = field(default_factory=Counter)  # of what gave up by itself
    breaches: list[str] = field(default_factory=list)

    def said(self) -> str:
        """As JSON."""
        times = {
            kind: {"median": round(median(all_), 2), "worst": round(max(all_), 2)}
            for kind, all_ in sorted(self.recovery.items())
        }
        whole = self.__dict__ | {"kills": dict(self.kills), "recovery": times, "all": self.kills.total()}
        return json.dumps(whole, indent=1, sort_keys=True)


class Season:
    """One fresh database under load, and the processes over it."""

    def __init__(self, cluster: Killable, folder: Path, outcome: Outcome, chance: Random) -> None:
        from django.conf import settings

        from lazaretto.project.proving import signer

        self._cluster, self._chance, self._outcome = cluster, chance, outcome
        shutil.rmtree(settings.LEDGER_FOLDER, ignore_errors=True)
        self._port = free_port()
        self._looking = Looking(cluster.url, settings.LEDGER_FOLDER, signer().verifier)
        self._told = Told()
        self._founding, token = _founded()
        self._server = Server(self._port, folder / "server.log")
        self._publisher = Publisher(folder / "publisher.log")
        seed = chance.getrandbits(32)
        self._writers = [
            Writer(number, port=self._port, token=token, told=self._told, seed=seed)
            for number in range(WRITERS)
        ]
        for writer in self._writers:
            writer.start()
        self._wait_for(time.monotonic())

    def kill(self, kind: str) -> None:
        """Kill at some instant, bring back what a machine would, wait for the next acknowledgement."""
        time.sleep(self._chance.uniform(0.0, 0.6))
        at = time.monotonic()
        getattr(self, f"_kill_{kind}")()
        self._revive()
        self._outcome.kills[kind] += 1
        if kind == "backend":  # the others answer until the postmaster has noticed, and ends them too
            time.sleep(NOTICED)
            at += NOTICED
        self._outcome.recovery.setdefault(kind, []).append(self._wait_for(at))
        self._outcome.breaches += self._looked()

    def _looked(self) -> list[str]:
        """What is wrong now. A database that is still busy recovering is waited for."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                with self._told.lock:
                    acknowledged = set(self._told.acknowledged)
                return list(self._looking.after_a_kill(acknowledged))
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    raise
                self._revive()
                time.sleep(0.1)

    def end(self) -> None:
        """Let every writer have its answer, publish what is left, and look at everything."""
        for writer in self._writers:
            writer.stopping.set()
        until = time.monotonic() + PATIENCE
        while any(writer.is_alive() for writer in self._writers) and time.monotonic() < until:
            self._revive()  # the last kill may have been one too many for what is asked
            time.sleep(0.05)
        for writer in self._writers:
            if writer.is_alive():
                self._outcome.breaches.append(f"{writer.name} never had an answer")
        self._server.kill()
        self._publisher.kill()
        from lazaretto.project.proving import one_pass

        self._outcome.entries += one_pass().size
        told = self._told
        self._outcome.breaches += self._looking.at_the_end(told.acknowledged, founding=self._founding)
        self._outcome.breaches += told.wrong[:5]
        self._outcome.acknowledged += len(told.acknowledged)
        self._outcome.answered_twice += told.doubled
        self._outcome.refused += told.refused
        self._outcome.cut += told.cut

    def _kill_database(self) -> None:
        kill_with_children(self._cluster.pid)
        self._cluster.start()

    def _kill_postmaster(self) -> None:
        os.kill(self._cluster.pid, signal.SIGKILL)
        self._cluster.start()

    def _kill_backend(self) -> None:
        found = children(self._cluster.pid)
        with suppress(ProcessLookupError):
            os.kill(self._chance.choice(found), signal.SIGKILL)

    def _kill_server(self) -> None:
        self._server.kill()
        self._server.start()

    def _kill_worker(self) -> None:
        self._server.kill_worker(self._chance.randrange(2))

    def _kill_publisher(self) -> None:
        self._publisher.kill()
        self._publisher.start()

    def _kill_everything(self) -> None:
        kill_with_children(self._cluster.pid)
        self._server.kill()
        self._publisher.kill()
        self._cluster.start()
        self._server.start()
        self._publisher.start()

    def _revive(self) -> None:
        """What a supervisor does: start what has gone by itself, and say so."""
        if not self._cluster.alive:
            self._outcome.restarts["database"] += 1
            self._cluster.start()
        if not self._server.process.is_alive():
            self._outcome.restarts["server"] += 1
            self._server.start()
        if not self._publisher.process.is_alive():
            self._outcome.breaches.append("the publisher ended by itself")
            self._publisher.start()

    def _wait_for(self, at: float) -> float:
        """Seconds until a request that was sent after an instant is acknowledged."""
        while self._told.last < at:
            if time.monotonic() - at > PATIENCE:
                raise AssertionError(f"nothing was acknowledged for {PATIENCE} s: {self._told.wrong[-3:]}")
            self._revive()
            time.sleep(0.02)
        return time.monotonic() - at


def killed(
    cluster: Killable, folder: Path, *, kills: int, seed: int, progress: Callable[[Outcome], None]
) -> Outcome:
    """So many kills. Django is set up, and speaks to the cluster's database."""
    from django.core.management import call_command
    from django.db import connections

    chance, outcome = Random(seed), Outcome()  # noqa: S311 — when to kill is no secret
    call_command("migrate", verbosity=0)
    connections.close_all()
    cluster.administer(f"ALTER DATABASE {DATABASE} RENAME TO fresh")
    ready()
    while outcome.kills.total() < kills:
        cluster.administer(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        cluster.administer(f"CREATE DATABASE {DATABASE} TEMPLATE fresh OWNER {OWNER}")
        season = Season(cluster, folder, outcome, chance)
        for _ in range(min(SEASON, kills - outcome.kills.total())):
            season.kill(chance.choice(KINDS))
            progress(outcome)
        season.end()
        connections.close_all()
        progress(outcome)
    return outcome


def _founded() -> tuple[int, str]:
    """Two houses, and a token for a device of theirs: how many facts that was, and the token."""
    from django.db import connections

    from lazaretto.access.actor import Scope
    from lazaretto.access.scope import scoped
    from lazaretto.access.tokens import new_token
    from lazaretto.ledger.appending import append
    from tests.stating import house

    now = datetime.now(UTC)
    with scoped(Scope(everywhere=True)):
        append([house(code) for code in HOUSES])
    token = new_token(
        device="writer", role="duty_officer", facilities=HOUSES, expires=now + timedelta(days=1),
        issued=now, issued_by="nobody",
    )  # fmt: skip
    connections.close_all()
    assert token is not None
    return len(HOUSES), token
