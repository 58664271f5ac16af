"""What a replay found, for people in aligned tables and for programs as JSON."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

from lazaretto.cli.aligning import aligned
from lazaretto.cli.printing import heading, indented
from lazaretto.cli.replaying import Replay
from lazaretto.cli.statements import Statements
from lazaretto.cli.words import say
from lazaretto.facts.periods import instant
from lazaretto.obligations.explaining import Explanation
from lazaretto.obligations.owed import Finding, Obligation, Status
from lazaretto.protocol.document import Refrain
from lazaretto.protocol.wording import Language, in_language
from lazaretto.protocol.wording.units import measured
from lazaretto.registers.events import FOREVER

MOST_LINES = 200  # of findings or refusals on a screen; --json has them all
_COLUMNS = (Status.OPEN, Status.MET, Status.LATE, Status.MISSED, Status.EXCUSED, Status.DISPUTED)


def print_report(
    replay: Replay, stated: Statements, findings: Sequence[Finding], *, facility: str | None, lang: Language
) -> None:
    """Everything a person needs, in the order in which one reads it."""
    _print_ground(replay, stated, lang)
    _print_tallies(replay, facility, lang)
    explanations = [replay.explanation(finding) for finding in findings]
    _print_findings(replay, findings, explanations, lang)
    _print_reasons(explanations, lang)
    _print_refused(stated, lang)


def as_builtins(
    replay: Replay, stated: Statements, findings: Sequence[Finding], *, facility: str | None
) -> dict[str, Any]:
    """The whole result as JSON values; findings point to their explanation by ``document/version#clause``."""
    explained = [(finding, replay.explanation(finding)) for finding in findings]
    known_at = replay.standing.known_at
    return {
        "at": instant(replay.standing.at),
        "as_known_at": None if known_at >= FOREVER else instant(known_at),
        "zone": replay.zone,
        "window": {"start": replay.window.start, "end": replay.window.end},
        "facts": len(stated.facts),
        "repeated": stated.repeated,
        "refused": [{"line": refusal.line, "reason": refusal.reason} for refusal in stated.refused],
        "notes": [{"kind": note.kind, "document": note.document} for note in replay.notes],
        "in_force": [
            {
                "document": force.protocol.id,
                "version": force.protocol.version,
                "since": instant(force.since),
                "until": None if force.until >= FOREVER else instant(force.until),
                "issued_by": None if force.fact < 0 else replay.record.facts[force.fact].id,
            }
            for force in replay.forces
        ],
        "obligations": [_obligation(owed) for owed in replay.assessment.obligations(facility=facility)],
        "findings": [_finding(finding, explanation) for finding, explanation in explained],
        "explanations": {_key(e): _explanation(e) for _, e in explained if e is not None},
    }


def _print_ground(replay: Replay, stated: Statements, lang: Language) -> None:
    known_at = replay.standing.known_at
    known = say("now", lang) if known_at >= FOREVER else _local(instant(known_at), replay.zone)
    at = _local(instant(replay.standing.at), replay.zone)
    rows = [
        (say("at", lang), f"{at} ({replay.zone})"),
        (say("as_known_at", lang), known),
        (say("facts", lang), say("fact_counts", lang, taken=str(len(stated.facts)),
                                 repeated=str(stated.repeated), refused=str(len(stated.refused)))),
        *((say("in_force", lang), f"{f.protocol.id}/{f.protocol.version}  "
           f"{_local(instant(f.since), replay.zone)} –") for f in replay.forces),
        *((say("note", lang), say(note.kind, lang, document=note.document)) for note in replay.notes),
    ]  # fmt: skip
    for line in aligned(rows):
        click.echo(line)


