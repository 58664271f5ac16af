"""``lazaretto facts``: the vocabulary of facts."""

import click

from lazaretto.cli.printing import print_json
from lazaretto.facts.encoding import json_schema


@click.group()
def facts() -> None:
    """The closed vocabulary of facts."""


@facts.command()
def schema() -> None:
    """Print the JSON Schema of a fact, all kinds included."""
    print_json(json_schema())
