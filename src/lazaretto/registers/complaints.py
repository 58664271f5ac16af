"""Complaints lowered: by number; who complained and of whom stays in the facts."""

from typing import Any, get_args

from lazaretto.facts import complaints
from lazaretto.facts.fact import Fact
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

ADDRESSEES = get_args(complaints.Addressee)
OUTCOMES = get_args(complaints.Outcome)
GROUNDS = get_args(complaints.ComplaintClosed.__annotations__["ground"])
COMPLAINT_ACTS = ("lodge", "forward", "receive", "answer", "hand", "object", "review", "close")


def _act(complaint: str, act: str, persons: tuple[str, ...], keys: Names) -> Rows:
    """One row a person: whoever did it, and whoever said so."""
    for person in dict.fromkeys(persons):
        yield "complaint_act", keys.number(complaint), COMPLAINT_ACTS.index(act), keys.number(person)


def _lodged(body: complaints.ComplaintLodged, fact: Fact, keys: Names, facilities: Names) -> Rows:
    code = keys.number(body.complaint)
    yield "complaint_lodged", code, ADDRESSEES.index(body.addressed), int(body.form is not None)
    for who in body.against:
        yield "complaint_against", code, keys.number(who), 0
    yield from _act(body.complaint, "lodge", (fact.actor,), keys)


def _forwarded(body: complaints.ComplaintForwarded, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "complaint_forwarded", keys.number(body.complaint), keys.number(body.forwarded_by), 0
    yield from _act(body.complaint, "forward", (body.forwarded_by, fact.actor), keys)


def _received(body: complaints.ComplaintReceived, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "complaint_received", keys.number(body.complaint), keys.number(body.received_by), 0
    yield from _act(body.complaint, "receive", (body.received_by, fact.actor), keys)


def _answered(body: complaints.ComplaintAnswered, fact: Fact, keys: Names, facilities: Names) -> Rows:
    code, by = keys.number(body.complaint), keys.number(body.answered_by)
    yield "complaint_answered", code, by, OUTCOMES.index(body.outcome)
    yield from _act(body.complaint, "answer", (body.answered_by, fact.actor), keys)


def _handed(body: complaints.AnswerHanded, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "answer_handed", keys.number(body.complaint), keys.number(body.handed_by), int(body.signed)
    yield from _act(body.complaint, "hand", (body.handed_by, fact.actor), keys)


def _objected(body: complaints.ComplaintObjected, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "complaint_objected", keys.number(body.complaint), 0, 0
    yield from _act(body.complaint, "object", (fact.actor,), keys)


def _reviewed(body: complaints.ComplaintReviewed, fact: Fact, keys: Names, facilities: Names) -> Rows:
    code, by = keys.number(body.complaint), keys.number(body.reviewed_by)
    yield "complaint_reviewed", code, by, OUTCOMES.index(body.outcome)
    yield from _act(body.complaint, "review", (body.reviewed_by, fact.actor), keys)


def _closed(body: complaints.ComplaintClosed, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "complaint_closed", keys.number(body.complaint), GROUNDS.index(body.ground), 0
    yield from _act(body.complaint, "close", (body.closed_by, fact.actor), keys)


LOWERING: dict[type, Any] = {
    complaints.ComplaintLodged: _lodged,
    complaints.ComplaintForwarded: _forwarded,
    complaints.ComplaintReceived: _received,
    complaints.ComplaintAnswered: _answered,
    complaints.AnswerHanded: _handed,
    complaints.ComplaintObjected: _objected,
    complaints.ComplaintReviewed: _reviewed,
    complaints.ComplaintClosed: _closed,
}
