"""Quarantine lowered: orders, legs, visits, reviews."""

from typing import Any, get_args

from lazaretto.facts import quarantine
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import day_number
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

OUTCOMES = get_args(quarantine.LegEnded.__annotations__["outcome"])


def _ordered(body: quarantine.Ordered, fact: Fact, keys: Names, facilities: Names) -> Rows:
    review = day_number(body.review_on)
    person, order = keys.number(body.person), keys.number(body.order)
    yield "ordered", person, review, order
    yield "ordered_by", person, keys.number(body.ordered_by), order


def _leg_started(body: quarantine.LegStarted, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "leg_started", keys.number(body.person), body.layer, keys.number(body.cohort)
    yield "clock_started", keys.number(body.person), body.layer, keys.number(body.cohort)


def _clock_restarted(body: quarantine.ClockRestarted, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "clock_restarted", keys.number(body.person), body.layer, keys.number(body.cohort)
    yield "clock_started", keys.number(body.person), body.layer, keys.number(body.cohort)


def _leg_ended(body: quarantine.LegEnded, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "leg_ended", keys.number(body.person), body.layer, OUTCOMES.index(body.outcome)


def _visited(body: quarantine.Visited, fact: Fact, keys: Names, facilities: Names) -> Rows:
    for person in body.persons:
        yield "visited", keys.number(person), int(body.explained), 0


def _reviewed(body: quarantine.Reviewed, fact: Fact, keys: Names, facilities: Names) -> Rows:
    following = day_number(body.next_on)
    person, order = keys.number(body.person), keys.number(body.order)
    yield "reviewed", person, following, order
    yield "reviewed_by", person, keys.number(body.reviewed_by), order


LOWERING: dict[type, Any] = {
    quarantine.Ordered: _ordered,
    quarantine.LegStarted: _leg_started,
    quarantine.ClockRestarted: _clock_restarted,
    quarantine.LegEnded: _leg_ended,
    quarantine.Visited: _visited,
    quarantine.Reviewed: _reviewed,
}
