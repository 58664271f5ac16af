"""Witnesses on real sockets of this machine, and logs for them to look at."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from lazaretto.proofs.checkpoints import Checkpoint, sign_checkpoint
from lazaretto.proofs.notes import Note, Signer, Verifier
from lazaretto.proofs.tree import root
from lazaretto.witness.answering import application
from lazaretto.witness.memory import Memory
from tests.unit.proofs.log import KEY, subtrees

AT = 1_700_000_000


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 — the library's name
        """Nothing on the terminal of a test."""


@contextmanager
def witnessing(
    file: Path, signer: Signer, *, logs: Sequence[Verifier] = (KEY.verifier,), at: int = AT, port: int = 0
) -> Iterator[str]:
    """The address of a witness with its memory in a file, for as long as this lasts."""
    said = application(Memory(file), logs=logs, signer=signer, clock=lambda: at)
    server = make_server("127.0.0.1", port, said, server_class=_Server, handler_class=_Quiet)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def checkpoint(said: list[bytes], *, signer: Signer = KEY) -> Note:
    """The signed checkpoint of a log with these entries."""
    return sign_checkpoint(Checkpoint(KEY.name, len(said), root(len(said), subtrees(said))), signer)
