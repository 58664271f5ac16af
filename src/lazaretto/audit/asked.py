"""What the protocol in force asks of looks and counts, read off its clauses and parameters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lazaretto.obligations.force import InForce
from lazaretto.protocol.document import Clause, Recurring, Slot

WINDOW = "count.window"  # parameter: hours of one stretch that is tallied and counted again
STRETCH = "camera.stretch"  # parameter: minutes before a look in which what passed is counted
RETENTION = "camera.retention"  # parameter: days for which a picture is kept
WITHIN = "camera.drawn-within"  # parameter: minutes in which a drawn look is taken
_DAY = 24 * 60  # minutes


@dataclass(frozen=True, slots=True)
class Asked:
    """Slots of looks, and how many are drawn from which minutes of the day; 0 and empty: none is asked.

    window: hours. stretch, within: minutes. retention: days. None where no document in force says it.
    """

    slots: tuple[Slot, ...] = ()
    draws: int = 0
    minutes: range = range(0)
    window: int | None = None
    stretch: int | None = None
    within: int | None = None
    retention: int | None = None
    document: str | None = None
    version: str | None = None


def asked(forces: Sequence[InForce], at: int) -> Asked:
    """What the documents in force at an instant (seconds) ask; the one that speaks of looks decides."""
    for force in reversed(forces):
        if force.since <= at < force.until and any(answered_by(force, "gate_looked", "look_drawn")):
            return _of(force)
    return Asked()


def _of(force: InForce) -> Asked:
    slots = tuple(slot for duty in answered_by(force, "gate_looked") for slot in duty.slots)
    drawn = next(answered_by(force, "look_drawn"), None)
    return Asked(
        slots=tuple(sorted(slots, key=lambda slot: slot.opens)),
        draws=(drawn.sum_at_least or 1) if drawn else 0,
        minutes=minutes_of(drawn.slots[0]) if drawn else range(0),
        window=number_in(force, WINDOW), stretch=number_in(force, STRETCH), within=number_in(force, WITHIN),
        retention=number_in(force, RETENTION), document=force.protocol.id, version=force.protocol.version,
    )  # fmt: skip


def answered_by(force: InForce, *evidence: str) -> Iterator[Recurring]:
    """The recurring duties of a version that any of these events answers."""
    for clause in force.protocol.clauses:
        duty = _recurring(clause)
        if duty is not None and duty.evidence in evidence:
            yield duty


def _recurring(clause: Clause) -> Recurring | None:
    return clause.duty if isinstance(clause.duty, Recurring) else None


def minutes_of(slot: Slot) -> range:
    """The minutes of a slot, from midnight of the day on which it opens; a drawn time stays in that day."""
    first, last = (clock.hour * 60 + clock.minute for clock in (slot.opens, slot.closes))
    return range(first, last if last > first else _DAY)


def number_in(force: InForce, name: str) -> int | None:
    """A parameter of a version; None where it has none of that name."""
    return next((int(p.value) for p in force.protocol.parameters if p.id == name), None)
