"""What any ledger must do: the same suite for the one in memory and the one in PostgreSQL."""

from datetime import date
from uuid import UUID

import pytest

from lazaretto.facts import custody, hygiene, quarantine, record
from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.fact import Body, Fact
from tests.contracts.ledgers import Ledger, say
from tests.stating import HOUSE, fact

pytestmark = [pytest.mark.database, pytest.mark.django_db]

ONE, TWO = "QZ-D/T/01", "QZ-D/T/02"
FAR = "MJ-D/T/01"


def admitted(person: str, cell: str = ONE) -> Body:
    return custody.Admitted(person=person, cell=cell, sex="male")


def places(ledger: Ledger, count: int, cell: str = ONE) -> None:
    ledger.append(
        [
            fact(
                PlaceEstablished(established=cell, use="transition", capacity=count),
                "03-01 00:00",
                number=999,
            )
        ]
    )


def beds(ledger: Ledger) -> list[tuple[str, str, int | None, bool]]:
    return sorted((s.person, s.cell, s.bed, s.reserved) for s in ledger.stays().values() if s.end is None)


def temperature(number: int, *, facility: str = HOUSE, recorded: str | None = None) -> Fact:
    reading = hygiene.Reading(person="D1", celsius_tenths=365)
    told = hygiene.TemperaturesTaken(readings=(reading,))
    return fact(told, "03-15 08:00", number=number, facility=facility, recorded=recorded)


def test_positions_run_from_one_without_a_gap_in_each_facility(ledger: Ledger) -> None:
    told = [temperature(1), temperature(2, facility="MJ-D"), temperature(3), temperature(3), temperature(4)]
    assert [r.position for r in ledger.append(told) if r.outcome == "accepted"] == [1, 1, 2, 3]


def test_saying_it_twice_is_saying_it_once(ledger: Ledger) -> None:
    assert say(ledger, temperature(1), temperature(1)) == [("accepted", ()), ("duplicate", ())]
    assert say(ledger, temperature(1, recorded="03-15 09:00")) == [("duplicate", ())]


def test_one_id_cannot_say_two_things(ledger: Ledger) -> None:
    other = fact(admitted("D1"), "03-15 08:00", number=1)
    assert say(ledger, temperature(1), other) == [("accepted", ()), ("refused", ("id_taken",))]
    assert (
        ledger.append([temperature(2), fact(admitted("D2"), "03-15 08:00", number=2)])[1].outcome == "refused"
    )


def test_two_moves_at_one_instant_are_both_recorded_and_one_is_disputed(ledger: Ledger) -> None:
    first = fact(custody.Moved(person="D1", cell=ONE), "03-15 10:00", number=2)
    second = fact(custody.Moved(person="D1", cell=TWO), "03-15 10:00", number=3)
    assert say(ledger, fact(admitted("D1", "QZ-D/T/03"), "03-15 08:00"), first, second) == [
        ("accepted", ()), ("accepted", ()), ("disputed", ("two_places",)),
    ]  # fmt: skip
    assert beds(ledger) == [("D1", ONE, None, False)]


def test_a_move_from_another_facility_is_disputed(ledger: Ledger) -> None:
    elsewhere = fact(custody.Moved(person="D1", cell=FAR), "03-15 10:00", number=2, facility="MJ-D")
    again = fact(admitted("D1", FAR), "03-15 11:00", number=3, facility="MJ-D")
    assert say(ledger, fact(admitted("D1"), "03-15 08:00"), elsewhere, again)[1:] == [
        ("disputed", ("held_elsewhere",)),
        ("disputed", ("held_elsewhere",)),
    ]


def test_whoever_is_not_held_cannot_move_or_leave(ledger: Ledger) -> None:
    moved = fact(custody.Moved(person="D1", cell=ONE), "03-15 10:00", number=1)
    gone = fact(custody.Released(person="D1", basis="order"), "03-15 10:00", number=2)
    assert say(ledger, moved, gone) == [("disputed", ("not_held",)), ("disputed", ("not_held",))]


def test_a_late_fact_cures_what_it_explains(ledger: Ledger) -> None:
    arrived = fact(
        custody.TransferredIn(person="D1", cell=FAR, origin="QZ-D"), "03-15 12:00", number=2, facility="MJ-D"
    )
    left = fact(
        custody.TransferredOut(person="D1", to="MJ-D"), "03-15 10:00", number=3, recorded="03-15 13:00"
    )
    assert say(ledger, fact(admitted("D1"), "03-15 08:00"), arrived)[1] == ("disputed", ("held_elsewhere",))
    assert say(ledger, left) == [("accepted", ())]
    assert ledger.disputes() == {}
    assert beds(ledger) == [("D1", FAR, None, False)]


def test_two_people_into_the_last_place_and_the_second_is_disputed(ledger: Ledger) -> None:
    places(ledger, 1)
    first, second = (fact(admitted(p), "03-15 08:00", number=n) for n, p in enumerate(("D1", "D2"), 1))
    assert say(ledger, first, second) == [("accepted", ()), ("disputed", ("cell_full",))]
    assert beds(ledger) == [("D1", ONE, 1, False), ("D2", ONE, None, False)]


