"""The twin's answer in a browser: words, pictures, a proposal, and why so many days; wall and phone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits

pytestmark = pytest.mark.slow  # the twin is lived for it
PAGE = "/what-if"
SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
PATIENCE = 180_000  # milliseconds: the engine may have to be compiled first


_asked: list[str] = []  # the page of the answer, which the city of this process keeps for a day


def _ask_once(page: Page) -> None:
    """Three orders beside the one in force; whoever comes later opens the answer that is there."""
    if _asked:
        page.goto(_asked[0])
        return
    page.goto(f"{PAGE}?start=designed&level=closed&days=30")
    ticks = page.locator(".what-ideas").get_by_role("checkbox")
    for number in range(3):
        ticks.nth(number).check()
    page.locator("form.what-form").get_by_role("button").last.click()
    expect(page).not_to_have_url(re.compile(r"\?start="))
    _asked.append(page.url)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_answer_is_read_in_words_and_pictures_and_becomes_a_proposal(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("detachment_leader", language=language, width=width, height=height)
    _ask_once(page)
    expect(page.locator('a[href$="report.pdf"]')).to_be_visible(timeout=PATIENCE)
    answer = page.locator("#what-answer")
    expect(answer.locator(".twin-order")).to_have_count(4)
    shown = "twin-wide" if size == "wall" else "twin-narrow"
    expect(answer.locator(f".{shown} svg").first).to_be_visible()
    accessible(page)
    assert fits(page)
    screenshot(page, f"what-if-answer-{language}-{size}", full_page=True)
    page.locator('a[href$="/proposal/2"]').click()
    expect(page.locator("main ol.lines li").first).to_be_visible()
    accessible(page)
    assert fits(page)
    screenshot(page, f"what-if-proposal-{language}-{size}")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_why_so_many_days_is_worked_out_and_drawn(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("detachment_leader", language=language, width=width, height=height)
    page.goto(f"{PAGE}/why")
    accessible(page)
    page.locator("#why form button").click()
    expect(page.locator(".twin-why li")).to_have_count(4, timeout=PATIENCE)
    accessible(page)
    assert fits(page)
    screenshot(page, f"what-if-why-{language}-{size}", full_page=True)
