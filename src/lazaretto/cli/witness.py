"""``lazaretto witness``: watch somebody else's log. No database, no house: a key, a memory and an address."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from lazaretto.cli.language import language_option
from lazaretto.cli.printing import print_json
from lazaretto.cli.words import say
from lazaretto.proofs.notes import WITNESS, BadNote, Signer, private_key, signer, verifier
from lazaretto.protocol.wording import Language
from lazaretto.witness.memory import Memory

_FILE = click.Path(dir_okay=False, path_type=Path)
_THERE = click.Path(exists=True, dir_okay=False, path_type=Path)
_SECRET_BYTES = 32


@click.group()
def witness() -> None:
    """Watch somebody else's log: sign what it signs, as long as it never contradicts itself."""


@witness.command("key")
@click.argument("file", type=_FILE)
@click.option("--name", required=True, help="Under which you sign, such as procuratorate.example/witness.")
@language_option
def key_(file: Path, name: str, lang: Language) -> None:
    """Draw a key into FILE, readable by you alone, and print its public half."""
    made = Signer(name, WITNESS, os.urandom(_SECRET_BYTES))
    try:
        verifier(str(made.verifier))
    except BadNote as wrong:
        raise click.BadParameter(str(wrong), param_hint="--name") from None
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise click.ClickException(say("witness_key_there", lang, file=str(file))) from None
    with os.fdopen(descriptor, "w") as out:
        out.write(f"{private_key(made)}\n")
    click.echo(say("witness_give", lang), err=True)
    click.echo(str(made.verifier))


@witness.command()
@click.option("--key", "file", type=_THERE, required=True, help="The file with your private key.")
@click.option("--log", "logs", multiple=True, required=True, help="The public key of a log; again for more.")
@click.option("--memory", type=_FILE, required=True, help="The file that remembers what was signed.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8100, show_default=True, help="Port to listen at.")
@language_option
def serve(file: Path, logs: tuple[str, ...], memory: Path, host: str, port: int, lang: Language) -> None:
    """Answer whoever sends a checkpoint (C2SP tlog-witness), until it is stopped.

    Keep the memory: a witness that forgets what it signed would sign a fork.
    """
    mine = _signer(file)
    for one in logs:
        try:
            verifier(one)
        except BadNote as wrong:
            raise click.BadParameter(str(wrong), param_hint="--log") from None
    Memory(memory)  # a file that cannot be written is said now, and not to the first log that asks
    counted = {"witness": mine.name, "address": f"http://{host}:{port}", "count": str(len(logs))}
    click.echo(say("witness_open", lang, **counted))
    sys.stdout.flush()
    os.environ.update(
        LAZARETTO_WITNESS_KEY=str(file), LAZARETTO_WITNESS_LOGS=" ".join(logs),
        LAZARETTO_WITNESS_MEMORY=str(memory),
    )  # fmt: skip
    os.execv(sys.executable, _command(host, port))  # noqa: S606 — our own server, in place of this process


@witness.command()
@click.option("--memory", type=_THERE, required=True, help="The file that remembers what was signed.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with both notes of each contradiction.")
@language_option
def evidence(memory: Path, as_json: bool, lang: Language) -> None:
    """Say which logs signed what cannot stand beside what was seen. Status 1 where there is any."""
    found = Memory(memory).evidence()
    if as_json:
        print_json([one._asdict() for one in found])
    else:
        for one in found:
            at = f"{datetime.fromtimestamp(one.at, UTC):%Y-%m-%d %H:%M:%S} UTC"
            values = {"log": one.origin, "at": at, "status": str(one.status), "why": one.why}
            click.secho(say("witness_evidence", lang, **values), fg="red")
        if not found:
            click.echo(say("witness_none", lang))
    raise SystemExit(1 if found else 0)


def _signer(file: Path) -> Signer:
    try:
        found = signer(file.read_text())
    except (BadNote, UnicodeDecodeError, OSError) as wrong:
        raise click.BadParameter(str(wrong), param_hint="--key") from None
    if found.kind != WITNESS:
        raise click.BadParameter("this is the key of a log, not of a witness", param_hint="--key")
    return found


def _command(host: str, port: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--http", "1",
        "--host", host, "--port", str(port), "--workers", "1", "--blocking-threads", "4",
        "--workers-kill-timeout", "5", "--respawn-failed-workers", "--log-level", "warning",
        "lazaretto.witness.wsgi:application",
    ]  # fmt: skip
