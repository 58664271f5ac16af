"""A line between two nodes that a test can cut, and that loses answers or says old ones again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from threading import Thread
from urllib.parse import urlsplit

PASSED_ON = ("Authorization", "Accept")


@dataclass
class Link:
    """to: the address behind it. cut: nothing passes. loses, repeats: of how many answers (0 to 1)."""

    to: str
    cut: bool = False
    loses: float = 0.0
    repeats: float = 0.0
    chance: Random = field(default_factory=lambda: Random(7))  # noqa: S311 — when it fails is no secret
    address: str = ""
    before: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    passed: int = 0
    lost: int = 0
    repeated: int = 0

    def answer(self, path: str, headers: dict[str, str]) -> tuple[int, bytes] | None:
        """What the other says; None: the line broke while it spoke."""
        if self.cut:
            return None
        kind = path.partition("?")[0]
        if "/entries?" in path and kind in self.before and self.chance.random() < self.repeats:
            self.repeated += 1
            return self.before[kind]
        parts = urlsplit(self.to)
        connection = HTTPConnection(parts.hostname or "", parts.port or 80, timeout=60)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            found = answer.status, answer.read()
        except (OSError, HTTPException):
            return None
        finally:
            connection.close()
        self.before[kind] = found
        if self.chance.random() < self.loses:
            self.lost += 1
            return None
        self.passed += 1
        return found


@contextmanager
def linked(to: str) -> Iterator[Link]:
    """A line to an address, at an address of its own."""
    link = Link(to)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = link.answer(
                self.path, {name: self.headers[name] for name in PASSED_ON if name in self.headers}
            )
            if found is None:
                self.close_connection = True
                return  # no answer at all: the connection just ends
            self.send_response(found[0])
            self.send_header("Content-Length", str(len(found[1])))
            self.end_headers()
            self.wfile.write(found[1])

        def log_message(self, *_: object) -> None:
            """Nothing on the terminal of a test."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    link.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield link
    finally:
        server.shutdown()
        server.server_close()
