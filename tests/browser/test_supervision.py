"""Looks at a gate and its three sources as the detachment works with them: pictures, counts, a signed day."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits
from tests.cameras.camera import camera

LOOKS, SOURCES, CITY = "/facilities/QZ-D/looks", "/facilities/QZ-D/reconciliation", "/reconciliation"
UNTOLD = "/facilities/WS-D/reconciliation"
YESTERDAY = "?day=2022-03-16"
SIZES = {"wall": (1920, 1080), "phone": (390, 844)}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_looks_are_accessible_and_fit(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("detachment_officer", language=language, width=width, height=height)
    page.goto(LOOKS)
    assert page.locator(".look-slots li").count() >= 3
    assert page.locator("#people").is_visible()
    accessible(page)
    assert fits(page)
    screenshot(page, f"looks-{language}-{size}", full_page=size == "phone")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_three_sources_are_accessible_and_fit(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    page = page_as("detachment_officer", language="en")
    tell(page, "tally", last="12", **{"person.came": "40", "person.went": "2", "vehicle.came": "1"})
    tell(page, "replay", last="12", **{"person.came": "41", "person.went": "2", "vehicle.came": "2"})
    width, height = SIZES[size]
    page = page_as("detachment_officer", language=language, width=width, height=height)
    page.goto(SOURCES + YESTERDAY)
    assert page.locator(".differences > li").count() >= 1
    assert page.locator(f".chart-{'narrow' if size == 'phone' else 'wide'} .step-mark").first.is_visible()
    accessible(page)
    assert fits(page)
    screenshot(page, f"three-sources-{language}-{size}", full_page=True)
    page.locator("#tally summary").click()
    accessible(page)
    assert fits(page)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_list_of_the_city_is_accessible_and_fits(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("detachment_officer", language=language, width=width, height=height)
    page.goto(CITY)
    assert page.locator("tbody tr").count() == 14
    assert page.locator("tbody td").count() == 14 * 7
    accessible(page)
    assert fits(page)
    screenshot(page, f"three-sources-city-{language}-{size}")


def tell(page: Page, act: str, *, last: str, at: str = SOURCES, **numbers: str) -> None:
    """State a count of yesterday's hours up to ``last`` by the form of a house."""
    page.goto(at + YESTERDAY)
    page.locator(f"#{act} summary").click()
    form = page.locator(f"#{act} form")
    form.locator("select[name=first]").select_option("0")
    form.locator("select[name=last]").select_option(last)
    form.locator("input[name=told_by], input[name=camera]").fill("QZ1007" if act == "tally" else "GATE-1")
    for name, number in {"vehicle.went": "1", **numbers}.items():
        form.locator(f'input[name="{name}"]').fill(number)
    form.locator("button.press").click()
    expect(page.locator(".said").first).to_contain_text("Recorded")


def test_a_day_is_told_explained_and_signed_without_a_script(page_as: PageAs) -> None:
    page = page_as("detachment_officer", language="en", java_script_enabled=False)
    counts = {"vehicle.came": "1", "consignment.came": "7", "consignment.went": "0"}
    tell(page, "replay", last="12", at=UNTOLD, **{"vehicle.came": "2"})  # of half the day: it is missing
    tell(page, "tally", last="24", at=UNTOLD, **counts)  # where no other test counts
    expect(page.locator(".differences")).to_contain_text("Two sources differ (in) and the third is missing")
    first = page.locator('.signing input[name="explained"]').first
    first.fill("The tally counted boxes, not consignments.")
    page.locator(".signing button.press").click()
    expect(page.locator(".said").first).to_contain_text("Signed")
    expect(page.locator(".day-state")).to_contain_text("signed by")
    expect(page.locator('input[name="explained"]').first).to_have_value(
        "The tally counted boxes, not consignments."
    )


def test_a_picture_of_a_real_camera_is_looked_at_and_counted(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path]
) -> None:
    page = page_as("detachment_officer", language="en")
    with camera() as address:
        page.goto("/facilities/MJ-D/state?kind=supervision.camera_set")
        page.locator('[name="camera"]').fill("GATE-1")
        page.locator('[name="address"]').fill(address)
        page.locator("main form button.press").first.click()
        page.goto("/facilities/MJ-D/looks")
        page.get_by_role("button", name="Take a picture").click()
        picture = page.locator(".look-picture img")
        expect(picture).to_be_visible()
        assert picture.evaluate("image => image.naturalWidth") == 320
    accessible(page)
    screenshot(page, "look-taken-en-desk")
    for name, number in (("people", "3"), ("vehicles", "0"), ("consignments", "1")):
        page.locator(f"#{name}").fill(number)
    page.get_by_role("button", name="State the look").click()
    expect(page.locator(".said").first).to_contain_text("recorded")
    expect(page.locator("tbody tr").first).to_contain_text("by camera")


@pytest.mark.slow
def test_by_night_both_are_accessible(page_as: PageAs, accessible: Callable[[Page], None]) -> None:
    page = page_as("detachment_officer", language="zh-hant", theme="dark")
    page.goto(LOOKS)
    accessible(page)
    page.goto(SOURCES + YESTERDAY)
    accessible(page)


def test_the_pages_are_reached_from_the_day_sheet(page_as: PageAs) -> None:
    page = page_as("detachment_officer", language="en")
    page.goto("/facilities/QZ-D")
    page.locator(".ways").get_by_role("link", name="Gate camera").click()
    expect(page.locator("h1")).to_have_text("Looks at the gate")
    page.locator(".ways").get_by_role("link", name="Three sources").click()
    expect(page.locator("h1")).to_have_text("Three sources")
    page.get_by_role("link", name="All facilities").click()
    expect(page.locator("tbody tr").first).to_be_visible()
