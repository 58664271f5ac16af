"""Requests for entry as they stand: gathered from the registers, each with whose decision it awaits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from lazaretto.facts.command import LeaderNamed
from lazaretto.facts.fact import Fact
from lazaretto.facts.gate import Approver
from lazaretto.obligations.approving import OPEN, Approval, told
from lazaretto.obligations.delegating import Delegation, delegations
from lazaretto.obligations.force import InForce
from lazaretto.protocol.document import Refrain
from lazaretto.registers.command import LEVELS
from lazaretto.registers.events import Columns, Ints
from lazaretto.registers.standing import DETACHMENT, Standing

CLOSED = "entered_while_closed"  # the condition whose clause wants the upper approval for everything (M14)


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose decision is awaited at an instant: the leader by name, and whoever may decide for them (M03).

    leader: staff number of the responsible leader who was named last, None where nobody was. since: when
    the decision came to be theirs, in seconds.
    """

    level: Approver
    leader: str | None
    title: str | None
    delegates: tuple[str, ...]
    since: int


def approvals(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], asked: Columns | None = None
) -> tuple[Approval, ...]:
    """Requests for entry as they stand at the standing's instant, in the order in which they were made.

    asked: rows of ``entry_requested``; None: all of them.
    """
    rows = standing.events("entry_requested") if asked is None else asked
    if not len(rows):
        return ()
    said, passed = _said(standing, facts, rows.key), _passed(standing, rows.key)
    leave = delegations(standing, facts=facts)
    houses = {facts[number].facility for number in rows.fact.tolist()}
    closed = {house: closed_at(standing, forces, house) for house in houses}
    return tuple(
        told(
            facts[number], said.get(key, ()), at=standing.at, delegated=leave, passed=passed.get(key, ()),
            closed=closed[facts[number].facility],
        )
        for key, number in zip(rows.key.tolist(), rows.fact.tolist(), strict=True)
    )  # fmt: skip


def asked_at(standing: Standing, facility: str | None = None, *, living: bool = False) -> Columns:
    """Rows of requests: of one house, and with ``living`` those whose time is not over."""
    rows = standing.events("entry_requested")
    chosen = np.ones(len(rows), np.bool_)
    if facility is not None:
        chosen &= rows.facility == standing.facilities.find(facility)
    if living:
        chosen &= rows.aux > standing.at
    return rows.where(chosen)


def closed_at(standing: Standing, forces: Sequence[InForce], facility: str) -> tuple[tuple[int, int], ...]:
    """When everything of a house needed the detachment's approval, because it was fully closed (M14)."""
    here = standing.levels.where(standing.levels.key == standing.facilities.find(facility))
    found: list[tuple[int, int]] = []
    for force in forces:
        for clause in force.protocol.clauses:
            if isinstance(clause.duty, Refrain) and clause.duty.condition == CLOSED:
                wanted = here.where(np.isin(here.value, [LEVELS.index(level) for level in clause.levels]))
                starts, ends = np.maximum(wanted.start, force.since), np.minimum(wanted.end, force.until)
                found += zip(starts.tolist(), ends.tolist(), strict=True)
    return tuple((start, end) for start, end in found if start < end)


def opening(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], facility: str
) -> Iterator[Approval]:
    """The approvals on which somebody or something may come in now or later: what a station takes along.

    What somebody approved for themselves lets nobody in.
    """
    rows = asked_at(standing, facility, living=True)
    for one in approvals(standing, facts=facts, forces=forces, asked=rows):
        if one.state in OPEN and standing.at < one.closes and not one.by_asker:
            yield one


def turn_of(
    approval: Approval, standing: Standing, *, facts: Sequence[Fact], office: str | None,
    leave: Sequence[Delegation],
) -> Turn | None:  # fmt: skip
    """Whose decision a request awaits now; None where it awaits none.

    office: the detachment's own facility, whose responsible leader decides at its level. leave: the
    delegations that stand.
    """
    level = approval.turn
    if level is None:
        return None
    house = approval.request.facility
    named = leader_of(standing, facts=facts, facility=house if level == "leader" else office)
    since = approval.given[-1].at if approval.given else int(approval.request.occurred.timestamp())
    return Turn(
        level, named.person if named else None, named.title if named else None,
        tuple(
            dict.fromkeys(
                one.delegate for one in leave
                if one.facility == house and one.level == level and one.runs(standing.at)
            )
        ),
        since,
    )  # fmt: skip


def leader_of(standing: Standing, *, facts: Sequence[Fact], facility: str | None) -> LeaderNamed | None:
    """The responsible leader of a facility who was named last; None where nobody was."""
    if facility is None:
        return None
    rows = standing.events("leader_named")
    mine = rows.fact[rows.facility == standing.facilities.find(facility)]
    body = facts[int(mine[-1])].body if len(mine) else None
    return body if isinstance(body, LeaderNamed) else None


def office_of(standing: Standing, *, facts: Sequence[Fact], facility: str) -> str | None:
    """The detachment's office of the city that a house lies in; None where none was established."""
    city_of, office_in = standing.once("offices of cities", lambda: _offices_of_cities(standing, facts))
    return office_in.get(city_of.get(facility))


def _offices_of_cities(
    standing: Standing, facts: Sequence[Fact]
) -> tuple[dict[str, str | None], dict[str | None, str]]:
    """The city of each facility, and the office established last in each city."""
    rows = standing.events("facility_established")
    established = {facts[n].facility: getattr(facts[n].body, "city", None) for n in rows.fact.tolist()}
    offices = [facts[n] for n in rows.fact[rows.value == DETACHMENT].tolist()]
    return established, {getattr(fact.body, "city", None): fact.facility for fact in offices}


def said_of(standing: Standing, facts: Sequence[Fact], approval: str) -> list[Fact]:
    """What was decided of one request."""
    key = standing.names.find(approval)
    return _said(standing, facts, np.array([key], np.int64)).get(key, [])


def _said(standing: Standing, facts: Sequence[Fact], keys: Ints) -> dict[int, list[Fact]]:
    """What was decided of each request, by its key."""
    found: dict[int, list[Fact]] = {}
    for name in ("entry_approved", "entry_denied", "entry_withdrawn"):
        rows = standing.events(name)
        rows = rows.where(np.isin(rows.key, keys))
        for key, number in zip(rows.key.tolist(), rows.fact.tolist(), strict=True):
            found.setdefault(key, []).append(facts[number])
    return found


def _passed(standing: Standing, keys: Ints) -> dict[int, list[int]]:
    """When somebody or something came in on each request, by its key."""
    rows = standing.events("entered_on")
    rows = rows.where(np.isin(rows.value, keys))
    found: dict[int, list[int]] = {}
    for key, occurred in zip(rows.value.tolist(), rows.occurred.tolist(), strict=True):
        found.setdefault(key, []).append(occurred)
    return found
