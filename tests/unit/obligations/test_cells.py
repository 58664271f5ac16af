"""Cells and cohorts: what must not happen, whom a contamination sets back, and when a cell is really free."""

from datetime import date
from typing import Any

import pytest

from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.custody import (
    Admitted,
    ApartLifted,
    CameBack,
    CellReturned,
    CellWithdrawn,
    KeptApart,
    Moved,
    PlaceRequested,
    Released,
    WentOut,
)
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.hygiene import Disinfected, SymptomsReported
from lazaretto.facts.quarantine import ClockRestarted, CohortClosed, LegStarted
from lazaretto.facts.record import Retracted
from lazaretto.facts.testing import ResultReported, Sampled
from lazaretto.obligations.availability import Cell, cells
from lazaretto.obligations.conditions import CONDITIONS
from lazaretto.obligations.contaminating import contaminations
from lazaretto.registers.record import Record
from tests.stating import fact, house, record_of, second

CELL, NEXT, THIRD = "QZ-D/T/01", "QZ-D/T/02", "QZ-D/T/03"


class Said:
    """A house whose facts are stated one after the other, each with the next number."""

    def __init__(self) -> None:
        self.facts: list[Fact] = [house()]
        for cell, beside in ((CELL, (NEXT,)), (NEXT, ()), (THIRD, ())):
            self.say(
                "03-01 00:00",
                PlaceEstablished(established=cell, use="transition", capacity=4, neighbours=beside),
            )

    def say(self, at: str, body: Body, *, place: str | None = None) -> Fact:
        made = fact(body, at, number=len(self.facts) + 1, place=place)
        self.facts.append(made)
        return made

    def comes(self, at: str, person: str, cell: str = CELL, *, leg: bool = True, cohort: str = "K1") -> Fact:
        came = self.say(at, Admitted(person=person, cell=cell, sex="male"))
        if leg:
            self.say(at, LegStarted(order="O", person=person, layer=3, cohort=cohort))
        return came

    def positive(self, sampled: str, reported: str, person: str) -> Fact:
        tube = f"T-{person}-{len(self.facts)}"
        self.say(sampled, Sampled(tube=tube, members=(person,), purpose="leg"))
        return self.say(reported, ResultReported(tube=tube, result="positive", laboratory="lab"))

    @property
    def record(self) -> Record:
        return record_of(self.facts)

    def breaks(
        self, condition: str, settings: dict[str, int] | None = None, *, at: str = "03-30 00:00"
    ) -> list[Any]:
        """(who, by which fact) of every breach up to an instant."""
        record = self.record
        standing = record.standing(at=second(at))
        found = CONDITIONS[condition].find(standing, settings or {}, 0, second(at))
        return [
            (standing.names.name(int(key)), record.facts[int(number)].id)
            for key, number in zip(found.key, found.fact, strict=True)
        ]

    def cell(self, place: str = CELL, *, at: str = "03-30 00:00") -> Cell:
        record = self.record
        every = cells(record.standing(at=second(at)), forces=(), facts=record.facts, facility="QZ-D")
        return next(cell for cell in every if cell.place == place)


@pytest.fixture
def said() -> Said:
    return Said()


def test_entered_closed_cohort(said: Said) -> None:
    said.comes("03-10 09:00", "A")
    said.say("03-10 18:00", CohortClosed(cohort="K1", cell=CELL))
    late = said.comes("03-10 19:00", "B")
    assert said.breaks("entered_closed_cohort") == [("B", late.id)]


def test_entered_closed_cohort_is_not_said_of_who_comes_back_or_of_a_new_cohort(said: Said) -> None:
    said.comes("03-10 09:00", "A")
    said.say("03-10 18:00", CohortClosed(cohort="K1", cell=CELL))
    said.say("03-11 09:00", WentOut(person="A", to="court"))
    said.say("03-11 15:00", CameBack(person="A", cell=CELL))
    said.say("03-12 08:00", Released(person="A", basis="law"))
    said.comes("03-13 09:00", "B", cohort="K2")
    assert said.breaks("entered_closed_cohort") == []


def test_cohort_left_open(said: Said) -> None:
    said.comes("03-10 09:00", "A")
    assert [who for who, _ in said.breaks("cohort_left_open", {"hours": 24})] == ["K1"]
    assert said.breaks("cohort_left_open", {"hours": 24}, at="03-11 08:59") == []
    said.say("03-10 20:00", CohortClosed(cohort="K1", cell=CELL))
    assert said.breaks("cohort_left_open", {"hours": 24}) == []


def test_nonassociates_share_cell(said: Said) -> None:
    said.say("03-09 09:00", KeptApart(person="B", other="A", reason="threats"))
    said.comes("03-10 09:00", "A")
    second_one = said.comes("03-10 10:00", "B")
    assert said.breaks("nonassociates_share_cell") == [("B", second_one.id)]


