"""``lazaretto backup``, ``restore`` and ``rehearse-restore``; and how the log of a restored house goes on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lazaretto.cli.ledger import ledger
from lazaretto.cli.main import main
from lazaretto.project.opening import explained, house, require_prepared

if TYPE_CHECKING:
    from lazaretto.project.backing_up import Source
    from lazaretto.project.backups import Held, Manifest
    from lazaretto.project.sealed_keys import Opener, Passphrase, Sealer

_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_INSTANT = click.DateTime(["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z"])
_PASSPHRASE = click.option(
    "--passphrase-file", type=_FILE, envvar="LAZARETTO_BACKUP_PASSPHRASE",
    help="A file of one line: the passphrase of the keys. Without any, it is asked for.",
)  # fmt: skip
_KEY = click.option(
    "--key", type=_FILE, help="The private key that backup-key made, where keys are sealed to it."
)


@main.command("backup")
@click.argument("to", type=_FOLDER)
@_PASSPHRASE
@click.option(
    "--recipient", envvar="LAZARETTO_BACKUP_RECIPIENT",
    help="Seal the keys to this public key instead; its private half need not be on this machine.",
)  # fmt: skip
@click.option(
    "--keep", type=click.IntRange(1), help="Afterwards remove the oldest but so many. Without it: none."
)
@click.option("--without-keys", is_flag=True, help="Leave the keys out: the copy stays on this machine.")
def backup(
    to: Path, passphrase_file: Path | None, recipient: str | None, keep: int | None, without_keys: bool
) -> None:
    """Write a backup below the folder TO, and verify it: database, log, keys (sealed), settings."""
    ours = not os.environ.get("DATABASE_URL")
    sealer = None if without_keys else _sealer(passphrase_file, recipient)
    with explained(), house():
        require_prepared()
        from lazaretto.access.beats import beat
        from lazaretto.project.backing_up import back_up, retire

        at = datetime.now(UTC)
        with _in_words():
            place = back_up(_source(ours=ours), to, sealer=sealer, now=at, tell=_tell)
            beat("backup", now=at, note=place.name)
        retired = retire(to, keep=keep) if keep else []
    click.echo(f"{place} is whole" + "".join(f"\n{old} was removed" for old in retired))


@main.command("restore")
@click.argument("backup", metavar="FROM", type=_FOLDER)
@_PASSPHRASE
@_KEY
@click.option("--archive", type=_FOLDER, help="The folder of the write-ahead log (LAZARETTO_WAL_ARCHIVE).")
@click.option("--until", type=_INSTANT, help="Go back to this instant, with its offset; it needs --archive.")
def restore(
    backup: Path, passphrase_file: Path | None, key: Path | None, archive: Path | None, until: datetime | None
) -> None:
    """Put the backup FROM back where nothing is: into an empty var folder, or an empty DATABASE_URL.

    With --archive what was archived since comes back too. Afterwards registers and log are checked, and it is
    said what is missing. Nothing is published until `lazaretto ledger resume`.
    """
    from lazaretto.project.folders import variable_folder
    from lazaretto.project.restoring import Wanted, checked, lacking, running
    from lazaretto.project.restoring import restore as put_back

    if until is not None and archive is None:
        raise click.UsageError("--until needs --archive: a backup alone is of one instant")
    sealed = (backup / "keys.sealed").exists()
    opener = _opener(passphrase_file, key) if sealed else None
    url = os.environ.get("DATABASE_URL", "")
    wanted = Wanted(backup, variable_folder(), opener, url, archive, until)
    with explained(), _in_words():
        manifest, held = put_back(wanted, now=datetime.now(UTC), tell=_tell)
        with running(wanted, manifest) as address:
            _tell("registers and log: being compared")
            wrong = lacking(manifest, held, until=until) + checked(wanted.var, address)
    _tell_restored(manifest, held, until)
    if wrong:
        raise click.ClickException("what came back does not hold:\n" + "\n".join(wrong))
    click.echo("registers and log agree with the facts")


@main.command("rehearse-restore")
@click.argument("backup", metavar="FROM", type=_FOLDER)
@_PASSPHRASE
@_KEY
@click.option("--without-keys", is_flag=True, help="Leave the keys sealed: their private key is elsewhere.")
def rehearse_restore(
    backup: Path, passphrase_file: Path | None, key: Path | None, without_keys: bool
) -> None:
    """Put the backup FROM (or the newest in that folder) into a scratch folder, and compare everything."""
    opener = None if without_keys else _opener(passphrase_file, key)
    with explained(), house():
        require_prepared()
        from lazaretto.access.beats import beat
        from lazaretto.project.rehearsing import rehearse

        at = datetime.now(UTC)
        with _in_words():
            found = rehearse(backup, opener=opener, now=at, tell=_tell)
        if not found.wrong:
            beat("rehearse-restore", now=at, note=found.backup.name)
    if found.wrong:
        raise click.ClickException(f"{found.backup} does not come back:\n" + "\n".join(found.wrong))
    keys = "keys open" if found.keys else "keys were left sealed"
    click.echo(f"{found.backup} comes back: {found.facts} facts, {found.entries} entries of the log, {keys}")


@main.command("backup-key")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup_key(file: Path) -> None:
    """Make a key to which backups can be sealed: the private half into FILE, the public one is printed."""
    from lazaretto.project.sealed_keys import Opener

    made = Opener.made()
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as out:
        out.write(f"{made}\n")
    click.echo(made.public)


@ledger.command("resume")
@click.option("--seen", type=_FILE, help="The newest checkpoint of this log that anybody outside has kept.")
@click.option(
    "--new-era", "why", help="What others saw is lost for good: begin a log of a new name, and say why."
)
def resume_(seen: Path | None, why: str | None) -> None:
    """Say how the log of a restored house goes on. Until then nothing is published."""
    if seen is None and why is None:
        raise click.UsageError(
            "show the newest checkpoint that others have (--seen), or begin a new era (--new-era)"
        )
    with explained(), house():
        require_prepared()
        from django.conf import settings

        from lazaretto.project.proving import signer
        from lazaretto.project.resuming import CannotResume, begin_era, resume

        shown = seen.read_text() if seen is not None else ""
        try:
            if why is not None:
                name = begin_era(
                    settings.VAR, settings.LEDGER_FOLDER, signer(), seen=shown, why=why, now=datetime.now(UTC)
                )
                click.echo(
                    f"the log goes on as {name}; log/break says why. Give its new key to whoever checks it"
                )
            else:
                click.echo(f"the log goes on from {resume(settings.VAR, signer(), shown)} entries")
        except CannotResume as problem:
            raise click.ClickException(str(problem)) from None


def _source(*, ours: bool) -> "Source":
    from importlib.metadata import version

    from django.conf import settings

    from lazaretto.project.backing_up import Source
    from lazaretto.project.postgres import Cluster
    from lazaretto.project.proving import signer

    return Source(
        var=settings.VAR, url=os.environ["DATABASE_URL"], log=settings.LEDGER_FOLDER,
        cluster=Cluster.under(settings.VAR) if ours else None, signed_by=signer().verifier,
        node=settings.NODE, version=version("lazaretto"),
    )  # fmt: skip


def _sealer(passphrase_file: Path | None, recipient: str | None) -> "Sealer":
    from lazaretto.project.sealed_keys import Passphrase, Recipient

    if recipient is not None:
        try:
            return Recipient.read(recipient)
        except ValueError as wrong:
            raise click.BadParameter(str(wrong), param_hint="--recipient") from None
    if passphrase_file is not None:
        return Passphrase(_line(passphrase_file))
    return Passphrase(click.prompt("Passphrase of the keys", hide_input=True, confirmation_prompt=True))


def _opener(passphrase_file: Path | None, key: Path | None) -> "Passphrase | Opener":
    from lazaretto.project.sealed_keys import Opener, Passphrase

    if key is not None:
        try:
            return Opener.read(_line(key))
        except ValueError as wrong:
            raise click.BadParameter(str(wrong), param_hint="--key") from None
    if passphrase_file is not None:
        return Passphrase(_line(passphrase_file))
    return Passphrase(click.prompt("Passphrase of the keys", hide_input=True))


def _line(file: Path) -> str:
    words = file.read_text().strip()
    if not words:
        raise click.ClickException(f"{file} is empty")
    return words


def _tell(said: str) -> None:
    click.echo(said, err=True)


def _tell_restored(manifest: "Manifest", held: "Held", until: datetime | None) -> None:
    newest = f"{held.newest.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC" if held.newest else "none"
    click.echo(f"{held.facts} facts are back, the newest recorded at {newest}")
    aim = until or manifest.made
    click.echo(
        f"What was recorded after {aim.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC is not here unless the archive "
        "held it: stations send what they still have by themselves, papers are entered again."
    )
    click.echo("Nothing is published yet: lazaretto ledger resume says how the log goes on.")


@contextmanager
def _in_words() -> Iterator[None]:
    from lazaretto.project.backups import BadBackup
    from lazaretto.project.dumping import Failed
    from lazaretto.project.sealed_keys import Unsealable

    try:
        yield
    except (BadBackup, Failed, Unsealable, OSError) as problem:
        raise click.ClickException(str(problem)) from None
