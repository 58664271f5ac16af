"""Directives and the daily dispatch in a real browser: they fit, everybody can use them, a thumb answers."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits

SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
ALL, HOUSE, LIST, NEW = "/directives", "/facilities/QZ-D/directives", "/dispatches", "/directives/new"
LINES = "/facilities/QZ-D/dispatch"


@pytest.mark.parametrize(("role", "where", "name", "language", "size"), [
    ("detachment_officer", ALL, "directives", "zh-hans", "wall"),
    ("duty_officer", HOUSE, "directives-house", "en", "phone"),
    ("detachment_officer", LIST, "dispatch", "zh-hans", "wall"),
    pytest.param("detachment_officer", ALL, "directives", "en", "phone", marks=pytest.mark.slow),
    pytest.param("duty_officer", HOUSE, "directives-house", "zh-hans", "wall", marks=pytest.mark.slow),
    pytest.param("detachment_officer", LIST, "dispatch", "en", "phone", marks=pytest.mark.slow),
    pytest.param("detachment_officer", NEW, "directive-new", "en", "wall", marks=pytest.mark.slow),
    pytest.param("duty_officer", LINES, "dispatch-house", "zh-hans", "phone", marks=pytest.mark.slow),
])  # fmt: skip
def test_the_page_is_accessible_and_fits(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], role: str,
    where: str, name: str, language: str, size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as(role, language=language, width=width, height=height)
    page.goto(where)
    expect(page.locator("main h1")).to_be_visible()
    accessible(page)
    assert fits(page)
    screenshot(page, f"{name}-{language}-{size}", full_page=True)


@pytest.mark.slow
def test_a_line_is_answered_by_one_thumb_and_the_minutes_print(page_as: PageAs) -> None:
    chair = page_as("detachment_officer", language="en")
    chair.goto(LIST)
    chair.get_by_role("button", name="Open the dispatch").click()
    address = chair.url
    house = page_as("duty_officer", language="en", width=390, height=844)
    house.goto(LINES)
    answers = house.locator("textarea[name=answer]")
    if answers.count():
        answers.first.fill("Made good at nine")
        house.locator("button.receive").first.click()
        chair.goto(address)
        expect(chair.locator("#dispatch")).to_contain_text("Made good at nine")
    chair.goto(f"{address}/minutes")
    chair.emulate_media(media="print")
    expect(chair.locator(".official-title")).to_be_visible()
    expect(chair.locator("header.head")).to_be_hidden()
