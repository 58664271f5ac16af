"""The three and three in a real browser: blanks first, a cell swept with one thumb, a disinfection judged."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

Opened = Callable[..., Page]
Judged = Callable[[Page], None]
Taken = Callable[..., Path]
HERE = "/facilities/QZ-D/sweeps"
MOST = 3.0  # inputs a person, all taken together: two digits each, and one press for the cell
WORDS = {"zh-hans": ("测温", "记录"), "en": ("Measure", "Record")}


def into_a_cell(page: Page) -> None:
    """From the picture into the first blank cell, as a hand goes."""
    page.goto(HERE)
    page.locator(".sweep-next a[href*=temperatures]").first.click()
    expect(page.locator(".sweep-row").first).to_be_visible()


def people(page: Page) -> Locator:
    return page.locator(".sweep-row")


def digits(count: int) -> Iterator[str]:
    """What a thermometer shows on healthy foreheads: two digits each."""
    for number in range(count):
        yield f"6{number * 3 % 9}"


def test_a_wall_sees_the_blanks_and_a_keyboard_sweeps_a_cell(
    page_as: Opened, accessible: Judged, screenshot: Taken
) -> None:
    page = page_as("duty_officer", language="zh-hans", width=1920, height=1080)
    page.goto(HERE)
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1920
    assert page.locator(".sweep-grid tbody tr").count() > 5
    screenshot(page, "sweeps-desk-zh-hans")
    into_a_cell(page)
    first, count = page.url, people(page).count()
    expect(page.locator(".sweep-value").first).to_be_focused()
    inputs = 0
    for typed in digits(count):
        for key in typed:
            page.keyboard.press(key)
            inputs += 1
    expect(page.locator(".sweep-press")).to_be_focused()
    page.keyboard.press("Enter")
    inputs += 1
    page.wait_for_url(lambda url: url != first)
    assert inputs == 2 * count + 1
    assert inputs / count <= MOST
    expect(page.locator(".said").first).to_be_visible()


def test_a_thumb_sweeps_a_cell_with_a_fever(page_as: Opened, accessible: Judged, screenshot: Taken) -> None:
    page = page_as("duty_officer", language="en", width=390, height=844, has_touch=True, is_mobile=True)
    into_a_cell(page)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")  # where no row lies under the bar
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    first, count, taps = page.url, people(page).count(), 0
    page.locator("#thermometer").fill("T-7")
    page.locator(".sweep-value").first.tap()
    for typed in list(digits(count))[:-1]:
        for digit in typed:
            page.locator(f"[data-digit='{digit}']").tap()
            taps += 1
    for digit in "84":  # 38.4: the field for the armpit opens at once, and has the focus
        page.locator(f"[data-digit='{digit}']").tap()
        taps += 1
    armpit = page.locator(".sweep-armpit").last
    expect(armpit).to_be_focused()
    screenshot(page, "sweep-phone-en")
    for digit in "83":
        page.locator(f"[data-digit='{digit}']").tap()
        taps += 1
    page.locator(".sweep-press").tap()
    taps += 1
    page.wait_for_url(lambda url: url.endswith("#fevers"))
    assert first.partition("#")[0] == page.url.partition("#")[0]
    assert taps == 2 * count + 3
    card = page.locator(".fever")
    expect(card).to_have_count(1)  # two readings, one fever
    expect(card).to_contain_text("38.4 °C")
    expect(card).to_contain_text("38.3 °C")
    expect(card).to_contain_text("Put apart")
    expect(page.locator("#thermometer")).to_have_value("T-7")
    screenshot(page, "fever-phone-en")
    accessible(page)


@pytest.mark.slow
def test_without_javascript_it_is_a_plain_form(page_as: Opened) -> None:
    page = page_as("duty_officer", language="en", java_script_enabled=False)
    into_a_cell(page)
    first, count = page.url, people(page).count()
    for row, typed in zip(page.locator(".sweep-value").all(), digits(count), strict=True):
        row.fill(typed)
    expect(page.locator(".sweep-pad")).to_be_hidden()
    expect(page.locator(".sweep-armpit").first).to_be_visible()
    page.locator(".sweep-press").click()
    expect(page.locator(".said").first).to_contain_text("measured")
    assert page.url != first


@pytest.mark.slow
@pytest.mark.parametrize(("language", "width"), [("zh-hans", 390), ("en", 1920)])
def test_a_disinfection_is_judged_before_it_is_recorded(
    page_as: Opened, accessible: Judged, screenshot: Taken, language: str, width: int
) -> None:
    page = page_as("duty_officer", language=language, width=width, height=1000)
    page.goto(f"{HERE}/disinfection?place=QZ-D/K/gate")
    accessible(page)
    page.locator("#c-measured").fill("300")
    page.locator("#c-checked").fill("M-1")
    page.locator("[name=along][value=acid]").check()
    page.locator(".clean-form .press").first.click()
    expect(page.locator("#warnings li")).to_have_count(2)
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    screenshot(page, f"disinfection-{language}", full_page=True)
    page.locator("#d-wanted").fill("1000")
    page.locator("#dilution button").click()
    expect(page.locator(".bucket")).to_contain_text("200 mL")


@pytest.mark.slow
@pytest.mark.parametrize(("language", "width", "theme"), [("zh-hans", 390, "light"), ("en", 1920, "dark")])
def test_the_picture_at_the_other_cuts(
    page_as: Opened, accessible: Judged, language: str, width: int, theme: str
) -> None:
    page = page_as("duty_officer", language=language, width=width, height=1080, theme=theme)
    page.goto(HERE)
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_sheets_of_a_day(page_as: Opened, accessible: Judged, screenshot: Taken, language: str) -> None:
    page = page_as("duty_officer", language=language, width=1280)
    page.goto(f"{HERE}/paper?day=2022-03-16")
    accessible(page)
    expect(page.locator(".sweep-sheet").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".ways")).to_have_count(1)
    expect(page.locator(".ways")).to_be_hidden()
    screenshot(page, f"sweeps-paper-{language}")
