"""Read a whole log and say everything that is wrong with it, with the place of each fault.

    found = audit(read, log)          # read(path) → bytes or None: a folder, an address, a memory stick

Entries and tiles are two witnesses of one tree, and the signed root says which of them to believe. Where the
entries add up to the root, whatever tile differs from them is wrong; where they do not, the tiles that lead
to the root say which entry is not the one that was logged.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from lazaretto.proofs.checkpoints import Checkpoint, Witnessed, open_checkpoint
from lazaretto.proofs.notes import BadNote, Verifier
from lazaretto.proofs.quorums import Quorum
from lazaretto.proofs.sentences import sentence, told_by
from lazaretto.proofs.tiles import (
    HEIGHT,
    WIDTH,
    BrokenTile,
    Read,
    Reader,
    Tile,
    bundles,
    entries_of,
    stored,
    tiles,
)
from lazaretto.proofs.tree import (
    NotProved,
    Subtrees,
    check_consistency,
    consistency,
    leaf_hash,
    root,
    root_of,
)

CHECKPOINT = "checkpoint"
Progress = Callable[[int, int], bool | None]


@dataclass(frozen=True, slots=True)
class Fault:
    """place: the file, and the entry in it (an index of the log; -1: not one entry). why: a sentence."""

    place: str
    why: str
    entry: int = -1


@dataclass(frozen=True, slots=True)
class Audited:
    """What was read. checkpoint: None where no valid one is there. faults: empty where all holds."""

    checkpoint: Witnessed | None
    entries: int
    faults: tuple[Fault, ...]


Hashes = dict[tuple[int, int], list[bytes]]  # by level and number of the tile


@dataclass(slots=True)
class _Finding:
    """What has been found so far. differ: bundles and the entries that differ from their tile of leaf hashes.

    tops: of each full tile of leaf hashes, the hash over it. made, held: by the entries, and by the tiles; of
    leaf hashes only the last tile, so that a log of any length fits.
    """

    faults: list[Fault] = field(default_factory=list)
    differ: list[tuple[Tile, int]] = field(default_factory=list)
    tops: dict[int, bytes] = field(default_factory=dict)
    made: Hashes = field(default_factory=dict)
    held: Hashes = field(default_factory=dict)
    whole: bool = True

    def add(self, place: str, why: str, entry: int = -1) -> None:
        self.faults.append(Fault(place, why, entry))

    def broken(self, wrong: BrokenTile) -> None:
        self.add(wrong.place, wrong.why)


def audit(
    read: Read, log: Verifier, *, quorum: Quorum | None = None, before: Checkpoint | None = None,
    entry: Callable[[int, bytes], str] | None = None, progress: Progress | None = None,
) -> Audited:  # fmt: skip
    """Everything wrong with a log. before: a checkpoint that the reader has kept from an earlier visit.

    entry(index, bytes): what is wrong with an entry as such (empty: nothing), e.g. a gap in a house's order.
    progress(entries read, of): where it answers False the rest is not read, and the faults are those so far.
    Errors: none; what cannot be read is a fault.
    """
    found = _Finding()
    opened = _opened(read, log, quorum, found)
    if opened is None:
        return Audited(None, 0, tuple(found.faults))
    size, counted = opened.checkpoint.size, 0
    for tile in bundles(size):
        counted += _leaves(read, tile, entry, found)
        if progress is not None and progress(min(size, (tile.number + 1) * WIDTH), size) is False:
            for bundle, index in found.differ:  # which of the two is right only the whole tree tells
                found.add(bundle.path, sentence("entry_or_tree"), index)
            return Audited(opened, counted, tuple(found.faults))
    _raise(read, size, found)
    if found.whole and root(size, _subtrees(found.made)) == opened.checkpoint.root:
        _tiles_are_wrong(found)
    else:
        _entries_are_wrong(opened.checkpoint, found)
    if before is not None:
        _since(read, before, opened.checkpoint, found)
    return Audited(opened, counted, tuple(found.faults))


def _opened(read: Read, log: Verifier, quorum: Quorum | None, found: _Finding) -> Witnessed | None:
    data = read(CHECKPOINT)
    if data is None:
        found.add(CHECKPOINT, sentence("missing"))
        return None
    known = tuple(quorum.witnesses.values()) if quorum else ()
    try:
        opened = open_checkpoint(data.decode(), log, witnesses=known)
    except (BadNote, UnicodeDecodeError) as wrong:
        found.add(CHECKPOINT, told_by(wrong))
        return None
    if quorum is not None and not quorum.met(one.by for one in opened.witnesses):
        found.add(CHECKPOINT, sentence("too_few_witnesses"))
    return opened


def _leaves(read: Read, bundle: Tile, entry: Callable[[int, bytes], str] | None, found: _Finding) -> int:
    """A bundle beside its tile of leaf hashes. How many entries it has."""
    tile, first = Tile(0, bundle.number, bundle.width), bundle.number * WIDTH
    said, held = None, None
    try:
        said = entries_of(read, bundle)
    except BrokenTile as wrong:
        found.broken(wrong)
        found.whole = False
    try:
        held = stored(read, tile)
    except BrokenTile as wrong:
        found.broken(wrong)
    made = None if said is None else [leaf_hash(one) for one in said]
    if made is not None and held is not None and made != held:
        found.differ += [(bundle, first + at) for at, one in enumerate(made) if one != held[at]]
    for hashes, into in ((made, found.made), (held, found.held)):
        if hashes is None:
            continue
        if tile.width < WIDTH:
            into[0, tile.number] = hashes
        elif into is found.made:
            into.setdefault((1, tile.number // WIDTH), []).append(root_of(hashes))
        else:
            found.tops[tile.number] = (
                found.made[1, tile.number // WIDTH][-1] if held == made else root_of(hashes)
            )
    for at, one in enumerate(said or ()):
        if entry is not None and (why := entry(first + at, one)):
            found.add(bundle.path, why, first + at)
    return len(said or ())


def _raise(read: Read, size: int, found: _Finding) -> None:
    """The tiles above the leaf hashes: as the entries make them, and as they are stored."""
    for tile in tiles(size):
        if tile.level == 0:
            continue
        try:
            found.held[tile.level, tile.number] = stored(read, tile)
        except BrokenTile as wrong:
            found.broken(wrong)
        if found.whole and tile.width == WIDTH:
            above = found.made.setdefault((tile.level + 1, tile.number // WIDTH), [])
            above.append(root_of(found.made[tile.level, tile.number]))


def _tiles_are_wrong(found: _Finding) -> None:
    why = sentence("not_the_entries")
    for number in sorted({bundle.number for bundle, _ in found.differ}):
        width = next(bundle.width for bundle, _ in found.differ if bundle.number == number)
        found.add(Tile(0, number, width).path, why)
    for (level, number), hashes in found.held.items():
        if level and hashes != found.made[level, number]:
            found.add(Tile(level, number, len(hashes)).path, why)


def _entries_are_wrong(checkpoint: Checkpoint, found: _Finding) -> None:
    for bundle, index in found.differ:
        found.add(bundle.path, sentence("not_the_tree"), index)
    tops = {(0, number): top for number, top in found.tops.items()}
    tops |= {at: root_of(hashes) for at, hashes in found.held.items() if at[0] and len(hashes) == WIDTH}
    for (level, number), top in tops.items():
        above = found.held.get((level + 1, number // WIDTH))
        if above is not None and above[number % WIDTH] != top:
            found.add(Tile(level, number, WIDTH).path, sentence("not_the_tile_above"))
    try:
        made = root(checkpoint.size, _subtrees(found.held))
    except KeyError:
        return  # a tile is missing, which has been said
    if made != checkpoint.root:
        found.add(CHECKPOINT, sentence("root_of_neither"))


def _subtrees(held: Hashes) -> Subtrees:
    def subtree(height: int, number: int) -> bytes:
        level, within = divmod(height, HEIGHT)
        first = number << within
        hashes = held[level, first // WIDTH]
        return root_of(hashes[first % WIDTH : (first % WIDTH) + (1 << within)])

    return subtree


def _since(read: Read, before: Checkpoint, now: Checkpoint, found: _Finding) -> None:
    if before.size > now.size:
        found.add(CHECKPOINT, sentence("rolled_back", now=now.size, before=before.size))
        return
    try:
        path = consistency(before.size, now.size, Reader(now.size, read))
        check_consistency(before.size, before.root, now.size, now.root, path)
    except BrokenTile:
        return  # it has been said
    except NotProved as wrong:
        found.add(CHECKPOINT, str(wrong))
