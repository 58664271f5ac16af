"""The gate's station in a real browser: few inputs, one glance, and no answer that nobody gave."""

from collections.abc import Callable
from secrets import token_hex

from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.gate import (
    ADDRESS,
    PIN,
    Opened,
    burst,
    by_hand,
    let_out,
    pack,
    scan,
    unlock,
    uploaded,
    usual,
)

Judged = Callable[[Page], None]


def test_a_browser_is_made_a_station_in_two_steps_and_needs_no_session(
    page_as: PageAs, accessible: Judged
) -> None:
    page = page_as(None, language="en", width=390, height=844)
    page.goto(ADDRESS)
    expect(page.get_by_text("signs in once")).to_be_visible()
    accessible(page)
    page = page_as("gate_officer", language="en", width=390, height=844)
    page.goto(ADDRESS)
    page.locator("#post").fill("Gate One")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("as in gate-1")
    page.locator("#post").fill("gate-1")
    page.keyboard.press("Enter")
    for first, second, fault in (
        ("12345", "12345", "at least 6"),
        ("123456", "123456", "guessed first"),
        (PIN, "271829", "not the same"),
    ):
        page.locator("#pin").fill(first)
        page.locator("#pin-again").fill(second)
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text(fault)
    accessible(page)
    page.locator("#pin-again").fill(PIN)
    page.keyboard.press("Enter")
    expect(page.locator("#scan")).to_be_visible(timeout=30_000)
    page.context.clear_cookies()
    page.reload()
    unlock(page)
    expect(page.locator(".strip-link")).to_contain_text("Connected")


def test_who_may_not_stand_at_the_gate_sets_up_no_station(page_as: PageAs) -> None:
    page = page_as("inspector", language="en")
    page.goto(ADDRESS)
    expect(page.get_by_text("Your role does not set up this gate")).to_be_visible()


def test_rostered_staff_with_valid_checks_pass_with_four_inputs(gate: Opened, officers: list[str]) -> None:
    here = gate("gate-2")
    page, person = here.page, officers[0]
    let_out(page, person)
    usual(page, person)
    expect(page.locator(".verdict.is-admit .verdict-word")).to_have_text("Admit")
    page.keyboard.press("Enter")  # the fourth
    expect(page.locator(".news")).to_contain_text("went in")
    uploaded(page)
    checked, entered = here.stated("gate.checked")[-1], here.stated("gate.entered")[-1]
    assert (entered["subject"], entered["basis"], entered["passage"]) == (
        person,
        "roster",
        checked["passage"],
    )
    assert (checked["verdict"], checked["rule"], checked["table"]) == ("admit", "all_clear", "gate.verdict")
    assert checked["officer"] == pack(here.desk)["officers"][0]
    answers = {one["input"]: one["value"] for one in checked["answers"]}
    assert answers["temperature"] == "36.5"
    assert (answers["health_code"], answers["symptoms"]) == ("green", "false")
    assert "test_age" not in answers  # the record's own word needs no officer's


