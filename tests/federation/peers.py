"""A peer on a real socket: its log as files, and its feed, honest unless a test spoils it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import msgspec

from lazaretto.facts.commitment import leaf
from lazaretto.facts.encoding import encode
from lazaretto.facts.fact import Fact
from lazaretto.ledger.fed import START, Beside, EntryPage, Item
from lazaretto.neighbours.peers import Peer
from lazaretto.proofs.checkpoints import Checkpoint, sign_checkpoint
from lazaretto.proofs.entries import Entry
from lazaretto.proofs.notes import LOG, Signer
from lazaretto.proofs.tiles import WIDTH, bundled, bundles, tile_bytes, tiles
from lazaretto.proofs.tree import folded, leaf_hash, root
from tests.stating import moment
from tests.unit.neighbours.answering import Answer, Asked, machine

NAME = "house-d"
KEY = Signer(f"lazaretto.example/{NAME}", LOG, sha256(b"a house").digest())
TOKEN = "lzn_a-token-of-a-test"
AT = moment("04-01 08:00")


def log_of(entries: Sequence[bytes], *, signer: Signer = KEY) -> dict[str, bytes]:
    """A log of these entries as files, by their paths."""
    rows = [[leaf_hash(entry) for entry in entries]]
    while len(rows[-1]) > 1:
        rows.append(folded(rows[-1]))

    def hashes(height: int, number: int) -> bytes:
        return rows[height][number]

    size = len(entries)
    found = {tile.path: tile_bytes(tile, hashes) for tile in tiles(size)}
    for tile in bundles(size):
        found[tile.path] = bundled(entries[tile.number * WIDTH : tile.number * WIDTH + tile.width])
    found["checkpoint"] = str(
        sign_checkpoint(Checkpoint(signer.name, size, root(size, hashes)), signer)
    ).encode()
    return found


@dataclass
class House:
    """A node that tells: its facts with salts and first holders. spoil: what becomes of a page on its way."""

    facts: list[tuple[Fact, str]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    beside: tuple[Beside, ...] = ()
    outside: set[str] = field(default_factory=set)
    spoil: Callable[[EntryPage], EntryPage] | None = None
    salts: dict[int, bytes] = field(default_factory=dict)  # where it is not ours to choose
    away: bool = False
    told_at_once: int = 0  # so many other words a page; nought: all at once, as a node of an older version
    asks_since: bool = False  # other words are told to who asks for them alone, as a node does
    asked: list[str] = field(default_factory=list)
    most: int = 500
    seen: dict[str, bytes] = field(default_factory=dict)  # the log of whoever asks, as it was mirrored here

    def state(self, *facts: Fact, node: str = NAME) -> None:
        """Log more facts, and sign."""
        self.facts += [(one, node) for one in facts]
        self.files = log_of(self.entries())

    def salt(self, number: int) -> bytes:
        """That of an entry."""
        return self.salts.get(number) or salt_of(number)

    def entries(self) -> list[bytes]:
        """What the log holds."""
        places: dict[str, int] = {}
        found = []
        for number, (one, _) in enumerate(self.facts):
            places[one.facility] = places.get(one.facility, 0) + 1
            commitment = leaf(encode(one), salt=self.salt(number))
            found.append(bytes(Entry(one.facility, places[one.facility], commitment)))
        return found

    def page(self, first: int, end: int) -> EntryPage:
        """What the feed says, before it is spoilt."""
        items = [
            Item(index=number) if one.facility in self.outside
            else Item(index=number, node=node, said=encode(one).decode(), salt=self.salt(number).hex())
            for number, (one, node) in enumerate(self.facts)
        ]  # fmt: skip
        told = tuple(items[first : min(end, first + self.most)])
        return EntryPage(
            node=NAME, at=AT, first=first, size=len(self.facts), items=told, beside=self.beside
        )  # fmt: skip

    def paged(self, page: EntryPage, after: str) -> EntryPage:
        """The other words behind a place, as many as one page has."""
        first = 0 if after == START else int(after)
        end = first + self.told_at_once
        more = str(end) if end < len(self.beside) else ""
        return msgspec.structs.replace(page, beside=self.beside[first:end], more=more)

    def answer(self, asked: Asked) -> Answer:
        """As the node's server answers."""
        self.asked.append(asked.path)
        if self.away:
            return 500, b"", {}
        parts = urlsplit(asked.path)
        if parts.path.startswith("/log/"):
            data = self.files.get(parts.path.removeprefix("/log/"))
            return (404, b"", {}) if data is None else (200, data, {})
        if parts.path.startswith("/api/v1/nodes/log/"):
            data = self.seen.get(parts.path.removeprefix("/api/v1/nodes/log/"))
            return (404, b"", {}) if data is None else (200, data, {})
        query = parse_qs(parts.query)
        page = self.page(int(query["from"][0]), int(query["to"][0]))
        if self.asks_since and "since" not in query:
            page = msgspec.structs.replace(page, beside=())
        if self.told_at_once and "after" in query:
            page = self.paged(page, query["after"][0])
        page = page if self.spoil is None else self.spoil(page)
        return 200, msgspec.json.encode(page), {"Content-Type": "application/json"}


def salt_of(number: int) -> bytes:
    """A salt an entry, the same each time."""
    return sha256(f"salt {number}".encode()).digest()[:16]


@contextmanager
def listening(house: House, folder: Path, *, houses: frozenset[str] | None) -> Iterator[Peer]:
    """The house at an address, as a node that follows it knows it."""
    token = folder / "house.token"
    token.write_text(f"{TOKEN}\n")
    with machine(house.answer) as address:
        yield Peer(NAME, address, KEY.verifier, houses, token)
