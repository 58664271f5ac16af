"""The record in memory: appended once, readable as known at any instant."""

from collections.abc import Sequence
from itertools import permutations
from uuid import UUID

import pytest

from lazaretto.facts import command, custody, record
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.hygiene import Reading, TemperaturesTaken
from lazaretto.registers.events import FOREVER
from lazaretto.registers.record import Record
from tests.stating import fact, house, record_of, second, standing_of


def sweep(tenths: int, *, person: str = "P1") -> Body:
    return TemperaturesTaken(readings=(Reading(person=person, celsius_tenths=tenths),))


def move(cell: str) -> Body:
    return custody.Moved(person="P1", cell=f"QZ-D/T/{cell}")


def retract(number: int) -> Body:
    return record.Retracted(fact=UUID(int=number), reason="Said in error.")


def temperatures(facts: Sequence[Fact], *, known_at: str | None = None) -> list[int]:
    tenths: list[int] = standing_of(facts, known_at=known_at).events("temperature").value.tolist()
    return tenths


READ = fact(sweep(365), "03-15 08:00", number=1, recorded="03-15 08:01")
RIGHT = fact(sweep(375), "03-15 08:00", number=2, recorded="03-15 09:00", corrects=1)
AGAIN = fact(sweep(380), "03-15 08:00", number=3, recorded="03-15 10:00", corrects=2)
AWAY = fact(retract(1), "03-15 09:00", number=4)
AWAY_WITH_IT = fact(retract(4), "03-15 10:00", number=5)


def test_saying_it_twice_is_saying_it_once() -> None:
    held = record_of([READ, READ])
    held.append([READ])
    assert held.facts == [READ]
    assert len(held.columns()["temperature"]) == 1


def test_a_correction_replaces_from_the_instant_it_was_recorded() -> None:
    said = [READ, RIGHT]
    assert temperatures(said) == [375]
    assert temperatures(said, known_at="03-15 08:59") == [365]
    assert temperatures(said, known_at="03-15 09:00") == [375]
    assert temperatures(said, known_at="03-15 08:00") == []


def test_a_correction_of_a_correction() -> None:
    said = [READ, RIGHT, AGAIN]
    assert temperatures(said) == [380]
    assert temperatures(said, known_at="03-15 09:30") == [375]
    assert temperatures(said, known_at="03-15 08:30") == [365]


def test_a_retraction_leaves_nothing_in_its_place() -> None:
    assert temperatures([READ, AWAY]) == []
    assert temperatures([READ, AWAY], known_at="03-15 08:30") == [365]


def test_withdrawing_a_retraction_does_not_bring_the_fact_back() -> None:
    restated = fact(sweep(365), "03-15 08:00", number=6, recorded="03-15 10:01")
    assert temperatures([READ, AWAY, AWAY_WITH_IT]) == []
    assert temperatures([READ, AWAY, AWAY_WITH_IT, restated]) == [365]


def test_of_two_corrections_the_earlier_recorded_takes_the_fact_away() -> None:
    other = fact(sweep(377), "03-15 08:00", number=7, recorded="03-15 08:30", corrects=1)
    held = record_of([READ, RIGHT, other])
    assert held.gone_at(READ.id) == second("03-15 08:30")
    assert held.gone_at(RIGHT.id) == FOREVER


@pytest.mark.parametrize("first", [0, 1])
def test_another_facility_replaces_nothing_whichever_came_first(first: int) -> None:
    other = fact(sweep(375), "03-15 08:00", number=2, recorded="03-15 09:00", corrects=1, facility="QS-D")
    away = fact(record.Retracted(fact=READ.id, reason="x"), "03-15 09:00", number=3, facility="QS-D")
    held = record_of([])
    for some in ([READ], [other, away])[:: 1 - 2 * first]:
        held.append(some)
        held.columns()
    assert held.gone_at(READ.id) == FOREVER
    assert sorted(held.standing(at=FOREVER - 1).events("temperature").value.tolist()) == [365, 375]


def test_a_correction_may_arrive_before_what_it_corrects() -> None:
    held = record_of([RIGHT])
    assert held.number_of(READ.id) == -1
    assert temperatures([RIGHT]) == [375]
    held.append([READ])
    assert held.columns()["temperature"].gone.tolist() == [second("03-15 09:00"), FOREVER]


def test_a_correction_known_after_the_columns_were_read() -> None:
    held = record_of([READ])
    assert held.columns()["temperature"].gone.tolist() == [FOREVER]
    held.append([RIGHT])
    assert held.columns()["temperature"].gone.tolist() == [second("03-15 09:00"), FOREVER]


