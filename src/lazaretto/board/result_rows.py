"""What becomes of each row of a laboratory's file: an answer a row, the bad ones first.

The id of a result follows from house, tube, result, instant and laboratory: the same row, sent again in
whatever file, is the same statement. A row that contradicts what is known is recorded, and said to.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Literal, get_args
from uuid import UUID

import numpy as np

from lazaretto.board.result_columns import Columns, Defaults, Field, Said, Sheet, read_row
from lazaretto.facts.identity import RANDOM_BYTES, uuid7
from lazaretto.facts.periods import instant, seconds, utc
from lazaretto.facts.testing import Result, ResultReported
from lazaretto.registers.events import Flags
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import RESULTS

Outcome = Literal["refused", "disputed", "duplicate", "accepted"]  # in the order in which they are shown
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
_EARLIEST = 1970
_AT_FAULT: Mapping[str | None, Field] = {
    "in_the_future": "reported", "before_sampling": "reported", "unknown_tube": "tube",
    "tube_elsewhere": "tube", "tube_void": "tube", "result_contradicts": "result",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one row. column: the one at fault; values: fill in the sentence of its rule."""

    row: int
    outcome: Outcome
    rule: str | None = None
    column: Field | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    tube: str = ""
    result: Result | None = None
    reported: datetime | None = None
    fact: UUID | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a tube. house: it was filled in this one. filled: when; results: instant and word."""

    house: bool
    filled: int | None = None
    voided: bool = False
    results: tuple[tuple[int, Result], ...] = ()


_NEVER = Known(house=True)  # of a tube that nobody spoke of


@dataclass(frozen=True, slots=True)
class Judged:
    """A row before it is recorded: its answer if it goes well, and what is then stated (None: nothing is)."""

    answer: Answer
    said: Said | None = None

    @property
    def states(self) -> bool:
        """Whether something is to be recorded for the row."""
        return self.said is not None and self.answer.outcome in ("accepted", "disputed")


def result_id(facility: str, said: Said) -> UUID:
    """The id of what a row states; whoever sends the row again makes the same."""
    parts = (facility, said.tube, said.result, utc(said.reported).isoformat(), said.laboratory)
    digest = sha256("\x1f".join(("result", *parts)).encode()).digest()
    return uuid7(said.reported, digest[:RANDOM_BYTES])


def body_of(said: Said) -> ResultReported:
    """The fact's body that a row becomes."""
    return ResultReported(
        tube=said.tube, result=said.result, laboratory=said.laboratory, reagent=said.reagent,
        ct_tenths=said.ct_tenths, reported_by=said.reported_by, reviewed_by=said.reviewed_by,
    )  # fmt: skip


def known_tubes(standing: Standing, rows: Iterable[Judged], *, facility: str) -> dict[str, Known]:
    """Of the tubes that these rows name: each that anybody spoke of, by its code.

    A record holds the tubes of years, a file those of a day: the others are not looked at one by one.
    """
    house, names = standing.facilities.find(facility), standing.names
    named = [names.find(row.said.tube) for row in rows if row.said is not None]
    wanted = np.zeros(len(names) + 1, np.bool_)  # the last place is that of a name never mentioned
    wanted[named] = True
    wanted[-1] = False
    found: dict[int, Known] = {}
    for tube, where, at in _filled(standing, wanted):
        first = min(at, found[tube].filled or at) if tube in found else at
        found[tube] = Known(house=where == house, filled=first)
    voided = standing.events("tube_voided").key
    for tube in voided[wanted[voided]].tolist():
        found[tube] = replace(found.get(tube, _NEVER), voided=True)
    said = standing.events("tube_result")
    said = said.where(wanted[said.key])
    for tube, at, value in zip(said.key.tolist(), said.occurred.tolist(), said.value.tolist(), strict=True):
        held = found.get(tube, _NEVER)
        found[tube] = replace(held, results=(*held.results, (at, RESULTS[value])))
    return {names.name(tube): known for tube, known in found.items()}


