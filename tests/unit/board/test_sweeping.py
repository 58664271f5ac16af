"""The three and three drawn: blanks first, fevers with their clocks, series that are not believed."""

import msgspec
import pytest

from lazaretto.board.cleaning import warned
from lazaretto.board.series import series
from lazaretto.board.sweeping import sweeps_page
from lazaretto.board.sweeps import Fever, SweepsPage
from lazaretto.facts.disinfectants import never_together
from lazaretto.facts.fact import Fact
from lazaretto.facts.hygiene import Disinfected, NotMeasured, Reading, SymptomsReported, TemperaturesTaken
from lazaretto.facts.testing import Sampled
from lazaretto.protocol.document import Clause, Deadline, Refrain
from tests.stating import fact, moment
from tests.unit.board.world import PROTOCOL, Seen, clause, look, measured

CELL, WING, GATE = "QZ-D/T/01", "QZ-D/G1/01", "QZ-D/K/gate"


def deadline(name: str, evidence: str, within: int, owner: str = "duty_officer") -> Clause:
    duty = Deadline(trigger="temperature", trigger_at_least=373, evidence=evidence, within=within, quiet=60,
                    excused_by=("temperature",), excused_at_most={"temperature": 372})  # fmt: skip
    return clause(name, duty, owner=owner)


WITH_FEVERS = msgspec.structs.replace(
    PROTOCOL,
    clauses=(
        *(c for c in PROTOCOL.clauses if c.id != "hygiene.fever"),
        clause(
            "hygiene.again",
            Deadline(
                trigger="temperature", trigger_at_least=373, evidence="temperature", within=30, quiet=60
            ),
        ),
        deadline("hygiene.apart", "isolated", 60, "doctor"),
        clause("hygiene.swab", Deadline(trigger="symptoms", evidence="sampled", within=360)),
        clause("hygiene.weak", Refrain(condition="disinfection_weak", settings={"mg_l": 500, "minutes": 30})),
        clause("hygiene.run", Refrain(condition="implausible_series", settings={"run": 4})),
        clause(
            "hygiene.copied",
            Refrain(condition="copied_sweep", settings={"people": 2, "sweeps": 2, "alike": 4}),
        ),
    ),
)


def seen(*said: Fact, at: str) -> Seen:
    return look(*said, at=at, protocol=WITH_FEVERS)


def page(*said: Fact, at: str) -> SweepsPage:
    here = seen(*said, at=at)
    (house,) = here.houses({"QZ-D"})
    return sweeps_page(here.assessment, house=house, facts=here.record.facts, forces=here.forces)


def armpit(number: int, at: str, person: str, tenths: int) -> Fact:
    reading = Reading(person=person, celsius_tenths=tenths)
    return fact(TemperaturesTaken(readings=(reading,), site="axilla"), at, number=number, place=CELL)


def test_what_is_blank_comes_first() -> None:
    drawn = page(measured(50, "03-15 06:30", "A", "B"), at="03-15 07:00")
    assert [(line.place, line.squares[0].state) for line in drawn.temperatures] == [
        (WING, "owed"),
        (CELL, "done"),
    ]
    assert [(s.place, s.slot.work, s.blank) for s in drawn.todo] == [
        (WING, "temperature", ("C",)), (GATE, "disinfected", (GATE,)),
    ]  # fmt: skip
    assert [line.squares[1].state for line in drawn.temperatures] == ["upcoming", "upcoming"]
    assert (drawn.strength, drawn.minutes) == (500, 30)
    assert drawn.limit is not None
    assert drawn.limit.tenths == 373


def test_half_a_cell_is_blank_until_all_of_it_is_measured() -> None:
    drawn = page(measured(50, "03-15 06:30", "A"), at="03-15 09:30")
    (cell,) = [line for line in drawn.temperatures if line.place == CELL]
    assert (cell.squares[0].state, cell.squares[0].blank) == ("late", ("B",))
    assert dict(cell.people)["A"][0].value == "36.5"  # type: ignore[union-attr]  # it was measured


def test_a_slot_that_is_over_stays_blank() -> None:
    drawn = page(at="03-15 10:30")
    assert {(s.place, s.state) for s in drawn.missed} == {(WING, "blank"), (CELL, "blank"), (GATE, "blank")}
    assert drawn.todo == ()


def test_an_area_shows_what_was_measured() -> None:
    clean = Disinfected(agent="chlorine", target_mg_l=500, measured_mg_l=520, contact_minutes=35)
    unmeasured = Disinfected(agent="chlorine", target_mg_l=500, contact_minutes=35)
    for body, value in ((clean, "520 / 500 mg/L, 35 min"), (unmeasured, "? / 500 mg/L, 35 min")):
        drawn = page(fact(body, "03-15 06:30", number=51, place=GATE), at="03-15 07:00")
        assert [item.value for item in drawn.areas[0].squares[0].items] == [value]


def fever(*said: Fact, at: str) -> Fever:
    (one,) = page(measured(50, "03-15 06:30", "A", tenths=380), *said, at=at).fevers
    return one


def test_a_fever_and_who_owes_the_next_step() -> None:
    one = fever(at="03-15 06:40")
    assert (one.person, one.place, one.tenths, one.over) == ("A", CELL, 380, False)
    assert [(step.step, step.how, step.owner) for step in one.steps] == [
        ("temperature", "open", "duty_officer"), ("isolated", "open", "doctor"), ("sampled", "open", None),
    ]  # fmt: skip
    assert one.next is not None
    assert (one.next.step, one.next.due, one.next.seconds_left) == (
        "temperature",
        moment("03-15 07:00"),
        1200,
    )


