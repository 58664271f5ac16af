"""The process that asks one camera: a question on standard input, a JPEG on standard output.

    python -m lazaretto.cameras.asking < question.json > picture.jpg

Its exit status says what went wrong (``snapshotting.FAILURES``).
"""

import sys
from urllib.parse import urlsplit

import msgspec

from lazaretto.cameras.pictures import Failed, is_jpeg
from lazaretto.cameras.snapshotting import FAILURES, Question
from lazaretto.cameras.stills import still

MEMORY = 1024**3  # bytes of address space: a decoder at work has 300 MB, and a hostile stream gets no more


def main() -> int:
    """Answer one question; the exit status."""
    _be_small()
    question = msgspec.json.decode(sys.stdin.buffer.read(), type=Question)
    try:
        jpeg = _ask(question)
    except Failed as failed:
        return next(code for code, failure in FAILURES.items() if failure == failed.failure)
    sys.stdout.buffer.write(jpeg)
    return 0


def _ask(question: Question) -> bytes:
    stream = urlsplit(question.address).scheme in ("rtsp", "rtsps")
    jpeg = _by_stream(question) if stream else still(question)
    if not is_jpeg(jpeg):
        raise Failed("garbled")
    return jpeg


def _by_stream(question: Question) -> bytes:
    try:
        from lazaretto.cameras.streams import first_frame  # it needs the extra ``cameras``
    except ImportError as fault:
        raise Failed("unreadable") from fault
    return first_frame(question)


def _be_small() -> None:
    """Limit memory, where the system can."""
    try:
        import resource
    except ImportError:
        return  # not on Windows
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
