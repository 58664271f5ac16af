"""Machines to ask, on real sockets of this one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple


class Asked(NamedTuple):
    """What came in: GET or POST, the path, and what was said."""

    verb: str
    path: str
    body: bytes


# What is answered: status, body, headers.
Answer = tuple[int, bytes, dict[str, str]]


@contextmanager
def machine(answer: Callable[[Asked], Answer]) -> Iterator[str]:
    """The address of a machine that answers so, for as long as this lasts."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            said = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            status, body, headers = answer(Asked(self.command, self.path, said))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 — the library's names

        def log_message(self, *_: object) -> None:
            """Nothing on the terminal of a test."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def shelf(files: dict[str, bytes]) -> Iterator[str]:
    """The address of these files; what is put into them later is served too."""

    def answer(asked: Asked) -> Answer:
        data = files.get(asked.path.removeprefix("/log/"))
        return (404, b"", {}) if data is None else (200, data, {"Content-Type": "application/octet-stream"})

    with machine(answer) as address:
        yield f"{address}/log"
