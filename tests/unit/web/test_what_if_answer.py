"""The twin's answer on a page: what is said beside the order in force; no figure without its range."""

import re
from dataclasses import replace

import msgspec
import pytest
from django.template.loader import render_to_string
from django.utils import translation

from lazaretto.twin.answer import Figure
from lazaretto.web.what_if_answer import AnswerPage, answer_page
from lazaretto.web.what_if_figures import per_of, plain, share, span, tells
from tests.answering import ALONE, LONGER, SHORT, question, reply

BREACHES = ((0.175, 0.10, 0.31), (0.176, 0.09, 0.32), (0.285, 0.1375, 0.45), (0.125, 0.054, 0.21))


@pytest.fixture(scope="module")
def page() -> AnswerPage:
    asked = question(SHORT, ALONE, LONGER)
    with translation.override("en"):
        return answer_page(asked, reply(asked, *BREACHES))


def test_the_lead_names_each_order_on_its_side(page: AnswerPage) -> None:
    assert page.lead == (
        "Fewer breaches than as ordered now (simulated): 4 · 14-14-14 — by 5 (4.6–10) of 100.",
        "More breaches than as ordered now (simulated): 3 · alone — by 11 (3.8–14) of 100.",
        "No difference in breaches that the assumptions let us see: 2 · leg 1: 14 d.",
        "Fewer person-days in quarantine than as ordered now (simulated): 2 · leg 1: 14 d — by 11,760"
        " (11,200–11,900).",
        "Not to be ordered as it is, because of days alone: 3 · alone.",
    )


def test_a_range_that_spans_nothing_is_no_difference(page: AnswerPage) -> None:
    said = page.orders[1].said[0]
    assert said.mark == "excused"
    assert said.words == (
        "Breaches: no difference that the assumptions let us see"
        " (simulated 9–32 of 100, and 10–31 as ordered now)."
    )


def test_a_cost_is_told_with_its_range(page: AnswerPage) -> None:
    assert "11,760 (11,200–11,900) fewer person-days in quarantine (simulated)." in [
        one.words for one in page.orders[1].said
    ]


def test_days_alone_beyond_the_law_are_not_to_be_ordered(page: AnswerPage) -> None:
    unlawful = [order.number for order in page.orders if order.unlawful]
    assert unlawful == [3]
    assert "alone in a cell for 56 days" in page.orders[2].unlawful
    assert "More than 15 days" in page.orders[2].unlawful


def test_what_is_beyond_the_law_already_is_said_in_short_of_the_others() -> None:
    asked = question(SHORT)
    held = reply(asked, *BREACHES[:2])
    answers = tuple(replace(one, alone_people=12) for one in held.comparison.answers)
    alone = msgspec.structs.replace(held, comparison=replace(held.comparison, answers=answers))
    with translation.override("en"):
        first, other = answer_page(asked, alone).orders
    assert "Put people together" in first.unlawful
    assert other.unlawful == (
        "Not to be ordered as it is: 12 alone for 49 days each, as now 12 for 56 days; the limit is 15."
    )


def test_fifteen_days_alone_are_within_the_law() -> None:
    legs = {1: {"days": 15, "tests_on": (1, 4, 7, 13)}, 2: {"days": 0}, 3: {"days": 0}}
    change = msgspec.convert({"name": "15 d alone", "legs": legs, "cohort": 1}, type(ALONE))
    asked = question(change)
    found = answer_page(asked, reply(asked, *BREACHES[:2]))
    assert found.orders[1].alone == 15
    assert not found.orders[1].unlawful


def test_cells_that_the_houses_do_not_have_are_missed() -> None:
    asked = question(ALONE)
    network = msgspec.structs.replace(asked.network, quarantine_cells=120)
    with translation.override("en"):
        found = answer_page(msgspec.structs.replace(asked, network=network), reply(asked, *BREACHES[:2]))
    assert found.orders[0].said == ()
    assert found.orders[1].said[-1].words == (
        "Too few cells: 159 are needed at once and 120 are there; 39 are missing."
    )
    assert found.pictures.cells.wide.limit is not None
    assert [bar.over for bar in found.pictures.cells.wide.bars] == [False, True]


def test_each_simulated_row_has_a_range_in_every_column(page: AnswerPage) -> None:
    planned = {"Cells of quarantine in use at once, at most", "Days alone, for each", "People alone"}
    simulated = [row for row in page.rows if row.name not in planned]
    assert len(simulated) == 12
    assert all(len(row.cells) == 4 for row in page.rows)
    assert all(spanned for row in simulated for _middle, spanned in row.cells)


def test_every_assumption_has_a_source(page: AnswerPage) -> None:
    assert len(page.rests) > 25
    assert all(rest.source for rest in page.rests)
    named = {rest.name for rest in page.rests if rest.of == "contacts"}
    assert "Staff infected by one in quarantine" in named
    assert not any(re.fullmatch(r"[a-z_]+", rest.name) for rest in page.rests)


def test_rare_chances_are_told_of_ten_thousand() -> None:
    assert per_of([Figure(0.001, 0.0, 0.004)]) == 10_000
    assert per_of([Figure(0.001, 0.0, 0.004), Figure(0.1, 0.0, 0.2)]) == 100
    assert str(share(Figure(0.0011, 0.0004, 0.004), per=10_000)) == "11 (4–40)"


@pytest.mark.parametrize(
    ("fewer", "said"),
    [
        (Figure(0.1, 0.01, 0.2), "fewer"),
        (Figure(-0.1, -0.2, -0.01), "more"),
        (Figure(0.1, -0.01, 0.2), "unseen"),
        (Figure(0.0, 0.0, 0.1), "unseen"),
        (Figure(0.0, 0.0, 0.0), "same"),
    ],
)
def test_only_a_range_on_one_side_is_a_difference(fewer: Figure, said: str) -> None:
    assert tells(fewer) == said


def test_numbers_are_plain_and_a_minus_is_not_a_dash() -> None:
    assert [plain(n) for n in (94168.3, 18.0, 3.41, 0.0, -0.04, -3.5)] == [
        "94,168", "18", "3.4", "0", "0", "−3.5",
    ]  # fmt: skip
    with translation.override("en"):
        assert span(-14, -3.8) == "−14 to −3.8"
        assert span(0, 5) == "0–5"
    assert (span(0, 0.03), span(-0.02, 0.03)) == ("<0.05", "±0.05")


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_the_page_says_simulated_and_draws_each_picture_twice(language: str) -> None:
    asked = question(SHORT, ALONE)
    with translation.override(language):
        answer = answer_page(asked, reply(asked, *BREACHES[:3], points=4))
        shown = render_to_string("web/what_if_result.html", {"answer": answer, "result": {}})
    assert shown.count("<svg viewBox") >= 2 * 8
    assert len(re.findall(r'role="img" aria-label="[^"]', shown)) == 2 * 8
    assert "4 / 16" in shown
    assert language != "en" or len(re.findall("simulated", shown, re.IGNORECASE)) > 10


def test_no_answer_shows_nothing() -> None:
    assert render_to_string("web/what_if_result.html", {"answer": None, "result": {}}).strip() == ""
