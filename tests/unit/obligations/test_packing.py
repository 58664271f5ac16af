"""What a gate's station takes along: who is expected, by whose leave, what speaks against it, and no more."""

from datetime import date
from typing import Any

import msgspec
import pytest

from lazaretto.facts import duty, gate, quarantine, roll_calls, testing
from lazaretto.facts.command import PlaceEstablished
from lazaretto.obligations.packing import Pack, digest, packed
from lazaretto.obligations.strength import approvers
from lazaretto.protocol.document import Protocol
from tests.stating import HOUSE, moment, second
from tests.unit.obligations.legs import PROTOCOL, Said, world

ENROLLED: Said = (duty.Enrolled(person="S-1", sex="female", post="officer", name="欧阳娜娜"), "03-01 08:00")
ROSTERED: Said = (
    duty.RosterPublished(
        roster="R", first=date(2022, 3, 15), last=date(2022, 3, 20), persons=("S-1",), signed_by="L1"
    ),
    "03-14 08:00",
)


DENIED: Said = (
    gate.EntryDenied(approval="A1", denied_by="L1", level="leader", reason="No"), "03-15 08:30",
)  # fmt: skip


def pack(*said: Said, at: str = "03-16 08:00", protocol: Protocol = PROTOCOL, ruled: bool = True) -> Pack:
    told = world(*said, at=at, protocol=protocol, ruled=ruled)
    return packed(told.standing, facts=told.facts, forces=told.forces, facility=HOUSE)


def row(subject: str, *said: Said, **how: Any) -> dict[str, Any] | None:
    return next((one for one in pack(*said, **how)["expected"] if one["subject"] == subject), None)


def officer(*said: Said, **how: Any) -> dict[str, Any]:
    found = row("S-1", ENROLLED, ROSTERED, *said, **how)
    assert found is not None
    return found


def asked(*, zone: gate.Zone = "administration", category: gate.Category = "person") -> Said:
    body = gate.EntryRequested(
        approval="A1", category=category, subject="V-1", zone=zone, purpose="Repair",
        opens=moment("03-16 09:00"), closes=moment("03-16 18:00"), requested_by="S-1",
    )  # fmt: skip
    return body, "03-15 08:00"


def approved(by: str = "L1", level: gate.Approver = "leader", **more: Any) -> Said:
    return gate.EntryApproved(approval="A1", approved_by=by, level=level, **more), "03-15 09:00"


def entered(subject: str, at: str, zone: gate.Zone = "guarded", **more: Any) -> Said:
    return gate.Entered(category="person", subject=subject, zone=zone, **more), at


def test_a_roster_lets_its_people_in_for_whole_local_days() -> None:
    [leave] = officer()["leaves"]
    assert (leave["kind"], leave["basis"], leave["zone"]) == ("roster", "roster", None)
    assert (leave["opens"], leave["closes"]) == (second("03-15 00:00"), second("03-21 00:00"))
    assert row("S-1", ENROLLED, ROSTERED, at="03-21 00:00") is None


def test_whoever_stands_by_comes_into_the_administration_only() -> None:
    standby = duty.PhaseStarted(person="S-1", batch="1", phase="B")
    assert officer((standby, "03-15 09:00"))["leaves"][0]["zone"] == "administration"


def turned(*turns: duty.Turn, at: str = "03-14 12:00") -> Said:
    first, last = min(one.first for one in turns), max(one.last for one in turns)
    return duty.RosterPublished(
        roster="R2", first=first, last=last, persons=("S-1",), signed_by="L1", turns=turns
    ), at  # fmt: skip


def turn(phase: duty.Phase, first: int, last: int) -> duty.Turn:
    return duty.Turn(
        person="S-1", phase=phase, batch="1", first=date(2022, 3, first), last=date(2022, 3, last)
    )


def test_a_roster_with_turns_takes_its_days_from_the_list_before_it() -> None:
    found = officer(turned(turn("A", 16, 16), turn("B", 17, 17)))["leaves"]
    assert [(one["opens"], one["closes"], one["zone"]) for one in found] == [
        (second("03-16 00:00"), second("03-17 00:00"), None),
        (second("03-17 00:00"), second("03-18 00:00"), "administration"),
        (second("03-18 00:00"), second("03-21 00:00"), None),  # what the list has left
    ]
    (rest,) = officer(turned(turn("A", 15, 16)), at="03-18 08:00")["leaves"]
    assert (rest["opens"], rest["closes"]) == (second("03-17 00:00"), second("03-21 00:00"))


