"""A person's legs of quarantine with their day counters, and the sentence that says how each ends."""

from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta

from lazaretto.board.sentences import fill
from lazaretto.board.timeline import AheadLine, LegLine
from lazaretto.board.words import text
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import counted_day, instant, local_day
from lazaretto.facts.quarantine import ClockRestarted, LegEnded, Ordered
from lazaretto.obligations.force import InForce
from lazaretto.protocol.document import Leg, Text
from lazaretto.registers.standing import Standing

_ENDS = text(
    "第 0 天为 {zero}，共 {days} 天，第 {days} 天 {hour} 届满（《{title}》第 {version} 版）",
    "第 0 天為 {zero}，共 {days} 天，第 {days} 天 {hour} 屆滿（《{title}》第 {version} 版）",
    "Day 0 is {zero}; {days} days end on day {days} at {hour} ({title}, version {version})",
)
_BY_ORDER = text(
    "第 0 天为 {zero}，隔离决定 {order} 定为 {days} 天，第 {days} 天届满；起算时尚无生效的方案",
    "第 0 天為 {zero}，隔離決定 {order} 定為 {days} 天，第 {days} 天屆滿；起算時尚無生效的方案",
    "Day 0 is {zero}; order {order} says {days} days, which end on day {days}; no protocol was in force yet",
)
_OPEN_ENDED = text(
    "第 0 天为 {zero}；这一层不设期限，持续观察",
    "第 0 天為 {zero}；這一層不設期限，持續觀察",
    "Day 0 is {zero}; this layer has no end, surveillance goes on",
)
_UNSAID = text(
    "起算时生效的方案没有规定这一段的天数",
    "起算時生效的方案沒有規定這一段的天數",
    "No protocol in force when it began says how long this leg lasts",
)


def leg_lines(
    standing: Standing, *, key: int, facts: Sequence[Fact], forces: Sequence[InForce],
    orders: Sequence[Ordered], codes: Collection[str], zone: str,
) -> tuple[LegLine, ...]:  # fmt: skip
    """The person's legs in order of time, at the facilities in scope."""
    held = standing.legs
    held = held.where(held.key == key)
    ended = standing.events("leg_ended")
    ended = ended.where(ended.key == key)
    ends = dict(zip(ended.occurred.tolist(), ended.fact.tolist(), strict=True))
    lines = []
    for row in range(len(held)):
        fact, end = facts[int(held.fact[row])], int(held.end[row])
        if fact.facility in codes:
            over = end <= standing.at
            last = facts[ends[end]].body if over and end in ends else None
            line = _line(
                fact, layer=int(held.value[row]), cohort=standing.names.name(int(held.aux[row])),
                ended=instant(end) if over else None, last=last, at=instant(min(end, standing.at)),
                forces=forces, orders=orders, zone=zone,
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
    fact: Fact, *, layer: int, cohort: str, ended: datetime | None, last: object, at: datetime,
    forces: Sequence[InForce], orders: Sequence[Ordered], zone: str,
) -> LegLine:  # fmt: skip
    force, leg = _deciding(forces, fact.occurred, layer)
    ordered = [(o.order, p.days) for o in orders for p in o.legs if p.layer == layer]
    planned = ordered[-1][1] if ordered else None
    days = leg.days if leg else planned
    ends = None
    zero = local_day(fact.occurred, zone=zone)
    if days == 0:
        why = fill(_OPEN_ENDED, zone=zone, zero=zero)
    elif force is not None and leg is not None:
        hour = force.protocol.counting.release_hour
        ends = counted_day(fact.occurred, days=leg.days, hour=hour, zone=zone)
        why = _why(force, leg, fact.occurred, hour, zone)
    elif planned is not None:
        ends = counted_day(fact.occurred, days=planned, hour=_hour(forces), zone=zone)
        why = fill(_BY_ORDER, zone=zone, zero=zero, order=ordered[-1][0], days=planned)
    else:
        why = _UNSAID
    return LegLine(
        layer=layer, title=leg.title if leg else None, facility=fact.facility, cohort=cohort,
        started=fact.occurred, restarted=isinstance(fact.body, ClockRestarted),
        day=(local_day(at, zone=zone) - local_day(fact.occurred, zone=zone)) // timedelta(days=1),
        days=days or None, ordered_days=planned, ends=ends, why=why,
        ended=ended, outcome=last.outcome if isinstance(last, LegEnded) else None,
        tests_on=leg.tests_on if leg else (), fact=fact.id,
    )  # fmt: skip


def _deciding(
    forces: Sequence[InForce], moment: datetime, layer: int
) -> tuple[InForce, Leg] | tuple[None, None]:
    """The version in force when the leg began decides how long it lasts (law 9)."""
    when = moment.timestamp()
    for force in reversed(forces):
        if force.since <= when < force.until:
            for leg in force.protocol.legs:
                if leg.layer == layer:
                    return force, leg
    return None, None


def _hour(forces: Sequence[InForce]) -> time:
    """The release hour of the earliest document that has legs; midnight where none has."""
    hours = [force.protocol.counting.release_hour for force in forces if force.protocol.legs]
    return hours[0] if hours else time()


def _why(force: InForce, leg: Leg, started: datetime, hour: time, zone: str) -> Text:
    protocol = force.protocol
    return fill(
        _ENDS, zone=zone, zero=local_day(started, zone=zone), days=leg.days, hour=f"{hour:%H:%M}",
        title=protocol.title, version=protocol.version,
    )  # fmt: skip
