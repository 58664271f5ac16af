"""The rights guard as people look at it: who is worst off, in two languages, on a wall and under a thumb."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits

PAGE, EVERYWHERE = "/facilities/QZ-D/rights", "/rights"
LONE = "QZ2022LONE"
SIZES = {"wall": (1920, 1080), "phone": (390, 844)}


@pytest.fixture
def lone(page_as: PageAs) -> Iterator[str]:
    """Somebody who has been alone in an isolation room since 3 March, and whom no order put there."""
    page = page_as("leader", language="en")
    page.goto(f"/facilities/QZ-D/state?kind=custody.admitted&subject={LONE}&cell=QZ-D/I/01&sex=male")
    page.locator("#in-occurred").fill("2022-03-03T20:00")
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_role("link", name="undo or correct").first).to_be_visible()
    undo = page.get_by_role("link", name="undo or correct").first.get_attribute("href")
    yield LONE
    page.goto(undo or "")
    page.locator("#in-reason").fill("told for a test")
    page.get_by_role("button", name="Retract").click()
    expect(page.get_by_role("status").first).to_contain_text("Retracted.")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_facility_s_page_is_accessible_and_fits(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], lone: str,
    language: str, size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("doctor", language=language, width=width, height=height)
    page.goto(PAGE)
    first = page.locator(".rights-row").first
    expect(first.locator("h3")).to_have_text(lone)  # worst off first
    expect(first.locator(".rights-count b")).to_have_text("13")
    assert first.locator(".past-days .day.is-not_stated").count() == 13
    expect(first.locator(".past-days .day").last).to_contain_text(
        {"en": "today", "zh-hans": "今日"}[language]
    )
    accessible(page)
    assert fits(page)
    screenshot(page, f"rights-{language}-{size}")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_inspector_s_page_over_all_facilities(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], lone: str,
    language: str, size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("inspector", language=language, width=width, height=height)
    page.goto(EVERYWHERE)
    expect(page.locator(".rights-row").first.locator("h3")).to_have_text(lone)
    assert page.locator(".table tbody tr").count() == 14  # every house of the city
    assert page.locator("main a[href*='/state']").count() == 0
    accessible(page)
    assert fits(page)
    screenshot(page, f"rights-everywhere-{language}-{size}")


def test_by_night_it_is_accessible(page_as: PageAs, accessible: Callable[[Page], None], lone: str) -> None:
    page = page_as("leader", language="zh-hant", width=1920, height=1080, theme="dark")
    page.goto(PAGE)
    expect(page.locator(".rights-row").first).to_contain_text(lone)
    accessible(page)


def test_the_light_leads_to_the_form_filled_in_and_the_order_puts_it_out(page_as: PageAs, lone: str) -> None:
    page = page_as("doctor", language="en")
    page.goto("/facilities/QZ-D")
    told = page.locator(".called")
    expect(told).to_contain_text("Nobody is put apart without a live order")
    expect(told).to_contain_text(lone)
    told.get_by_role("link", name="Rights guard").click()
    page.locator(".rights-row").first.get_by_role("link", name=re.compile("^Order it")).click()
    expect(page.locator("#in-person")).to_have_value(lone)
    expect(page.locator("#in-cell")).to_have_value("QZ-D/I/01")


def test_the_paper_is_opened_for_a_reason_and_printed_in_three_languages(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], lone: str
) -> None:
    page = page_as("doctor", language="zh-hans")
    page.goto(PAGE)
    page.locator(".rights-row").first.get_by_role("link", name=re.compile("书面告知")).click()
    expect(page.get_by_role("button", name="打开告知书")).to_be_visible()
    accessible(page)
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="打开告知书").click()
    expect(page.locator(".rights-paper")).to_be_visible()
    expect(page.locator(".rights-paper h1")).to_contain_text("被隔离人员告知书")
    expect(page.locator(".rights-paper")).to_contain_text("记录中没有有效的隔离决定")
    accessible(page)
    screenshot(page, "rights-paper-zh-hans", full_page=True)
    page.get_by_role("button", name="English").last.click()
    expect(page.locator(".rights-paper h1")).to_contain_text("You are kept apart from others")
    assert page.locator("html").get_attribute("lang") == "en"
    accessible(page)
    page.emulate_media(media="print")
    expect(page.locator(".rights-paper")).to_be_visible()
    expect(page.locator(".rights-presses")).to_be_hidden()


def test_the_strip_says_in_words_what_it_shows_in_signs(page_as: PageAs, lone: str) -> None:
    page = page_as("doctor", language="en")
    page.goto(PAGE)
    day = page.locator(".rights-row").first.locator(".past-days .day").nth(1)
    expect(day).to_contain_text("4/3: alone, nothing stated; contact not stated")
    assert day.locator("[aria-hidden]").inner_text() == "?"


def test_the_gate_counts_people_and_sees_none(
    page_as: PageAs, accessible: Callable[[Page], None], lone: str
) -> None:
    page = page_as("gate_officer", language="en")
    page.goto(PAGE)
    assert page.locator(".rights-row").count() == 0
    expect(page.locator("main")).not_to_contain_text(lone)
    accessible(page)
