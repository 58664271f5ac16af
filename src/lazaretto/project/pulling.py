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
from lazaretto.neighbours.peers import ALONE, Peer, Peers
from lazaretto.project.passing import beside

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


def follow(peer: Peer, of: Peers, *, pages: int = PAGES, progress: Progress | None = None) -> Pulled:
    """Page after page of one peer, until there is nothing new, or something is wrong."""
    new = disputed = 0
    for _ in range(pages):
        done = pull_peer(
            peer, own=settings.NODE, houses=of.houses, folder=mirror_of(peer), now=now(), progress=progress
        )
        new, disputed = new + done.new, disputed + done.disputed
        if done.failed or done.busy or not done.behind:
            break
    return Pulled(
        done.peer, done.size, done.taken, new, disputed, done.away, done.wrong, done.stopped, done.busy
    )  # fmt: skip


def follower() -> AbstractContextManager[None]:
    """A follower of its own beside this process, where the installation names peers."""
    return nullcontext() if named_peers() == ALONE else beside("node", "pull", "--watch")
