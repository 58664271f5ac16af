"""The release gate (M19): a leg ends when every condition is met and somebody signs, never by a timer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal

from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import at_local, local_day, seconds
from lazaretto.obligations.force import InForce
from lazaretto.obligations.groups import LAST
from lazaretto.obligations.holding import (
    Gathered,
    Held,
    Known,
    cohort_clean,
    days_full,
    next_place_reserved,
    no_fever,
    no_symptoms,
    order_live,
    review_done,
    tests_negative,
)
from lazaretto.obligations.reckoning import LegClock, clocks
from lazaretto.protocol.document import Deadline, Leg
from lazaretto.registers.standing import Standing

Status = Literal["counting", "ready", "due", "overdue", "blocked"]

# What must be met before the end of a leg is signed, in the order in which it is told.
GATE: tuple[Callable[[Known], Held], ...] = (
    days_full,
    tests_negative,
    no_fever,
    no_symptoms,
    cohort_clean,
    next_place_reserved,
    order_live,
    review_done,
)


@dataclass(frozen=True, slots=True)
class Clearance:
    """How a running leg stands before the gate.

    status: ``counting`` (its days are not full), ``blocked`` (they are, and something is not met or not
    known), ``due`` (all met and unsigned), ``overdue`` (that, and the time to sign is over), ``ready`` (met
    and signed).
    signed_by: the fact that signed it. overdue_from: when an unsigned end is overdue.
    """

    clock: LegClock
    conditions: tuple[Held, ...]
    status: Status
    signed_by: int | None = None
    overdue_from: datetime | None = None

    @property
    def open(self) -> tuple[Held, ...]:
        """The conditions that are not met, or of which nobody knows."""
        return tuple(held for held in self.conditions if held.state != "met")


def clearance(
    standing: Standing, *, forces: Sequence[InForce], facts: Sequence[Fact], person: str
) -> Clearance | None:
    """How a person's running leg stands; None where none of the layers apart runs."""
    found = _clearances(standing, forces, facts, clocks(standing, forces=forces, facts=facts, person=person))
    return found[0] if found else None


def clearances(
    standing: Standing, *, forces: Sequence[InForce], facts: Sequence[Fact], facility: str
) -> tuple[Clearance, ...]:
    """How every running leg of a facility stands."""
    return _clearances(
        standing, forces, facts, clocks(standing, forces=forces, facts=facts, facility=facility)
    )


def deciding_version(forces: Sequence[InForce], clock: LegClock) -> tuple[InForce, Leg] | tuple[None, None]:
    """The version that decides about a leg, and what it says of its layer.

    About a leg that began before any was in force the first one decides that speaks of its layer.
    """
    for force in forces:
        protocol = force.protocol
        if clock.document is None or (protocol.id, protocol.version) == (clock.document, clock.version):
            for leg in protocol.legs:
                if leg.layer == clock.layer:
                    return force, leg
    return None, None


def _clearances(
    standing: Standing, forces: Sequence[InForce], facts: Sequence[Fact], running: Sequence[LegClock]
) -> tuple[Clearance, ...]:
    apart = [clock for clock in running if clock.layer <= LAST]
    gathered = Gathered(standing, [clock.person for clock in apart])
    versions = (deciding_version(forces, clock) for clock in apart)
    return tuple(
        _clearance(Known(clock, gathered, facts, force, leg))
        for clock, (force, leg) in zip(apart, versions, strict=True)
    )


def _clearance(known: Known) -> Clearance:
    conditions = tuple(condition(known) for condition in GATE)
    signed, overdue = _signed(known), _overdue_from(known.clock, known.force)
    status: Status
    if conditions[0].state != "met":
        status = "counting"
    elif any(held.state != "met" for held in conditions):
        status = "blocked"
    elif signed is not None:
        status = "ready"
    else:
        status = "overdue" if overdue is not None and seconds(overdue) <= known.at else "due"
    return Clearance(known.clock, conditions, status, signed, overdue)


def _signed(known: Known) -> int | None:
    """The fact that signed the end of this leg, since its clock was last set."""
    rows = known.of("cleared")
    rows = rows.where((rows.value == known.clock.layer) & (rows.occurred >= seconds(known.clock.stated)))
    return int(rows.fact[-1]) if len(rows) else None


def _overdue_from(clock: LegClock, force: InForce | None) -> datetime | None:
    """When an end that nobody signed is overdue: the last day over, and the grace that the clause gives."""
    if clock.ends is None:
        return None
    hour, grace = _decided_by(clock.layer, force)
    following = timedelta(days=0 if hour else 1)
    day = local_day(clock.ends, zone=clock.zone) + following
    return max(at_local(day, hour or time(), zone=clock.zone), clock.ends) + timedelta(minutes=grace)


def _decided_by(layer: int, force: InForce | None) -> tuple[time | None, int]:
    """The hour and the minutes of grace with which the document wants the end of a layer's leg decided."""
    for clause in force.protocol.clauses if force else ():
        duty = clause.duty
        if isinstance(duty, Deadline) and duty.evidence == "leg_ended" and layer in duty.trigger_values:
            return duty.by_hour, duty.grace
    return None, 0
