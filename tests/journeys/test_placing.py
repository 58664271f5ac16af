"""Places are proposed from the record, decided by a person, kept row by row, repaired with few changes."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.actions.propose_places import Placing, give_up_place, keep_places, propose_places
from lazaretto.facts.command import People, PlaceEstablished
from lazaretto.facts.custody import (
    Admitted,
    CellWithdrawn,
    KeptApart,
    PlaceRequested,
    Sex,
    TransferredOut,
)
from lazaretto.facts.fact import Fact
from lazaretto.facts.quarantine import LegStarted, Ordered, PlannedLeg
from lazaretto.ledger.tailing import live
from lazaretto.placement.people import AtTheDoor
from lazaretto.placement.vetting import faults
from tests.journeys.city import record, sign_in, told
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]

NOW = moment("03-15 12:00")
LEADER = Actor("QZ-9", "leader", Scope(frozenset({"QZ-D"})))
WATCH = Actor("TS-1", "detachment_officer", Scope(everywhere=True))


def _sent(
    person: str, number: int, *, sex: Sex = "male", group: str | None = None, born: int = 1990
) -> list[Fact]:
    """Somebody of Maiji, ordered into quarantine and sent to Qinzhou this morning."""
    legs = (PlannedLeg(layer=2, facility="MJ-D", days=21), PlannedLeg(layer=3, facility="QZ-D", days=14))
    order = Ordered(
        order=f"O-{person}",
        person=person,
        basis="law",
        ordered_by="L1",
        legs=legs,
        review_on=date(2022, 3, 20),
    )
    admitted = Admitted(
        person=person,
        cell="MJ-D/G1/01",
        sex=sex,
        born=date(born, 1, 1),
        case_group=group,
    )
    said = (
        (admitted, "02-20 10:00"),
        (order, "02-20 11:00"),
        (TransferredOut(person=person, to="QZ-D"), "03-15 09:00"),
    )
    return [fact(body, when, number=number + n, facility="MJ-D") for n, (body, when) in enumerate(said)]


def _place(code: str, number: int, *, people: People = "any") -> Fact:
    body = PlaceEstablished(
        established=code,
        use="transition",
        capacity=4,
        people=people,
    )
    return fact(body, "01-02 00:00", number=number)


def _propose(**how: Any) -> Placing:
    return propose_places("QZ-D", actor=LEADER, now=NOW, **how)


def _keep(chosen: dict[str, str], **how: Any) -> dict[str, tuple[str, tuple[str, ...]]]:
    found = keep_places("QZ-D", chosen=chosen, reason="test", actor=LEADER, device="desk", now=NOW, **how)
    return {person: (receipt.outcome, receipt.rules) for person, receipt in found.items()}


def test_whoever_is_on_the_way_gets_a_cell_with_reasons_and_the_price_of_every_other() -> None:
    record(*_sent("X1", 100), *_sent("X2", 110))
    page = _propose()
    assert {one.person: (one.why, one.origin) for one in page.coming} == {
        "X1": ("on_the_way", "MJ-D"), "X2": ("on_the_way", "MJ-D"),
    }  # fmt: skip
    assert page.proposal.places == {"X1": "QZ-D/T/02", "X2": "QZ-D/T/02"}
    assert page.proposal.optimal
    first = page.proposal.assignments[0]
    assert "opens_room" in {reason.code for reason in first.reasons}
    assert {other.place: other.rule for other in first.alternatives}["QZ-D/T/01"] in {
        "cohort_closed",
        "other_day",
    }
    assert faults(page.request) == ()


def test_the_document_in_force_gives_the_rules() -> None:
    record(*_sent("X1", 100))
    rules = _propose().request.rules
    assert (rules.quarantine_days, rules.same_day, rules.separate_case_groups) == (14, True, True)


def test_sex_age_case_and_names_keep_people_apart() -> None:
    record(
        *_sent("X1", 100, group="G"), *_sent("X2", 110, group="G"), *_sent("X3", 120, sex="female"),
        *_sent("X4", 130, born=2006), *_sent("X5", 140),
        fact(KeptApart(person="X5", other="X1", reason="threats"), "03-14 09:00", number=150),
        *(_place(f"QZ-D/T/{n:02}", 160 + n) for n in range(3, 8)),
    )  # fmt: skip
    page = _propose()
    places = page.proposal.places
    assert len(places) == 5
    assert len({places[who] for who in ("X1", "X2")}) == 2
    assert places["X1"] != places["X5"] == places["X2"]
    assert [who for who in places if places[who] == places["X3"]] == ["X3"]
    assert [who for who in places if places[who] == places["X4"]] == ["X4"]
    cost = page.proposal.separation
    assert cost.case_groups == cost.rooms - cost.without_case_groups == 0  # X2 may share with X5


def test_a_cell_meant_for_women_takes_no_man() -> None:
    withdrawn = CellWithdrawn(cell="QZ-D/T/02", cause="repair")
    record(
        *_sent("X1", 100),
        fact(withdrawn, "03-14 09:00", number=150),
        _place("QZ-D/T/03", 151, people="women"),
    )
    page = _propose()
    (left,) = page.proposal.unplaced
    assert {other.place: other.rule for other in left.alternatives}["QZ-D/T/03"] == "meant_for_others"
    assert ("repair", "QZ-D/T/02") in {(each.code, each.place) for each in page.proposal.relief}


def test_people_at_the_door_are_asked_with_the_others_and_unknowns_stay_alone() -> None:
    record(*_sent("X1", 100), *(_place(f"QZ-D/T/{n:02}", 160 + n) for n in range(3, 6)))
    page = _propose(door=[
        AtTheDoor(person="W1", sex="male", age=30, health="ordinary"), AtTheDoor(person="W2", age=17),
        AtTheDoor(person="A", sex="male"),
    ])  # fmt: skip
    places = page.proposal.places
    assert places["X1"] == places["W1"] != places["W2"]
    assert page.held == {"A": "QZ-D/T/01"}
    assert "alone_unknown_sex" in {
        reason.code for each in page.proposal.assignments if each.person == "W2" for reason in each.reasons
    }


def test_of_somebody_held_elsewhere_the_cell_is_told_to_none_but_who_sees_that_house() -> None:
    admitted = Admitted(person="B9", cell="MJ-D/G1/01", sex="male", born=date(1990, 1, 1))
    record(fact(admitted, "02-20 10:00", number=300, facility="MJ-D"))
    door = [AtTheDoor(person="B9")]
    assert _propose(door=door).held == {"B9": ""}
    assert propose_places("QZ-D", actor=WATCH, now=NOW, door=door).held == {"B9": "MJ-D/G1/01"}


def test_a_person_decides_and_each_row_stands_by_itself() -> None:
    record(*_sent("X1", 100), *_sent("X2", 110, sex="female"))
    assert _keep({"X1": "QZ-D/T/02", "X2": "QZ-D/T/02"}) == {
        "X1": ("accepted", ()), "X2": ("refused", ("sexes_would_mix",)),
    }  # fmt: skip
    requested = [held.body for held in live().facts if isinstance(held.body, PlaceRequested)]
    assert [(body.person, body.cell) for body in requested] == [("X1", "QZ-D/T/02")]
    page = _propose()
    assert {one.person: one.kept for one in page.coming} == {"X1": "QZ-D/T/02", "X2": None}


def test_what_the_record_forbids_is_refused_whoever_chose_it() -> None:
    record(*_sent("X1", 100))
    (outcome, rules) = _keep({"X1": "QZ-D/T/01"})["X1"]
    assert (outcome, rules) in {("refused", ("cohort_is_closed",)), ("refused", ("strangers_would_mix",))}


def test_a_kept_place_that_falls_out_is_repaired_and_the_others_stay() -> None:
    record(*_sent("X1", 100), *_sent("X2", 110, sex="female"),
           _place("QZ-D/T/03", 160), _place("QZ-D/T/04", 161),
           fact(PlaceRequested(person="X1", cell="QZ-D/T/02", reason="t"), "03-15 09:30", number=162),
           fact(PlaceRequested(person="X2", cell="QZ-D/T/03", reason="t"), "03-15 09:30", number=163),
           fact(CellWithdrawn(cell="QZ-D/T/02", cause="damage"), "03-15 10:00", number=164))  # fmt: skip
    page = _propose()
    assert [(change.person, change.given, change.to) for change in page.changes] == [
        ("X1", "QZ-D/T/02", "QZ-D/T/04")
    ]
    assert page.proposal.places["X2"] == "QZ-D/T/03"
    assert _keep({"X1": "QZ-D/T/04"}) == {"X1": ("accepted", ())}
    assert {one.person: one.kept for one in _propose().coming} == {"X1": "QZ-D/T/04", "X2": "QZ-D/T/03"}


def test_whoever_will_not_come_frees_the_place_for_the_question_and_then_by_a_fact() -> None:
    record(*_sent("X1", 100), fact(PlaceRequested(person="X1", cell="QZ-D/T/02", reason="t"), "03-15 09:30",
                                   number=162))  # fmt: skip
    page = _propose(without=["X1"])
    assert page.coming == ()
    assert next(room for room in page.request.rooms if room.place == "QZ-D/T/02").kept_for == ()
    give_up_place("QZ-D", person="X1", reason="not coming", actor=LEADER, device="desk", now=NOW)
    assert [one.kept for one in _propose().coming] == [None]
    with pytest.raises(Refused, match="not_in_record"):
        give_up_place("QZ-D", person="X1", reason="again", actor=LEADER, device="desk", now=NOW)


def test_whoever_ends_a_leg_tomorrow_and_goes_on_here_is_asked_about() -> None:
    record()
    page = propose_places("QZ-D", actor=LEADER, now=moment("03-26 12:00"))
    assert {one.person: (one.why, one.needs, one.present) for one in page.coming} == {
        "A": ("leg_ends", "general", "QZ-D/T/01"), "B": ("leg_ends", "general", "QZ-D/T/01"),
    }  # fmt: skip
    assert set(page.proposal.places.values()) <= {"QZ-D/G1/01"}


def test_whoever_comes_tomorrow_is_not_put_with_those_of_today() -> None:
    *held, _sent_off = _sent("Y1", 200)
    leg = LegStarted(order="O-Y1", person="Y1", layer=2, cohort="K-Y")
    record(*_sent("X1", 100), *held, fact(leg, "02-23 10:00", number=210, facility="MJ-D"),
           _place("QZ-D/T/03", 160))  # fmt: skip
    page = _propose()
    arrivals = {one.person: one.arrived for one in page.request.newcomers}
    assert arrivals == {"X1": date(2022, 3, 15), "Y1": date(2022, 3, 16)}
    assert page.proposal.places["X1"] != page.proposal.places["Y1"]
    assert page.proposal.separation.same_day == 1
    assert faults(page.request) == ()


def test_only_who_may_read_records_sees_it_and_only_who_keeps_places_keeps_them() -> None:
    record(*_sent("X1", 100))
    with pytest.raises(Refused, match="not_permitted"):
        propose_places("QZ-D", actor=Actor("G", "gate_officer", LEADER.scope), now=NOW)
    with pytest.raises(Refused, match="not_permitted"):
        keep_places("QZ-D", chosen={"X1": "QZ-D/T/02"}, reason="t", actor=WATCH, device="d", now=NOW)
    with pytest.raises(Refused, match="out_of_scope"):
        propose_places("MJ-D", actor=LEADER, now=NOW)


def test_the_page_leads_to_what_would_help(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: NOW)
    withdrawn = CellWithdrawn(cell="QZ-D/T/02", cause="repair")
    record(*_sent("X1", 100), fact(withdrawn, "03-14 09:00", number=150))
    sign_in(client, "QZ1", "duty_officer", "QZ-D")
    shown = client.get("/facilities/QZ-D/placing").content.decode()
    assert "kind=custody.cell_returned&amp;cell=QZ-D%2FT%2F02" in shown
    assert "kind=custody.transferred_out" in shown


def test_a_batch_on_the_page_is_kept_row_by_row(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: NOW)
    record(*_sent("X1", 100), *_sent("X2", 110, sex="female"), _place("QZ-D/T/03", 160))
    sign_in(client, "QZ1", "duty_officer", "QZ-D")
    form = {
        "act": "keep", "who-0": "X1", "cell-0": "QZ-D/T/02", "who-1": "X2", "cell-1": "QZ-D/T/02",
        "reason": "today's arrivals",
    }  # fmt: skip
    answer = client.post("/facilities/QZ-D/placing", form)
    assert answer.status_code == 422
    assert "X2: " in answer.content.decode()
    (kept,) = [held.body for held in live().facts if isinstance(held.body, PlaceRequested)]
    assert (kept.person, kept.reason) == ("X1", "today's arrivals")
    form |= {"all": "1", "cell-1": "", "proposed-1": "QZ-D/T/03"}
    assert client.post("/facilities/QZ-D/placing", form).status_code == 302
    assert [one.kept for one in _propose().coming] == ["QZ-D/T/02", "QZ-D/T/03"]
    assert client.post("/facilities/QZ-D/placing", {"act": "keep"}).status_code == 422
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: moment("03-15 12:05"))
    assert client.post("/facilities/QZ-D/placing", {"give_up": "X1"}).status_code == 302
    assert client.post("/facilities/QZ-D/placing", {"give_up": "X1"}).status_code == 422


def test_programs_ask_the_same(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: NOW)
    record(*_sent("X1", 100), _place("QZ-D/T/03", 160))
    sign_in(client, "QZ1", "duty_officer", "QZ-D")
    path = "/api/v1/facilities/QZ-D/placement-proposal"
    assert [each["person"] for each in told(client.get(path))["proposal"]["assignments"]] == ["X1"]
    body = {"door": [{"person": "W1", "sex": "male", "age": 30, "health": "ordinary"}]}
    asked = told(client.post(path, body, content_type="application/json"))
    assert {each["person"] for each in asked["proposal"]["assignments"]} == {"X1", "W1"}
    wrong = client.post(path, {"door": [{"person": "W1", "age": -1}]}, content_type="application/json")
    assert wrong.status_code in (400, 422)
    assert "door[0].age" in wrong.content.decode()
