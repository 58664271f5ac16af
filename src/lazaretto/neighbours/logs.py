"""A published log at an address, file by file, for whoever reads logs (``proofs.tiles.Read``)."""

from lazaretto.neighbours.asking import Unreached, ask
from lazaretto.proofs.tiles import MOST_IN_AN_ENTRY, WIDTH, Read

MOST = WIDTH * (2 + MOST_IN_AN_ENTRY)  # bytes of the largest file of a log, a bundle of the longest entries
SECONDS = 30.0  # to wait for one file
_ABSENT = (404, 410)


def reading(address: str, *, token: str = "", seconds: float = SECONDS) -> Read:
    """How the files of the log at an address are read: ``read("checkpoint")``, ``read(tile.path)``.

    None is a file that the other does not have. Whoever reads believes nothing of what comes: they hold it
    against the signed root. token: of a node, where files are told to nodes alone. Errors of ``read``:
    Unreached.
    """
    below = address.rstrip("/")
    head = {"Authorization": f"Bearer {token}"} if token else {}

    def read(path: str) -> bytes | None:
        place = f"{below}/{path}"
        found = ask(place, most=MOST, seconds=seconds, head=head)
        if found.status in _ABSENT:
            return None
        if found.status != 200:
            raise Unreached(f"{place}: answered {found.status}")
        return found.body

    return read
