"""The fevers of a day: first reading, what followed it, what is still owed, by when and by whom."""

from collections.abc import Iterator, Sequence
from typing import get_args

import numpy as np

from lazaretto.board.sweeps import PENDING, Fever, FeverStep, How, Step
from lazaretto.facts.fact import Fact
from lazaretto.facts.hygiene import TemperaturesTaken
from lazaretto.facts.periods import instant
from lazaretto.obligations.assessing import Assessment
from lazaretto.obligations.owed import Judged, Status
from lazaretto.protocol.document import Deadline
from lazaretto.registers.spans import value_at

Asked = tuple[FeverStep, int]  # and the number of the fact that answered it, or -1
STEPS: tuple[Step, ...] = get_args(Step)
_STEP: dict[str, Step] = {step: step for step in STEPS}
_HOW: dict[Status, How] = {
    Status.OPEN: "open", Status.MET: "done", Status.LATE: "late", Status.MISSED: "missed",
    Status.EXCUSED: "lifted", Status.DISPUTED: "open",
}  # fmt: skip


def fevers(assessment: Assessment, *, house: int, facts: Sequence[Fact], since: int) -> tuple[Fever, ...]:
    """Each fever since an instant in one facility, and every older one that still calls for something."""
    found: dict[tuple[int, int], list[Asked]] = {}
    for part in assessment.judged:
        duty = part.block.clause.duty
        if isinstance(duty, Deadline) and duty.trigger == "temperature" and duty.evidence in _STEP:
            for key, trigger, step in _steps(assessment, part, house, facts, since):
                found.setdefault((key, trigger), []).append(step)
    told = _together(found)
    made = [_fever(assessment, key, facts[trigger], steps) for (key, trigger), steps in told.items()]
    return tuple(
        sorted(made, key=lambda fever: (fever.over, fever.next.due if fever.next else fever.at, fever.at))
    )


def _steps(
    assessment: Assessment, part: Judged, house: int, facts: Sequence[Fact], since: int
) -> Iterator[tuple[int, int, Asked]]:
    block, at = part.block, assessment.standing.at
    pending = np.isin(part.status, (Status.OPEN, Status.LATE, Status.MISSED))
    rows = np.flatnonzero(
        (block.facility == house) & ((block.opens >= since) | (pending & (block.missed_at > since)))
    )
    duty = block.clause.duty
    if not isinstance(duty, Deadline):
        return
    for row in rows.tolist():
        answer, due = int(part.answer[row]), int(block.due[row])
        fact = facts[answer] if answer >= 0 else None
        how: How = "done" if fact else _HOW[Status(int(part.status[row]))]
        key = int(block.key[row])
        step = FeverStep(
            step=_STEP[duty.evidence], how=how, due=instant(due), seconds_left=due - at,
            owner=block.clause.owner, at=fact.occurred if fact else None,
            value=_shown(fact, assessment.standing.names.name(key)), obligation=assessment.id_of(block, row),
        )  # fmt: skip
        yield key, int(block.trigger[row]), (step, answer)


def _together(found: dict[tuple[int, int], list[Asked]]) -> dict[tuple[int, int], list[FeverStep]]:
    """A fever and the second reading that confirmed it are one: of each step what presses most."""
    first: dict[tuple[int, int], tuple[int, int]] = {}
    for (key, trigger), asked in sorted(found.items()):
        for step, answer in asked:
            if step.step == "temperature" and answer >= 0:
                first[(key, answer)] = first.get((key, trigger), (key, trigger))
    told: dict[tuple[int, int], dict[Step, FeverStep]] = {}
    for fever, asked in sorted(found.items()):
        mine = told.setdefault(first.get(fever, fever), {})
        for step, _ in asked:
            old = mine.get(step.step)
            if old is None or (step.how in PENDING and old.how not in PENDING):
                mine[step.step] = step
    return {fever: list(steps.values()) for fever, steps in told.items()}


def _shown(fact: Fact | None, person: str) -> str:
    """A second reading, as degrees."""
    tenths = _read(fact, person)
    return f"{tenths // 10}.{tenths % 10}" if tenths else ""


def _read(fact: Fact | None, person: str) -> int:
    body = fact.body if fact else None
    readings = body.readings if isinstance(body, TemperaturesTaken) else ()
    return max((r.celsius_tenths for r in readings if r.person == person), default=0)


def _fever(assessment: Assessment, key: int, fact: Fact, steps: list[FeverStep]) -> Fever:
    standing = assessment.standing
    keys, now = np.array([key], np.int64), np.array([standing.at], np.int64)
    cell = int(value_at(standing.in_cell, keys, now, default=-1)[0])
    person = standing.names.name(key)
    ordered = sorted(steps, key=lambda step: STEPS.index(step.step))
    swab = _swabbed(assessment, key, fact)
    return Fever(
        person, standing.names.name(cell) if cell >= 0 else None, fact.occurred, _read(fact, person), fact.id,
        (*ordered, *([swab] if not any(s.step == "sampled" for s in ordered) else ())),
    )  # fmt: skip


def _swabbed(assessment: Assessment, key: int, fact: Fact) -> FeverStep:
    """Whether the person was swabbed since; nothing dates it unless symptoms were reported."""
    swabs = assessment.standing.events("sampled")
    since = int(fact.occurred.timestamp())
    mine = swabs.where((swabs.key == key) & (swabs.occurred >= since))
    if len(mine):
        return FeverStep("sampled", "done", None, 0, None, at=instant(int(mine.occurred[0])))
    for part in assessment.judged:
        duty, block = part.block.clause.duty, part.block
        if isinstance(duty, Deadline) and duty.trigger == "symptoms" and duty.evidence == "sampled":
            for row in np.flatnonzero((block.key == key) & (block.opens >= since)).tolist():
                due = int(block.due[row])
                return FeverStep(
                    "sampled", _HOW[Status(int(part.status[row]))], instant(due),
                    due - assessment.standing.at,
                    block.clause.owner, obligation=assessment.id_of(block, row),
                )  # fmt: skip
    return FeverStep("sampled", "open", None, 0, None)
