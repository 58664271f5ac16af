"""A person's record: a reason first, the number before the name, and a paper for the person."""

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


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_record_opens_for_a_reason_and_without_the_name(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str
) -> None:
    page = page_as("doctor", language=language, width=1440, height=1200)
    page.goto(f"/persons/{someone(page)}")
    accessible(page)
    page.locator(".reasons button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.locator("input[value=care]").check()
    page.locator(".reasons button").click()
    expect(page.locator(".path, .person-path .empty").first).to_be_visible()
    expect(page.locator(".person-name")).to_have_count(0)
    accessible(page)
    screenshot(page, f"person-{language}")
    page.locator("button[name=named]").click()
    expect(page.locator(".person-name")).to_be_visible()


def test_the_record_fits_under_a_thumb(page_as: PageAs, accessible: Callable[[Page], None]) -> None:
    page = page_as("doctor", width=390, height=844)
    page.goto(f"/persons/{someone(page)}")
    page.locator("input[value=leg]").check()
    page.locator(".reasons button").click()
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_paper_says_what_is_held_and_how_to_object(
    page_as: PageAs, screenshot: Callable[..., Path]
) -> None:
    page = page_as("doctor", language="zh-hans", width=794, height=1123)
    page.goto(f"/persons/{someone(page)}")
    page.locator("input[value=complaint]").check()
    page.locator(".reasons button").click()
    page.emulate_media(media="print")
    expect(page.locator(".paper")).to_be_visible()
    expect(page.locator(".paper")).to_contain_text("如何提出异议")
    expect(page.locator(".head")).to_be_hidden()
    expect(page.locator(".person-grid")).to_be_hidden()
    screenshot(page, "paper-zh-hans")


def test_the_gate_opens_nobody(page_as: PageAs) -> None:
    page = page_as("gate_officer", language="en")
    answer = page.request.get("/persons/QZ202200001", headers={"Accept": "text/html"})
    assert answer.status == 403
