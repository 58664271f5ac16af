"""Gate lowered: what went in and out, by whose leave; consignments."""

from typing import Any, get_args

from lazaretto.facts import gate
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import seconds
from lazaretto.registers.events import FOREVER, Rows
from lazaretto.registers.naming import Names

ZONES = get_args(gate.Zone)
CATEGORIES = get_args(gate.Category)
GOODS = get_args(gate.Goods)
PURPOSES = get_args(gate.Purpose)
VERDICTS = get_args(gate.Verdict)
APPROVERS = get_args(gate.Approver)
EMERGENCIES = get_args(gate.Emergency)
IN, OUT, TURNED = range(3)  # which way something passed
REGISTERED, LET_IN, RETURNED, DESTROYED = range(4)  # what became of pieces
ALL_LEFT = -1
EXPOSURE = "exposure_declared"  # the input of a gate's table that is a declaration of travel or contact


def _checked(body: gate.Checked, fact: Fact, keys: Names, facilities: Names) -> Rows:
    subject, passage = keys.number(body.subject), keys.number(body.passage)
    yield "checked", subject, VERDICTS.index(body.verdict), passage
    if body.category == "person":
        yield "checked_by", subject, keys.number(body.officer), passage
    for answer in body.answers:
        if answer.input == EXPOSURE:
            yield "declared", subject, int(answer.value == "true"), passage


def _entered(body: gate.Entered, fact: Fact, keys: Names, facilities: Names) -> Rows:
    subject, category = keys.number(body.subject), CATEGORIES.index(body.category)
    yield "entered", subject, ZONES.index(body.zone), category
    yield "entered_on", subject, keys.number(body.basis) if body.basis else -1, category
    yield from _passed(body.passage, subject, IN, keys)
    if body.category == "consignment":  # what passes the gate has been let in: its hold is over
        yield from _let_in(subject, ALL_LEFT)


def _left(body: gate.Left, fact: Fact, keys: Names, facilities: Names) -> Rows:
    subject = keys.number(body.subject)
    yield "left", subject, ZONES.index(body.zone), CATEGORIES.index(body.category)
    yield from _passed(body.passage, subject, OUT, keys)


def _refused(body: gate.Refused, fact: Fact, keys: Names, facilities: Names) -> Rows:
    subject = keys.number(body.subject)
    yield "entry_refused", subject, CATEGORIES.index(body.category), 0
    yield from _passed(body.passage, subject, TURNED, keys)


def _passed(passage: str | None, subject: int, which: int, keys: Names) -> Rows:
    if passage is not None:
        yield "passed", keys.number(passage), subject, which


def _vehicle_seen(body: gate.VehicleSeen, fact: Fact, keys: Names, facilities: Names) -> Rows:
    driver = keys.number(body.driver) if body.driver else -1
    yield (
        "vehicle_seen",
        keys.number(body.vehicle),
        driver,
        -1 if body.disinfected is None else int(body.disinfected),
    )


def _entry_requested(body: gate.EntryRequested, fact: Fact, keys: Names, facilities: Names) -> Rows:
    requester = keys.number(body.requested_by)
    approval = keys.number(body.approval)
    yield "entry_requested", approval, requester, seconds(body.closes)
    yield "entry_wanted", approval, keys.number(body.subject), ZONES.index(body.zone)
    yield "entry_opens", approval, seconds(body.opens), 0


def _entry_approved(body: gate.EntryApproved, fact: Fact, keys: Names, facilities: Names) -> Rows:
    level, approval = APPROVERS.index(body.level), keys.number(body.approval)
    yield "entry_approved", approval, keys.number(body.approved_by), level
    closes = FOREVER if body.closes is None else seconds(body.closes)
    yield "approved_until", approval, closes, keys.number(body.delegation) if body.delegation else -1