def test_whoever_stands_by_today_goes_inside_on_the_day_of_their_turn() -> None:
    standby = (duty.PhaseStarted(person="S-1", batch="1", phase="B"), "03-10 09:00")
    found = officer(standby, turned(turn("A", 17, 20)), at="03-16 23:00")["leaves"]
    assert [(one["opens"], one["zone"]) for one in found] == [
        (second("03-17 00:00"), None),
        (second("03-15 00:00"), "administration"),
    ]
    assert (
        officer(standby, turned(turn("A", 16, 18)))["leaves"][0]["zone"] == "administration"
    )  # not stepped yet


def test_whom_the_roster_keeps_at_home_is_in_the_pack_without_a_leave() -> None:
    found = officer(turned(turn("C", 15, 21)))
    assert (found["leaves"], found["isolating"]) == ([], [[second("03-15 00:00"), second("03-22 00:00")]])
    home = (duty.PhaseStarted(person="S-1", batch="1", phase="C"), "03-15 09:00")
    short = officer(home, turned(turn("C", 15, 16), turn("B", 17, 20)))
    assert [end for _, end in short["isolating"]] == [
        second("03-17 00:00")
    ] * 2  # two days, as the roster says


def test_of_staff_the_pack_holds_the_post_and_the_first_character_of_the_name() -> None:
    assert (officer()["masked"], officer()["post"]) == ("欧**", "officer")
    assert "娜" not in msgspec.json.encode(pack(ENROLLED, ROSTERED)).decode()


def test_an_approval_opens_between_its_instants_and_no_longer_than_any_approver_said() -> None:
    found = row(
        "V-1", asked(), approved(level="detachment", closes=moment("03-16 12:00"), conditions="Escort")
    )
    assert found is not None
    assert found["leaves"] == [
        {
            "kind": "approval", "basis": "A1", "zone": "administration", "opens": second("03-16 09:00"),
            "closes": second("03-16 12:00"), "conditions": "Escort",
        }
    ]  # fmt: skip
    assert (found["masked"], found["post"], found["gap"]) == (None, None, None)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ([asked()], "nobody has decided"),
        ([asked(zone="guarded"), approved()], "the guarded area needs the detachment"),
        ([asked(), approved(by="S-1", level="detachment")], "they approved it themselves"),
        (
            [asked(), approved(level="detachment"),
             (gate.EntryWithdrawn(approval="A1", withdrawn_by="L1", reason="Called off"), "03-15 10:00")],
            "it was withdrawn",
        ),
        (
            [asked(), DENIED, approved(level="detachment")],
            "it was denied",
        ),
    ],
)  # fmt: skip
def test_no_leave_where(said: list[Said], why: str) -> None:
    assert row("V-1", *said) is None, why


def test_an_override_opens_every_zone_for_a_day() -> None:
    body = gate.Overridden(
        override="X", subject="120", authority="L1", reason="Ambulance", category="vehicle"
    )
    found = row("120", (body, "03-16 07:00"))
    assert found is not None
    assert found["category"] == "vehicle"
    assert [(one["kind"], one["zone"], one["closes"]) for one in found["leaves"]] == [
        ("override", None, second("03-17 07:00"))
    ]
    assert row("120", (body, "03-15 08:00")) is None


def test_days_at_home_are_those_of_the_document() -> None:
    home = duty.PhaseStarted(person="S-1", batch="1", phase="C")
    assert officer((home, "03-14 09:00"))["isolating"] == [[second("03-14 09:00"), second("03-21 00:00")]]
    assert officer((home, "03-09 09:00"))["isolating"] == []  # seven days: over on the sixteenth


def test_a_leg_and_an_isolation_run_until_somebody_ends_them() -> None:
    started = quarantine.LegStarted(person="S-1", order="O", layer=3, cohort="C")
    apart = quarantine.IsolationOrdered(
        order="O", person="S-1", cell="QZ-D/I/01", basis="law", ordered_by="D1",
        ends_on=date(2022, 3, 18), review_on=date(2022, 3, 17),
    )  # fmt: skip
    assert officer((started, "03-14 09:00"))["isolating"] == [[second("03-14 09:00"), None]]
    assert officer((apart, "03-14 10:00"))["isolating"] == [[second("03-14 10:00"), None]]


