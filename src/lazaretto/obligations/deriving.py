"""Protocol + registers → what is owed. One function for each shape of duty."""

from collections.abc import Callable, Iterator
from datetime import time
from typing import Any

import numpy as np

from lazaretto.obligations.conditions import CONDITIONS, settings_of
from lazaretto.obligations.days import counted, days_touching, slot_instants, zones
from lazaretto.obligations.force import InForce, applies
from lazaretto.obligations.groups import GROUPS
from lazaretto.obligations.owed import Block, constant
from lazaretto.protocol.document import Clause, Coverage, Deadline, Recurring, Refrain, Slot
from lazaretto.registers.events import FOREVER, Columns, Flags, Ints, joined
from lazaretto.registers.spans import moment
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import STRATA

MINUTE = 60


def derive(clause: Clause, *, force: InForce, standing: Standing, start: int, end: int) -> Iterator[Block]:
    """The obligations of one clause that are alive somewhere in ``[start, end)``."""
    yield from _SHAPES[type(clause.duty)](clause, force, standing, start, end)


def _recurring(clause: Clause, force: InForce, standing: Standing, start: int, end: int) -> Iterator[Block]:
    duty: Any = clause.duty
    grace = duty.grace * MINUTE
    for zone, facilities in zones(standing):
        for day in days_touching(start - grace, end, zone=zone):
            for slot in duty.slots:
                opens, closes = slot_instants(day, slot.opens, slot.closes, zone=zone)
                if opens >= end or closes + grace <= start or not force.since <= opens < force.until:
                    continue
                block = _slot_block(clause, force, standing, slot, facilities, opens, closes, grace)
                if len(block):
                    yield block


def _slot_block(
    clause: Clause, force: InForce, standing: Standing, slot: Slot, facilities: Ints,
    opens: int, closes: int, grace: int,
) -> Block:  # fmt: skip
    duty: Any = clause.duty
    key, facility = GROUPS[duty.who](standing, duty, opens, closes)
    bound = applies(
        clause, force=force, standing=standing, facility=facilities, instants=constant(opens, len(facilities))
    )
    binding = np.zeros(max(len(standing.facilities), 1), np.bool_)
    binding[facilities] = bound
    mine = binding[facility]
    key, facility = key[mine], facility[mine]
    count = len(key)
    return Block(
        force=force, clause=clause, slot=slot, key=key, facility=facility,
        opens=constant(opens, count), due=constant(closes, count), missed_at=constant(closes + grace, count),
        trigger=constant(-1, count), lifted=constant(FOREVER, count), scope=constant(-1, count),
    )  # fmt: skip


def _deadline(clause: Clause, force: InForce, standing: Standing, start: int, end: int) -> Iterator[Block]:
    duty: Any = clause.duty
    triggers = standing.during(duty.trigger, force.since, min(force.until, end))
    triggers = triggers.where(_chosen(triggers, duty))
    triggers = triggers.where(
        applies(
            clause, force=force, standing=standing, facility=triggers.facility, instants=triggers.occurred
        )
    )
    if not len(triggers):
        return
    lifted = _lifted(standing, triggers, duty.excused_by)
    for opens, due in _stretches(duty, standing, triggers):
        block = Block(
            force=force, clause=clause, slot=None, key=triggers.key, facility=triggers.facility,
            opens=opens, due=due, missed_at=due + duty.grace * MINUTE, trigger=triggers.fact,
            lifted=lifted, scope=constant(-1, len(triggers)),
        )  # fmt: skip
        alive = (opens < end) & (block.missed_at > start) & (lifted > opens)
        if alive.any():
            yield block.where(alive)


def _stretches(duty: Deadline, standing: Standing, triggers: Columns) -> Iterator[tuple[Ints, Ints]]:
    """(opens, due) for each stretch the duty asks for."""
    if duty.within is not None:
        yield triggers.occurred, triggers.occurred + duty.within * MINUTE
    for day in duty.on_days:
        opens = counted(standing, triggers.facility, triggers.occurred, day=day, hour=time())
        due = counted(standing, triggers.facility, triggers.occurred, day=day, hour=duty.by_hour)
        yield np.maximum(opens, triggers.occurred), due


def _chosen(triggers: Columns, duty: Deadline) -> Flags:
    chosen = np.ones(len(triggers), np.bool_)
    if duty.trigger_values:
        chosen &= np.isin(triggers.value, duty.trigger_values)
    if duty.trigger_at_least is not None:
        chosen &= triggers.value >= duty.trigger_at_least
    if duty.trigger_aux_at_least is not None:
        chosen &= triggers.aux >= duty.trigger_aux_at_least
    return chosen


def _lifted(standing: Standing, triggers: Columns, events: tuple[str, ...]) -> Ints:
    """When the first lifting event came after each trigger; FOREVER where none did."""
    lifts = joined([standing.events(name) for name in events])
    if not len(lifts):
        return constant(FOREVER, len(triggers))
    moments = np.sort(moment(lifts.key, lifts.occurred))
    asked = moment(triggers.key, triggers.occurred)
    row = np.searchsorted(moments, asked, side="right")
    found = moments[np.minimum(row, len(moments) - 1)]
    same = (row < len(moments)) & (found >> 35 == triggers.key)
    return np.where(same, found & (2**35 - 1), FOREVER)


def _coverage(clause: Clause, force: InForce, standing: Standing, start: int, end: int) -> Iterator[Block]:
    duty: Any = clause.duty
    rounds = standing.events("round_opened")
    wanted = rounds.key[rounds.value == STRATA.index(duty.stratum)]
    muster = standing.during("mustered", force.since, min(force.until, end))
    muster = muster.where(np.isin(muster.value, wanted))
    muster = muster.where(
        applies(clause, force=force, standing=standing, facility=muster.facility, instants=muster.occurred)
    )
    muster = muster.where(muster.aux + duty.grace * MINUTE > start)
    if len(muster):
        yield Block(
            force=force, clause=clause, slot=None, key=muster.key, facility=muster.facility,
            opens=muster.occurred, due=muster.aux, missed_at=muster.aux + duty.grace * MINUTE,
            trigger=muster.fact, lifted=_lifted(standing, muster, ("unplaced",)), scope=muster.value,
        )  # fmt: skip


def _refrain(clause: Clause, force: InForce, standing: Standing, start: int, end: int) -> Iterator[Block]:
    duty: Any = clause.duty
    breach = CONDITIONS[duty.condition](standing, settings_of(duty))
    breach = breach.where((breach.occurred >= start) & (breach.occurred < end))
    breach = breach.where(
        applies(clause, force=force, standing=standing, facility=breach.facility, instants=breach.occurred)
    )
    if len(breach):
        yield Block(
            force=force, clause=clause, slot=None, key=breach.key, facility=breach.facility,
            opens=breach.occurred, due=breach.occurred, missed_at=breach.occurred,
            trigger=breach.fact, lifted=constant(FOREVER, len(breach)), scope=constant(-1, len(breach)),
        )  # fmt: skip


_SHAPES: dict[type, Callable[[Clause, InForce, Standing, int, int], Iterator[Block]]] = {
    Recurring: _recurring,
    Deadline: _deadline,
    Coverage: _coverage,
    Refrain: _refrain,
}
