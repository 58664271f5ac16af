"""Dispatches lowered: who was called, which lines wait for an answer, and the acts of the minutes."""

from typing import Any

from lazaretto.facts import dispatches
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import seconds
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names


def _dispatch_opened(body: dispatches.DispatchOpened, fact: Fact, keys: Names, facilities: Names) -> Rows:
    chair = keys.number(body.chaired_by)
    yield "dispatch_opened", keys.number(f"{fact.facility}|{body.dispatch}"), chair, seconds(body.since)


def _agenda_drawn(body: dispatches.AgendaDrawn, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "dispatched", keys.number(fact.facility), keys.number(body.dispatch), len(body.lines)
    for line in body.lines:
        yield "line_drawn", keys.number(f"{fact.facility}|{body.dispatch}|{line.line}"), line.count, 0


def _line_answered(body: dispatches.LineAnswered, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "line_answered", keys.number(f"{fact.facility}|{body.dispatch}|{body.line}"), 0, 0


def _line_noted(body: dispatches.LineNoted, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "line_noted", keys.number(f"{fact.facility}|{body.dispatch}|{body.line}"), 0, 0


def _dispatch_closed(body: dispatches.DispatchClosed, fact: Fact, keys: Names, facilities: Names) -> Rows:
    key = keys.number(f"{fact.facility}|{body.dispatch}")
    yield "dispatch_closed", key, keys.number(body.recorded_by), keys.number(fact.actor)


def _minutes_signed(body: dispatches.MinutesSigned, fact: Fact, keys: Names, facilities: Names) -> Rows:
    key = keys.number(f"{fact.facility}|{body.dispatch}")
    yield "minutes_signed", key, keys.number(body.signed_by), keys.number(fact.actor)


LOWERING: dict[type, Any] = {
    dispatches.DispatchOpened: _dispatch_opened,
    dispatches.AgendaDrawn: _agenda_drawn,
    dispatches.LineAnswered: _line_answered,
    dispatches.LineNoted: _line_noted,
    dispatches.DispatchClosed: _dispatch_closed,
    dispatches.MinutesSigned: _minutes_signed,
}
