"""List what is due to be erased by a document's rules for classes of data: derived whenever somebody looks.

Nothing is erased by this. What keeps it, who proposed to erase it, and which holds stand is told with it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from lazaretto.access.actor import Actor
from lazaretto.actions.viewing import View, view
from lazaretto.actions.withholding import kept_from
from lazaretto.board.data_classes import class_of
from lazaretto.board.rule_titles import rule_titles
from lazaretto.facts.fact import Body, Fact, family_of, kind_of
from lazaretto.facts.periods import instant
from lazaretto.facts.retention import ErasureProposed, Office
from lazaretto.obligations.erasures import Hold, Proposal, holds, proposals, still_asks
from lazaretto.obligations.force import InForce
from lazaretto.obligations.retaining import Due, Rule, coming, due, rules
from lazaretto.protocol.document import Text
from lazaretto.registers.standing import Standing

ACT = "read_retention"


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A hold that stands. id: what lifts it names this. office: whose decision it is."""

    id: UUID
    person: str
    facility: str
    office: Office
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal that waits for its answer. id: what answers it names this."""

    id: UUID
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DueData:
    """What of a class names a person and is due. since: from when on it must be gone. facts: how many.

    held: what keeps it, ``incident``, ``dispute``, ``hold`` or ``complaint``; of whoever may not read
    complaints, or is complained of, a complaint is ``matter``, for they are not to learn of it (H5).
    """

    person: str
    facility: str
    data: str
    rule: str
    days: int
    since: datetime
    facts: int
    held: tuple[str, ...]
    proposal: ProposalRow | None = None


@dataclass(frozen=True, slots=True)
class DueDataList:
    """What is due, the oldest first, and the rules in force; without a rule nothing is.

    holds: those that stand in these facilities, whether anything is due or not. coming: when something is due
    next, as things stand; only where nothing is due now. titles: what each rule is called.
    """

    at: datetime
    rules: tuple[Rule, ...]
    due: tuple[DueData, ...]
    holds: tuple[HoldRow, ...] = ()
    coming: datetime | None = None
    titles: Mapping[str, Text] = field(default_factory=dict)


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
    every = all_due(seen)
    waiting = proposals(seen.standing, seen.record.facts)
    mine = [_row(one, waiting, seen.standing, actor) for one in every if one.facility in codes]
    held = (_held(one) for one in holds(seen.standing, seen.record.facts))
    return DueDataList(
        seen.at, given, tuple(mine), tuple(one for one in held if one.facility in codes),
        None if mine else _coming(seen, given, codes), rule_titles(seen.forces, [one.rule for one in given]),
    )  # fmt: skip


def all_due(seen: View) -> tuple[Due, ...]:
    """What is due at the view's instant, everywhere: worked out once for all who look at it."""
    return seen.keeping("data that are due", lambda: due_data(seen.standing, seen.record.facts, seen.forces))


def due_data(standing: Standing, facts: Sequence[Fact], forces: Sequence[InForce]) -> tuple[Due, ...]:
    """What is due at the standing's instant, everywhere, by the rules in force then."""
    return due(standing, facts, rules(forces, standing.at), class_of=retained_class)


def retained_class(kind: type[Body]) -> str | None:
    """The class of a kind of fact, where a document may rule over it.

    What the record says about itself is in none: that something was erased, and why it was kept, stays.
    """
    one = class_of(kind_of(kind))
    return one.id if one.ends == "file" and family_of(kind) != "record" else None


def proposed(one: Due, waiting: Iterable[Proposal], *, standing: Standing) -> Proposal | None:
    """The proposal about what is due that waits for its answer."""
    wanted = ErasureProposed(person=one.person, data=one.rule.data, rule=one.rule.rule)
    asking = (said for said in waiting if still_asks(said, wanted, facility=one.facility, standing=standing))
    return next(asking, None)


def told_held(held: Iterable[str], *, actor: Actor, standing: Standing) -> tuple[str, ...]:
    """What keeps something, as this reader may know it."""
    openly = actor.may("read_complaints") and not kept_from(actor, standing)
    return tuple(sorted({"matter" if why == "complaint" and not openly else why for why in held}))


def _row(one: Due, waiting: Sequence[Proposal], standing: Standing, actor: Actor) -> DueData:
    said = proposed(one, waiting, standing=standing)
    return DueData(
        one.person, one.facility, one.rule.data, one.rule.rule, one.rule.days, instant(one.since),
        len(one.facts), told_held(one.held, actor=actor, standing=standing),
        ProposalRow(said.id, said.fact.actor, said.fact.occurred) if said is not None else None,
    )  # fmt: skip


def _held(one: Hold) -> HoldRow:
    fact, body = one.fact, one.body
    return HoldRow(fact.id, body.person, fact.facility, body.office, fact.actor, fact.occurred, body.reason)


def _coming(seen: View, given: Sequence[Rule], codes: Iterable[str]) -> datetime | None:
    facts = seen.record.facts
    first: Mapping[str, int] = seen.keeping(
        "data that will be due", lambda: coming(seen.standing, facts, given, class_of=retained_class)
    )
    return min((instant(first[code]) for code in codes if code in first), default=None)
