"""Roll-calls in a real browser: everybody can use them, a thumb calls, two people count, the gate is held."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from lazaretto.cli.main import main
from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits

SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
ALL, HISTORY = "/roll-calls", "/roll-calls/history"
HOUSE = "/facilities/QZ-D/roll-calls"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("size", ["wall", "phone"])
@pytest.mark.parametrize(("role", "where", "name"), [
    ("detachment_officer", ALL, "roll-calls"),
    ("detachment_officer", HISTORY, "roll-calls-history"),
    ("duty_officer", HOUSE, "roll-calls-house"),
    ("duty_officer", f"{HOUSE}?day=2022-03-16", "roll-calls-draw"),
])  # fmt: skip
def test_the_page_is_accessible_and_fits(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], role: str,
    where: str, name: str, language: str, size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as(role, language=language, width=width, height=height)
    page.goto(where)
    expect(page.locator("main h1")).to_be_visible()
    accessible(page)
    assert fits(page)
    screenshot(page, f"{name}-{language}-{size}", full_page=True)


def test_a_day_that_is_over_shows_its_draw(page_as: PageAs) -> None:
    page = page_as("duty_officer", language="en")
    page.goto(f"{HOUSE}?day=2022-03-16")
    expect(page.locator("#draw")).to_contain_text("Secret of this day")
    with page.expect_download() as download:
        page.get_by_role("link", name="The draw as a file").click()
    assert download.value.suggested_filename == "draw-QZ-D-2022-03-16.json"
    run = CliRunner().invoke(main, ["roll-calls", "verify", str(download.value.path()), "--lang", "en"])
    assert run.exit_code == 0, run.output


def call(page: Page, code: str) -> None:
    """Set how a house gathers, and call it: at a drawn time that has just come, else outside the draw."""
    page.goto(f"/facilities/{code}/roll-calls")
    if page.locator(".call-frozen").count():  # the city's own roll-call runs just now
        stand_down(page, code)
    sign = page.locator("#call_sign")
    if not sign.is_visible():
        page.get_by_text("Set how the house gathers").click()
    sign.fill(f"{code} 1")
    page.locator("#camera").fill("YARD-1")
    page.locator("#room").fill("Room 204")
    page.get_by_role("button", name="Set this").click()
    expect(page.locator(".said")).to_be_visible()
    page.goto(ALL)
    press = page.locator(f'form.call-press:has(input[name="facility"][value="{code}"]) button')
    if not press.is_visible():
        page.locator(f"#h-{code}").get_by_text("Call outside the draw").click()
    expect(page.locator(".radio-words:visible").first).to_contain_text("gather before camera")
    press.click()
    expect(page.locator(f"#h-{code} .call-frozen")).to_contain_text("nobody passes the gate since")


def stand_down(page: Page, code: str) -> None:
    """End the call of a house that runs."""
    page.goto(f"/facilities/{code}/roll-calls")
    page.get_by_text("Stand it down").click()
    page.locator(f"#d-{code}").fill("the net failed")
    page.get_by_role("button", name="Stand the roll-call down").click()
    expect(page.locator(".call-card")).to_have_count(0)


def test_a_thumb_calls_two_count_and_a_third_recounts(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path]
) -> None:
    caller = page_as("detachment_officer", language="en", width=390, height=844)
    call(caller, "QZ-D")
    accessible(caller)
    house = page_as("duty_officer", language="en")
    house.goto("/facilities/QZ-D")
    expect(house.locator(".frozen-bar")).to_contain_text("A roll-call runs in QZ-D")
    accessible(house)
    screenshot(house, "roll-calls-banner-en-wall")
    house.get_by_role("link", name="Open the roll-call").click()
    house.get_by_role("button", name="Everybody has gathered").click()
    expect(house.locator(".call-card")).to_contain_text("gathered after")
    caller.goto(ALL)
    card = caller.locator("#h-QZ-D")
    inside, standby = (int(text.removeprefix("of ")) for text in card.locator(".call-of").all_inner_texts())
    card.get_by_label("A shift").fill(str(inside))
    caller.keyboard.press("Tab")
    caller.keyboard.type(str(standby))
    screenshot(caller, "roll-calls-counting-en-phone")
    caller.keyboard.press("Enter")  # a number, a tab, a number, enter: no mouse is needed
    expect(caller.locator("#h-QZ-D .call-waits")).to_contain_text("now somebody else counts")
    house.reload()
    expect(house.locator(".call-card")).not_to_contain_text("First count")
    house.locator("#a-QZ-D").fill(str(inside - 1))
    house.locator("#b-QZ-D").fill(str(standby))
    house.locator("#b-QZ-D").press("Enter")
    expect(house.locator(".call-card")).to_contain_text("does not match")
    caller.goto(ALL)
    expect(caller.locator("#h-QZ-D")).to_contain_text("do not match")
    accessible(caller)
    assert fits(caller)
    screenshot(caller, "roll-calls-mismatch-en-phone")
    leader = page_as("detachment_leader", language="en")
    leader.goto(HOUSE)
    leader.locator("#a-QZ-D").fill(str(inside))
    leader.locator("#b-QZ-D").fill(str(standby))
    leader.locator("#b-QZ-D").press("Enter")
    leader.get_by_text("cleared: everybody is accounted for").click()
    leader.locator("#w-QZ-D").fill("One stood behind a pillar")
    leader.get_by_role("button", name="End the roll-call").click()
    expect(leader.locator(".call-quiet")).to_contain_text("No roll-call runs")
    expect(leader.locator(".call-told").first).to_contain_text("One stood behind a pillar")
    screenshot(leader, "roll-calls-cleared-en-wall", full_page=True)


@pytest.mark.slow
def test_a_live_page_keeps_what_is_being_typed(page_as: PageAs) -> None:
    caller = page_as("detachment_officer", language="en")
    call(caller, "MJ-D")
    caller.locator("#told-MJ-D").fill("Sergeant on duty")
    call(page_as("detachment_leader", language="en"), "QZ-L")  # a press elsewhere, sent with the next poll
    expect(caller.locator("#h-QZ-L .call-frozen")).to_be_visible(timeout=30_000)
    expect(caller.locator("#told-MJ-D")).to_have_value("Sergeant on duty")
    for code in ("MJ-D", "QZ-L"):
        stand_down(caller, code)


def test_the_gate_sees_that_it_is_held(page_as: PageAs, gate: Callable[..., object]) -> None:
    caller = page_as("detachment_officer", language="en")
    call(caller, "QZ-D")
    opened = gate("gate-16")
    band = opened.page.locator(".frozen")  # type: ignore[attr-defined]  # a Gate
    expect(band).to_contain_text("nobody passes until it is over")
    stand_down(caller, "QZ-D")
