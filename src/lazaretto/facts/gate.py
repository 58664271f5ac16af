"""Gate: every entry and exit of a person, a vehicle or a consignment, refused ones too."""

from typing import Annotated, Literal

import msgspec

from lazaretto.facts.fact import Body, Code, Count, Instant, Person, Words

Category = Literal["person", "vehicle", "consignment"]
Goods = Literal["food", "medical", "daily", "parcel", "takeaway", "other"]
Zone = Literal["administration", "guarded"]
Purpose = Literal["release", "transfer", "hospital", "court", "investigation", "other"]
Verdict = Literal["admit", "hold", "refuse"]
Approver = Literal["leader", "detachment"]
PlateKind = Literal["ordinary", "new_energy", "police", "armed_police", "military", "embassy", "other"]
Emergency = Literal["fire", "earthquake", "flood", "medical", "disorder", "other"]
Plate = Annotated[str, msgspec.Meta(min_length=1, max_length=20, description="A plate as it was typed.")]
Chill = Annotated[
    int, msgspec.Meta(ge=-900, le=900, description="Tenths of a degree Celsius: -180 is -18.0 °C.")
]


class Answer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One input of the gate's table as the officer saw it or was told: ``true``, ``green``, ``36.5``."""

    input: Code
    value: Code


class Checked(Body, kw_only=True, frozen=True, tag="gate.checked/1"):
    """Someone or something was checked at the gate: what was seen, and which verdict the station showed.

    passage: ties the check to the entry or the refusal that followed. table, rule: which table of the
    protocol spoke, by which of its rules. pack: what the station knew then, and how many minutes old it
    was. doubt: seconds by which the time of this passage may be wrong. declared: a declaration in words.
    """

    passage: Code
    category: Category
    subject: Code
    zone: Zone
    officer: Person
    table: Code
    verdict: Verdict
    answers: Annotated[tuple[Answer, ...], msgspec.Meta(max_length=40)] = ()
    rule: Code | None = None
    pack: Code | None = None
    pack_minutes: Count = 0
    doubt: Count = 0
    declared: Words | None = None


class Entered(Body, kw_only=True, frozen=True, tag="gate.entered/1"):
    """Someone or something came in. ``basis`` names the approval, or ``roster`` for rostered staff."""

    category: Category
    subject: Code
    zone: Zone
    basis: Code | None = None
    carried_by: Code | None = None
    passage: Code | None = None


class Left(Body, kw_only=True, frozen=True, tag="gate.left/1"):
    """Someone or something went out."""

    category: Category
    subject: Code
    zone: Zone
    passage: Code | None = None


class Refused(Body, kw_only=True, frozen=True, tag="gate.refused/1"):
    """Someone or something was turned away at the gate."""

    category: Category
    subject: Code
    reason: Words
    passage: Code | None = None


class VehicleSeen(Body, kw_only=True, frozen=True, tag="gate.vehicle_seen/1"):
    """A vehicle stood at the gate: its plate, who drives it, its seal, what it carries and who is aboard."""

    vehicle: Code
    plate: Plate
    plate_kind: PlateKind
    driver: Person | None = None
    seal: Code | None = None
    seal_intact: bool | None = None
    disinfected: bool | None = None
    carries: Annotated[tuple[Code, ...], msgspec.Meta(max_length=200)] = ()
    aboard: Annotated[tuple[Person, ...], msgspec.Meta(max_length=100)] = ()
    passage: Code | None = None


class EntryRequested(Body, kw_only=True, frozen=True, tag="gate.entry_requested/1"):
    """An entry was asked for: who or what, why, and between which instants."""

    request = True
    approval: Code
    category: Category
    subject: Code
    zone: Zone
    purpose: Words
    opens: Instant
    closes: Instant
    requested_by: Code


class EntryApproved(Body, kw_only=True, frozen=True, tag="gate.entry_approved/1"):
    """The responsible leader (or, for the guarded area, the detachment) allowed an entry.

    closes: earlier than was asked for. delegation: by whose leave somebody else than a leader approved.
    """

    request = True
    approval: Code
    approved_by: Code
    level: Approver
    conditions: Words | None = None
    closes: Instant | None = None
    delegation: Code | None = None


class EntryDenied(Body, kw_only=True, frozen=True, tag="gate.entry_denied/1"):
    """An entry that was asked for is not allowed, and why."""

    request = True
    approval: Code
    denied_by: Code
    level: Approver
    reason: Words
    delegation: Code | None = None


