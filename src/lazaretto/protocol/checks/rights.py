"""Rights ceilings (G1): quarantine is not punishment, and no document may make it so.

These few numbers stand in code and not in a document, because no document may lower them. They are
those of the United Nations Standard Minimum Rules for the Treatment of Prisoners (the Nelson Mandela
Rules), General Assembly resolution 70/175 of 17 December 2015. A protocol that keeps people apart
states each as a parameter of the id given here, no laxer, and has the clauses that owe it at every
response level: a daily visit, a review and the next, human contact, an end to being alone. Warnings
come before that end, an order is reviewed, and alarms reach the doctor, the leader and the inspector.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from math import ceil
from typing import Literal, NamedTuple

from lazaretto.protocol.checks.floors import comparable
from lazaretto.protocol.checks.numbers import CONVERSIONS
from lazaretto.protocol.document import Clause, Deadline, Duty, Leg, Level, Protocol, Recurring, Refrain, Unit
from lazaretto.protocol.problem import Problem

LEVELS: tuple[Level, ...] = ("routine", "heightened", "closed", "outbreak")
MINUTES_A_DAY = CONVERSIONS["minutes"]["d"]


class Ceiling(NamedTuple):
    """A right as a number: what a protocol states at least (``min``) or at most (``max``), and why."""

    parameter: str
    bound: Literal["min", "max"]
    value: int
    unit: Unit
    rule: str


# Rule 44: 22 hours or more a day without meaningful human contact is solitary confinement, so whoever
# is alone is owed two hours of it every day.
CONTACT = Ceiling("contact.minutes", "min", 120, "min", "Nelson Mandela Rules 44")
SOLITARY = Ceiling("alone.hours", "max", 22, "h", "Nelson Mandela Rules 44")
# Rules 43 and 44: more than 15 days in a row of solitary confinement are prohibited.
ALONE = Ceiling("alone.days", "max", 15, "d", "Nelson Mandela Rules 43, 44")
# Rule 46: health-care staff visit whoever is kept apart, every day.
VISIT = Ceiling("visit.times", "min", 1, "times/d", "Nelson Mandela Rules 46")
# Rule 45: independent review; the first and each next come before the fifteen days are over.
REVIEW = Ceiling("review.days", "max", 15, "d", "Nelson Mandela Rules 45")
CEILINGS: tuple[Ceiling, ...] = (CONTACT, SOLITARY, ALONE, VISIT, REVIEW)

TOLD = frozenset({"doctor", "leader", "inspector"})  # who sees an alarm about rights at once
_OF_ORDERS = ("leg_without_order", "isolated_without_order", "isolation_past_end")
# events with which quarantine, or a leg of it, begins
_BEGINNINGS = ("ordered", "leg_started", "clock_started", "clock_restarted")
_LIFTING = {"released", "unplaced"}  # events by which custody ends


def rights_are_stated(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """Every ceiling is stated as a parameter, is kept, and is used by some clause."""
    if not isolating(protocol):
        return
    own = {parameter.id: (number, parameter) for number, parameter in enumerate(protocol.parameters)}
    used = {name for clause in protocol.clauses for name in clause.uses}
    for ceiling in CEILINGS:
        words = {
            "name": ceiling.parameter,
            "ceiling": f"{ceiling.value} {ceiling.unit}",
            "rule": ceiling.rule,
        }
        if ceiling.parameter not in own:
            yield Problem(code="right_missing", path="parameters", values=words)
            continue
        number, parameter = own[ceiling.parameter]
        words["value"] = f"{parameter.value} {parameter.unit}"
        if _beyond(comparable(parameter.value, parameter.unit), ceiling):
            yield Problem(code="right_broken", path=f"parameters[{number}].value", values=words)
        if ceiling.parameter not in used:
            yield Problem(code="right_idle", path=f"parameters[{number}]", values=words)


def visits_are_owed(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """A health worker's visit is owed every day in every leg of quarantine, at every level."""
    visits = [clause for clause in protocol.clauses if _is_daily_visit(clause)]
    for number, leg in isolating(protocol):
        for level in LEVELS:
            if not any(level in visit.levels and _reaches(visit, leg) for visit in visits):
                words = {"leg": leg.title, "level": level}
                yield Problem(code="visit_not_owed", path=f"legs[{number}]", values=words)


