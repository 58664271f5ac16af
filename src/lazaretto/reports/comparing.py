"""Two versions of one report side by side: which figures changed, and which facts may be why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lazaretto.facts.fact import Fact, family_of
from lazaretto.facts.periods import seconds
from lazaretto.facts.record import Retracted
from lazaretto.registers.record import Record
from lazaretto.reports.report import Report, Sheet

# Table: the families of facts that its figures are read from; a table that is not here is read from any.
READ_FROM: Mapping[str, frozenset[str]] = {
    "custody_layers": frozenset({"custody", "quarantine"}),
    "custody_sexes": frozenset({"custody"}),
    "custody_moves": frozenset({"custody"}),
    "custody_places": frozenset({"custody"}),
    "between": frozenset({"custody"}),
    "gate": frozenset({"gate"}),
    "goods": frozenset({"gate"}),
    "legs": frozenset({"custody", "quarantine"}),
    "rounds": frozenset({"custody", "testing"}),
    "outcomes": frozenset({"custody", "testing"}),
    "tubes": frozenset({"testing"}),
    "health": frozenset({"hygiene", "quarantine", "case"}),
    "disinfection": frozenset({"gate", "hygiene"}),
    "incidents": frozenset({"case"}),
    "cases": frozenset({"case"}),
    "duty": frozenset({"duty"}),
    "strength": frozenset({"duty"}),
    "stock": frozenset({"stock"}),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of which another version says another number. of: the house, or the city.

    facts: those learned between the two versions that may have changed it, in order of their recording.
    """

    of: str
    table: str
    row: str
    column: str
    was: int
    now: int
    facts: tuple[UUID, ...] = ()

    @property
    def where(self) -> str:
        """The figure, as laws name it."""
        return f"{self.table}.{self.row}.{self.column}"


def changes(before: Report, now: Report, *, learned: Sequence[Fact] = ()) -> tuple[Change, ...]:
    """What the later version says otherwise, sheet by sheet, figure by figure; its own sheet first."""
    pairs = [(before.sheet, now.sheet), *_houses(before.sheet, now.sheet)]
    found = (change for one, other in pairs for change in _changed(one, other))
    families = {fact.id: _families(fact) for fact in learned}
    return tuple(_explained(change, learned, families) for change in found)


def learned_between(
    record: Record, *, after: datetime, until: datetime, codes: Sequence[str]
) -> tuple[Fact, ...]:
    """The facts of these facilities that became known here after one instant and by another, as recorded."""
    first, last = seconds(after), seconds(until)
    found = [
        fact for number, fact in enumerate(record.facts)
        if fact.facility in codes and first < record.known_from(number) <= last
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda fact: (fact.recorded, fact.id)))


def _houses(before: Sheet, now: Sheet) -> Iterator[tuple[Sheet, Sheet]]:
    was = {house.of: house for house in before.houses}
    here = {house.of: house for house in now.houses}
    for code in sorted({*was, *here}):
        yield was.get(code, Sheet(code, ())), here.get(code, Sheet(code, ()))


def _changed(before: Sheet, now: Sheet) -> Iterator[Change]:
    names = dict.fromkeys(table.id for table in (*now.tables, *before.tables))
    for name in names:
        old, new = before.table(name), now.table(name)
        for row in dict.fromkeys((*new.rows, *old.rows)):
            for column in dict.fromkeys((*new.columns, *old.columns)):
                was, is_now = old.at(row, column), new.at(row, column)
                if was != is_now:
                    yield Change(now.of, name, row, column, was, is_now)


def _explained(change: Change, learned: Sequence[Fact], families: Mapping[UUID, frozenset[str]]) -> Change:
    wanted = READ_FROM.get(change.table)
    facts = tuple(fact.id for fact in learned if wanted is None or families[fact.id] & wanted)
    return Change(change.of, change.table, change.row, change.column, change.was, change.now, facts)


def _families(fact: Fact) -> frozenset[str]:
    """What a fact speaks of; a retraction speaks of whatever it takes back, which may be anything."""
    if isinstance(fact.body, Retracted):
        return frozenset().union(*READ_FROM.values())
    return frozenset({family_of(fact.body)})
