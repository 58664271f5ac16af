"""The rows of people at the door: what was typed is read row by row, and nothing typed is lost."""

from typing import Any

import pytest
from django.http import QueryDict

from lazaretto.placement.people import AtTheDoor
from lazaretto.web import door


def typed(**fields: str) -> QueryDict:
    """A form as it is posted; ``person_0`` is the field ``person-0``."""
    form = QueryDict(mutable=True)
    for name, value in fields.items():
        form[name.replace("_", "-")] = value
    return form


def test_a_row_is_a_person_and_an_empty_row_is_none() -> None:
    shown, people = door.read(
        typed(person_0=" X1 ", sex_0="male", age_0="34", group_0="G", health_0="contact", person_4="X2")
    )
    assert people == [
        AtTheDoor(person="X1", sex="male", age=34, case_group="G", health="contact"), AtTheDoor(person="X2"),
    ]  # fmt: skip
    assert [(row.number, row.person, row.error) for row in shown] == [(0, "X1", ""), (1, "X2", "")]


@pytest.mark.parametrize(
    "row",
    [
        {"person_0": "", "age_0": "34"},
        {"person_0": "X1", "age_0": "young"},
        {"person_0": "X1", "age_0": "131"},
        {"person_0": "X1", "age_0": "-1"},
        {"person_0": "X1", "sex_0": "other"},
        {"person_0": "X1", "health_0": "fine"},
        {"person_0": "X" * 200},
    ],
)
def test_a_wrong_row_says_so_and_keeps_what_was_typed(row: dict[str, Any]) -> None:
    shown, people = door.read(typed(**row, person_1="X2"))
    assert [person.person for person in people] == ["X2"]
    assert shown[0].error
    assert shown[0].person == row["person_0"]


def test_somebody_typed_twice_is_taken_once() -> None:
    shown, people = door.read(typed(person_0="X1", person_1="X1"))
    assert len(people) == 1
    assert [bool(row.error) for row in shown] == [False, True]


def test_there_are_always_empty_rows_to_fill_in() -> None:
    assert len(door.with_blanks([])) == door.BLANK
    shown, _people = door.read(typed(**{f"person_{n}": f"X{n}" for n in range(door.LIMIT)}))
    assert len(door.with_blanks(shown)) == door.LIMIT
