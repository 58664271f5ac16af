"""Strength, check-ins and one's own page in a real browser: they fit, and everybody can use them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits

SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
SCREENS = {
    "strength": ("leader", "/facilities/QZ-D/strength"),
    "strength-everywhere": ("detachment_officer", "/strength"),
    "check-ins": ("duty_officer", "/facilities/QZ-D/check-ins"),
    "me": ("doctor", "/me"),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("screen", SCREENS)
def test_the_page_is_accessible_and_fits(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], screen: str,
    language: str, size: str,
) -> None:  # fmt: skip
    role, address = SCREENS[screen]
    width, height = SIZES[size]
    page = page_as(role, language=language, width=width, height=height)
    page.goto(address)
    expect(page.locator("main h1")).to_be_visible()
    accessible(page)
    assert fits(page)
    screenshot(page, f"{screen}-{language}-{size}", full_page=screen != "check-ins")  # a line a person
