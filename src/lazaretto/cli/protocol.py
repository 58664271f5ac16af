"""``lazaretto protocol``: check a document, compare two, print the schema."""

from typing import Any

import click

from lazaretto.cli.documents import READABLE, Document, document
from lazaretto.cli.language import language_option
from lazaretto.cli.printing import print_json
from lazaretto.cli.words import say
from lazaretto.protocol.comparing import Change, compare
from lazaretto.protocol.document import Protocol
from lazaretto.protocol.problem import Problem
from lazaretto.protocol.publishing import json_schema
from lazaretto.protocol.wording import Language, in_language

_COLOURS = {"error": "red", "warning": "yellow"}
_MARKS = {"stricter": "▲", "laxer": "▼", "neutral": "·"}


@click.group()
def protocol() -> None:
    """Protocol documents: check, compare, describe."""


@protocol.command()
@click.argument("file", type=READABLE)
@click.option("--baseline", type=READABLE, help="The document whose floors must hold.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@language_option
def check(*, file: str, baseline: str | None, as_json: bool, lang: Language) -> None:
    """Check a document, line by line. Status 1 if it must not be issued."""
    checked = document(file)
    floors = _readable(document(baseline), lang) if baseline else None
    problems = checked.problems(baseline=floors)
    errors = sum(problem.severity == "error" for problem in problems)
    if as_json:
        print_json(_as_builtins(checked, problems, lang))
    else:
        _print_problems(checked, problems, lang)
        _print_verdict(checked, errors, len(problems) - errors, lang)
    raise SystemExit(1 if errors else 0)


@protocol.command()
@click.argument("old", type=READABLE)
@click.argument("new", type=READABLE)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@language_option
def diff(*, old: str, new: str, as_json: bool, lang: Language) -> None:
    """Say what changed from OLD to NEW. Status 1 if anything did."""
    before, after = (_readable(document(path), lang) for path in (old, new))
    changes = compare(before, after)
    if as_json:
        print_json(changes)
    else:
        click.secho(f"{before.id}/{before.version} → {after.id}/{after.version}", bold=True)
        _print_changes(changes, lang)
    raise SystemExit(1 if changes else 0)


@protocol.command()
def schema() -> None:
    """Print the JSON Schema of a protocol document, for an editor or a program."""
    print_json(json_schema())


def _readable(read: Document, lang: Language) -> Protocol:
    """The document, or an end with its problems when it cannot be read."""
    if read.protocol is None:
        _print_problems(read, read.reading.problems, lang)
        raise SystemExit(1)
    return read.protocol


def _print_problems(read: Document, problems: tuple[Problem, ...], lang: Language) -> None:
    for problem in problems:
        place = f"{read.name}:{problem.line}:{problem.column}"
        severity = click.style(say(problem.severity, lang), fg=_COLOURS[problem.severity])
        click.echo(f"{place}  {severity}  {problem.said(lang)}")
        if problem.path:
            click.echo(f"    {click.style(problem.path, dim=True)}")
        click.echo(f"    → {problem.advised(lang)}")


def _print_verdict(read: Document, errors: int, warnings: int, lang: Language) -> None:
    counts = say("problem_counts", lang, errors=str(errors), warnings=str(warnings))
    verdict = say("refused_at_issue" if errors else "may_be_issued", lang)
    click.echo(f"{counts}  {click.style(verdict, fg='red' if errors else 'green')}")
    click.echo(f"SHA-256  {read.digest}")


def _print_changes(changes: tuple[Change, ...], lang: Language) -> None:
    for change in changes:
        direction = "" if change.direction == "neutral" else f"  [{say(change.direction, lang)}]"
        click.echo(f"{_MARKS[change.direction]} {in_language(change.words, lang)}{direction}")
    click.echo(say("change_count" if changes else "no_change", lang, count=str(len(changes))))


def _as_builtins(read: Document, problems: tuple[Problem, ...], lang: Language) -> dict[str, Any]:
    return {
        "file": read.name,
        "document": read.protocol.id if read.protocol else None,
        "version": read.protocol.version if read.protocol else None,
        "digest": read.digest,
        "issuable": all(problem.severity != "error" for problem in problems),
        "problems": [
            {
                "code": problem.code,
                "severity": problem.severity,
                "line": problem.line,
                "column": problem.column,
                "path": problem.path,
                "message": problem.said(lang),
                "remedy": problem.advised(lang),
            }
            for problem in problems
        ],
    }
