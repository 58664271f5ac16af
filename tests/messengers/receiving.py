"""Real receivers on this machine: a mail server, and a server for webhooks that answers as it is told."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Mailbox:
    """A mail server. answer: what it says to a message; received: those it took, with their recipients."""

    port: int = 0
    answer: str = "250 OK"
    received: list[tuple[list[str], EmailMessage]] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a message, or say no."""
        if self.answer.startswith("2"):
            content = envelope.content if isinstance(envelope.content, bytes) else b""
            self.received.append((list(envelope.rcpt_tos), BytesParser(policy=default).parsebytes(content)))
        return self.answer


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """A mail server at a free port, for as long as this lasts."""
    from tests.browser.city import free_port

    box = Mailbox(port=free_port())
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


@dataclass(slots=True)
class Hook:
    """A webhook's other side. status: what it answers; received: bodies, in order."""

    port: int = 0
    status: int = 200
    location: str = ""
    received: list[dict[str, Any]] = field(default_factory=list)


@contextmanager
def web_hook() -> Iterator[Hook]:
    """A server for webhooks at a free port, for as long as this lasts."""
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            if hook.status < 300:
                hook.received.append(json.loads(body))
            self.send_response(hook.status)
            if hook.location:
                self.send_header("Location", hook.location)
            self.end_headers()

        do_GET = do_POST  # noqa: N815 — a redirect would be followed by it

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Say nothing: the test tells what went wrong."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield hook
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
