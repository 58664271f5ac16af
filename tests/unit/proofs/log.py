"""A small log for tests: files by path, as any folder would hold them."""

from hashlib import sha256

from lazaretto.proofs.checkpoints import Checkpoint, sign_checkpoint
from lazaretto.proofs.notes import LOG, WITNESS, Signer, Signs
from lazaretto.proofs.tiles import WIDTH, bundled, bundles, tile_bytes, tiles
from lazaretto.proofs.tree import Subtrees, folded, leaf_hash, root

KEY = Signer("lazaretto.example/qz", LOG, sha256(b"log").digest())
EYES = tuple(Signer(f"witness.example/{name}", WITNESS, sha256(name.encode()).digest()) for name in "pqr")


def entries(size: int) -> list[bytes]:
    """Entries, each different."""
    return [f"entry {number}".encode() for number in range(size)]


def subtrees(said: list[bytes]) -> Subtrees:
    """The hashes over these entries."""
    rows = [[leaf_hash(entry) for entry in said]]
    while len(rows[-1]) > 1:
        rows.append(folded(rows[-1]))
    return lambda height, number: rows[height][number]


def files(said: list[bytes], *, signers: tuple[Signs, ...] = (KEY,), at: int = 0) -> dict[str, bytes]:
    """The whole log as static files."""
    hashes = subtrees(said)
    found = {tile.path: tile_bytes(tile, hashes) for tile in tiles(len(said))}
    for tile in bundles(len(said)):
        first = tile.number * WIDTH
        found[tile.path] = bundled(said[first : first + tile.width])
    checkpoint = Checkpoint(KEY.name, len(said), root(len(said), hashes))
    found["checkpoint"] = str(sign_checkpoint(checkpoint, *signers, at=at)).encode()
    return found
