"""The other nodes that this one speaks to: a file of the installation, and nothing beside it.

    {"houses": ["QZ-D"],
     "peers": [{"name": "city", "address": "https://city.example.org", "key": "city…+4b1f…+AX…",
                "token": "city.token", "houses": ["*"]}]}

``houses`` above: those that are kept here (``*``: all, as at the city). ``houses`` of a peer: those whose
node it is, of which alone it may state facts; ``*``: it passes on what others stated, as a city does. ``key``
is had on paper. ``token`` names a file beside this one; ``policy`` one with the witnesses that count.
A network with certificates of its own names its authority by SSL_CERT_FILE, which OpenSSL reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import msgspec

from lazaretto.neighbours.asking import is_address
from lazaretto.proofs.notes import LOG, BadNote, Verifier, verifier
from lazaretto.proofs.quorums import BadQuorum, read_quorum

EVERY = "*"
Name = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$(?!\n)")]


class BadPeers(ValueError):
    """A file that cannot be meant. The message says what to mend."""


class _Peer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: Name
    address: str
    key: str
    token: str
    houses: list[str]
    policy: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    houses: list[str]
    peers: list[_Peer]


@dataclass(frozen=True, slots=True)
class Peer:
    """name: that node's own. address: of the node. houses: whose node it is; None: every house.

    token: the file with what we show it. policy: the file of its witnesses, or none.
    """

    name: str
    address: str
    log: Verifier
    houses: frozenset[str] | None
    token: Path
    policy: Path | None = None

    def secret(self) -> str:
        """The token. Errors: BadPeers."""
        try:
            return self.token.read_text().strip()
        except (OSError, UnicodeDecodeError) as fault:
            raise BadPeers(
                f"{self.name}: the file {self.token} with its token cannot be read: {fault}"
            ) from None

    def witnesses(self) -> tuple[Verifier, ...]:
        """Whose cosignatures count. Errors: BadPeers."""
        if self.policy is None:
            return ()
        try:
            return tuple(read_quorum(self.policy.read_text()).witnesses.values())
        except (OSError, UnicodeDecodeError, BadQuorum) as fault:
            raise BadPeers(f"{self.name}: the policy {self.policy} cannot be read: {fault}") from None


@dataclass(frozen=True, slots=True)
class Peers:
    """houses: those kept here; None: every one. each: the peers, in the order of the file."""

    houses: frozenset[str] | None
    each: Sequence[Peer]

    def named(self, name: str) -> Peer | None:
        """The peer of a name."""
        return next((peer for peer in self.each if peer.name == name), None)


ALONE = Peers(None, ())


def read_peers(file: Path) -> Peers:
    """The peers of an installation; nobody where there is no file. Errors: BadPeers."""
    try:
        said = msgspec.json.decode(file.read_bytes(), type=_File)
    except FileNotFoundError:
        return ALONE
    except (OSError, msgspec.MsgspecError) as fault:
        raise BadPeers(f"{file}: {fault}") from None
    each = [_peer(one, file.parent) for one in said.peers]
    for what in ("name", "address", "log"):
        if len({getattr(one, what) for one in each}) < len(each):
            raise BadPeers(f"{file}: two peers have one {what}")
    return Peers(_houses(said.houses), each)


def _peer(one: _Peer, beside: Path) -> Peer:
    try:
        log = verifier(one.key)
    except BadNote as fault:
        raise BadPeers(f"{one.name}: its key: {fault}") from None
    if log.kind != LOG:
        raise BadPeers(f"{one.name}: its key is that of a witness, not of a log")
    address = one.address.rstrip("/")
    if not is_address(address) or not _is_safe(address):
        raise BadPeers(f"{one.name}: its address begins with https:// (http:// on this machine alone)")
    return Peer(
        one.name, address, log, _houses(one.houses), beside / one.token,
        beside / one.policy if one.policy else None,
    )  # fmt: skip


def _houses(named: Sequence[str]) -> frozenset[str] | None:
    return None if EVERY in named else frozenset(named)


def _is_safe(address: str) -> bool:
    """What is told is about people: it leaves the machine encrypted or not at all."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme == "https" or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
