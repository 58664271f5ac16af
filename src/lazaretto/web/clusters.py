"""The groups of a day sheet, gathered by clause and slot: one heading, a cell each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from lazaretto.board.day_sheet import Group

FIRST = 8  # deadlines of a clause that are shown before the rest is folded


@dataclass(frozen=True, slots=True)
class Cluster:
    """Groups of one clause and slot, or of one clause without slots; what falls due first comes first."""

    groups: tuple[Group, ...]

    @property
    def first(self) -> Group:
        """Any of them: what they share."""
        return self.groups[0]

    @property
    def carried(self) -> datetime | None:
        """When any of them was first handed from shift to shift."""
        return min((group.carried for group in self.groups if group.carried), default=None)

    @property
    def together(self) -> bool:
        """True when all fall due at one instant, so that one clock stands for all."""
        return len({group.due for group in self.groups}) == 1

    @property
    def shown(self) -> tuple[Group, ...]:
        """All of a slot; of deadlines strung out over a day those that come first."""
        return self.groups if self.together else self.groups[:FIRST]

    @property
    def folded(self) -> tuple[Group, ...]:
        """The others, which open at a tap."""
        return self.groups[len(self.shown) :]

    @property
    def count(self) -> int:
        """How many obligations they hold."""
        return sum(len(group.items) for group in self.groups)


def clusters(groups: Iterable[Group]) -> tuple[Cluster, ...]:
    """The clusters of some groups: those that fall due first come first."""

    def shared(group: Group) -> tuple[str, str]:
        return group.clause, group.opens.isoformat() if group.slot is not None else ""

    ordered = sorted(groups, key=lambda group: (*shared(group), group.due, group.place or "", group.key))
    found = [Cluster(tuple(together)) for _key, together in groupby(ordered, key=shared)]
    return tuple(sorted(found, key=lambda cluster: (cluster.first.due, cluster.first.clause)))
