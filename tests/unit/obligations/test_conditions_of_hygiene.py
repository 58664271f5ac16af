"""Conditions of sweeps and disinfections, each by its name: what was copied, mixed or left unchecked."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from lazaretto.facts.fact import Fact
from lazaretto.facts.hygiene import Disinfected, Reading, TemperaturesTaken
from lazaretto.obligations.conditions import CONDITIONS
from tests.stating import fact, house, record_of, second

AREA, CELL, OTHER = "QZ-D/K/gate", "QZ-D/G1/01", "QZ-D/G1/02"
SLOTS = [f"03-{day:02} {hour}" for day in range(1, 13) for hour in ("08:00", "12:00", "18:00")]


def found(condition: str, facts: Sequence[Fact], **settings: int) -> list[tuple[str, int]]:
    record = record_of([house(), *facts])
    end = second("04-30 00:00")
    rows = CONDITIONS[condition].find(record.standing(at=end), settings, second("02-01 00:00"), end + 1)
    return [
        (record.names.name(key), at)
        for key, at in sorted(zip(rows.key.tolist(), rows.occurred.tolist(), strict=True), key=lambda r: r[1])
    ]


def swept(number: int, *tenths: int, place: str = CELL, turned: bool = False) -> Fact:
    readings = [Reading(person=f"P{n}", celsius_tenths=t) for n, t in enumerate(tenths)]
    body = TemperaturesTaken(readings=tuple(readings[::-1] if turned else readings))
    return fact(body, SLOTS[number], number=100 + number, place=place)


def cleaned(number: int, **more: object) -> Fact:
    said = {
        "agent": "chlorine",
        "target_mg_l": 500,
        "measured_mg_l": 520,
        "contact_minutes": 30,
        "checked_by": "M",
    }
    return fact(Disinfected(**{**said, **more}), SLOTS[number], number=200 + number, place=AREA)  # type: ignore[arg-type]


def test_copied_sweep() -> None:
    told = [
        swept(0, 362, 365, 367), swept(1, 362, 365, 367, turned=True), swept(2, 362, 365, 367),
        swept(3, 362, 365, 366), swept(4, 362, 365, 367),
    ]  # fmt: skip
    settings = {"people": 3, "sweeps": 2, "alike": 8}
    assert found("copied_sweep", told, **settings) == [(CELL, second(SLOTS[2]))]
    assert found("copied_sweep", told, **{**settings, "people": 4}) == []
    assert len(found("copied_sweep", told, **{**settings, "sweeps": 1})) == 2


def test_copied_sweep_is_not_broken_by_one_measured_again() -> None:
    told = [swept(0, 362, 365, 380), swept(1, 380), swept(2, 362, 365, 380), swept(3, 362, 365, 380)]
    assert found("copied_sweep", told, people=3, sweeps=2, alike=8) == [(CELL, second(SLOTS[3]))]


def test_copied_sweep_where_all_show_the_same() -> None:
    told = [swept(0, *[365] * 8), swept(1, *[365] * 7), swept(2, *[365] * 7, 366)]
    assert found("copied_sweep", told, people=3, sweeps=2, alike=8) == [(CELL, second(SLOTS[0]))]


def test_copied_strips() -> None:
    exact = [cleaned(number, measured_mg_l=500) for number in range(6)]
    assert found("copied_strips", exact, run=6) == [(AREA, second(SLOTS[5]))]
    assert found("copied_strips", exact, run=7) == []
    assert found("copied_strips", [*exact[:5], cleaned(5)], run=6) == []
    without = [cleaned(number, measured_mg_l=0, target_mg_l=0) for number in range(6)]
    assert found("copied_strips", without, run=6) == []  # an agent without a strength


def test_disinfectants_mixed() -> None:
    told = [
        cleaned(0, along_with=("acid",)), cleaned(1, along_with=("quaternary",)), cleaned(2),
        cleaned(3, agent="alcohol_75", along_with=("chlorine",)), cleaned(4, along_with=("soap",)),
    ]  # fmt: skip
    assert found("disinfectants_mixed", told) == [(AREA, second(SLOTS[0])), (AREA, second(SLOTS[3]))]
    assert found("disinfectants_mixed", [cleaned(0)]) == []


def test_disinfection_unchecked() -> None:
    told = [cleaned(0), cleaned(1, checked_by=None), cleaned(2, checked_by="officer")]
    assert found("disinfection_unchecked", told) == [(AREA, second(SLOTS[1])), (AREA, second(SLOTS[2]))]


sweeps = st.lists(
    st.tuples(st.sampled_from((CELL, OTHER)), st.lists(st.sampled_from((365, 366)), min_size=1, max_size=4)),
    max_size=len(SLOTS),
)


@given(sweeps, st.integers(1, 3), st.integers(1, 3), st.integers(2, 5))
def test_copied_sweeps_are_those_a_naive_reader_finds(
    told: list[tuple[str, list[int]]], people: int, before: int, alike: int
) -> None:
    facts = [swept(number, *tenths, place=place) for number, (place, tenths) in enumerate(told)]
    expected: list[tuple[str, int]] = []
    for number, (place, tenths) in enumerate(told):
        earlier = [t for p, t in told[:number] if p == place and len(t) >= people][-before:]
        long = len(tenths) >= people
        repeats = long and len(earlier) == before and all(old == tenths for old in earlier)
        same = len(tenths) >= alike and len(set(tenths)) == 1
        if repeats or same:
            expected.append((place, second(SLOTS[number])))
    assert found("copied_sweep", facts, people=people, sweeps=before, alike=alike) == expected
