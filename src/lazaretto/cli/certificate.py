"""``lazaretto certificate``: facts in a file + a round → its certificate of coverage. No database."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import click
import msgspec

from lazaretto.audit.certifying import canonical, certify, digest, first_difference
from lazaretto.cli.documents import READABLE
from lazaretto.cli.instants import Instant
from lazaretto.cli.language import language_option
from lazaretto.cli.statements import Statements, statements
from lazaretto.cli.words import say
from lazaretto.protocol.wording import Language


@click.command()
@click.argument("facts", type=READABLE)
@click.argument("round_", metavar="ROUND")
@click.option("--facility", help="Whose round, where several facilities held it, e.g. QZ-D.")
@click.option(
    "--as-known-at", "known_at", type=Instant(),
    help="As known at this instant; else at the instant of the certificate, else of the latest fact.",
)  # fmt: skip
@click.option("--check", "given", type=READABLE, help="A certificate (JSON): is it what the facts come to?")
@click.option("--json", "as_json", is_flag=True, help="Print the certificate in its canonical bytes.")
@language_option
def certificate(
    *, facts: str, round_: str, facility: str | None, known_at: datetime | None, given: str | None,
    as_json: bool, lang: Language,
) -> None:  # fmt: skip
    """Compute the certificate of coverage of ROUND from FACTS, one fact a line (JSON).

    Anyone can: nothing but the facts is used. With --check, status 0 if it is the same certificate, 1 if
    not, with the first difference.
    """
    with click.open_file(facts, "rb") as lines:
        stated = statements(lines)
    theirs = _given(given) if given else None
    for refusal in stated.refused:
        click.echo(say("line_refused", lang, line=str(refusal.line), why=refusal.reason), err=True)
    moment = known_at or _instant(theirs) or _latest(stated)
    place = facility or (theirs or {}).get("facility")
    found = certify(stated.facts, round_=round_, known_at=moment, facility=place) if moment else None
    if found is None:
        click.echo(say("round_unknown", lang, round=round_), err=True)
        raise SystemExit(1)
    ours, _ = found
    if as_json:
        click.echo(canonical(ours))
    else:
        _print(ours, lang)
    raise SystemExit(_compared(ours, theirs, lang) if theirs is not None else bool(stated.refused))


def _print(ours: Mapping[str, Any], lang: Language) -> None:
    """The certificate in a few lines: the figure, whoever is uncovered, the digest."""
    click.secho(say("round_of", lang, round=ours["round"], facility=ours["facility"]), bold=True)
    click.echo(f"{say('as_known_at', lang)} {ours['known_at']}")
    click.echo(say("covered_of", lang, covered=str(ours["covered"]), muster=str(ours["muster"])))
    for outcome, count in ours["counts"].items():
        if count:
            click.echo(f"  {say(f'outcome.{outcome}', lang)} {count}")
    for one in ours["people"]:
        if one["outcome"] == "none":
            click.echo(f"  {say('outcome.none', lang)}: {one['person']}")
    click.echo(f"SHA-256 {digest(ours)}")


def _compared(ours: Mapping[str, Any], theirs: Mapping[str, Any], lang: Language) -> int:
    """0 when both say the same; else 1, and where they first differ."""
    difference = first_difference(theirs, ours)
    if difference is None:
        click.echo(say("same_certificate", lang))
        return 0
    where, said, found = difference
    values = {"where": where, "said": _shown(said), "found": _shown(found)}
    click.echo(say("other_certificate", lang, **values))
    return 1


def _shown(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _given(name: str) -> dict[str, Any]:
    with click.open_file(name, "rb") as file:
        data = file.read()
    try:
        return msgspec.json.decode(data, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeError) as wrong:
        raise click.BadParameter(f"not a certificate: {wrong}", param_hint="--check") from None


def _instant(theirs: Mapping[str, Any] | None) -> datetime | None:
    """The instant of a certificate; None of one that does not say it."""
    said = (theirs or {}).get("known_at")
    try:
        return msgspec.convert(said, datetime, strict=False) if said is not None else None
    except msgspec.ValidationError as wrong:
        raise click.BadParameter(f"`known_at`: {wrong}", param_hint="--check") from None


def _latest(stated: Statements) -> datetime | None:
    return max((max(fact.recorded, fact.occurred) for fact in stated.facts), default=None)
