"""The protocol as a page. ``laying_out.lay_out`` makes it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lazaretto.board.counts import Counts, Severity
from lazaretto.board.explanation import ParameterLine
from lazaretto.protocol.document import (
    Checklist,
    Counting,
    Leg,
    Level,
    Matter,
    Owner,
    Pattern,
    Procedure,
    Retention,
    Source,
    Table,
    Task,
    Text,
)


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """One clause: what is owed (``duty``, in words), why, at which levels, by whom, on what numbers."""

    id: str
    measure: str
    title: Text
    why: Text
    duty: Text
    levels: tuple[Level, ...]
    owner: Owner
    severity: Severity
    bottom_line: Text | None
    remedy: Text | None
    parameters: tuple[ParameterLine, ...]
    sources: tuple[Source, ...]
    counts: Counts


@dataclass(frozen=True, slots=True)
class Section:
    """The clauses of one family, in the document's order."""

    family: str
    title: Text
    clauses: tuple[ClauseLine, ...]


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version on the shelf: when it came into force, until when, by which fact; None: never issued."""

    version: str
    effective: date
    since: datetime | None
    until: datetime | None
    issued_by: UUID | None
    in_force: bool


@dataclass(frozen=True, slots=True)
class ProtocolPage:
    """One version of one document, its clauses by family, and its sister versions."""

    document: str
    version: str
    title: Text
    disease: Text
    jurisdiction: Text
    kind: str
    effective: date
    digest: str
    counting: Counting
    sections: tuple[Section, ...]
    parameters: tuple[ParameterLine, ...]
    sources: tuple[Source, ...]
    legs: tuple[Leg, ...]
    patterns: tuple[Pattern, ...]
    procedures: tuple[Procedure, ...]
    tasks: tuple[Task, ...]
    matters: tuple[Matter, ...]
    checklists: tuple[Checklist, ...]
    tables: tuple[Table, ...]
    retentions: tuple[Retention, ...]
    versions: tuple[VersionLine, ...]


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One document on the shelf, for the list of protocols."""

    document: str
    title: Text
    disease: Text
    kind: str
    versions: tuple[VersionLine, ...]
