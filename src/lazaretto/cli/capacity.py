"""``lazaretto capacity``: arrivals, days and a probability → how many cells. No database."""

from typing import Any

import click

from lazaretto.cli.aligning import aligned
from lazaretto.cli.language import language_option
from lazaretto.cli.printing import print_json
from lazaretto.cli.words import say
from lazaretto.placement.choosing import LEVELS, Need, need
from lazaretto.placement.queueing import Mark
from lazaretto.protocol.wording import Language


class Sizes(click.ParamType[list[Mark]]):
    """``1:65,2:15/2,5:4``: people of a group, its weight, and after a slash its largest part kept apart."""

    name = "sizes"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> list[Mark]:
        """The marks; a usage error for what is none."""
        if isinstance(value, list):
            return value
        try:
            return [self._mark(part) for part in str(value).split(",")]
        except ValueError:
            self.fail(f"{value!r} is not a list like 1:65,2:15/2,5:4", param, ctx)

    @staticmethod
    def _mark(part: str) -> Mark:
        people, _, rest = part.partition(":")
        weight, _, apart = rest.partition("/")
        mark = Mark(float(weight or 1), int(people), int(apart or 1))
        if mark.people < 1 or not 1 <= mark.apart <= mark.people or mark.weight <= 0:
            raise ValueError(part)
        return mark


@click.command()
@click.option("--arrivals", type=click.FloatRange(0, 1000), required=True, help="Groups a day, on average.")
@click.option(
    "--sizes", type=Sizes(), default="1", show_default="one by one",
    help="Sizes of groups with their weights, PEOPLE:WEIGHT/APART,…; APART: co-defendants among them.",
)  # fmt: skip
@click.option("--days", type=click.IntRange(1, 366), required=True, help="Days for which a cell is kept.")
@click.option("--cell", type=click.IntRange(1, 500), default=1, show_default=True, help="People in a cell.")
@click.option(
    "--refusal", type=click.FloatRange(0, 0.5, min_open=True), required=True,
    help="Share of arrivals that may find too few, e.g. 0.01.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@language_option
def capacity(
    *, arrivals: float, sizes: list[Mark], days: int, cell: int, refusal: float, as_json: bool, lang: Language
) -> None:
    """Say how many cells are needed so that arrivals seldom find too few.

    One by one with a place each: Erlang B. In groups with a place each: compound Poisson. Where a cell
    holds more than one, people of one day share it, and co-defendants never do: the sum of daily needs.
    The law is named in the answer; for a house with a record see its page instead.
    """
    found = need(rate=arrivals, marks=sizes, days=days, capacity=cell, refusal=refusal)
    if as_json:
        print_json({"need": found, "levels": LEVELS})
    else:
        _print(found, lang)


def _print(found: Need, lang: Language) -> None:
    click.secho(say("cells_needed", lang, cells=str(found.cells)), bold=True)
    fewer = "–" if found.one_fewer is None else f"{found.one_fewer:.3%}"
    rows = [
        (say("cells_refused", lang), f"{found.refused:.3%}"),
        (say("cells_one_fewer", lang), fewer),
        (say("cells_in_use", lang), f"{found.in_use:.2f}"),
        *((say("cells_level", lang, level=f"{100 * level:g}"), str(cells))
          for level, cells in zip(LEVELS, found.quantiles, strict=True)),
        (say("cells_law", lang), say(found.law, lang)),
    ]  # fmt: skip
    for line in aligned(rows):
        click.echo(line)
