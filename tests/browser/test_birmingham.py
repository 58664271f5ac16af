"""HMP Birmingham, 2021, on the screens: the mixing is refused, happens, is listed, answered in one press."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs

HOUSE, STRANGER = "/facilities/QZ-L", "QZ2022BIRM"


def cell_of_a_closed_cohort(page: Page) -> tuple[str, int]:
    """The place of a closed cohort with at least two people whose clocks run, and how many they are."""
    page.goto(f"{HOUSE}/cells?state=closed")
    for card in page.locator(".cell-card").all():
        people = card.locator(".cell-people a").count()
        if people >= 2 and card.locator(".bar").count():
            return f"QZ-L/{card.locator('.cell-number').inner_text()}", people
    raise AssertionError("no closed cohort of two or more in QZ-L")


def record(page: Page) -> None:
    page.get_by_role("button", name="Record", exact=True).click()


@pytest.mark.slow
def test_arrivals_of_different_days_in_one_cell(page_as: PageAs) -> None:
    page = page_as("leader", language="en")
    place, people = cell_of_a_closed_cohort(page)
    number = place.partition("/")[2]

    page.goto(f"{HOUSE}/state?kind=custody.place_requested&subject={STRANGER}&cell={place}")
    page.locator("#in-reason").fill("no other cell tonight")
    record(page)
    expect(page.get_by_role("alert")).to_contain_text(place)  # refused, and why

    page.goto(f"{HOUSE}/state?kind=custody.admitted&subject={STRANGER}&cell={place}&sex=male")
    record(page)  # what happened is never refused
    expect(page.get_by_text("This is a breach").first).to_be_visible()

    page.goto(f"{HOUSE}/cells?state=mixed")
    card = page.locator(f'.cell-card[id="{number}"]')
    expect(card.locator(".cell-mixed")).to_contain_text("Somebody of another day came in")
    expect(card.locator(".cell-mixed")).to_contain_text(STRANGER)
    button = card.get_by_role("button", name=re.compile(rf"of th(is|ese) {people}$"))
    member = card.locator(".cell-people a").first.inner_text()
    button.click()
    expect(page.get_by_role("status").first).to_contain_text(f"{people} clocks restarted.")

    page.goto(f"{HOUSE}/cells")
    expect(page.locator(f'.cell-card[id="{number}"] .cell-mixed')).to_have_count(0)
    page.goto(f"{HOUSE}/releases?person={member}")
    expect(page.locator("#asked .bar-words")).to_have_text("day 0 of 21")
