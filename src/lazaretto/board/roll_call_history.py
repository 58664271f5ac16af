"""How houses answered their roll-calls through the weeks: by shift and by day (M31)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from lazaretto.board.houses import House
from lazaretto.board.roll_call_view import CallShown
from lazaretto.facts.periods import local_day
from lazaretto.protocol.document import Text


@dataclass(frozen=True, slots=True)
class ShiftHistory:
    """How a shift answered. middle, slowest: minutes until everybody had gathered, of those that answered.

    matched, mismatched: by the two counts. found: ended with a finding. label: None outside every slot.
    """

    label: Text | None
    calls: tuple[CallShown, ...]
    middle: float | None
    slowest: int | None
    late: int
    matched: int
    mismatched: int
    found: int
    stood_down: int


@dataclass(frozen=True, slots=True)
class HouseHistory:
    """One house's shifts, in the order of the day."""

    house: House
    shifts: tuple[ShiftHistory, ...]


def by_shift(calls: Sequence[CallShown], *, labels: Sequence[Text | None] = ()) -> tuple[ShiftHistory, ...]:
    """The history of each shift of whose calls some are here. labels: the shifts in the order of the day."""
    found = dict.fromkeys((*labels, *(call.shift for call in calls)))
    shifts = (_shift(label, [call for call in calls if call.shift == label]) for label in found)
    return tuple(one for one in shifts if one.calls)


def days_of(calls: Sequence[CallShown], *, zone: str) -> tuple[tuple[date, tuple[CallShown, ...]], ...]:
    """The calls by the day on which they were issued, the latest day first."""
    found: dict[date, list[CallShown]] = {}
    for call in calls:
        found.setdefault(local_day(call.called, zone=zone), []).append(call)
    return tuple((day, tuple(found[day])) for day in sorted(found, reverse=True))


def _shift(label: Text | None, calls: Sequence[CallShown]) -> ShiftHistory:
    minutes = [call.minutes for call in calls if call.minutes is not None]
    return ShiftHistory(
        label=label, calls=tuple(calls), middle=median(minutes) if minutes else None,
        slowest=max(minutes, default=None), late=sum(call.late for call in calls),
        matched=sum(call.state == "matched" for call in calls),
        mismatched=sum(call.differs for call in calls), found=sum(call.state == "found" for call in calls),
        stood_down=sum(call.state == "stood_down" for call in calls),
    )  # fmt: skip
