"""Tubes at laboratories: what went there, what was acknowledged, what has no result yet, how long each took.

A tube's way is from the box in which it left to its first result after that. What was voided since asks for
no result.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant
from lazaretto.facts.testing import TubesHandedOver
from lazaretto.registers.standing import Standing


@dataclass(frozen=True, slots=True)
class Way:
    """One tube on its way. Seconds since 1970; None for what has not come about. void: it gives no result."""

    tube: str
    box: int  # number of the fact with which it left
    left: int
    received: int | None
    result: int | None
    void: bool

    @property
    def outstanding(self) -> bool:
        """Whether a result is still waited for."""
        return self.result is None and not self.void

    @property
    def took(self) -> int | None:
        """Seconds from the house to the result."""
        return None if self.result is None else self.result - self.left


@dataclass(frozen=True, slots=True)
class Laboratory:
    """One laboratory as the boxes name it. partner: its number on the register, where a box says so."""

    name: str
    partner: str | None
    ways: tuple[Way, ...] = field(default=())

    @property
    def outstanding(self) -> tuple[Way, ...]:
        """The tubes without a result, the oldest first."""
        return tuple(way for way in self.ways if way.outstanding)

    @property
    def unacknowledged(self) -> tuple[Way, ...]:
        """The tubes of which nobody has said that they arrived."""
        return tuple(way for way in self.outstanding if way.received is None)

    @property
    def turnarounds(self) -> tuple[int, ...]:
        """How many seconds each answered tube took, the quickest first."""
        return tuple(sorted(took for way in self.ways if (took := way.took) is not None))

    @property
    def median(self) -> int | None:
        """Of an even number the later of the two in the middle: half of the tubes took no longer."""
        return self.turnarounds[len(self.turnarounds) // 2] if self.turnarounds else None

    @property
    def worst(self) -> int | None:
        """The slowest answer."""
        return self.turnarounds[-1] if self.turnarounds else None

    @property
    def oldest(self) -> datetime | None:
        """When the oldest tube that still waits left the house."""
        return instant(self.outstanding[0].left) if self.outstanding else None


def laboratories(standing: Standing, facts: Sequence[Fact], *, facility: str) -> tuple[Laboratory, ...]:
    """Every laboratory to which this house sent tubes, the one with most outstanding first."""
    rows = standing.events("tube_handed_over")
    rows = rows.where(rows.facility == standing.facilities.find(facility))
    later = {name: _by_tube(standing, name) for name in ("tube_received", "tube_result", "tube_voided")}
    ways: dict[str, list[Way]] = {}
    partner: dict[str, str | None] = {}
    for key, left, number in zip(rows.key.tolist(), rows.occurred.tolist(), rows.fact.tolist(), strict=True):
        body = facts[number].body
        if not isinstance(body, TubesHandedOver):
            continue
        first = {name: _first(found.get(key, ()), left) for name, found in later.items()}
        way = Way(
            standing.names.name(key), number, left, first["tube_received"], first["tube_result"],
            first["tube_voided"] is not None,
        )  # fmt: skip
        ways.setdefault(body.laboratory, []).append(way)
        partner[body.laboratory] = body.partner or partner.get(body.laboratory)
    found = [Laboratory(name, partner[name], tuple(mine)) for name, mine in ways.items()]
    return tuple(sorted(found, key=lambda one: (-len(one.outstanding), one.name)))


def _by_tube(standing: Standing, name: str) -> dict[int, list[int]]:
    rows, found = standing.events(name), dict[int, list[int]]()
    for key, at in zip(rows.key.tolist(), rows.occurred.tolist(), strict=True):
        found.setdefault(key, []).append(at)
    return found


def _first(instants: Sequence[int], since: int) -> int | None:
    return next((at for at in instants if at >= since), None)
