"""The board as a person uses it: through time by keyboard, and from every figure to the facts behind it."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs


def open_board(page_as: PageAs, language: str = "en") -> Page:
    page = page_as("detachment_officer", language=language, width=1920, height=1080)
    page.goto("/")
    return page


def test_the_arrows_move_through_time(page_as: PageAs) -> None:
    page = open_board(page_as)
    now = page.locator(".board .clock").inner_text()
    page.locator("#at").focus()
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"\?at=2022-03-17T\d\d%3A00"))
    expect(page.locator(".board .clock")).not_to_have_text(now)
    expect(page.locator("#at")).to_be_focused()


def test_a_page_key_moves_a_day_and_the_way_back_leads_to_now(page_as: PageAs) -> None:
    page = open_board(page_as)
    page.locator("#at").focus()
    page.keyboard.press("PageDown")
    expect(page.locator(".slider-now b")).to_contain_text("16 Mar")
    page.get_by_role("link", name="back to now").click()
    expect(page.locator(".slider-now")).to_contain_text("live")


def test_play_runs_and_pauses(page_as: PageAs) -> None:
    page = open_board(page_as)
    page.locator("#at").focus()
    page.keyboard.press("Home")
    expect(page.locator(".slider-now")).not_to_contain_text("live")
    before = page.locator("#at").input_value()
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.locator("#at")).not_to_have_value(before)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_an_unchanged_board_is_not_sent_again(page_as: PageAs) -> None:
    page = open_board(page_as)
    address = page.locator("#board").get_attribute("hx-get")
    assert address is not None
    statuses = {page.request.get(address, headers={"HX-Request": "true"}).status for _ in range(2)}
    assert statuses <= {200, 204}
    assert page.request.get("/?seen=never", headers={"HX-Request": "true"}).status == 200


def test_a_finding_leads_to_its_rule_and_its_facts(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path]
) -> None:
    for language in ("zh-hans", "en"):
        page = open_board(page_as, language)
        page.locator(".board-alerts a.why").first.click()
        expect(page.locator("h1")).to_be_visible()
        assert page.locator(".fact, .empty").count() >= 1
        accessible(page)
        screenshot(page, f"why-{language}")


def test_a_facility_leads_to_its_day_sheet_at_the_same_instant(page_as: PageAs) -> None:
    page = open_board(page_as)
    page.goto("/?at=2022-03-16T09:00:00%2B08:00")
    page.locator(".facility").first.click()
    expect(page.locator("h1")).to_contain_text("detention house")
    assert "at=2022-03-16" in page.url
    expect(page.get_by_text("a past instant, as known then")).to_be_visible()


def test_a_fact_stands_on_an_open_board_within_two_seconds(page_as: PageAs) -> None:
    board, desk = open_board(page_as), page_as("duty_officer", language="en")
    stamp = board.locator("#board").get_attribute("hx-get")
    desk.goto("/facilities/QZ-D/state?kind=hygiene.disinfected&subject=QZ-D/K/gate")
    desk.locator("#in-agent").fill("84 disinfectant")
    desk.locator("#in-target_mg_l").fill("500")
    desk.locator("#in-contact_minutes").fill("30")
    desk.get_by_role("button", name="Record", exact=True).click()
    expect(desk.get_by_role("status").first).to_contain_text("Recorded")
    expect(board.locator("#board")).not_to_have_attribute("hx-get", str(stamp), timeout=2000)


def test_the_board_waits_while_somebody_walks_through_it_by_keyboard(page_as: PageAs) -> None:
    page = open_board(page_as)
    page.locator(".facility").first.focus()
    page.keyboard.press("Shift")
    page.evaluate("document.getElementById('board').setAttribute('hx-get', '/?seen=never')")
    page.evaluate("window.htmx.process(document.getElementById('board'))")
    page.wait_for_timeout(2500)
    expect(page.locator(".facility").first).to_be_focused()


def test_a_family_narrows_the_findings(page_as: PageAs) -> None:
    page = open_board(page_as)
    link = page.locator(".families a").filter(has=page.locator(".mark")).first
    name = link.locator("b").inner_text()
    link.click()
    expect(page.locator("#alerts-title")).to_contain_text(name)
    page.locator("#alerts-title a").click()
    expect(page.locator(".families a[aria-current]")).to_have_count(0)
