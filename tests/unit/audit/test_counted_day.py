"""A day's three sources, from facts: what the register says, what was told, who signed, and how it stands."""

from datetime import date

import pytest

from lazaretto.audit.day import CountedDay, counted_day
from lazaretto.facts import gate, hygiene, testing
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.supervision import Difference, Flow, Reconciled, ReplayCounted, TallyTaken
from lazaretto.registers.standing import Standing
from tests.stating import HOUSE, ZONE, fact, house, moment, record_of, second

DAY = date(2022, 3, 15)


def passed(number: int, at: str, subject: str, *, out: bool = False, category: str = "person") -> Fact:
    kind = gate.Left if out else gate.Entered
    return fact(kind(category=category, subject=subject, zone="administration"), at, number=number)  # type: ignore[arg-type]


PASSED = [
    passed(10, "03-14 09:00", "S1"),
    passed(11, "03-15 07:00", "S2"), passed(12, "03-15 08:00", "V1", category="vehicle"),
    passed(13, "03-15 09:00", "V1", out=True, category="vehicle"),
    passed(14, "03-15 13:00", "S3"), passed(15, "03-15 15:00", "S1", out=True),
    fact(gate.GoodsRegistered(consignment="C1", goods="food", supplier="x"), "03-15 08:10", number=16),
    passed(17, "03-15 08:11", "C1", category="consignment"),
    fact(gate.GoodsSampled(consignment="C1", tube="G1"), "03-15 08:20", number=18),
    fact(hygiene.Disinfected(agent="chlorine", target_mg_l=500, contact_minutes=30), "03-15 08:30", number=19,
         place="QZ-D/K/1"),
    fact(testing.Sampled(tube="T1", members=("P1", "P2"), purpose="round"), "03-15 16:00", number=20),
]  # fmt: skip


def tally(number: int, first: str, last: str, *flows: Flow, at: str = "03-15 23:00") -> Fact:
    body = TallyTaken(day=DAY, first=moment(first), last=moment(last), flows=flows, told_by="S9")
    return fact(body, at, number=number)


def replay(number: int, first: str, last: str, *flows: Flow, at: str = "03-16 09:00") -> Fact:
    body = ReplayCounted(day=DAY, first=moment(first), last=moment(last), flows=flows, camera="GATE-1")
    return fact(body, at, number=number)


def standing_with(*more: Fact, at: str = "03-16 12:00") -> tuple[Standing, list[Fact]]:
    record = record_of([house(), *PASSED, *more])
    return record.standing(at=second(at)), record.facts


def day(*more: Fact, at: str = "03-16 12:00", window: int | None = 12) -> CountedDay:
    standing, facts = standing_with(*more, at=at)
    number = standing.facilities.find(HOUSE)
    return counted_day(standing, facts=facts, facility=number, zone=ZONE, day=DAY, window=window)


MORNING, EVENING = ("03-15 00:00", "03-15 12:00"), ("03-15 12:00", "03-16 00:00")
TRUE = (
    tally(30, *MORNING, Flow(of="person", came=1, went=0), Flow(of="vehicle", came=1, went=1)),
    tally(31, *EVENING, Flow(of="person", came=1, went=1), Flow(of="vehicle", came=0, went=0)),
    replay(32, *MORNING, Flow(of="person", came=1, went=0), Flow(of="vehicle", came=1, went=1)),
    replay(33, *EVENING, Flow(of="person", came=1, went=1), Flow(of="vehicle", came=0, went=0)),
)


def test_the_register_is_counted_by_window_and_category() -> None:
    columns = {column.of: column for column in day().columns}
    read = {of: [(w.came[0], w.went[0]) for w in column.windows] for of, column in columns.items()}
    assert read == {
        "person": [(1, 0), (1, 1)], "vehicle": [(1, 1), (0, 0)],
        "consignment": [(1, 0), (0, 0)],  # registered and entered: one consignment
        "disinfection": [(1, None), (0, None)], "sampling": [(1, None), (2, None)],
    }  # fmt: skip
    assert columns["person"].opening == (1, None, None)
    assert columns["sampling"].opening == (None, None, None)


def test_nothing_told_is_nothing_compared() -> None:
    assert (day().state, day().differences) == ("none", ())
    assert day(TRUE[0]).state == "partial"


def test_three_sources_that_agree() -> None:
    found = day(*TRUE)
    assert (found.state, found.differences, found.counters) == ("agreeing", (), ("officer",))


def test_the_telephone_lacks_a_vehicle() -> None:
    wrong = tally(30, *MORNING, Flow(of="person", came=1, went=0), Flow(of="vehicle", came=0, went=1))
    found = day(wrong, *TRUE[1:])
    assert found.state == "differing"
    assert found.differences == (
        Difference(of="vehicle", first=moment(MORNING[0]), last=moment(MORNING[1]), by=-1, wrong="tally"),
    )


def signed(number: int, *differences: Difference, by: str = "D9") -> Fact:
    body = Reconciled(day=DAY, signed_by=by, differences=differences, words="done")
    return fact(body, "03-16 10:00", number=number)


def test_a_day_is_signed_and_may_change_afterwards() -> None:
    found = day(*TRUE, signed(40))
    assert found.state == "signed"
    assert found.signature is not None
    assert (found.signature.by, found.signature.words) == ("D9", "done")
    late = passed(41, "03-15 17:00", "S7")  # entered from a paper form afterwards
    assert day(*TRUE, signed(40), late).state == "changed"


def test_a_day_that_is_not_over_ends_now() -> None:
    found = day(at="03-15 13:30")
    (people,) = [column for column in found.columns if column.of == "person"]
    assert (found.over, people.windows[-1].came[0]) == (False, 1)
    assert people.windows[-1].last == second("03-15 13:30") + 1


def test_a_later_tally_of_the_same_hours_stands_for_the_earlier_one() -> None:
    again = tally(50, *MORNING, Flow(of="person", came=2, went=0), at="03-15 23:30")
    found = day(*TRUE, again)
    assert {(one.of, one.wrong) for one in found.differences} == {("person", "tally")}


@pytest.mark.parametrize("body", [Flow(of="sampling", came=2), Flow(of="disinfection", came=4)])
def test_things_done_are_compared_without_going_out(body: Flow) -> None:
    told = day(tally(30, "03-15 00:00", "03-16 00:00", body), replay(31, "03-15 00:00", "03-16 00:00", body))
    (difference,) = told.differences
    assert (difference.of, difference.wrong) == (body.of, "register")


def test_a_correction_takes_the_place_of_a_tally() -> None:
    wrong = tally(30, *MORNING, Flow(of="person", came=9, went=0))
    body: Body = TallyTaken(
        day=DAY,
        first=moment(MORNING[0]),
        last=moment(MORNING[1]),
        flows=(Flow(of="person", came=1),),
        told_by="S9",
    )
    right = fact(body, "03-16 08:00", number=31, corrects=30)
    assert day(wrong).differences
    assert not day(wrong, right).differences
