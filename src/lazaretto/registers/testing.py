"""Testing lowered: rounds, tubes, results. Who a tube speaks of is joined in :mod:`standing`."""

from typing import Any, get_args

from lazaretto.facts import testing
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import day_number, seconds
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

STRATA = get_args(testing.RoundOpened.__annotations__["stratum"])
RESULTS = get_args(testing.Result)
PURPOSES = get_args(testing.Purpose)
SCREENS = get_args(testing.Screen)
SCREENINGS = get_args(testing.Screening)
UNSAMPLED = get_args(testing.Unsampled.__annotations__["outcome"])


def _round_opened(body: testing.RoundOpened, fact: Fact, keys: Names, facilities: Names) -> Rows:
    opened, closes = keys.number(body.round), seconds(body.closes)
    yield "round_opened", opened, STRATA.index(body.stratum), closes
    for person in body.muster:
        yield "mustered", keys.number(person), opened, closes


def _sampled(body: testing.Sampled, fact: Fact, keys: Names, facilities: Names) -> Rows:
    tube, size, purpose = keys.number(body.tube), len(body.members), PURPOSES.index(body.purpose)
    round_ = keys.number(body.round) if body.round else -1
    for member in body.members:
        person = keys.number(member)
        yield "sampled", person, size, purpose
        yield "in_tube", person, tube, size
        if body.purpose == "retest":
            yield "in_retest", person, tube, size
        if body.round:
            yield "covered", person, 0, round_


def _result_reported(body: testing.ResultReported, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "tube_result", keys.number(body.tube), RESULTS.index(body.result), 0


def _unsampled(body: testing.Unsampled, fact: Fact, keys: Names, facilities: Names) -> Rows:
    outcome = 1 + UNSAMPLED.index(body.outcome)
    yield "covered", keys.number(body.person), outcome, keys.number(body.round)


def _round_closed(body: testing.RoundClosed, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "round_closed", keys.number(body.round), 0, 0


def _rounds_ordered(body: testing.RoundsOrdered, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "rounds_ordered", keys.number(fact.facility), day_number(body.until), int(body.reinforced)


def _screened(body: testing.Screened, fact: Fact, keys: Names, facilities: Names) -> Rows:
    person, method = keys.number(body.person), SCREENS.index(body.method)
    yield "screened", person, SCREENINGS.index(body.finding), method
    yield "screened_for", person, keys.number(body.disease), method


LOWERING: dict[type, Any] = {
    testing.RoundOpened: _round_opened,
    testing.Sampled: _sampled,
    testing.ResultReported: _result_reported,
    testing.Unsampled: _unsampled,
    testing.RoundClosed: _round_closed,
    testing.RoundsOrdered: _rounds_ordered,
    testing.Screened: _screened,
}
