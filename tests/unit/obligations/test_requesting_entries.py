"""Reasons against asking for an entry, deciding about it, withdrawing it, and letting another decide."""

from typing import Any
from uuid import UUID

import msgspec

from lazaretto.access.refusals import REFUSALS
from lazaretto.facts import gate, leading
from lazaretto.facts.command import LeaderNamed, LevelOrdered, ProtocolIssued
from lazaretto.facts.fact import Body, Fact
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.force import in_force
from lazaretto.obligations.requesting import refusal
from tests.stating import fact, house, moment, record_of
from tests.unit.obligations.test_requesting import PROTOCOL, asked

Said = tuple[str, Body]  # the time of the fifteenth of March, and what was said
REQUEST: Said = ("08:00", asked(zone="guarded"))


def said(line: Said, number: int, *, actor: str | None = None, **more: Any) -> Fact:
    """A fact; unless told otherwise, whoever decided says so."""
    at, body = line
    actor = actor or getattr(body, "approved_by", getattr(body, "denied_by", "S9"))
    return msgspec.structs.replace(fact(body, f"03-15 {at}", number=number, **more), actor=actor)


def against(
    body: Body, *lines: Said, at: str = "09:00", level: Any = "heightened", actor: str | None = None,
    before: tuple[Body, ...] = (), recorded: str | None = None,
) -> str | None:  # fmt: skip
    """The reason that is told against something said at nine, after these lines."""
    record = record_of([house(), *(said(line, n) for n, line in enumerate(lines, 10))])
    ordered = LevelOrdered(level=level, authority="city", reason="cases")
    issued = ProtocolIssued(document="four-layer-2022", version="1", digest="0" * 64, authority="city")
    record.append([fact(ordered, "03-14 08:00", number=90), fact(issued, "03-14 08:00", number=91)])
    late = f"03-15 {recorded}" if recorded else None
    request = said((at, body), 99, actor=actor, recorded=late)
    standing = record.standing(at=int(max(request.occurred, request.recorded).timestamp()))
    assert PROTOCOL is not None
    forces = in_force(standing, shelf={("four-layer-2022", "1"): PROTOCOL})
    beside = [said(("08:59", one), n) for n, one in enumerate(before, 80)]
    requests = {f.body.approval: f for f in beside if isinstance(f.body, gate.EntryRequested)}
    found = refusal(Asking(request, standing, record.facts, forces, requests, beside))
    if found is None:
        return None
    assert set(found[1]) >= set(REFUSALS[found[0]])
    return found[0]


def leader(**more: Any) -> gate.EntryApproved:
    return gate.EntryApproved(**{"approval": "A1", "approved_by": "L1", "level": "leader"} | more)


def chief(**more: Any) -> gate.EntryApproved:
    return leader(**{"approved_by": "C1", "level": "detachment"} | more)


def denied(**more: Any) -> gate.EntryDenied:
    values = {"approval": "A1", "denied_by": "L1", "level": "leader", "reason": "no"}
    return gate.EntryDenied(**values | more)


def withdrawn(**more: Any) -> gate.EntryWithdrawn:
    return gate.EntryWithdrawn(**{"approval": "A1", "withdrawn_by": "S1", "reason": "no need"} | more)


def left(**more: Any) -> gate.ApprovalDelegated:
    values: dict[str, Any] = {
        "delegation": "D1", "delegated_by": "L1", "delegate": "P7", "level": "leader",
        "opens": moment("03-15 08:00"), "closes": moment("03-15 20:00"),
    }  # fmt: skip
    return gate.ApprovalDelegated(**values | more)


def test_two_levels_in_their_order() -> None:
    assert against(leader(), REQUEST) is None
    assert against(chief(), REQUEST, ("08:30", leader())) is None
    assert against(chief(), before=(REQUEST[1], leader())) is None  # all of it in one batch


def test_window_over() -> None:
    assert against(asked(closes=moment("03-15 09:00"))) == "window_over"
    assert against(left(closes=moment("03-15 08:59")), actor="L1") == "window_over"


def test_leader_first() -> None:
    assert against(chief(), REQUEST) == "leader_first"
    assert against(chief(), REQUEST, ("08:50", leader()), at="08:40", recorded="09:00") == "leader_first"
    yard: Said = ("08:00", asked())
    assert against(chief(), yard) is None  # the administration: either is enough
    assert against(chief(), yard, level="closed") is None
    assert against(denied(level="detachment"), REQUEST) is None  # a no need not wait


def test_request_decided() -> None:
    assert against(leader(approved_by="L2"), REQUEST, ("08:30", leader())) == "request_decided"
    assert against(denied(), REQUEST, ("08:30", leader())) == "request_decided"
    assert against(denied(level="detachment"), REQUEST, ("08:30", leader())) is None
    done = (REQUEST, ("08:30", leader()), ("08:40", chief()))
    assert against(chief(approved_by="C2"), *done) == "request_decided"


