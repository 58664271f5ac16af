"""Floors (M02): a protocol is nowhere laxer than the baseline it stands on.

A baseline declares its floors: a parameter with ``floor: min`` or ``max``, a clause with ``floor: true``.
The protocol states each of them under the same id. What a protocol leaves out is laxer, too.
"""

from collections.abc import Iterator
from decimal import Decimal

from lazaretto.protocol.checks.numbers import decimal
from lazaretto.protocol.document import Clause, Deadline, Parameter, Protocol, Recurring, Unit
from lazaretto.protocol.problem import Problem

_MINUTES = {"min": 1, "h": 60, "d": 1440}
_SEVERITIES = ("note", "warning", "alarm")


def baseline_is_at_hand(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """A protocol is checked against a baseline, and against the one it names; else a person should know."""
    given = f"{baseline.id}/{baseline.version}" if baseline else None
    named = protocol.baseline
    if named is not None and named != given:
        words = {"named": named, "given": given or "–"}
        yield Problem(code="baseline_absent", path="baseline", severity="warning", values=words)
    if named is None and given is None and protocol.kind == "protocol":
        yield Problem(code="baseline_unnamed", severity="warning")


def floors_hold(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """Every floor among the baseline's parameters is stated, in a like unit, and no laxer."""
    own = {parameter.id: (n, parameter) for n, parameter in enumerate(protocol.parameters)}
    for floor in baseline.parameters if baseline else ():
        if floor.floor is None:
            continue
        words = {"name": floor.id, "floor": f"{floor.value} {floor.unit}"}
        if floor.id not in own:
            yield Problem(code="floor_missing", path="parameters", values=words)
            continue
        number, parameter = own[floor.id]
        words["value"] = f"{parameter.value} {parameter.unit}"
        verdict = laxer(parameter, floor)
        if verdict is not False:
            code = "floor_broken" if verdict else "floor_unlike"
            yield Problem(code=code, path=f"parameters[{number}].value", values=words)


def floor_clauses_hold(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """Every clause that the baseline marks as a floor is there, of the same shape, and no laxer."""
    own = {clause.id: (number, clause) for number, clause in enumerate(protocol.clauses)}
    for floor in baseline.clauses if baseline else ():
        if not floor.floor:
            continue
        if floor.id not in own:
            yield Problem(code="floor_clause_missing", path="clauses", values={"name": floor.id})
            continue
        number, clause = own[floor.id]
        for field in _laxer_fields(clause, floor):
            path = f"clauses[{number}].{field}"
            words = {"name": floor.id, "field": field.rpartition(".")[2]}
            yield Problem(code="floor_clause_laxer", path=path, values=words)


def laxer(parameter: Parameter, floor: Parameter) -> bool | None:
    """Whether a parameter is laxer than its floor; None where the two cannot be compared."""
    value, least = comparable(parameter.value, parameter.unit), comparable(floor.value, floor.unit)
    if value is None or least is None or value[1] != least[1]:
        return None
    return value[0] < least[0] if floor.floor == "min" else value[0] > least[0]


def comparable(value: str, unit: Unit) -> tuple[Decimal, str] | None:
    """A value in one unit for all times, so that 48 h and 2 d compare; None where it is no number."""
    number = decimal(value)
    if number is None:
        return None
    factor = _MINUTES.get(unit)
    return (number * factor, "min") if factor else (number, unit)


def _laxer_fields(clause: Clause, floor: Clause) -> Iterator[str]:
    if not set(floor.levels) <= set(clause.levels):
        yield "levels"
    if _SEVERITIES.index(clause.severity) < _SEVERITIES.index(floor.severity):
        yield "severity"
    if floor.bottom_line and not clause.bottom_line:
        yield "bottom_line"
    mine, theirs = clause.duty, floor.duty
    if type(mine) is not type(theirs):
        yield "duty"
        return
    for field in ("who", "stratum", "evidence", "trigger", "condition"):
        if getattr(mine, field, None) != getattr(theirs, field, None):
            yield f"duty.{field}"
    if getattr(mine, "grace", 0) > getattr(theirs, "grace", 0):
        yield "duty.grace"
    if isinstance(mine, Recurring) and isinstance(theirs, Recurring):
        yield from _laxer_slots(mine, theirs)
    if isinstance(mine, Deadline) and isinstance(theirs, Deadline):
        yield from _laxer_times(mine, theirs)


def _laxer_slots(mine: Recurring, theirs: Recurring) -> Iterator[str]:
    if len(mine.slots) < len(theirs.slots):
        yield "duty.slots"
    if mine.layers and not (theirs.layers and set(theirs.layers) <= set(mine.layers)):
        yield "duty.layers"


def _laxer_times(mine: Deadline, theirs: Deadline) -> Iterator[str]:
    if theirs.within is not None and (mine.within is None or mine.within > theirs.within):
        yield "duty.within"
    if mine.leeway > theirs.leeway:
        yield "duty.leeway"
    if not set(theirs.on_days) <= set(mine.on_days):
        yield "duty.on_days"
