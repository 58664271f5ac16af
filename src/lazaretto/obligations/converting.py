"""Conversions: an ordered change of a facility's role, and how far each of its planned moves has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import numpy as np

from lazaretto.facts.command import ConversionEnded, ConversionOrdered, PlannedMove
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import seconds
from lazaretto.facts.places import facility_of
from lazaretto.registers.events import Columns, Ints
from lazaretto.registers.spans import Spans, span_at
from lazaretto.registers.standing import Standing

Stage = Literal["waiting", "on_the_way", "arrived", "elsewhere", "gone"]
State = Literal["ordered", "under_way", "emptied", "carried_out", "reversed", "abandoned"]
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Moving:
    """One planned move and its stage. cell: where the person's bed is now; None where they are on no roll."""

    planned: PlannedMove
    stage: Stage
    cell: str | None


@dataclass(frozen=True, slots=True)
class Conversion:
    """An ordered change of role. fact and ended_by: numbers of the facts that ordered and ended it.

    others: people on the roll of the facility whom the order does not speak of (they came later).
    """

    facility: str
    order: ConversionOrdered
    fact: int
    at: datetime
    moves: tuple[Moving, ...]
    others: tuple[str, ...]
    state: State
    ended_by: int | None

    @property
    def left(self) -> int:
        """How many of the planned people are still to leave."""
        return sum(move.stage == "waiting" for move in self.moves)

    @property
    def gone(self) -> int:
        """How many of them have left."""
        return len(self.moves) - self.left


def conversions(standing: Standing, *, facts: Sequence[Fact], facility: str) -> tuple[Conversion, ...]:
    """Every change of role ordered for a facility, the latest first."""
    number = standing.facilities.find(facility)
    ordered = standing.events("conversion_ordered")
    ended = standing.events("conversion_ended")
    rows = ordered.where(ordered.facility == number)
    ends = ended.where(ended.facility == number)
    found = [_conversion(standing, facts, rows, row, ends) for row in reversed(range(len(rows)))]
    return tuple(conversion for conversion in found if conversion is not None)


def _conversion(
    standing: Standing, facts: Sequence[Fact], rows: Columns, row: int, ends: Columns
) -> Conversion | None:
    fact = facts[int(rows.fact[row])]
    if not isinstance(fact.body, ConversionOrdered):
        return None
    mine = ends.fact[ends.aux == rows.aux[row]].tolist()
    moves = _moves(standing, fact, fact.body)
    here = standing.on_roll.at(standing.at)
    here = here.where(here.facility == rows.facility[row])
    planned = {move.person for move in fact.body.moves}
    others = sorted({standing.names.name(int(key)) for key in here.key} - planned)
    return Conversion(
        facility=fact.facility, order=fact.body, fact=int(rows.fact[row]), at=fact.occurred, moves=moves,
        others=tuple(others), state=_state(moves, facts, mine), ended_by=mine[-1] if mine else None,
    )  # fmt: skip


def _moves(standing: Standing, fact: Fact, body: ConversionOrdered) -> tuple[Moving, ...]:
    keys = np.array([standing.names.find(move.person) for move in body.moves], np.int64)
    now = np.full(len(keys), standing.at, np.int64)
    beds, rolls = standing.in_cell, standing.on_roll
    bed, roll = span_at(beds, keys, now), span_at(rolls, keys, now)
    sent = standing.events("transferred_out")
    began = seconds(fact.occurred)
    found = []
    for number, planned in enumerate(body.moves):
        cell = _cell(standing, beds, bed, number)
        on_the_way = bool((sent.key[sent.occurred >= began] == keys[number]).any())
        stage = _stage(planned, cell, fact.facility, on_roll=bool(roll[number] >= 0), sent=on_the_way)
        found.append(Moving(planned, stage, cell))
    return tuple(found)


def _cell(standing: Standing, beds: Spans, rows: Ints, number: int) -> str | None:
    row = int(rows[number])
    return standing.names.name(int(beds.value[row])) if row != NOWHERE else None


def _stage(planned: PlannedMove, cell: str | None, facility: str, *, on_roll: bool, sent: bool) -> Stage:
    if cell == planned.to:
        return "arrived"
    if on_roll and cell is not None:
        return "waiting" if facility_of(cell) == facility else "elsewhere"
    return "on_the_way" if sent else "gone"


def _state(moves: Sequence[Moving], facts: Sequence[Fact], ends: Sequence[int]) -> State:
    """How the order stands: as it was ended, else by its moves."""
    body = facts[ends[-1]].body if ends else None
    if isinstance(body, ConversionEnded):
        return body.outcome
    if not any(move.stage in ("waiting", "on_the_way") for move in moves):
        return "emptied"
    return "ordered" if all(move.stage == "waiting" for move in moves) else "under_way"
