"""``lazaretto ledger check-disclosure``: one person's history held against the log's key. No database."""

from pathlib import Path

import click

from lazaretto.cli.documents import READABLE
from lazaretto.cli.language import language_option
from lazaretto.cli.printing import print_json
from lazaretto.cli.words import say
from lazaretto.proofs.disclosing import BadDisclosure, Checked, Disclosure, check_disclosure, read_disclosure
from lazaretto.proofs.notes import BadNote, Verifier, verifier
from lazaretto.proofs.quorums import BadQuorum, read_quorum
from lazaretto.protocol.wording import Language


@click.command("check-disclosure")
@click.argument("file", type=READABLE)
@click.option("--key", required=True, help="The log's public key (name+id+base64), had on paper.")
@click.option("--policy", type=READABLE, help="Which witnesses must have seen it (C2SP tlog-policy).")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@language_option
def check_disclosure_(*, file: str, key: str, policy: str | None, as_json: bool, lang: Language) -> None:
    """Check every proof of a disclosure FILE against the log's key.

    Status 0 if all holds, 1 if anything is wrong, 2 where file, key or policy cannot be read.
    """
    made, log = _read(file), _key(key)
    quorum = None
    try:
        quorum = read_quorum(Path(policy).read_text()) if policy else None
    except (BadQuorum, UnicodeDecodeError) as wrong:
        raise click.BadParameter(str(wrong), param_hint="--policy") from None
    known = tuple(quorum.witnesses.values()) if quorum else ()
    checked = check_disclosure(made, log, witnesses=known)
    seen = [one.by for one in checked.opened.witnesses] if checked.opened else []
    few = quorum is not None and checked.opened is not None and not quorum.met(seen)
    if as_json:
        print_json(
            {
                "holds": checked.holds and not few, "facts": len(made.facts), "why": checked.why,
                "wrong": checked.wrong, "earlier": checked.earlier, "witnesses": [one.name for one in seen],
            }
        )  # fmt: skip
    else:
        _print(made, checked, few, [one.name for one in seen], lang)
    raise SystemExit(0 if checked.holds and not few else 1)


def _print(made: Disclosure, checked: Checked, few: bool, witnesses: list[str], lang: Language) -> None:
    if checked.opened is None:
        click.secho(f"{say('disclosure_unsigned', lang)}: {checked.why}", fg="red", bold=True)
        return
    root = checked.opened.checkpoint
    for number, one in enumerate(made.facts):
        wrong = checked.wrong.get(number)
        if wrong is not None:
            where = f"{one.house} {one.position} [{one.index}]"
            click.secho(f"{where}: {say(f'disclosure_{wrong}', lang)}", fg="red")
    if checked.earlier:
        click.secho(f"{say('disclosure_earlier', lang)}: {checked.earlier}", fg="red")
    elif checked.earlier is not None:
        click.echo(say("disclosure_grown", lang))
    said = {
        "person": made.person, "log": root.origin, "facts": str(len(made.facts)), "size": str(root.size),
        "told": str(made.count("told")), "others": str(made.count("names_others")),
        "erased": str(made.count("erased")),
    }  # fmt: skip
    click.secho(say("disclosure_holds" if checked.holds else "disclosure_wrong", lang, **said), bold=True)
    click.echo(say("disclosure_counts", lang, **said))
    if made.left_out.unlogged:
        click.echo(say("disclosure_unlogged", lang, count=str(made.left_out.unlogged)))
    if few:
        click.secho(say("disclosure_few", lang), fg="red")
    named = ", ".join(sorted(witnesses))
    click.echo(say("ledger_witnessed" if named else "ledger_unwitnessed", lang, who=named))


def _read(path: str) -> Disclosure:
    try:
        with click.open_file(path, "rb") as file:
            return read_disclosure(file.read())
    except BadDisclosure as wrong:
        raise click.BadParameter(str(wrong), param_hint="FILE") from None


def _key(written: str) -> Verifier:
    try:
        return verifier(written)
    except BadNote as wrong:
        raise click.BadParameter(str(wrong), param_hint="--key") from None
