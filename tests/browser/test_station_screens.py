"""The station in two languages, by day and by night, on a desk and under a thumb."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PageAs
from tests.browser.gate import Opened, scan

SIZES = {"wall": (1920, 1080), "phone": (390, 844), "zoomed": (640, 400)}  # the last: 1280 px at 200 %
PICTURED = {("admit", "wall", "light"), ("refuse", "phone", "light")}  # in the manual
Judged = Callable[..., None]
Taken = Callable[..., Path]


LOOKS = [
    *(pytest.param(size, language, "light") for size in ("wall", "phone") for language in ("zh-hans", "en")),
    pytest.param("phone", "zh-hans", "dark", marks=pytest.mark.slow),
    pytest.param("wall", "en", "dark", marks=pytest.mark.slow),
    pytest.param("zoomed", "en", "light", marks=pytest.mark.slow),
]


@pytest.mark.parametrize(("size", "language", "theme"), LOOKS)
def test_the_station_is_accessible_and_fits(
    gate: Opened, officers: list[str], accessible: Judged, screenshot: Taken,
    size: str, language: str, theme: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    options = {"language": language, "width": width, "height": height, "theme": theme}
    page = gate(f"look-{size}-{language}-{theme}", **options).page

    def judged(name: str) -> None:
        accessible(page, contrast=True)  # read in sun and at night
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        if (name, size, theme) in PICTURED:
            screenshot(page, f"station-{name}-{language}-{size}")

    judged("desk")
    scan(page, officers[0])
    page.locator("[name=the-way][value=in]").check()
    page.locator("[name=the-zone][value=administration]").check()
    judged("open")
    page.locator("#in-temperature").fill("36.5")
    page.locator(".usual").click()
    expect(page.locator(".verdict.is-admit")).to_be_visible()
    judged("admit")
    page.keyboard.press("Escape")
    scan(page, "X-STRANGER-9")
    judged("refuse")
    page.locator(".verdict-acts .press-quiet").first.click()
    judged("override")


def test_what_is_pressed_under_a_thumb_is_large_enough(gate: Opened, officers: list[str]) -> None:
    page = gate("look-thumb", width=390, height=844, has_touch=True).page
    heights = "[...document.querySelectorAll('button, .segment span, input:not([type=radio])')].filter(e => e.offsetParent).map(e => [e.offsetHeight, e.textContent])"  # noqa: E501
    small = [each for each in page.evaluate(heights) if each[0] < 44]
    scan(page, officers[0])
    page.locator("[name=the-way][value=in]").check()
    small += [each for each in page.evaluate(heights) if each[0] < 44]
    assert small == []


def test_every_word_of_the_page_is_there_in_every_language(page_as: PageAs) -> None:
    page = page_as(None)
    texts = page.request.get("/station-texts.json").json()
    words = texts["words"]
    assert set(words["en"]) == set(words["zh-hans"]) == set(words["zh-hant"])
    assert not [name for name, word in words["en"].items() if not word]
