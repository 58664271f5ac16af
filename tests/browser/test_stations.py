"""The stations of a gate as people look at them: what waits, taking one back, settling a row."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits

PAGE = "/facilities/QZ-D/stations"
SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
ENROL = """async post => {
  const csrf = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const headers = {"X-CSRFToken": csrf, "Content-Type": "application/json"};
  const body = JSON.stringify({post, replace: true});
  return (await fetch("/api/v1/gate/QZ-D/stations", {method: "POST", headers, body})).json();
}"""


def enrolled(page: Page, post: str) -> dict[str, str]:
    """The headers of a station that the page's reader enrols."""
    page.goto(PAGE)
    made = page.evaluate(ENROL, post)
    return {"Authorization": f"Bearer {made['token']}"}


def upload(page: Page, headers: dict[str, str], *rows: Any, waiting: int = 0) -> list[str]:
    """What became of rows that a station sends, by the clock of the house."""
    address = "/api/v1/gate/QZ-D/uploads"
    clock = page.request.get("/api/v1/gate/QZ-D/pack", headers=headers).headers["pack-made"]
    sent = {"device_now": f"{page.evaluate('s => new Date(s * 1000).toISOString()', int(clock))}",
            "rows": rows, "waiting": waiting}  # fmt: skip
    told = page.request.post(address, headers=headers, data=sent).json()
    return [result["outcome"] for result in told["results"]]


def row(sequence: int, **body: Any) -> dict[str, Any]:
    said = {
        "kind": "gate.entered/1",
        "category": "person",
        "subject": f"S-{sequence}",
        "zone": "guarded",
    } | body
    statement = {
        "id": str(uuid4()),
        "body": said,
        "facility": "QZ-D",
        "occurred": "2022-03-17T09:00:00+08:00",
    }
    return {"sequence": sequence, "nonce": uuid4().hex, "statement": statement}


@pytest.fixture
def gate(page_as: PageAs) -> dict[str, str]:
    """A station that has sent some rows: two numbers never came, two rows are held back."""
    page = page_as("gate_officer")
    headers = enrolled(page, "gate-1")
    rows = [row(1), row(2, zone="yard"), row(5), {"sequence": 6, "nonce": uuid4().hex, "statement": "?"}]
    assert upload(page, headers, *rows, waiting=3) == ["accepted", "malformed", "accepted", "malformed"]
    enrolled(page, "gate-2")
    return headers


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_stations_are_accessible_and_fit(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path],
    gate: dict[str, str], language: str, size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("leader", language=language, width=width, height=height)
    page.goto(PAGE)
    card = page.locator(".stations-card").first
    expect(card).to_contain_text("gate-1")
    expect(card).to_contain_text("3–4")
    assert page.locator(".held-row").count() >= 2
    accessible(page)
    assert fits(page)
    screenshot(page, f"stations-{language}-{size}", full_page=True)
    card.locator("a.press").click()
    expect(page.locator("#revoke")).to_be_visible()
    accessible(page)
    assert fits(page)
    screenshot(page, f"stations-revoke-{language}-{size}")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_row_is_settled_by_hand(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path],
    gate: dict[str, str], language: str, size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("duty_officer", language=language, width=width, height=height)
    page.goto(PAGE)
    waiting = page.locator(".held-row:has(a.press)").count()
    page.locator(".held-row:has(a.press)").filter(has_text="S-2").last.locator("a.press").click()
    expect(page.locator("#in-subject")).to_have_value("S-2")
    accessible(page)
    assert fits(page)
    screenshot(page, f"settling-{language}-{size}", full_page=True)
    page.locator("#in-zone").select_option("guarded")
    page.locator("form.stating button.press").click()
    page.wait_for_url(f"**{PAGE}#held")
    assert page.locator(".held-row:has(a.press)").count() == waiting - 1
    page.locator(".held-row a.press").last.click()
    page.locator("#reason").fill("a test of the scanner")
    page.locator("form:has(#reason) button").click()
    page.wait_for_url(f"**{PAGE}#held")
    assert page.locator(".held-row:has(a.press)").count() == waiting - 2
    page.locator("#held details summary").click()
    expect(page.locator("#held details")).to_contain_text("a test of the scanner")


def test_taking_a_station_back_stops_it(page_as: PageAs, gate: dict[str, str]) -> None:
    page = page_as("leader", language="en")
    page.goto(PAGE)
    page.locator(".stations-card").first.get_by_role("link", name="Take back").click()
    page.get_by_role("button", name="Yes, take gate-1 back now").click()
    expect(page.get_by_role("status").first).to_contain_text("gate-1 was taken back")
    expect(page.locator("#ended")).to_contain_text("taken back")
    answer = page.request.get("/api/v1/gate/QZ-D/pack", headers=gate)
    assert (answer.status, answer.json()["rule"]) == (401, "station_revoked")
