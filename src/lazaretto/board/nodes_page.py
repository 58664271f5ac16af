"""The other nodes as their page shows them: who was heard when, how far each was followed, what is wrong.

Values in, lines out, for the page and for the system's own list. A node that is away is no fault: each goes
on by itself, and joins when it can; only its length turns the light.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from lazaretto.board.nodes_words import REMEDIES, SAYS, WHAT
from lazaretto.board.sentences import fill
from lazaretto.board.watching import WatchLine, line
from lazaretto.protocol.document import Text

State = Literal["whole", "behind", "never", "away", "wrong", "stopped"]
Light = Literal["met", "amber", "red"]
_SHORT = 12  # of a root in hexadecimal: enough to compare by telephone


@dataclass(frozen=True, slots=True)
class PeerLimits:
    """quiet: after how long without a word a peer counts as away. red: after how long that is grave."""

    quiet: timedelta
    red: timedelta


@dataclass(frozen=True, slots=True)
class PeerSeen:
    """A peer as the tables have it. what, why, place, entry: what is wrong with it now."""

    name: str
    address: str
    houses: tuple[str, ...]  # empty: every house
    heard: datetime | None = None
    asked: datetime | None = None
    moved: datetime | None = None
    size: int = 0
    taken: int = 0
    root: str = ""  # hexadecimal
    witnesses: tuple[str, ...] = ()
    disputed: int = 0
    what: str = ""
    why: str = ""
    place: str = ""
    entry: int = -1
    found: datetime | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class PeerLine:
    """One peer. share: of its entries that were taken in, in per cent."""

    seen: PeerSeen
    state: State
    light: Light
    says: Text
    remedy: Text
    share: int
    root: str

    @property
    def name(self) -> str:
        """The peer's name."""
        return self.seen.name

    @property
    def behind(self) -> int:
        """Entries that are signed and mirrored, and not yet taken in."""
        return self.seen.size - self.seen.taken


@dataclass(frozen=True, slots=True)
class NodesPage:
    """This node and those it follows, the gravest first. alone_since: when it last heard any, if cut off."""

    at: datetime
    node: str
    log: str
    houses: tuple[str, ...]
    peers: tuple[PeerLine, ...]
    alone_since: datetime | None


_GRAVEST: Mapping[Light, int] = {"red": 0, "amber": 1, "met": 2}


def nodes_page(
    seen: Iterable[PeerSeen], *, node: str, log: str, houses: Iterable[str], limits: PeerLimits, at: datetime,
    zone: str,
) -> NodesPage:  # fmt: skip
    """The page as it stands at an instant."""
    every = tuple(seen)
    lines = sorted(
        (_line(one, limits, at, zone) for one in every), key=lambda one: (_GRAVEST[one.light], one.name)
    )
    return NodesPage(at, node, log, tuple(houses), tuple(lines), alone_since(every, limits=limits, at=at))


def alone_since(seen: Iterable[PeerSeen], *, limits: PeerLimits, at: datetime) -> datetime | None:
    """When the last of the peers was last heard, where none is heard any more; None: one is, or none was."""
    last = max((one.heard for one in seen if one.heard is not None), default=None)
    return last if last is not None and last + limits.quiet < at else None


def state_of(seen: PeerSeen, *, limits: PeerLimits, at: datetime) -> tuple[State, Light]:
    """How a peer stands."""
    if seen.stopped:
        return "stopped", "red"
    if seen.what:
        return "wrong", "red"
    if seen.heard is None:
        return "never", "amber"
    if seen.heard + limits.quiet < at:
        return "away", "red" if seen.heard + limits.red < at else "amber"
    return ("behind" if seen.taken < seen.size else "whole"), "met"


def _line(seen: PeerSeen, limits: PeerLimits, at: datetime, zone: str) -> PeerLine:
    state, light = state_of(seen, limits=limits, at=at)
    says = fill(
        SAYS[state], zone=zone, behind=seen.size - seen.taken, heard=seen.heard or at, what=_what(seen)
    )
    share = 100 * seen.taken // seen.size if seen.size else 0
    return PeerLine(seen, state, light, says, REMEDIES[state], share, seen.root[:_SHORT])


def _what(seen: PeerSeen) -> Text | str:
    return WHAT.get(seen.what, seen.what)


def of_the_nodes(
    seen: Iterable[PeerSeen], *, limits: PeerLimits, at: datetime, zone: str
) -> Iterable[WatchLine]:  # fmt: skip
    """What of the other nodes needs somebody, for the system's own list."""
    for one in seen:
        state, light = state_of(one, limits=limits, at=at)
        if state == "never":
            yield line("peer_never", "amber", peer=one.name)
        elif state == "away" and light != "met":
            hours = int(limits.red.total_seconds()) // 3600
            yield line(
                "peer_away", light, since=one.heard, peer=one.name, last=one.heard, hours=hours, zone=zone
            )
        elif state == "wrong":
            yield line(
                "peer_wrong", "red", since=one.found, peer=one.name, what=_what(one), place=one.place or "–",
                entry=one.entry if one.entry >= 0 else "–", zone=zone,
            )  # fmt: skip
        elif state == "stopped":
            yield line("peer_stopped", "red", since=one.found, peer=one.name, what=_what(one), zone=zone)