def test_two_requests_for_the_last_place_and_one_is_granted(ledger: Ledger) -> None:
    places(ledger, 1)
    first, second = (
        fact(custody.PlaceRequested(person=p, cell=ONE, reason="arrival"), "03-15 08:00", number=n)
        for n, p in enumerate(("D1", "D2"), 1)
    )
    assert say(ledger, first, second) == [("accepted", ()), ("refused", ("cell_full",))]
    assert beds(ledger) == [("D1", ONE, 1, True)]
    assert ledger.append([second])[0].outcome == "refused"


def test_a_request_takes_back_nothing_that_was_granted_before_it(ledger: Ledger) -> None:
    """Though it was asked earlier, by the clock of a slower machine."""
    places(ledger, 1)

    def asks(person: str, cell: str, at: str, number: int) -> Fact:
        wanted = custody.PlaceRequested(person=person, cell=cell, reason="arrival")
        return fact(wanted, at, number=number, recorded="03-15 09:00")

    assert say(
        ledger, asks("D1", ONE, "03-15 09:00", 1), asks("D2", ONE, "03-15 08:00", 2),
        asks("D1", TWO, "03-15 08:00", 3),
    ) == [
        ("accepted", ()), ("refused", ("cell_full",)), ("refused", ("already_reserved",)),
    ]  # fmt: skip
    assert beds(ledger) == [("D1", ONE, 1, True)]


def test_a_place_kept_is_taken_by_whom_it_was_kept_for(ledger: Ledger) -> None:
    places(ledger, 1)
    wanted = fact(custody.PlaceRequested(person="D1", cell=ONE, reason="arrival"), "03-15 08:00", number=1)
    intruder = fact(admitted("D2"), "03-15 09:00", number=2)
    assert say(ledger, wanted, intruder, fact(admitted("D1"), "03-15 10:00", number=3)) == [
        ("accepted", ()), ("disputed", ("cell_full",)), ("accepted", ()),
    ]  # fmt: skip
    assert beds(ledger) == [("D1", ONE, 1, False), ("D2", ONE, None, False)]


def test_requests_that_contradict_are_refused(ledger: Ledger) -> None:
    def asks(number: int, cell: str, at: str = "03-15 09:00") -> Fact:
        return fact(
            custody.PlaceRequested(person="D1", cell=cell, reason="move"),
            at,
            number=number,
            recorded="03-15 09:00",
        )

    said = say(ledger, fact(admitted("D1"), "03-15 08:00"), asks(2, ONE), asks(3, TWO), asks(4, "QZ-D/T/03"))
    assert said[1:] == [("refused", ("already_there",)), ("accepted", ()), ("refused", ("already_reserved",))]
    assert say(ledger, asks(5, "QZ-D/T/03", "03-16 09:00")) == [("refused", ("in_the_future",))]


def test_a_request_into_the_future_is_refused_whatever_it_asks(ledger: Ledger) -> None:
    leg = quarantine.PlannedLeg(layer=1, facility="QZ-D", days=21)
    body = quarantine.Ordered(
        order="O1", person="D1", basis="law", ordered_by="L1", legs=(leg,), review_on=date(2022, 3, 20)
    )
    assert say(ledger, fact(body, "03-16 08:00", recorded="03-15 08:00")) == [("refused", ("in_the_future",))]


def test_what_happened_is_recorded_although_its_time_cannot_be_true(ledger: Ledger) -> None:
    ahead = fact(admitted("D1"), "03-16 08:00", recorded="03-15 08:00")
    assert say(ledger, ahead) == [("disputed", ("in_the_future",))]
    assert say(ledger, temperature(7, recorded="03-14 08:00")) == [("disputed", ("in_the_future",))]
    assert beds(ledger) == []


def test_a_correction_puts_the_right_stay_in_the_place_of_the_wrong_one(ledger: Ledger) -> None:
    places(ledger, 1)
    wrong, other = fact(admitted("D1"), "03-15 08:00"), fact(admitted("D2"), "03-15 09:00", number=2)
    right = fact(admitted("D1", TWO), "03-15 08:00", number=3, recorded="03-15 10:00", corrects=1)
    assert say(ledger, wrong, other, right) == [
        ("accepted", ()), ("disputed", ("cell_full",)), ("accepted", ()),
    ]  # fmt: skip
    assert ledger.disputes() == {}
    assert beds(ledger) == [("D1", TWO, None, False), ("D2", ONE, 1, False)]


def test_a_retraction_undoes(ledger: Ledger) -> None:
    back = fact(record.Retracted(fact=UUID(int=1), reason="wrong person"), "03-15 10:00", number=2)
    assert say(ledger, fact(admitted("D1"), "03-15 08:00"), back) == [("accepted", ()), ("accepted", ())]
    assert beds(ledger) == []


