"""Take over another's log tile by tile: nothing is passed on that its newest signed root does not vouch for.

    opened = newest(data, log, held)            # is it signed, and no step back?
    for piece in mirrored(held, new, read):     # write each piece, the checkpoint last

Tiles are read from the top: the few that lead to the root are held against it, every other against the tile
above it, and every entry of a bundle against its hash. Whatever does not hold is named, with its place, and
ends the matter.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lazaretto.proofs.checkpoints import Checkpoint, Witnessed, open_checkpoint
from lazaretto.proofs.notes import BadNote, Verifier
from lazaretto.proofs.tiles import (
    ENTRIES,
    HEIGHT,
    WIDTH,
    BrokenTile,
    Read,
    Reader,
    Tile,
    bundled,
    entries_of,
    grown,
    stored,
)
from lazaretto.proofs.tree import NotProved, check_consistency, consistency, leaf_hash, root, root_of

CHECKPOINT = "checkpoint"
# unsigned: no checkpoint of this log. rolled_back, forked: signed, and not the log that was seen. broken: a
# file that is not there, or not of its form. tile, entry: not what the signed root holds. order: a place of
# a house left out or doubled. The others are of what is fed besides (ledger/feeding.py).
What = Literal[
    "unsigned", "rolled_back", "forked", "broken", "tile", "entry", "order",
    "page", "words", "scope", "claim", "withheld",
]  # fmt: skip
STOPPING: tuple[What, ...] = ("rolled_back", "forked")  # a log that says two things is believed no more


@dataclass(frozen=True, slots=True)
class Wrong:
    """What does not hold. place: the file. index: the entry of the log (-1: not one entry)."""

    what: What
    why: str
    place: str = ""
    index: int = -1


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of the log that holds. path: below the log's address."""

    path: str
    data: bytes


def newest(
    data: bytes | None, log: Verifier, held: Checkpoint, *, witnesses: Sequence[Verifier] = ()
) -> Witnessed | Wrong:
    """The checkpoint that a log shows now, where it may go on from the one that is held."""
    if data is None:
        return Wrong("broken", "is not there", CHECKPOINT)
    try:
        opened = open_checkpoint(data.decode(), log, witnesses=witnesses)
    except (BadNote, UnicodeDecodeError) as wrong:
        return Wrong("unsigned", str(wrong), CHECKPOINT)
    new = opened.checkpoint
    if new.size < held.size:
        return Wrong("rolled_back", f"the log has {new.size} entries, and had {held.size}", CHECKPOINT)
    if new.size == held.size and new.root != held.root:
        return Wrong("forked", f"two roots are signed for {held.size} entries", CHECKPOINT)
    return opened


def mirrored(
    held: Checkpoint, new: Checkpoint, read: Read, *, entry: Callable[[int, bytes], str] | None = None
) -> Iterator[Piece | Wrong]:
    """The files by which a log has grown, each once it holds; the first that does not is the last thing said.

    read: of what is held, the files as they are held; of the rest, what the other has. entry(index, bytes):
    what is wrong with a new entry as such (empty: nothing). Whoever reads must have taken ``new`` from
    :func:`newest`. Tiles come from the top level down, every bundle behind its tile of leaf hashes.
    """
    if held.size == new.size:
        return
    try:
        vouched = _Vouched(new, read)
        _goes_on(held, new, vouched)
        for tile in sorted(grown(held.size, new.size), key=lambda one: -one.level):
            hashes = vouched.hashes(tile)
            yield Piece(tile.path, b"".join(hashes))
            if tile.level == 0:
                yield _bundle(tile, hashes, held.size, read, entry)
    except BrokenTile as wrong:
        yield Wrong("broken", _why(wrong), wrong.place)
    except _Found as found:
        yield found.wrong


def goes_on(held: Checkpoint, new: Checkpoint, read: Read) -> Wrong | None:
    """What keeps a log from being the one that was held, only longer; None where nothing does."""
    try:
        _goes_on(held, new, _Vouched(new, read))
    except BrokenTile as wrong:
        return Wrong("broken", _why(wrong), wrong.place)
    except _Found as found:
        return found.wrong
    return None


class _Found(Exception):
    def __init__(self, wrong: Wrong) -> None:
        super().__init__(wrong.why)
        self.wrong = wrong


class _Vouched(Reader):
    """Subtree hashes out of tiles that a signed root vouches for: each is held against the one above it."""

    def __init__(self, checkpoint: Checkpoint, read: Read) -> None:
        super().__init__(checkpoint.size, read)
        # The tiles that are not full are the ones that the root is made of: this is what holds them.
        if root(checkpoint.size, self) != checkpoint.root:
            raise _Found(Wrong("tile", "the tiles do not lead to the signed root", CHECKPOINT))

    def hashes(self, tile: Tile) -> list[bytes]:
        """The hashes of a tile. A full one is held against its parent, and is not kept in memory."""
        if tile.width < WIDTH:
            return self._rows_of(tile.level, tile.number)[0]
        found = stored(self._read, tile)
        if root_of(found) != self(HEIGHT * (tile.level + 1), tile.number):
            raise _Found(Wrong("tile", "is not what the tile above it says", tile.path))
        return found

    def _rows_of(self, level: int, number: int) -> list[list[bytes]]:
        if (level, number) not in self._rows:
            width = min(WIDTH, (self._size >> (HEIGHT * level)) - number * WIDTH)
            if width == WIDTH:
                self.hashes(Tile(level, number, width))
        return super()._rows_of(level, number)


def _goes_on(held: Checkpoint, new: Checkpoint, vouched: _Vouched) -> None:
    """Every hash of the proof is vouched for by the new root; so where it fails, the log was forked."""
    path = consistency(held.size, new.size, vouched)
    try:
        check_consistency(held.size, held.root, new.size, new.root, path)
    except NotProved as wrong:
        raise _Found(Wrong("forked", str(wrong), CHECKPOINT)) from None


def _bundle(
    tile: Tile, hashes: list[bytes], held: int, read: Read, entry: Callable[[int, bytes], str] | None
) -> Piece:
    bundle, first = Tile(ENTRIES, tile.number, tile.width), tile.number * WIDTH
    said = entries_of(read, bundle)
    for index, (one, expected) in enumerate(zip(said, hashes, strict=True), first):
        if leaf_hash(one) != expected:
            raise _Found(Wrong("entry", "is not the entry that the tree holds", bundle.path, index))
    for index, one in enumerate(said, first):
        if index >= held and entry is not None and (why := entry(index, one)):
            raise _Found(Wrong("order", str(why), bundle.path, index))
    return Piece(bundle.path, bundled(said))


def _why(wrong: BrokenTile) -> str:
    return str(wrong).removeprefix(f"{wrong.place}: ")


def entries_between(read: Read, first: int, end: int, *, size: int) -> list[bytes]:
    """Entries first … end − 1 of a log of ``size`` entries, out of its bundles. Errors: BrokenTile."""
    found: list[bytes] = []
    for number in range(first // WIDTH, -(-end // WIDTH)):
        bundle = Tile(ENTRIES, number, min(WIDTH, size - number * WIDTH))
        at = number * WIDTH
        found += entries_of(read, bundle)[max(0, first - at) : end - at]
    return found
