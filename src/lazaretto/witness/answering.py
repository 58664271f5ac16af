"""The witness over http (C2SP tlog-witness): two addresses, and a third that says who it is.

POST /add-checkpoint                  a log's checkpoint with its proof → the signature, or why not
GET  /<SHA-256 of origin>/checkpoint  the newest checkpoint of a log that was signed here
GET  /                                the public key of this witness
"""

import re
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from lazaretto.proofs.notes import MOST_BYTES, Signer, Verifier
from lazaretto.witness.memory import Memory

Start = Callable[[str, list[tuple[str, str]]], Any]
Application = Callable[[dict[str, Any], Start], Iterable[bytes]]
_CHECKPOINT = re.compile(r"/([0-9a-f]{64})/checkpoint")
_TEXT, _SIZE = "text/plain; charset=utf-8", "text/x.tlog.size"
_SAID = {
    200: "OK", 400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
    409: "Conflict", 413: "Content Too Large", 422: "Unprocessable Entity",
}  # fmt: skip


def application(
    memory: Memory, *, logs: Sequence[Verifier], signer: Signer, clock: Callable[[], float] = time.time
) -> Application:
    """A WSGI application. logs: the keys of those that are witnessed; of any other nothing is signed."""

    def answer(environ: dict[str, Any]) -> tuple[int, str, str]:
        verb, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "/")
        if path == "/add-checkpoint":
            if verb != "POST":
                return 405, "a checkpoint is sent by POST\n", _TEXT
            written = _body(environ)
            if written is None:
                return 413, f"a submission is text of {MOST_BYTES} bytes at most\n", _TEXT
            found = memory.answer(written, logs=logs, signer=signer, at=int(clock()))
            return found.status, found.body, _SIZE if found.status == 409 else _TEXT
        if verb not in ("GET", "HEAD"):
            return 405, "this can only be read\n", _TEXT
        if path in ("", "/"):
            return 200, f"{signer.verifier}\n", _TEXT
        asked = _CHECKPOINT.fullmatch(path)
        note = memory.note(asked[1]) if asked else None
        return (404, "nothing of that name was signed here\n", _TEXT) if note is None else (200, note, _TEXT)

    def answered(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        status, body, kind = answer(environ)
        data = body.encode()
        start(
            f"{status} {_SAID[status]}",
            [("Content-Type", kind), ("Content-Length", str(len(data))), ("Cache-Control", "no-cache")],
        )
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [data]

    return answered


def _body(environ: dict[str, Any]) -> str | None:
    stated = environ.get("CONTENT_LENGTH") or "0"
    if not stated.isdigit() or len(stated) > 9 or int(stated) > MOST_BYTES:
        return None
    try:
        return str(environ["wsgi.input"].read(int(stated)).decode())
    except UnicodeDecodeError:
        return ""  # no submission: it is answered as one that cannot be read
