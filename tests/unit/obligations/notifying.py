"""A small pen for who is told: lines by hand, people by hand, and a clock in minutes."""

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from lazaretto.obligations.notifying import Due, Person, Terms, Told, due
from lazaretto.obligations.outstanding import Line
from lazaretto.obligations.owed import identity
from lazaretto.obligations.whose import Whose
from lazaretto.protocol.document import Owner
from tests.stating import second

TERMS = Terms(urgent=30 * 60, other=12 * 3600, gather=3600)
ZONE = "Asia/Shanghai"
HELD: Mapping[Owner, str] = {
    "gate_officer": "G1", "duty_officer": "P1", "doctor": "M1", "leader": "L1", "detachment_officer": "W1",
    "detachment_leader": "C1",
}  # fmt: skip
NIGHT = (time(22), time(6))


def line(rule: str = "hygiene.temperatures", at: str = "03-15 09:00", **more: Any) -> Line:
    """One line that calls the duty officer of QZ-D and can wait, unless it is said otherwise."""
    values: dict[str, Any] = {
        "sort": "overdue", "rule": rule, "document": "small", "facility": "QZ-D", "role": "duty_officer",
        "at": second(at), "count": 1, "urgent": False,
    }  # fmt: skip
    values |= more
    made = identity("line", values["rule"], values["facility"], values["role"], str(values["at"]))
    return Line(id=made, **values)


def person(code: str, **more: Any) -> Person:
    """Somebody with a channel."""
    return Person(code, **{"reachable": True, "zone": ZONE, **more})


EVERYBODY = {code: person(code) for code in HELD.values()}


def asked(
    *lines: Line, at: str, told: Iterable[Told] = (), people: Mapping[str, Person] = EVERYBODY,
    held: Mapping[Owner, str | None] = HELD,
) -> Due:  # fmt: skip
    """What is due. held: who has each role; None where nobody has."""

    def who(role: Owner, facility: str) -> Whose:
        return Whose(held.get(role), None, "named", role, facility)

    return due(lines, who=who, people=people, told=told, terms=TERMS, at=second(at))


def told(found: Due, at: str, *, acknowledged: bool = False) -> list[Told]:
    """What is known of these messages once they were told."""
    return [
        Told(one.id, message.person, step, second(at), acknowledged)
        for message in found.messages
        for one, step in zip(message.lines, message.steps, strict=True)
    ]


def persons(found: Due) -> list[str]:
    """Who is told."""
    return [message.person for message in found.messages]
