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
PARTS = get_args(testing.Part)
CONDITIONS = get_args(testing.TubesReceived.__annotations__["condition"])
VOIDED = get_args(testing.TubeVoided.__annotations__["why"])
UNSAMPLED = get_args(testing.Unsampled.__annotations__["outcome"])


def _round_opened(body: testing.RoundOpened, fact: Fact, keys: Names, facilities: Names) -> Rows:
    opened, closes = keys.number(body.round), seconds(body.closes)
    yield "round_opened", opened, STRATA.index(body.stratum), closes
    yield "round_planned", opened, body.pool or 0, PARTS.index(body.part)
    for person in body.muster:
        yield "mustered", keys.number(person), opened, closes


def _sampled(body: testing.Sampled, fact: Fact, keys: Names, facilities: Names) -> Rows:
    tube, size, purpose = keys.number(body.tube), len(body.members), PURPOSES.index(body.purpose)
    round_ = keys.number(body.round) if body.round else -1
    yield "tube_filled", tube, round_, size
    checked = keys.number(body.checked_by) if body.checked_by else -1
    yield "tube_checked", tube, checked, keys.number(fact.actor)
    for member in body.members:
        person = keys.number(member)
        yield "sampled", person, size, purpose
        yield "in_tube", person, tube, size
        if body.purpose == "retest":
            yield "in_retest", person, tube, size
        if body.round:
            yield "covered", person, 0, round_


def _tubes_labelled(body: testing.TubesLabelled, fact: Fact, keys: Names, facilities: Names) -> Rows:
    round_ = keys.number(body.round) if body.round else -1
    for tube in body.tubes:
        yield "labelled", keys.number(tube), round_, 0


def _tubes_handed_over(body: testing.TubesHandedOver, fact: Fact, keys: Names, facilities: Names) -> Rows:
    for tube in body.tubes:
        yield "tube_handed_over", keys.number(tube), 0, 0


def _tubes_received(body: testing.TubesReceived, fact: Fact, keys: Names, facilities: Names) -> Rows:
    for tube in body.tubes:
        yield "tube_received", keys.number(tube), CONDITIONS.index(body.condition), 0


def _tube_voided(body: testing.TubeVoided, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "tube_voided", keys.number(body.tube), VOIDED.index(body.why), 0


def _result_told(body: testing.ResultTold, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "result_told", keys.number(body.tube), len(body.parties), 0


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
    testing.TubesLabelled: _tubes_labelled,
    testing.Sampled: _sampled,
    testing.TubesHandedOver: _tubes_handed_over,
    testing.TubesReceived: _tubes_received,
    testing.TubeVoided: _tube_voided,
    testing.ResultTold: _result_told,
    testing.ResultReported: _result_reported,
    testing.Unsampled: _unsampled,
    testing.RoundClosed: _round_closed,
    testing.RoundsOrdered: _rounds_ordered,
    testing.Screened: _screened,
}
