"""Reasons against an order, another end, a signature under an end, and an isolation."""

from collections.abc import Sequence

from lazaretto.facts.periods import day_number
from lazaretto.facts.quarantine import Cleared, EndOrdered, IsolationOrdered, Ordered
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.clearing import clearance
from lazaretto.obligations.reckoning import LegClock, clocks
from lazaretto.protocol.document import Recurring
from lazaretto.registers.events import Columns
from lazaretto.registers.orders import fold_orders

Values = dict[str, str]
_GONE = ("released", "left_network")
_VISITED_AS = ("isolated", "detainees")  # groups to which whoever is isolated belongs


def basis_missing(asking: Asking) -> Values | None:
    """An order names no basis: blanks are none (law 15)."""
    body = asking.fact.body
    basis = body.basis if isinstance(body, IsolationOrdered) else asking.said(Ordered).basis
    return None if basis.strip() else {}


def order_without_end(asking: Asking) -> Values | None:
    """No leg of an order has a day: it would have no end (law 15)."""
    return None if any(leg.days for leg in asking.said(Ordered).legs) else {}


def review_before_order(asking: Asking) -> Values | None:
    """The first review lies before the day of the order, by the house's clock (law 15)."""
    review = _ordered(asking).review_on
    return {"review": review.isoformat()} if day_number(review) < asking.today else None


def review_too_late(asking: Asking) -> Values | None:
    """The first review lies later than the protocol in force allows (G1)."""
    review, settings = _ordered(asking).review_on, asking.settings("review_set_late")
    late = settings is not None and day_number(review) - asking.today > settings["days"]
    return {"review": review.isoformat()} if late else None


def leg_unknown(asking: Asking) -> Values | None:
    """No such leg of this order runs for the person."""
    body = asking.fact.body
    assert isinstance(body, EndOrdered | Cleared)  # noqa: S101 — the list chose it by its type
    known = any(c.order == body.order and c.layer == body.layer for c in _running(asking, body.person))
    return None if known else {"person": body.person, "order": body.order}


def end_without_reason(asking: Asking) -> Values | None:
    """Another end is ordered and nobody says why: blanks are no reason."""
    return None if asking.said(EndOrdered).reason.strip() else {}


def decider_made_order(asking: Asking) -> Values | None:
    """Whoever made the order decides about its end, where the protocol wants it looked at by another (G1)."""
    body = asking.said(EndOrdered)
    if asking.settings("review_not_independent") is None:
        return None
    names, rows = asking.standing.names, asking.standing.events("ordered_by")
    mine = rows.value[(rows.key == names.find(body.person)) & (rows.aux == names.find(body.order))]
    same = len(mine) and int(mine[-1]) == names.find(body.decided_by)
    return {"person": body.decided_by} if same else None


def conditions_open(asking: Asking) -> Values | None:
    """A condition of the release gate is not met, or nobody knows (M19)."""
    body = asking.said(Cleared)
    stands = clearance(asking.standing, forces=asking.forces, facts=asking.facts, person=body.person)
    open_ = stands.open if stands is not None else ()
    return {"person": body.person, "open": ", ".join(held.name for held in open_)} if open_ else None


def order_not_live(asking: Asking) -> Values | None:
    """No order lives under which the person could be isolated, as the ledger folds orders (law 15)."""
    body = asking.said(IsolationOrdered)
    key, events = asking.standing.names.find(body.person), asking.standing.events
    said = {name: _about(events(name), key) for name in (*_GONE, "ordered", "leg_ended")}
    told = [asking.facts[number] for numbers in said.values() for number in numbers]
    left = {asking.facts[number].id for name in _GONE for number in said[name]}
    orders = fold_orders(told, left=left).orders
    lives = any(order.code == body.order and order.end is None for order in orders)
    return None if lives else {"person": body.person, "order": body.order}


def _about(rows: Columns, key: int) -> list[int]:
    """Numbers of the facts that say something of a person."""
    numbers: list[int] = rows.fact[rows.key == key].tolist()
    return numbers


def isolation_without_end(asking: Asking) -> Values | None:
    """An isolation ends before the day on which it is ordered: it would have no end (law 15)."""
    ends = asking.said(IsolationOrdered).ends_on
    return {"ends": ends.isoformat()} if day_number(ends) < asking.today else None


def review_after_end(asking: Asking) -> Values | None:
    """An isolation is to be looked at again only after its end (law 15)."""
    body = asking.said(IsolationOrdered)
    return {"review": body.review_on.isoformat()} if body.review_on > body.ends_on else None


def visit_not_owed(asking: Asking) -> Values | None:
    """No clause in force here owes whoever is isolated a visit every day (law 15)."""
    return None if owed_visit(asking) else {"facility": asking.fact.facility}


def owed_visit(asking: Asking) -> str | None:
    """The clause in force here that owes the person a visit every day in an isolation room; None: none."""
    layers = {clock.layer for clock in _running(asking, asking.said(IsolationOrdered).person)}
    for clause in asking.clauses():
        duty = clause.duty
        if isinstance(duty, Recurring) and duty.evidence == "visited" and _falls_to(duty, layers):
            return clause.id
    return None


def _falls_to(duty: Recurring, layers: set[int]) -> bool:
    """Whether a duty falls to somebody in an isolation room: of a leg, the one that is owed in its layer."""
    if duty.who == "quarantined":
        return bool(layers) and (not duty.layers or layers <= set(duty.layers))
    return duty.who in _VISITED_AS and not (layers and duty.who == "isolated")


def _ordered(asking: Asking) -> Ordered | IsolationOrdered:
    body = asking.fact.body
    assert isinstance(body, Ordered | IsolationOrdered)  # noqa: S101
    return body


def _running(asking: Asking, person: str) -> Sequence[LegClock]:
    return clocks(asking.standing, forces=asking.forces, facts=asking.facts, person=person)
