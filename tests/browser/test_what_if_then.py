"""What the twin said on a past day beside what came, as people look at it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits

pytestmark = pytest.mark.slow  # the twin is lived for it
PAGE = "/what-if/then"
SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
PATIENCE = 120_000  # milliseconds: the engine may have to be compiled first


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_past_day_is_accessible_and_fits(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("detachment_leader", language=language, width=width, height=height)
    page.goto(PAGE)
    expect(page.locator(".twin-pictures section")).to_have_count(4, timeout=PATIENCE)
    expect(page.locator("b.chip")).to_be_visible()
    page.locator(".fan-table summary").first.click()
    days = int(page.locator(".fan-table").first.locator("tbody tr").count())
    assert 1 <= days <= 60
    accessible(page)
    assert fits(page)
    page.locator(".fan-table summary").first.click()
    screenshot(page, f"what-if-then-{language}-{size}", full_page=size == "phone")
