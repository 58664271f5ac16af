"""What is owed + what was answered + an instant → how each obligation stands."""

import numpy as np

from lazaretto.obligations.days import local_day_numbers
from lazaretto.obligations.hearing import hear
from lazaretto.obligations.outcomes import reached
from lazaretto.obligations.owed import Block, Judged, Status
from lazaretto.protocol.document import Coverage, Deadline, Recurring, Refrain
from lazaretto.registers.events import FOREVER, Columns, Flags, Ints, joined, no_events
from lazaretto.registers.spans import moment
from lazaretto.registers.standing import Standing

# Evidence whose facts a retention rule erases: event → kind of fact.
ERASABLE = {"checked_in": "duty.checked_in"}


def judge(block: Block, *, standing: Standing, doubted: Ints) -> Judged:
    """How each row of a block stands at the standing's instant.

    doubted: numbers of facts that contradict others; an answer by one of them is disputed.
    """
    if isinstance(block.clause.duty, Refrain):
        status = np.full(len(block), Status.MISSED, np.int8)
        return Judged(block, status, np.full(len(block), -1, np.int64))
    evidence, excuses = _answers(block, standing)
    answered, fact = _first_answer(block, evidence)
    excused, _ = _first_answer(block, excuses)
    return Judged(block, _status(block, answered, excused, fact, standing.at, doubted), fact)


def _answers(block: Block, standing: Standing) -> tuple[Columns, Columns]:
    """Events that answer the block's duty, and events that excuse from it."""
    duty, protocol = block.clause.duty, block.force.protocol
    first, last = int(block.opens.min(initial=FOREVER)), int(block.missed_at.max(initial=0))
    if isinstance(duty, Coverage):
        return reached(standing, first, last), no_events()
    if isinstance(duty, Recurring):
        evidence, *excuses = (
            hear(name, protocol=protocol, standing=standing, start=first, end=last)
            for name in (duty.evidence, *duty.excused_by)
        )
        excuses = [_excusing(rows, duty) for rows in excuses]
        excuses.append(_erased(block, duty.evidence, standing, first, last))
        return _of_the_slot(_counting(evidence, duty), block, duty, standing), joined(excuses)
    if not isinstance(duty, Deadline):
        raise TypeError(f"{type(duty).__name__} is not answered by events")
    evidence = hear(duty.evidence, protocol=protocol, standing=standing, start=first, end=last)
    evidence = _counting(evidence, duty)
    if duty.evidence_aux_values:
        evidence = evidence.where(np.isin(evidence.aux, duty.evidence_aux_values))
    return evidence, no_events()


def _erased(block: Block, evidence: str, standing: Standing, first: int, last: int) -> Columns:
    """An excuse for everybody of a house in whose slot a retention rule erased such answers.

    Whose they were nobody can tell any more, so nobody is said to have given none.
    """
    rows = standing.during("erased", first, last)
    rows = rows.where(rows.value == standing.names.find(ERASABLE.get(evidence, "")))
    if not len(rows):
        return no_events()
    spared = np.isin(block.facility, rows.facility)
    if not spared.any():
        return no_events()
    key, facility, opens = block.key[spared], block.facility[spared], block.opens[spared]
    nothing, ever = np.full(len(key), -1, np.int64), np.full(len(key), FOREVER, np.int64)
    return Columns(key, facility, opens, opens, ever, nothing, nothing, nothing)


def _counting(evidence: Columns, duty: Recurring | Deadline) -> Columns:
    """Answers of the values that count, where the duty names them."""
    if not duty.evidence_values or not len(evidence):
        return evidence
    return evidence.where(np.isin(evidence.value, duty.evidence_values))


def _excusing(excuses: Columns, duty: Recurring) -> Columns:
    """Excuses of the values and the causes that count, where the duty names them."""
    if not len(excuses):
        return excuses
    chosen = np.ones(len(excuses), np.bool_)
    if duty.excused_values:
        chosen &= np.isin(excuses.value, duty.excused_values)
    if duty.excused_aux_values:
        chosen &= np.isin(excuses.aux, duty.excused_aux_values)
    return excuses.where(chosen)


def _of_the_slot(evidence: Columns, block: Block, duty: Recurring, standing: Standing) -> Columns:
    """Answers that name the slot's own day, where they must, and make its sum full, where one is asked."""
    if duty.names_day and len(block):
        day = local_day_numbers(standing, block.facility[:1], block.opens[:1])[0]
        evidence = evidence.where(evidence.value == day)
    if duty.sum_at_least is not None:
        evidence = _filling(evidence, duty.sum_at_least)
    return evidence


