"""Printing: calm lines for people, JSON for programs."""

from typing import Any

import click
import msgspec


def print_json(value: Any) -> None:
    """One JSON document, indented, to standard output."""
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2))


def heading(text: str) -> None:
    """A title above a table, after an empty line; bold on a terminal."""
    click.echo()
    click.secho(text, bold=True)


def indented(lines: list[str]) -> None:
    """Lines of a table, set in by two places."""
    for line in lines:
        click.echo(f"  {line}")
