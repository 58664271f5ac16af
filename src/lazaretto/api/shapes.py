"""The shapes that go over the wire and exist nowhere else: statements, lists, receipts, problems."""

from datetime import datetime
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec

from lazaretto.access.roles import Role
from lazaretto.actions.ask_what_if import AskedLine
from lazaretto.actions.list_reads import ReadLine
from lazaretto.actions.open_what_if import Choice
from lazaretto.actions.read_facts import Told
from lazaretto.board.protocol_page import DocumentLine
from lazaretto.board.result_columns import Field
from lazaretto.board.result_rows import Outcome
from lazaretto.credentials.evidence import Evidence, Holder
from lazaretto.credentials.trust import TrustList
from lazaretto.facts.fact import Code, Fact, Person
from lazaretto.facts.places import Facility, Place
from lazaretto.facts.testing import Result
from lazaretto.facts.vocabulary import KINDS
from lazaretto.obligations.owed import Finding
from lazaretto.placement.people import AtTheDoor
from lazaretto.protocol.comparing import Change
from lazaretto.roster.asking import Request
from lazaretto.twin.asking import Reply
from lazaretto.twin.vetting import Fault

_BODY: Any = reduce(or_, KINDS)
StatusName = Literal["open", "met", "late", "missed", "excused", "disputed"]


class _Shape(msgspec.Struct, frozen=True, kw_only=True):
    """The mould of the rest."""


