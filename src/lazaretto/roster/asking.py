"""What is asked: houses, prices, and the roster to stay near. The JSON of ``lazaretto roster solve``.

Days are facility-local calendar days. Prices are points; what must come first has the greater price.
"""

from datetime import date
from typing import Annotated

import msgspec

from lazaretto.obligations.rostering.situation import Roster, Situation

Price = Annotated[int, msgspec.Meta(ge=0, le=100_000, description="Points.")]
Share = Annotated[int, msgspec.Meta(ge=0, le=300, description="In a hundred.")]


class Prices(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What each thing costs, in points: the exchange rates of a plan, open to anybody's view.

    missing: one person missing on a post, or from a batch, for a day. change: a person's day otherwise than
    in the roster to stay near, or a stand of theirs changed; ``soon`` times as much for days in its next
    ``soon_blocks`` blocks. A repair has no other prices than these two. reserve: one person
    on standby fewer than ``reserve_share`` in a hundred of those needed, for a day. inside, standby: a
    person's day in A and in B. uneven: a block inside more or fewer than the like of them have.
    other_post: a day on a post that is not theirs by the three fixed. uneven_night, uneven_watch: a night,
    a watch more than the like of them have.
    """

    missing: Price = 10_000
    change: Price = 100
    soon: Price = 4
    soon_blocks: Price = 2
    reserve: Price = 5
    reserve_share: Share = 60
    inside: Price = 2
    standby: Price = 1
    uneven: Price = 8
    other_post: Price = 1
    uneven_night: Price = 2
    uneven_watch: Price = 1


class House(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One house and what is in force there.

    keep: the roster to stay near: then it is repaired. frozen: the first day that may still change; what is
    before it is the past and is never touched (absent: the first day). changing_until: the last day that may
    change; absent: the last of all.
    """

    situation: Situation
    keep: Roster | None = None
    frozen: date | None = None
    changing_until: date | None = None

    @property
    def begins(self) -> date:
        """The first day that is planned."""
        return self.frozen or self.situation.first


class Request(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One question: a house, or several at once.

    effort: how hard to look for each house, in the solver's own measure of work, instead of by the clock:
    then the answer is the same on every machine. relief: whether to look for what would help where
    something is short.
    """

    houses: Annotated[tuple[House, ...], msgspec.Meta(min_length=1, max_length=100)]
    prices: Prices = Prices()
    effort: Annotated[int, msgspec.Meta(ge=1, le=3600)] | None = None
    seed: Annotated[int, msgspec.Meta(ge=0, le=2**31)] = 2022
    relief: bool = True
