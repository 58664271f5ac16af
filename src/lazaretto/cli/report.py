"""``lazaretto report``: facts in a file + documents + a day → its report, and whether a signed one holds."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import click
import msgspec

from lazaretto.cli.documents import READABLE, document
from lazaretto.cli.instants import Instant
from lazaretto.cli.language import language_option
from lazaretto.cli.statements import statements
from lazaretto.cli.words import say
from lazaretto.facts.command import FacilityEstablished
from lazaretto.facts.fact import Fact
from lazaretto.obligations.force import Shelf
from lazaretto.protocol.document import Text
from lazaretto.protocol.wording import Language
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing
from lazaretto.reports.drawing import draw_city, draw_facility, look
from lazaretto.reports.report import Report
from lazaretto.reports.words import LAWS, title, where, word

OFFICE = "detachment"
ZONE = "UTC"  # of a facility that no fact establishes


@click.command()
@click.argument("facts", type=READABLE)
@click.argument("of", metavar="FACILITY")
@click.argument("day", metavar="DAY")
@click.option(
    "--protocol", "protocols", type=READABLE, multiple=True,
    help="A protocol document that a fact issued; repeat it for several.",
)  # fmt: skip
@click.option(
    "--as-known-at", "known_at", type=Instant(),
    help="As known at this instant; else at that of the report to check, else of the latest fact.",
)  # fmt: skip
@click.option("--check", "given", type=READABLE, help="A report (JSON): is it what the facts come to?")
@click.option("--json", "as_json", is_flag=True, help="Print the report in its canonical bytes.")
@language_option
def report(
    *, facts: str, of: str, day: str, protocols: tuple[str, ...], known_at: datetime | None,
    given: str | None, as_json: bool, lang: Language,
) -> None:  # fmt: skip
    """Draw up the report of FACILITY on DAY (YYYY-MM-DD) from FACTS, one fact a line (JSON).

    Of a detachment's office it is its city's. Nothing but the facts and the documents is used. With --check,
    status 0 if it is the same report, bit for bit, 1 if not, with what differs. Else status 1 if a law of
    conservation is not kept.
    """
    with click.open_file(facts, "rb") as lines:
        stated = statements(lines)
    for refusal in stated.refused:
        click.echo(say("line_refused", lang, line=str(refusal.line), why=refusal.reason), err=True)
    theirs = _given(given) if given else None
    moment = known_at or _instant(theirs) or max((fact.recorded for fact in stated.facts), default=None)
    if moment is None:
        click.echo(say("report_without_facts", lang), err=True)
        raise SystemExit(1)
    ours = _drawn(stated.facts, of, _day(day), moment, _shelf(protocols))
    if as_json:
        click.echo(ours.document)
    else:
        _print(ours, lang)
    raise SystemExit(_compared(ours, theirs, lang) if theirs is not None else bool(ours.failures))


def _drawn(facts: list[Fact], of: str, day: date, known_at: datetime, shelf: Shelf) -> Report:
    record = Record()
    record.append(facts)
    bodies = [(fact.facility, fact.body) for fact in record.facts]
    established = {code: body for code, body in bodies if isinstance(body, FacilityEstablished)}
    house = established.get(of)

    def at_hand(_: Standing) -> Shelf:
        return shelf

    zone = house.zone if house else ZONE
    seen = look(record, day=day, zone=zone, known_at=known_at, shelf=at_hand)
    if house is None or house.sort != OFFICE:
        return draw_facility(seen, of)
    codes = [code for code, body in established.items() if body.city == house.city]
    return draw_city(seen, house.city, office=of, codes=codes)


def _print(ours: Report, lang: Language) -> None:
    click.secho(f"{ours.of} {ours.day.isoformat()}", bold=True)
    click.echo(f"{say('as_known_at', lang)} {ours.value['known_at']}")
    for table in ours.sheet.tables:
        click.echo(_said(title(table), lang))
        for row, cells in zip(table.rows, table.cells, strict=True):
            figures = "  ".join(
                f"{_said(word(column), lang)} {cell}"
                for column, cell in zip(table.columns, cells, strict=True)
            )
            click.echo(f"  {_said(word(row), lang)}: {figures}")
    for one in ours.failures:
        place = " · ".join(_said(part, lang) for part in where(one.where))
        click.secho(f"{_said(LAWS[one.law], lang)}: {place} {one.said} ≠ {one.found}", fg="red")
    click.echo(f"SHA-256 {ours.digest}")


def _compared(ours: Report, theirs: Mapping[str, Any], lang: Language) -> int:
    """0 when both say the same; else 1, with the figures in which they differ."""
    mine = msgspec.json.decode(ours.document)
    if mine == theirs:
        click.echo(say("same_report", lang))
        return 0
    for path, said, found in _differences(theirs, mine, ""):
        click.echo(say("other_report", lang, where=path, said=str(said), found=str(found)))
    return 1


def _differences(theirs: Any, mine: Any, path: str) -> list[tuple[str, Any, Any]]:
    if isinstance(theirs, dict) and isinstance(mine, dict):
        pairs = [(f"{path}.{name}" if path else name, theirs.get(name), mine.get(name))
                 for name in sorted({*theirs, *mine})]  # fmt: skip
    elif isinstance(theirs, list) and isinstance(mine, list) and len(theirs) == len(mine):
        pairs = [
            (f"{path}[{n}]", one, other) for n, (one, other) in enumerate(zip(theirs, mine, strict=True))
        ]
    else:
        return [] if theirs == mine else [(path, theirs, mine)]
    return [found for where_, one, other in pairs for found in _differences(one, other, where_)]


def _shelf(protocols: tuple[str, ...]) -> Shelf:
    read = [document(name) for name in protocols]
    return {(one.protocol.id, one.protocol.version): one.protocol for one in read if one.protocol is not None}


def _said(text: Text, lang: Language) -> str:
    return {"zh-Hans": text.zh_hans, "zh-Hant": text.zh_hant}.get(lang, text.en)


def _given(name: str) -> dict[str, Any]:
    with click.open_file(name, "rb") as file:
        data = file.read()
    try:
        return msgspec.json.decode(data, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeError) as wrong:
        raise click.BadParameter(f"not a report: {wrong}", param_hint="--check") from None


def _instant(theirs: Mapping[str, Any] | None) -> datetime | None:
    said = (theirs or {}).get("known_at")
    try:
        return msgspec.convert(said, datetime, strict=False) if said is not None else None
    except msgspec.ValidationError as wrong:
        raise click.BadParameter(f"`known_at`: {wrong}", param_hint="--check") from None


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise click.BadParameter(f"{typed!r} is not a day: YYYY-MM-DD", param_hint="DAY") from None
