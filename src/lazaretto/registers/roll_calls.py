"""Roll-calls lowered: who did which act of one, what was counted, which calls a house had."""

from typing import Any

from lazaretto.facts import roll_calls
from lazaretto.facts.fact import Fact
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

SAID = ("call", "gather", "count", "check", "recount", "cleared", "found", "stood_down")
PACKED = 2**21  # people of A times this, plus people of B; a count is at most a million
UNKNOWN = -1  # no roster said how many there should be
_Counted = roll_calls.RollCallCounted | roll_calls.RollCallChecked | roll_calls.RollCallRecounted


def roll_call_name(facility: str, roll_call: str) -> str:
    """A roll-call as a key: its number is its house's own."""
    return f"{facility}|{roll_call}"


def _said(roll_call: str, act: str, *who: str, fact: Fact, keys: Names) -> Rows:
    """One row a person who did it or said so."""
    number = keys.number(roll_call_name(fact.facility, roll_call))
    for person in dict.fromkeys((*who, fact.actor)):
        yield "roll_call_said", number, SAID.index(act), keys.number(person)


def _gathering_set(body: roll_calls.GatheringSet, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "gathering_set", keys.number(fact.facility), keys.number(body.camera), 0


def _called(body: roll_calls.RollCallCalled, fact: Fact, keys: Names, facilities: Names) -> Rows:
    number = keys.number(roll_call_name(fact.facility, body.roll_call))
    known = body.inside is not None and body.standby is not None
    expected = (body.inside or 0) * PACKED + (body.standby or 0) if known else UNKNOWN
    yield "roll_call_called", number, int(body.drawn), 0
    yield "roll_call_counts", number, expected, SAID.index("call")
    yield "roll_call_held", keys.number(fact.facility), int(body.drawn), number
    yield from _said(body.roll_call, "call", body.called_by, fact=fact, keys=keys)


def _gathered(body: roll_calls.RollCallGathered, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "roll_call_gathered", keys.number(roll_call_name(fact.facility, body.roll_call)), 0, 0
    yield from _said(body.roll_call, "gather", body.told_by, fact=fact, keys=keys)


def _counted(act: str, body: _Counted, fact: Fact, keys: Names) -> Rows:
    number = keys.number(roll_call_name(fact.facility, body.roll_call))
    yield "roll_call_counts", number, body.inside * PACKED + body.standby, SAID.index(act)
    yield from _said(body.roll_call, act, body.counted_by, fact=fact, keys=keys)


def _first(body: roll_calls.RollCallCounted, fact: Fact, keys: Names, facilities: Names) -> Rows:
    return _counted("count", body, fact, keys)


def _second(body: roll_calls.RollCallChecked, fact: Fact, keys: Names, facilities: Names) -> Rows:
    return _counted("check", body, fact, keys)


def _again(body: roll_calls.RollCallRecounted, fact: Fact, keys: Names, facilities: Names) -> Rows:
    return _counted("recount", body, fact, keys)


def _closed(body: roll_calls.RollCallClosed, fact: Fact, keys: Names, facilities: Names) -> Rows:
    number = keys.number(roll_call_name(fact.facility, body.roll_call))
    yield "roll_call_closed", number, SAID.index(body.outcome), 0
    yield from _said(body.roll_call, body.outcome, body.closed_by, fact=fact, keys=keys)


LOWERING: dict[type, Any] = {
    roll_calls.GatheringSet: _gathering_set,
    roll_calls.RollCallCalled: _called,
    roll_calls.RollCallGathered: _gathered,
    roll_calls.RollCallCounted: _first,
    roll_calls.RollCallChecked: _second,
    roll_calls.RollCallRecounted: _again,
    roll_calls.RollCallClosed: _closed,
}
