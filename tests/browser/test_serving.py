"""The three fixed, training and a handover in a real browser: they fit, and everybody can use them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.stating import state
from tests.browser.test_screens import fits

HERE = "/facilities/QZ-D"
PAGES = ("fixed", "training", "handover")
SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
FIXED = {
    "kind": "duty.fixed/1", "matrix": "M1", "signed_by": "L1",
    "rows": [
        {"task": "gate-check", "post": "gate", "person": "QZ-D-P001", "deputy": "QZ-D-P002",
         "duty": "Everybody who comes or goes is checked"},
    ],
}  # fmt: skip
HANDED = {
    "kind": "duty.handed_over/1", "handover": "QZ-D-night", "outgoing": "QZ9", "held": 240,
    "note": "The key of the corridor hangs in the office", "outstanding": ["long-ago"],
}  # fmt: skip


@pytest.mark.parametrize(("language", "size"), [
    ("zh-hans", "wall"), ("en", "phone"),
    pytest.param("en", "wall", marks=pytest.mark.slow),
    pytest.param("zh-hans", "phone", marks=pytest.mark.slow),
])  # fmt: skip
def test_the_pages_are_accessible_and_fit(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("leader", language=language, width=width, height=height)
    state(page, [("03-16T07:10", FIXED), ("03-16T07:20", HANDED)], here=HERE)
    for name in PAGES:
        page.goto(f"{HERE}/{name}")
        expect(page.locator("main h1")).to_be_visible()
        accessible(page)
        assert fits(page)
        screenshot(page, f"{name}-{language}-{size}", full_page=name == "handover")  # others: long
