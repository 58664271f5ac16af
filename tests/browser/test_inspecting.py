"""The inspector's own space and a disclosure, on a wall and under a thumb, in both languages."""

import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs

SIZES = [("wall", 1920, 1080), ("phone", 390, 844)]
PUBLISHED_WITHIN = 90  # seconds after the house opened


def published(page: Page) -> None:
    """Wait until the house has published its log."""
    for _ in range(PUBLISHED_WITHIN):
        if page.request.get("/log/vkey").ok and page.request.get("/log/checkpoint").ok:
            return
        time.sleep(1)
    raise AssertionError("the log was not published")


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def someone(page: Page) -> str:
    page.goto("/facilities/QZ-D")
    found = re.search(r"QZ20\d{7}", page.content())
    assert found is not None
    return found.group()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(("size", "width", "height"), SIZES)
def test_the_inspector_keeps_a_checkpoint_and_writes_a_note(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str, width: int, height: int,
) -> None:  # fmt: skip
    page = page_as("inspector", language=language, width=width, height=height)
    published(page)
    page.goto("/inspecting")
    page.locator("button[value=keep]").click()
    expect(page.locator(".said")).to_be_visible()
    page.goto("/inspecting?sort=house&facility=QZ-D#note")
    page.locator("#words").fill("3 号监室的灯不亮" if language == "zh-hans" else "The lamp of cell 3 is out")
    page.locator("button[value=note]").click()
    expect(page.locator(".inspecting-words").first).to_be_visible()
    page.goto("/inspecting")
    expect(page.locator(".mark.is-met").first).to_be_visible()
    accessible(page)
    assert fits(page)
    screenshot(page, f"inspecting-{language}-{size}", full_page=size == "wall")


@pytest.mark.slow  # the whole log of a city, beside the page
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(("size", "width", "height"), SIZES)
def test_the_inspector_has_the_whole_log_checked(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str, width: int, height: int,
) -> None:  # fmt: skip
    page = page_as("inspector", language=language, width=width, height=height)
    published(page)
    page.goto("/inspecting")
    page.locator("button[value=check]").click()
    page.wait_for_url("**/inspecting/checks/**")
    accessible(page)
    expect(page.locator("#t-found")).to_be_visible(timeout=120_000)  # it opens by itself when it has ended
    expect(page.locator(".mark.is-clear")).to_be_visible()
    accessible(page)
    assert fits(page)
    screenshot(page, f"log-check-{language}-{size}")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(("size", "width", "height"), SIZES)
def test_a_disclosure_says_what_is_in_it_and_gives_its_file(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], tmp_path: Path,
    language: str, size: str, width: int, height: int,
) -> None:  # fmt: skip
    page = page_as("inspector", language=language, width=width, height=height)
    published(page)
    person = someone(page)
    page.goto(f"/persons/{person}/disclosure")
    accessible(page)
    page.locator("input[value=complaint]").check()
    page.locator(".reasons button").click()
    expect(page.locator(".disclosure-code").first).to_be_visible()
    accessible(page)
    assert fits(page)
    screenshot(page, f"disclosure-{language}-{size}")
    with page.expect_download() as file:
        page.locator("button[name=file]").click()
    file.value.save_as(tmp_path / "disclosure.json")
    assert json.loads((tmp_path / "disclosure.json").read_bytes())["person"] == person
