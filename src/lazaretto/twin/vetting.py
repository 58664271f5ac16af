"""What is wrong with a question before it is lived: row by row, as values that a screen has words for."""

from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from lazaretto.protocol.document import Pattern, Protocol
from lazaretto.twin.answer import MOST_POLICIES
from lazaretto.twin.asking import MOST_DAYS, MOST_POINTS, MOST_REPLICATES, Question, policies
from lazaretto.twin.designing import Change
from lazaretto.twin.disease import NotADisease, checked
from lazaretto.twin.engine.world import MOST_IN_A_COHORT
from lazaretto.twin.lowering import GENERAL_WING, CannotBeLowered, quarantine_legs

FaultCode = Literal[
    "too_many_orders", "name_missing", "name_twice", "leg_unknown", "leg_days_wrong", "tests_outside",
    "no_leg_left", "cohort_wrong", "pattern_unknown", "rounds_wrong", "answer_wrong", "freeze_wrong",
    "test_unknown", "days_wrong", "fineness_wrong", "not_a_number",
    "wing_that_ends", "leg_of_no_days", "leg_tests_outside", "phase_of_no_days", "no_legs",
    "not_a_disease", "cannot_be_lowered", "cannot_be_built",
]  # fmt: skip
MOST_ORDERS = MOST_POLICIES - 1  # beside the one that the document gives
MOST_LEG = 365  # days: a longer leg is a mistyped number


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that cannot be asked. order: the number of the other order (1 …); None: the whole question.

    field: which of its fields (``days.1``, ``tests.2``, ``cohort`` …), empty where it is none. values fill
    the sentence.
    """

    code: FaultCode
    order: int | None = None
    field: str = ""
    values: Mapping[str, str] = {}


def faults(question: Question) -> tuple[Fault, ...]:
    """Everything that keeps a question from being lived; empty: it may be asked."""
    found = [*_bounds(question), *_document(question.protocol, question.level), *_tests(question)]
    if len(question.orders) > MOST_ORDERS:
        found.append(Fault(code="too_many_orders", values={"most": str(MOST_ORDERS)}))
    names = [order.name for order in question.orders]
    for number, order in enumerate(question.orders, start=1):
        if order.name in names[: number - 1]:
            found.append(Fault(code="name_twice", order=number, field="name", values={"name": order.name}))
        found += _order(question.protocol, order, number)
    return tuple(found) or tuple(_lowered(question))


def raised(fault: Exception) -> Fault:
    """What lowering or the engine refused, as a fault of the question."""
    code: FaultCode = (
        "cannot_be_lowered" if isinstance(fault, CannotBeLowered)
        else "not_a_disease" if isinstance(fault, NotADisease)
        else "cannot_be_built"
    )  # fmt: skip
    return Fault(code=code, values={"why": str(fault)})


def _bounds(question: Question) -> Iterator[Fault]:
    most = min(question.disease.most_days or MOST_DAYS, MOST_DAYS)
    if not 1 <= question.days <= most:
        yield Fault(code="days_wrong", field="days", values={"most": str(most)})
    fine = 1 <= question.points <= MOST_POINTS and 1 <= question.replicates <= MOST_REPLICATES
    even = question.points & (question.points - 1) == 0  # a Sobol sequence covers evenly by powers of two
    if not (fine and even) or not 0 <= question.seed <= 2**31:
        values = {"points": str(MOST_POINTS), "replicates": str(MOST_REPLICATES)}
        yield Fault(code="fineness_wrong", field="points", values=values)


def _document(protocol: Protocol, level: str) -> Iterator[Fault]:
    """Parts of a document that the twin cannot live, by leg and pattern."""
    if not quarantine_legs(protocol):
        yield Fault(code="no_legs", values={"document": f"{protocol.id}/{protocol.version}"})
    for leg in protocol.legs:
        values = {"leg": str(leg.layer), "days": str(leg.days)}
        if leg.role == GENERAL_WING:
            if leg.days:
                yield Fault(code="wing_that_ends", values=values)
        elif leg.days <= 0:
            yield Fault(code="leg_of_no_days", values=values)
        elif late := [day for day in leg.tests_on if not 0 <= day <= leg.days]:
            yield Fault(code="leg_tests_outside", values=values | {"tests": _list(late)})
    for pattern in protocol.patterns:
        if level in pattern.levels:
            yield from _pattern(pattern)


def _pattern(pattern: Pattern) -> Iterator[Fault]:
    for phase in pattern.phases:
        if phase.days <= 0 or any(not 0 <= day <= phase.days for day in phase.tests_on):
            yield Fault(code="phase_of_no_days", values={"pattern": pattern.id, "phase": phase.phase})


def _tests(question: Question) -> Iterator[Fault]:
    try:
        checked(question.disease)
    except NotADisease as wrong:
        yield raised(wrong)
    known = [test.id for test in question.disease.tests]
    if question.test not in known:
        values = {"test": question.test, "known": ", ".join(known), "disease": question.disease.id}
        yield Fault(code="test_unknown", field="test", values=values)


def _order(protocol: Protocol, order: Change, number: int) -> Iterator[Fault]:
    if not order.name.strip():
        yield Fault(code="name_missing", order=number, field="name")
    yield from _legs(protocol, order, number)
    if order.cohort is not None and not 1 <= order.cohort <= MOST_IN_A_COHORT:
        values = {"cohort": str(order.cohort), "most": str(MOST_IN_A_COHORT)}
        yield Fault(code="cohort_wrong", order=number, field="cohort", values=values)
    if order.pattern is not None:
        known = {pattern.id: pattern for pattern in protocol.patterns}
        if order.pattern not in known:
            values = {"pattern": order.pattern, "known": ", ".join(known)}
            yield Fault(code="pattern_unknown", order=number, field="pattern", values=values)
        else:
            for fault in _pattern(known[order.pattern]):
                yield msgspec.structs.replace(fault, order=number, field="pattern")
    if order.rounds_every is not None and not 0 <= order.rounds_every <= MOST_LEG:
        yield Fault(code="rounds_wrong", order=number, field="rounds", values={"most": str(MOST_LEG)})
    if any(day < 0 for day in order.answer or ()):
        yield Fault(code="answer_wrong", order=number, field="answer")
    if order.freeze_days is not None and not 0 <= order.freeze_days <= MOST_LEG:
        yield Fault(code="freeze_wrong", order=number, field="freeze", values={"most": str(MOST_LEG)})


def _legs(protocol: Protocol, order: Change, number: int) -> Iterator[Fault]:
    own = quarantine_legs(protocol)
    days = {at: leg.days for at, leg in enumerate(own, start=1)}
    for at, leg in order.legs.items():
        values = {"leg": str(at), "legs": str(len(own)), "most": str(MOST_LEG)}
        if at not in days:
            yield Fault(code="leg_unknown", order=number, field=f"days.{at}", values=values)
            continue
        days[at] = days[at] if leg.days is None else leg.days
        if not 0 <= days[at] <= MOST_LEG:
            values["days"] = str(days[at])
            yield Fault(code="leg_days_wrong", order=number, field=f"days.{at}", values=values)
        elif days[at] and (late := [day for day in leg.tests_on or () if not 0 <= day <= days[at]]):
            values |= {"days": str(days[at]), "tests": _list(late)}
            yield Fault(code="tests_outside", order=number, field=f"tests.{at}", values=values)
    if days and not any(days.values()):
        yield Fault(code="no_leg_left", order=number, field="days.1")


def _lowered(question: Question) -> Iterator[Fault]:
    """What only lowering itself finds: a fault that nobody foresaw."""
    try:
        policies(question)
    except CannotBeLowered as wrong:
        yield raised(wrong)


def _list(days: list[int]) -> str:
    return ", ".join(map(str, days))
