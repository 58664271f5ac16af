"""The ``lazaretto`` command: the pure half of ``cli``, and what needs the whole house.

Django is imported inside the commands that need it, so that the pure half starts at once.
"""

import os
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import click

from lazaretto.cli.credentials import credentials
from lazaretto.cli.language import language_option
from lazaretto.cli.main import main
from lazaretto.credentials.wording import LANGUAGES, UNTRUSTED
from lazaretto.project import log_commands as _log_commands  # noqa: F401 — they join their group
from lazaretto.project import saving as _saving  # noqa: F401 — its commands join those of the others
from lazaretto.project.nodes import node
from lazaretto.project.opening import explained, house, prepare, require_prepared
from lazaretto.project.retention_commands import retention
from lazaretto.protocol.wording import Language

__all__ = ["main"]

main.add_command(node)
main.add_command(retention)
HOST, PORT = "127.0.0.1", 8000
DEMO_ENDS = "2022-04-06T11:40+08:00"  # the last day, amid its noon round: a newcomer has cells to answer
Command = Callable[..., None]


def listening(command: Command) -> Command:
    """The options of a command that ends in a running web server."""
    for option in (
        click.option("--with-parent", is_flag=True, hidden=True, help="Stop when the starter is gone."),
        click.option("--threads", default=32, show_default=True, help="Requests a process holds at once."),
        click.option("--workers", default=1, show_default=True, help="Processes of the web server."),
        click.option("--port", default=PORT, show_default=True, envvar="PORT", help="Port to listen at."),
        click.option("--host", default=HOST, show_default=True, help="Address to listen at."),
    ):
        command = option(command)
    return command


@main.command()
@listening
@click.option("--follow/--no-follow", default=True, help="Follow the nodes of LAZARETTO_PEERS beside it.")
def serve(host: str, port: int, workers: int, threads: int, with_parent: bool, follow: bool) -> None:
    """Serve the house over its own data: DATABASE_URL, or a server of our own under var/."""
    with explained(), house(attach=False, port=(host, port)), ExitStack() as also:
        prepare()
        from lazaretto.project.proving import publisher
        from lazaretto.project.pulling import follower

        def ready(_address: str) -> None:
            also.enter_context(publisher())
            if follow:
                also.enter_context(follower())

        _serve(host, port, workers, threads, with_parent, then=ready)


@main.command()
@listening
@click.option("--pressure", type=click.Path(exists=True, path_type=Path), help="Published case counts.")
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%dT%H:%M%z"]),
    default=DEMO_ENDS,
    show_default=True,
    help="Rehearse up to this instant.",
)
def demo(
    host: str,
    port: int,
    workers: int,
    threads: int,
    with_parent: bool,
    pressure: Path | None,
    until: datetime,
) -> None:
    """The model city of March and April 2022, its people invented: replayed once, then served."""
    from lazaretto.project.folders import variable_folder

    os.environ["LAZARETTO_DEMO"] = "1"
    with explained(), house(var=variable_folder() / "demo", attach=False, port=(host, port)):
        from lazaretto.project.demonstrating import NotAtHand, clock_ahead, replay_once

        prepare()
        try:
            replay_once(pressure=pressure, until=until)
        except NotAtHand as problem:
            raise click.ClickException(str(problem)) from None
        os.environ.update(clock_ahead())
        with ExitStack() as beside:
            from lazaretto.project.notifying import sender
            from lazaretto.project.proving import publisher

            def ready(address: str) -> None:  # not before: a first page is not to wait for them
                beside.enter_context(sender(address=address))
                beside.enter_context(publisher())

            _serve(host, port, workers, threads, with_parent, then=ready)


@main.command()
def migrate() -> None:
    """Bring the database to the form this version needs."""
    with explained(), house():
        prepare()
    click.echo("the database has the form this version needs")


@main.command()
@click.option("--restore", is_flag=True, help="Put the registers right, instead of only comparing.")
def rebuild(restore: bool) -> None:
    """Compute the stored registers anew from the facts, and say where they differ."""
    with explained(), house():
        require_prepared()
        from lazaretto.access.actor import Actor, Scope
        from lazaretto.actions.rebuild_registers import rebuild_registers

        console = Actor("console", "system_admin", Scope())
        rebuilt = rebuild_registers(actor=console, restore=restore)
    click.echo(
        f"{rebuilt.facts} facts ({rebuilt.erased} erased) come to {rebuilt.stays} stays and "
        f"{rebuilt.disputes} disputes; {len(rebuilt.differences)} stored rows differ"
    )
    for difference in rebuilt.differences:
        click.echo(f"{difference.table} {difference.key}: {difference.stored!r}, not {difference.expected!r}")
    if rebuilt.differences and not restore:
        raise SystemExit(1)


