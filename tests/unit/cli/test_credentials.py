"""``lazaretto credentials``: a trust list is made, checked and used without the record."""

import json
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from lazaretto.cli.main import main
from lazaretto.credentials.keys import EcKey
from tests.credentialing import ISS, ec_key, hc1, jws, trusted

MADE, AT = "2022-03-10T00:00:00+08:00", "2022-03-10T08:13:20Z"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["credentials", *(str(one) for one in arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A publisher's key, a country's certificate, an issuer's key set and what it took back."""
    private = Ed25519PrivateKey.from_private_bytes(b"\1" * 32)
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "key.pem").write_bytes(pem)
    (tmp_path / "signer.pem").write_bytes(certificate())
    key = trusted(ec_key(2), scheme="shc")
    assert isinstance(key.jwk, EcKey)
    told = {"kid": key.kid, "use": "sig", "alg": "ES256", **msgspec.to_builtins(key.jwk)}
    (tmp_path / "jwks.json").write_text(json.dumps({"keys": [told]}))
    (tmp_path / "crl.json").write_text(json.dumps({"kid": key.kid, "method": "rid", "rids": ["a", "b"]}))
    return tmp_path


def certificate() -> bytes:
    """A signer's certificate that may sign tests alone."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "DSC")])
    usage = x509.ExtendedKeyUsage([x509.ObjectIdentifier("1.3.6.1.4.1.1847.2021.1.1")])
    built = (
        x509.CertificateBuilder(name, name, ec_key().public_key(), 5)
        .not_valid_before(datetime(2022, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2024, 1, 1, tzinfo=UTC))
        .add_extension(usage, critical=False)
    )
    return built.sign(ec_key(), SHA256()).public_bytes(Encoding.PEM)


def made(folder: Path) -> tuple[Path, str]:
    """The list's file, and the key to pin."""
    file = folder / "list.jws"
    done = run(
        "make", "--key", folder / "key.pem", "--version", "1", "--made", MADE, "--publisher", "Commission",
        "--certificate", f"XZ={folder / 'signer.pem'}", "--issuer", f"{ISS}={folder / 'jwks.json'}",
        "--withdrawn", folder / "crl.json", "--out", file,
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    return file, done.stderr.strip()


def test_a_list_is_made_checked_and_used(folder: Path) -> None:
    file, publisher = made(folder)
    listed = run("check", file, "--publisher", publisher, "--json")
    keys = json.loads(listed.stdout)["keys"]
    assert [(key["scheme"], key["issuer"]) for key in keys] == [("hc1", "XZ"), ("shc", ISS)]
    assert keys[0]["usages"] == ["test"]
    assert keys[1]["rids"] == ["a", "b"]
    assert "-2" in run("check", file, "--publisher", publisher).stdout
    (folder / "card.txt").write_text(jws())
    shown = run("verify", folder / "card.txt", "--list", file, "--publisher", publisher, "--at", AT)
    assert shown.exit_code == 0
    assert json.loads(shown.stdout)["signature"] == "verified"


def test_without_a_list_nobody_is_believed(folder: Path) -> None:
    (folder / "code.txt").write_text(hc1())
    shown = run("verify", folder / "code.txt", "--at", AT, "--lang", "en")
    assert shown.exit_code == 1
    assert json.loads(shown.stdout)["signature"] == "untrusted_issuer"
    assert "not on the trust list" in shown.stderr


def test_a_list_that_nobody_pinned_has_signed_is_not_used(folder: Path) -> None:
    file, _ = made(folder)
    told = run("check", file, "--lang", "zh-Hans")
    assert told.exit_code == 1
    assert "不是由已登记的发布者签名" in told.stderr


def test_what_is_no_key_is_named(folder: Path) -> None:
    base = ("make", "--version", "1", "--made", MADE)
    wrong = run(*base, "--key", folder / "signer.pem")
    assert wrong.exit_code == 1
    assert "Ed25519" in wrong.stderr
    wrong = run(
        *base, "--key", folder / "key.pem", "--certificate", f"XZ={folder / 'jwks.json'}", "--lang", "en"
    )
    assert wrong.exit_code == 1
    assert "this is no certificate" in wrong.stderr
    assert run(*base, "--key", folder / "key.pem", "--certificate", "XZ").exit_code == 2
