"""The loop as people look at it: the wheel and its lists; another pattern, looked at before it is ordered."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits

PAGE = "/facilities/QZ-D/loop"
SIZES = {"zh-hans": (390, 1600), "en": (1920, 1080)}  # the house has a hundred lines; the picture, a screen


@pytest.mark.parametrize("language", SIZES)
def test_the_wheel_and_its_lists_are_accessible_and_fit(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str
) -> None:
    width, height = SIZES[language]
    page = page_as("leader", language=language, width=width, height=height)
    page.goto(PAGE)
    assert page.locator(".loop-wheel .arc").count() == 3
    people = sum(int(text) for text in page.locator(".loop-wheel .spot-word").all_text_contents())
    inside = [int(text.split()[0]) for text in page.locator(".loop-now dd").all_inner_texts()[:3]]
    assert people == sum(inside) > 0
    assert page.locator(".loop-batches .loop-line").count() == page.locator(".loop-wheel .spot").count()
    accessible(page)
    assert fits(page)
    screenshot(page, f"loop-{language}-{width}")


@pytest.mark.parametrize("language", SIZES)
def test_another_pattern_shows_what_it_changes_before_it_is_ordered(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str
) -> None:
    width, height = SIZES[language]
    page = page_as("leader", language=language, width=width, height=height)
    page.goto(PAGE)
    page.locator(f"a[href='{PAGE}/pattern']").click()
    page.locator("input[value='abc-14-14-14']").check()
    page.locator("form[method='get'] button").click()
    expect(page.locator("#changes")).to_be_visible()
    assert page.locator("#changes tbody tr").count() > 28
    assert page.locator("#order input[name='reason']").count() == 1
    accessible(page)
    assert fits(page)
    screenshot(page, f"loop-pattern-{language}-{width}")
