"""Hand-overs as a matter: prepared, given and taken, acknowledged, refused, handed back; what is overdue."""

from typing import Any

import pytest

from lazaretto.facts.custody import Received
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.hand_overs import HandedBack, HandedOver, HandOverPrepared, HandOverRefused
from lazaretto.obligations.force import in_force
from lazaretto.obligations.hand_overs import HAND_OVER, HandOver, hand_overs, limit_of
from lazaretto.obligations.machines import MACHINES
from lazaretto.protocol.document import Deadline, Protocol, Refrain
from tests.stating import fact, house, moment, record_of, second
from tests.unit.obligations.machining import stated, triples
from tests.unit.obligations.owing import document, issue

GRID = """
    unprepared: prepare → prepared, give → given
    prepared: prepare → prepared, give → given, acknowledge → acknowledged, refuse → refused
    given: acknowledge → acknowledged, refuse → refused, take_back → returned
    acknowledged: give → acknowledged, take_back → returned
    refused: prepare → prepared, give → given
"""
DOOR = "gate_officer duty_officer leader"
WHO = {
    "prepare": "duty_officer doctor leader", "give": DOOR, "acknowledge": DOOR, "refuse": DOOR,
    "take_back": DOOR,
}  # fmt: skip
EVERYBODY = Deadline(trigger="person_handed_over", evidence="received", within=120, grace=600)


def prepared(code: str = "H1", *, party: Any = "hospital", to: str = "First Hospital") -> HandOverPrepared:
    return HandOverPrepared(
        hand_over=code, person="Wang", party=party, to=to, known_at=moment("03-15 08:00"), digest="0" * 64,
        drawn_by="Doctor", precautions=("standard",), call="Duty office", telephone="0938-110",
    )  # fmt: skip


def given(code: str = "H1", *, party: Any = "hospital", by: str = "Officer") -> HandedOver:
    return HandedOver(
        hand_over=code, person="Wang", party=party, to="First Hospital", given_by=by, taken_by="Nurse Zhao",
        document=True,
    )  # fmt: skip


def received(code: str | None = "H1", *, by: str = "Nurse Zhao", party: Any = "hospital") -> Received:
    return Received(person="Wang", party=party, received_by=by, hand_over=code, means="telephone")


def story(
    *said: tuple[Body, str], at: str = "03-16 08:00", ruled: Protocol | None = None
) -> tuple[HandOver, ...]:
    ground = [house(), house("TS-Z"), *([issue("1", "01-02 00:00", 700)] if ruled else [])]
    facts: list[Fact] = [*ground, *(fact(body, when, number=n) for n, (body, when) in enumerate(said, 100))]
    record = record_of(facts)
    standing = record.standing(at=second(at))
    forces = in_force(standing, shelf={("test", "1"): ruled} if ruled else {})
    return hand_overs(standing, record.facts, forces=forces)


def states(*said: tuple[Body, str]) -> list[str]:
    return [story(*said[:until])[-1].course.state for until in range(1, len(said) + 1)]


def test_every_state_act_and_role() -> None:
    allowed = stated(GRID, WHO)
    assert triples(HAND_OVER) == {triple: allowed.get(triple) for triple in triples(HAND_OVER)}
    assert HAND_OVER in MACHINES


def test_to_the_hospital_acknowledged_and_back_with_a_discharge_document() -> None:
    back = HandedBack(
        hand_over="H1", person="Wang", given_by="Nurse Zhao", taken_by="Officer", brought=("discharge",),
        reference="CY-20",
    )  # fmt: skip
    said = [
        (prepared(), "03-15 08:10"), (given(), "03-15 08:30"), (received(), "03-15 09:00"),
        (back, "03-15 18:00"),
    ]  # fmt: skip
    assert states(*said) == ["prepared", "given", "acknowledged", "returned"]
    (one,) = story(*said)
    assert (one.person, one.party, one.facility, one.code) == ("Wang", "hospital", "QZ-D", "H1")
    assert one.course.astray == ()
    assert one.returned is not None
    assert one.returned[1].reference == "CY-20"


def test_one_that_is_refused_is_prepared_again_and_one_without_a_paper_is_given_all_the_same() -> None:
    away = HandOverRefused(hand_over="H1", person="Wang", refused_by="Admission", reason="No isolation bed")
    assert states((prepared(), "03-15 08:10"), (away, "03-15 08:30"), (prepared(), "03-15 09:00")) == [
        "prepared", "refused", "prepared",
    ]  # fmt: skip
    assert states((given(), "03-15 03:00")) == ["given"]


def test_nobody_acknowledges_what_they_gave() -> None:
    (one,) = story((given(by="Officer"), "03-15 08:30"), (received(by="Officer"), "03-15 09:00"))
    assert one.course.state == "given"
    assert [why for _, why in one.course.astray] == ["give"]


def test_an_acknowledgement_without_a_number_speaks_of_the_last_hand_over_to_that_party() -> None:
    two = [(given("H1"), "03-14 08:30"), (given("H2"), "03-15 08:30")]
    found = {one.code: one.course.state for one in story(*two, (received(None), "03-15 09:00"))}
    assert found == {"H1": "given", "H2": "acknowledged"}
    other = story(*two, (received(None, party="community"), "03-15 09:00"))
    assert {one.course.state for one in other} == {"given"}
    early = story((received(None), "03-15 08:00"), (given(), "03-15 08:30"))
    assert [one.course.state for one in early] == ["given"]


@pytest.mark.parametrize(("at", "late"), [("03-15 10:29", False), ("03-15 10:30", True)])
def test_what_is_not_acknowledged_in_time_is_overdue(at: str, late: bool) -> None:
    (one,) = story((prepared(), "03-15 08:10"), (given(), "03-15 08:30"), ruled=document(EVERYBODY))
    assert one.due == moment("03-15 10:30")
    assert one.overdue(moment(at)) is late
    (over,) = story((given(), "03-15 08:30"), (received(), "03-15 12:00"), ruled=document(EVERYBODY))
    assert not over.overdue(moment("03-16 08:00"))
    (unruled,) = story((given(), "03-15 08:30"))
    assert unruled.due is None
    assert not unruled.overdue(moment("03-16 08:00"))


def test_a_clause_on_releases_says_the_time_where_none_speaks_of_every_hand_over() -> None:
    released = document(Refrain(condition="release_unacknowledged", settings={"hours": 6}))
    (one,) = story((given(), "03-15 08:30"), ruled=released)
    assert one.due == moment("03-15 14:30")
    assert limit_of((), at=second("03-15 08:30")) is None
