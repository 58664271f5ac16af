"""One question to another machine over http(s), and what it answered.

An address is named by whoever runs the node, or by the reader at the terminal; no answer leads anywhere else:
redirects are not followed, no proxy is used, and nothing longer than was asked for is read. Whoever tells
drop by drop is cut off, in the handshake and in what stands above an answer too; its lines are bounded by
Python's own limits (65 536 bytes a line, a hundred lines).
"""

import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException
from threading import Event, Timer
from typing import TypeVar
from urllib.parse import urlsplit

from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPSConnectionPool, PoolManager, Retry, Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import HTTPResponse

_TRIES_AGAIN = 2
_STEPS = 20  # an answer may take so many times what one step of it may: ten minutes for a page of a log
# What a server says that is busy or just starting (RFC 9110, 15.6.3 to 15.6.5; RFC 6585, 4).
_BUSY = (429, 502, 503, 504)
T = TypeVar("T")


class Unreached(Exception):
    """No answer that could be read. The message is the address and why, for a person."""


@dataclass(frozen=True, slots=True)
class Reply:
    """status: as in HTTP. body: all of it. kind: its media type."""

    status: int
    body: bytes
    kind: str


def is_address(written: str) -> bool:
    """Whether this is the address of a machine: http or https, with a host, without a name or password."""
    try:
        parts = urlsplit(written)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        return False


def ask(
    address: str, *, most: int, seconds: float, said: bytes | None = None,
    head: Mapping[str, str] | None = None,
) -> Reply:  # fmt: skip
    """GET an address, or POST what is said to it. most: bytes of an answer. seconds: for each step of it,
    and twenty times as long for all of it.

    Asked again where no connection came about or the other is busy; what was said is said once only where the
    connection held. Errors: Unreached.
    """
    if not is_address(address):
        raise Unreached(f"{address}: not an http or https address")
    try:
        answer = _pool().request(
            "GET" if said is None else "POST", address, body=said, headers=dict(head or {}), redirect=False,
            retries=_tries(), timeout=Timeout(connect=seconds, read=seconds), preload_content=False,
        )  # fmt: skip
        body = _whole(answer, most + 1, until=time.monotonic() + _STEPS * seconds)
        if len(body) > most:
            answer.close()
            raise Unreached(f"{address}: the answer is longer than {most} bytes")
        answer.release_conn()
    except HTTPError as why:
        raise Unreached(f"{address}: {_why(why)}") from None
    return Reply(answer.status, body, answer.headers.get("Content-Type", "").partition(";")[0].strip())


def _whole(answer: BaseHTTPResponse, most: int, *, until: float) -> bytes:
    """The body, or so much of it. Whoever tells it drop by drop does not hold us up for ever."""
    body = b""
    while len(body) < most and (piece := answer.read1(most - len(body))):
        body += piece
        if time.monotonic() > until:
            answer.close()
            raise HTTPError("the answer takes too long")
    return body


def _tries() -> Retry:
    return Retry(
        total=_TRIES_AGAIN, redirect=0, backoff_factor=0.2, status_forcelist=_BUSY, raise_on_status=False,
        respect_retry_after_header=False,
    )  # fmt: skip


class _TooSlow(HTTPError):
    """A machine that went on and on. It is not asked again: that would take as long."""


def _within(connection: HTTPConnection, act: Callable[[], T]) -> T:
    """A step of a connection that may itself take many waits for the other; then the connection is cut."""
    cut = Event()

    def end() -> None:
        cut.set()
        if connection.sock is not None:
            with suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)

    timer = Timer(_STEPS * float(connection.timeout or 0), end)
    timer.daemon = True
    timer.start()
    try:
        found = act()
    except (HTTPError, OSError, HTTPException):
        if not cut.is_set():
            raise
    finally:
        timer.cancel()
    if cut.is_set():  # also where what came so far reads as an answer
        raise _TooSlow("the answer takes too long")
    return found


class _Plain(HTTPConnection):
    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as urllib3 does
        return _within(self, super().getresponse)


class _Encrypted(HTTPSConnection):
    def connect(self) -> None:
        _within(self, super().connect)

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as urllib3 does
        return _within(self, super().getresponse)


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _EncryptedPool(HTTPSConnectionPool):
    ConnectionCls = _Encrypted


@cache
def _pool() -> PoolManager:
    pools = PoolManager(num_pools=16, maxsize=4)
    pools.pool_classes_by_scheme = {"http": _PlainPool, "https": _EncryptedPool}
    return pools


def _why(fault: HTTPError) -> str:
    """The innermost cause in its own words, without the library's objects around it."""
    cause = getattr(fault, "reason", None)
    words = str(cause if isinstance(cause, BaseException) else fault)
    return words.rpartition("): ")[2] or type(fault).__name__
