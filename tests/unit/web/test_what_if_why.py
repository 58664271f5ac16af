"""Why so many days: the sentences follow the figures, each curve is drawn, each figure has its range."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from lazaretto.actions.explain_days import WhyPage
from lazaretto.twin.answer import Figure, Finding, Left
from lazaretto.web.what_if_why import Why, why
from tests.answering import ALONE, question, reply

DAYS = tuple(range(64))
# Chances that somebody has infectiousness left, by people in a cell and day (one infected arrival, no tests).
PUBLISHED = {
    1: {14: 0.0, 21: 0.0, 28: 0.0, 42: 0.0, 56: 0.0},
    2: {14: 0.059, 21: 0.00003, 28: 0.0, 42: 0.0, 56: 0.0},
    4: {14: 0.205, 21: 0.045, 28: 0.0032, 42: 0.0, 56: 0.0},
    8: {14: 0.320, 21: 0.214, 28: 0.080, 42: 0.0025, 56: 0.00005},
    40: {14: 0.453, 21: 0.451, 28: 0.447, 42: 0.138, 56: 0.010},
}


def finding(own: float = 0.0) -> Finding:
    asked = question(ALONE)
    beside = reply(asked, (0.17, 0.1, 0.3), (0.28, 0.2, 0.4)).comparison
    cells = tuple(_left(people, {day: chance + own for day, chance in by_day.items()})
                  for people, by_day in PUBLISHED.items())  # fmt: skip
    return Finding(
        days=DAYS, cells=cells, beside=beside, disease="covid-ancestral", contacts="contacts-2022",
        points=16, chains=1000, seed=1,
    )  # fmt: skip


def _left(people: int, by_day: dict[int, float]) -> Left:
    told = [by_day[min((day for day in by_day if day >= at), default=56)] for at in DAYS]
    return Left(people, Figure(1.0, 0.5, 2.0), tuple(Figure(one, one / 2, one * 2) for one in told))


@pytest.fixture(scope="module")
def page() -> Why:
    with translation.override("en"):
        return why(finding())


def test_own_infection_never_justifies_fifty_six_days(page: Why) -> None:
    assert page.own.endswith("Time since one's own infection never justifies 56 days.")


def test_the_sentence_is_left_out_where_the_figures_do_not_bear_it() -> None:
    with translation.override("en"):
        assert "never justifies" not in why(finding(own=0.02)).own


def test_the_dormitory_stands_beside_the_single_cell_with_ranges(page: Why) -> None:
    assert (
        "In a dormitory of 40, 45 (22–89) of 100 chains are still alive after 28 days and 1 (0.5–2)"
        in page.cohort
    )
    assert "alone, 0 of 100 after 14 days (simulated)" in page.cohort


def test_staff_and_the_human_price_are_said(page: Why) -> None:
    assert "through staff in 10 (6–18) of 100 lives" in page.doors
    assert "Of the last, 1.4 (1–2) were infected in the quarantine itself" in page.doors
    assert "56 days in quarantine" in page.price


def test_a_curve_for_each_cell_the_lowest_is_ones_own(page: Why) -> None:
    for plot in (page.picture.wide, page.picture.narrow):
        assert len(plot.curves) == 5
        heights = [float(curve.marks[3][1]) for curve in plot.curves]  # on day 21
        assert heights == sorted(heights, reverse=True)


def test_the_table_tells_each_day_of_each_cell(page: Why) -> None:
    assert [people for people, _ in page.rows] == [1, 2, 4, 8, 40]
    eight = dict(page.rows)[8]
    assert eight[:3] == (("32", "16–64"), ("21", "11–43"), ("8", "4–16"))


@pytest.mark.parametrize(
    ("found", "running", "failed", "said"),
    [
        (True, False, False, "What the days are for"),
        (False, True, False, "The twin is working it out"),
        (False, False, True, "ended without a finding"),
        (False, False, False, "Nobody has worked it out"),
    ],
)
def test_each_state_of_the_page_says_what_it_is(found: bool, running: bool, failed: bool, said: str) -> None:
    held = finding() if found else None
    state = WhyPage(question().protocol, "measles", (), held, None, running, failed, may_ask=False)
    with translation.override("en"):
        shown = render_to_string(
            "web/what_if_why_told.html", {"page": state, "why": why(held) if held else None}
        )
    assert said in shown
    assert ("hx-get" in shown) == running
    assert ("<form" in shown) != running
    assert "post" not in shown
