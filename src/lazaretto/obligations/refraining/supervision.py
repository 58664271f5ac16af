"""What the detachment must not leave undone: a difference nobody explains, a signature on an own count."""

import numpy as np

from lazaretto.registers.events import Columns, Flags, joined
from lazaretto.registers.standing import Standing

Settings = dict[str, int]


def differences_unexplained(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A day was signed with a difference between the three sources that nobody explained (M13)."""
    signed = standing.during("reconciled", start, end)
    return signed.where(signed.aux > 0)


def reconciled_by_counter(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A day was signed by whoever took its tally or counted its replay (law 13)."""
    signed = standing.during("reconciled_by", start, end)
    counted = joined([standing.events(name) for name in ("tally_taken", "replay_counted")])
    return signed.where(_own(signed, counted))


def _own(signed: Columns, counted: Columns) -> Flags:
    """Whether the signer had counted something of that facility and day before."""
    rows = zip(signed.facility, signed.aux, signed.value, signed.occurred, strict=True)
    own = [
        bool(
            np.any(
                (counted.facility == facility) & (counted.value == day) & (counted.aux == signer)
                & (counted.occurred <= moment)
            )
        )
        for facility, day, signer, moment in rows
    ]  # fmt: skip
    return np.array(own, np.bool_)
