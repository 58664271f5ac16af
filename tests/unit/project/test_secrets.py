"""Secrets are drawn once and are nobody else's."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lazaretto.project.secrets import kept_secret


def test_a_secret_is_drawn_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "secret.key"
    first = kept_secret(file)
    assert len(first) >= 50
    assert kept_secret(file) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["secret.key"]


def test_two_installations_draw_different_secrets(tmp_path: Path) -> None:
    assert kept_secret(tmp_path / "a") != kept_secret(tmp_path / "b")


def test_whoever_comes_at_the_same_time_gets_the_same_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        drawn = set(pool.map(lambda _: kept_secret(tmp_path / "secret.key"), range(32)))
    assert len(drawn) == 1
