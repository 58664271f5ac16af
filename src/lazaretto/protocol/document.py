"""What a protocol document says, as frozen values.

A document says what is owed, never what it achieves. Every number in it is a :class:`Parameter`
with a unit, a date and a source; a clause refers to it by name. One clause is written in one place
and belongs to one of four shapes of duty.
"""

from datetime import date, time
from typing import Annotated, Literal

import msgspec

Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_.-]{1,63}$")]
CLOCK_PATTERN = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"
Clock = Annotated[
    time,
    msgspec.Meta(
        description="A time of the facility's day, e.g. 08:00.", extra_json_schema={"pattern": CLOCK_PATTERN}
    ),
]
Level = Literal["routine", "heightened", "closed", "outbreak"]
Owner = Literal["gate_officer", "duty_officer", "doctor", "leader", "detachment_officer", "detachment_leader"]
Recipient = Literal[Owner, "inspector"]
Who = Literal[
    "detainees", "quarantined", "isolated", "alone",
    "staff_inside", "staff_isolating", "in_incident", "key_areas", "facilities", "offices", "wings",
    "tours",
]  # fmt: skip
Unit = Literal["Cel", "a", "d", "h", "min", "mg/L", "1", "people", "cells", "times/d", "times", "rounds"]
Verdict = Literal["admit", "hold", "refuse", "leave", "hand_over"]  # the last two: of a table for exits


class _Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The mould of every part of a document."""


class Text(_Value, frozen=True, kw_only=True, rename={"zh_hans": "zh-Hans", "zh_hant": "zh-Hant"}):
    """The same sentence in the three languages of the house."""

    zh_hans: str
    zh_hant: str
    en: str


class Source(_Value, frozen=True, kw_only=True):
    """Where a value or a rule comes from. ``interpretation`` marks what practice leaves open."""

    id: Name
    kind: Literal["practice", "law", "guideline", "standard", "study", "interpretation"]
    title: Text
    locator: str  # document number and clause, DOI, or the published practice it stands in
    published: date | None = None


class Parameter(_Value, frozen=True, kw_only=True):
    """One number of the protocol. ``value`` is a decimal, kept as written.

    ``floor`` says which way is stricter. ``min``: the value is a least (days, tests, times a day),
    so more is stricter. ``max``: the value is a most (hours until, people in one tube), so less is
    stricter. In a baseline it binds: a protocol states the parameter of the same id, and not laxer.
    """

    id: Name
    label: Text
    value: str
    unit: Unit
    effective: date
    cite: tuple[Name, ...]
    note: Text | None = None
    floor: Literal["min", "max"] | None = None


class Slot(_Value, frozen=True, kw_only=True):
    """A stretch of the facility-local day ``[opens, closes)`` in which something is owed once."""

    id: Name
    label: Text
    opens: Clock
    closes: Clock


class Recurring(_Value, frozen=True, kw_only=True, tag_field="shape", tag="recurring"):
    """Owed by everyone of a group in every slot of every day. ``grace`` minutes on, it is missed."""

    who: Who
    slots: tuple[Slot, ...]
    evidence: Name  # an event of lazaretto.registers.events
    grace: int
    layers: tuple[int, ...] = ()  # for `quarantined`: which legs; empty: all
    evidence_values: tuple[int, ...] = ()  # which answers count (a visit at which the reason was explained)
    excused_by: tuple[Name, ...] = ()  # events that answer for a member instead (not_measured …)
    sum_at_least: int | None = None  # the values of all answers in the slot must add up to this (minutes …)
    excused_values: tuple[int, ...] = ()  # which of them count (another activity's does not)
    excused_aux_values: tuple[int, ...] = ()  # and for which causes (a storm, never quarantine)
    names_day: bool = False  # an answer's value must be the slot's calendar day (a submission names its day)


class Deadline(_Value, frozen=True, kw_only=True, tag_field="shape", tag="deadline"):
    """Owed once for each trigger: within minutes of it, or on counted days after it.

    ``trigger`` and ``evidence`` are events; ``trigger_values`` and ``at_least`` choose among
    triggers by their value (a layer, a result, tenths of a degree); ``evidence_values`` likewise.
    ``by_day`` days end at ``hour`` local time (default: the end of that day).
    """

    trigger: Name
    evidence: Name
    within: int | None = None  # minutes
    on_days: tuple[int, ...] = ()  # counted from the trigger's day, which is day 0
    by_hour: Clock | None = None
    grace: int = 0
    trigger_values: tuple[int, ...] = ()
    trigger_at_least: int | None = None
    trigger_aux_at_least: int | None = None  # e.g. pool size of a result
    trigger_aux_values: tuple[int, ...] = ()
    evidence_values: tuple[int, ...] = ()
    evidence_aux_values: tuple[int, ...] = ()
    excused_by: tuple[Name, ...] = ()  # events that lift the duty (released, transferred …)
    excused_at_most: dict[Name, int] = {}  # a lifting event counts only up to this value (a normal reading)
    quiet: int = 0  # minutes in which another trigger of the same subject asks nothing new
    only: Who | None = None  # owed only by a person who is in this group at the trigger
    by_pattern: Literal["days", "tests_on"] | None = None  # of a phase: an ordered pattern's days instead
    names_due: bool = (
        False  # due when the trigger's second value says, in seconds; within: where it says none
    )
    leeway: int = 0  # minutes after the instant that the trigger names in which an answer is not yet late
    spares: Who | None = None  # not owed by a person who is in this group at the trigger


class Coverage(_Value, frozen=True, kw_only=True, tag_field="shape", tag="coverage"):
    """Owed once by each person of a round's frozen muster, before the round closes."""

    stratum: Literal["detainees", "staff"]
    grace: int


