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
    yield "ordered", keys.number(body.person), review, keys.number(body.order)


def _leg_started(body: quarantine.LegStarted, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "leg_started", keys.number(body.person), body.layer, keys.number(body.cohort)


def _clock_restarted(body: quarantine.ClockRestarted, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "clock_restarted", keys.number(body.person), body.layer, keys.number(body.cohort)


def _leg_ended(body: quarantine.LegEnded, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "leg_ended", keys.number(body.person), body.layer, OUTCOMES.index(body.outcome)


def _visited(body: quarantine.Visited, fact: Fact, keys: Names, facilities: Names) -> Rows:
    for person in body.persons:
        yield "visited", keys.number(person), int(body.explained), 0


def _reviewed(body: quarantine.Reviewed, fact: Fact, keys: Names, facilities: Names) -> Rows:
    following = day_number(body.next_on)
    yield "reviewed", keys.number(body.person), following, keys.number(body.order)


LOWERING: dict[type, Any] = {
    quarantine.Ordered: _ordered,
    quarantine.LegStarted: _leg_started,
    quarantine.ClockRestarted: _clock_restarted,
    quarantine.LegEnded: _leg_ended,
    quarantine.Visited: _visited,
    quarantine.Reviewed: _reviewed,
}
