"""The protocol in a browser: clauses by address, and a version put in force after its preview.

The last file of the folder: what is issued here is in force for whatever comes after.
"""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs

FLOOR = "/protocol/community-2022/1"


def test_a_clause_has_an_address_a_number_and_a_reason(page_as: PageAs) -> None:
    page = page_as("inspector", language="en")
    page.goto("/protocol/four-layer-2022/1")
    clause = page.locator(".clause").first
    name = clause.get_attribute("id")
    clause.locator("summary").click()
    assert clause.locator(".sources li").count() >= 1
    clause.locator(".clause-number").click()
    assert page.url.endswith(f"#{name}")


def test_the_gate_table_is_shown_as_a_table(page_as: PageAs) -> None:
    page = page_as("gate_officer", language="zh-hans")
    page.goto("/protocol/four-layer-2022/1#tables")
    table = page.locator("#tables table").first
    assert table.locator("tbody tr").count() >= 5
    expect(table).to_contain_text("放行")
    expect(table).to_contain_text("绿码")


def test_nobody_but_the_detachments_leader_issues(page_as: PageAs) -> None:
    page = page_as("leader", language="en")
    page.goto(FLOOR)
    assert page.get_by_role("link", name="Issue this version").count() == 0
    assert page.request.get(f"{FLOOR}/issue", headers={"Accept": "text/html"}).status == 403


def test_a_version_is_issued_after_its_preview(page_as: PageAs, accessible: Callable[[Page], None]) -> None:
    page = page_as("detachment_leader", language="en")
    page.goto(FLOOR)
    page.get_by_role("link", name="Issue this version").click()
    expect(page.get_by_text("All of its clauses come into force")).to_be_visible()
    expect(page.locator("#in-facility")).to_have_value("TS-Z")
    accessible(page)
    page.locator("#in-authority").fill("the city's office")
    page.get_by_role("button", name="Issue this version").click()
    expect(page.get_by_role("status")).to_contain_text("Issued.")
    expect(page.locator(".law-head")).to_contain_text("in force")
