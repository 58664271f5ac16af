"""Gate lowered: what went in and out, by whose leave; consignments."""

from typing import Any, get_args

from lazaretto.facts import gate
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import seconds
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

ZONES = get_args(gate.Zone)
CATEGORIES = get_args(gate.Category)
GOODS = get_args(gate.Goods)
PURPOSES = get_args(gate.Purpose)


def _entered(body: gate.Entered, fact: Fact, keys: Names, facilities: Names) -> Rows:
    subject, category = keys.number(body.subject), CATEGORIES.index(body.category)
    yield "entered", subject, ZONES.index(body.zone), category
    yield "entered_on", subject, keys.number(body.basis) if body.basis else -1, category


def _left(body: gate.Left, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "left", keys.number(body.subject), ZONES.index(body.zone), CATEGORIES.index(body.category)


def _refused(body: gate.Refused, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "entry_refused", keys.number(body.subject), CATEGORIES.index(body.category), 0


def _entry_requested(body: gate.EntryRequested, fact: Fact, keys: Names, facilities: Names) -> Rows:
    requester = keys.number(body.requested_by)
    yield "entry_requested", keys.number(body.approval), requester, seconds(body.closes)


def _entry_approved(body: gate.EntryApproved, fact: Fact, keys: Names, facilities: Names) -> Rows:
    level = int(body.level == "detachment")
    yield "entry_approved", keys.number(body.approval), keys.number(body.approved_by), level


def _exit_requested(body: gate.ExitRequested, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "exit_requested", keys.number(body.subject), PURPOSES.index(body.purpose), keys.number(body.exit)


def _overridden(body: gate.Overridden, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "overridden", keys.number(body.override), keys.number(body.subject), 0


def _override_reported(body: gate.OverrideReported, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "override_reported", keys.number(body.override), 0, 0


def _goods_registered(body: gate.GoodsRegistered, fact: Fact, keys: Names, facilities: Names) -> Rows:
    goods = GOODS.index(body.goods)
    yield "goods_registered", keys.number(body.consignment), goods, int(body.disinfected)


def _goods_sampled(body: gate.GoodsSampled, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "goods_sampled", keys.number(body.consignment), keys.number(body.tube), 0


def _goods_released(body: gate.GoodsReleased, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "goods_released", keys.number(body.consignment), 0, 0


def _goods_removed(body: gate.GoodsRemoved, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "goods_removed", keys.number(body.consignment), 0, 0


LOWERING: dict[type, Any] = {
    gate.Entered: _entered,
    gate.Left: _left,
    gate.Refused: _refused,
    gate.EntryRequested: _entry_requested,
    gate.EntryApproved: _entry_approved,
    gate.ExitRequested: _exit_requested,
    gate.Overridden: _overridden,
    gate.OverrideReported: _override_reported,
    gate.GoodsRegistered: _goods_registered,
    gate.GoodsSampled: _goods_sampled,
    gate.GoodsReleased: _goods_released,
    gate.GoodsRemoved: _goods_removed,
}
