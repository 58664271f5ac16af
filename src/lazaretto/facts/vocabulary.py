"""The table of contents: every kind of fact, by family, in reading order."""

from lazaretto.facts import (
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
    record,
    regime,
    reports,
    retention,
    roll_calls,
    stock,
    supervision,
    testing,
    training,
)
from lazaretto.facts.fact import Body, kind_of, tag_of

FAMILIES: dict[str, tuple[type[Body], ...]] = {
    "command": (
        *command.KINDS,
        *leading.KINDS,
        *directives.KINDS,
        *assignments.KINDS,
        *dispatches.KINDS,
        *reports.KINDS,
        *partners.KINDS,
    ),
    "custody": (*custody.KINDS, *hand_overs.KINDS),
    "quarantine": quarantine.KINDS,
    "gate": gate.KINDS,
    "testing": testing.KINDS,
    "hygiene": hygiene.KINDS,
    "case": case.KINDS,
    "stock": stock.KINDS,
    "immunity": immunity.KINDS,
    "regime": (*regime.KINDS, *appointments.KINDS, *complaints.KINDS),
    "duty": duty.KINDS,
    "training": training.KINDS,
    "supervision": (
        *supervision.KINDS,
        *notices.KINDS,
        *extensions.KINDS,
        *inspections.KINDS,
        *roll_calls.KINDS,
        *patrols.KINDS,
    ),
    "record": (*record.KINDS, *retention.KINDS),
}

KINDS: tuple[type[Body], ...] = tuple(kind for kinds in FAMILIES.values() for kind in kinds)
BY_TAG: dict[str, type[Body]] = {tag_of(kind): kind for kind in KINDS}
BY_KIND: dict[str, type[Body]] = {kind_of(kind): kind for kind in KINDS}  # newest version of each
