"""What comes of asking a camera: a picture, or why there is none."""

from dataclasses import dataclass
from typing import Literal

# Why there is no picture: it did not answer in time; nothing answers there; it wants another name or
# password; what it sent is no picture; this installation has nothing to read streams with.
Failure = Literal["silent", "unreachable", "forbidden", "garbled", "unreadable"]

MOST_BYTES = 2 * 1024 * 1024  # of one picture; a frame of 1920 × 1080 has a tenth of that
SECONDS = 5.0  # until a camera that hangs is given up: an officer waits before the page
JPEG = (b"\xff\xd8\xff", b"\xff\xd9")  # how a JPEG begins and ends (ITU-T T.81, B.1.1.3)


class Failed(Exception):
    """There is no picture."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure: Failure = failure


@dataclass(frozen=True, slots=True)
class Picture:
    """One JPEG."""

    jpeg: bytes


def is_jpeg(data: bytes) -> bool:
    """Whether bytes begin and end as a JPEG does, and are not too many."""
    return len(data) <= MOST_BYTES and data.startswith(JPEG[0]) and data.rstrip(b"\x00").endswith(JPEG[1])
