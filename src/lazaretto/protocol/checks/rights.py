"""Rights ceilings (G1): quarantine is not punishment, and no document may make it so.

These few numbers stand in code and not in a document, because no document may lower them. They are
those of the United Nations Standard Minimum Rules for the Treatment of Prisoners (the Nelson Mandela
Rules), General Assembly resolution 70/175 of 17 December 2015. A protocol that puts people into
quarantine states each as a parameter of the id given here, within the ceiling, and has a clause that
``uses`` it and so owes it.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from math import ceil
from typing import Literal, NamedTuple

from lazaretto.protocol.checks.numbers import CONVERSIONS, value_of
from lazaretto.protocol.document import Clause, Deadline, Leg, Level, Protocol, Recurring, Unit
from lazaretto.protocol.problem import Problem

LEVELS: tuple[Level, ...] = ("routine", "heightened", "closed", "outbreak")
MINUTES_A_DAY = CONVERSIONS["minutes"]["d"]


class Ceiling(NamedTuple):
    """A right as a number: what a protocol states at least (``min``) or at most (``max``), and why."""

    parameter: str
    bound: Literal["min", "max"]
    value: Decimal
    unit: Unit
    rule: str


CEILINGS: tuple[Ceiling, ...] = (
    # Rule 44: 22 hours or more a day without meaningful human contact is solitary confinement,
    # so whoever is alone is owed two hours of it every day.
    Ceiling("rights.human_contact", "min", Decimal(2), "h", "Nelson Mandela Rules 44"),
    # Rules 43 and 44: more than 15 days in a row of it are prohibited.
    Ceiling("rights.days_alone", "max", Decimal(15), "d", "Nelson Mandela Rules 43, 44"),
    # Rule 46: health-care staff visit whoever is separated every day.
    Ceiling("rights.health_visit", "min", Decimal(1), "times/d", "Nelson Mandela Rules 46"),
    # Rule 45: independent review; the first and each next come before the fifteen days are over.
    Ceiling("rights.review", "max", Decimal(15), "d", "Nelson Mandela Rules 45"),
)
_REVIEW = next(c.value for c in CEILINGS if c.parameter == "rights.review")
_BEGINNINGS = ("ordered", "leg_started", "clock_restarted")  # events with which quarantine begins
_LIFTING = {"released", "unplaced"}  # events by which custody ends


def rights_are_stated(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """Every ceiling is stated as a parameter, is kept, and is owed by some clause."""
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
        value = value_of(parameter)
        if parameter.unit != ceiling.unit or value is None or _beyond(value, ceiling):
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
                words = {"leg": leg.title, "level": level, "days": str(_REVIEW)}
                yield Problem(code="review_not_owed", path=f"legs[{number}]", values=words)


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


def _beyond(value: Decimal, ceiling: Ceiling) -> bool:
    return value < ceiling.value if ceiling.bound == "min" else value > ceiling.value


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
        if duty.trigger == "ordered" or (duty.trigger == "leg_started" and _chooses(duty, leg))
        for day in _days(duty)
    )
    again = [day for duty in reviews if duty.trigger == "reviewed" for day in _days(duty)]
    if not first or first[0] > _REVIEW:
        return False
    if again and min(again) <= _REVIEW:
        return True
    steps = [*first, leg.days]
    return all(later - earlier <= _REVIEW for earlier, later in pairwise(steps))


def _chooses(duty: Deadline, leg: Leg) -> bool:
    return not duty.trigger_values or leg.layer in duty.trigger_values


def _days(duty: Deadline) -> tuple[int, ...]:
    within = () if duty.within is None else (ceil(duty.within / MINUTES_A_DAY),)
    return (*duty.on_days, *within)
