"""The small world of the board tests, recorded on the real server, with a clock of its own."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client

from lazaretto.access.accounts import open_account
from lazaretto.access.actor import Scope
from lazaretto.access.scope import scoped
from lazaretto.facts.command import ProtocolIssued
from lazaretto.facts.fact import Fact
from lazaretto.ledger.appending import append
from lazaretto.protocol.publishing import digest
from tests.stating import fact, moment
from tests.unit.board.world import FOUNDING

NOW = "03-15 07:00"
DOCUMENT = ("four-layer-2022", "1")
BACKEND = "django.contrib.auth.backends.ModelBackend"
PASSWORD = "Qinzhou gate 07"


def issued(document: str = DOCUMENT[0], version: str = DOCUMENT[1], *, number: int = 9) -> Fact:
    """A document put in force (the four-layer one), with the digest of the file that is shipped."""
    data = (Path(settings.PROTOCOLS_DIR) / document / f"{version}.yaml").read_bytes()
    body = ProtocolIssued(document=document, version=version, digest=digest(data), authority="the office")
    return fact(body, "03-01 00:00", number=number, facility="TS-Z")


def record(*more: Fact) -> None:
    """Append the world and these facts."""
    with scoped(Scope(everywhere=True)):
        append([issued() if f.id.int == 9 else f for f in FOUNDING] + list(more))


def sign_in(client: Client, code: str, role: str, *facilities: str, everywhere: bool = False) -> Client:
    """Somebody of a role, signed in."""
    user = open_account(code=code, role=role, facilities=facilities, everywhere=everywhere, password=PASSWORD)
    client.force_login(user, backend=BACKEND)
    return client


def clock(at: str) -> Callable[[], datetime]:
    """A clock that stands still."""
    return lambda: moment(at)


def told(answer: Any) -> Any:
    """The JSON of an answer that is expected to be good."""
    assert answer.status_code < 300, answer.content
    return answer.json()
