"""On which days a deadline is owed: its own; or, after a step in the loop, those of an ordered pattern."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from lazaretto.obligations.days import local_day_numbers
from lazaretto.obligations.looping import counted_days
from lazaretto.protocol.document import Deadline, Protocol
from lazaretto.registers.duty import PHASES
from lazaretto.registers.events import Columns, Flags
from lazaretto.registers.standing import Standing

_EPOCH = date(1970, 1, 1)


def phase_days(duty: Deadline, protocol: Protocol) -> tuple[int, ...]:
    """How long the phases of any pattern last, for a duty that goes by the pattern that was ordered."""
    if duty.by_pattern is None:
        return ()
    return tuple(phase.days for pattern in protocol.patterns for phase in pattern.phases)


def days_of_phases(
    duty: Deadline, protocol: Protocol, standing: Standing, triggers: Columns
) -> Iterator[tuple[int, Flags]]:
    """Each day on which something is owed, and by which of the triggers; triggers are steps in the loop."""
    own = np.ones(len(triggers), np.bool_)
    asked: dict[int, Flags] = {}
    if duty.by_pattern is not None and len(standing.events("pattern_ordered")):
        since = local_day_numbers(standing, triggers.facility, triggers.occurred)
        steps = np.stack([triggers.facility, triggers.value, since])
        for facility, phase, day in np.unique(steps, axis=1).T.tolist():
            found = counted_days(
                standing, protocol, standing.facilities.name(facility), now=PHASES[phase],
                since=_EPOCH + timedelta(days=day), of=duty.by_pattern,
            )  # fmt: skip
            if found is None:
                continue
            mine = np.all(steps == np.array([[facility], [phase], [day]]), axis=0)
            own &= ~mine
            for number in found:
                asked[number] = asked.get(number, np.zeros(len(triggers), np.bool_)) | mine
    for number in sorted({*duty.on_days, *asked}):
        mine = asked.get(number, np.zeros(len(triggers), np.bool_))
        yield number, mine | own if number in duty.on_days else mine
