"""The record at an instant as the twin reads it: which houses may be seen, which document has the legs."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date

from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import day_number, instant, local_day
from lazaretto.facts.quarantine import Ordered
from lazaretto.obligations.days import DEFAULT_ZONE
from lazaretto.obligations.force import InForce
from lazaretto.protocol.document import Protocol
from lazaretto.registers.standing import Standing
from lazaretto.twin.designing import ELSEWHERE
from lazaretto.twin.lowering import quarantine_layers

Way = tuple[str, tuple[str, ...]]  # the home at the end, and the house of each leg


@dataclass(frozen=True, slots=True)
class Present:
    """numbers: the houses that may be seen, by code. document: as ``leading`` has it, None where
    none in force has legs; layers: of quarantine in it, in order.
    """

    standing: Standing
    forces: tuple[InForce, ...]
    facts: Sequence[Fact]
    numbers: dict[str, int]
    zone: str
    today: date
    document: Protocol | None
    layers: tuple[int, ...]

    @property
    def day(self) -> int:
        """Today as a day number."""
        return day_number(self.today)

    def day_of(self, second: int) -> int:
        """The local day of an instant, as a day number."""
        return day_number(local_day(instant(second), zone=self.zone))


def present(
    standing: Standing, *, forces: Sequence[InForce], facts: Sequence[Fact], codes: Container[str]
) -> Present:
    """The record at the standing's instant, narrowed to some houses; offices are none."""
    numbers = {
        standing.facilities.name(int(number)): int(number)
        for number in standing.houses
        if standing.facilities.name(int(number)) in codes
    }
    zone = next((standing.zones.get(number, DEFAULT_ZONE) for number in numbers.values()), DEFAULT_ZONE)
    document = leading(forces, at=standing.at)
    return Present(
        standing, tuple(forces), facts, numbers, zone, local_day(instant(standing.at), zone=zone), document,
        quarantine_layers(document) if document else (),
    )  # fmt: skip


def leading(forces: Sequence[InForce], *, at: int) -> Protocol | None:
    """Of the documents in force at an instant the one that says most of quarantine: the one with most legs.

    Several may be in force at once (one of the community beside that of the houses); of two that have as
    many, the later one. None where none has legs.
    """
    held = [one.protocol for one in forces if one.since <= at < one.until and one.protocol.legs]
    return max(reversed(held), key=lambda one: len(quarantine_layers(one)), default=None)


def order_of(seen: Present, key: int, name: int | None = None) -> Ordered | None:
    """The order (by its number) that was last stated of a person; without a number the latest one."""
    rows = seen.standing.events("ordered")
    rows = rows.where(rows.key == key)
    if name is not None:
        rows = rows.where(rows.aux == name)
    body = seen.facts[int(rows.fact[-1])].body if len(rows) else None
    return body if isinstance(body, Ordered) else None


def way(seen: Present, order: Ordered | None, *, layer: int, facility: str) -> Way:
    """Where somebody goes whose leg of this layer is at a facility; they stay for what no order says."""
    planned = {leg.layer: ELSEWHERE if leg.outside else leg.facility for leg in order.legs} if order else {}
    places = [facility if one == layer else planned.get(one, facility) for one in seen.layers]
    home = planned[max(planned)] if planned else facility
    known = [code if code in seen.numbers else ELSEWHERE for code in (home, *places)]
    return known[0], tuple(known[1:])