class PlacementQuestion(_Shape, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """People at the door, and people who will not come: both for one proposal alone; nothing is recorded."""

    door: tuple[AtTheDoor, ...] = ()
    without: tuple[Person, ...] = ()


class RosterQuestion(Request, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What `lazaretto roster solve` takes: a house, its days, its prices, the roster to stay near."""


class WhatIfQuestion(Choice, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked of the twin. What is left out: the version in force, the houses as they stand today."""


class WhatIfBegun(_Shape, frozen=True, kw_only=True):
    """The number of a question that the twin has begun to live."""

    number: UUID


class WhatIfTold(_Shape, frozen=True, kw_only=True):
    """A question at work, or what came of it; `reply` is simulated, each figure with its range."""

    number: UUID
    begun: datetime
    by: str
    running: bool
    asked_to_stop: bool
    lost: bool
    faults: tuple[Fault, ...]
    done: int
    of: int
    seconds_left: float | None
    reply: Reply | None
    simulated: Literal[True] = True


class WhatIfList(_Shape, frozen=True, kw_only=True):
    """Questions of the last day, the newest first."""

    questions: tuple[AskedLine, ...]


Statement: Any = msgspec.defstruct(
    "Statement",
    [
        ("body", _BODY), ("occurred", datetime), ("facility", Facility), ("place", Place | None, None),
        ("id", UUID | None, None), ("corrects", UUID | None, None),
    ],
    frozen=True, kw_only=True, forbid_unknown_fields=True,
)  # fmt: skip
WholeFact: Any = msgspec.defstruct(
    "Fact",
    [
        (f.name, _BODY if f.name == "body" else f.type, f.default)
        if f.default is not msgspec.NODEFAULT
        else (f.name, _BODY if f.name == "body" else f.type)
        for f in msgspec.structs.fields(Fact)
    ],
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
)


class Device(_Shape, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A device that is to state facts: its number, what it may do, where, and until when."""

    device: Code
    role: Role
    expires: datetime
    facilities: tuple[Facility, ...] = ()
    everywhere: bool = False


class Issued(_Shape, frozen=True, kw_only=True):
    """A device's token, shown this once; none where a second person has to agree first."""

    device: str
    token: str = ""


class Enrolment(_Shape, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The post that a browser is to stand at, as in `gate-1`; whether it takes the place of another one."""

    post: str
    replace: bool = False


class NewStation(_Shape, frozen=True, kw_only=True):
    """A new station: the name in its facts, its token, shown this once, and its last day."""

    device: str
    token: str
    expires: datetime


class Pack(_Shape, frozen=True, kw_only=True):
    """What a station decides with; `docs/reference/gate-pack.md` says what rows and tables hold.

    made, dies: seconds since 1970. pack: a digest of the rest. emergency: what runs, null: none. frozen: the
    roll-call that holds the gate, null: none.
    """

    pack: str
    made: int
    dies: int
    facility: str
    title: dict[str, str]
    zone: str
    emergency: dict[str, Any] | None
    frozen: dict[str, Any] | None
    tables: dict[str, Any]
    expected: tuple[dict[str, Any], ...]
    officers: tuple[str, ...]
    approvers: dict[str, tuple[str, ...]]
    trust: TrustList
    credential_words: dict[str, dict[str, str]]


class QueuedRow(_Shape, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of a queue: its number from 1, a random mark of its own, and what it states."""

    sequence: Annotated[int, msgspec.Meta(ge=1, le=2**53 - 1)]
    nonce: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
    statement: Statement


class Credential(_Shape, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was scanned: `HC1:…`, `shc:/…` (all codes of one card, a line each), a JWS, or a card's file."""

    text: Annotated[str, msgspec.Meta(max_length=65_536)]


class Judged(_Shape, frozen=True, kw_only=True):
    """What a credential is worth.

    holder: to be compared with the person at the gate, and not to be kept. says: what is wrong, in words.
    trust_list_made: seconds since 1970; null where there is no list.
    """

    evidence: Evidence
    holder: Holder | None
    says: str | None
    trust_list_made: int | None


class Passages(_Shape, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Rows (see `QueuedRow`), and what time it is by the clock that dated them.

    queue: which browser's count the numbers are, where one queue outlives its token. waiting: how many rows
    are still to come.
    """

    device_now: datetime
    rows: tuple[msgspec.Raw, ...]
    queue: str | None = None
    waiting: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)] | None = None


class Rule(_Shape, frozen=True, kw_only=True):
    """A rule by its code, and what it says in the caller's language."""

    rule: str
    says: str


class Receipt(_Shape, frozen=True, kw_only=True):
    """What became of one statement."""

    fact: UUID | None
    outcome: Literal["accepted", "duplicate", "disputed", "refused", "malformed"]
    position: int | None
    rules: tuple[Rule, ...]


class BatchResult(_Shape, frozen=True, kw_only=True):
    """One receipt a row, in the order of the rows."""

    results: tuple[Receipt, ...]


class PassageResult(_Shape, frozen=True, kw_only=True):
    """What became of one row; null: it had no number that could be read, or nothing was recorded."""

    sequence: int | None
    outcome: Literal["accepted", "duplicate", "disputed", "refused", "malformed"]
    fact: UUID | None
    rules: tuple[Rule, ...]


class PassageResults(_Shape, frozen=True, kw_only=True):
    """One result a row, in order; first and last of the numbers that never came; the time here."""

    results: tuple[PassageResult, ...]
    missing: tuple[tuple[int, int], ...]
    now: datetime


class FactPage(_Shape, frozen=True, kw_only=True):
    """A page of facts; ``after`` asks for the next one, null: there is none at present."""

    facts: tuple[Told, ...]
    after: str | None


class ObligationLine(_Shape, frozen=True, kw_only=True):
    """One thing owed by one subject, and how it stands."""

    id: UUID
    clause: str
    document: str
    version: str
    facility: str
    subject: str
    slot: str | None
    opens: datetime
    due: datetime
    missed_at: datetime
    status: StatusName
    trigger: UUID | None
    answer: UUID | None


class ObligationList(_Shape, frozen=True, kw_only=True):
    """Obligations after the first ``skip``; ``more``: there may be others."""

    obligations: tuple[ObligationLine, ...]
    skip: int
    more: bool


class FindingList(_Shape, frozen=True, kw_only=True):
    """Findings after the first ``skip``; ``more``: there may be others."""

    findings: tuple[Finding, ...]
    skip: int
    more: bool


class ReadList(_Shape, frozen=True, kw_only=True):
    """Reads after the first ``skip``; ``more``: there may be others."""

    reads: tuple[ReadLine, ...]
    skip: int
    more: bool


class DocumentList(_Shape, frozen=True, kw_only=True):
    """The documents of the folder."""

    protocols: tuple[DocumentLine, ...]


class ChangeList(_Shape, frozen=True, kw_only=True):
    """The difference of two versions."""

    changes: tuple[Change, ...]


class Problem(_Shape, frozen=True, kw_only=True):
    """What went wrong (RFC 9457). ``rule`` is for programs, ``detail`` for people, in their language."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    rule: str
    values: dict[str, str] = {}


class ResultRow(_Shape, frozen=True, kw_only=True):
    """One result as a laboratory sends it. ct: cycles, of each gene of the kit."""

    tube: Code
    result: Result
    reported: datetime
    laboratory: str
    reagent: Code | None = None
    ct: tuple[float, ...] = ()
    reported_by: Code | None = None
    reviewed_by: Code | None = None


class ResultAnswer(_Shape, frozen=True, kw_only=True):
    """What became of one row. rule: why, as a code; says: why, and what to do; fact: its id."""

    row: int
    outcome: Outcome
    rule: str | None
    column: Field | None
    says: str
    tube: str
    fact: UUID | None


class ResultAnswers(_Shape, frozen=True, kw_only=True):
    """An answer a row, in order; how many came out how; fields that were left alone."""

    rows: tuple[ResultAnswer, ...]
    counts: dict[str, int]
    unknown: tuple[str, ...]
