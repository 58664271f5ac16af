"""Times of looks and roll-calls that nobody can foresee, and everybody can check afterwards (law 14).

A chain of secrets: the secret of a day is the SHA-256 of the secret of the day after it. Its far end, the
anchor, is published before the first day. Who is shown the secret of a day after it is over hashes it back
to the anchor, and draws the day's times again; from it nobody can work out a later day. So one fact
commits to thousands of days, and no timer has to publish anything.
"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from lazaretto.facts.supervision import DrawnFor

SIZE = 32  # bytes of a secret, and of SHA-256
# What times are drawn for: chains with different roots tell nothing of each other.
_NAMES: dict[DrawnFor, bytes] = {"gate_look": b"lazaretto gate looks", "roll_call": b"lazaretto roll-calls"}
_ROOT = b", root of a chain\n"
_DRAW = b", draw\n"


@dataclass(frozen=True, slots=True)
class Commitment:
    """What was published: the anchor (hexadecimal) of ``days`` days from ``first`` on."""

    anchor: str
    first: date
    days: int

    def __contains__(self, day: date) -> bool:
        return 0 <= (day - self.first).days < self.days


def root(master: bytes, *, facility: str, first: date, purpose: DrawnFor = "gate_look") -> bytes:
    """The secret after the last day of a facility's chain, from the secret that the installation keeps."""
    name = _NAMES[purpose] + _ROOT + f"{facility}|{first.isoformat()}".encode()
    return hmac.digest(master, name, "sha256")


def commitment(chain_root: bytes, *, first: date, days: int) -> Commitment:
    """What to publish before the first day."""
    return Commitment(_hashed(chain_root, days + 1).hex(), first, days)


def secret_of(chain_root: bytes, day: date, *, promised: Commitment) -> bytes | None:
    """The secret of a day; None where this chain does not lead to the anchor, or the day is outside it."""
    if day not in promised:
        return None
    found = _hashed(chain_root, promised.days - (day - promised.first).days)
    return found if keeps(promised, day, secret=found) else None


def keeps(promised: Commitment, day: date, *, secret: bytes) -> bool:
    """Whether this is the day's secret: hashed once for it and each day before, it is the anchor."""
    if day not in promised or len(secret) != SIZE:
        return False
    return _hashed(secret, (day - promised.first).days + 1).hex() == promised.anchor


def drawn(
    secret: bytes, *, facility: str, day: date, count: int, minutes: range, purpose: DrawnFor = "gate_look",
    slot: str = "",
) -> tuple[int, ...]:  # fmt: skip
    """``count`` different minutes of the facility's day, in order.

    From HMAC-SHA-256 of facility, day, a slot of the day where it has several, and a counter. minutes: those
    that are allowed, by the clock. Every set of so many is as likely: what does not divide evenly is thrown
    away and drawn again. Raises ValueError where there are too few minutes.
    """
    if count > len(minutes):
        raise ValueError(f"{count} times cannot be drawn from {len(minutes)} minutes")
    found: set[int] = set()
    name = "|".join(filter(None, (facility, day.isoformat(), slot))).encode()
    numbers = _numbers(secret, _NAMES[purpose] + _DRAW + name, below=len(minutes))
    while len(found) < count:
        found.add(minutes[next(numbers)])
    return tuple(sorted(found))


def _numbers(secret: bytes, name: bytes, *, below: int) -> Iterator[int]:
    """Numbers below a bound, each as likely (rejection sampling)."""
    whole = 2**64 // below * below
    counter = 0
    while True:
        digest = hmac.digest(secret, name + b"|%d" % counter, "sha256")
        counter += 1
        number = int.from_bytes(digest[:8], "big")
        if number < whole:
            yield number % below


def _hashed(secret: bytes, times: int) -> bytes:
    for _ in range(times):
        secret = sha256(secret).digest()
    return secret
