"""Numbers: each parameter is one, in a unit that fits; each number of a duty is a parameter's.

The rule of agreement: a number in a duty, leg, pattern, procedure or checklist equals the value of one of
the parameters that its clause, leg, pattern, procedure or checklist ``uses``, after conversion
(:data:`CONVERSIONS`).
A list of counted days agrees when every day from 1 on is such a value, or when a parameter states how
many there are (five tests). One slot a day, day 0 and the phases of a pattern that no level works need
no parameter.
So nobody changes 21 to 14 in one place and leaves it in the other.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from lazaretto.protocol.document import (
    Checklist,
    Clause,
    Deadline,
    Parameter,
    Pattern,
    Phase,
    Protocol,
    Recurring,
    Refrain,
    Unit,
)
from lazaretto.protocol.problem import Problem, Severity

Dimension = Literal["minutes", "hours", "days", "years", "tenths of a degree", "times"]
CONVERSIONS: dict[Dimension, dict[Unit, int]] = {
    "minutes": {"min": 1, "h": 60, "d": 1440},
    "hours": {"h": 1, "d": 24},
    "days": {"d": 1},
    "years": {"a": 1},
    "tenths of a degree": {"Cel": 10},
    "times": {"times": 1, "times/d": 1, "rounds": 1, "people": 1, "cells": 1, "mg/L": 1, "1": 1},
}
SETTINGS: dict[str, Dimension] = {  # by the first word of the setting's name
    "minutes": "minutes", "hours": "hours", "days": "days", "years": "years", "tenths": "tenths of a degree",
}  # fmt: skip
COUNTED_ONCE = (
    "look_drawn",
    "roll_call_held",
)  # events whose value is one each: their sum is how often, not how long
_WHOLE: tuple[Unit, ...] = ("times/d", "times", "rounds", "people", "cells")


class Stated(NamedTuple):
    """A number of the document outside its parameters, and the parameters it may have come from."""

    path: str
    number: int
    dimension: Dimension
    uses: tuple[str, ...]
    severity: Severity = "error"


class StatedDays(NamedTuple):
    """A list of counted days, likewise."""

    path: str
    days: tuple[int, ...]
    uses: tuple[str, ...]


def parameters_fit_their_units(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """A value is a decimal number; never negative but a temperature; whole where things are counted."""
    for number, parameter in enumerate(protocol.parameters):
        value = decimal(parameter.value)
        words = {"name": parameter.id, "value": parameter.value[:40], "unit": parameter.unit}
        path = f"parameters[{number}].value"
        if value is None:
            yield Problem(code="not_a_number", path=path, values=words)
        elif value < 0 and parameter.unit != "Cel":
            yield Problem(code="negative", path=path, values=words)
        elif parameter.unit in _WHOLE and value != value.to_integral_value():
            yield Problem(code="not_whole", path=path, values=words)


def parameters_are_in_force(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """A number that takes effect after its document, and no note says why: a person should look at it."""
    for number, parameter in enumerate(protocol.parameters):
        if parameter.effective > protocol.effective and parameter.note is None:
            yield Problem(
                code="effective_later", path=f"parameters[{number}].effective", severity="warning",
                values={
                    "name": parameter.id, "date": parameter.effective.isoformat(),
                    "document": protocol.effective.isoformat(),
                },
            )  # fmt: skip


def numbers_agree(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """Every number of a duty, leg, pattern, procedure or checklist equals a parameter that it uses."""
    parameters = {parameter.id: parameter for parameter in protocol.parameters}
    for stated in _numbers(protocol):
        held = _values(stated.uses, parameters, stated.dimension)
        if stated.number not in held:
            yield _unsourced(
                stated.path, f"{stated.number} ({stated.dimension})", stated.uses, stated.severity
            )
    for listed in _day_lists(protocol):
        days = _values(listed.uses, parameters, "days")
        counts = _values(listed.uses, parameters, "times")
        loose = [day for day in listed.days if day > 0 and day not in days]
        if loose and len(listed.days) not in counts:
            yield _unsourced(listed.path, ", ".join(map(str, loose)), listed.uses, "error")


def decimal(text: str) -> Decimal | None:
    """The number that a parameter's value writes, or None where it writes none."""
    if not re.fullmatch(r"[-+]?[0-9]{1,12}(\.[0-9]{1,12})?", text):
        return None
    return Decimal(text)


def _values(uses: Iterable[str], parameters: dict[str, Parameter], dimension: Dimension) -> set[Decimal]:
    """The values of the used parameters, in that dimension; those of other units left out."""
    used = [parameters[name] for name in uses if name in parameters]
    factors = CONVERSIONS[dimension]
    pairs = [(decimal(parameter.value), factors.get(parameter.unit)) for parameter in used]
    return {value * factor for value, factor in pairs if value is not None and factor is not None}


