"""Assignments lowered: each act of one, and until when it is due."""

from typing import Any, get_args

from lazaretto.facts import assignments
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import seconds
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

ORIGINS = get_args(assignments.Origin)


def _assignment_set(body: assignments.AssignmentSet, fact: Fact, keys: Names, facilities: Names) -> Rows:
    key = keys.number(f"{fact.facility}|{body.assignment}")
    yield "assignment_set", key, ORIGINS.index(body.origin), keys.number(body.owner)
    yield "assignment_due", key, 0, seconds(body.due)


def _assignment_done(body: assignments.AssignmentDone, fact: Fact, keys: Names, facilities: Names) -> Rows:
    key = keys.number(f"{fact.facility}|{body.assignment}")
    yield "assignment_done", key, keys.number(body.done_by), keys.number(fact.actor)


def _assignment_verified(
    body: assignments.AssignmentVerified, fact: Fact, keys: Names, facilities: Names
) -> Rows:
    key = keys.number(f"{fact.facility}|{body.assignment}")
    yield "assignment_verified", key, keys.number(body.verified_by), keys.number(fact.actor)


def _assignment_returned(
    body: assignments.AssignmentReturned, fact: Fact, keys: Names, facilities: Names
) -> Rows:
    key = keys.number(f"{fact.facility}|{body.assignment}")
    yield "assignment_returned", key, keys.number(body.returned_by), keys.number(fact.actor)
    yield "assignment_due", key, 1, seconds(body.due)


def _assignment_withdrawn(
    body: assignments.AssignmentWithdrawn, fact: Fact, keys: Names, facilities: Names
) -> Rows:
    key = keys.number(f"{fact.facility}|{body.assignment}")
    yield "assignment_withdrawn", key, keys.number(body.withdrawn_by), keys.number(fact.actor)


LOWERING: dict[type, Any] = {
    assignments.AssignmentSet: _assignment_set,
    assignments.AssignmentDone: _assignment_done,
    assignments.AssignmentVerified: _assignment_verified,
    assignments.AssignmentReturned: _assignment_returned,
    assignments.AssignmentWithdrawn: _assignment_withdrawn,
}
