"""Emergencies (H1): what they open, what they do not, and who is unaccounted for afterwards."""

from datetime import date

import pytest

from lazaretto.facts import custody, gate, quarantine
from lazaretto.facts.fact import Body, Fact
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.conditions import CONDITIONS
from lazaretto.obligations.emergencies import inside_at, running, save_in_emergency, unaccounted
from lazaretto.obligations.leaving import leaving
from lazaretto.obligations.requesting import refusal
from lazaretto.registers.events import FOREVER
from tests.examples.telling import Line, facts_of
from tests.stating import fact, house, moment, record_of, second
from tests.unit.obligations.breaking import broken
from tests.unit.obligations.owing import at

FIRE = at("03-10 10:00", emergency_declared="fire")
OVER = at("03-10 12:00", emergency_ended_by="L1")
MIXED = [
    at("03-09 08:00", ["Wang"], admitted_to="QZ-D/G1/01"),
    at("03-10 11:00", ["Chen"], admitted_to="QZ-D/G1/01"),
]
CAST = {"Chen": {"sex": "female"}}


def found(condition: str, *lines: Line) -> list[tuple[str, str]]:
    """(who, clock) of what a condition finds on 10 March, save what an emergency opened."""
    record = record_of([house(), *facts_of({"facts": list(lines), "cast": CAST})])
    standing = record.standing(at=second("03-11 00:00"))
    midnight = second("03-10 00:00")
    rows = save_in_emergency(CONDITIONS[condition].find, standing, {}, midnight, second("03-11 00:00"))
    return [
        (record.names.name(key), f"{(at_ - midnight) // 3600:02}:00")
        for key, at_ in zip(rows.key.tolist(), rows.occurred.tolist(), strict=True)
    ]


def test_a_bed_given_in_an_emergency_counts_from_its_end() -> None:
    assert found("sexes_share_cell", *MIXED) == [("Chen", "11:00")]
    assert found("sexes_share_cell", *MIXED, FIRE) == []
    assert found("sexes_share_cell", *MIXED, FIRE, OVER) == [("Chen", "12:00")]
    moved_on = at("03-10 11:30", "Chen", moved_to="QZ-D/GW/01")
    assert found("sexes_share_cell", *MIXED, FIRE, OVER, moved_on) == []


def test_what_was_done_before_and_after_it_is_found_as_ever() -> None:
    entries = [at(f"03-10 {hour}:00", f"V{hour}", entered="guarded") for hour in ("09", "11", "13")]
    assert [who for who, _ in found("entry_without_approval", *entries, FIRE, OVER)] == ["V09", "V13"]


def test_an_emergency_of_another_house_opens_nothing_here() -> None:
    elsewhere = FIRE | {"in": "QZ-L"}
    assert found("sexes_share_cell", *MIXED, elsewhere) == [("Chen", "11:00")]


def test_orders_signatures_and_care_are_not_opened() -> None:
    kept = {"leg_ended_early", "review_set_late", "isolated_without_order", "held_past_deadline",
            "care_overdue", "alone_too_long", "leg_ended_uncleared", "clock_not_restarted"}  # fmt: skip
    assert not [name for name in kept if CONDITIONS[name].opened]
    assert CONDITIONS["entry_without_approval"].opened


def told(*more: Fact) -> list[Fact]:
    lines = [
        at("03-09 08:00", ["Wang", "Li", "Zhao", "Sun"], admitted_to="QZ-D/G1/01"),
        at("03-09 09:00", "Sun", went_out_to="hospital"),
        at("03-10 09:00", ["Fitter", "Gone"], entered="administration"),
        at("03-10 09:30", "Gone", left="administration"),
        FIRE,
    ]
    return [house(), *facts_of({"facts": lines}), *more]


def test_inside_at() -> None:
    standing = record_of(told()).standing(at=second("03-10 10:00"))
    here = standing.facilities.find("QZ-D")
    names = {standing.names.name(key) for key in inside_at(standing, here, standing.at).tolist()}
    assert names == {"Wang", "Li", "Zhao", "Fitter"}  # Sun is in hospital


@pytest.mark.parametrize(
    ("said", "person"),
    [
        (gate.PeopleMustered(assembly="yard", present=("Wang",)), "Wang"),
        (gate.Left(category="person", subject="Wang", zone="guarded"), "Wang"),
        (gate.Entered(category="person", subject="Wang", zone="guarded"), "Wang"),
        (custody.Moved(person="Wang", cell="QZ-D/G1/02"), "Wang"),
        (custody.WentOut(person="Wang", to="hospital"), "Wang"),
        (custody.Released(person="Wang", basis="law"), "Wang"),
        (gate.PeopleMustered(assembly="yard", missing=("Wang",)), None),
        (quarantine.Visited(persons=("Wang",), by="O1"), None),
    ],
)
def test_what_accounts_for_a_person(said: Body, person: str | None) -> None:
    standing = record_of(told(fact(said, "03-10 10:30", number=90))).standing(at=second("03-11 00:00"))
    here = standing.facilities.find("QZ-D")
    keys = unaccounted(standing, here, second("03-10 10:00"), standing.at)
    names = {standing.names.name(key) for key in keys.tolist()}
    assert names == {"Wang", "Li", "Zhao", "Fitter"} - {person}


