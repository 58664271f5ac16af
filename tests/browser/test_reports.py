"""A day's report as people read and sign it: figures, what does not reconcile, versions, files, the month."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits

SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
HOUSE, CITY = "/facilities/QZ-D/report", "/facilities/TS-Z/report"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(
    ("name", "role", "address"),
    [
        ("report", "leader", f"{HOUSE}?day=2022-03-16"),
        ("report-city", "detachment_officer", f"{CITY}?day=2022-03-16"),
        ("reports", "detachment_officer", "/reports"),
        ("report-month", "detachment_officer", f"{CITY.replace('report', 'review')}?month=2022-03"),
    ],
)
def test_it_is_accessible_and_fits(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str, name: str, role: str, address: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as(role, language=language, width=width, height=height)
    page.goto(address)
    expect(page.locator("h1")).to_be_visible()
    accessible(page)
    assert fits(page)
    screenshot(page, f"{name}-{language}-{size}", full_page=True)


def test_by_night_it_is_accessible(page_as: PageAs, accessible: Callable[[Page], None]) -> None:
    page = page_as("detachment_officer", language="zh-hant", theme="dark")
    page.goto(f"{CITY}?day=2022-03-16")
    accessible(page)


def test_the_officer_draws_up_the_leader_signs_and_the_files_are_there(page_as: PageAs) -> None:
    """Without a script: of a day that nobody signed, as the record knows it."""
    officer = page_as("detachment_officer", language="en", java_script_enabled=False)
    officer.goto("/reports")
    officer.goto(f"{CITY}?day=2022-03-12")
    reason = officer.locator("#draw-reason")
    if reason.count():
        reason.fill("A late admission")
    officer.get_by_role("button", name="Draw").click()
    expect(officer.locator("#acts")).to_contain_text("Another person signs it")
    leader = page_as("detachment_leader", language="en", java_script_enabled=False)
    leader.goto(f"{CITY}?day=2022-03-12")
    for box in leader.locator("input[name=despite]").all():
        box.check()
    if leader.locator("#sign-reason").count():
        leader.locator("#sign-reason").fill("Known, and being put right")
    leader.get_by_role("button", name="Sign version").click()
    expect(leader.locator(".report-state")).to_contain_text("signed")
    leader.locator("#versions a").last.click()
    expect(leader.locator("main")).to_contain_text("The record gives these very figures today.")
    for form in ("PDF", "XLSX", "JSON"):
        with leader.expect_download() as kept:
            leader.get_by_role("link", name=form, exact=True).click()
        assert kept.value.path().stat().st_size > 1000
