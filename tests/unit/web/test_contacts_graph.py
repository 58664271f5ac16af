"""The rings: a dot a person while they fit, a dot a place where they do not; nobody is left out."""

from datetime import UTC, datetime

import pytest

from lazaretto.tracing.telling import CompanyShared, ContactLine, Numbers, Traced
from lazaretto.web.contacts_graph import RINGS, SHOWN, graph

AT = datetime(2022, 3, 15, tzinfo=UTC)


def line(
    person: str, degree: int, via: str | None, cell: str = "QZ-D/T/01", minutes: int = 60
) -> ContactLine:
    shared = CompanyShared("cell", minutes, AT, AT, via, close=True, assumed=False)
    return ContactLine(person, degree, "QZ-D", cell, (shared,), None)


def traced(*lines: ContactLine) -> Traced:
    return Traced("A", AT, AT, 2, 0, ("cell",), lines, 0, Numbers(), None)


def test_nobody_is_no_picture() -> None:
    assert graph(traced()) is None


def test_each_has_a_dot_on_the_ring_of_their_degree_and_a_line() -> None:
    found = graph(traced(line("B", 1, "A"), line("C", 2, "B"), line("D", 2, None)))
    assert found is not None
    assert found.rings == RINGS[:2]
    assert {dot.one.person: dot.degree for dot in found.dots if dot.one} == {"B": 1, "C": 2, "D": 2}
    assert len(found.lines) == 2  # by whom D was exposed is outside the scope
    assert found.companies == ("cell",)


@pytest.mark.parametrize("narrow", [False, True])
def test_a_full_ring_is_drawn_by_place_and_holds_everybody(narrow: bool) -> None:
    many = [line(f"P{n:03}", 1 + n % 2, "A", cell=f"QZ-D/G{n % 5}/01") for n in range(SHOWN + 10)]
    found = graph(traced(*many), narrow=narrow)
    assert found is not None
    assert sorted(one.person for dot in found.dots for one in dot.people) == [one.person for one in many]
    assert len(found.dots) < len(many)
    assert found.worded is not narrow


def test_longer_is_thicker() -> None:
    found = graph(traced(*(line(f"P{n:05}", 1, "A", minutes=n) for n in (10, 100, 1000, 5000, 20_000))))
    assert found is not None
    widths = [drawn.width for drawn in found.lines]
    assert sorted(set(widths)) == widths
