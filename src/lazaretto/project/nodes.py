"""``lazaretto node``: the other nodes that this one follows, and the tokens by which they follow it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lazaretto.cli.language import language_option
from lazaretto.cli.printing import print_json
from lazaretto.neighbours.peers import BadPeers, Peers
from lazaretto.project.opening import explained, house, require_prepared
from lazaretto.protocol.wording import Language

if TYPE_CHECKING:
    from lazaretto.access.actor import Refused
    from lazaretto.actions.pull_peer import Pulled

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def node() -> None:
    """Other nodes: a house works alone for days, and joins the city by reading what each logged."""


@node.command("list")
def list_() -> None:
    """Say who is followed, by the file LAZARETTO_PEERS names."""
    with explained(), house():
        found = _peers()
    for peer in found.each:
        houses = "every house" if peer.houses is None else ", ".join(sorted(peer.houses))
        click.echo(f"{peer.name}: {peer.address}, {houses}, {peer.log}")
    kept = "every house" if found.houses is None else ", ".join(sorted(found.houses))
    click.echo(f"{len(found.each)} peers; kept here: {kept}")


@node.command()
@click.argument("names", nargs=-1)
@click.option("--watch", "on", is_flag=True, help="Pass after pass, until it is stopped.")
def pull(names: tuple[str, ...], on: bool) -> None:
    """Take in what is new at each peer, or at those of these NAMES. Status 1 where one is away or wrong."""
    with explained(), house():
        require_prepared()
        from django.conf import settings

        from lazaretto.project.passing import give_up_rights, keep_passing
        from lazaretto.project.pulling import Follower

        found = _peers(names)
        give_up_rights()
        following = Follower(found)
        if on:
            keep_passing(following.one_pass, _tell, every=settings.PEERS_EVERY)
            return
        done = following.one_pass()
        _tell(done)
    if any(one.failed for one in done):
        raise SystemExit(1)


@node.command()
@click.option("--json", "as_json", is_flag=True, help="For a program.")
@language_option
def status(as_json: bool, lang: Language) -> None:
    """How far each peer was followed, and what is wrong with one. Ends with 1 where something is red."""
    with explained(), house():
        require_prepared()
        from lazaretto.access.clock import now
        from lazaretto.actions.open_nodes import open_nodes
        from lazaretto.project.watching import CONSOLE

        page = open_nodes(actor=CONSOLE, now=now())
    if as_json:
        print_json(page)
    for line in () if as_json else page.peers:
        why = str(getattr(line.says, lang.replace("-", "_").lower()))
        seen = line.seen
        heard = f"{seen.heard:%Y-%m-%d %H:%M} UTC" if seen.heard else "–"
        click.echo(f"{line.light:5} {line.name}: {seen.taken}/{seen.size}, {heard}: {why}")
    if any(line.light == "red" for line in page.peers):
        raise SystemExit(1)


@node.command()
@click.option("--facility", "facilities", multiple=True, help="Of this house alone; again for more.")
@click.option("--json", "as_json", is_flag=True, help="For a program.")
def held(facilities: tuple[str, ...], as_json: bool) -> None:
    """One hash of all that this node holds, whatever order it came in: two nodes that hold the same agree."""
    with explained(), house():
        require_prepared()
        from lazaretto.actions.open_held import open_held
        from lazaretto.project.watching import CONSOLE

        found = open_held(facilities or None, actor=CONSOLE)
    if as_json:
        print_json({"commitments": found.commitments, "root": found.root.hex()})
    else:
        click.echo(f"{found.commitments} commitments, {found.root.hex()}")


@node.command("issue-token")
@click.argument("name")
@click.option("--facility", "facilities", multiple=True, help="A house that the node keeps; again for more.")
@click.option("--everywhere", is_flag=True, help="Every house: for the city's node.")
@click.option("--until", type=_DAY, required=True, help="Its last day, on the clock of the house.")
@click.option("--by", required=True, help="Who issues it: a staff number; the log of access keeps it.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File to write.")
def issue_token(
    name: str, facilities: tuple[str, ...], everywhere: bool, until: datetime, by: str, out: Path
) -> None:
    """Write a token to a file (0600) by which the node NAME follows this one; it is shown nowhere else.

    On the pages it takes two. Whoever owns this machine needs nobody; the log of access says "console".
    """
    with explained(), house():
        require_prepared()
        from lazaretto.access.actor import Actor, Refused, Scope
        from lazaretto.access.clock import now
        from lazaretto.access.node_tokens import CONSOLE, end_of, issue_node_token
        from lazaretto.web.showing import house_zone

        console = Actor(by, "security_admin", Scope())
        try:
            token = issue_node_token(
                node=name, facilities=facilities, everywhere=everywhere, actor=console, now=now(),
                agreed_by=CONSOLE, expires=end_of(until.date(), zone=house_zone()),
            )  # fmt: skip
        except Refused as refusal:
            raise click.ClickException(_said(refusal)) from None
        _keep(out, token)
    click.echo(f"{out}: bring it to the node {name}, on paper or a stick, and delete it here")


@node.command("revoke-token")
@click.argument("name")
@click.option("--by", required=True, help="Who takes it back: a staff number; the log of access keeps it.")
def revoke_token(name: str, by: str) -> None:
    """Take the token of the node NAME back: from this moment on it reads nothing."""
    with explained(), house():
        require_prepared()
        from lazaretto.access.actor import Actor, Refused, Scope
        from lazaretto.access.clock import now
        from lazaretto.access.node_tokens import revoke_node_token

        try:
            revoke_node_token(node=name, actor=Actor(by, "security_admin", Scope()), now=now())
        except Refused as refusal:
            raise click.ClickException(_said(refusal)) from None
    click.echo(f"the token of {name} holds no longer")


@node.command()
@click.argument("name")
@click.option("--by", required=True, help="Who has looked: a staff number.")
@click.option("--why", required=True, help="What it was: it stays with the evidence.")
@click.option("--anew", is_flag=True, help="Mirror its log from the first entry on; the old mirror is kept.")
def resume(name: str, by: str, why: str, anew: bool) -> None:
    """Follow the peer NAME again, which was stopped because its log contradicted itself."""
    with explained(), house():
        require_prepared()
        from lazaretto.access.clock import now
        from lazaretto.actions.resume_peer import resume_peer
        from lazaretto.project.pulling import mirror_of

        peer = _peers((name,)).each[0]
        resume_peer(peer.name, folder=mirror_of(peer), why=why, by=by, anew=anew, now=now())
    click.echo(f"{name} is followed again")


def _peers(names: Sequence[str] = ()) -> Peers:
    from lazaretto.actions.open_nodes import named_peers

    try:
        found = named_peers()
    except BadPeers as wrong:
        raise click.ClickException(str(wrong)) from None
    strange = [name for name in names if found.named(name) is None]
    if strange:
        raise click.BadParameter(f"no peer is called {strange[0]}", param_hint="NAMES")
    return Peers(found.houses, [peer for peer in found.each if not names or peer.name in names])


def _tell(done: Sequence["Pulled"]) -> None:
    for one in done:
        what = f"{one.taken} of {one.size} entries, {one.new} new, {one.disputed} disputed"
        if one.wrong is not None:
            at = f" [{one.wrong.index}]" if one.wrong.index >= 0 else ""
            what = f"{one.wrong.what}: {one.wrong.place}{at} {one.wrong.why}; nothing of it was kept"
        elif one.stopped:
            what = "stopped: a person must look first (lazaretto node status)"
        elif one.away:
            what = f"away: {one.away}"
        elif one.busy:
            what = "another process follows it just now"
        click.echo(f"{one.peer}: {what}")


def _said(refusal: "Refused") -> str:
    return refusal.values.get("why") or f"{refusal.rule}: {refusal.values}"


def _keep(out: Path, token: str) -> None:
    out.touch(mode=0o600, exist_ok=False)
    out.write_text(f"{token}\n")
