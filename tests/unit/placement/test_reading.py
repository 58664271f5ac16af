"""Every row of a bad question is named, each once, with what to do; a good one is read as it stands."""

import json
from typing import Any

import jsonschema
import msgspec
import pytest

from lazaretto.cli.words import WORDS
from lazaretto.placement.proposing import propose
from lazaretto.placement.reading import read, schema
from tests.house.tree import ROOT

EXAMPLE = (ROOT / "docs" / "reference" / "place-request.json").read_bytes()


def faults(**changes: Any) -> list[tuple[str, str]]:
    """(code, path) of what is wrong with the example once changed: ``newcomers__2__sex="x"``."""
    value = json.loads(EXAMPLE)
    for path, new in changes.items():
        *way, last = [int(step) if step.isdigit() else step for step in path.split("__")]
        at = value
        for step in way:
            at = at[step]
        at[last] = new
    found = read(json.dumps(value).encode())
    assert (found.request is None) == bool(found.faults)
    return [(fault.code, fault.path) for fault in found.faults]


def test_the_example_is_sound_and_so_is_its_answer() -> None:
    request = read(EXAMPLE).request
    assert request is not None
    jsonschema.validate(json.loads(EXAMPLE), schema())
    answer = json.loads(msgspec.json.encode(propose(request)))
    jsonschema.validate(answer, {**schema(), "$ref": "#/$defs/Proposal"})
    assert read(msgspec.json.encode(request)).request == request


@pytest.mark.parametrize(
    ("changes", "code", "path"),
    [
        ({"newcomers__2__sex": "m"}, "malformed", "newcomers[2]"),
        ({"newcomers__2__colour": "red"}, "malformed", "newcomers[2]"),
        ({"rooms__3__capacity": -1}, "malformed", "rooms[3]"),
        ({"rooms__3": 7}, "malformed", "rooms[3]"),
        ({"rules": {"same_day": True}}, "malformed", ""),
        ({"newcomers": 7}, "malformed", ""),
        ({"newcomers__1__person": "A-101"}, "person_twice", "newcomers[1]"),
        ({"rooms__1__occupants__0__person": "A-100"}, "person_twice", "rooms[1].occupants[0]"),
        ({"rooms__3__place": "QZ-D/T/03"}, "room_twice", "rooms[3]"),
        ({"newcomers__1__person": "A-100"}, "placed_already", "newcomers[1]"),
        ({"newcomers__0__apart_from": ["A-101"]}, "apart_from_oneself", "newcomers[0]"),
        ({"rooms__0__capacity": 1}, "over_capacity", "rooms[0]"),
        ({"rooms__0__state": "free"}, "not_free", "rooms[0]"),
        ({"rooms__2__state": "filling"}, "nobody_inside", "rooms[2]"),
        ({"rooms__2__place": "TS-D/T/03"}, "other_facility", "rooms[2]"),
        ({"newcomers__0__present": "QZ-D/T/77"}, "present_nowhere", "newcomers[0]"),
        ({"rooms__2__kept_for": ["A-101"], "rooms__3__kept_for": ["A-101"]}, "promised_twice",
         "rooms[3].kept_for[0]"),
        ({"newcomers__0__arrived": "2022-04-11"}, "arrives_later", "newcomers[0]"),
        ({"rooms__1__cohort__day": "2022-04-11"}, "cohort_later", "rooms[1]"),
    ],
)  # fmt: skip
def test_what_is_wrong_stands_on_its_row(changes: dict[str, Any], code: str, path: str) -> None:
    assert (code, path) in faults(**changes)
    assert f"fault_{code}" in WORDS
    assert faults() == []


def test_several_rows_at_once_are_all_named() -> None:
    found = faults(newcomers__0__sex="m", newcomers__3__sex="m", rooms__5__capacity="two")
    assert [path for _, path in found] == ["newcomers[0]", "newcomers[3]", "rooms[5]"]


@pytest.mark.parametrize("data", [b"", b"[]", b"7", b"{", b"\xff", b'{"facility": 7}', b"null"])
def test_what_is_no_question_at_all_is_said_not_raised(data: bytes) -> None:
    found = read(data)
    assert found.request is None
    assert [fault.code for fault in found.faults] == ["malformed"]
