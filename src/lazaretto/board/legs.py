"""A person's legs of quarantine with their day counters, and the sentence that says how each ends."""

from collections.abc import Collection, Sequence
from datetime import datetime

from lazaretto.board.clocks import protocol_of, why
from lazaretto.board.timeline import AheadLine, LegLine
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant
from lazaretto.facts.quarantine import ClockRestarted, LegEnded, Ordered
from lazaretto.obligations.force import InForce
from lazaretto.obligations.reckoning import LegClock, reckon
from lazaretto.registers.standing import Standing


def leg_lines(
    standing: Standing, *, key: int, facts: Sequence[Fact], forces: Sequence[InForce],
    orders: Sequence[Ordered], codes: Collection[str],
) -> tuple[LegLine, ...]:  # fmt: skip
    """The person's legs in order of time, at the facilities in scope."""
    held = standing.legs
    held = held.where(held.key == key)
    ended = standing.events("leg_ended")
    ended = ended.where(ended.key == key)
    ends = dict(zip(ended.occurred.tolist(), ended.fact.tolist(), strict=True))
    clocks = reckon(held, standing=standing, forces=forces, facts=facts)
    lines = []
    for row, clock in enumerate(clocks):
        fact, end = facts[int(held.fact[row])], int(held.end[row])
        if fact.facility in codes:
            over = end <= standing.at
            last = facts[ends[end]].body if over and end in ends else None
            line = _line(
                clock, fact, ended=instant(end) if over else None, last=last,
                at=instant(min(end, standing.at)), forces=forces, orders=orders,
            )  # fmt: skip
            lines.append(line)
    return tuple(lines)


def legs_ahead(legs: Sequence[LegLine], *, orders: Sequence[Ordered]) -> tuple[AheadLine, ...]:
    """What the latest order names beyond the legs that have begun; nothing once a later leg has begun."""
    if not orders:
        return ()
    reached = max((leg.layer for leg in legs), default=0)
    return tuple(
        AheadLine(orders[-1].order, planned.layer, planned.facility, planned.days)
        for planned in orders[-1].legs
        if planned.layer > reached
    )


def _line(
    clock: LegClock, fact: Fact, *, ended: datetime | None, last: object, at: datetime,
    forces: Sequence[InForce], orders: Sequence[Ordered],
) -> LegLine:  # fmt: skip
    protocol = protocol_of(clock, forces)
    leg = next((leg for leg in protocol.legs if leg.layer == clock.layer), None) if protocol else None
    ordered = [planned.days for order in orders for planned in order.legs if planned.layer == clock.layer]
    return LegLine(
        layer=clock.layer, title=leg.title if leg else None, facility=fact.facility, cohort=clock.cohort,
        started=fact.occurred, restarted=isinstance(fact.body, ClockRestarted), day=clock.day(at),
        days=clock.days, ordered_days=ordered[-1] if ordered else None, ends=clock.ends,
        why=why(clock, forces=forces), ended=ended,
        outcome=last.outcome if isinstance(last, LegEnded) else None,
        tests_on=leg.tests_on if leg else (), fact=fact.id,
    )  # fmt: skip
