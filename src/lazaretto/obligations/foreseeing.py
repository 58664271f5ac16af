"""What will become of a finding, and when, if nobody does anything: read off the clauses in force (M33).

No timer runs: each step is there at its instant because the clause says so, and is told to whom the clause
tells it. What was done by then takes it away.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from lazaretto.facts.notices import Gravity
from lazaretto.facts.periods import seconds
from lazaretto.obligations.climbing import AWAITED, GRAVITIES, Climbed, asked, began, binding, repeat_days
from lazaretto.obligations.days import HOUR
from lazaretto.obligations.force import InForce
from lazaretto.protocol.document import Clause, Deadline, Owner, Recipient, Refrain

_MINUTE, _DAY = 60, 24 * HOUR
# reminded: it stands on the day sheet of whoever has it; climbs: it is the next leader's; escalated: an alarm
# that a clause raises; missed: the clause takes no answer for it any more; calms: found again by then, the
# matter is a step graver
Coming = Literal["reminded", "climbs", "escalated", "missed", "calms"]


@dataclass(frozen=True, slots=True)
class Ahead:
    """One step to come, at seconds. whose: who has it then; told: who else hears; clause: what says so."""

    at: int
    step: Coming
    whose: Owner | None = None
    told: tuple[Recipient, ...] = ()
    clause: str | None = None
    severity: Gravity | None = None


def ahead(one: Climbed, *, forces: Iterable[InForce], at: int) -> tuple[Ahead, ...]:
    """What is still to come of a finding at an instant, in order; nothing of one that is closed."""
    if one.whose is None:
        return ()
    known = tuple(forces)
    clauses = binding(known, at)
    found = [*_reminded(one, at), *_climbs(one), *_escalated(one, clauses), *_missed(one, clauses)]
    found += _calms(one, known, at)
    order = [one for one in found if one.at > at or one.step == "reminded"]
    return tuple(sorted(order, key=lambda step: step.at))


def _reminded(one: Climbed, at: int) -> Iterable[Ahead]:
    yield Ahead(at, "reminded", one.whose)


def _climbs(one: Climbed) -> Iterable[Ahead]:
    if one.due is not None and one.whose != "detachment_leader":
        yield Ahead(one.due, "climbs", "detachment_leader")


def _escalated(one: Climbed, clauses: tuple[Clause, ...]) -> Iterable[Ahead]:
    """Of what the house has to put right by an instant that somebody said."""
    said = one.due if one.first_due is not None else one.finding.due
    for clause in clauses if one.finding.open and said is not None else ():
        duty = clause.duty
        if isinstance(duty, Refrain) and duty.condition == "finding_overdue" and said is not None:
            yield Ahead(
                said + duty.settings["hours"] * HOUR, "escalated", clause.owner, clause.tell, clause.id
            )


def _missed(one: Climbed, clauses: tuple[Clause, ...]) -> Iterable[Ahead]:
    """When the clause that owes the next step takes no answer any more."""
    trigger, evidence, _begun = AWAITED[one.finding.course.state]
    since = began(one.finding)
    value = _value(one, trigger)
    for clause in clauses:
        duty = clause.duty
        if (
            isinstance(duty, Deadline)
            and duty.within is not None
            and (duty.trigger, duty.evidence) == (trigger, evidence)
            and asked(duty, value)
        ):
            yield Ahead(
                since + (duty.within + duty.grace) * _MINUTE, "missed", clause.owner, clause.tell, clause.id
            )


def _value(one: Climbed, trigger: str) -> int | None:
    """The severity by which a clause chooses among the events that begin the wait."""
    if trigger == "finding_raised":
        return GRAVITIES.index(one.finding.body.severity)
    return GRAVITIES.index(one.finding.demanded) if trigger == "finding_noticed" else None


def _calms(one: Climbed, forces: tuple[InForce, ...], at: int) -> list[Ahead]:
    """Until when the same matter, found again here, is a step graver than it was."""
    days = repeat_days(forces, at)
    if not days:
        return []
    step = min(GRAVITIES.index(one.severity) + 1, len(GRAVITIES) - 1)
    return [Ahead(seconds(one.finding.fact.occurred) + days * _DAY, "calms", severity=GRAVITIES[step])]
