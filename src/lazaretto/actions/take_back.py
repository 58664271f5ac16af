"""Take back what this node lost with a former day, from a peer that followed it.

What a restored house stated since its backup is signed by its own key, in its own log, and that peer has a
mirror of it. So nothing has to be believed: the log as it was seen says which facts come next and in which
order, and a fact is taken only where it is the one that was committed to. Then the tables make the very root
that was signed; else nothing of it is kept. A house's city has all of the words. A city's houses have those
of each; then the mirror of its log lets them come back once a new era began (``actions.pull_peer``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lazaretto.access.scope import everywhere
from lazaretto.actions.pull_peer import EVER, EVERYWHERE, Pulled, as_received, mirrored, refused
from lazaretto.ledger import mirrors, peering, proving
from lazaretto.ledger.fed import MOST_ITEMS, Rights, Told, checked, read_page
from lazaretto.ledger.mirrors import Progress, Refusal
from lazaretto.ledger.peering import Followed
from lazaretto.ledger.retaking import retake
from lazaretto.ledger.transacting import written
from lazaretto.neighbours.asking import Unreached
from lazaretto.neighbours.entries import page
from lazaretto.neighbours.logs import reading
from lazaretto.neighbours.peers import BadPeers, Peer
from lazaretto.proofs.checkpoints import Checkpoint
from lazaretto.proofs.entries import Entry, read_entry
from lazaretto.proofs.mirroring import Wrong
from lazaretto.proofs.notes import Verifier
from lazaretto.proofs.tiles import BrokenTile

SEEN = "api/v1/nodes/log"  # below a node's address: the log of whoever asks, as that node mirrored it


class _Otherwise(Exception):
    """What the tables hold cannot become the log that was seen: nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class _Lost:
    """The entries of the log as it was seen from ``first`` on, which the tables have no entry of yet."""

    first: int
    entries: Sequence[Entry]
    newest: Checkpoint


def take_back(
    peer: Peer, *, own: str, log: Verifier, houses: frozenset[str] | None, folder: Path, seen: Path,
    now: datetime, progress: Progress | None = None,
) -> Pulled:  # fmt: skip
    """Take back what a peer knows of this node's log beyond what was restored: all of it, or nothing.

    log: the key of this node's own log. folder, seen: of the mirrors of the peer's log, and of our own as the
    peer saw it. ``new`` of the answer: how many facts are back. Where the peer knows no more than is here,
    nothing happens. Raises :class:`Refused` where the tables cannot take it.
    """
    with peering.alone(peer.name) as mine:
        with everywhere("what this house lost"):
            was, stopped = peering.followed(peer.name), peering.stopped(peer.name) is not None
            if mine and not stopped:
                peering.asked(peer.name, at=now)
        if not mine or stopped:
            return Pulled(peer.name, was.size, was.taken, busy=not mine, stopped=stopped)
        try:
            lost = _lost(peer, log, seen, progress)
            if lost is None:
                return Pulled(peer.name, was.size, was.taken)
            if isinstance(lost, Wrong):
                return _wrong(was, lost, now)
            found = mirrored(peer, was, folder, now, progress=progress)
            if isinstance(found, Pulled):
                return found
            told = _told(peer, found, Rights(peer.name, own, peer.houses, houses), folder, lost)
        except (Unreached, BadPeers) as why:
            return Pulled(peer.name, was.size, was.taken, away=str(why))
        except BrokenTile as broken:
            return _wrong(was, Wrong("broken", "a file of a mirror is lost or changed", broken.place), now)
        if isinstance(told, Wrong):
            return _wrong(found, told, now)
        try:
            return written(lambda: _retaken(found, lost, told, own, now), scope=EVERYWHERE)
        except _Otherwise as why:
            return _wrong(found, Wrong("claim", str(why), index=lost.first), now)


def _wrong(was: Followed, wrong: Wrong, now: datetime) -> Pulled:
    """Of our own log, so the peer is not stopped for it: what it holds may be right."""
    return refused(was, Refusal(wrong, "", ""), now)


def _lost(peer: Peer, log: Verifier, seen: Path, progress: Progress | None) -> _Lost | Wrong | None:
    """What the peer saw of our log and is not an entry here; None where it saw no more."""
    with everywhere("how far the restored log goes"):
        signed, size = proving.signed(), proving.size()
    known = Checkpoint(log.name, signed.size, signed.root) if signed else None
    read = reading(f"{peer.address}/{SEEN}", token=peer.secret())
    found = mirrors.mirror(
        seen, log, read, known=known, note=signed.note if signed else "", progress=progress
    )
    if isinstance(found, Refusal):
        if found.wrong.what == "rolled_back":  # it saw less than is here
            return None
        if found.wrong.what == "broken" and not found.found:
            raise Unreached(f"{peer.address}: it has no mirror of our log, or is of an older version")
        return Wrong("claim", f"our own log, as it was seen there: {found.wrong.why}", found.wrong.place)
    newest = found.opened.checkpoint
    if newest.size <= size:
        return None
    logged = mirrors.entries(seen, size, newest.size, size=newest.size)
    return _Lost(size, [read_entry(one) for one in logged], newest)


def _told(peer: Peer, was: Followed, rights: Rights, folder: Path, lost: _Lost) -> dict[bytes, Told] | Wrong:
    """The words of whatever is lost, by commitment. Errors: Unreached, BrokenTile."""
    with everywhere("what is here without an entry"):
        lacking = {lost.entries[n].commitment for n in proving.unplaced(lost.entries)}
    told: dict[bytes, Told] = {}
    first = was.taken
    while lacking - told.keys() and first < was.size:
        end = min(was.size, first + MOST_ITEMS)
        since = EVER if end == was.size else ""
        said = read_page(page(peer.address, peer.secret(), first=first, end=end, since=since))
        if isinstance(said, Wrong):
            return said
        taken = checked(said, mirrors.entries(folder, first, end, size=was.size), first=first, rights=rights)
        if isinstance(taken, Wrong):
            return taken
        told |= {one.commitment: one for one in (*taken.told, *taken.beside) if one.commitment in lacking}
        first = taken.until
    away = len(lacking - told.keys())
    if away:
        why = f"{away} of {len(lost.entries)} entries of our log that were lost are told by nobody there"
        return Wrong("withheld", why)
    return told


def _retaken(was: Followed, lost: _Lost, told: Mapping[bytes, Told], own: str, now: datetime) -> Pulled:
    """Facts in the order of the log that was seen, entries as they were numbered, and the root as it was."""
    back = [as_received(told[one.commitment]) for one in lost.entries if one.commitment in told]
    new = retake(back, own=own, now=now)
    entered = proving.enter_as(lost.first, lost.entries)
    if entered != len(lost.entries) or proving.root_at(lost.newest.size) != lost.newest.root:
        raise _Otherwise(
            "other facts stand where the lost ones stood, so the log cannot go on as others saw it: begin a "
            "new era (lazaretto ledger resume --new-era), then they come back"
        )
    peering.took(
        was.node, since=was.taken, until=was.taken, beside=was.beside, beside_next="", disputed=0, at=now
    )
    return Pulled(was.node, was.size, was.taken, new)
