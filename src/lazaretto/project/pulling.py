"""The follower of other nodes: each pass asks for what is new; whoever is away is left alone for a while."""

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import Error, connections

from lazaretto.access.actor import Refused
from lazaretto.access.clock import now
from lazaretto.actions.open_nodes import named_peers
from lazaretto.actions.pull_peer import Pulled, pull_peer
from lazaretto.actions.take_back import take_back
from lazaretto.neighbours.peers import ALONE, Peer, Peers
from lazaretto.project.passing import beside
from lazaretto.project.proving import signer
from lazaretto.project.restoring import note_of

PAGES = 200  # of one peer in one pass, so that a peer that was away for days does not keep the others waiting
Progress = Callable[[int, int], None]
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Follower:
    """Who is followed, and until when whoever failed is left alone (seconds of the machine's own clock)."""

    peers: Peers
    rests: dict[str, tuple[float, float]] = field(default_factory=dict)  # name: until, for how long

    def one_pass(self) -> Sequence[Pulled]:
        """A page after another of each peer whose rest is over."""
        return [self._followed(peer) for peer in self.peers.each if self._is_due(peer)]

    def _is_due(self, peer: Peer) -> bool:
        return self.rests.get(peer.name, (0.0, 0.0))[0] <= time.monotonic()

    def _followed(self, peer: Peer) -> Pulled:
        try:
            done = follow(peer, self.peers)
        except (Error, psycopg.Error, OSError, ValueError, Refused) as fault:  # its own: others are followed
            _log.warning("a peer could not be taken in, it is tried again: %s", type(fault).__name__)
            connections.close_all()
            done = Pulled(peer.name, away=type(fault).__name__)
        if done.failed:
            first, most = settings.PEERS_EVERY.total_seconds(), settings.PEERS_REST.total_seconds()
            _, rested = self.rests.get(peer.name, (0.0, 0.0))
            rest = min(2 * rested, most) if rested else first
            self.rests[peer.name] = (time.monotonic() + rest, rest)
        else:
            self.rests.pop(peer.name, None)
        return done


def mirror_of(peer: Peer) -> Path:
    """Where a peer's log is mirrored."""
    folder: Path = settings.MIRRORS_FOLDER / peer.name
    return folder


def own_seen() -> Path:
    """Where this node's own log is kept as others saw it, after a former day was put back."""
    return Path(settings.VAR) / "seen"


def follow(peer: Peer, of: Peers, *, pages: int = PAGES, progress: Progress | None = None) -> Pulled:
    """Page after page of one peer, until there is nothing new, or something is wrong.

    While nobody has said how the log of a restored house goes on, only what it lost is taken back: whatever
    else came in would take a place in its order that others have seen filled.
    """
    if note_of(settings.VAR) is not None:
        return _back(peer, of, progress)
    new = disputed = 0
    for _ in range(pages):
        done = pull_peer(
            peer, own=settings.NODE, houses=of.houses, folder=mirror_of(peer), now=now(), progress=progress,
            seen=own_seen(),
        )  # fmt: skip
        new, disputed = new + done.new, disputed + done.disputed
        if done.failed or done.busy or done.whole:
            break
    return Pulled(
        done.peer, done.size, done.taken, new, disputed, done.away, done.wrong, done.stopped, done.busy
    )  # fmt: skip


def _back(peer: Peer, of: Peers, progress: Progress | None) -> Pulled:
    return take_back(
        peer, own=settings.NODE, log=signer().verifier, houses=of.houses, folder=mirror_of(peer),
        seen=own_seen(), now=now(), progress=progress,
    )  # fmt: skip


def follower() -> AbstractContextManager[None]:
    """A follower of its own beside this process, where the installation names peers."""
    return nullcontext() if named_peers() == ALONE else beside("node", "pull", "--watch")
