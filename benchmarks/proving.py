"""The proved log: what is stated in batches until it stands signed on the disk, and the audit of a long log.

Beside the first a bare client that inserts the same words and writes them to a file of its own, both durable;
beside the second one hash of every entry, which is the least that an audit can do.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import psycopg

from benchmarks.figures import Figure, figure, seconds_of
from benchmarks.server import OFFICER, bare, establish, present, serving
from benchmarks.stating import bare_batch, statement
from lazaretto.ledger.publishing import reading
from lazaretto.proofs.auditing import audit
from lazaretto.proofs.checkpoints import Checkpoint, sign_checkpoint
from lazaretto.proofs.entries import Entry, Orders
from lazaretto.proofs.growing import grown_tree
from lazaretto.proofs.notes import LOG, Signer
from lazaretto.proofs.tiles import WIDTH, Reader, bundled, bundles, tile_bytes, tiles
from lazaretto.proofs.tree import EMPTY, leaf_hash, root

BATCH, STRETCHES, ENTRIES, HOUSES = 500, 9, 100_000, 14
SIGNER = Signer("lazaretto.example/benchmark", LOG, sha256(b"a benchmark").digest())


def measure() -> Iterator[Figure]:
    """Rates by the clock, in turns; the audit in processor time of its one thread."""
    with serving() as url, bare(url) as plain, tempfile.TemporaryDirectory(prefix="lz-") as folder:
        establish(present())
        ours, theirs = _rates(
            lambda: _proved(Path(folder) / "log"), lambda: _durable(plain, Path(folder) / "bare")
        )
        yield figure(
            f"facts in batches of {BATCH}, each batch appended, logged, signed and on the disk", ours,
            "facts/s", goal=">= 1000", peer="a bare batched insert and a file, both synced",
            peer_value=theirs,
        )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="lz-") as folder:
        said = list(_entries())
        _laid(Path(folder), said)
        taken = seconds_of(lambda: _audited(Path(folder)), times=3)
        least = seconds_of(lambda: [sha256(one).digest() for one in said], times=3)
        yield figure(
            f"audit of {ENTRIES:,} entries: signature, tree, tiles, every house's order", taken, "s",
            goal="<= 5", peer="one SHA-256 of each entry", peer_value=least,
        )  # fmt: skip


def _rates(ours: Callable[[], None], theirs: Callable[[], None]) -> tuple[float, float]:
    taken: dict[Callable[[], None], list[float]] = {ours: [], theirs: []}
    for turn in range(STRETCHES + 1):
        for act in (ours, theirs):
            began = time.perf_counter()
            act()
            if turn:
                taken[act].append(BATCH / (time.perf_counter() - began))
    return statistics.median(taken[ours]), statistics.median(taken[theirs])


def _proved(folder: Path) -> None:
    from lazaretto.actions.publish_log import publish_log
    from lazaretto.actions.record_batch import record_batch

    statements = [statement(number) for number in range(BATCH)]
    receipts = record_batch(statements, actor=OFFICER, device="desk", now=present())
    done = publish_log(folder, SIGNER, now=present())
    if done.grown < BATCH or not all(receipt.recorded for receipt in receipts):
        raise SystemExit(f"{done.grown} of {BATCH} facts were published")


def _durable(plain: psycopg.Connection[tuple[object, ...]], file: Path) -> None:
    bare_batch(plain, BATCH)
    with file.open("ab") as out:
        out.write(b"".join(bytes(64) for _ in range(BATCH)))
        out.flush()
        os.fsync(out.fileno())


def _entries() -> Iterator[bytes]:
    for number in range(ENTRIES):
        house, position = f"H{number % HOUSES:02}-D", number // HOUSES + 1
        yield bytes(Entry(house, position, sha256(number.to_bytes(8)).digest()))


def _laid(folder: Path, said: list[bytes]) -> None:
    tree = grown_tree(0, EMPTY, Reader(0, reading(folder)), [leaf_hash(one) for one in said])
    files = {tile.path: tile_bytes(tile, tree) for tile in tiles(ENTRIES)}
    for tile in bundles(ENTRIES):
        files[tile.path] = bundled(said[tile.number * WIDTH : tile.number * WIDTH + tile.width])
    note = sign_checkpoint(Checkpoint(SIGNER.name, ENTRIES, root(ENTRIES, tree)), SIGNER)
    for path, data in (files | {"checkpoint": str(note).encode()}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _audited(folder: Path) -> None:
    found = audit(reading(folder), SIGNER.verifier, entry=Orders())
    if found.faults or found.entries != ENTRIES:
        raise SystemExit(f"the audit found {found.faults[:1]} in {found.entries} entries")
