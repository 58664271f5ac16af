"""The public format: what is read, what is wrong by line, and a judge that shares no code with the engine."""

import numpy as np
import pytest
from benchmarks.rostering import checking, plain
from hypothesis import given, settings
from hypothesis import strategies as st

from lazaretto.roster.engine import judging
from lazaretto.roster.engine.solving import solve
from lazaretto.roster.public.importing import read_instance
from lazaretto.roster.public.instance import Cover, Wish, Wrong
from lazaretto.roster.public.stating import problem_of
from tests.unit.roster.instances import SMALL, published

ABSENT = "the published instances are not here: set LAZARETTO_DATA to the folder that holds rostering/"
NAMES = ("Ann", "Bo", "Cy", "Di")
FREE = {name: [""] * 9 for name in NAMES}


def test_an_instance_says_what_its_file_says() -> None:
    said = read_instance(SMALL)
    assert said.wrong == []
    assert (said.days, said.names, said.people) == (9, ["E", "L"], list(NAMES))
    assert said.shifts[1].not_before == ("E",)
    assert said.staff[0].most == {"E": 9, "L": 2}
    assert said.off == {("Ann", 3), ("Cy", 0), ("Cy", 1)}
    assert said.wanted[1] == Wish("Bo", 4, "L", 3)
    assert said.unwanted == [Wish("Di", 5, "L", 4)]
    assert said.cover[1] == Cover(0, "L", 1, 100, 1)


@pytest.mark.parametrize(
    ("before", "after", "rule", "word"),
    [
        ("SECTION_COVER", "SECTION_CUVER", "no_section", "SECTION_CUVER"),
        ("E,480,", "E,480", "columns", "E,480"),
        ("L,600,E", "L,six,E", "number", "six"),
        ("E=9|L=2", "E=9|L", "pair", "L"),
        ("Bo,4,L,3", "Bob,4,L,3", "strange_person", "Bob"),
        ("Bo,4,L,3", "Bo,4,N,3", "strange_shift", "N"),
        ("Bo,4,L,3", "Bo,9,L,3", "strange_day", "9"),
        ("Di,E=0", "Cy,E=0", "twice", "Cy"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_with_its_line(
    before: str, after: str, rule: str, word: str
) -> None:  # fmt: skip
    line = next(n for n, text in enumerate(SMALL.splitlines(), 1) if before in text)
    assert read_instance(SMALL.replace(before, after, 1)).wrong[0] == Wrong(line, rule, word)


def test_what_a_file_lacks_is_said() -> None:
    said = read_instance("SECTION_SHIFTS\nE,480,\n")
    assert [wrong for wrong in said.wrong if wrong.line == 0] == [
        Wrong(0, "missing", "SECTION_HORIZON"), Wrong(0, "missing", "SECTION_STAFF"),
    ]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.sampled_from([0, 0, 1, 2]), min_size=9, max_size=9), min_size=4, max_size=4))
def test_two_judges_who_share_nothing_agree(letters: list[list[int]]) -> None:
    problem = problem_of(read_instance(SMALL))
    rows = np.array(letters)
    roster = {name: [problem.letters[x] for x in row] for name, row in zip(NAMES, letters, strict=True)}
    wrong = {NAMES.index(said.partition(":")[0]) for said in checking.broken(SMALL, roster)}
    assert set(judging.broken(problem, rows)) == wrong
    assert judging.cost(problem, rows) == checking.price(SMALL, roster)


@pytest.mark.parametrize(
    ("name", "row", "rule"),
    [
        ("Ann", "EEL.....", "not a row"),
        ("Ann", "LLL......", "too many L"),
        ("Ann", ".........", "0 minutes"),
        ("Di", "LLLLL....", "5 shifts in a row"),
        ("Bo", "..E..EE..", "1 days of work"),
        ("Bo", "EE.EE....", "1 days off"),
        ("Cy", ".....E...", "1 weekends"),
        ("Di", ".LE......", "E after L"),
        ("Cy", "E........", "works on 0"),
    ],
)
def test_the_checker_names_every_rule(name: str, row: str, rule: str) -> None:
    roster = FREE | {name: [letter.strip(".") for letter in row]}
    assert f"{name}: {rule}" in checking.broken(SMALL, roster)


def test_the_engine_and_a_plain_solver_prove_the_same_price() -> None:
    problem = problem_of(read_instance(SMALL))
    found = solve(problem, effort=20)
    assert found.proved
    assert found.letters is not None
    rows = zip(NAMES, found.letters, strict=True)
    roster = {name: [problem.letters[x] for x in row] for name, row in rows}
    assert checking.broken(SMALL, roster) == []
    assert checking.price(SMALL, roster) == found.cost
    other = plain.solve(SMALL, 20, lambda: 0.0)
    assert other.roster is not None
    assert checking.price(SMALL, other.roster) == found.cost == other.bound


@pytest.mark.parametrize("number", [1, 2, 3, 4, 6, 7, 8, 11, 12, 13, 20])
def test_the_published_instances_are_read_whole(number: int) -> None:
    text = published(number)
    if text is None:
        pytest.skip(ABSENT)
    said = read_instance(text)
    assert said.wrong == []
    assert len(said.cover) == len(checking.sections(text)["COVER"])


def test_a_published_instance_is_proved_best() -> None:
    text = published(2)
    if text is None:
        pytest.skip(ABSENT)
    found = solve(problem_of(read_instance(text)), effort=60)
    assert (found.cost, found.bound, found.proved) == (828, 828, True)