def test_a_second_correction_of_one_fact_is_disputed(ledger: Ledger) -> None:
    def corrected(number: int) -> Fact:
        return fact(admitted("D1", TWO), "03-15 08:00", number=number, recorded="03-15 10:00", corrects=1)

    said = say(ledger, fact(admitted("D1"), "03-15 08:00"), corrected(2), corrected(3))
    assert said[1] == ("accepted", ())
    assert said[2][0] == "disputed"
    assert "already_corrected" in said[2][1]


def test_a_correction_needs_a_fact_of_its_own_facility(ledger: Ledger) -> None:
    unknown = fact(admitted("D1"), "03-15 08:00", number=2, corrects=77)
    abroad = fact(admitted("D1", FAR), "03-15 08:00", number=3, corrects=1, facility="MJ-D")
    assert say(ledger, fact(admitted("D1"), "03-15 08:00"), unknown, abroad)[1:] == [
        ("refused", ("corrects_unknown",)),
        ("refused", ("corrects_elsewhere",)),
    ]


def asked(person: str, cell: str, at: str, number: int) -> Fact:
    return fact(custody.PlaceRequested(person=person, cell=cell, reason="next leg"), at, number=number)


def test_one_place_at_a_time_is_kept_and_the_next_one_after_it_was_given_up(ledger: Ledger) -> None:
    up = custody.PlaceGivenUp(person="D1", cell=ONE, reason="prolonged")
    assert say(
        ledger, asked("D1", ONE, "03-15 08:00", 1), asked("D1", TWO, "03-15 09:00", 2),
        fact(up, "03-15 10:00", number=3), asked("D1", TWO, "03-15 11:00", 4),
        fact(up, "03-15 12:00", number=5),
    ) == [
        ("accepted", ()), ("refused", ("already_reserved",)), ("accepted", ()), ("accepted", ()),
        ("disputed", ("not_reserved",)),
    ]  # fmt: skip
    assert beds(ledger) == [("D1", TWO, None, True)]


def test_who_left_the_network_leaves_bed_and_kept_place(ledger: Ledger) -> None:
    gone = custody.LeftNetwork(person="D1", sort="prison", to="Another province")
    said = say(
        ledger, fact(admitted("D1"), "03-15 08:00", number=1), asked("D1", TWO, "03-15 09:00", 2),
        fact(gone, "03-15 10:00", number=3),
    )  # fmt: skip
    assert said == [("accepted", ())] * 3
    assert beds(ledger) == []


def test_who_comes_into_the_place_kept_for_another_is_recorded_and_disputed(ledger: Ledger) -> None:
    """And whoever it was kept for has it, though the cell is then one too many."""
    places(ledger, 1)
    kept = asked("D1", ONE, "03-15 08:00", 1)
    other, own = fact(admitted("D2"), "03-15 09:00", number=2), fact(admitted("D1"), "03-15 10:00", number=3)
    assert say(ledger, kept, other, own) == [
        ("accepted", ()), ("disputed", ("cell_full",)), ("accepted", ()),
    ]  # fmt: skip
    assert beds(ledger) == [("D1", ONE, 1, False), ("D2", ONE, None, False)]


def test_no_place_is_granted_where_somebody_is_without_one(ledger: Ledger) -> None:
    places(ledger, 1)
    left = fact(custody.Released(person="D1", basis="order"), "03-15 10:00", number=3)
    say(ledger, *(fact(admitted(p), "03-15 08:00", number=n) for n, p in enumerate(("D1", "D2"), 1)), left)
    assert say(ledger, asked("D3", ONE, "03-15 11:00", 4)) == [("refused", ("cell_full",))]
    late = fact(admitted("D4"), "03-15 12:00", number=5)
    assert say(ledger, late) == [("disputed", ("cell_full",))]


def test_a_cell_of_another_facility_is_refused(ledger: Ledger) -> None:
    assert say(ledger, fact(admitted("D1", FAR), "03-15 08:00")) == [("refused", ("place_elsewhere",))]


def test_a_capacity_said_later_counts_from_when_it_holds(ledger: Ledger) -> None:
    say(ledger, *(fact(admitted(f"D{n}"), "03-15 08:00", number=n) for n in range(1, 4)))
    assert [bed for _, _, bed, _ in beds(ledger)] == [None, None, None]
    places(ledger, 2)
    assert [bed for _, _, bed, _ in beds(ledger)] == [1, 2, None]
    assert ledger.disputes() == {UUID(int=3): ("cell_full",)}


def test_a_batch_may_correct_what_it_has_just_said(ledger: Ledger) -> None:
    told = [
        fact(admitted("D1"), "03-15 08:00"),
        fact(admitted("D1", TWO), "03-15 08:00", number=2, recorded="03-15 09:00", corrects=1),
        fact(custody.PlaceRequested(person="D2", cell=ONE, reason="arrival"), "03-15 09:00", number=3),
    ]
    assert [r.outcome for r in ledger.append(told)] == ["accepted", "accepted", "accepted"]
    assert beds(ledger) == [("D1", TWO, None, False), ("D2", ONE, None, True)]
