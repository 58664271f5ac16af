"""Who was near a person: a reason, then rings and a table that say the same, redrawn as one asks."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs


def someone(page: Page) -> str:
    """The number of a person in quarantine at the doctor's house."""
    page.goto("/facilities/QZ-D")
    found = re.search(r"QZ20\d{7}", page.content())
    assert found is not None
    return found.group()


def traced(page: Page) -> str:
    person = someone(page)
    page.goto(f"/persons/{person}/contacts")
    page.locator("input[value=tracing]").check()
    page.locator(".reasons button").click()
    expect(page.locator("#contacts")).to_be_visible()
    return person


@pytest.mark.slow
def test_the_rings_and_the_table_say_the_same(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path]
) -> None:
    page = page_as("doctor", language="zh-hans", width=1920, height=1200)
    person = someone(page)
    page.goto(f"/persons/{person}/contacts")
    accessible(page)
    page.locator(".reasons button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.locator("input[value=tracing]").check()
    page.locator(".reasons button").click()
    rows = page.locator("#table tbody tr")
    expect(rows.first).to_be_visible()  # the press leads to a page of its own
    before = rows.count()
    page.locator("#depth").select_option("1")
    expect(page.locator("#degree-2")).to_have_count(0)
    assert 0 < rows.count() <= before
    page.locator("#least").fill("999999")
    page.locator("#least").blur()
    expect(page.locator(".empty")).to_be_visible()
    assert page.locator("#depth").input_value() == "1"
    page.locator("#least").fill("0")
    page.locator("#least").blur()
    expect(page.locator(".contacts-graph.is-wide")).to_be_visible()
    page.locator("#depth").select_option("2")
    expect(rows).to_have_count(before)
    accessible(page)  # last: what it writes on elements must not be copied by a redrawing
    screenshot(page, "contacts-zh-hans")


def test_it_fits_under_a_thumb(page_as: PageAs, accessible: Callable[[Page], None]) -> None:
    page = page_as("doctor", language="en", width=390, height=844)
    person = traced(page)
    expect(page.locator(".contacts-graph.is-narrow")).to_be_visible()
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    with page.expect_download() as kept:
        page.locator("button[name=as]").click()
    assert kept.value.suggested_filename.startswith(f"contacts-{person}")


@pytest.mark.slow
@pytest.mark.parametrize(("language", "width"), [("en", 1920), ("zh-hant", 1280), ("zh-hans", 390)])
def test_the_other_cuts(
    page_as: PageAs,
    accessible: Callable[[Page], None],
    screenshot: Callable[..., Path],
    language: str,
    width: int,
) -> None:
    page = page_as("doctor", language=language, width=width, height=1200)
    traced(page)
    accessible(page)
    if language == "en":
        screenshot(page, f"contacts-{language}-{width}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.slow
def test_a_dot_is_reached_by_key_and_leads_to_its_row(page_as: PageAs) -> None:
    page = page_as("doctor", language="en", width=1920, height=1200)
    traced(page)
    dot = page.locator(".contacts-graph.is-wide a").first
    dot.focus()
    target = dot.get_attribute("href")
    assert target
    page.keyboard.press("Enter")
    expect(page.locator(f'[id="{target[1:]}"]')).to_be_in_viewport()
