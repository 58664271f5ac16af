"""Import a laboratory's results: a row is read, judged and recorded by itself, and answered by itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.record_batch import record_batch
from lazaretto.actions.statement import MAX_ROWS, Statement
from lazaretto.board.houses import houses
from lazaretto.board.result_columns import Defaults, Sheet, sheet_of
from lazaretto.board.result_rows import (
    Answer,
    Judged,
    Outcome,
    body_of,
    counted,
    judge_rows,
    known_tubes,
    read_rows,
)
from lazaretto.board.result_tables import Table
from lazaretto.facts.periods import seconds
from lazaretto.ledger.receipts import Receipt
from lazaretto.ledger.tailing import live
from lazaretto.registers.events import FOREVER

ACT = "state:testing.result_reported"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: an answer a row in the order of the file; the columns that were left alone."""

    answers: tuple[Answer, ...]
    unknown: tuple[str, ...]
    counts: Mapping[Outcome, int]


def import_results(
    facility: str, table: Table, *, actor: Actor, device: str, now: datetime, laboratory: str = ""
) -> Imported:
    """Record the results of a file; sent again, nothing is recorded twice.

    Raises :class:`Refused` outside the scope or without the act, and
    :class:`~lazaretto.board.result_tables.Unreadable` where the file has no heading.
    """
    actor.require(ACT, facility=facility)
    sheet = sheet_of(table)
    judged = _judged(facility, sheet, now=now, laboratory=laboratory)
    stated = [row for row in judged if row.states]
    receipts: list[Receipt] = []
    for part in _parts(stated):
        statements = [_statement(row, facility) for row in part]
        receipts += record_batch(statements, actor=actor, device=device, now=now)
    told = {id(row): receipt for row, receipt in zip(stated, receipts, strict=True)}
    answers = tuple(_answer(row, told.get(id(row))) for row in judged)
    return Imported(answers, sheet.columns.unknown, counted(answers))


def _judged(facility: str, sheet: Sheet, *, now: datetime, laboratory: str) -> tuple[Judged, ...]:
    record = live()  # not a view: it may be a moment old, and nothing that is owed is asked here
    standing = record.standing(at=seconds(now))
    house = next(iter(houses(standing, facts=record.facts, codes={facility})), None)
    if house is None:
        raise Refused("unknown_facility", facility=facility)
    rows = read_rows(sheet, defaults=Defaults(house.zone, laboratory))
    known = known_tubes(standing, rows, facility=facility)
    return judge_rows(rows, known=known, facility=facility, now=now)


def _parts(rows: Sequence[Judged]) -> Iterator[Sequence[Judged]]:
    return (rows[start : start + MAX_ROWS] for start in range(0, len(rows), MAX_ROWS))


def _statement(row: Judged, facility: str) -> Statement:
    said = row.said
    assert said is not None  # noqa: S101 — only rows that state something come here
    return Statement(body=body_of(said), occurred=said.reported, facility=facility, id=row.answer.fact)


def _answer(row: Judged, receipt: Receipt | None) -> Answer:
    """What was judged, unless the ledger knew better."""
    if receipt is None or receipt.outcome in ("accepted", "disputed"):
        return row.answer
    values = {**receipt.values, "tube": row.answer.tube}
    if receipt.outcome == "duplicate" or _stands(receipt.fact_id, row):
        if receipt.fact_id is not None and live().gone_at(receipt.fact_id) < FOREVER:
            return replace(row.answer, outcome="refused", rule="taken_back", values=values)
        return replace(row.answer, outcome="duplicate", rule="said_before", values=values)
    rule = "said_otherwise" if receipt.rules == ("id_taken",) else next(iter(receipt.rules), "malformed")
    return replace(row.answer, outcome="refused", rule=rule, values=values)


def _stands(fact: UUID | None, row: Judged) -> bool:
    """Whether this very result is in the record, stated by somebody else: the ids are the same."""
    held = live()
    number = held.number_of(fact) if fact is not None else -1
    return number >= 0 and row.said is not None and held.facts[number].body == body_of(row.said)
