"""What a former version can do over the database that today's has migrated: serve on, so one can go back.

An upgrade expands first and contracts a version later (CONTRIBUTING.md). Where a migration had to break that,
it says so in the table ``lazaretto_reach``, and the former version must refuse to serve.
"""

import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.database.clusters import own_cluster
from tests.database.sql import sql

pytestmark = [pytest.mark.database, pytest.mark.slow]
ROOT = Path(__file__).parents[2]
BACK = 8  # so many commits that brought migrations are gone back
LEDGER = "src/lazaretto/ledger/migrations"
SCRIPT = Path(__file__).with_name("before.py")


def git(*words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=True).stdout


def former() -> list[str]:
    """The commits before those that brought migrations lately, as far as today's database may still be served
    by them (``lazaretto_reach``); empty in a shallow clone."""
    if not (ROOT / ".git").exists() or git("rev-parse", "--is-shallow-repository").strip() == b"true":
        return []
    found = git("log", "--format=%H", f"-{BACK}", "--", "src/lazaretto/*/migrations/*.py").decode().split()
    before = [git("rev-parse", f"{commit}^").decode().strip() for commit in found]
    [(least,)] = sql("SELECT least FROM lazaretto_reach WHERE app = 'ledger'")
    return [commit for commit in before if git("ls-tree", "--name-only", commit, f"{LEDGER}/{least}.py")]


def test_former_versions_state_and_read_over_todays_database(
    tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock(), own_cluster() as own:
        commits = former()
        if not commits:
            pytest.skip(
                "no history is here that may serve: a shallow clone, or the form has just been broken"
            )
        for number, commit in enumerate(commits):
            code = tmp_path / commit
            with tarfile.open(fileobj=io.BytesIO(git("archive", commit, "src", "protocols"))) as packed:
                packed.extractall(code, filter="data")
            told = run(code, own.cluster.url, first=1 + 1000 * number)
            assert told["outcomes"] == ["accepted"] * 10, commit
            assert told["again"] == ["duplicate"] * 10, commit
            assert told["one"] == "accepted", commit
            assert told["read"] == 11 * (number + 1), commit
            assert told["differences"] == [], commit


def run(code: Path, url: str, *, first: int) -> dict[str, object]:
    environment = os.environ | {
        "PYTHONPATH": str(code / "src"), "DATABASE_URL": url, "LAZARETTO_VAR": str(code / "var"),
        "LAZARETTO_LOG_LEVEL": "ERROR",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(first)],
        env=environment, cwd=code, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, f"{code.name}: {done.stderr[-2000:]}"
    told: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return told