class Refrain(_Value, frozen=True, kw_only=True, tag_field="shape", tag="refrain"):
    """Must not happen. ``condition`` names a function of ``lazaretto.obligations.conditions``."""

    condition: Name
    settings: dict[str, int] = {}


Duty = Recurring | Deadline | Coverage | Refrain


class Clause(_Value, frozen=True, kw_only=True):
    """One rule, in one place: what is owed, at which levels, by whom, and why.

    ``uses`` lists the parameters its numbers came from, so that every date can explain itself.
    ``floor`` in a baseline: a protocol has the clause of the same id, and no laxer one.
    """

    id: Name
    measure: str  # M01 … M38, G1 … G9, H1 … H9
    family: Name
    title: Text
    why: Text
    levels: tuple[Level, ...]
    owner: Owner
    severity: Literal["note", "warning", "alarm"]
    duty: Duty
    cite: tuple[Name, ...]
    uses: tuple[Name, ...] = ()
    bottom_line: Name | None = None  # the indicator that this clause counts for (M02)
    remedy: Text | None = None  # the step to take when it is not met
    floor: bool = False
    tell: tuple[Recipient, ...] = ()  # who sees a finding at once, besides the owner


class BottomLine(_Value, frozen=True, kw_only=True):
    """An indicator that must read zero (M02): what its clauses missed and breached together."""

    id: Name
    title: Text


class Leg(_Value, frozen=True, kw_only=True):
    """One layer of quarantine: where, how many days, tests on which days, what ends it."""

    layer: int
    title: Text
    role: Literal["isolation_point", "transition_house", "transition_wing", "general_wing"]
    days: int
    tests_on: tuple[int, ...]
    clock: Literal["arrival", "cohort_closed", "last_exposure"]
    cite: tuple[Name, ...]
    uses: tuple[Name, ...] = ()


class Phase(_Value, frozen=True, kw_only=True):
    """One phase of a closed-duty pattern: where, how many days, tests on which of them.

    enter, exit: what must hold of a person who steps in, and of one who steps out; each names a
    condition of ``lazaretto.obligations.stepping``.
    """

    phase: Literal["A", "B", "C"]
    place: Text
    days: int
    tests_on: tuple[int, ...] = ()
    enter: tuple[Name, ...] = ()
    exit: tuple[Name, ...] = ()


class Pattern(_Value, frozen=True, kw_only=True):
    """A closed-duty pattern: its phases in order, and the levels at which it is worked."""

    id: Name
    title: Text
    levels: tuple[Level, ...]
    phases: tuple[Phase, ...]
    cite: tuple[Name, ...]
    uses: tuple[Name, ...] = ()


class Procedure(_Value, frozen=True, kw_only=True):
    """What staff are taught and assessed in. ``valid``: for how many days a pass is good (M36).

    staff: whose posts need it (``facts.duty.StaffPost``); a post of a house may ask for more.
    """

    id: Name
    title: Text
    text: Text
    valid: int
    staff: tuple[Literal["leader", "officer", "medic", "gate", "kitchen", "driver"], ...]
    cite: tuple[Name, ...]
    uses: tuple[Name, ...] = ()


class Task(_Value, frozen=True, kw_only=True):
    """A prevention task of the three fixed: every house names its post, its person and their duty (M26)."""

    id: Name
    title: Text
    duty: Text
    cite: tuple[Name, ...]


class Retention(_Value, frozen=True, kw_only=True):
    """How long a class (``board.data_classes``) is kept after the last release, or the end of service."""

    id: Name
    title: Text
    data: Literal["custody", "quarantine", "health", "regime", "gate", "work"]
    after: Literal["custody_ended", "service_ended"]
    days: int
    cite: tuple[Name, ...]
    uses: tuple[Name, ...] = ()