def test_nonassociates_share_cell_ends_when_it_is_lifted_and_begins_when_it_is_stated(said: Said) -> None:
    said.say("03-09 09:00", KeptApart(person="B", other="A", reason="threats"))
    said.say("03-09 12:00", ApartLifted(person="A", other="B", reason="settled"))
    said.comes("03-10 09:00", "A")
    last = said.comes("03-10 10:00", "B")
    assert said.breaks("nonassociates_share_cell") == []
    said.say("03-11 09:00", KeptApart(person="A", other="B", reason="a fight"))
    assert said.breaks("nonassociates_share_cell") == [("B", last.id)]


def test_unwell_with_well(said: Said) -> None:
    said.comes("03-10 09:00", "A")
    said.say("03-10 09:30", SymptomsReported(person="B", symptoms=("cough",)))
    came = said.comes("03-10 10:00", "B")
    assert said.breaks("unwell_with_well", {"hours": 72}) == [("B", came.id)]
    assert said.breaks("unwell_with_well", {"hours": 0}) == []


def test_cell_not_disinfected(said: Said) -> None:
    said.comes("03-01 09:00", "A")
    said.say("03-15 08:00", Released(person="A", basis="law"))
    came = said.comes("03-16 09:00", "B", cohort="K2")
    assert said.breaks("cell_not_disinfected") == [("B", came.id)]
    clean = Disinfected(agent="chlorine", target_mg_l=500, contact_minutes=30)
    said.say("03-15 12:00", clean, place=CELL)
    assert said.breaks("cell_not_disinfected") == []


def test_withdrawn_cell_used(said: Said) -> None:
    said.say("03-09 09:00", CellWithdrawn(cell=CELL, cause="repair"))
    came = said.comes("03-10 09:00", "A")
    assert said.breaks("withdrawn_cell_used") == [("A", came.id)]
    said.say("03-09 18:00", CellReturned(cell=CELL))
    assert said.breaks("withdrawn_cell_used") == []


def test_placed_beside_infectious(said: Said) -> None:
    said.comes("03-10 09:00", "A", NEXT)
    said.positive("03-11 09:00", "03-11 18:00", "A")
    came = said.comes("03-12 09:00", "B")
    said.comes("03-12 09:00", "C", THIRD)
    assert said.breaks("placed_beside_infectious") == [("B", came.id)]


def test_clock_not_restarted_after_a_positive_in_the_cell(said: Said) -> None:
    said.comes("03-10 09:00", "A")
    said.comes("03-10 09:30", "B")
    found = said.positive("03-14 09:00", "03-14 18:00", "A")
    said.say("03-14 19:00", Moved(person="A", cell=THIRD))
    assert said.breaks("clock_not_restarted", {"minutes": 720}) == [("B", found.id)]
    again = ClockRestarted(order="O", person="B", layer=3, cohort="K9", because=found.id, reason="positive")
    said.say("03-14 20:00", again)
    assert said.breaks("clock_not_restarted", {"minutes": 720}) == []


def test_a_contamination_names_cause_members_and_who_was_restarted(said: Said) -> None:
    said.comes("03-10 09:00", "A")
    said.comes("03-10 09:30", "B")
    stranger = said.comes("03-12 09:00", "C", cohort="K2")
    said.say(
        "03-12 12:00",
        ClockRestarted(order="O", person="B", layer=3, cohort="K9", because=stranger.id, reason="mixed"),
    )
    record = said.record
    (found,) = contaminations(record.standing(at=second("03-13 00:00")), start=0, end=second("03-13 00:00"))
    assert (found.cell, found.cause, record.facts[found.fact].id) == (CELL, "stranger", stranger.id)
    assert (found.members, found.restarted, found.waiting) == (("A", "B"), ("B",), ("A",))


def test_whoever_left_before_the_swab_was_not_exposed(said: Said) -> None:
    said.comes("03-10 09:00", "A")
    said.comes("03-10 09:30", "B")
    said.say("03-13 09:00", Moved(person="B", cell=THIRD))
    said.positive("03-14 09:00", "03-14 18:00", "A")
    standing = said.record.standing(at=second("03-15 00:00"))
    assert contaminations(standing, start=0, end=second("03-15 00:00")) == ()


def test_correcting_the_cause_undoes_the_contamination_and_as_known_then_it_stays(said: Said) -> None:
    said.comes("03-10 09:00", "A")
    stranger = said.comes("03-12 09:00", "B", cohort="K2")
    said.say("03-14 09:00", Retracted(fact=stranger.id, reason="wrong number"))
    record, now = said.record, second("03-15 00:00")
    assert contaminations(record.standing(at=now), start=0, end=now) == ()
    then = record.standing(at=second("03-13 00:00"), known_at=second("03-13 00:00"))
    assert len(contaminations(then, start=0, end=now)) == 1


