"""Names and their numbers."""

import pytest

from lazaretto.registers import naming
from lazaretto.registers.naming import Names


def test_a_name_keeps_its_number() -> None:
    names = Names()
    assert [names.number(name) for name in ("P1", "P2", "P1")] == [0, 1, 0]
    assert names.name(1) == "P2"
    assert len(names) == 2
    assert "P1" in names


def test_a_name_never_mentioned() -> None:
    names = Names()
    assert names.find("P1") == -1
    assert "P1" not in names
    for number in (-1, 0):
        with pytest.raises(IndexError):
            names.name(number)


def test_there_are_no_more_numbers_than_a_moment_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(naming, "LIMIT", 2)
    names = Names()
    names.number("P1")
    names.number("P2")
    with pytest.raises(OverflowError, match="split it by facility"):
        names.number("P3")
    assert names.find("P3") == -1
