"""The day's log and the store in a real browser: they fit, and everybody can use them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits

LOG, STOCK = "/facilities/QZ-D/log", "/facilities/QZ-D/stock"
SIZES = {"wall": (1920, 1080), "phone": (390, 844)}


@pytest.mark.parametrize(("where", "name", "language", "size"), [
    (LOG, "log", "zh-hans", "wall"),
    (STOCK, "store", "en", "phone"),
    pytest.param(LOG, "log", "en", "phone", marks=pytest.mark.slow),
    pytest.param(STOCK, "store", "zh-hans", "wall", marks=pytest.mark.slow),
])  # fmt: skip
def test_the_page_is_accessible_and_fits(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], where: str,
    name: str, language: str, size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("duty_officer", language=language, width=width, height=height)
    page.goto(where)
    expect(page.locator("main h1")).to_be_visible()
    accessible(page)
    assert fits(page)
    screenshot(page, f"{name}-{language}-{size}", full_page=True)


@pytest.mark.slow
def test_a_lot_is_received_and_taken_by_keyboard(page_as: PageAs) -> None:
    page = page_as("duty_officer", language="en", java_script_enabled=False)
    page.goto(STOCK)
    page.locator("#batch").fill("G-7")
    page.locator("#item").select_option("gloves")
    page.locator("#pieces").fill("40")
    page.get_by_role("button", name="Received").click()
    expect(page.locator("#lots")).to_contain_text("G-7")