def test_columns_once_given_are_not_changed_later() -> None:
    held = record_of([READ])
    before = held.columns()["temperature"]
    held.append([RIGHT])
    held.columns()
    assert before.gone.tolist() == [FOREVER]


def test_a_correction_of_an_unknown_fact_stands_for_itself() -> None:
    assert temperatures([fact(sweep(370), "03-15 08:00", number=9, corrects=777)]) == [370]


@pytest.mark.parametrize("order", list(permutations([READ, RIGHT, AGAIN, house()])))
def test_the_order_of_arrival_does_not_matter(order: tuple[Fact, ...]) -> None:
    held = Record()
    for said in order:
        held.append([said])
        held.columns()
    rows = held.columns()["temperature"]
    assert rows.value.tolist() == [365, 375, 380]
    assert rows.gone.tolist() == [second("03-15 09:00"), second("03-15 10:00"), FOREVER]


@pytest.mark.parametrize("flip", [False, True])
def test_two_facts_of_one_second_are_ordered_by_their_ids(flip: bool) -> None:
    twins = [fact(move("01"), "03-15 08:00", number=1), fact(move("02"), "03-15 08:00", number=2)]
    standing = standing_of(reversed(twins) if flip else twins)
    (cell,) = standing.in_cell.value.tolist()
    assert standing.names.name(cell) == "QZ-D/T/02"


@pytest.mark.parametrize("late", ["03-15 07:00", "03-15 08:00", "03-15 08:20", "03-15 23:00"])
def test_a_late_fact_is_put_in_its_place(late: str) -> None:
    many = [fact(sweep(360 + n), f"03-15 08:{n:02}", number=10 + n) for n in range(30)]
    held = record_of(many)
    held.columns()
    last = fact(sweep(400), late, number=99, recorded="03-16 08:00")
    held.append([last])
    together = record_of([*many, last]).columns()["temperature"]
    rows = held.columns()["temperature"]
    assert rows.value.tolist() == together.value.tolist()
    assert rows.occurred.tolist() == sorted(rows.occurred.tolist())


def issue(version: str, at: str, *, number: int, recorded: str | None = None) -> Fact:
    body = command.ProtocolIssued(document="d", version=version, digest="0" * 64, authority="city")
    return fact(body, at, number=number, recorded=recorded, facility="TS-Z")


def test_issues_are_those_that_stand() -> None:
    said = [
        issue("2", "03-20 00:00", number=2),
        issue("1", "03-10 00:00", number=1),
        fact(retract(2), "03-21 00:00", number=3, facility="TS-Z"),
    ]
    held = record_of(said)

    def versions(at: str, known_at: str | None = None) -> list[str]:
        known = FOREVER if known_at is None else second(known_at)
        return [i.version for i in held.standing(at=second(at), known_at=known).issues]

    assert versions("03-15 00:00") == ["1"]
    assert versions("03-25 00:00") == ["1"]
    assert versions("03-25 00:00", "03-20 12:00") == ["1", "2"]
    assert versions("03-25 00:00", "03-15 00:00") == ["1"]


def test_a_facility_lives_by_the_clock_said_last() -> None:
    wrong = house(zone="UTC", number=1)
    body = command.FacilityEstablished(name="x", sort="lock_up", county="QZ", city="TS", zone="Asia/Urumqi")
    said = [fact(body, "03-20 00:00", number=5), wrong]
    held = record_of(said)
    for at, zone in (("03-15 00:00", "UTC"), ("03-20 00:00", "Asia/Urumqi")):
        assert list(held.standing(at=second(at)).zones.values()) == [zone]
    assert list(held.standing(at=0).zones.values()) == ["UTC"]
    assert list(held.standing(at=FOREVER, known_at=second("03-15 00:00")).zones.values()) == ["UTC"]
    held.append([fact(record.Retracted(fact=UUID(int=5), reason="x"), "03-21 00:00", number=6)])
    assert list(held.standing(at=second("03-25 00:00")).zones.values()) == ["UTC"]


def test_a_clock_that_does_not_exist_is_no_clock() -> None:
    assert record_of([house(zone="Mars/Olympus")]).standing(at=FOREVER).zones == {}


def test_a_facility_that_was_never_established_has_no_clock() -> None:
    assert record_of([READ]).standing(at=FOREVER).zones == {}


def test_the_number_of_a_fact() -> None:
    held = record_of([READ, RIGHT])
    assert held.facts[held.number_of(RIGHT.id)] == RIGHT
    assert held.number_of(UUID(int=777)) == -1
