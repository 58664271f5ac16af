"""Read one file of the published log. Whoever asks may have it: it holds commitments, and nobody's words."""

import re
from dataclasses import dataclass
from pathlib import Path

from lazaretto.ledger.publishing import CHECKPOINT, KEY, POLICY, reading
from lazaretto.proofs.tiles import WIDTH, tile_at

_NAMES = (CHECKPOINT, KEY, POLICY, "break")  # break: where a log of another name begins over the same facts
_ROTATION = re.compile(r"rotation/[1-9][0-9]{0,2}")  # a change of the log's key (proofs.rotating)
_TEXT, _BYTES = "text/plain; charset=utf-8", "application/octet-stream"  # C2SP tlog-tiles


@dataclass(frozen=True, slots=True)
class LogFile:
    """kind: its media type. lasts: it never changes."""

    data: bytes
    kind: str
    lasts: bool


def read_log_file(folder: Path, path: str) -> LogFile | None:
    """The file of that path below the log's address; None where the log has none of that name."""
    tile = tile_at(path)
    if tile is None and path not in _NAMES and not _ROTATION.fullmatch(path):
        return None
    data = reading(folder)(path)
    if data is None:
        return None
    # A partial tile does not change either; but it goes when the full one is there, and is asked for once.
    return LogFile(data, _TEXT if tile is None else _BYTES, tile is not None and tile.width == WIDTH)
