"""A person's history, told: every fact that speaks of them, those replaced later struck through."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

import numpy as np

from lazaretto.board.sentences import fill, sentence
from lazaretto.board.timeline import Entry, Mark
from lazaretto.board.words import text
from lazaretto.facts.fact import Fact, family_of, in_time, kind_of
from lazaretto.facts.periods import instant, seconds
from lazaretto.facts.record import Retracted
from lazaretto.facts.testing import ResultReported
from lazaretto.protocol.document import Text
from lazaretto.registers.events import Columns, Flags
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing

_POOL = text(
    "管 {tube}：混检未能排除，同管人员单采复检，不是个人结果（{laboratory}）",
    "管 {tube}：混檢未能排除，同管人員單採複檢，不是個人結果（{laboratory}）",
    "Tube {tube}: a pool that is not clear, nobody's result; its people are re-tested singly ({laboratory})",
)
_WITHDRAWN = text("撤回：{said}（{reason}）", "撤回：{said}（{reason}）", "Withdrawn: {said} ({reason})")
_WITHDRAWN_APART = text(
    "撤回一条另行保管的陈述", "撤回一條另行保管的陳述", "A statement that is kept apart was withdrawn"
)


class Replacement(NamedTuple):
    """What replaced a fact, and the reason where it was withdrawn."""

    fact: UUID
    mark: Mark
    reason: str | None


def numbers_about(record: Record, key: int, *, at: int, known_at: int) -> list[int]:
    """The facts that speak of a subject and were known, replaced ones too, in order of time."""
    columns = record.columns()
    found = [rows.fact[_told(rows, at) & (rows.key == key)] for rows in columns.values()]
    tubes = columns["in_tube"].value[columns["in_tube"].key == key]
    results = columns["tube_result"]
    found.append(results.fact[_told(results, at) & np.isin(results.key, tubes)])
    facts = record.facts
    numbers = [n for n in np.unique(np.concatenate(found)).tolist() if record.known_from(n) <= known_at]
    return sorted(numbers, key=lambda n: in_time(facts[n]))


def _told(rows: Columns, at: int) -> Flags:
    told: Flags = (rows.occurred <= at) & (rows.fact >= 0)  # no fact tells of what was erased
    return told


def tell(
    record: Record, *, facts: Sequence[Fact], standing: Standing, zones: Mapping[str, str],
    about: str | None = None,
) -> tuple[Entry, ...]:  # fmt: skip
    """These facts as entries, as known at the standing's instant."""
    doubted = {problem.fact for problem in standing.problems}
    replaced = replacements(record, facts, known_at=standing.known_at)
    entries = []
    for fact in facts:
        gone, number = replaced.get(fact.id), record.number_of(fact.id)
        node = record.node_of(number)
        disputed: Mark = "disputed" if number in doubted else "stands"
        entry = Entry(
            fact=fact.id, kind=kind_of(fact.body), family=family_of(fact.body), occurred=fact.occurred,
            recorded=fact.recorded, facility=fact.facility, place=fact.place,
            sentence=_said(record, fact, zone=zones[fact.facility], about=about),
            mark=gone.mark if gone else disputed, replaced_by=gone.fact if gone else None,
            reason=gone.reason if gone else None, actor=fact.actor, device=fact.device,
            recorded_late=seconds(fact.recorded) - seconds(fact.occurred), node=node,
            received=instant(record.known_from(number)) if node else None,
        )  # fmt: skip
        entries.append(entry)
    return tuple(entries)


def _said(record: Record, fact: Fact, *, zone: str, about: str | None) -> Text:
    """The fact's sentence. In a person's history an unclear pool is said to be unclear, and no more."""
    body = fact.body
    if about is None or not isinstance(body, ResultReported) or body.result not in ("positive", "grey"):
        return sentence(fact, zone=zone, about=about)
    rows = record.columns()["in_tube"]
    mine = rows.where(rows.value == record.names.find(body.tube))
    if not np.any(mine.aux > 1) and len(np.unique(mine.key)) < 2:
        return sentence(fact, zone=zone, about=about)
    return fill(_POOL, zone=zone, tube=body.tube, laboratory=body.laboratory)


def told(record: Record, fact: Fact, *, zone: str) -> Text:
    """The fact's sentence; of a withdrawal, what was withdrawn, and not its number alone."""
    if not isinstance(fact.body, Retracted):
        return sentence(fact, zone=zone)
    number = record.number_of(fact.body.fact)
    if number < 0 or record.facts[number].body.guarded:  # erased since, or told to few (H5)
        return fill(_WITHDRAWN_APART)
    return fill(_WITHDRAWN, said=sentence(record.facts[number], zone=zone), reason=fact.body.reason)


def replacements(record: Record, facts: Iterable[Fact], *, known_at: int) -> dict[UUID, Replacement]:
    """Which of these facts were corrected or withdrawn by then, and by which fact."""
    gone = {fact.id for fact in facts if record.gone_at(fact.id) <= known_at}
    replacing = [
        fact for number, fact in enumerate(record.facts if gone else ())
        if record.known_from(number) <= known_at
        and (fact.corrects in gone or (isinstance(fact.body, Retracted) and fact.body.fact in gone))
    ]  # fmt: skip
    found: dict[UUID, Replacement] = {}
    for fact in sorted(replacing, key=lambda fact: (fact.recorded, fact.id)):
        if fact.corrects in gone and fact.corrects is not None:
            found.setdefault(fact.corrects, Replacement(fact.id, "corrected", None))
        if isinstance(fact.body, Retracted) and fact.body.fact in gone:
            found.setdefault(fact.body.fact, Replacement(fact.id, "retracted", fact.body.reason))
    return found
