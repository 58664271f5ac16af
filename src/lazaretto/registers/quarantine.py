"""Quarantine lowered: orders, legs, visits, reviews."""

from typing import Any, get_args

from lazaretto.facts import quarantine
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import day_number
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

LEG_DAYS = 512  # more than any leg has: a layer and its days in one number
OUTCOMES = get_args(quarantine.LegEnded.__annotations__["outcome"])


def _ordered(body: quarantine.Ordered, fact: Fact, keys: Names, facilities: Names) -> Rows:
    review = day_number(body.review_on)
    person, order = keys.number(body.person), keys.number(body.order)
    yield "ordered", person, review, order
    yield "ordered_by", person, keys.number(body.ordered_by), order
    for leg in body.legs:
        where = facilities.number(leg.facility) if leg.outside is None else -1
        yield "leg_planned", person, leg.layer * LEG_DAYS + leg.days, where


def _leg_started(body: quarantine.LegStarted, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "leg_started", keys.number(body.person), body.layer, keys.number(body.cohort)
    yield "clock_started", keys.number(body.person), body.layer, keys.number(body.cohort)


def _clock_restarted(body: quarantine.ClockRestarted, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "clock_restarted", keys.number(body.person), body.layer, keys.number(body.cohort)
    yield "clock_started", keys.number(body.person), body.layer, keys.number(body.cohort)


def _leg_ended(body: quarantine.LegEnded, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "leg_ended", keys.number(body.person), body.layer, OUTCOMES.index(body.outcome)
    if body.outcome == "cut_short":
        reasoned = int(bool((body.reason or "").strip()))
        yield "leg_cut_short", keys.number(body.person), body.layer, reasoned


def _served(body: quarantine.Served, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "served", keys.number(body.person), keys.number(body.order), int(body.signed)


def _cohort_closed(body: quarantine.CohortClosed, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "cohort_closed", keys.number(body.cohort), keys.number(body.cell), 0


def _end_ordered(body: quarantine.EndOrdered, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "end_ordered", keys.number(body.person), day_number(body.ends_on), body.layer


def _cleared(body: quarantine.Cleared, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "cleared", keys.number(body.person), body.layer, keys.number(body.signed_by)


def _isolation_ordered(body: quarantine.IsolationOrdered, fact: Fact, keys: Names, facilities: Names) -> Rows:
    days = day_number(body.ends_on), day_number(body.review_on)
    yield "isolation_ordered", keys.number(body.person), *days


def _isolation_ended(body: quarantine.IsolationEnded, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "isolation_ended", keys.number(body.person), 0, 0


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
    quarantine.Served: _served,
    quarantine.CohortClosed: _cohort_closed,
    quarantine.EndOrdered: _end_ordered,
    quarantine.Cleared: _cleared,
    quarantine.IsolationOrdered: _isolation_ordered,
    quarantine.IsolationEnded: _isolation_ended,
}
