"""Who of a roster should not serve by what the record knows, while nobody has stated that they cannot."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from lazaretto.obligations.away import away_on
from lazaretto.obligations.contaminating import infectious
from lazaretto.obligations.pools import is_held
from lazaretto.obligations.rostering.situation import Member, Roster
from lazaretto.registers.standing import Standing

ON_DUTY = ("A", "B")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Somebody whose latest test of their own is positive, or whom a positive or grey pool holds."""

    person: str
    why: Literal["positive", "pool"]


def doubts(
    standing: Standing, members: Iterable[Member], roster: Roster, *, today: date
) -> tuple[Doubt, ...]:
    """Those on duty by the roster, today or later, of whom no absence is stated for today."""
    rostered = {turn.person for turn in roster.turns if turn.phase in ON_DUTY and turn.last >= today}
    mine = [one for one in members if one.person in rostered and away_on(one.away, today) is None]
    keys = np.array([standing.names.find(one.person) for one in mine], np.int64)
    positive = infectious(standing, keys) >= 0
    held = is_held(standing, keys, np.full(len(keys), standing.at, np.int64))
    return tuple(
        Doubt(one.person, "positive" if positive[n] else "pool")
        for n, one in enumerate(mine)
        if positive[n] or held[n]
    )
