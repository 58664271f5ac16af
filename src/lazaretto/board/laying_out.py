"""The protocol laid out as a page: clauses by family, their numbers, sources, counts and versions."""

from collections.abc import Mapping, Sequence

from lazaretto.board.counts import Counts
from lazaretto.board.duties import duty_in_words
from lazaretto.board.protocol_page import ClauseLine, DocumentLine, ProtocolPage, Section, VersionLine
from lazaretto.board.wording import cited, parameter_lines
from lazaretto.board.words import word
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant
from lazaretto.obligations.force import InForce, Shelf
from lazaretto.protocol.document import Clause, Protocol
from lazaretto.registers.events import FOREVER

Tallies = Mapping[str, Counts]  # clause → how its obligations stand


def lay_out(
    protocol: Protocol, *, digest: str, shelf: Shelf, forces: Sequence[InForce], facts: Sequence[Fact],
    at: int, counts: Tallies,
) -> ProtocolPage:  # fmt: skip
    """One version as a page. ``counts``: how the obligations of each clause stand, in scope."""
    return ProtocolPage(
        document=protocol.id, version=protocol.version, title=protocol.title, disease=protocol.disease,
        jurisdiction=protocol.jurisdiction, kind=protocol.kind, effective=protocol.effective, digest=digest,
        counting=protocol.counting, sections=_sections(protocol, counts),
        parameters=parameter_lines(protocol, protocol.parameters), sources=protocol.sources,
        legs=protocol.legs, patterns=protocol.patterns, procedures=protocol.procedures, tasks=protocol.tasks,
        matters=protocol.matters, checklists=protocol.checklists, tables=protocol.tables,
        retentions=protocol.retentions,
        versions=versions(protocol.id, shelf=shelf, forces=forces, facts=facts, at=at),
    )  # fmt: skip


def documents(
    *, shelf: Shelf, forces: Sequence[InForce], facts: Sequence[Fact], at: int
) -> tuple[DocumentLine, ...]:
    """Every document on the shelf with its versions, those in force first."""
    newest: dict[str, Protocol] = {}
    for protocol in sorted(shelf.values(), key=lambda p: _order(p.version)):
        newest[protocol.id] = protocol
    lines = [
        DocumentLine(
            p.id, p.title, p.disease, p.kind, versions(p.id, shelf=shelf, forces=forces, facts=facts, at=at)
        )
        for p in newest.values()
    ]
    return tuple(sorted(lines, key=lambda d: (not any(v.in_force for v in d.versions), d.document)))


def versions(
    document: str, *, shelf: Shelf, forces: Sequence[InForce], facts: Sequence[Fact], at: int
) -> tuple[VersionLine, ...]:
    """The versions of a document, oldest first, with the stretch in which each decided."""
    mine = sorted((p for p in shelf.values() if p.id == document), key=lambda p: _order(p.version))
    of: dict[str, list[InForce]] = {}
    for force in forces:
        if force.protocol.id == document:
            of.setdefault(force.protocol.version, []).append(force)
    return tuple(_version(p, of.get(p.version, []), facts, at) for p in mine)


def _version(protocol: Protocol, forces: Sequence[InForce], facts: Sequence[Fact], at: int) -> VersionLine:
    if not forces:
        return VersionLine(protocol.version, protocol.effective, None, None, None, in_force=False)
    last = forces[-1]
    return VersionLine(
        protocol.version, protocol.effective, instant(last.since),
        instant(last.until) if last.until < FOREVER else None, facts[last.fact].id,
        in_force=any(f.since <= at < f.until for f in forces),
    )  # fmt: skip


def _order(version: str) -> tuple[int, str]:
    """``9`` before ``10``."""
    return (int(version), "") if version.isdigit() else (1_000_000, version)


def _sections(protocol: Protocol, counts: Tallies) -> tuple[Section, ...]:
    grouped: dict[str, list[ClauseLine]] = {}
    for clause in protocol.clauses:
        grouped.setdefault(clause.family, []).append(_line(protocol, clause, counts))
    return tuple(Section(f, word("family", f), tuple(lines)) for f, lines in grouped.items())


def _line(protocol: Protocol, clause: Clause, counts: Tallies) -> ClauseLine:
    sources = {source.id: source for source in protocol.sources}
    used = [protocol.parameter(name) for name in clause.uses]
    bottom_line = {line.id: line.title for line in protocol.bottom_lines}.get(clause.bottom_line or "")
    return ClauseLine(
        id=clause.id, measure=clause.measure, title=clause.title, why=clause.why, duty=duty_in_words(clause),
        levels=clause.levels, owner=clause.owner, severity=clause.severity, bottom_line=bottom_line,
        remedy=clause.remedy, parameters=parameter_lines(protocol, used),
        sources=cited(sources, clause.cite), counts=counts.get(clause.id, Counts()),
    )  # fmt: skip
