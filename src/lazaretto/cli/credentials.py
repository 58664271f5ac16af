"""``lazaretto credentials``: make, check and use a trust list of health credentials. No database."""

from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, NoReturn, TypeVar

import click
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from lazaretto.cli.aligning import aligned
from lazaretto.cli.instants import Instant
from lazaretto.cli.language import language_option
from lazaretto.cli.printing import indented, print_json
from lazaretto.credentials.keys import to_text
from lazaretto.credentials.sources import key_of_certificate, keys_of_set
from lazaretto.credentials.trust import NOBODY, TrustedKey, TrustList, read, sign
from lazaretto.credentials.verifying import verify
from lazaretto.credentials.wording import FAULTS, UNTRUSTED, UNUSABLE, Said
from lazaretto.protocol.wording import LANGUAGES, Language

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
PINNED = click.option(
    "--publisher", "publishers", multiple=True, envvar="LAZARETTO_TRUST_PUBLISHERS",
    help="A publisher's public key, as `make` prints it; again for more.",
)  # fmt: skip
_T = TypeVar("_T")


class Named(click.ParamType[tuple[str, Path]]):
    """``NAME=FILE``."""

    name = "name=file"

    def convert(
        self, value: str | tuple[str, Path], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, Path]:
        """The name and the path; a usage error where one of them is missing."""
        if isinstance(value, tuple):
            return value
        name, _, path = value.rpartition("=")
        if not name or not Path(path).is_file():
            self.fail(f"{value!r} is not a name, an equals sign and a file", param, ctx)
        return name, Path(path)


@click.group()
def credentials() -> None:
    """Health credentials: whom a house believes, and what a credential is worth."""


@credentials.command()
@click.argument("file", type=FILE)
@PINNED
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@language_option
def check(*, file: Path, publishers: tuple[str, ...], as_json: bool, lang: Language) -> None:
    """Say whose keys a trust list holds, if a pinned publisher has signed it. Status 1 if not."""
    trust = _list(file, publishers, lang)
    if as_json:
        print_json(trust)
        return
    click.secho(f"{trust.version}  {_day(trust.made_at)}  {trust.publisher}".rstrip(), bold=True)
    rows = [[key.scheme, key.issuer, key.kid, ", ".join(key.usages), _marks(key)] for key in trust.keys]
    indented(aligned(rows))


@credentials.command("verify")
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option("--list", "trust_list", type=FILE, help="The trust list; without one nobody is believed.")
@click.option("--at", type=Instant(), required=True, help="The instant at which it is shown.")
@PINNED
@language_option
def verify_one(
    *, file: IO[Any], trust_list: Path | None, at: datetime, publishers: tuple[str, ...],
    lang: Language,
) -> None:  # fmt: skip
    """Say what the credential in FILE (``-``: standard input) is worth. Status 1 if it is not verified."""
    trust = _list(trust_list, publishers, lang) if trust_list else NOBODY
    evidence = verify(file.read(), trust=trust, at=int(at.timestamp()))
    print_json(evidence)
    if evidence.fault is not None:
        click.echo(_said(FAULTS[evidence.fault], lang), err=True)
        raise SystemExit(1)


@credentials.command()
@click.option("--key", "private", type=FILE, required=True, help="The publisher's Ed25519 key, PEM.")
@click.option("--version", required=True, help="What this list is called, e.g. 2022-03-10.1.")
@click.option("--made", type=Instant(), required=True, help="When it was made.")
@click.option("--good-until", type=Instant(), help="From then on it believes nobody.")
@click.option("--publisher", default="", help="Who publishes it, in words.")
@click.option("--certificate", "certificates", type=Named(), multiple=True, help="COUNTRY=signer.pem (HC1).")
@click.option("--issuer", "issuers", type=Named(), multiple=True, help="https://…=jwks.json (SHC).")
@click.option("--withdrawn", type=FILE, multiple=True, help="An issuer's list of withdrawn cards.")
@click.option("--out", type=click.File("wb"), default="-", help="Where to write it.")
@language_option
def make(
    *, private: Path, version: str, made: datetime, good_until: datetime | None, publisher: str,
    certificates: tuple[tuple[str, Path], ...], issuers: tuple[tuple[str, Path], ...],
    withdrawn: tuple[Path, ...], out: IO[Any], lang: Language,
) -> None:  # fmt: skip
    """Make a trust list of certificates and key sets, and sign it. The public key to pin goes to stderr."""
    signer = _private(private)
    taken = tuple(path.read_bytes() for path in withdrawn)
    keys: list[TrustedKey] = []
    for name, path in certificates:
        keys.append(_usable(key_of_certificate(path.read_bytes(), issuer=name), path, lang))
    for name, path in issuers:
        keys += _usable(keys_of_set(path.read_bytes(), issuer=name, withdrawn=taken), path, lang)
    trust = TrustList(
        version=version, made_at=int(made.timestamp()), keys=tuple(keys), publisher=publisher,
        good_until=int(good_until.timestamp()) if good_until else None,
    )  # fmt: skip
    out.write(sign(trust, publisher=signer))
    click.echo(to_text(signer.public_key().public_bytes_raw()), err=True)


def _list(file: Path, publishers: tuple[str, ...], lang: Language) -> TrustList:
    found = read(file.read_bytes(), publishers=[one for text in publishers for one in text.split(",")])
    return found if isinstance(found, TrustList) else _end(_said(UNTRUSTED[found], lang))


def _usable(found: _T | str, path: Path, lang: Language) -> _T:
    if isinstance(found, str):
        words = next(said for code, said in UNUSABLE.items() if code == found)
        _end(f"{path}: {_said(words, lang)}")
    return found


def _private(path: Path) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError):
        key = None  # no key, or one behind a password
    if not isinstance(key, Ed25519PrivateKey):
        raise click.ClickException(f"{path} is no Ed25519 key: openssl genpkey -algorithm ed25519")
    return key


def _marks(key: TrustedKey) -> str:
    until = f"< {_day(key.not_after)}" if key.not_after is not None else ""
    taken = f"-{len(key.rids)}" if key.rids else ""
    return " ".join(part for part in (until, "✗" if key.revoked else "", taken) if part)


def _day(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, tz=UTC):%Y-%m-%dT%H:%MZ}"


def _said(words: Said, lang: Language) -> str:
    return words[LANGUAGES.index(lang)]


def _end(message: str) -> NoReturn:
    click.echo(message, err=True)
    raise SystemExit(1)
