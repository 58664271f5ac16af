"""The system's own list on a terminal, or as JSON for whatever watches the machine."""

import click

from lazaretto.access.actor import Actor, Scope
from lazaretto.access.clock import now
from lazaretto.actions.open_watch import open_watch
from lazaretto.board.watching import WatchPage
from lazaretto.cli.printing import print_json
from lazaretto.project.probing import machine
from lazaretto.protocol.wording import Language

CONSOLE = Actor("console", "detachment_officer", Scope(everywhere=True))  # whoever has the machine has it all
_COLOURS = {"red": "red", "amber": "yellow"}


def look() -> WatchPage:
    """The list as it is now, of every facility."""
    return open_watch(machine(), actor=CONSOLE, now=now())


def tell(page: WatchPage, *, as_json: bool, language: Language) -> None:
    """Print the list."""
    if as_json:
        print_json(page)
        return
    for line in page.lines:
        words = [
            str(getattr(text, language.replace("-", "_").lower()))
            for text in (line.title, line.why, line.remedy)
        ]
        head = f"{line.light:5} {line.facility or '':6} {words[0]}"
        click.secho(head, fg=_COLOURS[line.light])
        since = f" ({line.since:%Y-%m-%d %H:%M} UTC)" if line.since else ""
        click.echo(f"      {words[1]}{since}")
        click.echo(f"      → {words[2]}")
    click.echo(f"{page.red} red, {page.amber} amber; {len(page.looked)} rules looked at")
