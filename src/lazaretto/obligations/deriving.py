"""Protocol + registers → what is owed. One function for each shape of duty."""

from collections.abc import Callable, Iterator
from datetime import time
from functools import partial
from typing import Any

import numpy as np

from lazaretto.obligations.conditions import CONDITIONS
from lazaretto.obligations.days import HOUR, counted, days_touching, slot_instants, zones
from lazaretto.obligations.emergencies import save_in_emergency
from lazaretto.obligations.force import InForce, applies, at_level, decides
from lazaretto.obligations.groups import GROUPS, among
from lazaretto.obligations.hearing import hear, settings_of
from lazaretto.obligations.outcomes import departed
from lazaretto.obligations.owed import Block, constant
from lazaretto.obligations.phasing import days_of_phases, phase_days
from lazaretto.obligations.seeking import first_after
from lazaretto.protocol.document import Clause, Coverage, Deadline, Recurring, Refrain, Slot
from lazaretto.registers.events import FOREVER, Columns, Flags, Ints, joined
from lazaretto.registers.spans import moment, span_at
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import STRATA

MINUTE = 60
_LONG_DAY = 26 * HOUR  # no calendar day is longer, whatever a zone does to its clocks


def derive(clause: Clause, *, force: InForce, standing: Standing, start: int, end: int) -> Iterator[Block]:
    """The obligations of one clause that are alive somewhere in ``[start, end)``."""
    yield from _SHAPES[type(clause.duty)](clause, force, standing, start, end)


def _recurring(clause: Clause, force: InForce, standing: Standing, start: int, end: int) -> Iterator[Block]:
    """Slots alive in the window; one that crosses midnight may have opened the day before it."""
    duty: Any = clause.duty
    grace = duty.grace * MINUTE
    for zone, facilities in zones(standing):
        for day in days_touching(start - grace - _LONG_DAY, end, zone=zone):
            for slot in duty.slots:
                opens, closes = slot_instants(day, slot.opens, slot.closes, zone=zone)
                if opens >= end or closes + grace <= start or closes <= opens:
                    continue  # a slot inside the hour that a zone's clock skips is no slot
                if force.since <= opens < force.until:
                    block = _slot_block(clause, force, standing, slot, facilities, opens, closes, grace)
                    if block is not None:
                        yield block


def _slot_block(
    clause: Clause, force: InForce, standing: Standing, slot: Slot, facilities: Ints,
    opens: int, closes: int, grace: int,
) -> Block | None:  # fmt: skip
    """What a slot owes; None where it owes nobody anything."""
    duty: Any = clause.duty
    key, facility = GROUPS[duty.who](standing, duty, opens, closes)
    if not len(key):
        return None
    bound = applies(
        clause, force=force, standing=standing, facility=facilities, instants=constant(opens, len(facilities))
    )
    binding = np.zeros(max(len(standing.facilities), 1), np.bool_)
    binding[facilities] = bound
    mine = binding[facility]
    key, facility = key[mine], facility[mine]
    count = len(key)
    if not count:
        return None
    return Block(
        force=force, clause=clause, slot=slot, key=key, facility=facility,
        opens=constant(opens, count), due=constant(closes, count), missed_at=constant(closes + grace, count),
        trigger=constant(-1, count), lifted=constant(FOREVER, count), scope=constant(-1, count),
    )  # fmt: skip


def _deadline(clause: Clause, force: InForce, standing: Standing, start: int, end: int) -> Iterator[Block]:
    duty: Any = clause.duty
    triggers = _triggers(clause, duty, force, standing, start, end)
    if not len(triggers):
        return
    lifted = _lifted(standing, triggers, duty, force)
    for opens, due, asked in _stretches(duty, force, standing, triggers):
        block = Block(
            force=force, clause=clause, slot=None, key=triggers.key,
            facility=_where(standing, triggers.key, opens, triggers.facility),
            opens=opens, due=due, missed_at=due + duty.grace * MINUTE, trigger=triggers.fact,
            lifted=np.minimum(lifted, _out(standing, triggers.key, due, duty)),
            scope=constant(-1, len(triggers)),
        )  # fmt: skip
        alive = asked & (opens < end) & (block.missed_at > start) & (block.lifted > opens)
        if alive.any():
            yield block.where(alive)


def _triggers(
    clause: Clause, duty: Deadline, force: InForce, standing: Standing, start: int, end: int
) -> Columns:
    """Events that call for the duty and may still be alive in the window."""
    longest = max((*duty.on_days, *phase_days(duty, force.protocol)), default=-1)
    reach = max((longest + 1) * _LONG_DAY, (duty.within or 0) * MINUTE)
    earliest = 0 if duty.names_due else start - reach - (duty.grace + duty.quiet) * MINUTE
    triggers = hear(
        duty.trigger, protocol=force.protocol, standing=standing,
        start=max(force.since, earliest), end=min(force.until, end),
    )  # fmt: skip
    if not len(triggers):
        return triggers
    triggers = triggers.where(_chosen(triggers, duty))
    if duty.quiet:
        triggers = triggers.where(_fresh(triggers, duty.quiet * MINUTE))
    triggers = triggers.where(
        applies(
            clause, force=force, standing=standing, facility=triggers.facility, instants=triggers.occurred
        )
    )
    if duty.only:
        triggers = triggers.where(among(duty.only, standing, triggers.key, triggers.occurred))
    if duty.spares:
        triggers = triggers.where(~among(duty.spares, standing, triggers.key, triggers.occurred))
    return triggers