def reviews_are_owed(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """Every leg is reviewed within the ceiling, and reviewed again before as many days are over."""
    reviews = [
        (clause, clause.duty)
        for clause in protocol.clauses
        if isinstance(clause.duty, Deadline) and clause.duty.evidence == "reviewed"
    ]
    for number, leg in isolating(protocol):
        for level in LEVELS:
            binding = [duty for clause, duty in reviews if level in clause.levels]
            if not _reviewed_throughout(binding, leg):
                words = {"leg": leg.title, "level": level, "days": str(REVIEW.value)}
                yield Problem(code="review_not_owed", path=f"legs[{number}]", values=words)


def contact_is_owed(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """Whoever is alone is owed human contact every day, and is not left alone beyond the limit."""
    if not isolating(protocol):
        return
    for level in LEVELS:
        binding = [clause.duty for clause in protocol.clauses if level in clause.levels]
        words = {"level": level, "minutes": str(CONTACT.value), "days": str(ALONE.value)}
        if not any(_owes_contact(duty) for duty in binding):
            yield Problem(code="contact_not_owed", path="clauses", values=words)
        if not any(_ends_being_alone(duty) for duty in binding):
            yield Problem(code="alone_unlimited", path="clauses", values=words)


def warnings_come_in_time(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """Whoever is to be warned of days alone in a row is warned no later than the limit, never after it."""
    limit = _days_alone(protocol)
    for number, clause in enumerate(protocol.clauses):
        duty = clause.duty
        if not isinstance(duty, Refrain) or duty.condition != "alone_too_long":
            continue
        days = duty.settings.get("days", limit)
        if days > limit:
            words = {"name": clause.id, "days": str(days), "limit": str(limit)}
            yield Problem(code="warning_too_late", path=f"clauses[{number}].duty.settings.days", values=words)


def orders_are_reviewed(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """A document that asks for an order before somebody is set apart owes the order a review, too."""
    for number, clause in enumerate(protocol.clauses):
        if not _asks_for_order(clause.duty):
            continue
        for level in clause.levels:
            if not any(level in other.levels and _owes_review(other.duty) for other in protocol.clauses):
                words = {"name": clause.id, "level": level}
                yield Problem(code="order_unreviewed", path=f"clauses[{number}]", values=words)


def rights_alarms_are_told(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """An alarm about somebody's rights goes to the doctor, the leader and the inspector, at once (G1)."""
    for number, clause in enumerate(protocol.clauses):
        if protocol.kind != "protocol" or clause.measure != "G1" or clause.severity != "alarm":
            continue
        untold = TOLD - {clause.owner, *clause.tell}
        if untold:
            words = {"name": clause.id, "roles": ", ".join(sorted(untold))}
            yield Problem(code="alarm_untold", path=f"clauses[{number}].tell", values=words)


def custody_is_not_extended(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """Lawful release lifts every duty that quarantine called for: none may hold a free person."""
    for number, clause in enumerate(protocol.clauses):
        duty = clause.duty
        if (
            isinstance(duty, Deadline)
            and duty.trigger in (*_BEGINNINGS, "reviewed", "isolated")
            and not _LIFTING & set(duty.excused_by)
        ):
            path = f"clauses[{number}].duty"
            yield Problem(code="custody_extended", path=path, values={"name": clause.id})


def isolating(protocol: Protocol) -> list[tuple[int, Leg]]:
    """The legs in which people are kept apart, with their positions; the general wing is none."""
    return [(number, leg) for number, leg in enumerate(protocol.legs) if leg.role != "general_wing"]


def _beyond(stated: tuple[Decimal, str] | None, ceiling: Ceiling) -> bool:
    limit = comparable(str(ceiling.value), ceiling.unit)
    if stated is None or limit is None or stated[1] != limit[1]:
        return True
    return stated[0] < limit[0] if ceiling.bound == "min" else stated[0] > limit[0]


def _owes_contact(duty: Duty) -> bool:
    return (
        isinstance(duty, Recurring)
        and duty.who == "alone"
        and duty.evidence == "contact"
        and (duty.sum_at_least or 0) >= CONTACT.value
    )


def _ends_being_alone(duty: Duty) -> bool:
    return (
        isinstance(duty, Refrain)
        and duty.condition == "alone_too_long"
        and duty.settings.get("days", ALONE.value) <= ALONE.value
        and duty.settings.get("hours", SOLITARY.value) <= SOLITARY.value
        and duty.settings.get("minutes", CONTACT.value) >= CONTACT.value
    )


def _days_alone(protocol: Protocol) -> int:
    """The most days alone in a row that a document allows: its own number, never more than the ceiling."""
    for parameter in protocol.parameters:
        stated = comparable(parameter.value, parameter.unit)
        if parameter.id == ALONE.parameter and stated is not None and stated[1] == "min":
            return min(int(stated[0]) // MINUTES_A_DAY, ALONE.value)
    return ALONE.value


def _asks_for_order(duty: Duty) -> bool:
    if isinstance(duty, Refrain):
        return duty.condition in _OF_ORDERS
    return isinstance(duty, Deadline) and duty.trigger in ("ordered", "isolation_ordered")


def _owes_review(duty: Duty) -> bool:
    if isinstance(duty, Refrain):
        return duty.condition == "review_set_late" and duty.settings.get("days", 0) <= REVIEW.value
    return isinstance(duty, Deadline) and duty.evidence == "reviewed"


def _is_daily_visit(clause: Clause) -> bool:
    duty = clause.duty
    return (
        isinstance(duty, Recurring)
        and duty.who == "quarantined"
        and duty.evidence == "visited"
        and bool(duty.slots)
    )


def _reaches(clause: Clause, leg: Leg) -> bool:
    layers = getattr(clause.duty, "layers", ())
    return not layers or leg.layer in layers


def _reviewed_throughout(reviews: list[Deadline], leg: Leg) -> bool:
    """By days counted from the leg's beginning, or by each review calling for the next."""
    first = sorted(
        day
        for duty in reviews
        if duty.trigger == "ordered" or (duty.trigger in _BEGINNINGS and _chooses(duty, leg))
        for day in _days(duty)
    )
    again = [day for duty in reviews if duty.trigger == "reviewed" for day in _days(duty)]
    if not first or first[0] > REVIEW.value:
        return False
    if again and min(again) <= REVIEW.value:
        return True
    steps = [*first, leg.days]
    return all(later - earlier <= REVIEW.value for earlier, later in pairwise(steps))


def _chooses(duty: Deadline, leg: Leg) -> bool:
    return not duty.trigger_values or leg.layer in duty.trigger_values


def _days(duty: Deadline) -> tuple[int, ...]:
    within = () if duty.within is None else (ceil(duty.within / MINUTES_A_DAY),)
    return (*duty.on_days, *within)
