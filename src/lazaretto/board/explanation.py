"""Why something is owed, or why a light is red, as lines for a page. ``wording.put`` makes it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from lazaretto.board.counts import Severity
from lazaretto.board.timeline import Mark
from lazaretto.obligations.whose import Whose
from lazaretto.protocol.document import Owner, Source, Text, Unit

Standing = Literal["open", "met", "late", "missed", "excused", "disputed", "breach", "problem"]


@dataclass(frozen=True, slots=True)
class ParameterLine:
    """One number of the protocol with its date and its sources."""

    id: str
    label: Text
    value: str
    unit: Unit
    effective: date
    note: Text | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact behind it, as a sentence, with its link. part: called for it, answered it, broke it."""

    fact: UUID
    part: Literal["trigger", "answer", "breach", "in_force", "fact"]
    occurred: datetime
    sentence: Text
    mark: Mark


@dataclass(frozen=True, slots=True)
class ExplanationPage:
    """Everything a reader needs to check a date or a red light by hand.

    rule: the clause, or the rule of the record for a contradiction (then the protocol fields are None).
    said: what stands, in one sentence: who owed what by when, and how it was answered. whose: whose it is
    at the instant of the view, and why.
    """

    id: UUID
    standing: Standing
    rule: str
    title: Text
    why: Text
    said: Text
    remedy: Text | None
    facility: str
    subject: str
    severity: Severity
    owner: Owner | None
    opens: datetime | None
    due: datetime | None
    missed_at: datetime | None
    document: str | None
    version: str | None
    document_title: Text | None
    in_force_since: datetime | None
    duty: Text | None
    counting: Text | None
    parameters: tuple[ParameterLine, ...]
    sources: tuple[Source, ...]
    facts: tuple[FactLine, ...]
    whose: Whose | None = None