def test_a_second_fever_leaves_the_rest_owed() -> None:
    one = fever(armpit(52, "03-15 06:45", "A", 381), at="03-15 06:50")
    assert (one.steps[0].how, one.steps[0].value) == ("done", "38.1")
    assert one.next is not None
    assert (one.next.step, one.tenths) == ("isolated", 380)  # two readings, one fever


def test_a_normal_second_reading_ends_it() -> None:
    one = fever(armpit(52, "03-15 06:45", "A", 368), at="03-15 06:50")
    assert [step.how for step in one.steps] == ["done", "lifted", "open"]
    assert one.over


def test_a_fever_that_is_tested() -> None:
    unwell = fact(SymptomsReported(person="A", symptoms=("fever",)), "03-15 06:35", number=53)
    dated = fever(unwell, at="03-15 06:40").steps[-1]
    assert (dated.how, dated.due) == ("open", moment("03-15 12:35"))
    swab = fact(Sampled(tube="T9", members=("A",), purpose="symptom"), "03-15 06:38", number=54)
    assert fever(unwell, swab, at="03-15 06:40").steps[-1].how == "done"


def test_a_series_that_is_not_believed() -> None:
    told = [
        measured(60 + n, f"03-{10 + n} 08:00", "C", tenths=t) for n, t in enumerate((366, 365, 365, 365, 365))
    ]
    here = seen(*told, at="03-15 09:30")
    (one,) = series(here.assessment.standing, people=("C",), place=WING, forces=here.forces)
    assert [tenths for _, tenths in one.readings] == [366, 365, 365, 365, 365]
    assert [(flag.why, flag.times, flag.at) for flag in one.flags] == [
        ("same_person", 4, moment("03-14 08:00"))
    ]


def test_a_cell_that_was_copied_is_said_of_each_in_it() -> None:
    readings = (Reading(person="A", celsius_tenths=365), Reading(person="B", celsius_tenths=367))
    sweeps = [fact(TemperaturesTaken(readings=readings), f"03-14 {hour}:00", number=60 + n, place=CELL)
              for n, hour in enumerate(("08", "12", "18"))]  # fmt: skip
    here = seen(*sweeps, at="03-15 09:30")
    both = series(here.assessment.standing, people=("A", "B"), place=CELL, forces=here.forces)
    assert [[(flag.why, flag.times) for flag in one.flags] for one in both] == [[("same_sweep", 3)]] * 2
    (nobody,) = series(here.assessment.standing, people=("C",), place=WING, forces=here.forces)
    assert nobody.flags == ()


def test_a_sweep_in_which_all_showed_the_same() -> None:
    readings = tuple(Reading(person=person, celsius_tenths=365) for person in "ABCD")
    said = fact(TemperaturesTaken(readings=readings), "03-14 08:00", number=60, place=CELL)
    here = seen(said, at="03-15 09:30")
    (one,) = series(here.assessment.standing, people=("A",), place=CELL, forces=here.forces)
    assert [(flag.why, flag.times) for flag in one.flags] == [("same_for_all", 4)]


def test_somebody_not_measured_is_not_blank() -> None:
    excused = msgspec.structs.replace(
        WITH_FEVERS,
        clauses=tuple(
            msgspec.structs.replace(c, duty=msgspec.structs.replace(c.duty, excused_by=("not_measured",)))
            if c.id == "hygiene.temperature" else c
            for c in WITH_FEVERS.clauses
        ),
    )  # fmt: skip
    asleep = fact(NotMeasured(person="C", why="asleep"), "03-15 06:30", number=50)
    here = look(asleep, at="03-15 07:00", protocol=excused)
    (house,) = here.houses({"QZ-D"})
    drawn = sweeps_page(here.assessment, house=house, facts=here.record.facts, forces=here.forces)
    assert [square.place for square in drawn.todo] == [CELL, GATE]


USUAL = {
    "agent": "chlorine",
    "target_mg_l": 500,
    "measured_mg_l": 520,
    "contact_minutes": 30,
    "checked_by": "M",
}


@pytest.mark.parametrize(
    ("more", "worries"),
    [
        ({}, []),
        ({"measured_mg_l": 499}, ["weak"]),
        ({"measured_mg_l": None}, ["unmeasured"]),
        ({"contact_minutes": 29}, ["short"]),
        ({"checked_by": None}, ["unchecked"]),
        ({"checked_by": "officer"}, ["unchecked"]),
        ({"along_with": ("acid", "quaternary")}, ["mixed"]),
        ({"agent": "alcohol", "target_mg_l": 0, "measured_mg_l": None, "contact_minutes": 3}, []),
        (
            {"agent": "alcohol", "target_mg_l": 0, "measured_mg_l": None, "along_with": ("chlorine",)},
            ["mixed"],
        ),
    ],
)
def test_what_speaks_against_a_disinfection(more: dict[str, object], worries: list[str]) -> None:
    body = Disinfected(**{**USUAL, **more})  # type: ignore[arg-type]
    assert [one.worry for one in warned(body, strength=500, minutes=30, actor="officer")] == worries
    free = warned(body, strength=None, minutes=None, actor="officer")
    assert {one.worry for one in free} <= {"mixed", "unchecked"}


@pytest.mark.parametrize(
    ("one", "other", "never"),
    [
        ("chlorine", "acid", True), ("alcohol_75", "chlorine", True), ("peracetic_acid", "chlorine", True),
        ("chlorine", "quaternary", False), ("acid", "alcohol", False), ("chlorine", "soap", False),
        ("chlorine", "chlorine", False),
    ],
)  # fmt: skip
def test_agents_that_never_meet(one: str, other: str, never: bool) -> None:
    assert never_together(one, other) is never
    assert never_together(other, one) is never
