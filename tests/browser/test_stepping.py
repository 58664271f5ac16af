"""The counting of a person's steps: what a thought, a key and a word cost, and that hidden red is caught."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PageAs
from tests.browser.stepping import ANSWER, BUTTON, HOME, KEY, POINT, THINK, WORDS_A_MINUTE, Stepper

RED = '<span class="mark is-late">late</span>'


def shown(page_as: PageAs, main: str) -> Page:
    page = page_as(None, language="en", width=390, height=844)
    page.set_content(f"<main>{main}</main>")
    return page


def test_an_act_costs_what_the_model_says(page_as: PageAs) -> None:
    steps = Stepper(shown(page_as, '<input id="a"><button type="button">go</button>'))
    with steps.part("all"):
        steps.type(steps.page.locator("#a"), "12345")
        steps.press(steps.page.locator("button"))
    act = THINK + POINT + 2 * BUTTON
    assert steps.seconds == pytest.approx(2 * act + 2 * HOME + 5 * KEY)  # to the keys, and back
    assert (steps.parts[0].presses, steps.parts[0].keys) == (2, 5)


def test_only_words_in_sight_are_read_and_ways_are_not(page_as: PageAs) -> None:
    below = '<p style="margin-top: 2000px">out of sight</p>'
    steps = Stepper(shown(page_as, f"<nav>Day sheet</nav><p>three words here</p>{below}"))
    with steps.part("all"):
        steps.read()
    assert steps.parts[0].words == 3
    assert steps.seconds == pytest.approx(ANSWER + 60 * 3 / WORDS_A_MINUTE)


@pytest.mark.parametrize(
    ("main", "hidden", "wrong"),
    [
        (RED, 0, 1),
        (f'<p style="margin-top: 2000px">{RED}</p>', 1, 0),
        (f'<p style="margin-top: 2000px">{RED}</p>' + RED, 1, 0),
        (RED + f'<p style="margin-top: 2000px">{RED}</p>', 0, 1),
        (f'<span class="is-none">{RED}</span>', 0, 0),  # a nought of a sum is not wrong
        (f"<details><summary>more</summary>{RED}</details>", 0, 0),
        ("<p>all is well</p>", 0, 0),
    ],
)
def test_what_is_wrong_and_out_of_sight_is_caught(
    page_as: PageAs, main: str, hidden: int, wrong: int
) -> None:
    steps = Stepper(shown(page_as, main))
    with steps.part("all"):
        steps.read()
    assert (len(steps.hidden), len(steps.wrong)) == (hidden, wrong)
