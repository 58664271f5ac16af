"""Obligations grouped by clause, stretch and place, so that one statement can answer many."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import get_args

import numpy as np

from lazaretto.board import counting
from lazaretto.board.counting import ways
from lazaretto.board.day_sheet import Group, Owing, State
from lazaretto.board.suggesting import suggest
from lazaretto.facts.periods import instant, local_day
from lazaretto.obligations.assessing import Assessment
from lazaretto.obligations.owed import Judged, Status
from lazaretto.registers.events import Flags, Ints
from lazaretto.registers.spans import value_at
from lazaretto.registers.standing import Standing

STATES: tuple[State, ...] = get_args(State)
NONE = -1
STATE_OF_WAY = np.full(counting.WAYS, NONE, np.int64)
for _way, _state in (
    (counting.OWED, "owed"), (counting.LATE, "late"), (counting.MISSED, "missed"),
    (counting.DISPUTED, "disputed"), (counting.LATER, "upcoming"), (counting.MET, "done"),
    (counting.EXCUSED, "done"), (counting.ANSWERED_LATE, "done"),
):  # fmt: skip
    STATE_OF_WAY[_way] = STATES.index(_state)

Chosen = Callable[[Judged], Flags]


def groups(assessment: Assessment, *, chosen: Chosen, zone: str) -> list[Group]:
    """The chosen rows as groups, in the document's order. Breaches are findings and are left out."""
    found: list[Group] = []
    for part in assessment.judged:
        state = STATE_OF_WAY[ways(part, at=assessment.standing.at)]
        rows = np.flatnonzero((state != NONE) & chosen(part))
        if len(rows):
            found.extend(_groups(assessment, part, rows, state[rows], zone))
    return found


def _groups(assessment: Assessment, part: Judged, rows: Ints, state: Ints, zone: str) -> Iterator[Group]:
    block, standing = part.block, assessment.standing
    place = places_of(standing, block.key[rows])
    kinds = np.stack([state, block.opens[rows], block.due[rows], place, block.scope[rows]])
    unique, which = np.unique(kinds, axis=1, return_inverse=True)
    for number in range(unique.shape[1]):
        mine = rows[which == number]
        yield _group(assessment, part, mine, STATES[unique[0, number]], int(unique[3, number]), zone)


def places_of(standing: Standing, keys: Ints) -> Ints:
    """The place of each subject: the cell of a person, a place itself; -1 for a facility or a thing."""
    instants = np.full(len(keys), standing.at, np.int64)
    cell = value_at(standing.in_cell, keys, instants, default=NONE)
    known = np.isin(keys, standing.events("place_established").key)
    return np.where(known, keys, cell)


def _group(assessment: Assessment, part: Judged, rows: Ints, state: State, place: int, zone: str) -> Group:
    block, clause = part.block, part.block.clause
    names = assessment.standing.names
    first, where = int(rows[0]), names.name(place) if place >= 0 else None
    opens, due, scope = (int(column[first]) for column in (block.opens, block.due, block.scope))
    round_ = names.name(scope) if scope >= 0 else None
    subjects = tuple(names.name(key) for key in block.key[rows].tolist())
    suggestion = None
    if state != "done" and state != "upcoming":
        suggestion = suggest(
            block, subjects=subjects, place=where, day=local_day(instant(opens), zone=zone), round_=round_
        )
    return Group(
        key=_key(clause.id, state, str(opens), str(due), str(where), str(round_)), state=state,
        clause=clause.id, document=block.force.protocol.id, family=clause.family, title=clause.title,
        remedy=clause.remedy, slot=block.slot.label if block.slot else None, place=where,
        opens=instant(opens), due=instant(due), missed_at=instant(int(block.missed_at[first])),
        seconds_left=due - assessment.standing.at, owner=clause.owner, severity=clause.severity,
        items=tuple(_owing(assessment, part, int(row), subjects[n]) for n, row in enumerate(rows)),
        suggestion=suggestion,
    )  # fmt: skip


def _owing(assessment: Assessment, part: Judged, row: int, subject: str) -> Owing:
    status, answer = Status(int(part.status[row])), int(part.answer[row])
    return Owing(assessment.id_of(part.block, row), subject, status, assessment.fact_id(answer))


def _key(*parts: str) -> str:
    """A short anchor; the first letter keeps it a valid HTML id."""
    return "g" + sha256("\x1f".join(parts).encode()).hexdigest()[:12]
