"""An explanation put into words: what was owed by when, by which clause and number, and on what facts."""

from collections.abc import Mapping, Sequence
from typing import Literal
from uuid import UUID

from lazaretto.board.duties import duty_in_words
from lazaretto.board.explanation import ExplanationPage, FactLine, ParameterLine, Standing
from lazaretto.board.sentences import fill
from lazaretto.board.telling import tell
from lazaretto.board.verdicts import REASONS, RULES, UNNAMED
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant
from lazaretto.obligations.explaining import Explanation
from lazaretto.obligations.force import InForce
from lazaretto.obligations.owed import Finding, Obligation, Status
from lazaretto.protocol.document import Parameter, Protocol, Source, Text
from lazaretto.registers import standing as registers
from lazaretto.registers.record import Record

Part = Literal["trigger", "answer", "breach", "in_force", "fact"]
_STANDINGS: dict[Status, Standing] = {
    Status.OPEN: "open", Status.MET: "met", Status.LATE: "late", Status.MISSED: "missed",
    Status.EXCUSED: "excused", Status.DISPUTED: "disputed",
}  # fmt: skip


def put(
    item: Obligation | Finding, *, explanation: Explanation, force: InForce, record: Record,
    standing: registers.Standing, zones: Mapping[str, str],
) -> ExplanationPage:  # fmt: skip
    """The page of an obligation or of a breach of a clause."""
    zone, protocol, clause = zones[item.facility], force.protocol, explanation.clause
    owed = isinstance(item, Obligation)
    return ExplanationPage(
        id=item.id, standing=standing_of(item), rule=clause.id, title=clause.title, why=clause.why,
        said=_said(item, zone), remedy=clause.remedy, facility=item.facility, subject=item.subject,
        severity=clause.severity, owner=clause.owner,
        opens=item.opens if isinstance(item, Obligation) else None,
        due=item.due if isinstance(item, Obligation) else item.at,
        missed_at=item.missed_at if isinstance(item, Obligation) else None,
        document=protocol.id, version=protocol.version, document_title=protocol.title,
        in_force_since=instant(force.since), duty=duty_in_words(clause), counting=explanation.counting,
        parameters=parameter_lines(protocol, explanation.parameters), sources=explanation.sources,
        facts=_facts(item, explanation.in_force_by, record, standing, zones, breach=not owed),
    )  # fmt: skip


def put_contradiction(
    finding: Finding, *, record: Record, standing: registers.Standing, zones: Mapping[str, str]
) -> ExplanationPage:
    """The page of a fact that contradicts others: its own reason, with what to do."""
    title, why, remedy = RULES.get(finding.rule, UNNAMED)
    facts = _facts(finding, None, record, standing, zones, breach=False)
    return ExplanationPage(
        id=finding.id, standing="problem", rule=finding.rule, title=title, why=why,
        said=facts[0].sentence if facts else why, remedy=remedy, facility=finding.facility,
        subject=finding.subject, severity="warning", owner=None, opens=None, due=finding.at, missed_at=None,
        document=None, version=None, document_title=None, in_force_since=None, duty=None, counting=None,
        parameters=(), sources=(), facts=facts,
    )  # fmt: skip


def parameter_lines(protocol: Protocol, parameters: Sequence[Parameter]) -> tuple[ParameterLine, ...]:
    """Parameters with their sources looked up."""
    sources = {source.id: source for source in protocol.sources}
    return tuple(
        ParameterLine(p.id, p.label, p.value, p.unit, p.effective, p.note, cited(sources, p.cite))
        for p in parameters
    )


def cited(sources: Mapping[str, Source], names: Sequence[str]) -> tuple[Source, ...]:
    """The sources of these ids, in order of citation; an id without a source is left out."""
    return tuple(sources[name] for name in names if name in sources)


def standing_of(item: Obligation | Finding) -> Standing:
    """How an item stands, in one word."""
    if isinstance(item, Obligation):
        return _STANDINGS[item.status]
    return item.kind


def _said(item: Obligation | Finding, zone: str) -> Text:
    if isinstance(item, Finding):
        return fill(REASONS["breach"], zone=zone, at=item.at, subjects=(item.subject,))
    reason = _STANDINGS[item.status]
    if item.status == Status.LATE and item.answer is not None:
        return fill(REASONS["answered_late"], zone=zone, due=item.due, subjects=(item.subject,))
    return fill(REASONS[reason], zone=zone, due=item.due, subjects=(item.subject,))


def _facts(
    item: Obligation | Finding, in_force_by: UUID | None, record: Record, standing: registers.Standing,
    zones: Mapping[str, str], *, breach: bool,
) -> tuple[FactLine, ...]:  # fmt: skip
    """The facts behind an item as sentences; one at a facility outside ``zones`` is left out."""
    wanted: dict[UUID, Part] = {}
    if isinstance(item, Obligation):
        for part, fact in (("trigger", item.trigger), ("answer", item.answer)):
            if fact is not None:
                wanted[fact] = "trigger" if part == "trigger" else "answer"
    else:
        wanted.update(dict.fromkeys(item.facts, "breach" if breach else "fact"))
    if in_force_by is not None:
        wanted[in_force_by] = "in_force"
    known = [record.facts[n] for n in map(record.number_of, wanted) if n >= 0]
    shown: list[Fact] = [f for f in known if f.facility in zones or not type(f.body).personal]
    entries = tell(record, facts=shown, standing=standing, zones=_every(zones, shown))
    return tuple(FactLine(e.fact, wanted[e.fact], e.occurred, e.sentence, e.mark) for e in entries)


def _every(zones: Mapping[str, str], shown: Sequence[Fact]) -> dict[str, str]:
    """A clock for each fact shown; one from outside lives by the first facility's."""
    first = next(iter(zones.values()), "UTC")
    return {fact.facility: zones.get(fact.facility, first) for fact in shown}
