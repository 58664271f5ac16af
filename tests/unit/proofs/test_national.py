"""SM2 with SM3 under a checkpoint: the standard's example, OpenSSL both ways, and who passes over it."""

import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SM3, Hash

from lazaretto.proofs.checkpoints import Checkpoint, open_checkpoint
from lazaretto.proofs.national import (
    DISTINGUISHED,
    NationalSigner,
    NationalVerifier,
    from_der,
    national_verifier,
    secret_from,
    signed_nationally,
    to_der,
)
from lazaretto.proofs.notes import LOG, BadNote, Note, Signer, from_text, read_note, signed, to_text, verified

# GB/T 32918.5-2017, annex A.2: the private key, its public one, and the signature of "message digest".
SECRET = bytes.fromhex("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8")
PUBLIC = bytes.fromhex(
    "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
    "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
)
SIGNATURE = bytes.fromhex(
    "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
    "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
)
KEY = NationalSigner("example.org/log", secret_from(b"words that only the node knows"))
TEXT = "example.org/log\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
# What stands before a point, and around a private key: RFC 5480 and RFC 5915 with the number of the curve.
SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d034200")
SEC1 = "30770201010420{}a00a06082a811ccf5501822da144034200{}"

openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no OpenSSL to compare with")


def signature_of(line: str) -> bytes:
    return (from_text(line.split(" ")[2].strip()) or b"")[4:]


def test_it_agrees_with_the_standards_example() -> None:
    assert NationalSigner("n", SECRET).verifier.public == PUBLIC
    assert NationalVerifier("n", PUBLIC).holds("message digest", SIGNATURE)
    assert not NationalVerifier("n", PUBLIC).holds("message digests", SIGNATURE)


def test_sm3_is_that_of_the_standard() -> None:
    """GB/T 32905-2016, annex A.1."""
    said = Hash(SM3())
    said.update(b"abc")
    assert said.finalize().hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


@pytest.mark.parametrize("at", [0, 31, 32, 63])
def test_no_other_signature_holds(at: int) -> None:
    changed = bytearray(SIGNATURE)
    changed[at] ^= 1
    verifier = NationalVerifier("n", PUBLIC)
    assert not verifier.holds("message digest", bytes(changed))
    assert not verifier.holds("message digest", SIGNATURE[:-1])
    assert not verifier.holds("message digest", bytes(64))
    assert not KEY.verifier.holds("message digest", SIGNATURE)


@openssl
def test_openssl_believes_ours(tmp_path: Path) -> None:
    (tmp_path / "public").write_bytes(SPKI + KEY.verifier.public)
    (tmp_path / "text").write_text(TEXT)
    (tmp_path / "signature").write_bytes(to_der(signature_of(KEY.line(TEXT))))
    command: list[str | Path] = [
        "openssl", "pkeyutl", "-verify", "-rawin", "-digest", "sm3", "-pubin", "-keyform", "DER",
        "-inkey", tmp_path / "public", "-in", tmp_path / "text", "-sigfile", tmp_path / "signature",
        "-pkeyopt", f"distid:{DISTINGUISHED.decode()}",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Signature Verified Successfully" in done.stdout, done.stderr
    (tmp_path / "text").write_text(TEXT.replace("\n3\n", "\n4\n"))
    assert subprocess.run(command, capture_output=True, check=False).returncode


@openssl
def test_we_believe_openssls(tmp_path: Path) -> None:
    (tmp_path / "private").write_bytes(
        bytes.fromhex(SEC1.format(KEY.secret.hex(), KEY.verifier.public.hex()))
    )
    (tmp_path / "text").write_text(TEXT)
    command: list[str | Path] = [
        "openssl", "pkeyutl", "-sign", "-rawin", "-digest", "sm3", "-keyform", "DER",
        "-inkey", tmp_path / "private", "-in", tmp_path / "text", "-out", tmp_path / "signature",
        "-pkeyopt", f"distid:{DISTINGUISHED.decode()}",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert KEY.verifier.holds(TEXT, from_der((tmp_path / "signature").read_bytes()))


def test_who_does_not_know_the_key_passes_over_the_line() -> None:
    own = Signer("example.org/log", LOG, bytes(range(32)))
    checkpoint = Checkpoint("example.org/log", 3, bytes(32))
    note = signed(str(checkpoint), own, KEY)
    assert len(note.lines) == 2
    assert open_checkpoint(str(note), own.verifier).checkpoint == checkpoint
    assert [one.by for one in verified(note, [own.verifier])] == [own.verifier]
    assert signed_nationally(note, KEY.verifier)


def test_a_line_that_is_missing_is_not_one_that_is_wrong() -> None:
    own = Signer("example.org/log", LOG, bytes(range(32)))
    assert not signed_nationally(signed(TEXT, own), KEY.verifier)
    note = signed(TEXT, own, KEY)
    forged = read_note(str(Note(note.text.replace("\n3\n", "\n4\n"), note.lines)))
    with pytest.raises(BadNote, match="does not hold"):
        signed_nationally(forged, KEY.verifier)


def test_a_key_is_written_and_read() -> None:
    written = str(KEY.verifier)
    assert national_verifier(written) == KEY.verifier
    name, number, key = written.split("+", 2)
    data = bytearray(from_text(key) or b"")
    data[-1] ^= 1  # no point of the curve
    off = NationalVerifier(name, bytes(data[-65:]))
    for wrong in ("", name, f"{name}+00000000+{key}", f"{name}+{number}+AAAA", str(off),
                  f"{name}+{number}+{to_text(bytes(data))}"):  # fmt: skip
        with pytest.raises(BadNote):
            national_verifier(wrong)


def test_every_secret_is_a_key() -> None:
    found = {secret_from(bytes([n])) for n in range(50)}
    assert len(found) == 50
    assert all(int.from_bytes(one) > 0 for one in found)
