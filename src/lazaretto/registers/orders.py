"""Orders and isolations: which order of a person lived when, and which isolation stood under it (law 15).

One fold over one person's orders, the ends of legs, the isolations, and the leavings that count. An
order lives from its making until the last of its legs ended or the person left for good; an isolation
from its ordering until it was ended or ordered anew, until its order ended, or until its last day was
over everywhere on earth (the ledger knows no clock of a house; the exact day is the protocol's to say).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from uuid import UUID

from lazaretto.facts import custody, quarantine
from lazaretto.facts.fact import Body, Fact
from lazaretto.registers.stays import Fold, clock_rule

Rule = Literal[
    "basis_missing", "order_without_end", "order_not_live", "isolation_without_end", "review_before_order",
    "review_after_end", "visit_not_owed",
]  # fmt: skip
FOUND: tuple[Rule, ...] = ("order_not_live",)  # by the fold; the others are wrong in themselves

_LEFT = (custody.Released, custody.LeftNetwork)
TOLD = (
    quarantine.Ordered, quarantine.LegEnded, quarantine.IsolationOrdered, quarantine.IsolationEnded, *_LEFT,
)  # fmt: skip
_WESTERNMOST = timedelta(hours=12)  # at 12:00 UTC of the next day a day is over in every zone


@dataclass(frozen=True, slots=True)
class Order:
    """An order and its life ``[start, end)`` (None: it lives). days: of all its legs together."""

    fact: UUID
    facility: str
    code: str
    person: str
    basis: str
    days: int
    review_on: date
    start: datetime
    end: datetime | None = None
    last_layer: int = field(default=0, compare=False)
    path: frozenset[str] = field(default=frozenset(), compare=False)  # the houses that may end it


@dataclass(frozen=True, slots=True)
class Isolation:
    """An isolation and its life ``[start, end)``. under: the fact of its order. visits: the clause of the
    daily visit that is owed."""

    fact: UUID
    facility: str
    person: str
    cell: str
    under: UUID
    basis: str
    ends_on: date
    review_on: date
    visits: str
    start: datetime
    end: datetime


@dataclass(slots=True)
class Law:
    """What one person's facts come to: orders, isolations, and the rule that an isolation breaks."""

    orders: list[Order] = field(default_factory=list)
    isolations: list[Isolation] = field(default_factory=list)
    broken: dict[UUID, Rule] = field(default_factory=dict)


def ordering(body: Body) -> str | None:
    """The person whose orders and isolations a fact may change, or None."""
    return body.person if isinstance(body, TOLD) else None


def stated(fact: Fact) -> Rule | None:
    """What an order or an isolation lacks in itself, whatever else is known; None where it lacks nothing."""
    body = fact.body
    if not isinstance(body, quarantine.Ordered | quarantine.IsolationOrdered):
        return None
    if not body.basis.strip():
        return "basis_missing"
    if isinstance(body, quarantine.Ordered):
        return None if any(leg.days for leg in body.legs) else "order_without_end"
    if over(body.ends_on) <= fact.occurred:
        return "isolation_without_end"
    if over(body.review_on) <= fact.occurred:
        return "review_before_order"
    if body.review_on > body.ends_on:
        return "review_after_end"
    return None if (body.visits or "").strip() else "visit_not_owed"


def over(day: date) -> datetime:
    """The instant at which a day is over in every zone."""
    return datetime.combine(day + timedelta(days=1), time(0), UTC) + _WESTERNMOST


def leavings(fold: Fold, facts: Iterable[Fact]) -> set[UUID]:
    """Of one person's custody facts the leavings for good that count.

    One said by another house than holds the person, or by a clock that was wrong, does not.
    """
    own = (fact for fact in facts if isinstance(fact.body, _LEFT))
    return {fact.id for fact in own if fold.broken.get(fact.id, "not_held") == "not_held"}


def fold_orders(facts: Iterable[Fact], *, left: Collection[UUID]) -> Law:
    """One person's standing facts (see :func:`ordering`), in any order. ``left``: the leavings that count."""
    law = Law()
    for fact in sorted(facts, key=_order):
        if clock_rule(fact) is None and not (isinstance(fact.body, _LEFT) and fact.id not in left):
            _take(law, fact)
    law.orders = [order for order in law.orders if order.end is None or order.start < order.end]
    law.isolations = [one for one in law.isolations if one.start < one.end]
    return law


def _order(fact: Fact) -> tuple[datetime, int, datetime, UUID]:
    """At one instant endings come before orders, and orders before what stands under them."""
    body = fact.body
    rank = 1 if isinstance(body, quarantine.Ordered) else 2
    return (
        fact.occurred,
        rank if isinstance(body, quarantine.Ordered | quarantine.IsolationOrdered) else 0,
        fact.recorded,
        fact.id,
    )


def _take(law: Law, fact: Fact) -> None:
    body = fact.body
    if isinstance(body, quarantine.LegEnded):
        ended = [order for order in law.orders if _ends(order, fact, body)]
        _end(law, ended, fact.occurred)
    elif isinstance(body, _LEFT):
        _end(law, law.orders, fact.occurred)
    elif isinstance(body, quarantine.IsolationEnded):
        _lift(law, fact.occurred, said_by=fact.facility)
    elif isinstance(body, quarantine.Ordered) and stated(fact) is None:
        law.orders.append(_ordered(fact, body))
    elif isinstance(body, quarantine.IsolationOrdered) and stated(fact) is None:
        _isolate(law, fact, body)


def _ends(order: Order, fact: Fact, body: quarantine.LegEnded) -> bool:
    """Whether the end of a leg ends the order: of its last leg, or by law; said by a house of its path."""
    last = body.layer >= order.last_layer or body.outcome == "released_by_law"
    return order.code == body.order and last and fact.facility in order.path


def _end(law: Law, orders: Iterable[Order], at: datetime) -> None:
    """End orders that live, and what stands under them."""
    ended = {order.fact for order in orders if order.end is None}
    law.orders = [replace(o, end=at) if o.fact in ended else o for o in law.orders]
    law.isolations = [
        replace(one, end=at) if one.under in ended and one.end > at else one for one in law.isolations
    ]


def _lift(law: Law, at: datetime, *, said_by: str | None = None) -> None:
    """End the isolation that runs; by another fact of the same house or of the path of its order."""
    if not law.isolations or law.isolations[-1].end <= at:
        return
    running = law.isolations[-1]
    path = next(order.path for order in law.orders if order.fact == running.under)
    if said_by is None or said_by == running.facility or said_by in path:
        law.isolations[-1] = replace(running, end=at)


def _isolate(law: Law, fact: Fact, body: quarantine.IsolationOrdered) -> None:
    live = [order for order in law.orders if order.code == body.order and order.end is None]
    if not live:
        law.broken[fact.id] = "order_not_live"
        return
    _lift(law, fact.occurred)
    isolation = Isolation(
        fact.id, fact.facility, body.person, body.cell, live[-1].fact, body.basis, body.ends_on,
        body.review_on, body.visits or "", fact.occurred, over(body.ends_on),
    )  # fmt: skip
    law.isolations.append(isolation)


def _ordered(fact: Fact, body: quarantine.Ordered) -> Order:
    return Order(
        fact.id, fact.facility, body.order, body.person, body.basis, sum(leg.days for leg in body.legs),
        body.review_on, fact.occurred, last_layer=max(leg.layer for leg in body.legs if leg.days),
        path=frozenset({fact.facility, *(leg.facility for leg in body.legs)}),
    )  # fmt: skip
