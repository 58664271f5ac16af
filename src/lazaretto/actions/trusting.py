"""The trust list in use: a signed file beside the data, read again only when it changed, never fetched.

A file that no pinned publisher has signed is as good as none, and then nobody is believed.
"""

import threading
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from lazaretto.access.actor import Actor
from lazaretto.credentials.trust import NOBODY, TrustList, Untrusted, read, succeeds

_Stamp = tuple[str, tuple[str, ...], int, int]


@dataclass(frozen=True, slots=True)
class Trusted:
    """The list, and why it is nobody's where it is: None for a list that is believed."""

    trust: TrustList
    untrusted: Untrusted | None


_lock = threading.Lock()
_held: dict[Path, tuple[_Stamp, Trusted]] = {}


def trusted() -> Trusted:
    """The list of ``settings.TRUST_LIST``, signed by one of ``settings.TRUST_PUBLISHERS``."""
    path, publishers = Path(settings.TRUST_LIST), tuple(settings.TRUST_PUBLISHERS)
    try:
        state = path.stat()
    except OSError:
        return Trusted(NOBODY, "no_list")
    stamp = (str(path), publishers, state.st_mtime_ns, state.st_size)
    with _lock:
        if path not in _held or _held[path][0] != stamp:
            _held[path] = (stamp, _judged(path.read_bytes(), publishers))
        return _held[path][1]


def import_trust_list(data: bytes, *, actor: Actor) -> Trusted:
    """Put a list in the place of the one in use, unless it is not believed, or older: then nothing changes.

    Whoever runs the machine imports; whom one believes is the publisher's word, and no act here can sign it.
    """
    actor.require("rebuild")
    new = _judged(data, tuple(settings.TRUST_PUBLISHERS))
    if new.untrusted is not None:
        return new
    if not succeeds(new.trust, trusted().trust):
        return Trusted(new.trust, "list_older")
    path = Path(settings.TRUST_LIST)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(data)
    beside.replace(path)  # at once: a reader finds the old one or the new one
    return new


def _judged(data: bytes, publishers: tuple[str, ...]) -> Trusted:
    found = read(data, publishers=publishers)
    return Trusted(found, None) if isinstance(found, TrustList) else Trusted(NOBODY, found)