def _stretches(
    duty: Deadline, force: InForce, standing: Standing, triggers: Columns
) -> Iterator[tuple[Ints, Ints, Flags]]:
    """(opens, due, which triggers ask for it) for each stretch of the duty."""
    if duty.within is not None:
        everybody = np.ones(len(triggers), np.bool_)
        due = triggers.occurred + duty.within * MINUTE
        yield (
            triggers.occurred,
            np.where(triggers.aux > 0, triggers.aux + duty.leeway * MINUTE, due) if duty.names_due else due,
            everybody,
        )
    for day, asked in days_of_phases(duty, force.protocol, standing, triggers):
        opens = counted(standing, triggers.facility, triggers.occurred, day=day, hour=time())
        due = counted(standing, triggers.facility, triggers.occurred, day=day, hour=duty.by_hour)
        yield np.maximum(opens, triggers.occurred), due, asked


def _chosen(triggers: Columns, duty: Deadline) -> Flags:
    chosen = np.ones(len(triggers), np.bool_)
    if duty.trigger_values:
        chosen &= np.isin(triggers.value, duty.trigger_values)
    if duty.trigger_at_least is not None:
        chosen &= triggers.value >= duty.trigger_at_least
    if duty.trigger_aux_at_least is not None:
        chosen &= triggers.aux >= duty.trigger_aux_at_least
    if duty.trigger_aux_values:
        chosen &= np.isin(triggers.aux, duty.trigger_aux_values)
    return chosen


def _fresh(triggers: Columns, quiet: int) -> Flags:
    """Triggers with no earlier one of their key within ``quiet`` seconds."""
    moments = moment(triggers.key, triggers.occurred)
    order = np.argsort(moments, kind="stable")
    fresh = np.ones(len(triggers), np.bool_)
    fresh[order[1:]] = np.diff(moments[order]) > quiet  # another key is 2^35 seconds away
    return fresh


def _lifted(standing: Standing, triggers: Columns, duty: Deadline, force: InForce) -> Ints:
    """When the first lifting event came after each trigger; FOREVER where none did."""
    since = int(triggers.occurred.min())
    parts = []
    for name in duty.excused_by:
        if name == "went_out":
            continue  # an outing lifts only what falls due during it
        rows = hear(name, protocol=force.protocol, standing=standing, start=since, end=standing.at + 1)
        most = duty.excused_at_most.get(name)
        parts.append(rows if most is None else rows.where(rows.value <= most))
    found, some = first_after(joined(parts), triggers.key, triggers.occurred)
    return np.where(some, found, FOREVER)


def _out(standing: Standing, key: Ints, due: Ints, duty: Deadline) -> Ints:
    """Since when a person was out as the duty fell due, where that excuses; FOREVER where not.

    An outing that is over by then lifts nothing: three hours in court do not undo three weeks of tests.
    """
    if "went_out" not in duty.excused_by:
        return constant(FOREVER, len(key))
    row = span_at(standing.away, key, due - 1)
    return (
        np.where(row >= 0, standing.away.start[np.maximum(row, 0)], FOREVER)
        if len(standing.away)
        else (constant(FOREVER, len(key)))
    )


def _where(standing: Standing, key: Ints, opens: Ints, otherwise: Ints) -> Ints:
    """The facility that owes: the one that has the person as the duty opens, else the trigger's."""
    row = span_at(standing.on_roll, key, np.minimum(opens, standing.at))
    if not len(standing.on_roll):
        return otherwise
    return np.where(row >= 0, standing.on_roll.facility[np.maximum(row, 0)], otherwise)


def _coverage(clause: Clause, force: InForce, standing: Standing, start: int, end: int) -> Iterator[Block]:
    duty: Any = clause.duty
    grace = duty.grace * MINUTE
    rounds = standing.during("round_opened", force.since, min(force.until, end))
    rounds = rounds.where((rounds.value == STRATA.index(duty.stratum)) & (rounds.aux + grace > start))
    if not len(rounds):
        return
    muster = standing.during("mustered", int(rounds.occurred.min()), min(force.until, end))
    muster = muster.where(np.isin(muster.fact, rounds.fact))
    muster = muster.where(
        applies(clause, force=force, standing=standing, facility=muster.facility, instants=muster.occurred)
    )
    if len(muster):
        left = departed(standing, muster.key, muster.facility, muster.occurred, muster.aux)
        yield Block(
            force=force, clause=clause, slot=None, key=muster.key, facility=muster.facility,
            opens=muster.occurred, due=muster.aux, missed_at=muster.aux + grace,
            trigger=muster.fact, lifted=_departure(standing, left), scope=muster.value,
        )  # fmt: skip


def _departure(standing: Standing, row: Ints) -> Ints:
    """When somebody had left for good; FOREVER where no row says so."""
    gone = standing.events("unplaced").occurred
    return np.where(row >= 0, gone[np.maximum(row, 0)] if len(gone) else FOREVER, FOREVER)


def _refrain(clause: Clause, force: InForce, standing: Standing, start: int, end: int) -> Iterator[Block]:
    duty: Any = clause.duty
    end = min(end, standing.at + 1)
    condition = CONDITIONS[duty.condition]
    settings = settings_of(duty.settings, protocol=force.protocol, standing=standing)
    find = partial(save_in_emergency, condition.find) if condition.opened else condition.find
    breach = find(standing, settings, start, end)
    breach = breach.where((breach.occurred >= start) & (breach.occurred < end))
    if not len(breach):
        return
    began = condition.since(standing, breach) if condition.since else breach.occurred
    breach = breach.where(
        at_level(clause, standing=standing, facility=breach.facility, instants=breach.occurred)
        & decides(force, standing=standing, began=began, instants=breach.occurred)
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
