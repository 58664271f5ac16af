"""A published number and how the twin comes to it: what the page shows and what the tests hold."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from validation.part import Row, near


@dataclass(frozen=True, slots=True)
class Case:
    """One number without chance. by: how near the twin must come; ours: reckons it anew."""

    name: str
    expected: float
    source: str
    by: float
    ours: Callable[[], float]

    def __str__(self) -> str:
        return self.name


def rows(cases: Iterable[Case]) -> tuple[Row, ...]:
    """Every case, reckoned."""
    return tuple(near(case.name, case.expected, case.source, case.ours(), by=case.by) for case in cases)
