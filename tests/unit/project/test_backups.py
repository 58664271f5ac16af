"""A backup as files: keys that only the right hand opens, and a manifest that misses nothing."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lazaretto.project import backing_up, backups
from lazaretto.project.backups import BadBackup, Held, Manifest
from lazaretto.project.holding import differences
from lazaretto.project.sealed_keys import Opener, Passphrase, Recipient, Unsealable

KEYS = {"ledger.key": b"a secret", "trust-list.jws": bytes(range(256))}


def test_a_passphrase_opens_what_it_sealed_and_another_does_not() -> None:
    box = Passphrase("three herons").seal(KEYS)
    assert b"a secret" not in box
    assert Passphrase("three herons").unseal(box) == KEYS
    with pytest.raises(Unsealable, match="another one"):
        Passphrase("two herons").unseal(box)


@settings(max_examples=25)
@given(at=st.integers(min_value=0, max_value=10_000), bit=st.integers(min_value=0, max_value=7))
def test_what_was_sealed_to_a_key_opens_with_its_other_half_and_not_when_a_bit_is_changed(
    at: int, bit: int
) -> None:
    opener = Opener.made()
    box = Recipient.read(opener.public).seal(KEYS)
    assert Opener.read(str(opener)).unseal(box) == KEYS
    changed = bytearray(box)
    changed[at % len(box)] ^= 1 << bit
    with suppress(Unsealable):
        assert opener.unseal(bytes(changed)) == KEYS  # a bit of the base64 that means nothing
    with pytest.raises(Unsealable):
        Opener.made().unseal(box)


def test_what_is_no_box_is_said_to_be_none() -> None:
    for data in (b"", b"{}", b'{"by": "nobody", "box": ""}', b"\xff"):
        with pytest.raises(Unsealable):
            Opener.made().unseal(data)


def test_every_file_that_lies_beside_the_data_is_kept_but_notes_of_the_moment(tmp_path: Path) -> None:
    for name in ("ledger.key", "cameras.json", "a-list-of-tomorrow", "postgres.log", "restored.json"):
        (tmp_path / name).write_text(name)
    (tmp_path / "log").mkdir()
    assert set(backing_up.beside(tmp_path)) == {"ledger.key", "cameras.json", "a-list-of-tomorrow"}


def test_settings_are_written_down_without_their_secrets() -> None:
    environment = {
        "LAZARETTO_NODE": "centre", "LAZARETTO_SECRET_KEY": "s3", "DATABASE_URL": "postgresql://a:b@c/d",
        "LAZARETTO_NOTIFY_MAIL": "mailtos://u:p@h", "PATH": "/bin",
    }  # fmt: skip
    said = backing_up.settings(environment)
    assert said.pop("LAZARETTO_NODE") == "centre"
    assert set(said) == {"LAZARETTO_SECRET_KEY", "DATABASE_URL", "LAZARETTO_NOTIFY_MAIL"}
    assert len(set(said.values())) == 1


def written(folder: Path) -> Path:
    (folder / "log").mkdir(parents=True)
    for name in ("database.dump", "log/checkpoint", "keys.sealed"):
        (folder / name).write_text(name)
    files = {name: backups.kept(folder / name) for name in backups.files_of(folder)}
    manifest = Manifest(
        made=datetime(2026, 3, 12, tzinfo=UTC), version="1", node="centre", kind="dump", postgres=150000,
        held=Held({"QZ-D": 3}, {}, {}), log_key="", checkpoint="", files=files,
    )  # fmt: skip
    (folder / backups.MANIFEST).write_bytes(msgspec.json.encode(manifest))
    return folder


def test_a_file_that_is_missing_changed_or_new_is_named(tmp_path: Path) -> None:
    folder = written(tmp_path / "one")
    files = backups.read_manifest(folder).files
    assert list(backups.faults_of(folder, files)) == []
    (folder / "keys.sealed").unlink()
    (folder / "log" / "checkpoint").write_text("log/checkpoinT")
    (folder / "log" / "more").touch()
    assert list(backups.faults_of(folder, files)) == [
        "keys.sealed is missing", "log/more was put there afterwards",
        "log/checkpoint is not as it was written",
    ]  # fmt: skip


def test_what_is_no_backup_is_refused_and_the_oldest_go_first(tmp_path: Path) -> None:
    with pytest.raises(BadBackup, match="no backup"):
        backups.read_manifest(tmp_path)
    for day in (3, 1, 2):
        written(tmp_path / f"2026030{day}T000000Z-centre")
    (tmp_path / "20260304T000000Z-centre.unfinished").mkdir()
    gone = backing_up.retire(tmp_path, keep=2)
    assert [one.name for one in gone] == ["20260301T000000Z-centre"]
    assert [one.name[6:8] for one in backups.of(tmp_path)] == ["02", "03"]
    assert len([*tmp_path.iterdir()]) == 2


def test_a_dump_holds_exactly_so_much_and_a_base_backup_at_least() -> None:
    was, less, more = (Held({"QZ-D": n}, {"ledger_fact": n}, {}) for n in (3, 2, 4))
    assert differences(was, was, exact=True) == []
    assert differences(was, more, exact=False) == []
    assert len(differences(was, more, exact=True)) == 2
    assert len(differences(was, less, exact=False)) == 2