def _entry_denied(body: gate.EntryDenied, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "entry_denied", keys.number(body.approval), keys.number(body.denied_by), APPROVERS.index(body.level)


def _entry_withdrawn(body: gate.EntryWithdrawn, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "entry_withdrawn", keys.number(body.approval), keys.number(body.withdrawn_by), 0


def _approval_delegated(body: gate.ApprovalDelegated, fact: Fact, keys: Names, facilities: Names) -> Rows:
    level = APPROVERS.index(body.level)
    yield "approval_delegated", keys.number(body.delegate), level, seconds(body.closes)
    by = keys.number(body.delegated_by)
    yield "delegation_opens", keys.number(body.delegation), by, seconds(body.opens)


def _exit_requested(body: gate.ExitRequested, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "exit_requested", keys.number(body.subject), PURPOSES.index(body.purpose), keys.number(body.exit)


def _overridden(body: gate.Overridden, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "overridden", keys.number(body.override), keys.number(body.subject), 0


def _override_reported(body: gate.OverrideReported, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "override_reported", keys.number(body.override), 0, 0


def _goods_registered(body: gate.GoodsRegistered, fact: Fact, keys: Names, facilities: Names) -> Rows:
    goods = GOODS.index(body.goods)
    consignment = keys.number(body.consignment)
    yield "goods_registered", consignment, goods, int(body.disinfected)
    yield "goods_pieces", consignment, ALL_LEFT if body.pieces is None else body.pieces, REGISTERED


def _goods_disinfected(body: gate.GoodsDisinfected, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "goods_disinfected", keys.number(body.consignment), body.contact_minutes, 0


def _goods_sampled(body: gate.GoodsSampled, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "goods_sampled", keys.number(body.consignment), keys.number(body.tube), 0


def _goods_released(body: gate.GoodsReleased, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield from _let_in(keys.number(body.consignment), ALL_LEFT if body.pieces is None else body.pieces)


def _let_in(consignment: int, pieces: int) -> Rows:
    yield "goods_released", consignment, 0, 0
    yield "goods_pieces", consignment, pieces, LET_IN


def _goods_removed(body: gate.GoodsRemoved, fact: Fact, keys: Names, facilities: Names) -> Rows:
    consignment, how = keys.number(body.consignment), RETURNED if body.how == "returned" else DESTROYED
    yield "goods_removed", consignment, 0, 0
    yield "goods_pieces", consignment, ALL_LEFT if body.pieces is None else body.pieces, how


def _emergency_declared(body: gate.EmergencyDeclared, fact: Fact, keys: Names, facilities: Names) -> Rows:
    cause = EMERGENCIES.index(body.cause)
    yield "emergency_declared", keys.number(fact.facility), cause, keys.number(body.emergency)


def _emergency_ended(body: gate.EmergencyEnded, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "emergency_ended", keys.number(fact.facility), 0, keys.number(body.emergency)


def _people_mustered(body: gate.PeopleMustered, fact: Fact, keys: Names, facilities: Names) -> Rows:
    emergency = keys.number(body.emergency) if body.emergency else -1
    for present, people in ((1, body.present), (0, body.missing)):
        for person in people:
            yield "answered_muster", keys.number(person), present, emergency


def _line_unread(body: gate.LineUnread, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "line_unread", keys.number(f"{body.form}/{body.line:02}"), body.line, 0


LOWERING: dict[type, Any] = {
    gate.Checked: _checked,
    gate.Entered: _entered,
    gate.Left: _left,
    gate.Refused: _refused,
    gate.VehicleSeen: _vehicle_seen,
    gate.EntryRequested: _entry_requested,
    gate.EntryApproved: _entry_approved,
    gate.EntryDenied: _entry_denied,
    gate.EntryWithdrawn: _entry_withdrawn,
    gate.ApprovalDelegated: _approval_delegated,
    gate.ExitRequested: _exit_requested,
    gate.Overridden: _overridden,
    gate.OverrideReported: _override_reported,
    gate.GoodsRegistered: _goods_registered,
    gate.GoodsDisinfected: _goods_disinfected,
    gate.GoodsSampled: _goods_sampled,
    gate.GoodsReleased: _goods_released,
    gate.GoodsRemoved: _goods_removed,
    gate.EmergencyDeclared: _emergency_declared,
    gate.EmergencyEnded: _emergency_ended,
    gate.PeopleMustered: _people_mustered,
    gate.LineUnread: _line_unread,
}
