"""``lazaretto replay``: facts in a file + protocol documents + an instant → obligations and findings."""

from datetime import datetime

import click

from lazaretto.cli.documents import READABLE, Document, document
from lazaretto.cli.instants import Instant
from lazaretto.cli.language import language_option
from lazaretto.cli.printing import print_json
from lazaretto.cli.replaying import Shelved
from lazaretto.cli.replaying import replay as replayed
from lazaretto.cli.reporting import as_builtins, print_report
from lazaretto.cli.statements import statements
from lazaretto.protocol.wording import Language

# Without these a document cannot be run at all; everything else is for `protocol check` to say.
_UNRUNNABLE = {"event_unknown", "group_unknown", "condition_unknown", "setting_missing", "parameter_unknown"}


@click.command()
@click.argument("facts", type=READABLE)
@click.option(
    "--protocol", "protocols", type=READABLE, multiple=True, required=True,
    help="A protocol document; repeat it for several.",
)  # fmt: skip
@click.option("--at", type=Instant(), required=True, help="The instant to look at, with its UTC offset.")
@click.option(
    "--as-known-at", "known_at", type=Instant(), help="As known at this instant; else as known now."
)
@click.option("--since", type=Instant(), help="Look back to here; else to the start of the local day.")
@click.option("--facility", help="One facility only, e.g. QZ-D.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, every obligation included.")
@language_option
def replay(
    *, facts: str, protocols: tuple[str, ...], at: datetime, known_at: datetime | None,
    since: datetime | None, facility: str | None, as_json: bool, lang: Language,
) -> None:  # fmt: skip
    """Say what was owed at an instant, how it stood, and why. FACTS holds one fact a line (JSON).

    Lines that are not facts are refused one by one, and the rest goes on. A document that no fact
    issued is taken as in force from its effective date. Status 1 if there are findings or refusals.
    """
    shelf = [_shelved(document(file), lang) for file in protocols]
    with click.open_file(facts, "rb") as lines:
        stated = statements(lines)
    result = replayed(stated.facts, shelf=shelf, at=at, known_at=known_at, since=since, facility=facility)
    if facility is not None and result.standing.facilities.find(facility) < 0:
        raise click.BadParameter(f"no fact speaks of a facility {facility!r}", param_hint="--facility")
    findings = result.assessment.findings(facility=facility)
    if as_json:
        print_json(as_builtins(result, stated, findings, facility=facility))
    else:
        print_report(result, stated, findings, facility=facility, lang=lang)
    raise SystemExit(1 if findings or stated.refused or any(n.grave for n in result.notes) else 0)


def _shelved(read: Document, lang: Language) -> Shelved:
    """The document, or an end with what keeps it from being run."""
    problems = read.problems(baseline=None)
    unrunnable = [p for p in problems if read.protocol is None or p.code in _UNRUNNABLE]
    for problem in unrunnable:
        click.echo(f"{read.name}:{problem.line}: {problem.said(lang)} → {problem.advised(lang)}", err=True)
    if read.protocol is None or unrunnable:
        raise SystemExit(1)
    return Shelved(read.protocol, read.digest)
