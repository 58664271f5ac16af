"""What a machine without a network checks before it runs anything: signature, every file, every fault."""

import os
import subprocess
import sys
import tarfile
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from tools import housing, install, laying
from tools.bundle import least_glibc, seal

from lazaretto.proofs.notes import LOG, Signer, to_text

KEY = Signer("example.org/bundle", LOG, bytes(range(32)))
PUBLIC = str(KEY.verifier)
OTHER = Signer("example.org/other", LOG, bytes(32))
# RFC 8032, 7.1: public key, message, signature of tests 1, 2 and 3.
PUBLISHED = [
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
     "d25bf5f0595bbe24655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
     "387b2eaeb4302aeeb00d291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
     "4a7c15e9716ed28dc027beceea1ec40a"),
]  # fmt: skip


@pytest.mark.parametrize(("public", "message", "signature"), PUBLISHED)
def test_it_agrees_with_the_published_signatures(public: str, message: str, signature: str) -> None:
    key, said, signed = bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature)
    assert install.signature_holds(key, said, signed)
    assert not install.signature_holds(key, said + b"x", signed)


@settings(max_examples=25, deadline=None)
@given(secret=st.binary(min_size=32, max_size=32), message=st.binary(max_size=200), flip=st.integers(0, 511))
def test_it_agrees_with_a_library(secret: bytes, message: bytes, flip: int) -> None:
    key = Ed25519PrivateKey.from_private_bytes(secret)
    public, signature = key.public_key().public_bytes_raw(), key.sign(message)
    assert install.signature_holds(public, message, signature)
    forged = bytearray(signature)
    forged[flip // 8] ^= 1 << flip % 8
    assert not install.signature_holds(public, message, bytes(forged))


def test_a_signature_has_one_form_only() -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    public, signature = key.public_key().public_bytes_raw(), key.sign(b"m")
    larger = int.from_bytes(signature[32:], "little") + install._Q  # the same number, written otherwise
    assert not install.signature_holds(public, b"m", signature[:32] + larger.to_bytes(32, "little"))


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A small bundle: one wheel, one paper, no program in it."""
    folder = tmp_path / "lazaretto-0.1.0"
    (folder / "wheels").mkdir(parents=True)
    with zipfile.ZipFile(folder / "wheels" / "lazaretto-0.1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("lazaretto/__init__.py", "")
    (folder / "docs").mkdir()
    (folder / "docs" / "page.md").write_text("a page\n")
    return sealed(folder)


def sealed(folder: Path, *, by: Signer = KEY) -> Path:
    seal(folder, by, version="0.1.0", built="2026-11-29T00:00:00+00:00", pythons=["3.11"], machine="x86_64")
    return folder


def refusal(folder: Path, key: str = PUBLIC) -> str:
    with pytest.raises(install.Refused) as found:
        install.verified(folder, key)
    return str(found.value)


def test_what_was_signed_is_taken(bundle: Path) -> None:
    manifest = install.verified(bundle, PUBLIC)
    assert manifest.said["version"] == "0.1.0"
    assert set(manifest.files) == {"docs/page.md", "wheels/lazaretto-0.1.0-py3-none-any.whl"}


def test_every_fault_is_named(bundle: Path) -> None:
    page = bundle / "docs" / "page.md"
    page.write_text("a pagf\n")
    (bundle / "wheels" / "lazaretto-0.1.0-py3-none-any.whl").unlink()
    (bundle / "wheels" / "evil-1-py3-none-any.whl").write_bytes(b"")
    said = refusal(bundle)
    assert f"changed: docs/page.md (SHA-256 {sha256(b'a pagf' + bytes([10])).hexdigest()}, signed " in said
    assert "missing: wheels/lazaretto-0.1.0-py3-none-any.whl" in said
    assert "not signed: wheels/evil-1-py3-none-any.whl" in said


def test_a_link_is_no_file(bundle: Path) -> None:
    page = bundle / "docs" / "page.md"
    page.rename(bundle.parent / "elsewhere.md")
    page.symlink_to(bundle.parent / "elsewhere.md")
    assert "missing: docs/page.md" in refusal(bundle)


def test_another_signer_is_named_and_refused(bundle: Path) -> None:
    sealed(bundle, by=OTHER)
    assert f"signed by {OTHER.name}+{OTHER.verifier.id.hex()}, not by {KEY.name}+" in refusal(bundle)
    # Under the name of the right one, with another key:
    sealed(bundle, by=Signer(KEY.name, LOG, bytes(32)))
    assert "not by" in refusal(bundle)


def test_a_changed_manifest_is_refused(bundle: Path) -> None:
    manifest = bundle / install.MANIFEST
    manifest.write_text(manifest.read_text().replace("version 0.1.0", "version 9.1.0"))
    assert "the signature of example.org/bundle does not hold" in refusal(bundle)
    manifest.unlink()
    assert "holds no MANIFEST" in refusal(bundle)


@pytest.mark.parametrize("key", ["", "a+b", "example.org/bundle+00000000+" + to_text(b"\x01" + bytes(32))])
def test_what_is_no_key_is_said(bundle: Path, key: str) -> None:
    assert "this is no public key" in refusal(bundle, key)


def test_it_speaks_chinese_where_the_machine_does(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "CHINESE", True)
    (bundle / "docs" / "page.md").unlink()
    assert "缺少：docs/page.md" in refusal(bundle)


def test_of_a_tar_nothing_lands_outside(tmp_path: Path) -> None:
    file = tmp_path / "evil.tar"
    with tarfile.open(file, "w") as tar:
        for name in ("top/../../outside", "top/inside"):
            entry = tarfile.TarInfo(name)
            entry.size = 1
            tar.addfile(entry, BytesIO(b"x"))
        link = tarfile.TarInfo("top/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    with install.unpacked(file) as folder:
        assert [path.name for path in folder.rglob("*")] == ["inside"]
        assert not (folder.parent / "outside").exists()
    with pytest.raises(install.Refused, match="does not unpack"), install.unpacked(Path(__file__)):
        pass


def test_a_signer_is_kept_and_no_option_changes_it(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "signer.key").write_text(PUBLIC + "\n")
    asked = ["verify", str(bundle), "--root", str(tmp_path)]
    assert install.main(asked) == 0
    with pytest.raises(install.Refused, match="another signer is not taken up by an option"):
        install.main([*asked, "--key", str(OTHER.verifier)])
    with pytest.raises(install.Refused, match="whose signature is to be believed"):
        install.main(["verify", str(bundle), "--root", str(tmp_path / "new")])


def test_another_machine_is_told_what_the_bundle_is_for(tmp_path: Path) -> None:
    said = {"python": "3.9", "platform": "linux x86_64 glibc 2.28", "room": "1"}
    with pytest.raises(housing.Refused, match=r"for Python 3\.9 on linux x86_64 glibc; this is Python 3\."):
        laying.require_fitting(said, tmp_path)


def test_a_server_that_runs_is_left_alone(tmp_path: Path) -> None:
    house = housing.House(tmp_path / "program", tmp_path / "data")
    pid = house.data / "postgres" / "postmaster.pid"
    pid.parent.mkdir(parents=True)
    pid.write_text("1\n")  # somebody's process, whoever looks
    with pytest.raises(housing.Refused, match="stop it first"):
        housing.require_stopped(house)
    pid.write_text("999999999\n")
    housing.require_stopped(house)


def test_links_are_switched_in_one_step_and_remember(tmp_path: Path) -> None:
    house = housing.House(tmp_path / "program", tmp_path / "data")
    for name in ("1", "2"):
        folder = house.root / "versions" / name
        folder.mkdir(parents=True)
        (folder / "install.py").write_text("")
        laying.switch(house, folder)
    assert (house.current.resolve().name, house.former.resolve().name) == ("2", "1")
    laying.switch(house, house.former.resolve())
    assert (house.current.resolve().name, house.former.resolve().name) == ("1", "2")


def test_root_does_not_run_what_stands_in_anothers_settings(tmp_path: Path) -> None:
    house = housing.House(tmp_path / "program", tmp_path / "data")
    folder = house.root / "versions" / "1"
    (folder / "venv" / "bin").mkdir(parents=True)
    (folder / "install.py").write_text("")
    program = folder / "venv" / "bin" / "lazaretto"
    program.write_text('#!/bin/sh\necho "$LAZARETTO_VAR $LAZARETTO_NODE $*"\n')
    program.chmod(0o755)
    house.data.mkdir()
    house.settings.write_text("LAZARETTO_NODE=qz\n")
    laying.switch(house, folder)
    asked = [str(house.root / "bin" / "lazaretto"), "watch", "--json"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.stdout == f"{house.data} qz watch --json\n", done.stderr
    if os.geteuid() == 0:
        os.chown(house.data, 65534, 65534)
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (1, "")
        assert "sudo -u nobody" in done.stderr


@pytest.mark.parametrize(
    ("wheel", "least"),
    [("a-1-py3-none-any.whl", (0, 0)),
     ("a-1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", (2, 17)),
     ("a-1-cp311-abi3-manylinux_2_28_x86_64.whl", (2, 28)), ("a-1-cp36-abi3-manylinux1_x86_64.whl", (2, 5))],
)  # fmt: skip
def test_the_oldest_c_library_is_read_from_names(wheel: str, least: tuple[int, int]) -> None:
    assert least_glibc(wheel) == least


def test_nothing_beside_the_installer_or_where_somebody_stands_is_run(tmp_path: Path) -> None:
    stick, current = tmp_path / "stick", tmp_path / "root" / "current"
    for folder, words in ((stick, "raise SystemExit('a stranger')"), (current, "print('what is installed')")):
        (folder / "tools").mkdir(parents=True)
        (folder / "tools" / "laying.py").write_text(words)
    (stick / "tarfile.py").write_text("raise SystemExit('a stranger')")
    (stick / "install.py").write_bytes(Path(install.__file__).read_bytes())
    done = subprocess.run(
        [sys.executable, "install.py", "status", "--root", str(current.parent)],
        cwd=stick, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "what is installed\n", "")
