"""``lazaretto ledger …``, as far as it needs the whole house: publish, check, disclose, print the key."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lazaretto.cli.ledger import ledger
from lazaretto.project.opening import explained, house, require_prepared

if TYPE_CHECKING:
    from lazaretto.actions.publish_log import Published


@ledger.command()
@click.option("--watch", "on", is_flag=True, help="Pass after pass, until it is stopped.")
def publish(on: bool) -> None:
    """Bring the proved log (the folder log/ beside the data) up to the record, sign it, have it witnessed."""
    with explained(), house():
        require_prepared()
        from django.conf import settings

        from lazaretto.ledger.publishing import LogIsBroken
        from lazaretto.project.passing import give_up_rights, keep_passing
        from lazaretto.project.proving import next_pass, one_pass

        give_up_rights()
        if on:
            keep_passing(next_pass, _tell, every=settings.LEDGER_EVERY)
            return
        try:
            _tell(one_pass())
        except (LogIsBroken, OSError) as broken:
            raise click.ClickException(f"nothing was signed: {broken}") from None


def _tell(done: "Published | None") -> None:
    if done is None:
        return
    if done.busy:
        click.echo("another process is publishing")
        return
    witnessed = f"; witnessed by {', '.join(done.witnessed)}" if done.witnessed else ""
    click.echo(f"{done.size} entries, {done.grown} of them new{witnessed}")
    for name, why in done.declined.items():
        click.echo(f"{name}: {why}" if name else why, err=True)


@ledger.command("check")
def check_() -> None:
    """Check the published log, and hold the record in the database against it. Status 1 where they differ."""
    with explained(), house():
        require_prepared()
        from django.conf import settings

        from lazaretto.actions.check_log import check_log
        from lazaretto.project.proving import signer

        found = check_log(settings.LEDGER_FOLDER, signer().verifier)
    for fault in found.faults:
        click.echo(f"{fault.place}{'' if fault.entry < 0 else f' [{fault.entry}]'}: {fault.why}")
    for one in found.strange:
        click.echo(f"{one.table} {one.key}{'' if one.entry < 0 else f' [{one.entry}]'}: {one.why}")
    if found.elsewhere:
        click.echo(
            f"{found.elsewhere} facts came from other nodes without their words: "
            "the logs of those nodes say why"
        )
    wrong = len(found.faults) + len(found.strange)
    click.echo(f"{found.entries} entries; {wrong} places are not what was logged")
    if wrong:
        raise SystemExit(1)


@ledger.command("say-erased")
def say_erased() -> None:
    """State in the log what a former version erased without saying so, as lazaretto migrate does once."""
    with explained(), house():
        require_prepared()
        from lazaretto.access.clock import now
        from lazaretto.actions.say_erased import say_erased as say

        told = say(now=now())
    click.echo(f"{told} erased facts are named in the log from now on")


@ledger.command()
@click.argument("person")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File to write.")
@click.option("--by", required=True, help="Who asks: a staff number; the log of reads keeps it.")
@click.option("--reason", required=True, help="Why the record is opened; the log of reads keeps it.")
@click.option("--since", type=click.Path(exists=True, path_type=Path), help="A checkpoint that was kept.")
def disclose(person: str, out: Path, by: str, reason: str, since: Path | None) -> None:
    """Write PERSON's history with the proof of every fact, and nobody else's words, to a file."""
    with explained(), house():
        require_prepared()
        from lazaretto.project.disclosing import to_file

        made = to_file(person, out, by=by, reason=reason, since=since)
    click.echo(
        f"{out}: {made.count('told')} facts with their words, {made.count('names_others')} that name others, "
        f"{made.count('erased')} erased by rule; {made.left_out.unlogged} are not in the log yet"
    )


@ledger.command()
def rotate() -> None:
    """Change the key that signs the log: both keys sign the change, and both sign the log for a while."""
    with explained(), house():
        require_prepared()
        import secrets

        from lazaretto.project.proving import CannotRotate
        from lazaretto.project.proving import rotate as changed
        from lazaretto.project.secrets import BYTES

        try:
            before, after = changed(drawn=secrets.token_urlsafe(BYTES))
        except CannotRotate as why:
            raise click.ClickException(str(why)) from None
    click.echo(f"the key so far: {before}\nthe key from now on: {after}")
    click.echo(
        "Start the server again; give the new line to everybody who checks the log, on paper. Both keys sign "
        "until ledger.former is taken away."
    )


@ledger.command("key")
def key_() -> None:
    """Print the log's public key: give it to whoever is to check the log, on paper."""
    with explained(), house():
        from lazaretto.project.proving import national, signer

        for key in (signer().verifier, *(one.verifier for one in national())):
            click.echo(str(key))
