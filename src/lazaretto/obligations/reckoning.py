"""The clock of a leg: from when it counts, how many days, and when it ends; one computation for everybody.

Day 0 is the latest of the arrival, the closing of the cohort where the document says so, every exposure
after it and every restart that was stated. The version in force when the leg first began decides the
days, and no later one shortens it (law 9). What an order says beside it is kept beside it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

import numpy as np

from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import at_local, counted_day, instant, local_day
from lazaretto.facts.quarantine import Ordered
from lazaretto.obligations.beginning import first_rows
from lazaretto.obligations.contaminating import exposures
from lazaretto.obligations.days import DEFAULT_ZONE
from lazaretto.obligations.force import InForce
from lazaretto.protocol.document import Leg
from lazaretto.registers.events import Columns, Ints
from lazaretto.registers.spans import Spans, span_at
from lazaretto.registers.standing import Standing

ZeroRule = Literal["arrival", "cohort_closed", "last_exposure", "restarted"]
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class LegClock:
    """One leg's clock. Fact numbers say which fact gave a value.

    began: when the leg first began. zero: the instant whose day is day 0, by which fact and rule.
    stated: from when the house says that it counts (the leg's start, or its latest restart). days: what
    the document says, or the order where no document was in force; None for a layer without an end.
    planned: the days that the order gave this layer. computed and ordered: both ends, where there are two.
    """

    person: str
    order: str | None
    layer: int
    facility: str
    cohort: str
    began: datetime
    began_by: int
    zero: datetime
    zero_by: int
    zero_rule: ZeroRule
    stated: datetime
    stated_by: int
    days: int | None
    planned: int | None
    computed: datetime | None
    ordered: datetime | None
    ordered_by: int | None
    review_on: date | None
    document: str | None
    version: str | None
    zone: str

    @property
    def ends(self) -> datetime | None:
        """When the leg ends: as ordered where another end was ordered, else as computed."""
        return self.ordered if self.ordered is not None else self.computed

    @property
    def cut_short(self) -> bool:
        """Whether an order ends the leg before its days are full."""
        return self.ordered is not None and (self.computed is None or self.ordered < self.computed)

    @property
    def restart_owed(self) -> bool:
        """Whether an exposure moved day 0 and nobody has restarted the clock for it yet."""
        return self.zero_rule == "last_exposure" and self.stated < self.zero

    def day(self, at: datetime) -> int:
        """Which day of the leg an instant falls on: 0 on the day of the zero."""
        return (local_day(at, zone=self.zone) - local_day(self.zero, zone=self.zone)) // timedelta(days=1)


def clocks(
    standing: Standing, *, forces: Sequence[InForce], facts: Sequence[Fact], facility: str | None = None,
    person: str | None = None,
) -> tuple[LegClock, ...]:  # fmt: skip
    """The clocks of the legs that run at the standing's instant; of one facility's or one person's legs."""
    running = standing.legs.at(standing.at)
    if facility is not None:
        running = running.where(running.facility == standing.facilities.find(facility))
    if person is not None:
        running = running.where(running.key == standing.names.find(person))
    return reckon(running, standing=standing, forces=forces, facts=facts)


def reckon(
    rows: Spans, *, standing: Standing, forces: Sequence[InForce], facts: Sequence[Fact]
) -> tuple[LegClock, ...]:
    """The clock of each of these rows of ``standing.legs``; one that is over as it was when it ended."""
    said = _Said(standing, rows.key, facts)
    return tuple(_clock(rows, row, said, forces) for row in range(len(rows)))


def deciding(
    forces: Sequence[InForce], moment: datetime, layer: int
) -> tuple[InForce, Leg] | tuple[None, None]:
    """The version in force when a leg began, and what it says of that layer."""
    when = moment.timestamp()
    for force in reversed(forces):
        if force.since <= when < force.until:
            for leg in force.protocol.legs:
                if leg.layer == layer:
                    return force, leg
    return None, None


class _Said:
    """What was said of the people of some legs, narrowed once."""

    def __init__(self, standing: Standing, people: Ints, facts: Sequence[Fact]) -> None:
        self.standing = standing
        self.facts = facts
        named: Callable[[str], Columns] = standing.events
        keys = np.unique(people)
        self.exposed, self.ends, self.orders, self.reviews = (
            rows.where(np.isin(rows.key, keys))
            for rows in (exposures(standing), named("end_ordered"), named("ordered"), named("reviewed"))
        )
        self.closings = named("cohort_closed")
        self.first = first_rows(standing)

    def order_of(self, key: int, order: str | None) -> Ordered | None:
        """The order that a leg names, as last said of this person; without a name the latest one."""
        rows = self.orders.where(self.orders.key == key)
        if order is not None:
            rows = rows.where(rows.aux == self.standing.names.find(order))
        body = self.facts[int(rows.fact[-1])].body if len(rows) else None
        return body if isinstance(body, Ordered) else None

    def review_of(self, key: int, order: str) -> date | None:
        """When an order is to be looked at again."""
        number = self.standing.names.find(order)
        for rows in (self.reviews, self.orders):
            mine = rows.value[(rows.key == key) & (rows.aux == number)]
            if len(mine):
                return _EPOCH + timedelta(days=int(mine[-1]))
        return None


def _clock(rows: Spans, row: int, said: _Said, forces: Sequence[InForce]) -> LegClock:
    standing, facts, legs = said.standing, said.facts, said.standing.legs
    key, layer = int(rows.key[row]), int(rows.value[row])
    first = int(said.first[span_at(legs, rows.key[row : row + 1], rows.start[row : row + 1])[0]])
    began = instant(int(legs.start[first]))
    force, leg = deciding(forces, began, layer)
    zone = standing.zones.get(int(rows.facility[row]), DEFAULT_ZONE)
    zero, zero_by, rule = _zero(rows, row, said, leg, int(legs.start[first]), int(legs.fact[first]))
    name = getattr(facts[int(rows.fact[row])].body, "order", None)
    order = said.order_of(key, name)
    planned = next((p.days for p in order.legs if p.layer == layer), None) if order else None
    days = leg.days if leg else planned
    hour = force.protocol.counting.release_hour if force else _hour(forces)
    computed = counted_day(zero, days=days, hour=hour, zone=zone) if days else None
    ordered, ordered_by = _ordered_end(said, key, layer, since=began, zero=zero, computed=computed,
                                       until=_until(rows, row, standing), hour=hour, zone=zone)  # fmt: skip
    return LegClock(
        person=standing.names.name(key), order=name, layer=layer,
        facility=standing.facilities.name(int(rows.facility[row])),
        cohort=standing.names.name(int(rows.aux[row])), began=began, began_by=int(legs.fact[first]),
        zero=zero, zero_by=zero_by, zero_rule=rule, stated=instant(int(rows.start[row])),
        stated_by=int(rows.fact[row]), days=days or None, planned=planned, computed=computed,
        ordered=ordered, ordered_by=ordered_by, review_on=said.review_of(key, name) if name else None,
        document=force.protocol.id if force else None, version=force.protocol.version if force else None,
        zone=zone,
    )  # fmt: skip


def _zero(
    rows: Spans, row: int, said: _Said, leg: Leg | None, began: int, began_by: int
) -> tuple[datetime, int, ZeroRule]:
    """The latest of what starts a clock; an exposure before a restart that was stated for its instant."""
    key, until = int(rows.key[row]), _until(rows, row, said.standing)
    known: list[tuple[int, int, ZeroRule]] = [(began, began_by, "arrival")]
    if leg is not None and leg.clock == "cohort_closed":
        closed = said.closings
        mine = closed.where((closed.key == rows.aux[row]) & (closed.facility == rows.facility[row]))
        known += _latest(mine, began, until, "cohort_closed")
    exposed = said.exposed
    known += _latest(exposed.where(exposed.key == key), began, until, "last_exposure")
    if int(rows.start[row]) > began:
        known.append((int(rows.start[row]), int(rows.fact[row]), "restarted"))
    zero, fact, rule = max(known, key=lambda one: one[0])
    return instant(zero), fact, rule


def _latest(rows: Columns, after: int, until: int, rule: ZeroRule) -> list[tuple[int, int, ZeroRule]]:
    rows = rows.where((rows.occurred > after) & (rows.occurred < until))
    return [(int(rows.occurred[-1]), int(rows.fact[-1]), rule)] if len(rows) else []


def _ordered_end(
    said: _Said, key: int, layer: int, *, since: datetime, until: int, zero: datetime,
    computed: datetime | None, hour: time, zone: str,
) -> tuple[datetime | None, int | None]:  # fmt: skip
    """The last end that was ordered for this leg, and the fact that says it.

    Who ordered an earlier end than is computed now without knowing of the exposure that moved day 0
    since then has not ordered it: such an order lapses. A later end stays ordered.
    """
    rows = said.ends
    mine = rows.where((rows.key == key) & (rows.aux == layer) & (rows.occurred < until))
    for row in reversed(range(len(mine))):
        made = instant(int(mine.occurred[row]))
        ends = at_local(_EPOCH + timedelta(days=int(mine.value[row])), hour, zone=zone)
        if made >= since and (made >= zero or (computed is not None and ends > computed)):
            return ends, int(mine.fact[row])
    return None, None


def _until(rows: Spans, row: int, standing: Standing) -> int:
    """The second before which something must have happened to count for a leg."""
    return min(int(rows.end[row]), standing.at + 1)


def _hour(forces: Sequence[InForce]) -> time:
    """The release hour of the earliest document that has legs; midnight where none has."""
    hours = [force.protocol.counting.release_hour for force in forces if force.protocol.legs]
    return hours[0] if hours else time()
