"""``lazaretto roster``: plan, repair and check the rosters of closed duty. No database."""

import sys
import time
from datetime import date

import click
import msgspec
from msgspec.structs import replace

from lazaretto.cli.documents import READABLE
from lazaretto.cli.language import language_option
from lazaretto.cli.printing import print_json
from lazaretto.cli.rostering import print_breaches, print_faults, print_instance, print_plan
from lazaretto.cli.spreading import plan_together
from lazaretto.obligations.rostering.judging import judge
from lazaretto.protocol.wording import Language
from lazaretto.roster.answer import HousePlan, Plan, Told
from lazaretto.roster.asking import Request
from lazaretto.roster.engine.solving import solve as look
from lazaretto.roster.public.importing import read_instance
from lazaretto.roster.public.stating import problem_of
from lazaretto.roster.reading import read, schema
from lazaretto.roster.working import work

SECONDS = 60.0


def _print_schema(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        print_json(schema())
        context.exit()


def _schema_option(command: click.decorators.FC) -> click.decorators.FC:
    return click.option(
        "--schema", is_flag=True, is_eager=True, expose_value=False, callback=_print_schema,
        help="Print the JSON Schema of a request and of an answer.",
    )(command)  # fmt: skip


def _seconds_option(command: click.decorators.FC) -> click.decorators.FC:
    return click.option(
        "--seconds", default=SECONDS, show_default=True, type=click.FloatRange(0.0, 3600.0),
        help="How long to look for better rosters; a first one is always made.",
    )(command)  # fmt: skip


@click.group()
def roster() -> None:
    """Plan, repair and check rosters of the closed loop of A, B and C."""


@roster.command()
@click.argument("request_file", metavar="REQUEST", type=READABLE)
@_seconds_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, turns and watches included.")
@click.option(
    "--progress", is_flag=True, help="Print a JSON object a line: how far it came, at last the answer."
)
@_schema_option
@language_option
def solve(*, request_file: str, seconds: float, as_json: bool, progress: bool, lang: Language) -> None:
    """Plan who is inside, on standby or at home, and who stands which watch, for one house or several.

    REQUEST is JSON: situations, prices, and rosters to stay near. What is short is said and priced. A
    person publishes. Status 1 if something is short, or the request is at fault.
    """
    if progress:
        with click.open_file(request_file, "rb") as file:
            done = work(
                file.read(),
                write=_write_line,
                stopped=lambda: False,
                clock=time.monotonic,
                seconds=seconds,
                planner=plan_together,
            )
        raise SystemExit(0 if done else 1)
    _answer(_request(request_file, lang), seconds, lang, as_json=as_json)


@roster.command()
@click.argument("request_file", metavar="REQUEST", type=READABLE)
@click.option("--keep", type=READABLE, required=True, help="The answer (JSON) whose rosters are kept.")
@click.option("--from", "since", type=click.DateTime(["%Y-%m-%d"]), help="The first day that may change.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day that may change.")
@_seconds_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, turns and watches included.")
@language_option
def repair(
    *, request_file: str, keep: str, since: date | None, until: date | None, seconds: float, as_json: bool,
    lang: Language,
) -> None:  # fmt: skip
    """Change a roster as little as can be: REQUEST says who has fallen out, the past is never touched."""
    request, kept = _request(request_file, lang), _plan(keep)
    rosters = {house.facility: house.roster for house in kept.houses}
    houses = []
    for house in request.houses:
        if house.situation.facility not in rosters:
            raise click.BadParameter(f"no roster of {house.situation.facility}", param_hint="--keep")
        changes = {"keep": rosters[house.situation.facility]}
        houses.append(replace(house, **changes, **_days(since, until)))
    again = read(msgspec.json.encode(replace(request, houses=tuple(houses))))
    if again.request is None:
        print_faults(keep, again.faults, lang)
        raise SystemExit(1)
    _answer(again.request, seconds, lang, as_json=as_json)


@roster.command()
@click.argument("request_file", metavar="REQUEST", type=READABLE)
@click.argument("answer", type=READABLE)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@language_option
def check(*, request_file: str, answer: str, as_json: bool, lang: Language) -> None:
    """Judge the rosters of ANSWER by the situations of REQUEST; the judge knows nothing of the planner."""
    request, rosters = _request(request_file, lang), {h.facility: h for h in _plan(answer).houses}
    found = [
        (h.situation.facility, judge(h.situation, rosters[h.situation.facility].roster))
        for h in request.houses
        if h.situation.facility in rosters
    ]
    if as_json:
        print_json(dict(found))
    else:
        print_breaches(found, lang)
    raise SystemExit(1 if any(breaches for _, breaches in found) else 0)


@roster.command(name="import")
@click.argument("instance", type=READABLE)
@_seconds_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON: who works which shift on which day.")
@language_option
def import_(*, instance: str, seconds: float, as_json: bool, lang: Language) -> None:
    """Solve an instance of the public staff-rostering format (Curtois and Qu, 2014)."""
    with click.open_file(instance, encoding="utf-8", errors="replace") as file:
        read_ = read_instance(file.read())
    if read_.wrong:
        print_instance(read_, None, None, lang)
        raise SystemExit(1)
    problem = problem_of(read_)
    answer = look(problem, clock=time.monotonic, seconds=seconds)
    if as_json:
        rows = [] if answer.letters is None else answer.letters.tolist()
        days = {
            m.name: [problem.letters[x] for x in row] for m, row in zip(problem.members, rows, strict=False)
        }
        print_json({"cost": answer.cost, "bound": answer.bound, "proved": answer.proved, "rows": days})
    else:
        print_instance(read_, problem, answer, lang)
    raise SystemExit(0 if answer.letters is not None else 1)


def _answer(request: Request, seconds: float, lang: Language, *, as_json: bool) -> None:
    shown = sys.stderr.isatty()

    def tell(told: Told) -> bool:
        if shown:
            cost = "…" if told.cost is None else str(told.cost)
            click.echo(
                f"\r{told.seconds:6.1f} s  {told.facility} {cost} ≥ {told.bound}\x1b[K", nl=False, err=True
            )
        return True

    found = plan_together(request, clock=time.monotonic, seconds=seconds, tell=tell)
    if shown:
        click.echo(err=True)
    if as_json:
        print_json(found)
    else:
        for house in found.houses:
            print_plan(house, lang, repaired=_kept(request, house))
    raise SystemExit(1 if any(house.shortages or house.stuck for house in found.houses) else 0)


def _kept(request: Request, plan_: HousePlan) -> bool:
    return any(h.keep is not None for h in request.houses if h.situation.facility == plan_.facility)


def _days(since: date | None, until: date | None) -> dict[str, date]:
    days = {"frozen": since, "changing_until": until}
    return {name: date(day.year, day.month, day.day) for name, day in days.items() if day is not None}


def _request(name: str, lang: Language) -> Request:
    """The request in a file; ends with status 1 once every row at fault has been named."""
    with click.open_file(name, "rb") as file:
        asked = read(file.read())
    if asked.request is None:
        print_faults(name, asked.faults, lang)
        raise SystemExit(1)
    return asked.request


def _plan(name: str) -> Plan:
    """The answer in a file: an earlier one of this command."""
    with click.open_file(name, "rb") as file:
        data = file.read()
    try:
        return msgspec.json.decode(data, type=Plan)
    except msgspec.DecodeError as wrong:
        raise click.BadParameter(f"not an answer of this command: {wrong}", param_hint=name) from None


def _write_line(line: bytes) -> None:
    click.echo(line.decode())
