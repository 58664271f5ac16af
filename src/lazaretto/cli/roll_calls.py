"""``lazaretto roll-calls``: check that the times of a day were drawn beforehand. No database, no secret."""

from zoneinfo import ZoneInfo

import click
import msgspec

from lazaretto.audit.draw_checking import Checked, ToldDraw, check
from lazaretto.cli.documents import READABLE
from lazaretto.cli.language import language_option
from lazaretto.cli.statements import statements
from lazaretto.cli.words import say
from lazaretto.facts.fact import Fact
from lazaretto.protocol.wording import Language

_HOUR = 60
_UNKNOWN = "—"


@click.group("roll-calls")
def roll_calls() -> None:
    """Roll-calls by radio and camera, checked afterwards by anybody."""


@roll_calls.command()
@click.argument("draw", type=READABLE)
@click.option(
    "--facts", type=READABLE,
    help="The house's facts, one a line (JSON): was the anchor recorded before the day began?",
)  # fmt: skip
@language_option
def verify(*, draw: str, facts: str | None, lang: Language) -> None:
    """Check DRAW, the file that the page of a day gives out once the day is over.

    The secret is hashed back to the anchor and the times are drawn again. It does for drawn looks at a gate,
    too. Status 0 if all holds, 1 if not, 2 where the file is no draw.
    """
    told = _told(draw)
    try:
        found = check(told, _facts(facts, lang) if facts else ())
    except ValueError as wrong:
        raise click.BadParameter(f"not a draw: {wrong}", param_hint="DRAW") from None
    _print(told, found, lang, looked=facts is not None)
    raise SystemExit(0 if found.holds and (facts is None or found.promised is not None) else 1)


def _told(name: str) -> ToldDraw:
    with click.open_file(name, "rb") as file:
        data = file.read()
    try:
        return msgspec.json.decode(data, type=ToldDraw)
    except (msgspec.MsgspecError, UnicodeError) as wrong:
        raise click.BadParameter(f"not a draw: {wrong}", param_hint="DRAW") from None


def _facts(name: str, lang: Language) -> list[Fact]:
    with click.open_file(name, "rb") as lines:
        stated = statements(lines)
    for refusal in stated.refused:
        click.echo(say("line_refused", lang, line=str(refusal.line), why=refusal.reason), err=True)
    return list(stated.facts)


def _print(told: ToldDraw, found: Checked, lang: Language, *, looked: bool) -> None:
    heading = say(f"draw_of.{told.purpose}", lang, facility=told.facility, day=told.day.isoformat())
    click.secho(heading, bold=True)
    click.echo(say("secret_leads" if found.leads else "secret_astray", lang))
    said = {"times": _clocks(found.minutes), "said": _clocks(told.minutes)}
    click.echo(say("times_same" if found.same else "times_other", lang, **said))
    if not looked:
        return
    zone = ZoneInfo(told.zone)
    if found.promised is None:
        click.echo(say("promised_never", lang))
    else:
        click.echo(say("promised_at", lang, at=f"{found.promised.astimezone(zone):%Y-%m-%d %H:%M}"))
    if told.purpose == "roll_call":
        times = " ".join(f"{one.astimezone(zone):%H:%M}" for one in found.called)
        click.echo(say("called_at" if times else "called_never", lang, times=times))


def _clocks(minutes: tuple[int, ...]) -> str:
    """Minutes from midnight as 14:07."""
    return " ".join(f"{one // _HOUR:02d}:{one % _HOUR:02d}" for one in minutes) or _UNKNOWN
