"""What is still blank of a day is said a duty at a time, not a cell at a time."""

from dataclasses import dataclass

from lazaretto.web.templatetags.keeping import by_duty


@dataclass(frozen=True)
class Told:
    """As much of a group as its line needs."""

    state: str
    document: str
    clause: str
    place: str | None
    items: tuple[int, ...]


def told(state: str, clause: str, place: str | None, items: int) -> Told:
    return Told(state, "model", clause, place, tuple(range(items)))


def test_cells_of_one_duty_are_one_line_and_what_was_missed_is_another() -> None:
    groups = [
        told("missed", "sweep", "G1/02", 9), told("owed", "sweep", "G1/01", 9), told("owed", "look", None, 1),
        told("owed", "sweep", "G1/02", 10), told("owed", "sweep", "G1/01", 1),
    ]  # fmt: skip
    lines = [(one.first.state, one.first.clause, one.places, one.count) for one in by_duty(groups)]  # type: ignore[arg-type]  # as much of them as it reads
    assert lines == [
        ("missed", "sweep", ("G1/02",), 9), ("owed", "sweep", ("G1/01", "G1/02"), 20),
        ("owed", "look", (), 1),
    ]  # fmt: skip
