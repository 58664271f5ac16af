"""Facts → events: one small function a kind, listed by family."""

from collections.abc import Callable
from typing import Any

from lazaretto.facts.fact import Fact
from lazaretto.registers import (
    appointments,
    assignments,
    case,
    command,
    complaints,
    custody,
    directives,
    dispatches,
    duty,
    extensions,
    gate,
    hand_overs,
    hygiene,
    immunity,
    inspections,
    leading,
    notices,
    partners,
    patrols,
    quarantine,
    regime,
    reports,
    retention,
    roll_calls,
    stock,
    supervision,
    testing,
    training,
)
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

LOWERING: dict[type, Callable[[Any, Fact, Names, Names], Rows]] = {
    **command.LOWERING,
    **leading.LOWERING,
    **directives.LOWERING,
    **assignments.LOWERING,
    **dispatches.LOWERING,
    **reports.LOWERING,
    **partners.LOWERING,
    **custody.LOWERING,
    **hand_overs.LOWERING,
    **quarantine.LOWERING,
    **gate.LOWERING,
    **testing.LOWERING,
    **hygiene.LOWERING,
    **case.LOWERING,
    **stock.LOWERING,
    **immunity.LOWERING,
    **regime.LOWERING,
    **appointments.LOWERING,
    **complaints.LOWERING,
    **duty.LOWERING,
    **training.LOWERING,
    **supervision.LOWERING,
    **roll_calls.LOWERING,
    **patrols.LOWERING,
    **notices.LOWERING,
    **extensions.LOWERING,
    **inspections.LOWERING,
    **retention.LOWERING,
}


def lower(fact: Fact, *, keys: Names, facilities: Names) -> Rows:
    """The events of one fact; none for a kind that no register reads (requests, the record's own)."""
    function = LOWERING.get(type(fact.body))
    return function(fact.body, fact, keys, facilities) if function else iter(())
