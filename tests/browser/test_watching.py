"""Messages and the system's own list as pages: on a wall and under a thumb; one press acknowledges."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.city import City
from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits

SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
FIRST_PASS = 90  # seconds in which the sender beside the demo has surely been through once


def told(page: Page) -> None:
    """Open the messages once the sender has been through."""
    deadline = time.monotonic() + FIRST_PASS
    page.goto("/notifications")
    while not page.locator(".message").count():
        assert time.monotonic() < deadline, "the sender beside the demo told nothing"
        page.wait_for_timeout(500)
        page.reload()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_messages_are_accessible_and_fit(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("detachment_leader", language=language, width=width, height=height)
    told(page)
    accessible(page)
    assert fits(page)
    screenshot(page, f"notifications-{language}-{size}")
    page.locator(".message a[href*='/notifications/']").first.click()
    expect(page.locator(".message")).to_have_count(1)
    accessible(page)
    assert fits(page)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_list_of_the_system_is_accessible_and_fits(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("detachment_officer", language=language, width=width, height=height)
    page.goto("/watch")
    assert page.locator(".message").count() >= 1  # no backup was ever noted
    assert page.locator(".watch-rules li").count() >= 20
    accessible(page)
    assert fits(page)
    screenshot(page, f"watch-{language}-{size}")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_how_i_am_told_is_accessible_and_fits(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("doctor", language=language, width=width, height=height)
    page.goto("/me")
    part = page.locator("#channels")
    if not part.locator("button[value=try_channel]").count():
        part.locator("#address").fill("sink://demo")
        part.locator("button[value=add_channel]").click()
    expect(part.locator("button[value=try_channel]")).to_have_count(1)
    part.locator("button[value=try_channel]").click()
    expect(page.locator(".said.on-met")).to_be_visible()
    part.scroll_into_view_if_needed()
    accessible(page)
    assert fits(page)
    screenshot(page, f"channels-{language}-{size}")


def test_one_press_acknowledges_and_the_file_holds_no_number_of_a_person(page_as: PageAs, city: City) -> None:
    page = page_as("detachment_leader", language="en")
    told(page)
    sink = (city.folder / "demo" / "notifications.jsonl") if (city.folder / "demo").is_dir() else None
    written = (sink or city.folder / "notifications.jsonl").read_text("utf-8")
    assert "/notifications/" in written
    page.goto("/facilities/QZ-D")
    numbers = {one.strip() for one in page.locator(".chip b").all_inner_texts()}
    assert not {number for number in numbers if number and number in written}
    told(page)
    press = page.get_by_role("button", name="I have seen it").first
    page.once("load", lambda _: None)
    before = page.get_by_role("button", name="I have seen it").count()
    press.click()
    expect(page.locator(".said.on-met")).to_contain_text("It climbs no further")
    expect(page.get_by_role("button", name="I have seen it")).to_have_count(before - 1)


def test_an_administrator_sees_the_machine_alone(page_as: PageAs) -> None:
    page = page_as("system_admin", language="en")
    page.goto("/watch")
    expect(page.locator("main")).to_contain_text("you see what concerns the machine")
    assert page.locator(".message").count() >= 1
