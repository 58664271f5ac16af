"""Video patrol as the detachment works with it: a tour set, walked by keys, a finding, what was left."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits
from tests.cameras.camera import camera

SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
# A house for each look of a walk, so that none finds the walk of another.
HOUSES = {
    ("zh-hans", "wall"): "QA-L", ("zh-hans", "phone"): "GG-L", ("en", "wall"): "WS-L",
    ("en", "phone"): "ZJ-L",
}  # fmt: skip
NAMES = {
    "zh-hans": ("绕所一圈", "大门", "一监区", "放风场"),
    "en": ("Round the house", "Gate", "Wing one", "Yard"),
}
SEEN = {"zh-hans": "值班民警睡岗。", "en": "Somebody asleep at the post."}


def set_tour(page: Page, house: str, language: str, *, cam: str = "") -> str:
    """A tour of three stops, by its form; its title."""
    title, *stops = NAMES[language]
    page.goto(f"/facilities/{house}/patrols/tour")
    page.locator("#title").fill(title)
    rows = page.locator(".tour-form tbody tr")
    for number in range(rows.count()):
        row = rows.nth(number)
        row.locator('select[name="camera"]').select_option(cam if number == 1 else "")
        row.locator('select[name="place"]').select_option("")
        name, seconds = (stops[number], "20") if number < len(stops) else ("", "")
        row.locator('input[name="order"]').fill(str(number + 1) if name else "")
        row.locator('input[name="name"]').fill(name)
        row.locator('input[name="seconds"]').fill(seconds)
    page.locator('button[value="set"]').click()
    expect(page.locator("#tours .tour", has_text=title)).to_be_visible()
    return title


def begin(page: Page, title: str) -> None:
    """Begin the walk of a tour that the page lists."""
    page.locator(".tour", has_text=title).locator('button[value="begin"]').click()
    expect(page.locator("#t-stop")).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_tours_of_every_house_are_accessible_and_fit(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("detachment_officer", language=language, width=width, height=height)
    page.goto("/patrols")
    expect(page.locator(".tour").first).to_be_visible()
    assert page.locator(".tour").count() >= 14
    accessible(page)
    assert fits(page)
    screenshot(page, f"patrols-{language}-{size}")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_house_by_area_and_day_is_accessible_and_fits(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("detachment_officer", language=language, width=width, height=height)
    page.goto("/facilities/QZ-D/patrols?days=7")
    expect(page.locator("#heat tbody tr").first).to_be_visible()
    assert page.locator("#heat thead th").count() == 8
    assert page.locator("#heat .is-met").count() > 0
    accessible(page)
    assert fits(page)
    screenshot(page, f"house-patrols-{language}-{size}", full_page=True)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_tour_is_set_and_walked_to_its_end(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("detachment_officer", language=language, width=width, height=height)
    house = HOUSES[language, size]
    page.goto(f"/facilities/{house}/patrols/tour")
    accessible(page)
    assert fits(page)
    screenshot(page, f"patrol-tour-{language}-{size}")
    title = set_tour(page, house, language)
    begin(page, title)
    expect(page.locator("#t-stop")).to_have_text(NAMES[language][1])
    page.locator("#stop").press("n")  # by the keyboard: nothing to note
    expect(page.locator("#t-stop")).to_have_text(NAMES[language][2])
    page.locator("#stop").press("s")
    expect(page.locator("#seen-words")).to_be_focused()
    page.keyboard.type(SEEN[language])  # no key of it is a press
    expect(page.locator("#t-stop")).to_have_text(NAMES[language][2])
    page.locator("#about").select_option("post-left")
    page.locator('#seen input[value="warning"]').check()
    accessible(page)
    assert fits(page)
    screenshot(page, f"patrol-walk-{language}-{size}", full_page=size == "phone")
    page.locator("#seen button.press").click()
    expect(page.locator("#t-stop")).to_have_text(NAMES[language][3])
    expect(page.locator("#stops")).to_contain_text(SEEN[language])
    page.locator("#stop").press("x")
    expect(page.locator("#skip-reason")).to_be_focused()
    page.keyboard.type("!")
    page.locator("#skip button.press").click()
    expect(page.locator('button[value="end"]')).to_be_visible()
    accessible(page)
    page.locator("#stop").press("n")
    expect(page.locator("#stop")).to_have_count(0)
    page.locator("#stops a.why", has_text=re.compile("PT-")).click()
    expect(page.locator("#now")).to_contain_text(SEEN[language])
    page.locator("#now a.code").click()
    expect(page.locator("#stops")).to_contain_text(SEEN[language])
    accessible(page)
    assert fits(page)
    screenshot(page, f"patrol-over-{language}-{size}", full_page=size == "phone")


def test_a_walk_is_paused_and_broken_off_and_says_what_was_left(page_as: PageAs) -> None:
    page = page_as("detachment_officer", language="en")
    title = set_tour(page, "QS-L", "en")
    begin(page, title)
    page.locator('button[value="in_order"]').click()
    expect(page.locator("#t-stop")).to_have_text("Wing one")
    page.locator('[data-key="p"]').click()
    line = (
        page.locator(".tour", has_text=title)
        .filter(has_text="QS-L")
        .or_(page.locator(".tour.is-walking", has_text=title))
    )
    expect(line.first).to_contain_text("2 of 3 stops to go")
    line.first.locator("a.press").click()
    expect(page.locator("#t-stop")).to_have_text("Wing one")
    page.locator("#off summary").click()
    page.locator("#off-why").fill("Called to the gate.")
    page.locator("#off button.press").click()
    expect(page.locator(".pairs")).to_contain_text("Wing one, Yard")
    expect(page.locator(".pairs")).to_contain_text("Called to the gate.")


@pytest.mark.slow
def test_a_walk_without_a_script_takes_a_real_camera_s_picture(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path]
) -> None:
    page = page_as("detachment_officer", language="en", java_script_enabled=False)
    with camera() as address:
        page.goto("/facilities/MJ-L/state?kind=supervision.camera_set")
        page.locator('[name="camera"]').fill("W-1")
        page.locator('[name="address"]').fill(address)
        page.locator('[name="covers"]').select_option("guarded")
        page.locator("main form button.press").first.click()
        title = set_tour(page, "MJ-L", "en", cam="W-1")
        begin(page, title)
        page.locator('button[value="in_order"]').click()
        expect(page.locator("#t-stop")).to_have_text("Wing one")
        page.locator('button[value="take"]').click()
        expect(page.locator(".patrol-picture img")).to_be_visible()
        screenshot(page, "patrol-picture-en-desk")
        page.locator("#seen summary").click()
        page.locator("#seen-words").fill("A door stands open.")
        page.locator("#about").select_option("post-left")
        page.locator('#seen input[value="note"]').check()
        page.locator("#seen button.press").click()
        expect(page.locator("#t-stop")).to_have_text("Yard")
    page.locator("#stops a.why", has_text=re.compile("PT-")).click()
    expect(page.locator("#history a.why").first).to_contain_text("evidence 1")


@pytest.mark.slow
def test_by_night_a_walk_is_accessible(page_as: PageAs, accessible: Callable[[Page], None]) -> None:
    page = page_as("detachment_officer", language="zh-hant", theme="dark")
    page.goto("/patrols")
    accessible(page)
    page.goto("/facilities/QZ-D/patrols")
    accessible(page)


def test_the_page_is_reached_from_the_day_sheet(page_as: PageAs) -> None:
    page = page_as("detachment_officer", language="en")
    page.goto("/facilities/QZ-D")
    page.locator(".ways").get_by_role("link", name="Video patrol").click()
    expect(page.locator("h1")).to_have_text("Video patrol")
