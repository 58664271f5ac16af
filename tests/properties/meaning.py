"""What a standing or an assessment says, free of the numbers inside: equal records say equal things."""

from collections import Counter
from collections.abc import Iterator

from lazaretto.facts.periods import Period, instant
from lazaretto.obligations.assessing import Assessment, assess
from lazaretto.obligations.force import Shelf, in_force
from lazaretto.obligations.owed import Finding, Obligation
from lazaretto.registers.events import FOREVER, MEANING, NAMES, Columns
from lazaretto.registers.record import Record
from lazaretto.registers.spans import Spans
from lazaretto.registers.standing import Standing

REGISTERS = ("present", "in_cell", "held", "on_roll", "legs", "phases", "levels", "suspended", "inside")


def events(
    record: Record, *, at: int = FOREVER, known_at: int = FOREVER
) -> dict[str, Counter[tuple[object, ...]]]:
    """Every standing event with its words in place of numbers, and how often it is said."""
    standing = record.standing(at=at, known_at=known_at)
    return {name: Counter(_rows(record, standing, name)) for name in NAMES}


def registers(
    record: Record, *, at: int = FOREVER, known_at: int = FOREVER
) -> dict[str, list[tuple[object, ...]]]:
    """The folds, with words in place of numbers, sorted."""
    standing = record.standing(at=at, known_at=known_at)
    return {name: sorted(_stretches(record, getattr(standing, name)), key=str) for name in REGISTERS}


def assessed(
    record: Record, *, shelf: Shelf, start: int, end: int, at: int, known_at: int = FOREVER
) -> Assessment:
    """A window assessed at an instant as known at another, all in seconds."""
    standing = record.standing(at=at, known_at=known_at)
    return assess(
        forces=in_force(standing, shelf=shelf), standing=standing,
        window=Period(instant(start), instant(end)), fact_id=lambda number: record.facts[number].id,
    )  # fmt: skip


def owed(assessment: Assessment) -> set[Obligation]:
    """Every obligation of an assessment."""
    return set(assessment.obligations())


def found(assessment: Assessment) -> list[Finding]:
    """Every finding of an assessment, in order."""
    return sorted(assessment.findings(), key=lambda finding: (finding.at, finding.id))


def _rows(record: Record, standing: Standing, name: str) -> list[tuple[object, ...]]:
    rows = standing.events(name)
    return [
        (
            record.names.name(key),
            record.facilities.name(facility),
            occurred,
            recorded,
            _word(record, name, 1, value),
            _word(record, name, 2, aux),
            record.facts[fact].id,
        )
        for key, facility, occurred, recorded, value, aux, fact in _lists(rows)
    ]


def _word(record: Record, name: str, part: int, number: int) -> object:
    meaning = MEANING[name][part]
    if number >= 0 and "(key)" in meaning:
        return record.names.name(number)
    return record.facilities.name(number) if "(facility)" in meaning else number


def _lists(rows: Columns) -> Iterator[tuple[int, ...]]:
    columns = ("key", "facility", "occurred", "recorded", "value", "aux", "fact")
    return zip(*(getattr(rows, column).tolist() for column in columns), strict=True)


def _stretches(record: Record, held: Spans) -> list[tuple[object, ...]]:
    return [
        (start, end, record.facts[fact].id)
        for start, end, fact in zip(held.start.tolist(), held.end.tolist(), held.fact.tolist(), strict=True)
    ]
