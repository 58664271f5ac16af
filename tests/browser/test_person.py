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
    expect(page.locator(".path, .person-path .empty").first).to_be_visible()
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


def arrived(page: Page) -> str:
    """The number of whoever came to the doctor's house last, from another house."""
    page.goto("/facilities/QZ-D")
    answer = page.request.get("/api/v1/facts?facility=QZ-D&kind=custody.transferred_in&limit=200")
    people: list[str] = [row["fact"]["body"]["person"] for row in answer.json()["facts"]]
    return people[-1]


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1920), ("zh-hant", 1280), ("en", 390)])
def test_the_whole_path_opens_at_the_press_of_a_button(
    page_as: PageAs,
    accessible: Callable[[Page], None],
    screenshot: Callable[..., Path],
    language: str,
    width: int,
) -> None:
    page = page_as("doctor", language=language, width=width, height=1080)
    page.goto(f"/persons/{arrived(page)}")
    expect(page.locator("input[name=whole]")).not_to_be_checked()
    page.locator("input[value=leg]").check()
    page.locator(".reasons button").click()
    expect(page.locator(".path-leg h3", has_text="QS-D")).to_have_count(0)
    accessible(page)
    page.locator("button[name=whole]").click()
    expect(page.locator(".path-leg h3", has_text="QS-D")).to_be_visible()
    expect(page.locator("button[name=whole]")).to_have_count(0)
    expect(page.locator(".limit-label:visible")).to_contain_text("37.3")
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    screenshot(page, f"person-whole-{language}")
    page.locator("button[name=named]").click()  # asking for the name keeps the path
    expect(page.locator(".path-leg h3", has_text="QS-D")).to_be_visible()


def test_the_path_is_asked_for_with_the_reason_and_a_day_unfolds_by_key(page_as: PageAs) -> None:
    page = page_as("doctor", language="en", width=1280)
    page.goto(f"/persons/{arrived(page)}")
    page.locator("input[value=leg]").check()
    page.locator("input[name=whole]").check()
    page.locator(".reasons button").click()
    expect(page.locator(".path-leg h3", has_text="QS-D")).to_be_visible()
    day = page.locator(".folded-day").first
    expect(day.locator(".fact").first).to_be_hidden()
    day.locator("summary").press("Enter")
    expect(day.locator(".fact").first).to_be_visible()