def corrected(body: gate.EntryRequested, *lines: Said, corrects: int | None = 10) -> str | None:
    """The reason against a request that takes the place of the one with this number."""
    record = record_of([house(), *(said(line, n) for n, line in enumerate(lines, 10))])
    again = said(("09:00", body), 99, corrects=corrects)
    standing = record.standing(at=int(again.recorded.timestamp()))
    found = refusal(Asking(again, standing, record.facts, (), {}))
    return found[0] if found else None


def test_request_decided_is_not_corrected_into_another() -> None:
    other = asked(zone="guarded", subject="V2")
    assert corrected(other, REQUEST) is None
    assert corrected(other, REQUEST, ("08:30", leader())) == "request_decided"
    assert corrected(other, REQUEST, ("08:30", denied())) == "request_decided"
    assert corrected(asked(approval="A2"), REQUEST, ("08:30", leader())) is None  # nothing was said of A2
    # nor is it taken back and asked for anew under the number that was approved
    assert corrected(other, ("08:30", leader()), corrects=None) == "request_decided"
    fire: Said = ("08:40", gate.EmergencyDeclared(emergency="E1", cause="fire", declared_by="S9"))
    assert corrected(other, REQUEST, ("08:30", leader()), fire) == "request_decided"


def test_approver_is_requester_by_delegation() -> None:
    mine, given = leader(approved_by="P7", delegation="D1"), ("08:05", left())
    assert against(mine, ("08:00", asked(requested_by="L1")), given) == "approver_is_requester"
    assert against(mine, REQUEST, given) is None


def test_no_level_decides_twice() -> None:
    yard: Said = ("08:00", asked())
    assert against(chief(approved_by="C2"), yard, ("08:30", chief())) == "request_decided"
    assert against(leader(), yard, ("08:30", chief())) == "request_decided"


def test_a_leader_s_word_is_enough_until_the_house_is_fully_closed() -> None:
    yard: Said = ("08:00", asked())
    assert against(leader(approved_by="L2"), yard, ("08:30", leader())) == "request_decided"
    assert against(chief(), yard, ("08:30", leader()), level="closed") is None


def test_request_denied() -> None:
    lines = (REQUEST, ("08:30", denied()))
    for body in (leader(), chief(), denied(), withdrawn()):
        actor = "S1" if isinstance(body, gate.EntryWithdrawn) else None
        assert against(body, *lines, actor=actor) == "request_denied"
    assert against(leader(), REQUEST, ("08:30", denied()), at="08:20", recorded="09:00") == "request_denied"


def test_request_withdrawn() -> None:
    lines = (REQUEST, ("08:20", leader()), ("08:30", withdrawn()))
    assert against(chief(), *lines) == "request_withdrawn"
    assert against(withdrawn(), *lines, actor="S1") == "request_withdrawn"


def test_request_closed_by_whoever_allowed_less() -> None:
    lines = (REQUEST, ("08:20", leader(closes=moment("03-15 09:00"))))
    assert against(chief(), *lines) == "request_closed"
    assert against(chief(), *lines, at="08:59") is None


def test_approver_twice() -> None:
    assert against(chief(approved_by="L1"), REQUEST, ("08:30", leader())) == "approver_twice"
    assert against(chief(), REQUEST, ("08:30", leader()), actor="L1") == "approver_twice"


def test_approver_is_requester_denies_nothing_either() -> None:
    assert against(denied(denied_by="S1"), REQUEST) == "approver_is_requester"


def test_window_widened() -> None:
    assert against(leader(closes=moment("03-15 12:01")), REQUEST) == "window_widened"
    assert against(leader(closes=moment("03-15 12:00")), REQUEST) is None
    assert against(leader(closes=moment("03-15 09:00")), REQUEST) == "window_widened"  # is over at once
    first = ("08:30", leader(closes=moment("03-15 11:00")))
    assert against(chief(closes=moment("03-15 11:30")), REQUEST, first) == "window_widened"


def test_decision_without_reason() -> None:
    assert against(denied(reason="  "), REQUEST) == "decision_without_reason"
    assert against(withdrawn(reason=" "), REQUEST, actor="S1") == "decision_without_reason"


def test_withdrawn_by_stranger() -> None:
    lines = (REQUEST, ("08:30", leader()))
    assert against(withdrawn(withdrawn_by="P8"), *lines, actor="P8") == "withdrawn_by_stranger"
    assert against(withdrawn(), *lines, actor="P8") == "withdrawn_by_stranger"  # says it for another
    assert against(withdrawn(), *lines, actor="S1") is None
    by_leader = withdrawn(withdrawn_by="L1")
    assert against(by_leader, REQUEST, actor="L1") == "withdrawn_by_stranger"  # they deny it instead
    assert against(by_leader, REQUEST, ("08:30", leader(approved_by="S9"))) == ("withdrawn_by_stranger")


