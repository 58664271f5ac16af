"""Follow a peer again that was stopped: a person has looked at the two notes, and says what it was."""

from datetime import datetime
from pathlib import Path

from lazaretto.access.actor import Refused
from lazaretto.access.scope import everywhere
from lazaretto.ledger import mirrors, peering


def resume_peer(node: str, *, folder: Path, why: str, by: str, anew: bool, now: datetime) -> None:
    """Go on with a peer. anew: its log is another one from now on; the old mirror is kept beside the new one.

    What was received stays: facts are what they are, whatever log told of them. Raises :class:`Refused`
    without a reason.
    """
    given = " ".join(why.split())
    if not given:
        raise Refused("unexplained")
    with everywhere("a person has looked at a peer"):
        peering.resume(node, why=given, by=by, at=now)
        if anew:
            peering.forget(node)
    if anew:
        mirrors.set_aside(folder, name=f"{folder.name}.until-{now:%Y%m%dT%H%M%S}")
