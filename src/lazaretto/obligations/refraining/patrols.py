"""Around a walk before the screens: what came out of turn, and what nobody finished (M32)."""

import numpy as np

from lazaretto.obligations.days import DAY
from lazaretto.obligations.patrols import told
from lazaretto.obligations.refraining.custody import moved_to
from lazaretto.registers.events import Columns
from lazaretto.registers.patrols import SAID
from lazaretto.registers.standing import Standing

Settings = dict[str, int]
_MINUTE = 60


def patrol_out_of_turn(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Something was said of a walk that nobody had begun, or that was over: it moved nothing."""
    facts = [fact for one in told(standing, start - DAY, end) for _, fact in one.astray]
    rows = standing.during("patrol_said", start, end)
    return rows.where(np.isin(rows.fact, np.array(facts, np.int64)))


def patrol_left_open(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A walk was begun, and neither ended nor broken off within ``minutes``."""
    limit = settings["minutes"] * _MINUTE
    begun = standing.during("patrol_said", start - limit, end - limit)
    begun = begun.where(begun.value == SAID.index("begin"))
    over = {one.key: (one.begun, one.ended) for one in told(standing, start - limit, end)}
    spans = [over.get(key, (0, 0)) for key in begun.key.tolist()]
    due = begun.occurred + limit
    late = [
        began == at and ended > deadline
        for (began, ended), at, deadline in zip(spans, begun.occurred.tolist(), due.tolist(), strict=True)
    ]
    return moved_to(begun, np.array(late, np.bool_) & (due <= standing.at), due)
