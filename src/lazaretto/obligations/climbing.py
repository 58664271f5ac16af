"""How grave a finding is by now and whose it is: what comes again, and what is overdue, climbs (M33).

The steps of the ladder and every term are the document's: this reads them off its clauses.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from lazaretto.facts.notices import Gravity
from lazaretto.obligations.days import HOUR
from lazaretto.obligations.force import InForce
from lazaretto.obligations.notices import RaisedFinding
from lazaretto.protocol.document import Clause, Deadline, Owner, Refrain

GRAVITIES: tuple[Gravity, ...] = get_args(Gravity)
_MINUTE, _DAY = 60, 24 * HOUR
# state → what is awaited: the event that began the wait, the one that ends it, the acts that began it
AWAITED: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "raised": ("finding_raised", "finding_noticed", ("raise",)),
    "noticed": ("finding_noticed", "finding_rectified", ("notice",)),
    "returned": ("finding_again", "finding_rectified", ("return",)),
    "reopened": ("finding_again", "finding_rectified", ("reopen",)),
    "rectified": ("finding_rectified", "finding_reinspected", ("rectify",)),
}


@dataclass(frozen=True, slots=True)
class Climbed:
    """A finding as it stands on the ladder. severity: the one it was raised with, one step up a repeat.

    times: how often its matter was found in its house in the days that the document counts, itself included.
    due: by when the next step is taken, seconds; None where nobody says. first_due: by when it was before
    more time was granted; None where none was. whose: whose next step it is.
    """

    finding: RaisedFinding
    severity: Gravity
    times: int
    due: int | None
    overdue: bool
    whose: Owner | None
    first_due: int | None = None


def climbed(every: Iterable[RaisedFinding], *, forces: Iterable[InForce], at: int) -> tuple[Climbed, ...]:
    """Each finding of one house at an instant, in their order."""
    found, known = tuple(every), tuple(forces)
    clauses, reach = binding(known, at), repeat_days(known, at) * _DAY
    return tuple(_climbed(one, found, clauses, reach, at) for one in found)


def repeat_days(forces: Iterable[InForce], at: int) -> int:
    """Within how many days the same matter in the same house is a repeat; 0 where no document says."""
    return max((one.settings["days"] for one in _repeats(binding(forces, at))), default=0)


def binding(forces: Iterable[InForce], at: int) -> tuple[Clause, ...]:
    """The clauses of every document in force at an instant."""
    return tuple(
        clause for force in forces if force.since <= at < force.until for clause in force.protocol.clauses
    )


def term(clauses: Iterable[Clause], trigger: str, evidence: str, severity: Gravity | None) -> int | None:
    """Seconds from one event to another, as the strictest clause gives them; None where none does."""
    value = GRAVITIES.index(severity) if severity is not None else None
    found = [
        clause.duty.within * _MINUTE
        for clause in clauses
        if isinstance(clause.duty, Deadline) and clause.duty.within is not None
        and (clause.duty.trigger, clause.duty.evidence) == (trigger, evidence)
        and asked(clause.duty, value)
    ]  # fmt: skip
    return min(found, default=None)


def asked(duty: Deadline, value: int | None) -> bool:
    """Whether a clause speaks of an event of this value; None: of one that has none."""
    if value is None:
        return True
    among = not duty.trigger_values or value in duty.trigger_values
    return among and (duty.trigger_at_least is None or value >= duty.trigger_at_least)


def _climbed(
    one: RaisedFinding, every: tuple[RaisedFinding, ...], clauses: tuple[Clause, ...], reach: int, at: int
) -> Climbed:
    alike = [other for other in every if other.body.about == one.body.about]
    times = sum(one.at - reach < other.at <= one.at for other in alike) or 1
    step = min(GRAVITIES.index(one.body.severity) + times - 1, len(GRAVITIES) - 1)
    severity, first = GRAVITIES[step], _due(one, clauses)
    granted = _granted(one)
    due = first if granted is None else granted
    overdue = due is not None and due <= at
    whose = _whose(one, times, overdue=overdue)
    return Climbed(one, severity, times, due, overdue, whose, None if granted is None else first)


def _granted(one: RaisedFinding) -> int | None:
    """Until when more time was granted for the step that is awaited; None where none was since it began."""
    if not one.open:
        return None
    grants = [given for asked in one.extensions if (given := asked.granted) and given[0] >= began(one)]
    return max(grants)[1] if grants else None


def began(one: RaisedFinding) -> int:
    """When the wait began that the finding is in."""
    begun = AWAITED[one.course.state][2]
    return max((step.at for act in begun if (step := one.course.last(act))), default=one.at)


def _due(one: RaisedFinding, clauses: tuple[Clause, ...]) -> int | None:
    """The earlier of what somebody said and what the document gives for the step that is awaited."""
    state = one.course.state
    if state not in AWAITED:
        return None
    trigger, evidence, _begun = AWAITED[state]
    since = began(one)
    severity = one.demanded if state == "noticed" else one.body.severity
    given = term(clauses, trigger, evidence, severity if state in ("raised", "noticed") else None)
    ruled = None if given is None else since + given
    if state in ("rectified", "returned", "reopened"):
        return ruled  # what was said before was said of another step
    return min((moment for moment in (one.due, ruled) if moment is not None), default=None)


def _whose(one: RaisedFinding, times: int, *, overdue: bool) -> Owner | None:
    """The house puts right, the detachment looks again; what repeats or is overdue is its leader's."""
    state = one.course.state
    if state == "closed":
        return None
    if state == "rectified":
        return "detachment_leader" if overdue else "detachment_officer"
    if state == "raised" and one.body.due is None:
        return "detachment_leader"  # nobody has told the house yet: a notice is to be signed
    return "detachment_leader" if overdue or times > 1 else "leader"


def _repeats(clauses: Iterable[Clause]) -> Iterable[Refrain]:
    return [
        clause.duty
        for clause in clauses
        if isinstance(clause.duty, Refrain) and clause.duty.condition == "finding_repeated"
    ]