def tube(code: str, result: testing.Result | None, at: str, *others: str) -> list[Said]:
    sampled = testing.Sampled(tube=code, members=("S-1", *others), purpose="duty")
    said: list[Said] = [(sampled, at)]
    if result:
        said.append((testing.ResultReported(tube=code, result=result, laboratory="CDC"), "03-16 07:00"))
    return said


def test_negatives_are_told_by_the_instant_of_their_sample_and_none_from_before_a_positive() -> None:
    single, pool = tube("T1", "negative", "03-14 09:00"), tube("T2", "negative", "03-15 09:00", "S-2")
    waiting = tube("T3", None, "03-15 20:00")
    assert officer(*single, *pool, *waiting)["tested"] == [second("03-15 09:00"), second("03-14 09:00")]
    assert officer(*single, *tube("T4", "positive", "03-15 10:00"))["tested"] == []
    assert officer(*tube("T5", "grey", "03-15 10:00"))["tested"] == []


def test_who_is_inside_is_told_with_zone_and_instant_and_has_no_gap() -> None:
    here = officer(entered("S-1", "03-15 08:00", basis="roster"))
    assert (here["inside"], here["gap"]) == ({"zone": "guarded", "since": second("03-15 08:00")}, None)
    visitor = row("V-9", entered("V-9", "03-15 08:00"))
    assert visitor is not None
    assert (visitor["leaves"], visitor["inside"]["zone"]) == ([], "guarded")


def test_a_gap_is_told_of_staff_who_are_out() -> None:
    came = entered("S-1", "03-01 09:00")
    left: Said = (gate.Left(category="person", subject="S-1", zone="guarded"), "03-10 18:00")
    home: Said = (duty.CheckedIn(person="S-1", where="home"), "03-13 08:00")
    far: Said = (duty.CheckedIn(person="S-1", where="elsewhere"), "03-13 09:00")
    late: Said = (duty.CheckedIn(person="S-1", where="home"), "03-14 09:00")
    assert officer(came, left)["gap"] == {"since": second("03-10 18:00"), "hours": 72, "broken": False}
    assert officer(came, left, home)["gap"] == {"since": second("03-13 08:00"), "hours": 72, "broken": False}
    assert officer(came, left, home, far)["gap"]["broken"]
    assert officer(came, left, late)["gap"] == {"since": second("03-14 09:00"), "hours": 72, "broken": True}
    assert officer(came)["gap"] is None
    assert officer()["gap"] is None  # nobody has ever seen them leave


def test_a_consignment_says_how_long_it_rests_and_what_its_sample_found() -> None:
    body = gate.GoodsRegistered(consignment="G1", goods="food", supplier="Market")
    arrived: Said = (body, "03-15 08:00")
    found = row("G1", arrived)
    assert found is not None
    assert (found["goods"], found["disinfected"], found["result"]) == ("food", None, None)
    assert found["rests_until"] == second("03-17 08:00")
    clean = gate.GoodsDisinfected(consignment="G1", agent="chlorine", contact_minutes=30)
    swab = gate.GoodsSampled(consignment="G1", tube="T")
    result = testing.ResultReported(tube="T", result="negative", laboratory="CDC")
    found = row("G1", arrived, (clean, "03-15 08:30"), (swab, "03-15 09:00"), (result, "03-15 20:00"))
    assert found is not None
    assert (found["disinfected"], found["result"]) == (True, "negative")
    assert row("G1", arrived, (gate.GoodsReleased(consignment="G1"), "03-15 20:00")) is None


def test_a_vehicle_is_known_by_the_plate_it_was_last_seen_with() -> None:
    seen = gate.VehicleSeen(vehicle="V-1", plate="甘E12345", plate_kind="ordinary")
    found = row("V-1", (seen, "03-14 08:00"), asked(category="vehicle"), approved(level="detachment"))
    assert found is not None
    assert (found["plate"], found["plate_kind"]) == ("甘E12345", "ordinary")


