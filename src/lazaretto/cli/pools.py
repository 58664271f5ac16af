"""``lazaretto pools``: people, prevalence, laboratory → how many swabs a tube should hold. No database."""

import click

from lazaretto.board.pooling import Advice, advice
from lazaretto.board.pooling_question import assumed, question
from lazaretto.cli.aligning import aligned
from lazaretto.cli.assumed import packed
from lazaretto.cli.documents import READABLE
from lazaretto.cli.language import language_option
from lazaretto.cli.printing import print_json
from lazaretto.cli.words import say
from lazaretto.protocol.wording import Language

FILE = "pooling-2022.yaml"


@click.command()
@click.option("--people", type=click.IntRange(1, 1_000_000), required=True, help="How many are swabbed.")
@click.option("--prevalence", type=click.FloatRange(0, 1), help="Share of them infected, e.g. 0.001.")
@click.option("--cell", type=click.IntRange(1, 500), default=20, show_default=True, help="People in a cell.")
@click.option("--attack", type=click.FloatRange(0, 1), help="Share of an infected cell; 0: independent.")
@click.option("--sensitivity", type=click.FloatRange(0, 1), help="Of a tube.")
@click.option("--specificity", type=click.FloatRange(0, 1), help="Of a tube.")
@click.option("--turnaround", type=click.FloatRange(0, 240), help="Hours from the laboratory's door.")
@click.option("--sampled", type=click.FloatRange(1, 100_000), help="People swabbed an hour.")
@click.option("--tested", type=click.FloatRange(1, 100_000), help="Tubes tested an hour.")
@click.option("--tubes", type=click.IntRange(0, 10_000_000), help="Tubes in stock; left out: enough.")
@click.option("--assumptions", type=READABLE, help="Numbers for what is left out, each with its source.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@language_option
def pools(
    *, people: int, cell: int, assumptions: str | None, as_json: bool, lang: Language, **typed: float | None
) -> None:
    """Compare sizes of pool: tubes, tests, people held, hours; and say which is advised.

    What is left out is taken from a file of cited assumptions. A tube never holds people of two cells.
    """
    begin = assumed(_read(assumptions))
    cells = (cell,) * (people // cell) + ((people % cell,) if people % cell else ())
    found = advice(question(cells, begin=begin, **typed))
    if as_json:
        print_json(found)
    else:
        _print(found, lang)


def _read(name: str | None) -> bytes:
    with click.open_file(name or packed(FILE), "rb") as file:
        data: bytes = file.read()
    return data


def _print(found: Advice, lang: Language) -> None:
    click.secho(say("pools_advised", lang, size=str(found.advised)), bold=True)
    click.echo(say(f"pools_{found.reason}", lang))
    names = ("size", "tubes", "positive", "held", "tests", "hours")
    heads = [say(f"pools_head_{name}", lang) for name in names]
    rows = [
        (str(p.size), str(p.tubes), f"{p.positive:.2f}", f"{p.held:.1f}", f"{p.tests:.1f}", f"{p.hours:.1f}")
        for p in found.plans
    ]
    for line in aligned([tuple(heads), *rows]):
        click.echo(line)
