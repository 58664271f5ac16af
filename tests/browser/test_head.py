"""The head of every page and the ways of a house: lines on a wall, bars on a phone; by key, press, thumb."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits

SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
LINE = 60  # pixels: one row of things to press, 44 px under a thumb, and the padding of the head


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(("role", "where"), [
    ("detachment_leader", "/directives"), ("leader", "/facilities/QZ-D"),
])  # fmt: skip
def test_the_head_is_one_line(page_as: PageAs, role: str, where: str, language: str, size: str) -> None:
    width, height = SIZES[size]
    page = page_as(role, language=language, width=width, height=height)
    page.goto(where)
    tall = page.locator("header.head").evaluate("element => element.offsetHeight")
    assert tall <= LINE
    assert fits(page)


def test_a_menu_opens_by_key_and_gives_the_focus_back(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path]
) -> None:
    page = page_as("detachment_leader", language="en", width=1920, height=1080)
    page.goto("/findings")
    command = page.locator(".head-ways summary", has_text="Command")
    command.focus()
    page.keyboard.press("Enter")
    first = page.locator(".head-ways").get_by_role("link", name="Bottom lines")
    expect(first).to_be_visible()
    accessible(page)
    screenshot(page, "head-en-wall")
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    expect(first).to_be_hidden()
    expect(command).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/bottom-lines")
    command = page.locator(".head-ways summary", has_text="Command")
    expect(command).to_contain_text("(you are here)")
    command.click()
    expect(page.locator(".head-ways a[aria-current=page]")).to_have_text("Bottom lines")


def test_one_menu_is_open_at_a_time_and_a_press_elsewhere_closes_it(page_as: PageAs) -> None:
    page = page_as("detachment_officer", language="en", width=1920, height=1080)
    page.goto("/findings")
    for name in ("Command", "Records"):
        page.locator(".head-ways summary", has_text=name).click()
        expect(page.locator(".head-ways details[open] summary")).to_contain_text(name)
        expect(page.locator(".head-ways details[open]")).to_have_count(1)
    page.locator("h1").click()
    expect(page.locator(".head-ways details[open]")).to_have_count(0)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_one_menu_holds_every_page_under_a_thumb(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str
) -> None:
    page = page_as("detachment_officer", language=language, width=390, height=844, has_touch=True)
    page.goto("/findings")
    page.locator(".head-short summary").tap()
    ways = page.locator(".head-short a")
    expect(ways.last).to_be_visible()
    assert ways.count() == page.locator(".head-ways a").count()
    assert min(ways.evaluate_all("all => all.map(one => one.offsetHeight)")) >= 44
    accessible(page)
    assert fits(page)
    screenshot(page, f"head-{language}-phone")
    page.locator(".head-short a[href='/directives']").tap()
    page.wait_for_url("**/directives")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_ways_of_a_house_are_one_bar_under_a_thumb(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str
) -> None:
    page = page_as("leader", language=language, width=390, height=844, has_touch=True)
    page.goto("/facilities/QZ-D/findings")
    bar = page.locator(".ways")
    assert bar.evaluate("element => element.offsetHeight") <= LINE
    expect(bar.locator(".ways-row a").first).to_be_hidden()
    named = "all => all.map(one => [one.innerText, one.pathname, one.ariaCurrent])"
    bar.locator("summary").tap()
    links = bar.locator(".menu-sheet a")
    expect(links.last).to_be_attached()
    said = links.evaluate_all(named)
    assert min(links.evaluate_all("all => all.map(one => one.offsetHeight)")) >= 44
    accessible(page)
    assert fits(page)
    screenshot(page, f"ways-{language}-phone")
    links.filter(has_text={"zh-hans": "一日生活", "en": "Daily regime"}[language]).tap()
    page.wait_for_url("**/regime")
    page.set_viewport_size({"width": 1920, "height": 1080})
    expect(page.locator(".ways summary")).to_be_hidden()
    on_a_desk = page.locator(".ways-row a").evaluate_all(named)
    assert [one[:2] for one in on_a_desk] == [one[:2] for one in said]  # the same pages by the same names


def test_the_ways_of_a_house_open_by_key_and_close_at_escape(page_as: PageAs) -> None:
    page = page_as("leader", language="en", width=390, height=844)
    page.goto("/facilities/QZ-D/findings")
    name = page.locator(".ways summary")
    name.focus()
    page.keyboard.press("Enter")
    first = page.locator(".ways .menu-sheet a").first
    expect(first).to_be_visible()
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    expect(first).to_be_hidden()
    expect(name).to_be_focused()
