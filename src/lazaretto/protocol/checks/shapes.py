"""Shapes: a clause can bind, a slot is answered once; a leg, a pattern and a pass come to an end."""

from collections.abc import Iterator
from datetime import time
from itertools import combinations

from lazaretto.protocol.document import Deadline, Protocol, Recurring, Slot
from lazaretto.protocol.problem import Problem

MINUTES_A_DAY = 1440


def levels_are_named(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """A clause without a level would never bind. (A pattern without one stands by as a choice.)"""
    for number, clause in enumerate(protocol.clauses):
        if not clause.levels:
            path = f"clauses[{number}].levels"
            yield Problem(code="levels_missing", path=path, values={"name": clause.id})


def duties_can_fall_due(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """A recurring duty has slots, a deadline has a time; neither is negative."""
    for number, clause in enumerate(protocol.clauses):
        duty, path = clause.duty, f"clauses[{number}].duty"
        if isinstance(duty, Recurring) and not duty.slots:
            yield Problem(code="never_due", path=f"{path}.slots", values={"name": clause.id})
        if isinstance(duty, Deadline) and duty.within is None and not duty.on_days:
            yield Problem(code="never_due", path=path, values={"name": clause.id})
        for field in ("within", "grace", "leeway"):
            value = getattr(duty, field, None)
            if value is not None and value < 0:
                yield Problem(code="below_zero", path=f"{path}.{field}", values={"number": str(value)})
        for day in getattr(duty, "on_days", ()):
            if day < 0:
                yield Problem(code="below_zero", path=f"{path}.on_days", values={"number": str(day)})


def slots_do_not_overlap(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """One measurement cannot answer two slots of the same clause."""
    for number, clause in enumerate(protocol.clauses):
        if not isinstance(clause.duty, Recurring):
            continue
        for (_, one), (later, other) in combinations(enumerate(clause.duty.slots), 2):
            if _minutes(one) & _minutes(other):
                yield Problem(
                    code="slots_overlap",
                    path=f"clauses[{number}].duty.slots[{later}]",
                    values={"one": one.label, "other": other.label},
                )


def legs_end(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """A leg of quarantine has an end, and its tests lie before it; the general wing is none."""
    for number, leg in enumerate(protocol.legs):
        if leg.role == "general_wing":
            continue
        if leg.days < 1:
            yield Problem(code="leg_endless", path=f"legs[{number}].days", values={"leg": leg.title})
        yield from _outside(f"legs[{number}].tests_on", leg.tests_on, leg.days)


def patterns_are_whole(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """A pattern of closed duty has phases, each of a day or more, with its tests inside."""
    for number, pattern in enumerate(protocol.patterns):
        if not pattern.phases:
            path = f"patterns[{number}].phases"
            yield Problem(code="pattern_empty", path=path, values={"name": pattern.title})
        for step, phase in enumerate(pattern.phases):
            path = f"patterns[{number}].phases[{step}]"
            if phase.days < 1:
                yield Problem(code="phase_empty", path=f"{path}.days", values={"phase": phase.phase})
            yield from _outside(f"{path}.tests_on", phase.tests_on, phase.days)


def passes_can_be_held(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """A pass in a procedure is good for a day or more, and some staff need it."""
    for number, procedure in enumerate(protocol.procedures):
        path, words = f"procedures[{number}]", {"name": procedure.title}
        if procedure.valid < 1:
            yield Problem(code="pass_empty", path=f"{path}.valid", values=words)
        if not procedure.staff:
            yield Problem(code="procedure_of_nobody", path=f"{path}.staff", values=words)


def retentions_do_not_contradict(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """What is held is kept for a day or more, and one rule alone says for how long."""
    seen: set[tuple[str, str]] = set()
    for number, rule in enumerate(protocol.retentions):
        path = f"retentions[{number}]"
        if rule.days < 1:
            yield Problem(code="retention_empty", path=f"{path}.days", values={"name": rule.id})
        if (rule.data, rule.after) in seen:
            yield Problem(code="retention_twice", path=path, values={"name": rule.id})
        seen.add((rule.data, rule.after))


def _outside(path: str, tests_on: tuple[int, ...], days: int) -> Iterator[Problem]:
    for number, day in enumerate(tests_on):
        if not 0 <= day <= days:
            words = {"day": str(day), "days": str(days)}
            yield Problem(code="test_outside", path=f"{path}[{number}]", values=words)


def _minutes(slot: Slot) -> set[int]:
    """The minutes of the day that a slot holds; one that closes at or before it opens goes past midnight."""
    opens, closes = _minute(slot.opens), _minute(slot.closes)
    length = (closes - opens) % MINUTES_A_DAY or MINUTES_A_DAY
    return {(opens + n) % MINUTES_A_DAY for n in range(length)}


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute
