"""The ``lazaretto`` command: the pure half (no database, no Django) and what needs the whole house.

Django is imported inside the commands that need it, so that the pure half starts at once.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

try:
    from lazaretto.cli.main import main
except ImportError:  # until the pure half is written

    @click.group()
    def main() -> None:
        """Lazaretto."""


HOST, PORT = "127.0.0.1", 8000


@contextmanager
def house(*, var: Path | None = None, attach: bool = True) -> Iterator[None]:
    """Django with a database under it: DATABASE_URL, or our own server for as long as this lasts.

    ``attach`` uses the server of a Lazaretto that is already open on the same data, where it is not refused.
    """
    from lazaretto.project.folders import variable_folder
    from lazaretto.project.postgres import Cluster, Unavailable, opened, started
    from lazaretto.project.serving import interrupt_on_termination

    interrupt_on_termination()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lazaretto.project.settings")
    if var is not None:
        os.environ["LAZARETTO_VAR"] = str(var)
    if os.environ.get("DATABASE_URL"):
        _set_up()
        yield
        return
    cluster = Cluster.under(variable_folder())
    try:
        with (opened if attach else started)(cluster) as os.environ["DATABASE_URL"]:
            _set_up()
            yield
    except Unavailable as problem:
        raise click.ClickException(str(problem)) from None


def _set_up() -> None:
    import django

    django.setup()


def _listening(command: Callable[..., None]) -> Callable[..., None]:
    """The options of a command that ends in a running web server."""
    for option in (
        click.option(
            "--with-parent", is_flag=True, hidden=True, help="Stop when the starting process is gone."
        ),
        click.option(
            "--threads", default=4, show_default=True, help="Requests answered at once by a process."
        ),
        click.option("--workers", default=1, show_default=True, help="Processes of the web server."),
        click.option("--port", default=PORT, show_default=True, envvar="PORT", help="Port to listen at."),
        click.option("--host", default=HOST, show_default=True, help="Address to listen at."),
    ):
        command = option(command)
    return command


@main.command()
@_listening
def serve(*, host: str, port: int, workers: int, threads: int, with_parent: bool) -> None:
    """Serve the house over its own data (DATABASE_URL, or our own server under var/)."""
    _require_free(host, port)
    with house(attach=False):
        _migrate()
        _serve(host, port, workers, threads, with_parent)


@main.command()
@_listening
@click.option(
    "--pressure", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Published case counts."
)
def demo(
    *, host: str, port: int, workers: int, threads: int, with_parent: bool, pressure: Path | None
) -> None:
    """The model city, March and April 2022, with invented people: replayed once, then served."""
    from lazaretto.project.folders import variable_folder

    _require_free(host, port)
    os.environ["LAZARETTO_DEMO"] = "1"
    with house(var=variable_folder() / "demo", attach=False):
        _migrate()
        _serve(host, port, workers, threads, with_parent)


@main.command()
def migrate() -> None:
    """Bring the database to the form this version needs."""
    with house():
        _migrate()
    click.echo("the database has the form this version needs")


def _require_free(host: str, port: int) -> None:
    from lazaretto.project.serving import Unservable, require_free

    try:
        require_free(host=host, port=port)
    except Unservable as problem:
        raise click.ClickException(str(problem)) from None


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def _serve(host: str, port: int, workers: int, threads: int, with_parent: bool) -> None:
    from lazaretto.project.serving import Unservable, serve

    def ready(address: str) -> None:
        click.echo(f"Lazaretto is open at {click.style(address, bold=True)}    (Ctrl-C stops it)")

    try:
        serve(
            host=host, port=port, workers=workers, threads=threads, stop_with_parent=with_parent, ready=ready
        )
    except Unservable as problem:
        raise click.ClickException(str(problem)) from None
    click.echo("stopped; the data is kept")


if __name__ == "__main__":
    main()
