"""What the twin would have said on a past day: counts by life and day, lived from that day on. All simulated.

    foreseen(question)                     # → {"found_in_quarantine": [lives, days], …}

A function of the question alone, which holds the network as it was known on that day, the document in force
then, the assumptions and a seed: so it is told the same whenever it is asked for.
"""

from collections.abc import Mapping

import numpy as np

from lazaretto.twin.asking import Question, ordered
from lazaretto.twin.engine.outcomes import DAILY
from lazaretto.twin.engine.running import run
from lazaretto.twin.observing import setting_of
from lazaretto.twin.reviewing import FOUND, Lives


def foreseen(question: Question, *, threads: int = 1) -> Mapping[str, Lives]:
    """Counts of each of ``FOUND`` under what the document orders, at points through all ranges.

    Shape [lives, days]. Errors: CannotBeLowered, CannotBeBuilt, NotADisease.
    """
    order, setting = ordered(question), setting_of(question)
    lived = [
        run(
            setting.world(order, point), seed=setting.seed + at, replicates=setting.replicates,
            threads=threads, curves=True,
        ).daily
        for at, point in enumerate(setting.drawn())
    ]  # fmt: skip
    whole = np.concatenate(lived).astype(np.int64)
    return {name: whole[:, :, DAILY.index(name)] for name in FOUND}
