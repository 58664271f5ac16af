"""Every screen in Chinese and in English, on a wall and under a thumb: accessible, and never too wide."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LONG, PageAs

SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
SCREENS = {
    "board": ("detachment_officer", "/"),
    "day-sheet": ("duty_officer", "/facilities/QZ-D"),
    "another-fact": ("leader", "/facilities/QZ-D/state?kind=quarantine.ordered"),
    "cells": ("leader", "/facilities/QZ-D/cells"),
    "releases": ("leader", "/facilities/QZ-D/releases"),
    "role": ("detachment_leader", "/facilities/QS-L/role"),
    "protocols": ("inspector", "/protocol"),
    "protocol": ("inspector", "/protocol/four-layer-2022/1"),
    "retention": ("leader", "/retention"),
    "design": ("detachment_officer", "/design"),
}

MEASURED = {"board", "day-sheet"}  # whose contrasts are measured in each run
PICTURED = {"board", "day-sheet", "cells", "releases", "role", "protocol", "design"}  # in the manual


def fits(page: Page) -> bool:
    """True when nothing has to be scrolled sideways."""
    wide: bool = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    return wide


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_is_accessible_and_fits(
    page_as: PageAs, accessible: Callable[..., None], screenshot: Callable[..., Path],
    screen: str, language: str, size: str,
) -> None:  # fmt: skip
    role, address = SCREENS[screen]
    width, height = SIZES[size]
    page = page_as(role, language=language, width=width, height=height)
    page.goto(address)
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    assert page.get_by_text({"zh-hans": "均为虚构", "en": "are invented"}[language]).count() >= 1
    accessible(page, contrast=LONG or screen in MEASURED)
    assert fits(page)
    if screen in PICTURED:
        if screen == "day-sheet" and size == "wall":
            page.set_viewport_size({"width": 1440, "height": 900})  # a desk
        screenshot(page, f"{screen}-{language}-{size}")


@pytest.mark.parametrize("screen", ["board", "day-sheet", "cells", "releases", "protocol", "design"])
def test_a_screen_by_night_is_accessible(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], screen: str
) -> None:
    role, address = SCREENS[screen]
    page = page_as(role, language="zh-hant", width=1920, height=1080, theme="dark")
    page.goto(address)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(17, 22, 27)"
    accessible(page)
    page.set_viewport_size({"width": 1600, "height": 900})
    screenshot(page, f"{screen}-zh-hant-night")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_wall_screen_needs_no_scrolling_and_can_be_read_from_afar(page_as: PageAs, language: str) -> None:
    page = page_as("detachment_officer", language=language, width=1920, height=1080)
    page.goto("/")
    assert page.evaluate("document.documentElement.scrollHeight <= window.innerHeight")
    assert page.locator(".facility").count() == 14
    sizes = page.evaluate(
        "[...document.querySelectorAll('.figure b, .tile-figure, .stage-figure b, .clock, .shifts dd')]"
        ".map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 28


def test_what_is_pressed_under_a_thumb_is_large_enough(page_as: PageAs) -> None:
    page = page_as("duty_officer", width=390, height=844, has_touch=True)
    page.goto("/facilities/QZ-D")
    heights = page.evaluate(
        "[...document.querySelectorAll('a.cell, .press, select, .tools input')].map(e => e.offsetHeight)"
    )
    assert heights
    assert min(heights) >= 44


def test_the_theme_stays_chosen(page_as: PageAs) -> None:
    page = page_as("duty_officer", language="en")
    page.goto("/facilities/QZ-D")
    night = page.locator(".head-set").get_by_role("button", name="Night theme")
    night.click()
    expect(night).to_have_attribute("aria-pressed", "true")
    page.goto("/protocol")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(17, 22, 27)"
    night.click()  # again: as the device wants
    expect(night).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(250, 249, 245)"


def test_another_facility_is_refused_in_words(page_as: PageAs, accessible: Callable[[Page], None]) -> None:
    page = page_as("gate_officer", language="en")
    answer = page.request.get("/facilities/MJ-D", headers={"Accept": "text/html"})
    assert answer.status == 403
    page.set_content(answer.text())
    assert page.get_by_text("MJ-D lies outside your scope").count() == 1
    accessible(page)


def test_an_administrator_starts_where_there_is_something_to_read(page_as: PageAs) -> None:
    page = page_as("audit_admin", language="en")
    page.goto("/")
    assert page.url.endswith("/protocol")
    assert page.get_by_role("link", name="Board").count() == 0
