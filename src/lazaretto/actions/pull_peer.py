"""Follow one peer by one page: mirror its log, hold what it tells against it, take it in.

Network and files come first and the tables last: what is received and how far we have come are one
transaction. Whatever breaks off goes on where it was; whatever comes twice is taken once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from lazaretto.access.actor import Scope
from lazaretto.access.scope import everywhere
from lazaretto.facts.encoding import encode
from lazaretto.ledger import mirrors, peering
from lazaretto.ledger.appending import replaced_by
from lazaretto.ledger.fed import (
    MOST_ITEMS,
    START,
    Claimed,
    Gone,
    Rights,
    Taken,
    Told,
    checked,
    read_page,
    to_be_known,
)
from lazaretto.ledger.mirrors import Progress, Refusal
from lazaretto.ledger.peering import Followed
from lazaretto.ledger.received import Forgotten, Received
from lazaretto.ledger.receiving import receive
from lazaretto.ledger.transacting import written
from lazaretto.neighbours.asking import Unreached
from lazaretto.neighbours.entries import page
from lazaretto.neighbours.logs import reading
from lazaretto.neighbours.peers import BadPeers, Peer
from lazaretto.proofs.entries import BadEntry
from lazaretto.proofs.mirroring import Wrong
from lazaretto.proofs.notes import BadNote
from lazaretto.proofs.tiles import BrokenTile

EVERYWHERE = Scope(everywhere=True)
LOG = "log"  # below a node's address
# An append that was under way when the other's answer was made is asked for again: no append takes an hour.
AGAIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Pulled:
    """What one page came to. away: why the peer did not answer. wrong: what does not hold; nothing was taken.

    stopped: nothing is asked of it until a person has looked. busy: another process follows it just now.
    more: it has more to tell beside its log.
    """

    peer: str
    size: int = 0
    taken: int = 0
    new: int = 0
    disputed: int = 0
    away: str = ""
    wrong: Wrong | None = None
    stopped: bool = False
    busy: bool = False
    more: bool = False

    @property
    def behind(self) -> int:
        """Entries that are mirrored and not yet taken in."""
        return self.size - self.taken

    @property
    def whole(self) -> bool:
        """Whether everything that it has to tell is here."""
        return not self.behind and not self.more

    @property
    def failed(self) -> bool:
        """Whether the peer is to be left alone for a while."""
        return bool(self.away) or self.wrong is not None or self.stopped


def pull_peer(
    peer: Peer, *, own: str, houses: frozenset[str] | None, folder: Path, now: datetime,
    progress: Progress | None = None, most: int = MOST_ITEMS, seen: Path | None = None,
) -> Pulled:  # fmt: skip
    """One page of a peer. own, houses: this node's name and those that are kept here. folder: of its mirror.

    seen: the mirror of this node's own log as others saw it, where a former day was put back: what it holds
    was stated here, and may come back though it is not held any more (``actions.take_back``).

    Raises :class:`Refused` where the tables cannot take it; then nothing is lost.
    """
    with peering.alone(peer.name) as mine:
        with everywhere("how far a peer was followed"):
            stopped, was = peering.stopped(peer.name), peering.followed(peer.name)
            if mine and stopped is None:
                peering.asked(peer.name, at=now)
        if not mine or stopped is not None:
            return Pulled(peer.name, was.size, was.taken, busy=not mine, stopped=stopped is not None)
        try:
            newest = mirrored(peer, was, folder, now, progress=progress)
            if isinstance(newest, Pulled):
                return newest
            rights = Rights(peer.name, own, peer.houses, houses)
            return _page(peer, newest, rights, folder, now, most, seen)
        except (Unreached, BadPeers) as why:
            return Pulled(peer.name, was.size, was.taken, away=str(why))


def mirrored(
    peer: Peer, was: Followed, folder: Path, now: datetime, *, progress: Progress | None = None
) -> Followed | Pulled:
    """The peer once its log is mirrored up to what it shows now, or what came of it where it does not hold.

    Errors: Unreached, BadPeers.
    """
    found = mirrors.mirror(
        folder, peer.log, reading(f"{peer.address}/{LOG}"), known=was.checkpoint(peer.log.name),
        note=was.note, witnesses=peer.witnesses(), progress=progress,
    )  # fmt: skip
    if isinstance(found, Refusal):
        return refused(was, found, now)
    with everywhere("a peer was heard"):
        names = [one.by.name for one in found.opened.witnesses]
        peering.heard(peer.name, found.opened, witnesses=names, at=now)
        return peering.followed(peer.name)


def refused(was: Followed, refusal: Refusal, now: datetime) -> Pulled:
    """Keep what does not hold, with the notes that show it."""
    with everywhere("what was found wrong with a peer"):
        peering.note_finding(was.node, refusal.wrong, at=now, held=refusal.held, found=refusal.found)
        stopped = peering.stopped(was.node) is not None
    return Pulled(was.node, was.size, was.taken, wrong=refusal.wrong, stopped=stopped)


def _page(
    peer: Peer, was: Followed, rights: Rights, folder: Path, now: datetime, most: int, seen: Path | None
) -> Pulled:
    """Also with no entry that is new: other words may have come there under an id that is known."""
    first, end = was.taken, min(was.size, was.taken + most)
    since = _iso(was.beside) if was.beside else EVER
    if end < was.size:
        since = ""  # other words come under known ids: not before all entries are here
    began, _, after = was.beside_next.partition(" ")
    said = read_page(
        page(peer.address, peer.secret(), first=first, end=end, since=since, after=after or START)
    )
    if isinstance(said, Wrong):
        return _wrong(was, said, now)
    try:
        logged = mirrors.entries(folder, first, end, size=was.size)
    except BrokenTile as lost:
        return _wrong(was, Wrong("broken", "a file of our mirror is lost or changed", lost.place), now)
    taken = checked(said, logged, first=first, rights=rights)
    if isinstance(taken, Wrong):
        return _wrong(was, taken, now)
    try:
        beside, further = was.beside, was.beside_next
        if since and taken.until == was.size:
            began = began or _iso(min(said.at, now) - AGAIN)
            further = f"{began} {said.more}" if said.more else ""
            beside = was.beside if said.more else datetime.fromisoformat(began)
        moved = was._replace(taken=taken.until, beside=beside, beside_next=further)
        return written(lambda: _take(was, moved, taken, rights, now, seen), scope=EVERYWHERE)
    except _Unfit as unfit:
        return _wrong(was, unfit.wrong, now)


def _iso(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


EVER = "1970-01-01T00:00:00Z"


class _Unfit(Exception):
    """Something of a page that only the tables could tell: nothing of it is kept."""

    def __init__(self, wrong: Wrong) -> None:
        super().__init__(wrong.why)
        self.wrong = wrong


def _wrong(was: Followed, wrong: Wrong, now: datetime) -> Pulled:
    return refused(was, Refusal(wrong, was.note, ""), now)


def _take(
    was: Followed, moved: Followed, taken: Taken, rights: Rights, now: datetime, seen: Path | None
) -> Pulled:
    """Take a page in and move the cursor: both or neither."""
    unknown, lost = _unknown(taken, rights, seen)
    if unknown is not None:
        why = f"fact {unknown.fact} is said to be of {unknown.node}, and is not held here"
        raise _Unfit(Wrong("claim", why, index=unknown.entry))
    receipts = receive(_received(taken, lost), now=now)
    unfit = next((one for one in receipts if not one.recorded), None)
    if unfit is not None:
        raise _Unfit(Wrong("words", f"fact {unfit.fact_id}: {unfit.values}", index=was.taken))
    disputed = sum(one.outcome == "disputed" for one in receipts) + _powerless(taken)
    if not peering.took(
        was.node, since=was.taken, until=moved.taken, beside=moved.beside, beside_next=moved.beside_next,
        disputed=disputed, at=now,
    ):  # fmt: skip
        raise _Unfit(Wrong("page", "another process took this page meanwhile", index=was.taken))
    new = sum(one.outcome in ("accepted", "disputed") for one in receipts)
    return Pulled(was.node, was.size, taken.until, new, disputed, more=bool(moved.beside_next))


def _unknown(taken: Taken, rights: Rights, seen: Path | None) -> tuple[Claimed | None, set[UUID]]:
    """What the peer says somebody else stated, though it may not pass on, and we do not hold.

    And which facts of our own it erased before we had them back: we logged them, and nobody vouches for what
    is left of them, so they stay away.
    """
    claimed = to_be_known(taken, rights)
    held = peering.held([one.fact for one in claimed])
    lost = [one for one in claimed if (one.fact, one.commitment) not in held]
    logged = _logged(seen) if seen and any(one.node == rights.own for one in lost) else frozenset()
    ours = {one for one in lost if one.node == rights.own and one.commitment in logged}
    gone = {one.id for _, _, one in taken.gone}
    return next((one for one in lost if one not in ours), None), {one.fact for one in ours} & gone


def _logged(seen: Path) -> frozenset[bytes]:
    """What this node's own log committed to, as others saw it, under its own signature."""
    try:
        return frozenset(mirrors.commitments(seen))
    except (BrokenTile, BadNote, BadEntry):  # then nothing vouches
        return frozenset()


