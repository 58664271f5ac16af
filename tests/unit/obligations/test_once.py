"""What a reader counts once for everyone who asks of one assessment."""

from uuid import UUID

from lazaretto.facts.periods import Period
from lazaretto.obligations.assessing import assess
from tests.stating import moment, standing_of


def test_it_is_counted_once_under_each_name() -> None:
    assessment = assess(
        forces=(), standing=standing_of([]), window=Period(moment("03-15 00:00"), moment("03-16 00:00")),
        fact_id=lambda number: UUID(int=number),
    )  # fmt: skip
    counted: list[str] = []

    def count(what: str) -> int:
        counted.append(what)
        return len(counted)

    assert [assessment.once("heads", lambda: count("heads")) for _ in range(3)] == [1, 1, 1]
    assert assessment.once("beds", lambda: count("beds")) == 2
    assert counted == ["heads", "beds"]
    assert assessment.next_change() is None
