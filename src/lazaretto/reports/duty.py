"""Duty: who serves here in which phase of closed duty, and who of them cannot serve."""

import numpy as np

from lazaretto.obligations.away import away, away_on
from lazaretto.obligations.owed import constant
from lazaretto.obligations.strength import serving
from lazaretto.registers.duty import PHASES
from lazaretto.registers.events import Flags, Ints
from lazaretto.registers.spans import value_at
from lazaretto.reports.day import Day, counted
from lazaretto.reports.tables import Table, listed, tabled

_ORDINARY = PHASES.index("ordinary")


def duty(day: Day) -> tuple[Table, ...]:
    """The tables of the section, in their order."""
    keys, houses = _strength(day)
    phase = value_at(day.standing.phases, keys, constant(day.last, len(keys)), default=_ORDINARY)
    missing = _absent(day, keys, houses)
    return (
        tabled("duty", PHASES, {
            "strength": counted(phase, len(PHASES)), "absent": counted(phase[missing], len(PHASES)),
        }),
        listed("strength", {"serving": len(keys), "absent": int(missing.sum())}),
    )  # fmt: skip


def _strength(day: Day) -> tuple[Ints, Ints]:
    """Who serves at these facilities, and where, by key."""
    found = [(key, place.serves) for key, place in serving(day.standing).items()]
    keys, houses = np.array(sorted(found), np.int64).reshape(-1, 2).T
    here = (houses >= 0) & day.mine[np.maximum(houses, 0)]
    return keys[here], houses[here]


def _absent(day: Day, keys: Ints, houses: Ints) -> Flags:
    """Who of them cannot serve on the day, by what was stated of them."""
    absences = away(day.standing)
    found = [
        away_on(absences.get(key, ()), day.date_of(house)) is not None
        for key, house in zip(keys.tolist(), houses.tolist(), strict=True)
    ]
    return np.array(found, np.bool_)
