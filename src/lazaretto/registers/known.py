"""When a node came to know what its record holds, where some of it was first held by another."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from lazaretto.registers.events import FOREVER, Columns, Ints
from lazaretto.registers.problems import Problem


class Here(NamedTuple):
    """When facts became known at this node, where some came from another one. known: by number of the fact.

    gone: number of a fact → when it became known here that it was corrected or retracted.
    """

    known: Ints
    gone: Mapping[int, int]

    def of(self, rows: Columns) -> tuple[Ints, Ints]:
        """When the rows became known, and known to be replaced. What no fact says has its own times."""
        said = rows.fact >= 0
        known = rows.recorded.copy()
        known[said] = self.known[rows.fact[said]]
        gone = rows.gone.copy()
        for row in np.flatnonzero(gone < FOREVER).tolist():
            gone[row] = self.gone.get(int(rows.fact[row]), int(gone[row]))
        return known, gone


class Contest(NamedTuple):
    """A fact under whose id something else was said: known here from when on, and until it was corrected."""

    problem: Problem
    known: int
    gone: int
