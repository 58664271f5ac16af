"""``lazaretto place``: newcomers + rooms + rules → who goes where, with reasons and prices. No database."""

import sys
from collections.abc import Iterator, Mapping, Sequence

import click
import msgspec

from lazaretto.cli.documents import READABLE
from lazaretto.cli.language import language_option
from lazaretto.cli.placing import print_faults, print_proposal
from lazaretto.cli.printing import print_json
from lazaretto.placement.answer import Proposal
from lazaretto.placement.asking import Request
from lazaretto.placement.proposing import propose
from lazaretto.placement.reading import read, schema
from lazaretto.placement.repairing import Repair, repair
from lazaretto.protocol.wording import Language

Answer = Proposal | Repair


def _print_schema(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        print_json(schema())
        context.exit()


@click.command()
@click.argument("requests", metavar="REQUEST...", type=READABLE, nargs=-1, required=True)
@click.option("--keep", type=READABLE, help="A placement (JSON of this command): change as little as can be.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, the price of every alternative included.")
@click.option(
    "--schema", is_flag=True, is_eager=True, expose_value=False, callback=_print_schema,
    help="Print the JSON Schema of a request and of an answer.",
)  # fmt: skip
@language_option
def place(*, requests: tuple[str, ...], keep: str | None, as_json: bool, lang: Language) -> None:
    """Propose who goes into which room, why, and what each other room would cost.

    REQUEST is JSON: one facility's newcomers, rooms and rules on one day; several are answered in turn.
    What breaks no hard rule is priced in person-days. A person decides. Status 1 if somebody finds no
    room, or a request is at fault: then every row at fault is named.
    """
    asked = [(name, _request(name, lang)) for name in requests]
    given = _given(keep) if keep is not None else None
    if any(request is None for _, request in asked):
        raise SystemExit(1)
    sound = [request for _, request in asked if request is not None]
    answers = [
        propose(request) if given is None else repair(request, given) for request in _shown_waiting(sound)
    ]
    if as_json:
        print_json(answers[0] if len(answers) == 1 else answers)
    else:
        for number, (request, answer) in enumerate(zip(sound, answers, strict=True)):
            if number:
                click.echo()
            changes = answer.changes if isinstance(answer, Repair) else None
            print_proposal(request, _proposal(answer), changes, lang)
    raise SystemExit(1 if any(_proposal(answer).unplaced for answer in answers) else 0)


def _shown_waiting(requests: Sequence[Request]) -> Iterator[Request]:
    """One after the other; on a terminal, with how many are still to come."""
    shown = len(requests) > 1 and sys.stderr.isatty()
    for number, request in enumerate(requests, 1):
        if shown:
            click.echo(f"\r{number}/{len(requests)} {request.facility}\x1b[K", nl=False, err=True)
        yield request
    if shown:
        click.echo(err=True)


def _proposal(answer: Answer) -> Proposal:
    return answer.proposal if isinstance(answer, Repair) else answer


def _request(name: str, lang: Language) -> Request | None:
    """The request in a file; None once every row at fault has been named."""
    with click.open_file(name, "rb") as file:
        asked = read(file.read())
    if asked.request is None:
        print_faults(name, asked.faults, lang)
    return asked.request


class _Row(msgspec.Struct, frozen=True):
    person: str
    place: str


class _Kept(msgspec.Struct, frozen=True):
    assignments: tuple[_Row, ...]


def _given(name: str) -> Mapping[str, str]:
    """The placement in a file: an earlier answer of this command, or what a person made of it."""
    with click.open_file(name, "rb") as file:
        data = file.read()
    try:
        kept = msgspec.json.decode(data, type=_Kept)
    except msgspec.DecodeError as wrong:
        raise click.BadParameter(f"not a placement: {wrong}", param_hint="--keep") from None
    return {row.person: row.place for row in kept.assignments}
