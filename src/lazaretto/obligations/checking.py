"""The whole check of a document: those of the protocol room, and that what it names exists here.

A document names events, groups and conditions by their names in the registers and in this room.
What issues a protocol calls :func:`check` of this module.
"""

from collections.abc import Iterator

from lazaretto.obligations.conditions import CONDITIONS
from lazaretto.obligations.groups import GROUPS, STRETCHES
from lazaretto.obligations.hearing import SCREENED
from lazaretto.obligations.stepping import CONDITIONS as STEPS
from lazaretto.protocol import checking
from lazaretto.protocol.checking import Check
from lazaretto.protocol.document import Deadline, Protocol, Recurring, Refrain
from lazaretto.protocol.problem import Problem
from lazaretto.registers.events import MEANING

# What a group's members are, in the words of `registers.events.MEANING`, where they are not people.
MEMBERS: dict[str, str] = {
    "key_areas": "place", "facilities": "facility", "wings": "wing", "offices": "facility",
    "tours": "facility|tour|turn",
}  # fmt: skip
OF_SCREENINGS = frozenset({"left_isolation_unclear"})  # conditions that read screenings
_ALIKE = {"subject": "person"}  # the gate's subjects are people, too


def events_exist(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """Every trigger, evidence and excuse is an event of the registers."""
    for path, name in _events(protocol):
        if name not in MEANING:
            yield Problem(code="event_unknown", path=path, values={"name": name})


def groups_exist(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """Every group that owes an answer, or is spared one, is one of this room's."""
    for number, clause in enumerate(protocol.clauses):
        duty, path = clause.duty, f"clauses[{number}].duty"
        if isinstance(duty, Recurring) and duty.who not in GROUPS:
            words = {"name": duty.who, "known": ", ".join(GROUPS)}
            yield Problem(code="group_unknown", path=f"{path}.who", values=words)
        for field in ("only", "spares") if isinstance(duty, Deadline) else ():
            name = getattr(duty, field)
            if name is not None and name not in STRETCHES:
                words = {"name": name, "known": ", ".join(STRETCHES)}
                yield Problem(code="group_unknown", path=f"{path}.{field}", values=words)


def conditions_exist(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """Every condition is one of this room's, and has the numbers it reads."""
    for number, clause in enumerate(protocol.clauses):
        duty, path = clause.duty, f"clauses[{number}].duty"
        if not isinstance(duty, Refrain):
            continue
        if duty.condition not in CONDITIONS:
            words = {"name": duty.condition, "known": ", ".join(CONDITIONS)}
            yield Problem(code="condition_unknown", path=f"{path}.condition", values=words)
            continue
        for name in CONDITIONS[duty.condition].needs:
            if name not in duty.settings:
                words = {"name": name, "condition": duty.condition}
                yield Problem(code="setting_missing", path=path, values=words)


def steps_exist(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """What a phase asks of whoever steps in or out is one of this room's conditions of stepping."""
    for number, pattern in enumerate(protocol.patterns):
        for place, phase in enumerate(pattern.phases):
            for field in ("enter", "exit"):
                for position, name in enumerate(getattr(phase, field)):
                    if name not in STEPS:
                        path = f"patterns[{number}].phases[{place}].{field}[{position}]"
                        words = {"name": name, "known": ", ".join(STEPS)}
                        yield Problem(code="condition_unknown", path=path, values=words)


def answers_can_come(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """Evidence speaks of the same kind of subject as the group or trigger that it answers."""
    for number, clause in enumerate(protocol.clauses):
        duty, path = clause.duty, f"clauses[{number}].duty.evidence"
        if not isinstance(duty, Recurring | Deadline):
            continue
        asked = MEMBERS.get(duty.who, "person") if isinstance(duty, Recurring) else _subject(duty.trigger)
        answered = _subject(duty.evidence)
        if asked and answered and asked != answered:
            words = {"name": duty.evidence, "asked": asked, "answered": answered}
            yield Problem(code="evidence_of_another", path=path, values=words)


def screenings_are_of_a_disease(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """A document that hears screenings says for which disease, so that it hears no other document's."""
    if protocol.screens_for is not None:
        return
    for path, name in _events(protocol):
        if name == SCREENED:
            yield Problem(code="screening_of_what", path=path, values={"name": name})
    for number, clause in enumerate(protocol.clauses):
        duty = clause.duty
        if isinstance(duty, Refrain) and duty.condition in OF_SCREENINGS:
            words = {"name": duty.condition}
            yield Problem(code="screening_of_what", path=f"clauses[{number}].duty.condition", values=words)


CHECKS: tuple[Check, ...] = (
    *checking.CHECKS, events_exist, groups_exist, conditions_exist, steps_exist,
    answers_can_come, screenings_are_of_a_disease,
)  # fmt: skip


def check(protocol: Protocol, *, baseline: Protocol | None) -> tuple[Problem, ...]:
    """Everything that is wrong with a document, check by check. Empty: nothing."""
    return tuple(problem for each in CHECKS for problem in each(protocol, baseline))


def _events(protocol: Protocol) -> Iterator[tuple[str, str]]:
    for number, clause in enumerate(protocol.clauses):
        duty, path = clause.duty, f"clauses[{number}].duty"
        if isinstance(duty, Deadline):
            yield f"{path}.trigger", duty.trigger
        if isinstance(duty, Deadline | Recurring):
            yield f"{path}.evidence", duty.evidence
            for position, name in enumerate(duty.excused_by):
                yield f"{path}.excused_by[{position}]", name
        if isinstance(duty, Deadline):
            for name in duty.excused_at_most:
                yield f"{path}.excused_at_most.{name}", name


def _subject(event: str) -> str | None:
    """Whom or what an event speaks of; None for an event that does not exist."""
    what = MEANING[event][0] if event in MEANING else None
    return _ALIKE.get(what, what) if what else None
