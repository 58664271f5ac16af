"""Give a node its own log as this one mirrored it: a house that lost a day learns what others saw of it."""

from pathlib import Path

from lazaretto.access.node_tokens import Reading
from lazaretto.actions.open_nodes import named_peers
from lazaretto.actions.read_log_file import LogFile, read_log_file
from lazaretto.neighbours.peers import BadPeers


def give_seen_log(reading: Reading, path: str, *, mirrors: Path) -> LogFile | None:
    """A file of the mirror of whoever asks; None where it is not followed here, or has no such file."""
    try:
        followed = named_peers().named(reading.node)
    except BadPeers:
        return None
    return None if followed is None else read_log_file(mirrors / followed.name, path)
