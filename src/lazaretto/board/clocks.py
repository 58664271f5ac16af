"""A leg's clock in words: how its end is counted, and where what was stated or ordered differs from it."""

from collections.abc import Sequence
from typing import Any

from lazaretto.board.sentences import fill
from lazaretto.board.words import text
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import local_day
from lazaretto.facts.quarantine import EndOrdered
from lazaretto.obligations.force import InForce
from lazaretto.obligations.reckoning import LegClock
from lazaretto.protocol.document import Protocol, Text

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
ZERO = {
    "arrival": text("自到达之日起算", "自到達之日起算", "Counted from the arrival"),
    "cohort_closed": text(
        "自同批人员封闭之日起算", "自同批人員封閉之日起算", "Counted from the closing of the cohort"
    ),
    "last_exposure": text(
        "自最后一次接触之日起算", "自最後一次接觸之日起算", "Counted from the last exposure"
    ),
    "restarted": text("自重新起算之日起算", "自重新起算之日起算", "Counted from the restart"),
}
_RESTART_OWED = text(
    "{zero} 有接触，应当重新起算，但登记仍自 {stated} 起算：请登记重新起算",
    "{zero} 有接觸，應當重新起算，但登記仍自 {stated} 起算：請登記重新起算",
    "Exposed on {zero}, while the record still counts from {stated}: state the restart",
)
_ORDERED = text(
    "另有决定：{ordered} 解除（按方案为 {computed}），由 {decided_by} 决定，理由：{reason}",
    "另有決定：{ordered} 解除（按方案為 {computed}），由 {decided_by} 決定，理由：{reason}",
    "Ordered to end on {ordered} (computed: {computed}), decided by {decided_by}: {reason}",
)
_PLANNED = text(
    "隔离决定写明 {planned} 天，起算时生效的方案规定 {days} 天",
    "隔離決定寫明 {planned} 天，起算時生效的方案規定 {days} 天",
    "The order says {planned} days, the protocol in force when it began {days}",
)


def why(clock: LegClock, *, forces: Sequence[InForce]) -> Text:
    """The sentence that says how the computed end is counted, with the version that decides."""
    zone, protocol = clock.zone, protocol_of(clock, forces)
    values: dict[str, Any] = {"zero": local_day(clock.zero, zone=zone), "days": clock.days}
    if clock.days is None:
        unsaid = protocol is None and clock.planned is None
        return _UNSAID if unsaid else fill(_OPEN_ENDED, zone=zone, **values)
    if protocol is None:
        return fill(_BY_ORDER, zone=zone, order=clock.order, **values)
    hour = f"{protocol.counting.release_hour:%H:%M}"
    return fill(_ENDS, zone=zone, hour=hour, title=protocol.title, version=protocol.version, **values)


def differences(clock: LegClock, *, facts: Sequence[Fact]) -> tuple[Text, ...]:
    """Where what the house stated, or an order said, is not what is computed; nothing where all agree."""
    zone, found = clock.zone, []
    if clock.restart_owed:
        found.append(fill(_RESTART_OWED, zone=zone, zero=clock.zero, stated=clock.stated))
    decided = facts[clock.ordered_by].body if clock.ordered_by is not None else None
    if isinstance(decided, EndOrdered) and clock.ordered != clock.computed:
        found.append(
            fill(
                _ORDERED, zone=zone, ordered=decided.ends_on, decided_by=decided.decided_by,
                reason=decided.reason,
                computed=local_day(clock.computed, zone=zone) if clock.computed else None,
            )
        )  # fmt: skip
    if clock.document is not None and clock.planned and clock.days and clock.planned != clock.days:
        found.append(fill(_PLANNED, zone=zone, planned=clock.planned, days=clock.days))
    return tuple(found)


def protocol_of(clock: LegClock, forces: Sequence[InForce]) -> Protocol | None:
    """The version that decides about a leg; None where none was in force when it began."""
    versions = {(force.protocol.id, force.protocol.version): force.protocol for force in forces}
    return versions.get((clock.document or "", clock.version or ""))
