"""Ask a camera for one picture, and be sure to have an answer within seconds.

What a camera sends is decoded by libraries written in C, and a camera can hang, or be somebody else. So a
process of its own asks it, with little memory and no secret but the one camera's; it is ended when its
time is over, whatever it is doing.
"""

import subprocess
import sys

import msgspec

from lazaretto.cameras.credentials import Credentials
from lazaretto.cameras.pictures import SECONDS, Failure, Picture, is_jpeg

FAILURES: dict[int, Failure] = {  # exit status: why
    10: "silent", 11: "unreachable", 12: "forbidden", 13: "garbled", 14: "unreadable",
}  # fmt: skip
_MODULE = "lazaretto.cameras.asking"
_BARE = {"LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}  # none of the server's own environment


class Question(msgspec.Struct, frozen=True):
    """What the process is told, on its standard input: no list of processes shows it."""

    address: str
    name: str | None = None
    password: str = ""
    seconds: float = SECONDS


def snapshot(
    address: str, *, known: Credentials | None = None, seconds: float = SECONDS
) -> Picture | Failure:
    """One picture of the camera at an address, or why there is none, within ``seconds`` and a little."""
    question = Question(address, known.name if known else None, known.password if known else "", seconds)
    try:
        answer = subprocess.run(  # noqa: S603 — our own module; the address goes in by standard input
            [sys.executable, "-m", _MODULE], input=msgspec.json.encode(question), capture_output=True,
            timeout=seconds, env=_BARE, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "silent"
    if answer.returncode == 0:
        return Picture(answer.stdout) if is_jpeg(answer.stdout) else "garbled"
    return FAILURES.get(
        answer.returncode, "garbled"
    )  # ended by a fault or for want of memory: it sent nonsense
