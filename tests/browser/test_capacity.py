"""The need of cells as people look at it: the question first, the fan, the table; and all houses."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits

PAGE, EVERYWHERE = "/facilities/QZ-D/capacity", "/capacity"
SIZES = {"wall": (1920, 1080), "phone": (390, 844)}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_facility_s_need_is_accessible_and_fits(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("leader", language=language, width=width, height=height)
    page.goto(PAGE)
    question = {
        "en": "on at most 1 in 100 days of arrival",
        "zh-hans": "每 100 个有人员收入的日子里至多有 1 天",
    }
    expect(page.locator("#t-need")).to_contain_text(question[language])
    needed, there, short = (int(one) for one in page.locator(".need-figure").all_inner_texts())
    assert short == max(needed - there, 0)
    assert needed > 0
    page.locator(".fan-table summary").click()
    assert page.locator(".fan-table tbody tr").count() == 14
    accessible(page)
    assert fits(page)
    page.locator(".fan-table summary").click()
    screenshot(page, f"capacity-{language}-{size}", full_page=size == "phone")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_city_s_need_is_accessible_and_fits(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("detachment_officer", language=language, width=width, height=height)
    page.goto(EVERYWHERE)
    assert page.locator("tbody tr").count() == 14
    accessible(page)
    assert fits(page)
    screenshot(page, f"capacity-city-{language}-{size}")
    page.locator("tbody a").first.click()
    expect(page.locator("#t-need")).to_be_visible()


def test_by_night_it_is_accessible(page_as: PageAs, accessible: Callable[[Page], None]) -> None:
    page = page_as("leader", language="zh-hant", theme="dark")
    page.goto(PAGE)
    accessible(page)


def test_twice_the_arrivals_need_more_cells_without_a_script(page_as: PageAs) -> None:
    page = page_as("leader", language="en", java_script_enabled=False)
    page.goto(PAGE)
    before = int(page.locator(".need-figure").first.inner_text())
    page.locator("#times").select_option("2")
    page.locator("#refusal").select_option("0.05")
    page.locator("#ahead").fill("7")
    page.get_by_role("button", name="Reckon").click()
    expect(page.locator("#t-need")).to_contain_text("1 in 20 days of arrival")
    assert int(page.locator(".need-figure").first.inner_text()) > before
    assert page.locator(".fan-table tbody tr").count() == 7
    expect(page.locator("#times")).to_have_value("2")


def test_a_number_outside_its_range_is_said_and_the_page_still_answers(page_as: PageAs) -> None:
    page = page_as("leader", language="en")
    answer = page.goto(f"{PAGE}?ahead=5000")
    assert answer is not None
    assert answer.status == 422
    expect(page.get_by_role("alert")).to_contain_text("outside its range")
    assert page.locator(".need-figure").count() == 3


def test_a_house_that_took_nobody_in_yet_says_what_would_stand_there(page_as: PageAs) -> None:
    page = page_as("detachment_officer", language="en")
    page.goto("/facilities/QS-L/capacity")
    expect(page.locator(".empty")).to_contain_text("Nobody has come into these cells yet")


def test_the_page_is_reached_from_the_day_sheet(page_as: PageAs) -> None:
    page = page_as("leader", language="en")
    page.goto("/facilities/QZ-D")
    page.locator(".ways").get_by_role("link", name="Cells needed").click()
    expect(page.locator("h1")).to_have_text("Cells needed")
