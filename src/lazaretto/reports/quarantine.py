"""The legs of quarantine: who was in each, who began, who was set back, who ended it, who left."""

import numpy as np

from lazaretto.registers.events import Flags, Ints
from lazaretto.registers.spans import Spans, carried_on, moment
from lazaretto.reports.day import Day, Stays, counted, stays, uneven
from lazaretto.reports.tables import Table, tabled

LEGS = ("leg1", "leg2", "leg3", "leg4")
_KINDS = len(LEGS) + 1  # layers are counted from 1


def quarantine(day: Day) -> tuple[Table, ...]:
    """The tables of the section."""
    held = stays(day, _running(day))
    layer, started, ended = held.rows.value, day.happened("leg_started"), day.happened("leg_ended")
    cut = held.went & ~_said_ended(day, held)
    columns = {
        "yesterday": layer[held.was], "came": layer[held.came], "started": started.value,
        "restarted": day.happened("clock_restarted").value, "ended": ended.value, "left": layer[cut],
        "today": layer[held.still],
    }  # fmt: skip
    return (tabled("legs", LEGS, {name: _by_layer(values) for name, values in columns.items()}),)


def suspects(day: Day) -> Ints:
    """Facts about whose legs did not begin or end as it was stated."""
    held, started, ended = stays(day, _running(day)), day.happened("leg_started"), day.happened("leg_ended")
    begun = uneven(held.rows.key[held.came], started.key)
    over = uneven(held.rows.key[_said_ended(day, held)], ended.key)
    keys = np.concatenate([begun, over])
    facts = [rows.fact[np.isin(rows.key, keys)] for rows in (started, ended, held.rows)]
    return np.unique(np.concatenate(facts))


def _by_layer(values: Ints) -> list[int]:
    return counted(values, _KINDS)[1:]


def _running(day: Day) -> Spans:
    """The legs; a clock that is set back keeps the leg one stretch."""
    legs = day.standing.legs
    again = np.isin(legs.fact, day.standing.events("clock_restarted").fact)
    return carried_on(legs, again, alike=legs.value)


def _said_ended(day: Day, held: Stays) -> Flags:
    """Of which legs the end was stated at the instant at which they ended."""
    ended = day.happened("leg_ended")
    return np.isin(moment(held.rows.key, held.rows.end), moment(ended.key, ended.occurred))
