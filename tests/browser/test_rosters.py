"""The roster of a house as people use it: read on a wall and under a thumb, planned before their eyes."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits

ROSTER = "/facilities/QZ-D/roster"
SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
SCREENS = {
    "roster": ("leader", ROSTER),
    "roster-by-post": ("inspector", f"{ROSTER}?by=posts"),
    "roster-plan": ("duty_officer", f"{ROSTER}/plan"),
    "posts": ("leader", "/facilities/QZ-D/posts"),
}
PATIENCE = 60_000  # milliseconds: the planner of the small city looks for six seconds


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_of_the_roster_is_accessible_and_fits(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path],
    screen: str, language: str, size: str,
) -> None:  # fmt: skip
    role, address = SCREENS[screen]
    width, height = SIZES[size]
    page = page_as(role, language=language, width=width, height=height)
    page.goto(address)
    assert page.locator("h1").count() == 1
    accessible(page)
    assert fits(page)
    screenshot(page, f"{screen}-{language}-{size}", full_page=screen != "roster")  # a hundred lines


@pytest.mark.slow
def test_a_roster_is_worked_out_before_ones_eyes_stopped_and_put_forward(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path]
) -> None:
    page = page_as("duty_officer", language="en", width=1440, height=900)
    page.goto(f"{ROSTER}/plan")
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_role("heading", name="The planner is at work")).to_be_visible()
    expect(page.locator("#progress")).to_contain_text(
        re.compile("at most .* % dearer|first roster|proved"), timeout=PATIENCE
    )
    accessible(page)
    screenshot(page, "roster-at-work-en")
    stop = page.get_by_role("button", name="Stop, and keep the best so far")
    if stop.is_visible():
        stop.click()
    forward = page.get_by_role("button", name="Put it forward as a draft")
    expect(forward).to_be_visible(timeout=PATIENCE)
    accessible(page)
    screenshot(page, "roster-worked-out-en")
    page.set_viewport_size({"width": 390, "height": 844})
    assert fits(page)
    forward.click()
    expect(page.get_by_role("heading", name="Draft of a roster")).to_be_visible()
    accessible(page)
    assert fits(page)
    expect(page.get_by_role("button", name="Sign and publish")).to_have_count(0)  # an officer signs nothing


def test_by_night_it_is_accessible_and_on_paper_it_lies_on_its_side(
    page_as: PageAs, accessible: Callable[[Page], None]
) -> None:
    page = page_as("leader", language="zh-hant", width=1920, height=1080, theme="dark")
    page.goto(ROSTER)
    accessible(page)
    sheets = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))
    assert sheets
    assert all(float(width) > float(height) for width, height in sheets)
