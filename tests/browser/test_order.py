"""An order as people look at it: for a reason, as one picture, in two languages, wide, narrow, on paper."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits

SIZES = {"wall": (1920, 1080), "phone": (390, 844)}


def someone(page: Page) -> str:
    """Somebody whose leg runs at the house, under a document if anybody's does."""
    answer = page.request.get("/api/v1/facilities/QZ-D/releases").json()
    ordered = [line for line in answer["lines"] if line["clock"]["order"]]
    return str(max(ordered, key=lambda line: line["clock"]["document"] is not None)["person"])


def opened(page: Page) -> str:
    person = someone(page)
    page.goto(f"/persons/{person}/order")
    page.locator("input[name=reason]").first.check()
    page.locator(".reasons button").click()
    expect(page.locator(".order-path .path-leg").first).to_be_visible()
    return person


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_order_is_accessible_and_fits(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("leader", language=language, width=width, height=height)
    person = opened(page)
    expect(page.locator(".title .code")).to_have_text(person)
    assert page.locator(".order-leg.is-running").count() == 1
    assert page.locator(".order-leg.is-running .order-facts li").count() > 0
    assert page.locator(".order-strip svg").is_visible() == (size == "wall")
    accessible(page)
    assert fits(page)
    screenshot(page, f"order-{language}-{size}")


def test_it_is_opened_for_a_reason(page_as: PageAs, accessible: Callable[[Page], None]) -> None:
    page = page_as("doctor", language="zh-hans")
    page.goto(f"/persons/{someone(page)}/order")
    accessible(page)
    page.locator(".reasons button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator(".order-path")).to_have_count(0)


def test_by_night_it_is_accessible(page_as: PageAs, accessible: Callable[[Page], None]) -> None:
    page = page_as("leader", language="zh-hant", width=1920, height=1080, theme="dark")
    opened(page)
    accessible(page)


def test_each_way_on_is_a_form_filled_in(page_as: PageAs) -> None:
    page = page_as("leader", language="en")
    person = opened(page)
    page.get_by_role("link", name="Order another end", exact=True).click()
    expect(page.locator("#in-person")).to_have_value(person)
    assert page.locator("#in-order").input_value().startswith("ORD-")
    expect(page.locator("#in-layer")).to_have_value(re.compile("[123]"))
    opened(page)
    page.get_by_role("link", name="Release by law").click()
    expect(page.locator("#in-person")).to_have_value(person)


def test_the_record_and_the_gate_lead_to_it(page_as: PageAs) -> None:
    page = page_as("doctor", language="en")
    person = someone(page)
    page.goto(f"/persons/{person}")
    page.locator("input[value=leg]").check()
    page.locator(".reasons button").click()
    page.get_by_role("button", name=re.compile("^Open the order")).click()
    expect(page.locator(".order-path .path-leg").first).to_be_visible()  # the reason went along


def test_it_is_printed_without_buttons_and_with_a_place_to_sign(page_as: PageAs) -> None:
    page = page_as("leader", language="zh-hans", width=794, height=1123)
    opened(page)
    page.emulate_media(media="print")
    expect(page.locator(".order-paper")).to_be_visible()
    expect(page.locator(".order-paper")).to_contain_text("监所签章")
    expect(page.locator(".order-leg.is-running .order-facts").first).to_be_visible()
    expect(page.locator(".order-strip svg")).to_be_visible()
    expect(page.locator(".presses").first).to_be_hidden()
    expect(page.locator(".head")).to_be_hidden()
