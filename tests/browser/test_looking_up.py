"""A person's record is reached from every page by whoever may read one, and by nobody else."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs


def test_a_person_is_looked_up_by_number(page_as: PageAs, accessible: object) -> None:
    page: Page = page_as("inspector", language="en", width=390, height=844)
    page.goto("/")
    page.locator(".head-short summary").click()
    page.get_by_role("link", name="Person", exact=True).click()
    assert callable(accessible)
    accessible(page)
    page.keyboard.type("QZ202200001")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("QZ202200001")
    expect(page.get_by_text("Why do you open it?")).to_be_visible()


def test_the_gate_looks_nobody_up(page_as: PageAs) -> None:
    page = page_as("gate_officer", language="en")
    page.goto("/")
    assert page.locator("header.head a").count() > 1
    assert page.locator("header.head a[href='/persons']").count() == 0
