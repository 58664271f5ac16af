"""The log's key is changed on the machine: readers with the old key and with the new one both go on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lazaretto.actions.check_log import check_log
from lazaretto.actions.publish_log import publish_log
from lazaretto.ledger.appending import append
from lazaretto.ledger.publishing import LogIsBroken, write
from lazaretto.project import proving
from lazaretto.project.command import main
from lazaretto.project.secrets import kept_secret
from tests.database.sql import acting
from tests.database.test_proving import NOW, _told

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def var(settings: Any, tmp_path: Path) -> Iterator[Path]:
    settings.VAR, settings.LEDGER_FOLDER = tmp_path, tmp_path / "log"
    settings.LEDGER_SECRET, settings.LEDGER_FORMER = kept_secret(tmp_path / "ledger.key"), ""
    with acting():
        yield tmp_path


def _published(folder: Path) -> int:
    return publish_log(folder, proving.signer(), now=NOW, also=proving.former()).size


def _verified(*words: Any) -> Result:
    return CliRunner().invoke(main, ["ledger", "verify", *map(str, words), "--lang", "en"])


def test_a_key_is_changed_and_everybody_can_follow(var: Path, settings: Any) -> None:
    append(_told(1, 300))
    _published(var / "log")
    seen = var / "seen"
    seen.write_bytes((var / "log" / "checkpoint").read_bytes())
    before, after = proving.rotate(drawn="another secret")
    assert {oct((var / name).stat().st_mode)[-3:] for name in ("ledger.key", "ledger.former")} == {"600"}
    settings.LEDGER_SECRET = (var / "ledger.key").read_text()  # as if the server had been started again
    settings.LEDGER_FORMER = (var / "ledger.former").read_text()
    assert proving.signer().verifier == after
    append(_told(301, 5))
    assert _published(var / "log") == 305
    both = [_verified(var / "log", "--key", key, "--since", seen) for key in (before, after)]
    assert [one.exit_code for one in both] == [0, 0], both[0].output + both[1].output
    assert f"before you use it: {after}" in both[0].output
    assert check_log(var / "log", after).strange == ()

    settings.LEDGER_FORMER = ""  # everybody has the new one
    append(_told(306, 5))
    assert _published(var / "log") == 310
    late, now = (
        _verified(var / "log", "--key", before),
        _verified(var / "log", "--key", after, "--since", seen),
    )
    assert (late.exit_code, now.exit_code) == (1, 0), now.output
    assert f"before you use it: {after}" in late.output
    assert check_log(var / "log", after).strange == ()


def test_a_changed_key_signs_a_log_in_which_nothing_is_new(var: Path, settings: Any) -> None:
    append(_told(1, 3))
    _published(var / "log")
    before, after = proving.rotate(drawn="another secret")
    settings.LEDGER_SECRET, settings.LEDGER_FORMER = "another secret", settings.LEDGER_SECRET
    for _ in range(2):
        assert _published(var / "log") == 3
        assert [_verified(var / "log", "--key", key).exit_code for key in (before, after)] == [0, 0]
    settings.LEDGER_FORMER = ""
    append(_told(4, 1))
    assert _published(var / "log") == 4


def test_a_change_of_key_that_is_not_over_is_not_begun_again(var: Path) -> None:
    append(_told(1, 3))
    _published(var / "log")
    proving.rotate(drawn="another secret")
    with pytest.raises(proving.CannotRotate, match=r"put it into ledger\.key first"):
        proving.rotate(drawn="a third")  # this process still has the old one


@pytest.mark.parametrize("file", ["ledger.next", "ledger.former", "rotation/1", "ledger.key"])
@pytest.mark.parametrize("written", [False, True])
def test_a_change_of_key_that_was_broken_off_is_gone_on_with(
    var: Path, settings: Any, monkeypatch: pytest.MonkeyPatch, file: str, written: bool
) -> None:
    """The power fails before or behind each file; then it is typed again."""
    append(_told(1, 3))
    _published(var / "log")
    first = proving.signer().verifier
    writes = write

    def failing(place: Path, data: bytes, **more: Any) -> None:
        if place.as_posix().endswith(file):
            if written:
                writes(place, data, **more)
            raise OSError("the power failed")
        writes(place, data, **more)

    monkeypatch.setattr(proving, "write", failing)
    with pytest.raises(OSError, match="power"):
        proving.rotate(drawn="another secret")
    monkeypatch.setattr(proving, "write", writes)
    settings.LEDGER_SECRET = (var / "ledger.key").read_text()  # as whoever types it again begins anew
    former = var / "ledger.former"
    settings.LEDGER_FORMER = former.read_text() if former.exists() else ""
    before, after = proving.rotate(drawn="a third")
    assert before == first
    assert not (var / "ledger.next").exists()
    settings.LEDGER_SECRET, settings.LEDGER_FORMER = (var / "ledger.key").read_text(), former.read_text()
    assert proving.signer().verifier == after
    assert (
        "a third" if (file, written) == ("ledger.next", False) else "another secret"
    ) == settings.LEDGER_SECRET
    append(_told(4, 1))
    assert _published(var / "log") == 4
    assert [_verified(var / "log", "--key", key).exit_code for key in (before, after)] == [0, 0]
    assert not (var / "log" / "rotation" / "2").exists()


def test_a_log_under_a_key_that_nobody_handed_over_is_not_signed_over(var: Path, settings: Any) -> None:
    append(_told(1, 3))
    _published(var / "log")
    settings.LEDGER_SECRET = "somebody else's"
    append(_told(4, 1))
    with pytest.raises(LogIsBroken, match="not one that this node signed"):
        _published(var / "log")
