"""PostgreSQL never runs as root: whoever else it is, what bars its way is named."""

from pathlib import Path

import pytest

from lazaretto.project import postgres, unprivileged
from lazaretto.project.unprivileged import NAMESPACE, NOBODY, Guise, guise


@pytest.mark.parametrize(
    ("uid", "namespaces", "expected"),
    [(1000, False, Guise()), (0, True, Guise(prefix=NAMESPACE)), (0, False, Guise(user=NOBODY))],
)
def test_root_goes_by_another_number(
    monkeypatch: pytest.MonkeyPatch, uid: int, namespaces: bool, expected: Guise
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: uid)
    monkeypatch.setattr(unprivileged, "_namespaces", lambda: namespaces)
    guise.cache_clear()
    try:
        assert guise() == expected
    finally:
        guise.cache_clear()


def test_a_folder_that_nobody_may_pass_is_named_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr(postgres, "guise", lambda: Guise(user=NOBODY))
    with pytest.raises(postgres.Unavailable, match="start as another user than root"):
        postgres._require_reachable(closed / "postgres")


def test_whoever_is_not_nobody_is_barred_by_nothing(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    assert Guise().barred_by(tmp_path / "x") is None
    assert Guise(prefix=NAMESPACE).barred_by(tmp_path / "x") is None
