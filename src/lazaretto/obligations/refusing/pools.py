"""A reason against moving somebody whom a pool holds. What the law lets go, and care, is never refused."""

import numpy as np

from lazaretto.facts.custody import PlaceRequested
from lazaretto.facts.gate import ExitRequested
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.pools import tube_of
from lazaretto.registers.command import USES
from lazaretto.registers.spans import value_at

Values = dict[str, str]
MOVES = ("transfer",)  # purposes of an exit that are neither care nor the law


def held_by_pool(asking: Asking) -> Values | None:
    """A pool holds the person until a clear single result; an isolation room is care (M22)."""
    person = _to_be_moved(asking)
    if person is None or asking.settings("moved_while_held") is None:
        return None
    tube = tube_of(asking.standing, asking.standing.names.find(person))
    return {"person": person, "tube": tube} if tube is not None else None


def _to_be_moved(asking: Asking) -> str | None:
    """Whom the request would move within the house or to another; None where care or the law asks."""
    body, standing = asking.fact.body, asking.standing
    if isinstance(body, ExitRequested):
        return body.subject if body.purpose in MOVES else None
    to, now = standing.names.find(asking.said(PlaceRequested).cell), np.array([standing.at], np.int64)
    care = value_at(standing.places, np.array([to]), now, default=-1)[0] == USES.index("isolation")
    return None if care else asking.said(PlaceRequested).person
