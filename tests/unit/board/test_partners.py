"""Joint prevention as pages: which house lacks whom, who left without a hand-over, what laboratories owe."""

from typing import Any

from lazaretto.board.charting import window_of
from lazaretto.board.houses import houses
from lazaretto.board.listing import list_day
from lazaretto.board.partners_page import HouseHandOvers, house_hand_overs, partners_page
from lazaretto.facts.custody import Admitted, CameBack, LeftNetwork, Received, Released, WentOut
from lazaretto.facts.fact import Body
from lazaretto.facts.hand_overs import HandedOver
from lazaretto.facts.partners import PartnerEnrolled
from lazaretto.facts.quarantine import LegStarted
from lazaretto.facts.testing import ResultReported, TubesHandedOver, TubesReceived, TubeVoided
from lazaretto.obligations.assessing import assess
from lazaretto.obligations.force import in_force
from lazaretto.protocol.document import Deadline, Refrain
from lazaretto.web.laboratory_plot import laboratory_plot
from tests.stating import fact, house, moment, record_of, second
from tests.unit.board.world import FOUNDING
from tests.unit.obligations.owing import document, issue

Told = tuple[Body, str]
CELL = "QZ-D/T/01"
HOUR = 3600


def page(*said: Told, at: str = "03-20 08:00") -> HouseHandOvers:
    facts = [*FOUNDING, *(fact(body, when, number=n) for n, (body, when) in enumerate(said, 500))]
    record = record_of(facts)
    standing = record.standing(at=second(at))
    (mine,) = houses(standing, facts=record.facts, codes={"QZ-D"})
    return house_hand_overs(standing, facts=record.facts, forces=(), house=mine)


def held(person: str = "Wang", leg: int | None = 3) -> list[Told]:
    came: list[Told] = [(Admitted(person=person, cell=CELL, sex="male"), "03-14 09:00")]
    if leg:
        came.append((LegStarted(order="O", person=person, layer=leg, cohort="K"), "03-14 09:10"))
    return came


def given(person: str = "Wang", party: Any = "hospital") -> HandedOver:
    return HandedOver(
        hand_over="H1", person=person, party=party, to="First Hospital", given_by="S1", taken_by="Zhao"
    )


def gone(*said: Told, **more: Any) -> list[tuple[str, str]]:
    return [(one.person, one.how) for one in page(*said, **more).gone]


def test_who_leaves_a_running_leg_or_for_the_hospital_without_a_hand_over_is_told() -> None:
    freed = (Released(person="Wang", basis="law"), "03-15 09:00")
    assert gone(*held(), freed) == [("Wang", "custody.released")]
    assert gone(*held(leg=None), freed) == []
    assert gone(*held(leg=4), freed) == []
    away = (LeftNetwork(person="Wang", sort="prison", to="Second prison"), "03-15 09:00")
    assert gone(*held(), away) == [("Wang", "custody.left_network")]
    ill = (WentOut(person="Wang", to="hospital"), "03-15 09:00")
    assert gone(*held(leg=None), ill) == [("Wang", "custody.went_out")]
    assert gone(*held(leg=None), ill, (CameBack(person="Wang", cell=CELL), "03-16 09:00")) == []
    assert gone(*held(leg=None), (WentOut(person="Wang", to="court"), "03-15 09:00")) == []


def test_who_was_handed_over_or_acknowledged_is_not() -> None:
    ill = (WentOut(person="Wang", to="hospital"), "03-15 09:00")
    assert gone(*held(), ill, (given(), "03-15 08:50")) == []
    said = Received(person="Wang", party="hospital", received_by="Zhao")
    assert gone(*held(), ill, (said, "03-15 10:00")) == []
    inside = Received(person="Wang", party="facility", received_by="Zhao")
    assert gone(*held(), ill, (inside, "03-15 10:00")) == [("Wang", "custody.went_out")]


def test_hand_overs_stand_by_how_far_they_have_come() -> None:
    found = page(*held(), (given(), "03-15 08:50"))
    assert [one.code for one in found.awaited] == ["H1"]
    said = Received(person="Wang", party="hospital", received_by="Zhao", hand_over="H1")
    found = page(*held(), (given(), "03-15 08:50"), (said, "03-15 10:00"))
    assert ([one.code for one in found.settled], found.awaited, found.overdue) == (["H1"], (), 0)
    assert [one.code for one in found.every] == ["H1"]