@main.command("erase-check-ins")
@click.option("--list", "only_list", is_flag=True, help="Say what is due, and erase nothing.")
def erase_check_ins(only_list: bool) -> None:
    """Erase the check-ins whose time is over by the protocol in force: a command for each day."""
    with explained(), house():
        require_prepared()
        from lazaretto.access.actor import Actor, Refused, Scope
        from lazaretto.access.beats import beat
        from lazaretto.access.clock import now
        from lazaretto.actions import erase_check_ins as erasing

        console, moment = Actor("console", "duty_officer", Scope(everywhere=True)), now()
        found = erasing.list_due_check_ins(None, actor=console, now=moment)
        for one in found.due if only_list else ():
            click.echo(f"{one.facility} {one.fact} said {one.said:%Y-%m-%d}, due since {one.since:%Y-%m-%d}")
        try:
            erased = [] if only_list else erasing.erase_check_ins(None, actor=console, now=moment)
        except Refused:
            raise click.ClickException("no document in force says when check-ins are deleted") from None
        if not only_list:
            beat("erase-check-ins", now=moment, note=str(len(erased)))
    done = f"{len(found.due)} are due" if only_list else f"{len(erased)} facts were erased"
    click.echo(f"{done}: {found.retention.rule if found.retention else '–'}")


@main.command()
@click.option("--watch", "on", is_flag=True, help="Pass after pass, until it is stopped.")
def notify(on: bool) -> None:
    """Tell people by their channels what waits for them: one pass, or one after another."""
    with explained(), house():
        require_prepared()
        from django.conf import settings

        from lazaretto.actions.notify_people import Passed
        from lazaretto.project.notifying import one_pass
        from lazaretto.project.passing import give_up_rights, keep_passing

        give_up_rights()

        def tell(passed: Passed) -> None:
            click.echo(
                "another process is sending" if passed.busy
                else f"{passed.made} new messages; {passed.sent} tries delivered, {passed.failed} failed; "
                f"{passed.waiting} lines wait"
            )  # fmt: skip

        if on:
            keep_passing(one_pass, tell, every=settings.NOTIFY_EVERY)
        else:
            tell(one_pass())


@main.command()
@click.option("--json", "as_json", is_flag=True, help="For a program.")
@language_option
def watch(as_json: bool, lang: Language) -> None:
    """The system's own list: what of it needs somebody. Ends with 1 where something is red."""
    with explained(), house():
        from lazaretto.project.watching import look, tell

        page = look()
        tell(page, as_json=as_json, language=lang)
    if page.red:
        raise SystemExit(1)


@main.command("create-user")
@click.argument("code")
@click.option("--role", required=True, help="One of the roles in access/roles.py, such as duty_officer.")
@click.option("--facility", "facilities", multiple=True, help="A facility in scope; again for more.")
@click.option("--everywhere", is_flag=True, help="Every facility: the detachment, the city's inspector.")
@click.password_option(help="Asked for where it is not given.")
def create_user(code: str, role: str, facilities: tuple[str, ...], everywhere: bool, password: str) -> None:
    """Make an account: CODE is the staff number. There are no accounts and no passwords by default."""
    with explained(), house():
        require_prepared()
        from lazaretto.access.accounts import Unacceptable, open_account

        try:
            open_account(
                code=code, role=role, facilities=facilities, everywhere=everywhere, password=password
            )
        except Unacceptable as problem:
            raise click.ClickException(str(problem)) from None
    click.echo(f"{code} can sign in as {role}")


@credentials.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@language_option
def import_list(file: Path, lang: Language) -> None:
    """Take a trust list up: signed by a pinned publisher (LAZARETTO_TRUST_PUBLISHERS), and no older one."""
    with explained(), house():
        from lazaretto.access.actor import Actor, Scope
        from lazaretto.actions.trusting import import_trust_list

        console = Actor("console", "system_admin", Scope())
        found = import_trust_list(file.read_bytes(), actor=console)
    if found.untrusted is not None:
        raise click.ClickException(UNTRUSTED[found.untrusted][LANGUAGES.index(lang)])
    click.echo(f"{found.trust.version}: {len(found.trust.keys)} keys")


def _serve(
    host: str, port: int, workers: int, threads: int, with_parent: bool,
    then: Callable[[str], None] = lambda _: None,
) -> None:  # fmt: skip
    from lazaretto.project.serving import serve

    def ready(address: str) -> None:
        click.echo(f"Lazaretto is open at {click.style(address, bold=True)}   (Ctrl-C stops it)")
        then(address)

    serve(host=host, port=port, workers=workers, threads=threads, stop_with_parent=with_parent, ready=ready)
    click.echo("stopped; the data is kept")


if __name__ == "__main__":
    main()
