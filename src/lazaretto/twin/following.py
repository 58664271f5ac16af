"""One order, day by day: the mean of a day, with its range over the assumptions. All of it is simulated."""

from collections.abc import Callable

import numpy as np

from lazaretto.twin.answer import Comparison, Curves
from lazaretto.twin.comparing import compared, figure
from lazaretto.twin.engine.outcomes import DAILY
from lazaretto.twin.network import Policy
from lazaretto.twin.observing import Setting, follow


def followed(
    setting: Setting, policy: Policy, *, threads: int = 1,
    progress: Callable[[int, int], bool] | None = None,
) -> tuple[Comparison, Curves]:  # fmt: skip
    """What the order comes to, and its curves. progress: as ``compare``. Errors: as ``compare``."""
    if setting.points < 1:
        raise ValueError("an order is followed at one point of the assumptions at least")
    seen, means = [], []
    for at, point in enumerate(setting.drawn()):
        one, mean = follow(setting, policy, point, at=at, threads=threads)
        seen.append(one)
        means.append(mean)
        if progress is not None and not progress(at + 1, setting.points):
            break
    points = np.stack(means)  # [points, days, DAILY]
    by_day = {
        name: tuple(figure(points[:, day, number]) for day in range(points.shape[1]))
        for number, name in enumerate(DAILY)
    }
    return compared(setting, (policy,), (seen,)), Curves(by_day)