def test_unaccounted_after_emergency() -> None:
    story = [
        at("03-09 08:00", ["Wang", "Li", "Zhao"], admitted_to="QZ-D/G1/01"),
        FIRE,
        at("03-10 10:30", "Wang", counted_present_at="yard"),
        OVER,
        at("03-10 13:59", "Li", counted_present_at="yard"),
    ]
    assert broken("unaccounted_after_emergency", *story, hours=2) == ["Zhao"]
    assert broken("unaccounted_after_emergency", *story, hours=1) == ["Li", "Zhao"]
    assert broken("unaccounted_after_emergency", *story[:3], hours=2) == []  # it still runs


def test_emergency_left_open() -> None:
    assert broken("emergency_left_open", FIRE, hours=12) == ["QZ-D"]
    assert broken("emergency_left_open", FIRE, OVER, hours=12) == []
    assert broken("emergency_left_open", FIRE, OVER, hours=1) == ["QZ-D"]


def test_what_two_people_declare_is_one_emergency() -> None:
    twice = facts_of({"facts": [FIRE, at("03-10 10:01", emergency_declared="fire", called="E2"), OVER]})
    record = record_of([house(), *twice])
    standing, amid = (record.standing(at=second(when)) for when in ("03-11 00:00", "03-10 11:00"))
    assert len(standing.emergencies) == 1
    assert standing.emergencies.end.tolist() == [second("03-10 12:00")]
    assert len(running(standing, [record.facilities.find("QZ-D")])) == 0
    assert len(running(amid, [record.facilities.find("QZ-D")])) == 1
    assert len(running(amid, [record.facilities.find("QZ-L")])) == 0


def against(body: Body, *lines: Line) -> str | None:
    """The reason against a request made at eleven."""
    record = record_of([house(), *facts_of({"facts": list(lines)})])
    asked = fact(body, "03-10 11:00", number=800)
    standing = record.standing(at=second("03-10 11:00"))
    told_ = refusal(Asking(fact=asked, standing=standing, facts=record.facts, forces=(), beside={}))
    return told_[0] if told_ else None


def test_requests_that_open_are_granted_while_it_runs_and_malformed_ones_are_not() -> None:
    held = at("03-09 08:00", "Wang", admitted_to="QZ-D/G1/01")
    out = gate.ExitRequested(exit="X", subject="Wang", purpose="release", requested_by="P1")
    assert against(out, held) == "release_without_paper"
    assert against(out, held, FIRE) is None
    unknown = gate.EntryApproved(approval="A9", approved_by="L1", level="leader")
    assert against(unknown, FIRE) == "request_unknown"


def test_an_approval_keeps_its_reasons_in_an_emergency() -> None:
    """The gate is open without one, and it would outlast the emergency."""
    body = gate.EntryRequested(
        approval="A1", category="person", subject="V1", zone="administration", purpose="repair",
        opens=moment("03-10 09:00"), closes=moment("03-12 09:00"), requested_by="P1",
    )  # fmt: skip
    record = record_of([house(), *facts_of({"facts": [FIRE]}), fact(body, "03-10 10:30", number=700)])
    own = fact(gate.EntryApproved(approval="A1", approved_by="P1", level="leader"), "03-10 11:00", number=800)
    standing = record.standing(at=second("03-10 11:00"))
    found = refusal(Asking(fact=own, standing=standing, facts=record.facts, forces=(), beside={}))
    assert found is not None
    assert found[0] == "approver_is_requester"


def test_what_shuts_somebody_in_keeps_its_reasons_in_an_emergency() -> None:
    leg = quarantine.PlannedLeg(layer=1, facility="QZ-D", days=21)
    order = quarantine.Ordered(
        order="O", person="Wang", basis=" ", ordered_by="L1", legs=(leg,), review_on=date(2022, 3, 20)
    )
    assert against(order, FIRE) == against(order) == "basis_missing"


def test_nobody_is_held_at_the_gate_while_it_runs_even_where_no_document_speaks() -> None:
    held = at("03-09 08:00", "Wang", admitted_to="QZ-D/G1/01")
    for lines, verdict in (([held], "hold"), ([held, FIRE], "leave")):
        record = record_of([house(), *facts_of({"facts": lines})])
        standing = record.standing(at=second("03-10 11:00"), known_at=FOREVER)
        answer = leaving(standing, forces=(), facts=record.facts, person="Wang", purpose="release")
        assert answer.verdict == verdict