def test_officers_and_approvers_are_by_post_and_by_delegation() -> None:
    cook = duty.Enrolled(person="K-1", sex="male", post="kitchen")
    leader = duty.Enrolled(person="L-1", sex="male", post="leader")
    lent = duty.Reinforced(person="S-7", origin="QZ-L")
    leave = gate.ApprovalDelegated(
        delegation="D1", delegated_by="L-1", delegate="S-1", level="leader", opens=moment("03-16 00:00"),
        closes=moment("03-17 00:00"),
    )  # fmt: skip
    said: list[Said] = [
        ENROLLED, (cook, "03-01 08:00"), (leader, "03-01 08:00"), (lent, "03-02 08:00"),
        (leave, "03-15 08:00"), (duty.Enrolled(person="S-7", sex="male", post="gate"), "03-01 08:00"),
    ]  # fmt: skip
    found = pack(*said)
    assert found["officers"] == ["L-1", "S-1", "S-7"]
    assert found["approvers"] == {"leader": ["L-1", "S-1"], "detachment": []}
    assert pack(*said, at="03-17 00:00")["approvers"]["leader"] == ["L-1"]


def test_approvers_for_the_detachment_are_those_of_this_house() -> None:
    def left(code: str, delegate: str) -> gate.ApprovalDelegated:
        return gate.ApprovalDelegated(
            delegation=code, delegated_by="C-1", delegate=delegate, level="detachment",
            opens=moment("03-16 00:00"), closes=moment("03-17 00:00"),
        )  # fmt: skip

    area = PlaceEstablished(established="QS-D/K/gate", use="key_area")
    told = world((area, "03-01 08:00"), (left("D1", "S-1"), "03-15 08:00"), at="03-16 08:00")
    here, there = (
        approvers(told.standing, told.facts, told.standing.facilities.find(code))
        for code in (HOUSE, "QS-D")
    )  # fmt: skip
    assert (here["detachment"], there["detachment"]) == (["S-1"], [])


def test_an_emergency_is_told_while_it_runs() -> None:
    declared: Said = (gate.EmergencyDeclared(emergency="E1", cause="fire", declared_by="P1"), "03-16 07:00")
    over: Said = (gate.EmergencyEnded(emergency="E1", ended_by="L1"), "03-16 07:30")
    assert pack(declared)["emergency"] == {"emergency": "E1", "cause": "fire", "since": second("03-16 07:00")}
    assert pack(declared, over)["emergency"] is None


def test_a_pack_lives_as_long_as_the_document_says_and_is_named_by_its_digest() -> None:
    found = pack(ENROLLED, ROSTERED)
    assert found["dies"] - found["made"] == 168 * 3600
    assert found["pack"] == digest(found) != pack(ENROLLED)["pack"]
    assert list(found["tables"]) == ["gate.verdict", "gate.vehicle", "gate.goods"]
    assert {table["version"] for table in found["tables"].values()} == {"four-layer-2022/1"}


def test_without_a_document_a_pack_holds_no_table_and_is_dead_as_it_is_made() -> None:
    found = pack(ENROLLED, ROSTERED, ruled=False)
    assert (found["tables"], found["dies"]) == ({}, found["made"])


def test_what_another_house_expects_is_not_in_the_pack() -> None:
    area = PlaceEstablished(established="QS-D/K/gate", use="key_area")
    told = world(ENROLLED, ROSTERED, (area, "03-01 08:00"), at="03-16 08:00")
    other = packed(told.standing, facts=told.facts, forces=told.forces, facility="QS-D")
    assert (other["expected"], other["officers"]) == ([], [])


def test_a_roll_call_that_runs_holds_the_gate_and_no_longer_than_the_document_says() -> None:
    called: Said = (roll_calls.RollCallCalled(roll_call="RC-1", called_by="D1"), "03-16 07:30")
    since = second("03-16 07:30")
    assert pack(called)["frozen"] == {
        "roll_call": "RC-1", "since": since, "until": since + 3600,
    }  # fmt: skip
    assert pack(called, at="03-16 08:30")["frozen"] is None
    over = (
        roll_calls.RollCallClosed(roll_call="RC-1", outcome="stood_down", words="x", closed_by="D1"),
        "03-16 07:40",
    )
    assert pack(called, over)["frozen"] is None
    assert pack(called, ruled=False)["frozen"] is None  # no document says that it holds anybody