class EntryWithdrawn(Body, kw_only=True, frozen=True, tag="gate.entry_withdrawn/1"):
    """A request for entry, approved or not, no longer stands: by whoever asked, or by whoever approved."""

    request = True
    approval: Code
    withdrawn_by: Code
    reason: Words


class ApprovalDelegated(Body, kw_only=True, frozen=True, tag="gate.approval_delegated/1"):
    """A leader lets somebody else approve entries between two instants; it ends by itself."""

    request = True
    delegation: Code
    delegated_by: Code
    delegate: Person
    level: Approver
    opens: Instant
    closes: Instant
    reason: Words | None = None


class ExitRequested(Body, kw_only=True, frozen=True, tag="gate.exit_requested/1"):
    """A person who is held is to go out. Refused while quarantine holds; a lawful release never is."""

    request = True
    exit: Code
    subject: Person
    purpose: Purpose
    requested_by: Code
    basis: Words | None = None
    handed_to: Words | None = None


class Overridden(Body, kw_only=True, frozen=True, tag="gate.overridden/1"):
    """An emergency let an entry pass against the rule; reported upward the same day."""

    override: Code
    subject: Code
    authority: Code
    reason: Words
    category: Category = "person"


class OverrideReported(Body, kw_only=True, frozen=True, tag="gate.override_reported/1"):
    """An override was reported upward."""

    override: Code


class GoodsRegistered(Body, kw_only=True, frozen=True, tag="gate.goods_registered/1"):
    """A consignment reached the gate and was registered, lot by lot."""

    personal = False
    consignment: Code
    goods: Goods
    supplier: Words
    lot: Code | None = None
    disinfected: bool = False
    pieces: Count | None = None
    supplier_code: Code | None = None
    vehicle: Code | None = None
    seal: Code | None = None
    chill_tenths: Chill | None = None


class GoodsDisinfected(Body, kw_only=True, frozen=True, tag="gate.goods_disinfected/1"):
    """The outside of a consignment was disinfected before it was held."""

    personal = False
    consignment: Code
    agent: Code
    contact_minutes: Count


class GoodsSampled(Body, kw_only=True, frozen=True, tag="gate.goods_sampled/1"):
    """A swab was taken of a consignment's batch, into a tube."""

    personal = False
    consignment: Code
    tube: Code


class GoodsReleased(Body, kw_only=True, frozen=True, tag="gate.goods_released/1"):
    """A held consignment was let in; ``pieces``: so many of it, None for all that was left."""

    personal = False
    consignment: Code
    pieces: Count | None = None


class GoodsRemoved(Body, kw_only=True, frozen=True, tag="gate.goods_removed/1"):
    """A held consignment went back or was destroyed; ``pieces``: so many, None for all that was left."""

    personal = False
    consignment: Code
    how: Literal["returned", "destroyed"]
    witness: Code | None = None
    pieces: Count | None = None


class EmergencyDeclared(Body, kw_only=True, frozen=True, tag="gate.emergency_declared/1"):
    """Fire, earthquake, a life in danger: from now on no rule holds anybody back (H1)."""

    emergency: Code
    cause: Emergency
    declared_by: Code
    words: Words | None = None


class EmergencyEnded(Body, kw_only=True, frozen=True, tag="gate.emergency_ended/1"):
    """The emergency is over: the rules hold again, and the record is made whole."""

    emergency: Code
    ended_by: Code
    words: Words | None = None


class PeopleMustered(Body, kw_only=True, frozen=True, tag="gate.people_mustered/1"):
    """People were called out by number at an assembly point: who was there, and who was not."""

    assembly: Words
    present: Annotated[tuple[Person, ...], msgspec.Meta(max_length=2000)] = ()
    missing: Annotated[tuple[Person, ...], msgspec.Meta(max_length=2000)] = ()
    emergency: Code | None = None


class LineUnread(Body, kw_only=True, frozen=True, tag="gate.line_unread/1"):
    """A line of a paper form could not be read, and why. Once it is, the passage itself is stated."""

    personal = False
    form: Code
    line: Annotated[int, msgspec.Meta(ge=1, le=99)]
    reason: Words


KINDS: tuple[type[Body], ...] = (
    Checked, Entered, Left, Refused, VehicleSeen,
    EntryRequested, EntryApproved, EntryDenied, EntryWithdrawn, ApprovalDelegated,
    ExitRequested, Overridden, OverrideReported,
    GoodsRegistered, GoodsDisinfected, GoodsSampled, GoodsReleased, GoodsRemoved,
    EmergencyDeclared, EmergencyEnded, PeopleMustered, LineUnread,
)  # fmt: skip