def _powerless(taken: Taken) -> int:
    """How many are said to replace a fact of another house, as far as that is held: they have no force."""
    told = [(replaced_by(one.fact), one.fact.facility) for one in (*taken.told, *taken.beside)]
    told += [(one.replaces, house) for house, _, one in taken.gone]
    said = [(old, house) for old, house in told if old is not None]
    houses = peering.houses([old for old, _ in said])
    return sum(house not in houses.get(old, {house}) for old, house in said)


def _received(taken: Taken, lost: set[UUID]) -> list[Received]:
    """A page as the ledger takes it.

    What was erased there is taken as such where it is new here, and erases nothing that is held: each node
    erases by its own rules, and no other makes evidence go. Other words come under ids that are known alone.
    """
    ids = [one.id for _, _, one in taken.gone] + [one.fact.id for one in taken.beside]
    known = {fact for fact, _ in peering.held(ids)} if ids else set()
    here = known | {one.fact.id for one in taken.told}
    return [
        *(as_received(one) for one in taken.told),
        *(_gone(*one) for one in taken.gone if one[2].id not in known | lost),
        *(as_received(one) for one in taken.beside if one.fact.id in here),
    ]


def as_received(one: Told) -> Received:
    """A fact that holds, as the ledger takes it."""
    return Received(node=one.node, canonical=encode(one.fact), salt=one.salt)


def _gone(house: str, node: str, one: Gone) -> Received:
    left = Forgotten(
        id=one.id, facility=house, kind=one.kind, occurred=one.occurred, recorded=one.recorded,
        actor=one.actor, device=one.device, place=one.place, skew=one.skew, replaces=one.replaces,
        leaf=bytes.fromhex(one.commitment), rule=one.rule, erased=one.erased, by=one.erased_by,
    )  # fmt: skip
    return Received(node=node, forgotten=left)
