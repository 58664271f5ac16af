"""``lazaretto results``: a laboratory's file looked at before it is sent. No database."""

import click

from lazaretto.board.result_columns import Defaults, sheet_of
from lazaretto.board.result_rows import Answer, read_rows
from lazaretto.board.result_tables import MOST_BYTES, Unreadable, table_of
from lazaretto.cli.aligning import aligned
from lazaretto.cli.documents import READABLE
from lazaretto.cli.language import language_option
from lazaretto.cli.printing import print_json
from lazaretto.cli.words import say
from lazaretto.protocol.wording import Language


@click.group()
def results() -> None:
    """Results of a laboratory."""


@results.command()
@click.argument("file", type=READABLE)
@click.option("--zone", default="Asia/Shanghai", show_default=True, help="The clock of times without offset.")
@click.option("--laboratory", default="", help="Where the rows name none.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@language_option
def check(*, file: str, zone: str, laboratory: str, as_json: bool, lang: Language) -> None:
    """Say of each row of FILE (.xlsx or separated text) whether it can be read, by its form alone.

    Whether a tube is known, and whether a result contradicts another, only the record can tell. Status 1
    if a row, or the file, is at fault.
    """
    with click.open_file(file, "rb") as opened:
        data = opened.read(MOST_BYTES + 1)
    try:
        sheet = sheet_of(table_of(data))
    except Unreadable as fault:
        click.echo(f"{file}: {say(fault.rule, lang)}", err=True)
        raise SystemExit(1) from None
    answers = [row.answer for row in read_rows(sheet, defaults=Defaults(zone, laboratory))]
    faults = [one for one in answers if one.outcome == "refused"]
    if as_json:
        print_json({"rows": answers, "unknown": sheet.columns.unknown})
    else:
        _print(faults, len(answers), sheet.columns.unknown, lang)
    raise SystemExit(1 if faults else 0)


def _print(faults: list[Answer], rows: int, unknown: tuple[str, ...], lang: Language) -> None:
    click.secho(say("results_counts", lang, rows=str(rows), faults=str(len(faults))), bold=True)
    if unknown:
        click.echo(say("results_unknown", lang, columns=" · ".join(unknown)))
    lines = [
        (say("line", lang, line=str(one.row)), one.tube, one.column or "", _why(one, lang)) for one in faults
    ]
    for line in aligned(lines) if lines else ():
        click.echo(line)


def _why(one: Answer, lang: Language) -> str:
    return say(one.rule or "", lang, value=one.values.get("value", ""))
