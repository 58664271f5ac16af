"""Open the page of nodes: whom this one follows, how far, and what is wrong."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from lazaretto.access.actor import Actor
from lazaretto.access.scope import everywhere
from lazaretto.board.nodes_page import NodesPage, PeerLimits, PeerSeen, alone_since, nodes_page
from lazaretto.ledger import peering
from lazaretto.ledger.peering import Followed, PeerFinding
from lazaretto.neighbours.peers import BadPeers, Peer, Peers, read_peers

ACT = "read_watch"


def named_peers() -> Peers:
    """Who is followed, by the installation's file. Errors: BadPeers."""
    return read_peers(settings.PEERS_FILE)


def peer_limits() -> PeerLimits:
    """When a peer counts as away, and when that is grave."""
    return PeerLimits(settings.PEERS_EVERY * settings.WATCH_PASSES, settings.PEERS_RED)


def peers_seen() -> Sequence[PeerSeen]:
    """Every peer of the file as the tables have it; nobody where the file cannot be meant."""
    try:
        named = named_peers()
    except BadPeers:
        return ()
    if not named.each:
        return ()
    with everywhere("how far peers were followed"):
        known, found = peering.everyone(), {one.id: one for one in peering.standing_findings()}
        stopped = {peer.name for peer in named.each if peering.stopped(peer.name) is not None}
    return [
        _seen(peer, followed := known.get(peer.name, Followed(peer.name)), found.get(followed.wrong or 0),
              stopped=peer.name in stopped)
        for peer in named.each
    ]  # fmt: skip


def open_nodes(*, actor: Actor, now: datetime, zone: str = "Asia/Shanghai") -> NodesPage:
    """The page. Raises :class:`Refused` by role, BadPeers for a file that cannot be meant."""
    actor.require(ACT)
    named = named_peers()
    return nodes_page(
        peers_seen(), node=settings.NODE, log=settings.LEDGER_NAME, houses=sorted(named.houses or ()),
        limits=peer_limits(), at=now, zone=zone,
    )  # fmt: skip


def cut_off_since(*, now: datetime) -> datetime | None:
    """Since when this node works alone; None where it hears one of its peers, or has none."""
    return alone_since(peers_seen(), limits=peer_limits(), at=now)


def _seen(peer: Peer, at: Followed, wrong: PeerFinding | None, *, stopped: bool) -> PeerSeen:
    return PeerSeen(
        peer.name, peer.address, tuple(sorted(peer.houses or ())), at.heard, at.asked, at.moved, at.size,
        at.taken, at.root.hex() if at.root else "", tuple(at.witnesses), at.disputed,
        wrong.what if wrong else "", wrong.why if wrong else "", wrong.place if wrong else "",
        wrong.entry if wrong else -1, wrong.at if wrong else None, stopped,
    )  # fmt: skip
