"""The write actions from end to end: who may state what, and what becomes of bad input."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
import pytest

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.access.refusals import DISPUTES, REFUSALS
from lazaretto.actions.correct_fact import correct_fact
from lazaretto.actions.rebuild_registers import rebuild_registers
from lazaretto.actions.record_batch import record_batch
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.replay_city import replay_city
from lazaretto.actions.retract_fact import retract_fact
from lazaretto.actions.statement import MAX_BATCH_BYTES, MAX_ROWS, Statement, rows_of, statement_of
from lazaretto.facts import command, custody, gate, hygiene
from lazaretto.facts.encoding import MAX_BYTES, Malformed
from lazaretto.facts.fact import Body
from lazaretto.ledger.tailing import live
from tests.stating import fact

pytestmark = [pytest.mark.database, pytest.mark.django_db]

NOW = datetime(2022, 3, 15, 4, tzinfo=UTC)
HERE = Scope(frozenset({"QZ-D"}))
OFFICER = Actor("P1", "duty_officer", HERE)
ADMITTED = custody.Admitted(person="D1", cell="QZ-D/T/01", sex="male")


def temperature(person: str = "D1", tenths: int = 365) -> Body:
    return hygiene.TemperaturesTaken(readings=(hygiene.Reading(person=person, celsius_tenths=tenths),))


def says(body: Body, *, facility: str = "QZ-D", **more: object) -> Statement:
    return Statement(**{"body": body, "occurred": NOW, "facility": facility, **more})  # type: ignore[arg-type]


def row(**changes: object) -> bytes:
    body = {"kind": "custody.went_out/1", "person": "D1", "to": "court"}
    return msgspec.json.encode(
        {"body": body, "occurred": "2022-03-15T12:00:00+08:00", "facility": "QZ-D"} | changes
    )


def refusal(statement: Statement, *, actor: Actor = OFFICER) -> str:
    with pytest.raises(Refused) as refused:
        record_fact(statement, actor=actor, device="desk", now=NOW)
    assert set(refused.value.values) >= set(REFUSALS[refused.value.rule])
    return refused.value.rule


def test_a_fact_is_recorded_in_the_speakers_name_at_the_nodes_time() -> None:
    receipt = record_fact(says(temperature()), actor=OFFICER, device="desk", now=NOW)
    told = live().facts[live().number_of(receipt.fact_id or UUID(int=0))]
    assert (receipt.outcome, receipt.position) == ("accepted", 1)
    assert (told.actor, told.device, told.recorded, told.skew) == ("P1", "desk", NOW, 0)
    assert told.id.version == 7


def test_who_may_not_state_it_is_told_why() -> None:
    assert refusal(says(temperature()), actor=Actor("I1", "inspector", HERE)) == "not_permitted"
    assert refusal(says(temperature(), facility="MJ-D")) == "out_of_scope"
    assert refusal(says(temperature(), place="MJ-D/T/01")) == "place_elsewhere"
    assert refusal(says(temperature(), occurred=NOW + timedelta(hours=1))) == "in_the_future"
    assert refusal(says(custody.Moved(person="D1", cell="MJ-D/T/01"))) == "place_elsewhere"
    assert refusal(says(temperature(), corrects=UUID(int=9))) == "corrects_unknown"


def test_a_protocol_is_put_in_force_by_issuing_alone() -> None:
    body = command.ProtocolIssued(document="d", version="1", digest="0" * 64, authority="city")
    leader = Actor("L1", "detachment_leader", Scope(everywhere=True))
    assert refusal(says(body, facility="TS-Z"), actor=leader) == "only_by_issuing"


def test_what_contradicts_is_recorded_with_its_rule() -> None:
    record_fact(says(ADMITTED), actor=OFFICER, device="desk", now=NOW)
    receipt = record_fact(says(ADMITTED), actor=OFFICER, device="desk", now=NOW)
    assert (receipt.outcome, receipt.rules) == ("disputed", ("held_elsewhere",))
    assert set(receipt.rules) <= set(DISPUTES)


def test_a_fact_is_corrected_and_retracted_and_stays_readable() -> None:
    wrong = record_fact(says(ADMITTED), actor=OFFICER, device="desk", now=NOW).fact_id
    assert wrong is not None
    moved = says(custody.Admitted(person="D1", cell="QZ-D/T/02", sex="male"))
    right = correct_fact(wrong, moved, actor=OFFICER, device="desk", now=NOW)
    assert right.outcome == "accepted"
    assert right.fact_id is not None
    again = retract_fact(
        right.fact_id, facility="QZ-D", reason="not here", actor=OFFICER, device="desk", now=NOW
    )
    assert again.outcome == "accepted"
    assert live().number_of(wrong) >= 0
    admin = Actor("S1", "system_admin", Scope())
    assert rebuild_registers(actor=admin).differences == ()


def test_every_row_of_a_batch_has_its_own_result() -> None:
    one = UUID(int=1)
    rows = [
        row(id=str(one)),
        row(id=str(one)),
        row(id=str(one), occurred="2022-03-15T11:00:00+08:00"),
        b"{not json",
        row(body={"kind": "custody.teleported/1", "person": "D1"}),
        row(body={"kind": "custody.went_out/1", "person": "", "to": "court"}),
        row(body={"kind": "custody.went_out/1", "person": "D\0", "to": "court"}),
        row(facility="MJ-D"),
        row(occurred="2022-03-15T12:00:00"),
        row(occurred="2022-03-16T12:00:00+08:00"),
        row(surprise=1),
        b"x" * (MAX_BYTES + 1),
        msgspec.json.encode({"body": {"kind": "hygiene.not_measured/1", "person": "D1", "why": "asleep"},
                             "occurred": "2022-03-15T12:00:00+08:00", "facility": "QZ-D"}),
    ]  # fmt: skip
    receipts = record_batch(rows, actor=OFFICER, device="scanner", now=NOW)
    assert [r.outcome for r in receipts] == [
        "disputed", "duplicate", "refused", "malformed", "malformed", "malformed", "malformed", "refused",
        "malformed", "refused", "malformed", "malformed", "accepted",
    ]  # fmt: skip
    for receipt in receipts:
        assert receipt.recorded or set(receipt.values) >= set(REFUSALS[receipt.rules[0]])
    assert len(live().facts) == 2


def test_a_wrong_clock_is_recorded_with_its_skew() -> None:
    ahead = NOW + timedelta(hours=2)
    receipts = record_batch(
        [says(temperature(), occurred=ahead)], actor=OFFICER, device="scanner", now=NOW, device_now=ahead
    )
    assert [(r.outcome, r.rules) for r in receipts] == [("disputed", ("device_clock_wrong",))]
    assert live().facts[0].skew == 7_200
    (good,) = record_batch(
        [says(temperature())], actor=OFFICER, device="scanner", now=NOW, device_now=NOW + timedelta(seconds=3)
    )
    assert good.outcome == "accepted"


def test_a_queue_that_is_sent_twice_with_another_skew_is_recorded_once() -> None:
    rows = [says(temperature(), id=UUID(int=n)) for n in range(1, 4)]
    sent = [
        record_batch(rows, actor=OFFICER, device="scanner", now=NOW + late, device_now=NOW)
        for late in (timedelta(), timedelta(seconds=9))
    ]
    assert [[r.outcome for r in receipts] for receipts in sent] == [["accepted"] * 3, ["duplicate"] * 3]


def test_too_much_at_once_is_refused_whole() -> None:
    with pytest.raises(Refused, match="batch_too_large"):
        record_batch([row()] * (MAX_ROWS + 1), actor=OFFICER, device="scanner", now=NOW)
    with pytest.raises(Refused, match="batch_too_heavy"):
        rows_of(b" " * (MAX_BATCH_BYTES + 1))
    with pytest.raises(Refused, match="batch_too_large"):
        rows_of(b"{}\n" * (MAX_ROWS + 1))
    with pytest.raises(Malformed):
        rows_of(b"[1, 2")
    assert rows_of(b'[{"a": 1}, {}]') == [b'{"a": 1}', b"{}"]
    assert rows_of(b'{"a": 1}\n\n{}\n') == [b'{"a": 1}', b"{}"]
    with pytest.raises(Malformed, match="offset"):
        statement_of(row(occurred="2022-03-15T12:00:00"))


def asks(*, by: str = "P1", code: str = "A1") -> Statement:
    body = gate.EntryRequested(
        approval=code, category="vehicle", subject="V1", zone="administration", purpose="food",
        opens=NOW, closes=NOW + timedelta(hours=3), requested_by=by,
    )  # fmt: skip
    return says(body, id=UUID(int=70))


def approves(*, by: str = "L1", code: str = "A1") -> Statement:
    return says(gate.EntryApproved(approval=code, approved_by=by, level="leader"), id=UUID(int=71))


LEADER = Actor("L1", "leader", HERE)


def test_a_request_is_refused_and_nothing_of_it_is_recorded() -> None:
    assert refusal(approves(), actor=LEADER) == "request_unknown"
    record_fact(asks(by="L1"), actor=OFFICER, device="desk", now=NOW)
    assert refusal(approves(), actor=LEADER) == "approver_is_requester"
    assert len(live().facts) == 1


def test_only_the_detachments_leadership_approves_in_its_name() -> None:
    record_fact(asks(), actor=OFFICER, device="desk", now=NOW)
    upper = says(gate.EntryApproved(approval="A1", approved_by="L1", level="detachment"), id=UUID(int=72))
    assert refusal(upper, actor=LEADER) == "not_permitted"
    chief = Actor("C1", "detachment_leader", Scope(everywhere=True))
    assert record_fact(upper, actor=chief, device="desk", now=NOW).outcome == "accepted"


def test_a_batch_may_ask_or_approve_and_is_known_when_it_is_sent_again() -> None:
    rows = [asks(), approves(by="L2"), approves(by="L2", code="A2")]
    rows[2] = msgspec.structs.replace(rows[2], id=UUID(int=72))
    own = record_batch(
        rows, actor=LEADER, device="desk", now=NOW
    )  # who asks for others decides nothing of it
    assert [r.rules for r in own] == [(), ("approver_is_requester",), ("request_unknown",)]
    other = Actor("L2", "leader", HERE)
    first = record_batch(rows[1:], actor=other, device="desk", now=NOW)
    assert [(r.outcome, r.rules) for r in first] == [("accepted", ()), ("refused", ("request_unknown",))]
    late = NOW + timedelta(days=1)
    again = [
        *record_batch(rows[:1], actor=LEADER, device="desk", now=late),
        *record_batch(rows[1:], actor=other, device="desk", now=late),
    ]
    assert [r.outcome for r in again] == ["duplicate", "duplicate", "refused"]


def test_what_was_granted_elsewhere_is_recorded_although_it_would_be_refused_here() -> None:
    own = [asks(by="L1").body, approves().body]
    facts = [fact(body, "03-15 08:00", number=n) for n, body in enumerate(own, 1)]
    assert replay_city(facts, progress=lambda _: None).appended == 2


def test_a_replay_that_was_broken_off_goes_on() -> None:
    facts = [fact(temperature(f"D{n}"), "03-15 08:00", number=n) for n in range(1, 2_501)]
    seen: list[int] = []
    assert replay_city(facts[:1_500], progress=seen.append).appended == 1_500
    replayed = replay_city(facts, progress=seen.append)
    assert (replayed.appended, replayed.duplicates, replayed.contradicting) == (1_000, 1_500, ())
    assert seen == [1_000, 1_500, 1_000, 2_000, 2_500]
    assert live().facts[0].recorded == facts[0].recorded