def test_a_house_lacks_the_partners_that_documents_call_for_and_nobody_serves() -> None:
    ruled = document(Refrain(condition="release_unacknowledged", settings={"hours": 6}))
    card = PartnerEnrolled(
        partner="C", sort="community", name="Street", telephone="0938-1", houses=("QZ-D",),
        agreed_until=moment("03-25 00:00").date(),
    )  # fmt: skip
    facts = [
        *FOUNDING, issue("1", "03-01 00:00", 700), fact(card, "03-10 08:00", number=701, facility="TS-Z")
    ]  # fmt: skip
    record = record_of(facts)

    def lacking(at: str) -> dict[str, tuple[str, ...]]:
        standing = record.standing(at=second(at))
        forces = in_force(standing, shelf={("test", "1"): ruled})
        scope = houses(standing, facts=record.facts)
        found = partners_page(standing, facts=record.facts, forces=forces, scope=scope)
        return {one.code: found.lacking(one) for one in scope}

    assert lacking("03-20 08:00") == {
        "QZ-D": ("health_authority",), "MJ-D": ("health_authority", "community"), "TS-Z": (),
    }  # fmt: skip
    assert lacking("03-27 08:00")["QZ-D"] == ("health_authority", "community")  # the agreement ran out


def sent(*tubes: str, laboratory: str = "City", partner: str | None = None) -> TubesHandedOver:
    return TubesHandedOver(tubes=tubes, laboratory=laboratory, taken_by="Zhao", partner=partner)


def test_a_laboratory_owes_what_it_took_and_answered_in_so_many_hours() -> None:
    found = page(
        (sent("T1", "T2", "T3", "T4", partner="L"), "03-15 08:00"),
        (TubesReceived(tubes=("T1", "T2", "T3"), laboratory="City"), "03-15 09:00"),
        *((ResultReported(tube=t, result="negative", laboratory="City"), at)
          for t, at in (("T1", "03-15 12:00"), ("T2", "03-15 20:00"))),
        (sent("T5", laboratory="Other"), "03-15 08:00"), (TubeVoided(tube="T5", why="lost"), "03-15 12:00"),
    )  # fmt: skip
    city, other = found.laboratories
    assert (city.name, city.partner) == ("City", "L")
    assert [way.tube for way in city.outstanding] == ["T3", "T4"]
    assert [way.tube for way in city.unacknowledged] == ["T4"]
    assert (city.median, city.worst, city.oldest) == (12 * HOUR, 12 * HOUR, moment("03-15 08:00"))
    assert (other.outstanding, other.median, other.worst, other.oldest) == ((), None, None, None)
    assert found.outstanding == 2
    plot = laboratory_plot(found.laboratories, at=found.at)
    assert plot is not None
    first = plot.rows[0]
    assert [count for _, count in first.points] == [1, 1]
    assert [count for _, count in first.waiting] == [2]
    assert [hours for _, hours in plot.hours] == [0, 24, 48, 72, 96, 120]
    assert laboratory_plot((), at=found.at) is None


def test_a_result_before_the_box_left_answers_nothing() -> None:
    early = (ResultReported(tube="T1", result="negative", laboratory="City"), "03-15 07:00")
    (city,) = page(early, (sent("T1"), "03-15 08:00")).laboratories
    assert [way.tube for way in city.outstanding] == ["T1"]


def test_the_deadline_on_hand_overs_is_owed_until_somebody_acknowledges() -> None:
    """The clause that a document may hold needs no code of its own."""
    rule = document(Deadline(trigger="person_handed_over", evidence="received", within=360, grace=720))
    facts = [house(), house("TS-Z"), issue("1", "03-01 00:00", 700), fact(given(), "03-15 08:00", number=1)]
    record = record_of(facts)
    standing = record.standing(at=second("03-15 10:00"))
    forces = in_force(standing, shelf={("test", "1"): rule})
    (mine,) = (one for one in houses(standing, facts=record.facts) if one.code == "QZ-D")
    found = house_hand_overs(standing, facts=record.facts, forces=forces, house=mine)
    assert found.limit is not None
    assert (found.limit.minutes, found.awaited[0].due) == (360, moment("03-15 14:00"))
    window = window_of(moment("03-15 10:00"), zone="Asia/Shanghai")
    owed = assess(forces=forces, standing=standing, window=window, fact_id=lambda n: record.facts[n].id)
    (group,) = list_day(owed, house=mine, facts=record.facts).owed
    assert (group.subjects, group.due) == (("Wang",), moment("03-15 14:00"))
    assert group.suggestion is not None
    assert (group.suggestion.kind, group.suggestion.asks) == ("custody.received", ("party", "received_by"))
