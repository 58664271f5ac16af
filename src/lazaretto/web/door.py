"""The people at the door as the officer types them: a row each, a wrong row said by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from django.http import QueryDict
from django.utils.translation import gettext as _

from lazaretto.placement.people import AtTheDoor

BLANK = 3  # empty rows that follow those filled in
LIMIT = 60  # rows of one form
FIELDS = ("person", "sex", "age", "group", "health")
SEXES, HEALTHS = ("female", "male"), ("ordinary", "contact", "unwell", "infectious")


@dataclass(frozen=True, slots=True)
class DoorRow:
    """One row as typed, and what is wrong with it."""

    number: int
    person: str = ""
    sex: str = ""
    age: str = ""
    group: str = ""
    health: str = ""
    error: str = ""


def read(typed: QueryDict) -> tuple[list[DoorRow], list[AtTheDoor]]:
    """The rows with their faults, then the people of the good ones. A row without anything is none."""
    shown: list[DoorRow] = []
    people: list[AtTheDoor] = []
    for number in range(LIMIT):
        values = {name: " ".join(typed.get(f"{name}-{number}", "").split()) for name in FIELDS}
        if not any(values.values()):
            continue
        person, error = _person(values, before=[one.person for one in people])
        shown.append(DoorRow(len(shown), **values, error=error))
        if person is not None:
            people.append(person)
    return shown, people


def with_blanks(shown: Sequence[DoorRow]) -> list[DoorRow]:
    """The rows, and empty ones to fill in."""
    count = min(len(shown) + BLANK, LIMIT)
    return [*shown, *(DoorRow(number) for number in range(len(shown), count))]


def _person(values: dict[str, str], *, before: Sequence[str]) -> tuple[AtTheDoor | None, str]:
    """The person of a row, or why it is none."""
    if not values["person"]:
        return None, _("Type the person's number.")
    if values["person"] in before:
        return None, _("This person is in a row above: delete one of the two.")
    if values["age"] and not (values["age"].isdecimal() and int(values["age"]) <= 130):
        return None, _("The age is a whole number of years; leave it empty if nobody knows it.")
    said = {
        "person": values["person"], "sex": values["sex"] or "unknown",
        "health": values["health"] or "unknown",
        "age": int(values["age"]) if values["age"] else None, "case_group": values["group"] or None,
    }  # fmt: skip
    try:
        return msgspec.convert(said, AtTheDoor), ""
    except msgspec.ValidationError:
        return None, _("This row cannot be read. Check the number, and choose the others from the lists.")
