"""Stock lowered: what came, went and was counted of each batch in each house."""

from typing import Any, get_args

from lazaretto.facts import stock
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import day_number
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

ITEMS = get_args(stock.Item)
USED, DISCARDED = range(2)


def _received(body: stock.Received, fact: Fact, keys: Names, facilities: Names) -> Rows:
    expires = day_number(body.expires) if body.expires else 0
    yield "stock_in", _batch(body, fact, keys), body.pieces, expires
    yield "stock_item", _batch(body, fact, keys), ITEMS.index(body.item), keys.number(body.batch)


def _used(body: stock.Used, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "stock_out", _batch(body, fact, keys), body.pieces, USED
    yield "stock_item", _batch(body, fact, keys), ITEMS.index(body.item), keys.number(body.batch)


def _discarded(body: stock.Discarded, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "stock_out", _batch(body, fact, keys), body.pieces, DISCARDED
    yield "stock_item", _batch(body, fact, keys), ITEMS.index(body.item), keys.number(body.batch)


def _counted(body: stock.Counted, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "stock_counted", _batch(body, fact, keys), body.pieces, 0
    yield "stock_item", _batch(body, fact, keys), ITEMS.index(body.item), keys.number(body.batch)


def _batch(
    body: stock.Received | stock.Used | stock.Discarded | stock.Counted, fact: Fact, keys: Names
) -> int:
    """One batch of one item in one house, as a key."""
    return keys.number(f"{fact.facility}|{body.item}|{body.batch}")


LOWERING: dict[type, Any] = {
    stock.Received: _received,
    stock.Used: _used,
    stock.Discarded: _discarded,
    stock.Counted: _counted,
}