def _filled(standing: Standing, wanted: Flags) -> Iterator[tuple[int, int, int]]:
    """Tube, facility and instant of each filling of a wanted tube, with swabs of people or of goods."""
    people, goods = standing.events("tube_filled"), standing.events("goods_sampled")
    for tubes, rows in ((people.key, people), (goods.value, goods)):
        mine = wanted[tubes]
        columns = (tubes[mine], rows.facility[mine], rows.occurred[mine])
        yield from zip(*(column.tolist() for column in columns), strict=True)


def read_rows(sheet: Sheet, *, defaults: Defaults) -> tuple[Judged, ...]:
    """Each row by its form alone; the record is not asked."""
    return tuple(_read(number, cells, sheet.columns, defaults) for number, cells in sheet.rows)


def _read(number: int, cells: Sequence[object], columns: Columns, defaults: Defaults) -> Judged:
    said = read_row(cells, columns, defaults)  # type: ignore[arg-type]  # cells of a table
    if isinstance(said, Said):
        if said.reported.year < _EARLIEST + 1:
            values = {"value": said.reported.isoformat()}
            return Judged(Answer(number, "refused", "time_unread", "reported", values, said.tube))
        return Judged(Answer(number, "accepted", None, None, {}, said.tube, said.result, said.reported), said)
    values = {"value": said.value, "column": said.column}
    return Judged(Answer(number, "refused", said.rule, said.column, values, said.tube))


def judge_rows(
    rows: Sequence[Judged], *, known: Mapping[str, Known], facility: str, now: datetime
) -> tuple[Judged, ...]:
    """Each row against what is known, and against the rows above it."""
    tubes, seen, judged = dict(known), set[UUID](), []
    for row in rows:
        if row.said is None:
            judged.append(row)
            continue
        fact = result_id(facility, row.said)
        held = tubes.get(row.said.tube)
        verdict = _verdict(row.said, held, now=now) if fact not in seen else ("duplicate", "said_before", {})
        seen.add(fact)
        judged.append(Judged(_told(row.answer, *verdict, fact), row.said))
        if judged[-1].states:
            before = held or _NEVER
            results = (*before.results, (seconds(row.said.reported), row.said.result))
            tubes[row.said.tube] = Known(before.house, before.filled, before.voided, results)
    return tuple(judged)


def _told(read: Answer, outcome: Outcome, rule: str | None, values: Mapping[str, str], fact: UUID) -> Answer:
    """The answer of a row that was read, once it is known what becomes of it."""
    return Answer(
        read.row, outcome, rule, _AT_FAULT.get(rule), values, read.tube, read.result, read.reported, fact
    )


def _verdict(said: Said, known: Known | None, *, now: datetime) -> tuple[Outcome, str | None, dict[str, str]]:
    """What becomes of a row, by which rule, and the values of its sentence."""
    if said.reported > now:
        return "refused", "in_the_future", {"occurred": said.reported.isoformat(), "now": now.isoformat()}
    if known is not None and not known.house:
        return "refused", "tube_elsewhere", {"tube": said.tube}
    at = seconds(said.reported)
    if known is not None and (at, said.result) in known.results:
        return "duplicate", "said_before", {"tube": said.tube}
    if known is None or known.filled is None:
        return "disputed", "unknown_tube", {"tube": said.tube}
    if known.voided:
        return "disputed", "tube_void", {"tube": said.tube}
    if at < known.filled:
        return "disputed", "before_sampling", {"tube": said.tube, "filled": instant(known.filled).isoformat()}
    other = next((word for _, word in reversed(known.results) if word != said.result), None)
    if other is not None:
        return "disputed", "result_contradicts", {"tube": said.tube, "before": other}
    return "accepted", None, {}


def counted(answers: Sequence[Answer]) -> dict[Outcome, int]:
    """How many rows came out how, the bad ones first."""
    return {outcome: sum(answer.outcome == outcome for answer in answers) for outcome in OUTCOMES}


def worst_first(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """Refused, then disputed, then what was said before, then what went well; by row within each."""
    return tuple(sorted(answers, key=lambda answer: (OUTCOMES.index(answer.outcome), answer.row)))
