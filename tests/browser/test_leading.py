"""Levels, leaders and the bottom lines in a real browser: they fit, and everybody can use them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits

SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
LINE = "/bottom-lines/four-layer-2022/nobody-mixed"
PAGES = {
    "levels": ("detachment_leader", "/levels"),
    "levels-preview": ("detachment_leader", "/levels?level=outbreak"),
    "leaders": ("detachment_leader", "/leaders"),
    "bottom-lines": ("detachment_officer", "/bottom-lines"),
    "bottom-line": ("detachment_officer", LINE),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("screen", PAGES)
def test_the_page_is_accessible_and_fits(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], screen: str,
    language: str, size: str,
) -> None:  # fmt: skip
    role, address = PAGES[screen]
    width, height = SIZES[size]
    page = page_as(role, language=language, width=width, height=height)
    page.goto(address)
    expect(page.locator("main h1")).to_be_visible()
    accessible(page)
    assert fits(page)
    screenshot(page, f"{screen}-{language}-{size}", full_page=True)


def test_a_figure_of_the_board_leads_to_its_line_and_the_line_to_all(page_as: PageAs) -> None:
    page = page_as("detachment_officer", language="en", width=1920, height=1080)
    page.goto("/")
    page.locator(".tiles a.tile", has_text="Nobody mixed before clearance").click()
    page.wait_for_url(f"**{LINE}")
    expect(page.locator("main h1")).to_have_text("Nobody mixed before clearance")
    page.get_by_role("link", name="12 weeks").click()
    expect(page.locator(".zero-houses svg").first.locator("rect")).to_have_count(84)
    page.locator(".crumbs").get_by_role("link", name="Bottom lines").click()
    expect(page.locator(".zero-line")).to_have_count(4)


def test_a_level_is_looked_at_before_it_is_ordered(page_as: PageAs) -> None:
    page = page_as("detachment_leader", language="en", width=390, height=844)
    page.goto("/levels")
    orders = page.locator("#history .line-row")
    expect(orders.first).to_be_visible()
    before = orders.count()
    page.goto("/levels?level=outbreak")
    expect(page.locator("#changes h2")).to_contain_text("outbreak")
    expect(page.locator("#changes tbody tr").first).to_be_visible()
    page.goto("/levels")
    expect(orders).to_have_count(before)
