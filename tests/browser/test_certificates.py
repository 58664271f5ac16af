"""The certificate of a round in a real browser: on a wall in Chinese, in a hand in English."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

Opened = Callable[..., Page]
Judged = Callable[[Page], None]
Taken = Callable[..., Path]
ROUNDS = "/facilities/QZ-D/rounds"


@pytest.mark.parametrize(
    ("language", "name", "width", "height"), [("zh-hans", "desk", 1920, 1080), ("en", "phone", 390, 844)]
)
def test_a_closed_round_shows_its_certificate_and_gives_its_files(
    page_as: Opened, accessible: Judged, screenshot: Taken, language: str, name: str, width: int, height: int,
) -> None:  # fmt: skip
    page = page_as("inspector", language=language, width=width, height=height)
    page.goto(ROUNDS)
    page.locator("#past a[href$='/certificate']").first.click()
    page.wait_for_url("**/certificate")
    expect(page.locator(".certificate-figure b")).to_contain_text("%")
    expect(page.locator(".certificate-code")).to_contain_text("lazaretto certificate facts-")
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    screenshot(page, f"certificate-{language}-{name}")
    with page.expect_download() as given:
        page.locator("a[href*='/certificate.json']").click()
    assert given.value.suggested_filename.startswith("certificate-")
