"""Gate: every entry and exit of a person, a vehicle or a consignment, refused ones too."""

from typing import Literal

from lazaretto.facts.fact import Body, Code, Instant, Person, Words

Category = Literal["person", "vehicle", "consignment"]
Goods = Literal["food", "medical", "daily", "parcel", "takeaway", "other"]
Zone = Literal["administration", "guarded"]
Purpose = Literal["release", "transfer", "hospital", "court", "investigation", "other"]


class Entered(Body, kw_only=True, frozen=True, tag="gate.entered/1"):
    """Someone or something came in. ``basis`` names the approval, or ``roster`` for rostered staff."""

    category: Category
    subject: Code
    zone: Zone
    basis: Code | None = None
    carried_by: Code | None = None


class Left(Body, kw_only=True, frozen=True, tag="gate.left/1"):
    """Someone or something went out."""

    category: Category
    subject: Code
    zone: Zone


class Refused(Body, kw_only=True, frozen=True, tag="gate.refused/1"):
    """Someone or something was turned away at the gate."""

    category: Category
    subject: Code
    reason: Words


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
    """The responsible leader (or, for the guarded area, the detachment) allowed an entry."""

    request = True
    approval: Code
    approved_by: Code
    level: Literal["leader", "detachment"]
    conditions: Words | None = None


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


class GoodsSampled(Body, kw_only=True, frozen=True, tag="gate.goods_sampled/1"):
    """A swab was taken of a consignment's batch, into a tube."""

    personal = False
    consignment: Code
    tube: Code


class GoodsReleased(Body, kw_only=True, frozen=True, tag="gate.goods_released/1"):
    """A held consignment was let in."""

    personal = False
    consignment: Code


class GoodsRemoved(Body, kw_only=True, frozen=True, tag="gate.goods_removed/1"):
    """A held consignment went back or was destroyed."""

    personal = False
    consignment: Code
    how: Literal["returned", "destroyed"]
    witness: Code | None = None


KINDS: tuple[type[Body], ...] = (
    Entered, Left, Refused, EntryRequested, EntryApproved, ExitRequested, Overridden, OverrideReported,
    GoodsRegistered, GoodsSampled, GoodsReleased, GoodsRemoved,
)  # fmt: skip
