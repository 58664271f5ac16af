"""The tree and its entries as static files (C2SP tlog-tiles): tiles of 256 hashes, bundles of 256 entries.

    tile/0/x001/234.p/17         the 17 leaf hashes so far of the tile 1,234
    tile/entries/x001/234.p/17   their entries, each with its length before it

A hash in a tile of level 1 stands for a whole tile of level 0, and so on; what lies between is hashed again
by whoever reads. A full tile or bundle never changes.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from lazaretto.proofs.sentences import sentence
from lazaretto.proofs.tree import HASH_BYTES, Subtrees, folded

WIDTH = 256
HEIGHT = 8  # of a tile: 2^8 = 256
ENTRIES = -1  # the level of bundles, which have no height
MOST_IN_AN_ENTRY = 65_535  # bytes: its length is written in two of them

Read = Callable[[str], bytes | None]


class BrokenTile(ValueError):
    """A tile or bundle that is not what its name says, or is not there. place: its path; why: a sentence."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"{place}: {why}")
        self.place, self.why = place, why


class Tile(NamedTuple):
    """A tile by its level, its number within the level, and how many hashes (or entries) it has."""

    level: int
    number: int
    width: int

    @property
    def path(self) -> str:
        """Where it lies below the log's address."""
        level: str | int = "entries" if self.level == ENTRIES else self.level
        whole = f"tile/{level}/{_digits(self.number)}"
        return whole if self.width == WIDTH else f"{whole}.p/{self.width}"


def _digits(number: int) -> str:
    groups = [f"{number % 1000:03d}"]
    while number >= 1000:
        number //= 1000
        groups.insert(0, f"x{number % 1000:03d}")
    return "/".join(groups)


def tile_at(path: str) -> Tile | None:
    """The tile or bundle that lies at a path below a log's address; None for any path that is none's."""
    name, of, row = path.partition("/")[2].partition("/")
    whole, partly, width = row.partition(".p/")
    digits = whole.replace("x", "").replace("/", "")
    if not of or not all(one.isascii() and one.isdigit() for one in (digits, width or "0")):
        return None
    if name != "entries" and not (name.isascii() and name.isdigit()):
        return None
    level = ENTRIES if name == "entries" else int(name)
    found = Tile(level, int(digits), int(width or "0") if partly else WIDTH)
    return found if found.path == path and level < 64 and 0 < found.width <= WIDTH else None


def tiles(size: int) -> list[Tile]:
    """Every tile of hashes of a log of so many leaves, level by level."""
    return grown(0, size)


def bundles(size: int) -> list[Tile]:
    """Every bundle of entries of a log of so many."""
    return [Tile(ENTRIES, tile.number, tile.width) for tile in tiles(size) if tile.level == 0]


def grown(old: int, size: int) -> list[Tile]:
    """The tiles of hashes that a log of ``size`` leaves has, and the same log at ``old`` had not."""
    found, level = [], 0
    while size >> (HEIGHT * level):
        had, has = old >> (HEIGHT * level), size >> (HEIGHT * level)
        for number in range(had // WIDTH, -(-has // WIDTH)):
            width = min(WIDTH, has - number * WIDTH)
            if width > had - number * WIDTH:
                found.append(Tile(level, number, width))
        level += 1
    return found


def bundled(entries: Sequence[bytes]) -> bytes:
    """Entries one after another, each with its length before it. Errors: ValueError for one too long."""
    longest = max(map(len, entries), default=0)
    if longest > MOST_IN_AN_ENTRY:
        raise ValueError(f"an entry holds {MOST_IN_AN_ENTRY} bytes at most, this one has {longest}")
    return b"".join(len(entry).to_bytes(2) + entry for entry in entries)


def unbundled(data: bytes, tile: Tile) -> list[bytes]:
    """The entries of a bundle. Errors: BrokenTile where there are more or fewer than its name says."""
    entries: list[bytes] = []
    at = 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2])
        if at + 2 > len(data) or end > len(data):
            raise BrokenTile(tile.path, sentence("entry_cut", number=len(entries)))
        entries.append(data[at + 2 : end])
        at = end
    if len(entries) != tile.width:
        raise BrokenTile(tile.path, sentence("bundle_of_others", found=len(entries), named=tile.width))
    return entries


def hashes_of(data: bytes, tile: Tile) -> list[bytes]:
    """The hashes of a tile. Errors: BrokenTile where there are more or fewer than its name says."""
    if len(data) != tile.width * HASH_BYTES:
        wrong = sentence("tile_of_others", found=len(data), hashes=tile.width, bytes=tile.width * HASH_BYTES)
        raise BrokenTile(tile.path, wrong)
    return [data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)]


class Reader:
    """Subtree hashes of a log of so many leaves, out of its tiles. Each tile is read once and kept.

    It believes what the tiles say: whoever proves holds the result against a signed root.
    """

    def __init__(self, size: int, read: Read) -> None:
        self._size = size
        self._read = read
        self._rows: dict[tuple[int, int], list[list[bytes]]] = {}

    def __call__(self, height: int, number: int) -> bytes:
        """The hash of a whole subtree. Errors: BrokenTile; IndexError for one that the log does not have."""
        if (number + 1) << height > self._size:
            raise IndexError(f"a log of {self._size} leaves has no whole subtree {height}, {number}")
        level, within = divmod(height, HEIGHT)
        across = number << within  # of the hashes of this level
        rows = self._rows_of(level, across // WIDTH)
        return rows[within][(across % WIDTH) >> within]

    def _rows_of(self, level: int, number: int) -> list[list[bytes]]:
        if (level, number) not in self._rows:
            width = min(WIDTH, (self._size >> (HEIGHT * level)) - number * WIDTH)
            tile = Tile(level, number, width)
            rows = [stored(self._read, tile)]
            while len(rows[-1]) > 1:
                rows.append(folded(rows[-1]))
            self._rows[level, number] = rows
        return self._rows[level, number]


def _found(read: Read, tile: Tile) -> bytes:
    """A tile's bytes; a partial one may have been replaced by the full one, of which it is the beginning."""
    data = read(tile.path)
    if data is None and tile.width < WIDTH:
        full = read(Tile(tile.level, tile.number, WIDTH).path)
        data = None if full is None else _beginning(full, tile)
    if data is None:
        raise BrokenTile(tile.path, sentence("missing"))
    return data


def _beginning(full: bytes, tile: Tile) -> bytes:
    if tile.level != ENTRIES:
        return full[: tile.width * HASH_BYTES]
    return bundled(unbundled(full, Tile(ENTRIES, tile.number, WIDTH))[: tile.width])


def stored(read: Read, tile: Tile) -> list[bytes]:
    """The hashes of a tile that is read. Errors: BrokenTile."""
    return hashes_of(_found(read, tile), tile)


def entries_of(read: Read, tile: Tile) -> list[bytes]:
    """The entries of a bundle that is read. Errors: BrokenTile."""
    return unbundled(_found(read, tile), tile)


def tile_bytes(tile: Tile, subtrees: Subtrees) -> bytes:
    """What a tile holds."""
    first = tile.number * WIDTH
    return b"".join(subtrees(HEIGHT * tile.level, first + at) for at in range(tile.width))
