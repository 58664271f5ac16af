"""Obligations that one shift handed to the next: since when each is carried along (M29)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from lazaretto.board.day_sheet import Group
from lazaretto.facts.periods import instant
from lazaretto.registers.standing import Standing

OUTGOING = 0


def carried_since(standing: Standing, facility: int) -> Mapping[str, datetime]:
    """When each obligation (its id) was first on a list that a shift of this house handed over."""
    rows, names = standing.events("handover_line"), standing.names
    rows = rows.where((rows.facility == facility) & (rows.aux == OUTGOING))
    found: dict[str, datetime] = {}
    for key, at in zip(rows.value.tolist(), rows.occurred.tolist(), strict=True):
        found.setdefault(names.name(key), instant(at))
    return found


def carrying(groups: list[Group], since: Mapping[str, datetime]) -> list[Group]:
    """The groups, each with the earliest handover that any of its obligations was on."""
    if not since:
        return groups
    return [replace(group, carried=_first(group, since)) for group in groups]


def _first(group: Group, since: Mapping[str, datetime]) -> datetime | None:
    told = [since[str(item.id)] for item in group.items if str(item.id) in since]
    return min(told, default=None)
