"""What if, as a leader uses it: chosen and asked in one press, watched, stopped, read to the end."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits

PAGE = "/what-if"
SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
PATIENCE = 300_000  # milliseconds: the engine may have to be compiled first


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_question_is_accessible_and_fits(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("detachment_leader", language=language, width=width, height=height)
    page.goto(PAGE)
    assert page.locator(".what-ideas li").count() > 5
    accessible(page)
    assert fits(page)
    screenshot(page, f"what-if-{language}-{size}", full_page=True)


@pytest.mark.slow
def test_a_question_is_watched_while_it_is_lived_and_stopped(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path]
) -> None:
    page = page_as("detachment_leader", language="en", width=1440, height=900)
    page.goto(f"{PAGE}?start=designed&level=closed&days=360")
    page.locator(".what-ideas li").first.get_by_role("button").click()
    expect(page.get_by_role("heading", name="The twin is at work")).to_be_visible()
    expect(page.locator("#progress")).to_contain_text("points of the assumptions")
    expect(page.locator("#what-answer")).to_contain_text("simulated", timeout=PATIENCE)  # long before the end
    accessible(page)
    screenshot(page, "what-if-at-work-en")
    page.reload()  # it goes on without the page that began it
    page.get_by_role("button", name="Stop, and keep what is there").click()
    expect(page.get_by_role("heading", name="Stopped: the answer is partial")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#what-answer")).to_contain_text("Partial")
    page.set_viewport_size({"width": 390, "height": 844})
    accessible(page)
    assert fits(page)


@pytest.mark.slow
def test_orders_of_ones_own_are_corrected_asked_and_answered_to_the_end(
    page_as: PageAs, accessible: Callable[[Page], None]
) -> None:
    page = page_as("leader", language="en", width=1440, height=900)
    page.goto("/")
    page.locator(".head-ways").get_by_text("Command").click()
    page.locator(".head-ways").get_by_role("link", name="What if").click()
    page.get_by_label("Days ahead").fill("20")
    page.get_by_role("button", name="Show this order").click()
    page.locator(".what-ideas").get_by_role("checkbox").first.check()
    page.locator("#days\\.1-1").fill("10")
    page.locator("#tests\\.1-1").fill("1, 30")
    page.get_by_role("button", name="Ask what is ticked").click()
    expect(page.get_by_role("alert")).to_contain_text("no test lies on day 30")
    expect(page.locator("#tests\\.1-1")).to_have_attribute("aria-invalid", "true")
    accessible(page)
    page.locator("#tests\\.1-1").fill("1, 4, 9")
    page.get_by_role("button", name="Ask what is ticked").click()
    expect(page.get_by_role("heading", name="The twin has answered")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#what-answer")).to_contain_text("leg 1: 10 d")
    accessible(page)
    page.get_by_role("navigation", name="You are here").get_by_role("link", name="What if").click()
    expect(page.locator("#t-asked + ul")).to_contain_text("answered")


def test_an_inspector_reads_what_was_asked_and_asks_nothing(page_as: PageAs) -> None:
    page = page_as("inspector", language="zh-hans")
    page.goto(PAGE)
    assert page.locator("form.what-form").count() == 0
    expect(page.locator("#t-asked")).to_be_visible()
