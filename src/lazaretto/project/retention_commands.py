"""``lazaretto retention …``: what is due to be erased by the rules of the documents in force."""

import click

from lazaretto.cli.printing import print_json
from lazaretto.project.opening import explained, house, require_prepared


@click.group()
def retention() -> None:
    """For how long what is held about people is kept."""


@retention.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def due(*, as_json: bool) -> None:
    """List what is due by person and class, since when, by which rule, what keeps it and who proposed it."""
    with explained(), house():
        require_prepared()
        from lazaretto.access.actor import Actor, Scope
        from lazaretto.access.clock import now
        from lazaretto.actions.list_due_data import list_due_data

        console = Actor("console", "leader", Scope(everywhere=True))
        found = list_due_data(None, actor=console, now=now())
    if as_json:
        print_json({"at": found.at, "rules": found.rules, "due": found.due, "holds": found.holds})
        return
    for rule in found.rules:
        click.echo(f"{rule.rule}: {rule.data}, {rule.days} days after {rule.after.replace('_', ' ')}")
    for one in found.due:
        kept = f"; kept by {', '.join(one.held)}" if one.held else ""
        said = one.proposal
        asked = f"; {said.by} proposed on {said.at:%Y-%m-%d} to erase it" if said is not None else ""
        what = f"{one.facts} facts, due since {one.since:%Y-%m-%d}"
        click.echo(f"{one.facility} {one.person} {one.data}: {what}{kept}{asked}")
    for held in found.holds:
        click.echo(
            f"{held.facility} {held.person}: held by {held.by} since {held.at:%Y-%m-%d}: {held.reason}"
        )
    if not found.rules:
        click.echo("no document in force says until when anything is kept, besides check-ins and pictures")
    click.echo(f"{len(found.due)} are due, {sum(bool(one.held) for one in found.due)} of them kept")
