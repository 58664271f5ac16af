"""The groups of a day sheet, gathered by clause and slot: one heading, a cell each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from lazaretto.board.day_sheet import Group


@dataclass(frozen=True, slots=True)
class Cluster:
    """Groups of one clause that open and fall due together, in the order of their places."""

    groups: tuple[Group, ...]

    @property
    def first(self) -> Group:
        """Any of them: what they share."""
        return self.groups[0]

    @property
    def count(self) -> int:
        """How many obligations they hold."""
        return sum(len(group.items) for group in self.groups)


def clusters(groups: Iterable[Group]) -> tuple[Cluster, ...]:
    """The clusters of some groups: those that fall due first come first."""

    def shared(group: Group) -> tuple[datetime, str, datetime]:
        return group.due, group.clause, group.opens

    ordered = sorted(groups, key=lambda group: (*shared(group), group.place or "", group.key))
    return tuple(Cluster(tuple(found)) for _key, found in groupby(ordered, key=shared))