def test_a_cell_is_free_filling_full_closed_and_awaits_disinfection_in_turn(said: Said) -> None:
    assert said.cell(at="03-09 00:00").state == "free"
    for number in range(3):
        said.comes("03-10 09:00", f"P{number}")
    filling = said.cell(at="03-10 10:00")
    assert (filling.state, filling.places_left) == ("filling", 1)
    assert filling.cohort is not None
    assert filling.cohort.name == "K1"
    said.say("03-10 11:00", PlaceRequested(person="P9", cell=CELL, reason="next leg"))
    assert said.cell(at="03-10 12:00").state == "full"
    said.say("03-10 18:00", CohortClosed(cohort="K1", cell=CELL))
    said.say("03-10 19:00", Released(person="P0", basis="law"))
    closed = said.cell(at="03-11 12:00")
    assert closed.state == "closed"
    assert closed.kept_for == ("P9",)
    for number in (1, 2):
        said.say("03-20 08:00", Released(person=f"P{number}", basis="law"))
    assert said.cell(at="03-21 00:00").state == "awaiting_disinfection"
    said.say("03-21 09:00", Disinfected(agent="chlorine", target_mg_l=500, contact_minutes=30), place=CELL)
    assert said.cell(at="03-22 00:00").state == "free"


def test_a_cell_next_to_somebody_infectious_and_one_under_repair_are_not_free(said: Said) -> None:
    said.comes("03-10 09:00", "A", NEXT)
    found = said.positive("03-11 09:00", "03-11 18:00", "A")
    beside = said.cell(at="03-12 00:00")
    assert (beside.state, beside.beside, beside.neighbours_known) == ("beside_infectious", (NEXT,), True)
    assert [said.record.facts[n].id for n in beside.facts] == [found.id]
    assert said.cell(NEXT, at="03-12 00:00").infectious == ("A",)
    assert said.cell(THIRD, at="03-12 00:00").neighbours_known is False
    said.say("03-12 09:00", CellWithdrawn(cell=CELL, cause="damage"))
    assert said.cell(at="03-13 00:00").state == "withdrawn"


def test_nobody_joins_a_cohort_with_a_positive_in_it_or_next_door_or_not_restarted_yet(said: Said) -> None:
    said.comes("03-10 09:00", "A")
    said.comes("03-10 09:30", "B")
    assert said.cell(at="03-10 10:00").state == "filling"
    found = said.positive("03-10 10:30", "03-10 18:00", "A")
    inside = said.cell(at="03-10 19:00")
    assert inside.state == "closed"
    assert found.id in [said.record.facts[n].id for n in inside.facts]
    said.say("03-10 20:00", Moved(person="A", cell=NEXT))
    assert said.cell(at="03-10 21:00").state == "closed"  # B's clock was not restarted
    again = ClockRestarted(order="O", person="B", layer=3, cohort="K9", because=found.id, reason="positive")
    said.say("03-10 22:00", again)
    assert said.cell(at="03-10 23:00").state == "beside_infectious"  # A is next door now


def test_a_cohort_set_back_to_day_0_takes_in_nobody_who_arrives_that_day(said: Said) -> None:
    said.comes("03-10 09:00", "A")
    said.comes("03-10 09:30", "B")
    found = said.positive("03-13 10:30", "03-13 12:00", "A")
    said.say("03-13 13:00", Moved(person="A", cell=THIRD))
    again = ClockRestarted(order="O", person="B", layer=3, cohort="K9", because=found.id, reason="positive")
    said.say("03-13 14:00", again)
    inside = said.cell(at="03-13 15:00")
    assert inside.cohort is not None
    assert (inside.cohort.day, inside.state) == (date(2022, 3, 13), "closed")


def test_a_positive_who_was_moved_between_swab_and_result_contaminates_both_cells(said: Said) -> None:
    said.comes("03-10 09:00", "A")
    said.comes("03-10 09:30", "B")
    said.comes("03-10 09:00", "C", THIRD, cohort="K3")
    said.say("03-11 09:00", Sampled(tube="T", members=("A",), purpose="leg"))
    said.say("03-11 12:00", Moved(person="A", cell=THIRD))
    said.say("03-11 18:00", ResultReported(tube="T", result="positive", laboratory="lab"))
    now = second("03-12 00:00")
    found = contaminations(said.record.standing(at=now), start=0, end=now)
    positives = [one for one in found if one.cause == "positive"]
    assert {(one.cell, one.waiting) for one in positives} == {(CELL, ("B",)), (THIRD, ("C",))}
    assert len({one.fact for one in positives}) == 1


def test_somebody_positive_who_is_in_hospital_endangers_no_neighbour(said: Said) -> None:
    said.comes("03-10 09:00", "A", NEXT)
    said.positive("03-11 09:00", "03-11 18:00", "A")
    assert said.cell(at="03-12 08:00").state == "beside_infectious"
    said.say("03-12 09:00", WentOut(person="A", to="hospital"))
    assert said.cell(at="03-12 10:00").state == "free"
