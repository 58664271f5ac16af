"""``lazaretto contacts``: facts in a file + a person → who was near them. No database."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import get_args

import click

from lazaretto.board.words import word
from lazaretto.cli.aligning import aligned
from lazaretto.cli.documents import READABLE, document
from lazaretto.cli.instants import Instant
from lazaretto.cli.language import language_option
from lazaretto.cli.printing import indented, print_json
from lazaretto.cli.statements import statements
from lazaretto.cli.words import say
from lazaretto.facts.case import Company
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant, seconds
from lazaretto.obligations.force import InForce
from lazaretto.protocol.wording import Language
from lazaretto.protocol.wording.entry import in_language
from lazaretto.registers.events import FOREVER
from lazaretto.registers.record import Record
from lazaretto.tracing.following import CLOSE
from lazaretto.tracing.telling import Numbers, Traced, numbers, trace


@click.command()
@click.argument("facts", type=READABLE)
@click.argument("person")
@click.option("--days", type=click.IntRange(1, 366), default=14, show_default=True, help="Days looked back.")
@click.option("--until", type=Instant(), help="Look back from here; else from the last fact.")
@click.option("--depth", type=click.IntRange(1, 9), default=2, show_default=True, help="Degrees.")
@click.option("--least", type=click.IntRange(0), default=0, help="Minutes of exposure, at least.")
@click.option(
    "--company", type=click.Choice(get_args(Company)), multiple=True,
    help="A company that counts; repeat it. Else all but wing, shift and post.",
)  # fmt: skip
@click.option(
    "--protocol", "source", type=READABLE, help="A document: minutes of a close contact, a journey."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@language_option
def contacts(
    *, facts: str, person: str, days: int, until: datetime | None, depth: int, least: int,
    company: tuple[Company, ...], source: str | None, as_json: bool, lang: Language,
) -> None:  # fmt: skip
    """Say who was near PERSON: in what company, for how long, by way of whom. FACTS holds one fact a line.

    A contact of degree 2 met one of degree 1 at or after that one's own exposure. Lines that are not facts
    are refused one by one, and the rest goes on. Status 1 if there are contacts or refusals.
    """
    with click.open_file(facts, "rb") as lines:
        stated = statements(lines)
    for refusal in stated.refused:
        click.echo(f"{facts}:{refusal.line}: {refusal.reason}", err=True)
    said = Numbers() if source is None else _numbers(source)
    traced = _traced(stated.facts, person, until, days, depth, least, company or CLOSE, said)
    if as_json:
        print_json(traced)
    else:
        _print(traced, lang)
    raise SystemExit(1 if traced.contacts or stated.refused else 0)


def _numbers(source: str) -> Numbers:
    protocol = document(source).protocol
    if protocol is None:
        raise click.BadParameter("not a protocol document", param_hint="--protocol")
    return numbers([InForce(protocol, 0, FOREVER, -1)], 0)


def _traced(
    facts: Iterable[Fact], person: str, until: datetime | None, days: int, depth: int, least: int,
    companies: tuple[Company, ...], said: Numbers,
) -> Traced:  # fmt: skip
    record = Record()
    record.append(facts)
    last = max((seconds(fact.occurred) for fact in record.facts), default=0) + 1
    end = last if until is None else seconds(until)
    standing = record.standing(at=end)
    if standing.names.find(person) < 0:
        raise click.BadParameter(f"no fact speaks of {person!r}", param_hint="PERSON")
    since = seconds(instant(end) - timedelta(days=days))
    return trace(
        standing, person=person, since=since, until=end, depth=depth, companies=companies, least=least,
        said=said, seen=(), everywhere=True,
    )  # fmt: skip


def _print(traced: Traced, lang: Language) -> None:
    window = {"since": f"{traced.since:%Y-%m-%d %H:%M}Z", "until": f"{traced.until:%Y-%m-%d %H:%M}Z"}
    click.secho(say("contacts_of", lang, person=traced.person, **window), bold=True)
    if not traced.contacts:
        click.echo(say("contacts_none", lang))
        return
    count = str(len(traced.contacts))
    click.echo(say("contacts_count", lang, count=count, depth=str(traced.depth)))
    click.echo()
    columns = ("degree", "person", "company", "minutes", "last", "via", "close")
    indented(aligned([tuple(say(f"contacts_{name}", lang) for name in columns), *_rows(traced, lang)]))


def _rows(traced: Traced, lang: Language) -> Iterator[tuple[str, ...]]:
    for one in traced.contacts:
        for of in one.shared:
            minutes = (
                say("contacts_assumed", lang, minutes=str(of.minutes)) if of.assumed else str(of.minutes)
            )
            yield (
                str(one.degree), one.person, in_language(word("company", of.company), lang), minutes,
                f"{of.last:%Y-%m-%d %H:%M}Z", of.via or "", say("contacts_yes", lang) if of.close else "",
            )  # fmt: skip