def _filling(evidence: Columns, least: int) -> Columns:
    """The answers of each key from the one on with which their values add up to ``least``."""
    order = np.argsort(evidence.key, kind="stable")  # by time within each key, as rows are sorted
    key, total = evidence.key[order], np.cumsum(evidence.value[order])
    first = np.searchsorted(key, key, side="left")
    before = np.where(first > 0, total[first - 1], 0) if len(total) else total
    full = np.zeros(len(evidence), np.bool_)
    full[order] = total - before >= least
    return evidence.where(full)


def _first_answer(block: Block, evidence: Columns) -> tuple[Ints, Ints]:
    """(instant, fact) of the first answer to each row, in ``[opens, missed_at)``; FOREVER, -1 if none."""
    if not len(evidence):
        return np.full(len(block), FOREVER, np.int64), np.full(len(block), -1, np.int64)
    if isinstance(block.clause.duty, Recurring):
        return _first_by_key(block, evidence)
    if isinstance(block.clause.duty, Coverage):
        return _first_by_round(block, evidence)
    return _first_by_moment(block, evidence)


def _first_by_key(block: Block, evidence: Columns) -> tuple[Ints, Ints]:
    """All rows of a slot share one window, so the earliest event of each key is its answer.

    Writing backwards leaves the earliest of a key's events standing: no sort, no search.
    """
    size = int(max(block.key.max(initial=0), evidence.key.max())) + 1
    first = np.full(size, -1, np.int64)
    first[evidence.key[::-1]] = np.arange(len(evidence) - 1, -1, -1)
    row = first[block.key]
    safe = np.maximum(row, 0)
    found = row >= 0
    return np.where(found, evidence.occurred[safe], FOREVER), np.where(found, evidence.fact[safe], -1)


def _first_by_moment(block: Block, evidence: Columns) -> tuple[Ints, Ints]:
    """Rows have windows of their own: binary search over (key, instant)."""
    moments = moment(evidence.key, evidence.occurred)
    order = np.argsort(moments, kind="stable")
    moments = moments[order]
    duty = block.clause.duty
    itself = isinstance(duty, Deadline) and duty.trigger == duty.evidence
    row = np.searchsorted(moments, moment(block.key, block.opens), side="right" if itself else "left")
    return _picked(block, evidence, order, row, evidence.key, block.key)


def _first_by_round(block: Block, evidence: Columns) -> tuple[Ints, Ints]:
    """An answer counts for its own round only, from its opening: search over (round, person) and instant."""
    size = int(max(block.key.max(initial=0), evidence.key.max())) + 1
    given, asked = evidence.aux * size + evidence.key, block.scope * size + block.key
    pairs, pair = np.unique(given, return_inverse=True)
    moments = moment(pair, evidence.occurred)
    order = np.argsort(moments, kind="stable")
    wanted = moment(np.searchsorted(pairs, asked), block.opens)
    row = np.searchsorted(moments[order], wanted, side="left")
    return _picked(block, evidence, order, row, given, asked)


def _picked(
    block: Block, evidence: Columns, order: Ints, row: Ints, given: Ints, asked: Ints
) -> tuple[Ints, Ints]:
    """The evidence at each found row, if it is of the asked one and came in time."""
    safe = order[np.minimum(row, len(order) - 1)]
    at = evidence.occurred[safe]
    found = (row < len(order)) & (given[safe] == asked) & (at < block.missed_at)
    return np.where(found, at, FOREVER), np.where(found, evidence.fact[safe], -1)


def _status(
    block: Block, answered: Ints, excused: Ints, fact: Ints, at: int, doubted: Ints
) -> np.ndarray[tuple[int], np.dtype[np.int8]]:
    """One status a row; the first line that holds decides."""
    has = answered < FOREVER
    lifted: Flags = block.lifted < block.due
    lines: list[tuple[Flags, Status]] = [
        (has & np.isin(fact, doubted) if len(doubted) else np.zeros(len(block), np.bool_), Status.DISPUTED),
        (has & (answered < block.due), Status.MET),
        (lifted & (block.lifted <= at), Status.EXCUSED),
        (has, Status.LATE),
        (excused < FOREVER, Status.EXCUSED),
        (at < block.due, Status.OPEN),
        (at < block.missed_at, Status.LATE),
    ]
    status = np.full(len(block), Status.MISSED, np.int8)
    for holds, so in reversed(lines):  # written last, the first line that holds stays
        status[holds] = so
    return status
