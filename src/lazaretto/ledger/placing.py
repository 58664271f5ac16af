"""One fact about a person, appended in the call that also reads what its projection needs.

Five questions asked one after the other would be five journeys to the server, each as dear as
writing the fact. What the answer turns out not to cover is asked of the tables.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec

from lazaretto.facts.encoding import decode
from lazaretto.facts.fact import Fact
from lazaretto.ledger import rows
from lazaretto.ledger.rows import Appended, Row
from lazaretto.registers.stays import Capacity, Stay

Said = tuple[Fact, frozenset[str]]


class Source(Protocol):
    """Where the projection reads: :mod:`lazaretto.ledger.rows`, or what one call brought along."""

    def custody(self, people: Iterable[str]) -> list[Said]: ...

    def stays(self, people: Iterable[str]) -> list[Stay]: ...

    def cells(self, after: dict[str, datetime]) -> list[Stay]: ...

    def capacities(self, cells: Iterable[str]) -> dict[str, list[Capacity]]: ...


@dataclass(frozen=True, slots=True)
class Near:
    """The custody facts and stays of the people of one fact, and the cells around it, already locked.

    since: the fact changes nothing before it, so stays of the cells that had ended by then are left out.
    """

    said: list[Said]
    stored: list[Stay]
    locked: frozenset[str]
    since: datetime
    neighbours: list[Stay]
    places: dict[str, list[Capacity]]

    def custody(self, people: Iterable[str]) -> list[Said]:  # noqa: ARG002 — the face of rows
        """See :func:`rows.custody`; the people are those of the call."""
        return self.said

    def stays(self, people: Iterable[str]) -> list[Stay]:  # noqa: ARG002 — the face of rows
        """See :func:`rows.stays`; the people are those of the call."""
        return self.stored

    def cells(self, after: dict[str, datetime]) -> list[Stay]:
        """See :func:`rows.cells`, which is asked for cells or instants that lie outside."""
        if not (after.keys() <= self.locked and all(instant >= self.since for instant in after.values())):
            return rows.cells(after)
        return [
            stay
            for stay in self.neighbours
            if stay.cell in after and (stay.end is None or stay.end > after[stay.cell])
        ]

    def capacities(self, cells: Iterable[str]) -> dict[str, list[Capacity]]:
        """See :func:`rows.capacities`, which is asked for cells that lie outside."""
        return self.places if self.locked.issuperset(cells) else rows.capacities(cells)


_Stored = tuple[UUID, str, str, str, bool, int | None, datetime, datetime | None, bool]
_Near = tuple[UUID, str, str, str, bool, int | None, datetime, datetime | None, bool, datetime]
_said = msgspec.json.Decoder(list[tuple[str, frozenset[str]]])
_stays = msgspec.json.Decoder(list[_Stored])
_near = msgspec.json.Decoder(list[_Near])
_places = msgspec.json.Decoder(list[tuple[str, datetime, datetime, UUID, int]])


def append_placing(
    row: Row, *, people: Sequence[str], cell: str | None, since: datetime, node: str
) -> tuple[Appended, Source]:
    """Append one fact that is about people; where it is fresh, read what surrounds it.

    cell: the one it names, if any. since: the earliest instant from which it may change who is where.
    """
    parameters = [*rows.one(row, people=people, node=node), list(people), cell, since]
    *answer, said, stays, cells, neighbours, places = rows.run(_APPEND_PLACING, parameters).fetchall()[0]
    appended = Appended(*answer)
    if appended.outcome != "fresh":
        return appended, rows
    return appended, Near(
        [(decode(words), rules) for words, rules in _said.decode(said or "[]")],
        [_stay(*stored) for stored in _stays.decode(stays or "[]")],
        frozenset(filter(None, cells)), since,
        [_stay(*stored) for stored in _near.decode(neighbours or "[]")], _by_cell(places or "[]"),
    )  # fmt: skip


_APPEND_PLACING = (
    "SELECT * FROM ledger_append_placing(%s, %s::int[], %s, %s, %s, %s, %s, %s,"
    " %s, %s, %s, %s, %s, %s, %s::text[], %s, %s::text[], %s, %s)"
)


def _stay(
    fact: UUID, person: str, facility: str, cell: str, reserved: bool, bed: int | None, start: datetime,
    end: datetime | None, disputed: bool, recorded: datetime = rows.UNSAID,
) -> Stay:  # fmt: skip
    return Stay(fact, recorded, person, facility, cell, start, end, reserved, bed, disputed)


def _by_cell(places: str) -> dict[str, list[Capacity]]:
    found: dict[str, list[Capacity]] = {}
    for cell, since, recorded, fact, count in _places.decode(places):
        found.setdefault(cell, []).append(Capacity(since, recorded, fact, count))
    return found
