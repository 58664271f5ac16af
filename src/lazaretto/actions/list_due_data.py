"""List what is due to be erased by a document's rules for classes of data: derived whenever somebody looks.

Nothing is erased by this. Whether anything keeps it is part of the answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.viewing import View, view
from lazaretto.board.data_classes import class_of
from lazaretto.facts.fact import Body, kind_of
from lazaretto.facts.periods import instant
from lazaretto.obligations.retaining import Rule, due, rules

ACT = "read_person"  # who is due was held here, and when that ended


@dataclass(frozen=True, slots=True)
class DueData:
    """What of a class names a person and is due. since: from when on it must be gone. facts: how many.

    held: what keeps it, ``incident``, ``dispute`` or ``complaint``; of whoever may not read complaints a
    complaint is ``matter``, for they are not to learn of it (H5).
    """

    person: str
    facility: str
    data: str
    rule: str
    days: int
    since: datetime
    facts: int
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DueDataList:
    """What is due, the oldest first, and the rules in force; without a rule nothing is."""

    at: datetime
    rules: tuple[Rule, ...]
    due: tuple[DueData, ...]


def list_due_data(
    facilities: Sequence[str] | None, *, actor: Actor, now: datetime, at: datetime | None = None
) -> DueDataList:
    """What is due of people whose custody or service ended in these facilities (None: all in scope).

    Raises :class:`Refused` by role and outside the scope.
    """
    actor.require(ACT)
    for facility in facilities or ():
        actor.require(ACT, facility=facility)
    seen = view(now=now, at=at)
    given = rules(seen.forces, seen.standing.at)
    codes = {house.code for house in seen.houses(actor.scope if facilities is None else facilities)}
    every = seen.keeping("data that are due", lambda: _due(seen, given))
    mine = [one for one in every if one.facility in codes]
    openly = actor.may("read_complaints")
    return DueDataList(seen.at, given, tuple(one if openly else _discreet(one) for one in mine))


def _due(seen: View, given: tuple[Rule, ...]) -> tuple[DueData, ...]:
    found = due(seen.standing, seen.record.facts, given, class_of=_class)
    return tuple(
        DueData(
            one.person, one.facility, one.rule.data, one.rule.rule, one.rule.days, instant(one.since),
            len(one.facts), tuple(sorted(one.held)),
        )
        for one in found
    )  # fmt: skip


def _class(kind: type[Body]) -> str | None:
    """The class of a kind of fact, where a document may rule over it."""
    one = class_of(kind_of(kind))
    return one.id if one.ends == "file" else None


def _discreet(one: DueData) -> DueData:
    held = tuple(sorted({"matter" if why == "complaint" else why for why in one.held}))
    return replace(one, held=held)
