"""Inspections lowered: begun, answered, signed."""

from typing import Any, get_args

from lazaretto.facts import inspections
from lazaretto.facts.fact import Fact
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

BY: tuple[str, ...] = get_args(inspections.InspectedBy)
INSPECTION_ACTS = ("open", "answer", "close")


def _key(facility: str, inspection: str, keys: Names) -> int:
    return keys.number(f"{facility}|{inspection}")


def _act(inspection: str, act: str, who: str, fact: Fact, keys: Names) -> Rows:
    key = _key(fact.facility, inspection, keys)
    for person in dict.fromkeys((who, fact.actor)):
        yield "inspection_act", key, INSPECTION_ACTS.index(act), keys.number(person)


def _inspection_opened(
    body: inspections.InspectionOpened, fact: Fact, keys: Names, facilities: Names
) -> Rows:
    key = _key(fact.facility, body.inspection, keys)
    yield "inspection_opened", key, keys.number(body.checklist), BY.index(body.by)
    yield from _act(body.inspection, "open", body.opened_by, fact, keys)


def _items_answered(body: inspections.ItemsAnswered, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield from _act(body.inspection, "answer", body.answered_by, fact, keys)


def _inspection_closed(
    body: inspections.InspectionClosed, fact: Fact, keys: Names, facilities: Names
) -> Rows:
    yield "inspection_closed", _key(fact.facility, body.inspection, keys), body.score, body.failed
    yield "house_inspected", keys.number(fact.facility), keys.number(body.checklist), body.score
    yield from _act(body.inspection, "close", body.closed_by, fact, keys)


LOWERING: dict[type, Any] = {
    inspections.InspectionOpened: _inspection_opened,
    inspections.ItemsAnswered: _items_answered,
    inspections.InspectionClosed: _inspection_closed,
}
