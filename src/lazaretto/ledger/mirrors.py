"""The logs of peers as files of ours: taken over, durable, and never ahead of what their checkpoint needs.

A mirror is a log like any other, and ``lazaretto ledger verify`` reads it. Every file is on the disk before
the checkpoint that needs it, and a pass that was broken off goes on with the files that are there already.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import msgspec

from lazaretto.ledger.publishing import CHECKPOINT, reading, tidy, write
from lazaretto.proofs.checkpoints import Checkpoint, Witnessed, open_checkpoint, read_checkpoint
from lazaretto.proofs.entries import Orders, read_entry
from lazaretto.proofs.mirroring import Piece, Wrong, entries_between, goes_on, mirrored, newest
from lazaretto.proofs.notes import BadNote, Verifier, read_note
from lazaretto.proofs.tiles import WIDTH, Read, bundles
from lazaretto.proofs.tree import EMPTY

_ORDERS = "orders.json"  # how far each house's order has come, beside the checkpoint that it is of
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Mirrored:
    """The newest checkpoint of a peer, all of whose files are here. grown: entries that are new."""

    opened: Witnessed
    grown: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """What does not hold, and the notes that show it: the one that was held, and the one that was found."""

    wrong: Wrong
    held: str
    found: str


class _Orders(msgspec.Struct, frozen=True):
    size: int
    houses: dict[str, int]


def mirror(
    folder: Path, log: Verifier, read: Read, *, known: Checkpoint | None = None, note: str = "",
    witnesses: Sequence[Verifier] = (), progress: Progress | None = None,
) -> Mirrored | Refusal:  # fmt: skip
    """Bring a mirror up to what a peer shows now. read: the peer's own files.

    known, note: the newest checkpoint that was ever held of it, where the folder may have been put back to
    an earlier day. witnesses: those whose cosignatures are looked for. progress(entries, of). Nothing of what
    does not hold is written. Errors: whatever ``read`` raises; nothing is lost by it.
    """
    here = reading(folder)
    held, held_note = _held(here, log)
    data = read(CHECKPOINT)
    said = (data or b"").decode(errors="replace")
    opened = newest(data, log, held, witnesses=witnesses)
    if not isinstance(opened, Wrong) and known is not None and known.size >= held.size:
        again = newest(data, log, known)
        behind = again if isinstance(again, Wrong) else goes_on(known, again.checkpoint, read)
        if behind is not None:
            return Refusal(behind, note, said)
    if isinstance(opened, Wrong):
        return Refusal(opened, held_note, said)
    wrong = _grow(folder, held, opened, _layered(here, read), progress)
    if wrong is not None and wrong.what in ("tile", "entry", "broken"):
        # A file of ours may have rotted, or be left over from a pass towards a root that was never reached.
        wrong = _grow(folder, held, opened, read, progress)
    if wrong is not None:
        return Refusal(wrong, held_note, said)
    return Mirrored(opened, opened.checkpoint.size - held.size)


def entries(folder: Path, first: int, end: int, *, size: int) -> list[bytes]:
    """Entries first … end − 1 of a mirrored log. Errors: BrokenTile."""
    return entries_between(reading(folder), first, end, size=size)


def commitments(folder: Path) -> Iterator[bytes]:
    """What each entry of a mirrored log commits to; nothing where there is no mirror. Errors: BrokenTile."""
    here = reading(folder)
    data = here(CHECKPOINT)
    size = read_checkpoint(read_note(data.decode())).size if data else 0
    for tile in bundles(size):
        first = tile.number * WIDTH
        for one in entries_between(here, first, first + tile.width, size=size):
            yield read_entry(one).commitment


def set_aside(folder: Path, *, name: str) -> None:
    """Keep a mirror that is not gone on with under another name beside its place."""
    if folder.is_dir():
        folder.rename(folder.with_name(name))


def _held(here: Read, log: Verifier) -> tuple[Checkpoint, str]:
    """The checkpoint of a mirror, and its note. One that no longer reads is as good as none."""
    data = here(CHECKPOINT)
    try:
        note = "" if data is None else data.decode()
        return (open_checkpoint(note, log).checkpoint, note) if note else (Checkpoint(log.name, 0, EMPTY), "")
    except (BadNote, UnicodeDecodeError):
        return Checkpoint(log.name, 0, EMPTY), ""


def _layered(here: Read, there: Read) -> Read:
    def read(path: str) -> bytes | None:
        found = here(path)
        return there(path) if found is None else found

    return read


def _grow(
    folder: Path, held: Checkpoint, opened: Witnessed, read: Read, progress: Progress | None
) -> Wrong | None:
    here, new = reading(folder), opened.checkpoint
    orders = _orders(here, held.size)
    for piece in mirrored(held, new, read, entry=orders):
        if isinstance(piece, Wrong):
            return piece
        if here(piece.path) != piece.data:
            write(folder / piece.path, piece.data)
        _tell(piece, new.size, progress)
    if held.size < new.size or here(CHECKPOINT) != str(opened.note).encode():
        write(folder / _ORDERS, msgspec.json.encode(_Orders(new.size, orders.houses)))
        write(folder / CHECKPOINT, str(opened.note).encode())
        tidy(folder, held.size, new.size)
    return None


def _tell(piece: Piece, size: int, progress: Progress | None) -> None:
    if progress is not None and "/entries/" in piece.path:
        done = piece.path.partition("/entries/")[2].partition(".p/")[0].replace("x", "").replace("/", "")
        progress(min(size, (int(done) + 1) * WIDTH), size)


def _orders(here: Read, size: int) -> Orders:
    """How far the houses' orders have come at a size: as it was noted, else counted over the whole mirror."""
    data = here(_ORDERS)
    try:
        known = msgspec.json.decode(data or b"", type=_Orders)
    except msgspec.MsgspecError:
        known = None
    if known is not None and known.size == size:
        return Orders(known.houses)
    found: dict[str, int] = {}
    whole = chain.from_iterable(
        entries_between(here, tile.number * WIDTH, tile.number * WIDTH + tile.width, size=size)
        for tile in bundles(size)
    )
    for one in map(read_entry, whole):
        found[one.house] = one.position
    return Orders(found)