def test_whoever_approved_withdraws() -> None:
    request = said(REQUEST, 10)
    approved = said(("08:30", leader()), 11, actor="L1")
    record = record_of([house(), request, approved])
    fact_ = said(("09:00", withdrawn(withdrawn_by="L1")), 99, actor="L1")
    standing = record.standing(at=int(fact_.occurred.timestamp()))
    assert refusal(Asking(fact_, standing, record.facts, (), {})) is None


def test_delegation_void() -> None:
    mine = leader(approved_by="P7", delegation="D1")
    given: Said = ("08:05", left())
    assert against(mine, REQUEST, given) is None
    assert against(mine, REQUEST) == "delegation_void"  # never given
    assert against(mine, REQUEST, ("08:05", left(closes=moment("03-15 09:00")))) == "delegation_void"
    assert against(mine, REQUEST, ("08:05", left(delegate="P8"))) == "delegation_void"
    assert against(mine, REQUEST, ("08:05", left(level="detachment"))) == "delegation_void"
    over: Said = ("08:05", left(closes=moment("03-15 08:50")))
    assert against(mine, REQUEST, over, at="08:40", recorded="09:00") == "delegation_void"  # said too late
    assert against(denied(denied_by="P7", delegation="D1"), REQUEST) == "delegation_void"


def test_delegation_taken() -> None:
    assert against(left(), ("08:05", left()), actor="L1") == "delegation_taken"
    assert against(left(), before=(left(),), actor="L1") == "delegation_taken"


def test_delegation_of_another() -> None:
    assert against(left(), actor="P7") == "delegation_of_another"  # nobody hands on what was left to them
    assert against(left(), actor="L1") is None


def test_delegation_to_oneself() -> None:
    assert against(left(delegate="L1"), actor="L1") == "delegation_to_oneself"


def test_delegation_too_long() -> None:
    week = moment("03-22 08:00")
    assert against(left(closes=week), actor="L1") is None
    assert against(left(closes=moment("03-22 08:01")), actor="L1") == "delegation_too_long"


def test_a_reversed_delegation_is_refused() -> None:
    assert against(left(opens=moment("03-15 21:00")), actor="L1") == "window_reversed"


def test_a_correction_is_not_held_against_itself() -> None:
    record = record_of([house(), said(REQUEST, 10), said(("08:30", leader()), 11, actor="L1")])
    again = msgspec.structs.replace(
        said(("08:30", leader(conditions="mask")), 99, actor="L1"), corrects=UUID(int=11)
    )
    standing = record.standing(at=int(again.recorded.timestamp()))
    assert refusal(Asking(again, standing, record.facts, (), {})) is None


def whole(**more: Any) -> leading.ResponsibilityDelegated:
    values: dict[str, Any] = {
        "delegation": "D1", "delegated_by": "L1", "delegate": "P7", "level": "leader", "reason": "a course",
        "opens": moment("03-15 08:00"), "closes": moment("03-15 20:00"),
    }  # fmt: skip
    return leading.ResponsibilityDelegated(**values | more)


def ended(**more: Any) -> leading.DelegationEnded:
    return leading.DelegationEnded(**{"delegation": "D1", "ended_by": "L1", "reason": "back"} | more)


def test_leaving_everything_is_asked_as_leaving_approvals_is() -> None:
    assert against(whole(), actor="L1") is None
    assert against(whole(), ("08:05", left()), actor="L1") == "delegation_taken"
    assert against(whole(closes=moment("03-15 07:00")), actor="L1") == "window_reversed"
    assert against(whole(), actor="L2") == "delegation_of_another"
    assert against(whole(delegate="L1"), actor="L1") == "delegation_to_oneself"
    assert against(whole(closes=moment("03-25 08:00")), actor="L1") == "delegation_too_long"
    mine, given = leader(approved_by="P7", delegation="D1"), ("08:05", whole())
    assert against(mine, REQUEST, given) is None
    assert against(mine, REQUEST, given, ("08:30", ended())) == "delegation_void"


def test_delegation_over() -> None:
    given: Said = ("08:05", whole())
    assert against(ended(), given, actor="L1") is None
    assert against(ended(ended_by="P7"), given, actor="P7") is None  # whoever has it gives it back
    assert against(ended(), actor="L1") == "delegation_over"
    assert against(ended(), given, ("08:30", ended()), actor="L1") == "delegation_over"
    assert against(ended(), ("08:05", whole(closes=moment("03-15 08:50"))), actor="L1") == "delegation_over"
    assert against(ended(), ("08:05", left()), actor="L1") is None  # approving alone is taken back as well


def test_ended_by_stranger() -> None:
    given: Said = ("08:05", whole())
    assert against(ended(ended_by="S9"), given, actor="S9") == "ended_by_stranger"
    assert against(ended(), given, actor="S9") == "ended_by_stranger"  # said for another
    named: Said = ("08:00", LeaderNamed(person="L2", title="next"))
    assert against(ended(ended_by="L2"), given, named, actor="L2") is None