def _numbers(protocol: Protocol) -> Iterator[Stated]:
    for number, clause in enumerate(protocol.clauses):
        yield from _duty_numbers(f"clauses[{number}].duty", clause)
    for number, leg in enumerate(protocol.legs):
        if leg.role != "general_wing" or leg.days:
            yield Stated(f"legs[{number}].days", leg.days, "days", leg.uses)
    for path, pattern, phase in _worked_phases(protocol):
        yield Stated(f"{path}.days", phase.days, "days", pattern.uses)
    for number, procedure in enumerate(protocol.procedures):
        yield Stated(f"procedures[{number}].valid", procedure.valid, "days", procedure.uses)
    for number, rule in enumerate(protocol.retentions):
        yield Stated(f"retentions[{number}].days", rule.days, "days", rule.uses)
    for number, checklist in enumerate(protocol.checklists):
        yield from _checklist_numbers(f"checklists[{number}]", checklist)


def _checklist_numbers(path: str, checklist: Checklist) -> Iterator[Stated]:
    """Weights, bounds and days until a hazard is put right; a bound is in the unit of its item."""
    for hazard, days in checklist.due.items():
        yield Stated(f"{path}.due.{hazard}", days, "days", checklist.uses)
    for index, item in enumerate(checklist.items):
        yield Stated(f"{path}.items[{index}].weight", item.weight, "times", checklist.uses)
        dimension = _dimension(item.unit or "1")
        for bound in ("at_least", "at_most"):
            value = getattr(item, bound)
            if value is not None:
                yield Stated(f"{path}.items[{index}].{bound}", value, dimension, checklist.uses)


def _dimension(unit: Unit) -> Dimension:
    """The dimension in which a number of that unit is said as it stands."""
    return next((dimension for dimension, factors in CONVERSIONS.items() if factors.get(unit) == 1), "times")


def _duty_numbers(path: str, clause: Clause) -> Iterator[Stated]:
    duty, uses = clause.duty, clause.uses
    if isinstance(duty, Refrain):
        for name, value in duty.settings.items():
            dimension = SETTINGS.get(name.partition("_")[0], "times")
            yield Stated(f"{path}.settings.{name}", value, dimension, uses)
        return
    if isinstance(duty, Recurring):
        if len(duty.slots) > 1:
            yield Stated(f"{path}.slots", len(duty.slots), "times", uses)
        if duty.sum_at_least is not None:
            counted: Dimension = "times" if duty.evidence in COUNTED_ONCE else "minutes"
            yield Stated(f"{path}.sum_at_least", duty.sum_at_least, counted, uses)
    if isinstance(duty, Deadline):
        if duty.within is not None:
            yield Stated(f"{path}.within", duty.within, "minutes", uses)
        if duty.leeway:
            yield Stated(f"{path}.leeway", duty.leeway, "minutes", uses)
        if duty.quiet:
            yield Stated(f"{path}.quiet", duty.quiet, "minutes", uses, "warning")
        if duty.trigger_at_least is not None and duty.trigger == "temperature":
            yield Stated(f"{path}.trigger_at_least", duty.trigger_at_least, "tenths of a degree", uses)
    if duty.grace:
        yield Stated(f"{path}.grace", duty.grace, "minutes", uses, "warning")


def _day_lists(protocol: Protocol) -> Iterator[StatedDays]:
    for number, clause in enumerate(protocol.clauses):
        if isinstance(clause.duty, Deadline):
            yield StatedDays(f"clauses[{number}].duty.on_days", clause.duty.on_days, clause.uses)
    for number, leg in enumerate(protocol.legs):
        yield StatedDays(f"legs[{number}].tests_on", leg.tests_on, leg.uses)
    for path, pattern, phase in _worked_phases(protocol):
        yield StatedDays(f"{path}.tests_on", phase.tests_on, pattern.uses)


def _worked_phases(protocol: Protocol) -> Iterator[tuple[str, Pattern, Phase]]:
    """The phases of the patterns in use; the others stand by as a choice, with their source."""
    for number, pattern in enumerate(protocol.patterns):
        for step, phase in enumerate(pattern.phases if pattern.levels else ()):
            yield f"patterns[{number}].phases[{step}]", pattern, phase


def _unsourced(path: str, number: str, uses: tuple[str, ...], severity: Severity) -> Problem:
    words = {"field": path.rpartition(".")[2], "number": number, "uses": ", ".join(uses) or "–"}
    return Problem(code="number_unsourced", path=path, severity=severity, values=words)