def _print_tallies(replay: Replay, facility: str | None, lang: Language) -> None:
    start, end = (
        _local(moment, replay.zone) for moment in (replay.window.start, replay.window.end) if moment
    )
    heading(say("obligations", lang, start=start, end=end))
    clauses = {(f.protocol.id, c.id): c for f in replay.forces for c in f.protocol.clauses}
    found: dict[tuple[str, str, str], dict[Status, int]] = {}
    for tally in replay.assessment.tallies:
        clause = clauses[tally.document, tally.clause]
        if facility in (None, tally.facility) and not isinstance(clause.duty, Refrain):
            row = (tally.facility, in_language(clause.title, lang), tally.document)
            found.setdefault(row, {})[tally.status] = tally.count
    words = ("facility", "clause", "document", *(status.name.lower() for status in _COLUMNS))
    body = [(*row, *(str(counts.get(s, "·")) for s in _COLUMNS)) for row, counts in found.items()]
    total = [str(sum(counts.get(s, 0) for counts in found.values())) for s in _COLUMNS]
    rows = [
        [say(word, lang) for word in words],
        *sorted(body, key=lambda row: row[0]),
        [say("total", lang), "", "", *total],
    ]
    indented(aligned(rows, right=frozenset(range(3, 3 + len(_COLUMNS)))))


def _print_findings(
    replay: Replay, findings: Sequence[Finding], explanations: Sequence[Explanation | None], lang: Language
) -> None:
    heading(say("findings", lang, count=str(len(findings))))
    rows = [
        (
            _local(finding.at, replay.zone), finding.facility, finding.subject, say(finding.kind, lang),
            in_language(explanation.clause.title, lang) if explanation else say(finding.rule, lang),
        )
        for finding, explanation in zip(findings[:MOST_LINES], explanations, strict=False)
    ]  # fmt: skip
    indented(aligned(rows))
    _print_rest(len(findings), lang)


def _print_reasons(explanations: Sequence[Explanation | None], lang: Language) -> None:
    """Each clause that something was found against, once: why it is owed, its numbers, its sources."""
    by_clause = {_key(e): e for e in explanations if e is not None}
    if by_clause:
        heading(say("reasons", lang))
    for key, explanation in by_clause.items():
        clause = explanation.clause
        click.echo(f"  {key}  {in_language(clause.title, lang)}")
        click.echo(f"    {in_language(clause.why, lang)}")
        for parameter in explanation.parameters:
            click.echo(
                f"    {in_language(parameter.label, lang)}: {measured(parameter.value, parameter.unit, lang)}"
            )
        for source in explanation.sources:
            click.echo(click.style(f"    {in_language(source.title, lang)} · {source.locator}", dim=True))
        if clause.remedy is not None:
            click.echo(f"    → {in_language(clause.remedy, lang)}")


def _print_refused(stated: Statements, lang: Language) -> None:
    if stated.refused:
        heading(say("refused", lang, count=str(len(stated.refused))))
        rows = [(say("line", lang, line=str(r.line)), r.reason) for r in stated.refused[:MOST_LINES]]
        indented(aligned(rows))
        _print_rest(len(stated.refused), lang)


def _print_rest(count: int, lang: Language) -> None:
    if count > MOST_LINES:
        indented([say("more", lang, count=str(count - MOST_LINES))])


def _local(moment: datetime, zone: str) -> str:
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def _key(explanation: Explanation) -> str:
    return f"{explanation.document}/{explanation.version}#{explanation.clause.id}"


def _obligation(owed: Obligation) -> dict[str, Any]:
    return {
        "id": owed.id, "document": owed.document, "version": owed.version, "clause": owed.clause,
        "facility": owed.facility, "subject": owed.subject, "slot": owed.slot, "opens": owed.opens,
        "due": owed.due, "missed_at": owed.missed_at, "status": owed.status.name.lower(),
        "trigger": owed.trigger, "answer": owed.answer,
    }  # fmt: skip


def _finding(finding: Finding, explanation: Explanation | None) -> dict[str, Any]:
    return {
        "id": finding.id, "kind": finding.kind, "rule": finding.rule, "facility": finding.facility,
        "subject": finding.subject, "at": finding.at, "slot": finding.slot, "facts": finding.facts,
        "explanation": _key(explanation) if explanation else None,
    }  # fmt: skip


def _explanation(explanation: Explanation) -> dict[str, Any]:
    clause = explanation.clause
    return {
        "document": explanation.document, "version": explanation.version, "clause": clause.id,
        "title": clause.title, "why": clause.why, "remedy": clause.remedy, "owner": clause.owner,
        "severity": clause.severity, "counting": explanation.counting, "in_force_by": explanation.in_force_by,
        "parameters": explanation.parameters, "sources": explanation.sources,
    }  # fmt: skip
