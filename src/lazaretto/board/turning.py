"""What changed for everyone, and when: the marks on the time slider."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from lazaretto.board.city import Turn
from lazaretto.board.houses import House
from lazaretto.board.words import text, word
from lazaretto.facts.periods import instant
from lazaretto.obligations.force import InForce
from lazaretto.obligations.levels import begun
from lazaretto.registers.command import LEVELS
from lazaretto.registers.standing import Standing

DAY = 86_400
IN_FORCE = text("新方案", "新方案", "new protocol")


def turns(standing: Standing, *, seen: Sequence[House], forces: Sequence[InForce]) -> tuple[Turn, ...]:
    """Versions that came into force, and levels that took effect in half of these facilities within a day."""
    found = [Turn(instant(force.since), IN_FORCE) for force in forces]
    rows = begun(standing)
    here = np.isin(rows.facility, [house.number for house in seen])
    rows = rows.where(here & (rows.occurred <= standing.at))
    for level, name in enumerate(LEVELS):
        ordered = rows.where(rows.value == level)
        begins = np.flatnonzero(np.diff(ordered.occurred, prepend=-DAY) >= DAY).tolist()
        for first, after in pairwise([*begins, len(ordered)]):
            if 2 * len(np.unique(ordered.facility[first:after])) >= len(seen):
                found.append(Turn(instant(int(ordered.occurred[first])), word("level", name)))
    return tuple(sorted(found, key=lambda turn: turn.at))
