"""The day sheet by keyboard and by thumb: state, correct, retract; nothing typed is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs

SHEET = "/facilities/QZ-D"


def test_a_fact_is_stated_by_keyboard_alone(page_as: PageAs) -> None:
    page = page_as("duty_officer", language="en")
    page.goto(f"{SHEET}/state?kind=gate.goods_registered")
    page.locator("#in-consignment").focus()
    page.keyboard.type("F-TEST-1")
    page.keyboard.press("Tab")
    page.keyboard.type("food")
    page.keyboard.press("Tab")
    page.keyboard.type("Market hall")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Recorded.")
    assert page.url.endswith(SHEET)


def test_the_keys_lead_from_cell_to_cell_and_into_the_form(page_as: PageAs) -> None:
    page = page_as("duty_officer", language="en")
    page.goto(SHEET)
    assert page.locator("[data-owed]").count() >= 2
    page.keyboard.press("n")
    first = page.evaluate("document.activeElement.href")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.href") != first
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.href") == first
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Record", exact=True)).to_be_visible()
    page.goto(SHEET)
    page.keyboard.press("/")
    expect(page.locator("#scan")).to_be_focused()


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path]
) -> None:
    page = page_as("duty_officer", language="en", width=390, height=844)
    page.goto(f"{SHEET}/state?kind=hygiene.disinfected")
    page.locator("#in-agent").fill("84 disinfectant")
    page.locator("#in-target_mg_l").fill("a lot")
    page.locator("#in-contact_minutes").fill("30")
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("“a lot” is not a whole number.")
    expect(page.locator("#in-agent")).to_have_value("84 disinfectant")
    expect(page.locator("#in-target_mg_l")).to_have_value("a lot")
    accessible(page)
    screenshot(page, "mistake-en-phone")


def test_a_thermometer_row_is_filled_by_a_tap_and_judged_by_itself(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path]
) -> None:
    page = page_as("doctor", language="zh-hans", width=390, height=844)
    page.goto(SHEET)
    temperatures = page.locator(".cluster").filter(has_text="测温").first
    temperatures.locator("a.cell").filter(has_text="过渡监区").first.click()
    rows = page.locator(".reading")
    in_the_cell = rows.count()  # before the press: between two pages there are none
    assert in_the_cell >= 2
    assert all(
        not value.input_value() for value in page.locator(".reading-value").all()
    )  # nothing is invented
    accessible(page)
    rows.first.get_by_text("36.4").click()
    expect(rows.first.locator(".reading-value")).to_have_value("36.4")
    page.get_by_role("button", name="记录", exact=True).click()
    expect(page.get_by_role("alert").locator("li")).to_have_count(in_the_cell - 1)
    expect(rows.first.locator(".reading-value")).to_have_value("36.4")
    for row in rows.all()[1:]:
        row.get_by_text("36.6").click()
    rows.last.locator(".reading-value").fill("")
    rows.last.locator(".reading-why").fill("提讯外出")
    accessible(page)
    screenshot(page, "state-zh-hans-phone")
    page.get_by_role("button", name="记录", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("已记录")


def test_a_statement_is_corrected_and_retracted(page_as: PageAs, accessible: Callable[[Page], None]) -> None:
    page = page_as("duty_officer", language="en")
    page.goto(f"{SHEET}/state?kind=gate.goods_registered&subject=F-TEST-2")
    expect(page.locator("#in-consignment")).to_have_value("F-TEST-2")
    page.locator("#in-goods").select_option("food")
    page.locator("#in-supplier").fill("Market hal")
    page.get_by_role("button", name="Record", exact=True).click()
    page.get_by_role("link", name="undo or correct").click()
    expect(page.locator("#in-supplier")).to_have_value("Market hal")
    accessible(page)
    page.locator("#in-supplier").fill("Market hall")
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Recorded.")
    page.get_by_role("link", name="undo or correct").click()
    page.get_by_role("button", name="Retract").click()
    expect(page.locator("#in-supplier")).to_have_value("Market hall")  # no reason was given: nothing happened
    page.locator("#in-reason").fill("stated twice")
    page.get_by_role("button", name="Retract").click()
    expect(page.get_by_role("status")).to_contain_text("Retracted.")


def test_a_scanner_is_a_fast_keyboard_with_an_enter_at_its_end(page_as: PageAs) -> None:
    page = page_as("duty_officer", language="en")
    page.goto(SHEET)
    page.locator("#kind").select_option("custody.released")
    page.keyboard.press("Escape")
    page.locator("#scan").focus()
    page.keyboard.type("QZ202200001")
    page.keyboard.press("Enter")
    expect(page.locator("#in-person")).to_have_value("QZ202200001")


@pytest.mark.parametrize("kind", ["custody.admitted", "testing.sampled", "duty.handed_over"])
def test_an_empty_form_says_what_is_missing_row_by_row(page_as: PageAs, kind: str) -> None:
    page = page_as("leader", language="en")
    page.goto(f"{SHEET}/state?kind={kind}")
    page.evaluate("document.querySelectorAll('[required]').forEach(e => e.removeAttribute('required'))")
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_role("alert").locator("li").first).to_be_visible()
    assert page.locator(".field.has-error").count() >= 1


def test_the_next_cell_still_says_what_was_recorded_and_leads_back_to_it(page_as: PageAs) -> None:
    page = page_as("duty_officer", language="en", width=390, height=844)
    page.goto(SHEET)
    page.locator("a.cell").filter(has_text="Transition wing").first.click()
    for value in page.locator(".reading-value").all():
        value.fill("366")
    page.locator(".reading-value").first.focus()
    expect(page.locator(".reading-value").nth(1)).to_have_value("36.6")  # the point is set where it is seen
    page.get_by_role("button", name="Record and go to the next").click()
    expect(page.get_by_role("status")).to_contain_text("Recorded.")
    page.get_by_role("link", name="undo or correct").click()
    expect(page.locator(".reading-value").first).to_have_value("36.6")
    page.locator(".reading-value").first.fill("36.9")
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Recorded.")


def test_a_scanned_person_has_a_row_for_the_temperature(page_as: PageAs) -> None:
    page = page_as("duty_officer", language="en")
    page.goto(f"{SHEET}/state?kind=hygiene.temperatures_taken&subject=QZ202200001")
    expect(page.locator(".reading b")).to_have_text("QZ202200001")


def test_whoever_states_nothing_is_offered_nothing(page_as: PageAs) -> None:
    page = page_as("inspector", language="en")
    page.goto(SHEET)
    assert page.locator("main a[href*='/state'], main a[href*='/correct']").count() == 0
    assert page.locator(".cell").count() > 0


def test_a_breach_is_said_at_once(page_as: PageAs) -> None:
    page = page_as("doctor", language="en")
    page.goto(f"{SHEET}/state?kind=hygiene.isolated&subject=QZ202100002")
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.locator(".said.on-missed")).to_contain_text("Nobody is put apart without a live order")