class Titled(_Value, frozen=True, kw_only=True):
    """An id and what it is called: an area of a checklist, a sort of finding."""

    id: Name
    title: Text


class Matter(Titled, frozen=True, kw_only=True):
    """What a finding may be about (M33): the same matter in the same house again is a repeat."""

    cite: tuple[Name, ...]


class Choice(_Value, frozen=True, kw_only=True):
    """One answer that an item of a checklist offers. ``fails``: whoever chooses it has found something."""

    id: Name
    label: Text
    fails: bool = False


class Item(_Value, frozen=True, kw_only=True):
    """One question of a checklist (M34), worded so that *yes* is good.

    answer ``number``: fails below ``at_least`` or above ``at_most``; ``text`` never fails. about: the
    matter of the finding when it fails; hazard: how grave that is; weight: its part of the score.
    """

    id: Name
    area: Name
    text: Text
    answer: Literal["yes_no", "number", "choice", "text"]
    about: Name
    hazard: Literal["ordinary", "serious", "major"]
    weight: int
    unit: Unit | None = None
    at_least: int | None = None
    at_most: int | None = None
    choices: tuple[Choice, ...] = ()
    evidence: bool = False  # a picture or a paper goes with the answer


class Checklist(_Value, frozen=True, kw_only=True):
    """What a house is inspected by, area by area (M34). ``due``: hazard → days until it is put right."""

    id: Name
    title: Text
    areas: tuple[Titled, ...]
    items: tuple[Item, ...]
    due: dict[Literal["ordinary", "serious", "major"], int]
    cite: tuple[Name, ...]
    uses: tuple[Name, ...] = ()

    def item(self, item_id: str) -> Item | None:
        """The item of that id; None where the checklist has none."""
        return next((item for item in self.items if item.id == item_id), None)


class Input(_Value, frozen=True, kw_only=True, rename={"told_by": "from"}):
    """One column of a decision table. Every input may also be ``unknown``.

    told_by (``from`` in the document): the officer says it; or the record knows it, and no officer can
    say otherwise; or either, the record first, and the officer where it is silent.
    """

    id: Name
    label: Text
    type: Literal["number", "boolean", "code"]
    unit: Unit | None = None
    codes: tuple[str, ...] = ()
    told_by: Literal["record", "officer", "either"] = "officer"


class Rule(_Value, frozen=True, kw_only=True):
    """One row. ``when``: input id → test (``>= 37.3``, ``true``, ``unknown``, ``green | none``).

    An input that is not named may hold anything, unknown included. The language of tests is in
    :mod:`lazaretto.protocol.matching`. ``lifts``: the row sets every other input aside, unknowns too (an
    emergency, a named override); what it tests must be told by the record alone.
    """

    id: Name
    when: dict[str, str]
    verdict: Verdict
    say: Text  # what the officer is told: the step to take, never a diagnosis
    cite: tuple[Name, ...]
    lifts: bool = False


class Table(_Value, frozen=True, kw_only=True):
    """A decision table with its hit policy: ``unique`` (one row matches) or ``first``."""

    id: Name
    title: Text
    hit_policy: Literal["unique", "first"]
    inputs: tuple[Input, ...]
    rules: tuple[Rule, ...]


class Counting(_Value, frozen=True, kw_only=True):
    """How days are counted; itself part of the protocol, and shown with every computed date."""

    day_zero: Literal["event_day"]
    release_hour: Clock
    text: Text


class Protocol(_Value, frozen=True, kw_only=True):
    """One issued version of one document. Never edited: a change is a new version.

    ``baseline`` names the document (``id/version``) whose floors this one must hold. ``screens_for``
    is the code of the disease whose screenings this document hears; it is deaf to those for another.
    """

    format: Literal["lazaretto-protocol/1"]
    id: Name
    version: str
    title: Text
    disease: Text
    jurisdiction: Text
    kind: Literal["protocol", "baseline"]
    effective: date
    counting: Counting
    sources: tuple[Source, ...]
    parameters: tuple[Parameter, ...]
    clauses: tuple[Clause, ...]
    bottom_lines: tuple[BottomLine, ...] = ()
    legs: tuple[Leg, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    tasks: tuple[Task, ...] = ()
    matters: tuple[Matter, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    tables: tuple[Table, ...] = ()
    retentions: tuple[Retention, ...] = ()
    supersedes: str | None = None
    baseline: str | None = None
    screens_for: Name | None = None

    def clause(self, clause_id: str) -> Clause:
        """The clause of that id. Raises KeyError."""
        return {clause.id: clause for clause in self.clauses}[clause_id]

    def parameter(self, parameter_id: str) -> Parameter:
        """The parameter of that id. Raises KeyError."""
        return {parameter.id: parameter for parameter in self.parameters}[parameter_id]
