"""The proved log as files: whoever has the folder can check it, with our program or with another.

Tiles and bundles come first and are on the disk before the checkpoint that needs them; a file is written
beside its place and moved there whole. Whenever the power fails, the folder holds the log of its checkpoint.
Between growing and putting the checkpoint there, witnesses may be asked to sign it (``actions.publish_log``).
"""

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lazaretto.ledger import proving
from lazaretto.proofs.checkpoints import Checkpoint, open_checkpoint, sign_checkpoint
from lazaretto.proofs.growing import grown_tree
from lazaretto.proofs.notes import BadNote, Note, Signer, Signs
from lazaretto.proofs.tiles import ENTRIES, WIDTH, Read, Reader, Tile, bundled, grown, tile_bytes
from lazaretto.proofs.tree import EMPTY, NotProved, leaf_hash, root

CHECKPOINT = "checkpoint"
KEY, POLICY = "vkey", "policy"  # how the log is checked: its public key, and who else is to have seen it
_AT_ONCE = 65_536  # entries of one growth: what lies in memory


class LogIsBroken(Exception):
    """Folder or tables are not what was signed. Nothing more is signed until a person has looked."""


@dataclass(frozen=True, slots=True)
class Published:
    """size: entries of the log. grown: how many of them are new in the folder."""

    size: int
    grown: int


@dataclass(frozen=True, slots=True)
class Grown:
    """size: entries of the log now; before: when the folder was read; since: at the checkpoint that stands.

    note: of the newest checkpoint, which is not in its place yet; None: there is nothing new.
    """

    size: int
    before: int
    since: int
    note: Note | None


def publish(folder: Path, signer: Signer, *, now: datetime) -> Published:
    """Bring the folder up to what the tables hold, in the caller's transaction (under the everywhere scope).

    Errors: LogIsBroken.
    """
    grown_ = grow(folder, signer, now=now)
    if grown_.note is not None:
        put(folder, grown_.note, since=grown_.since, size=grown_.size)
    return Published(grown_.size, grown_.size - grown_.before)


def grow(folder: Path, signer: Signer, *, now: datetime, also: Sequence[Signs] = ()) -> Grown:
    """Everything of a publication but its last checkpoint, which lies signed in the tables.

    also: who signs every root besides the log's own key. Errors: LogIsBroken.
    """
    was = held(folder, signer, also=also)
    before, since, size = was.size, was.size, proving.size()
    if size < before:
        raise LogIsBroken(f"the folder has {before} entries, the tables have {size}: a former day's backup?")
    note: Note | None = None
    while was.size < size:
        if note is not None:
            put(folder, note, since=since, size=was.size)
        since, step = was.size, min(size, was.size + _AT_ONCE)
        was, note = _grow(folder, (signer, *also), was, step, now=now)
    return Grown(size, before, since, note)


def put(folder: Path, note: Note, *, since: int, size: int) -> None:
    """The checkpoint of so many entries in its place; what it made superfluous since another goes."""
    keep(folder / CHECKPOINT, str(note).encode())
    tidy(folder, since, size)


def held(folder: Path, signer: Signer, *, also: Sequence[Signs] = ()) -> Checkpoint:
    """The checkpoint in the folder; of an empty log where there is none. Errors: LogIsBroken.

    also: a former key of this log among them may have signed it, before the key was changed.
    """
    data = reading(folder)(CHECKPOINT)
    if data is None:
        return Checkpoint(signer.name, 0, EMPTY)
    former = [one for one in also if isinstance(one, Signer) and one.name == signer.name]
    why: Exception | None = None
    for key in (signer, *former):
        try:
            return open_checkpoint(data.decode(), key.verifier).checkpoint
        except (BadNote, UnicodeDecodeError) as wrong:
            why = why or wrong
    raise LogIsBroken(f"the checkpoint in the folder is not one that this node signed: {why}")


def reading(folder: Path) -> Read:
    """How the files of a folder are read."""

    def read(path: str) -> bytes | None:
        with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return (folder / path).read_bytes()
        return None

    return read


def _grow(
    folder: Path, signers: Sequence[Signs], was: Checkpoint, size: int, *, now: datetime
) -> tuple[Checkpoint, Note]:  # fmt: skip
    # From the beginning of the last bundle on, which is written anew.
    first = was.size // WIDTH * WIDTH
    said = proving.entries(first, size)
    if len(said) != size - first:
        raise LogIsBroken(f"of entries {first} to {size - 1} the tables have {len(said)}")
    leaves = [leaf_hash(entry) for entry in said]
    reader = Reader(was.size, reading(folder))
    try:
        for at in range(first, was.size):
            if reader(0, at) != leaves[at - first]:
                raise LogIsBroken(f"entry {at} in the tables is not the one that was logged")
        tree = grown_tree(was.size, was.root, reader, leaves[was.size - first :])
    except (NotProved, ValueError) as wrong:
        raise LogIsBroken(str(wrong)) from None
    new = Checkpoint(was.origin, size, root(size, tree))
    for known in filter(None, (proving.signed(size), proving.signed())):  # the folder may have been lost
        if was.size < known.size <= size and root(known.size, tree) != known.root:
            raise LogIsBroken(f"another root was signed for {known.size} entries")
    for tile in grown(was.size, size):
        write(folder / tile.path, tile_bytes(tile, tree))
        if tile.level == 0:
            at = tile.number * WIDTH - first
            bundle = Tile(ENTRIES, tile.number, tile.width)
            write(folder / bundle.path, bundled(said[at : at + tile.width]))
    note = sign_checkpoint(new, *signers)
    proving.sign(proving.Signed(size, new.root, now, str(note)))
    return new, note


def write(file: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Put a file in its place, whole and on the disk. mode: of who may do what with it, less the umask."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(file)
    descriptor = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def keep(file: Path, data: bytes) -> None:
    """Write a file, where it does not say so already."""
    if not file.exists() or file.read_bytes() != data:
        write(file, data)


def tidy(folder: Path, old: int, size: int) -> None:
    """Partial tiles and bundles whose full one is there are no longer needed by anybody."""
    for tile in grown(old, size):
        if tile.width < WIDTH:
            continue
        for level in (tile.level, ENTRIES) if tile.level == 0 else (tile.level,):
            full = folder / Tile(level, tile.number, WIDTH).path
            shutil.rmtree(full.with_name(f"{full.name}.p"), ignore_errors=True)
