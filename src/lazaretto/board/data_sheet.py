"""The sheet of data protection of one person: what is held about them, who read it, until when it is kept."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from lazaretto.board.data_classes import CLASSES, DataClass, class_of, title_of
from lazaretto.facts.periods import local_day
from lazaretto.obligations.erasures import Proposal
from lazaretto.obligations.retaining import Rule
from lazaretto.protocol.document import Text


class Counted(NamedTuple):
    """How many facts of a kind name a person in one facility, and when they occurred first and last."""

    kind: str
    facility: str
    facts: int
    first: datetime
    last: datetime


class HeldClass(NamedTuple):
    """One class of what is held, with its count; nothing held: facts is 0 and the days are None."""

    of: DataClass
    facts: int
    first: datetime | None
    last: datetime | None


class ErasedClass(NamedTuple):
    """What of a class was erased of the person, by which rule, and on which day of the house it was."""

    of: Text
    rule: str
    day: date


class ReadBy(NamedTuple):
    """On one day somebody of an office read the record, so many times."""

    day: date
    role: str
    facility: str
    times: int


@dataclass(frozen=True, slots=True)
class DataSheet:
    """The sheet. days, rule: of check-ins, None where no document in force says so. retained: of others.
    titles: what each of these rules is called. erased: what two people erased by one, the oldest first.

    hidden: reads by the inspector are left out, for whoever gives the sheet out is not to learn of them
    (law 12); own: whoever gives it out is whom it is about.
    """

    person: str
    at: datetime
    zone: str
    facility: str
    house: str
    held: tuple[HeldClass, ...]
    reads: tuple[ReadBy, ...]
    days: int | None
    rule: str
    hidden: bool
    own: bool
    given_by: str
    retained: tuple[Rule, ...] = ()
    titles: Mapping[str, Text] = field(default_factory=dict)
    erased: tuple[ErasedClass, ...] = ()


def by_class(found: Iterable[Counted]) -> tuple[HeldClass, ...]:
    """The classes that hold something, in the order of the list."""
    rows: dict[str, list[Counted]] = {}
    for one in found:
        rows.setdefault(class_of(one.kind).id, []).append(one)
    return tuple(_held(of, rows[of.id]) for of in CLASSES if of.id in rows)


def erased_of(
    person: str, every: Iterable[Proposal], *, codes: Container[str], zone: str
) -> tuple[ErasedClass, ...]:
    """What was erased of a person on proposals of these houses, a line a class, rule and day."""
    told: dict[ErasedClass, None] = {}
    for one in every:
        done = one.course.last("erase")
        if done is not None and one.body.person == person and one.fact.facility in codes:
            day = local_day(done.fact.occurred, zone=zone)
            told[ErasedClass(title_of(one.body.data), one.body.rule, day)] = None
    return tuple(sorted(told, key=lambda line: line.day))


def latest(found: Sequence[Counted]) -> str:
    """The facility where something was said about the person last; empty where nothing was."""
    return max(found, key=lambda one: one.last).facility if found else ""


def _held(of: DataClass, rows: list[Counted]) -> HeldClass:
    return HeldClass(
        of, sum(one.facts for one in rows), min(one.first for one in rows), max(one.last for one in rows)
    )