def test_nothing_is_admitted_that_nobody_said(gate: Opened, officers: list[str]) -> None:
    page = gate("gate-3").page
    let_out(page, officers[1])
    scan(page, officers[1])
    page.keyboard.press("Enter")  # nothing was answered: Enter leads to the first question
    expect(page.locator(".verdict.is-open")).to_be_visible()
    expect(page.locator(".verdict-say")).to_contain_text("Symptoms")
    expect(page.locator("[name=in-identity_confirmed]").first).to_be_focused()
    page.locator("#in-temperature").focus()
    by_hand(page, "999")
    expect(page.get_by_role("alert")).to_contain_text("no such number")
    page.locator("#in-temperature").fill("36.4")
    page.get_by_role("radio", name="does not match").check()
    expect(page.locator(".verdict.is-refuse")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#scan")).to_be_focused()


def test_a_fever_waits_a_stranger_is_refused_and_a_senior_may_override(
    gate: Opened, officers: list[str]
) -> None:
    here = gate("gate-4")
    page, person = here.page, officers[2]
    stranger = f"X-{token_hex(3)}".upper()
    let_out(page, person)
    usual(page, person, "376")
    expect(page.locator(".verdict.is-hold .verdict-say")).to_contain_text("measure again")
    page.keyboard.press("Enter")
    expect(page.locator(".news")).to_contain_text("stayed outside")
    scan(page, stranger)
    expect(page.locator(".verdict.is-refuse")).to_be_visible()
    page.get_by_role("button", name="a senior lets them in").click()
    page.get_by_role("button", name="Record: goes in by override").click()
    expect(page.get_by_role("alert")).to_contain_text("senior's number")
    burst(page, pack(here.desk)["approvers"]["leader"][1])
    page.locator("#reason").fill("The boiler burns.")
    page.get_by_role("button", name="Record: goes in by override").click()
    expect(page.locator(".news")).to_contain_text("Report it upward today")
    uploaded(page)
    refused, override = here.stated("gate.refused")[-1], here.stated("gate.overridden")[-1]
    assert (refused["subject"], "armpit" in refused["reason"]) == (person, True)
    entered = here.stated("gate.entered")[-1]
    assert (entered["subject"], entered["basis"]) == (stranger, override["override"])
    assert override["authority"] == pack(here.desk)["approvers"]["leader"][1]
    verdicts = [one["verdict"] for one in here.stated("gate.checked")]
    assert verdicts[-2:] == ["hold", "refuse"]  # an override never edits the verdict


def test_going_from_zone_to_zone_and_taking_back(gate: Opened, officers: list[str]) -> None:
    here = gate("gate-5")
    page, person = here.page, officers[3]
    let_out(page, person)
    page.get_by_role("button", name=f"Take back the passage of {person}").first.click()
    page.get_by_role("button", name="It was another person or thing").click()
    expect(page.locator(".desk-log li").first).to_contain_text("retracted")
    scan(page, person)
    expect(page.locator(".verdict.is-out")).to_be_visible()  # inside again, as before
    page.keyboard.press("Enter")
    expect(page.locator(".news")).to_contain_text("went out")
    usual(page, person)
    page.get_by_role("radio", name="guarded area").check()
    page.locator(".press-record").click()
    expect(page.locator(".news")).to_contain_text("went in")
    scan(page, person)
    expect(page.locator(".verdict-say")).to_contain_text("guarded area")
    page.get_by_role("radio", name="administration").check()
    page.locator(".press-record").click()
    uploaded(page)
    assert here.stated("record.retracted")[-1]["reason"] == "It was another person or thing"
    assert here.stated("gate.entered")[-1]["zone"] == "guarded"


def test_a_scan_is_heard_wherever_the_focus_is(gate: Opened, officers: list[str]) -> None:
    page = gate("gate-6").page
    page.locator("#main").focus()
    burst(page, officers[4])
    expect(page.locator(".who")).to_contain_text(officers[4])
    page.get_by_role("radio", name="Goes in").check()
    page.locator("#in-temperature").focus()
    by_hand(page, "365")
    burst(page, officers[5])  # the next one, while this one stands here
    expect(page.locator(".news")).to_contain_text(f"{officers[5]} waits")
    expect(page.locator(".who")).to_contain_text(officers[4])
    page.keyboard.press("Escape")
    expect(page.locator(".who")).to_contain_text(officers[5])


def test_what_a_hand_typed_before_a_press_is_no_part_of_a_scan(gate: Opened, officers: list[str]) -> None:
    page, person = gate("gate-15").page, officers[6]
    page.evaluate(
        """async (code) => {
          const key = (sign) => {
            const name = { Enter: "Enter", "-": "Minus", " ": "Space" }[sign];
            const code = name ?? (/\\d/.test(sign) ? `Digit${sign}` : `Key${sign}`);
            const shiftKey = /[A-Z]/.test(sign), told = { code, key: "Process", shiftKey, bubbles: true };
            document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { ...told, cancelable: true }));
          };
          for (const sign of "365 ") key(sign);
          document.body.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
          for (const sign of [...code, "Enter"]) key(sign);
        }""",
        person,
    )
    expect(page.locator(".who .code")).to_have_text(person)


def test_a_vehicle_with_its_load_and_its_driver(gate: Opened, officers: list[str]) -> None:
    here = gate("gate-13")
    page = here.page
    page.locator("#scan").fill("甘E12345")
    page.keyboard.press("Enter")
    expect(page.locator("#plate")).to_have_value("甘E12345")
    page.locator("#driver").fill("D-4711")
    page.locator("#seal").fill("SL-0099")
    page.locator("#more").fill("F-900")
    page.keyboard.press("Enter")
    expect(page.locator(".load")).to_contain_text("F-900")
    expect(page.locator(".verdict.is-refuse")).to_be_visible()
    page.locator(".press-record").click()
    expect(page.locator(".verdict")).to_have_count(0)  # recorded, and the next one may come
    uploaded(page)
    seen = here.stated("gate.vehicle_seen")[-1]
    assert (seen["plate"], seen["driver"], seen["seal"], seen["carries"]) == (
        "甘E12345", "D-4711", "SL-0099", ["F-900"],
    )  # fmt: skip
    assert here.stated("gate.refused")[-1]["category"] == "vehicle"
