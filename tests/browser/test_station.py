"""The gate's station in a real browser: few inputs, one glance, and nothing lost when the cable is cut."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.gate import (
    ADDRESS,
    HOUSE,
    PIN,
    burst,
    by_hand,
    facts,
    found_negative,
    pack,
    rostered,
    scan,
    set_up,
    unlock,
    uploaded,
)  # fmt: skip

DAY = 24 * 3600
SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
Judged = Callable[[Page], None]
Taken = Callable[..., Path]


class Gate:
    """An officer's browser with a station on it, and a duty officer's to read the record by."""

    def __init__(self, page: Page, desk: Page, post: str) -> None:
        self.page, self.desk, self.device = page, desk, f"{HOUSE}/{post}"

    def stated(self, kind: str) -> list[dict[str, Any]]:
        """What the record holds of this station."""
        return [fact["body"] for fact in facts(self.desk, kind, device=self.device)]


@pytest.fixture(scope="session")
def officers() -> list[str]:
    """Those whose negative test of today stands in the record; filled by the first test that needs them."""
    return []


@pytest.fixture
def gate(page_as: PageAs, officers: list[str]) -> Callable[..., Gate]:
    """``gate("gate-3")`` makes a browser the station of a post, with an officer standing there."""

    def open_gate(post: str, **options: Any) -> Gate:
        desk = page_as("duty_officer", language="en")
        desk.goto("/protocol")
        if not officers:
            officers.extend(rostered(desk)[:8])
            found_negative(desk, officers, mark="today")
        options.setdefault("language", "en")
        page = page_as("gate_officer", **options)
        set_up(page, post)
        scan(page, pack(desk)["officers"][0])
        expect(page.locator(".strip-officer")).to_contain_text(pack(desk)["officers"][0])
        return Gate(page, desk, post)

    return open_gate


def let_out(page: Page, person: str) -> None:
    """Two inputs: the scan, and Enter. Whom an earlier test left outside comes in first."""
    scan(page, person)
    expect(page.locator(".verdict-word")).to_be_visible()
    if not page.locator(".verdict.is-out").count():
        by_hand(page, "365")
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        expect(page.locator(".news")).to_contain_text("went in")
        scan(page, person)
    expect(page.locator(".verdict.is-out")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".news")).to_contain_text("went out")


def usual(page: Page, person: str, heat: str = "365") -> None:
    """Three inputs: the scan, the temperature, one press for all that is usual."""
    scan(page, person)
    expect(page.locator("#in-temperature")).to_be_focused()
    by_hand(page, heat)
    page.keyboard.press("Space")


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


def test_rostered_staff_with_valid_checks_pass_with_four_inputs(
    gate: Callable[..., Gate], officers: list[str]
) -> None:
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


def test_nothing_is_admitted_that_nobody_said(gate: Callable[..., Gate], officers: list[str]) -> None:
    page = gate("gate-3").page
    let_out(page, officers[1])
    scan(page, officers[1])
    page.keyboard.press("Enter")  # nothing was answered: Enter leads to the first question
    expect(page.locator(".verdict.is-open")).to_be_visible()
    expect(page.locator(".verdict-say")).to_contain_text("Symptoms")
    by_hand(page, "999")
    expect(page.get_by_role("alert")).to_contain_text("no such number")
    page.locator("#in-temperature").fill("36.4")
    page.get_by_text("does not match").click()
    expect(page.locator(".verdict.is-refuse")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#scan")).to_be_focused()


def test_a_fever_waits_a_stranger_is_refused_and_a_senior_may_override(
    gate: Callable[..., Gate], officers: list[str]
) -> None:
    here = gate("gate-4")
    page, person = here.page, officers[2]
    let_out(page, person)
    usual(page, person, "376")
    expect(page.locator(".verdict.is-hold .verdict-say")).to_contain_text("measure again")
    page.keyboard.press("Enter")
    expect(page.locator(".news")).to_contain_text("stayed outside")
    scan(page, "X-STRANGER-1")
    expect(page.locator(".verdict.is-refuse")).to_be_visible()
    page.get_by_role("button", name="a senior lets them in").click()
    page.get_by_role("button", name="Record: goes in by override").click()
    expect(page.get_by_role("alert")).to_contain_text("senior's number")
    burst(page, pack(here.desk)["approvers"]["leader"][0])
    page.locator("#reason").fill("The boiler burns.")
    page.get_by_role("button", name="Record: goes in by override").click()
    expect(page.locator(".news")).to_contain_text("Report it upward today")
    uploaded(page)
    refused, override = here.stated("gate.refused")[-1], here.stated("gate.overridden")[-1]
    assert (refused["subject"], "armpit" in refused["reason"]) == (person, True)
    entered = here.stated("gate.entered")[-1]
    assert (entered["subject"], entered["basis"]) == ("X-STRANGER-1", override["override"])
    assert override["authority"] == pack(here.desk)["approvers"]["leader"][0]
    verdicts = [one["verdict"] for one in here.stated("gate.checked")]
    assert verdicts == ["hold", "refuse"]  # an override never edits the verdict


def test_going_from_zone_to_zone_and_taking_back(gate: Callable[..., Gate], officers: list[str]) -> None:
    here = gate("gate-5")
    page, person = here.page, officers[3]
    let_out(page, person)
    page.get_by_role("button", name=f"Take back the passage of {person}").click()
    page.get_by_role("button", name="It was another person or thing").click()
    expect(page.locator(".desk-log li").first).to_contain_text("taken back")
    scan(page, person)
    expect(page.locator(".verdict.is-out")).to_be_visible()  # inside again, as before
    page.keyboard.press("Enter")
    expect(page.locator(".news")).to_contain_text("went out")
    usual(page, person)
    page.get_by_text("guarded area").click()
    page.locator(".press-record").click()
    expect(page.locator(".news")).to_contain_text("went in")
    scan(page, person)
    expect(page.locator(".verdict-say")).to_contain_text("guarded area")
    page.get_by_text("administration").click()
    page.locator(".press-record").click()
    uploaded(page)
    assert len(here.stated("record.retracted")) == 1
    assert [one["zone"] for one in here.stated("gate.entered")] == ["guarded"]


def test_a_scan_is_heard_wherever_the_focus_is(gate: Callable[..., Gate], officers: list[str]) -> None:
    page = gate("gate-6").page
    page.locator("#main").focus()
    burst(page, officers[4])
    expect(page.locator(".who")).to_contain_text(officers[4])
    page.get_by_text("Goes in", exact=True).click()
    by_hand(page, "365")
    burst(page, officers[5])  # the next one, while this one stands here
    expect(page.locator(".news")).to_contain_text(f"{officers[5]} waits")
    expect(page.locator(".who")).to_contain_text(officers[4])
    page.keyboard.press("Escape")
    expect(page.locator(".who")).to_contain_text(officers[5])


def test_cut_off_it_goes_on_through_a_reload_and_in_another_language(
    gate: Callable[..., Gate], officers: list[str], screenshot: Taken
) -> None:
    here = gate("gate-7")
    page, person = here.page, officers[6]
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.context.set_offline(True)
    let_out(page, person)
    expect(page.locator(".strip-queue")).to_contain_text("1 rows not uploaded")
    page.reload()
    expect(page.get_by_text("1 rows not uploaded")).to_be_visible()
    unlock(page)
    expect(page.locator(".strip-link")).to_contain_text("No network")
    page.locator(".station-set").get_by_role("button", name="简体中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
    page.locator(".station-set").get_by_role("button", name="English").click()
    usual(page, person)
    page.keyboard.press("Enter")
    expect(page.locator(".strip-queue")).to_contain_text("3 rows not uploaded")
    screenshot(page, "station-cut-en-desk")
    page.context.set_offline(False)
    uploaded(page)
    assert [one["subject"] for one in here.stated("gate.entered")] == [person]
    assert len(here.stated("gate.left")) == 1


def test_an_answer_that_never_came_doubles_nothing(gate: Callable[..., Gate], officers: list[str]) -> None:
    here = gate("gate-8")
    page, cut = here.page, [True]

    def send_and_lose(route: Any) -> None:
        if not cut[0]:
            route.continue_()
            return
        route.fetch()  # the server has taken it in, the station hears nothing
        route.abort()

    page.context.route("**/uploads", send_and_lose)
    let_out(page, officers[7])
    expect(page.locator(".strip-link")).to_contain_text("No network")
    cut[0] = False
    page.evaluate("dispatchEvent(new Event('online'))")
    uploaded(page)
    assert len(here.stated("gate.left")) == 1


def test_ten_wrong_pins_destroy_the_list_and_the_queue_opens_again(gate: Callable[..., Gate]) -> None:
    here = gate("gate-9")
    page = here.page
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.context.set_offline(True)
    scan(page, "X-STRANGER-2")
    page.keyboard.press("Enter")
    expect(page.locator(".strip-queue")).to_contain_text("2 rows not uploaded")
    page.reload()
    for left in range(9, 0, -1):
        page.locator("#pin").fill("314159")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text(f"{left} tries", timeout=20_000)
    page.locator("#pin").fill("314159")
    page.keyboard.press("Enter")
    expect(page.get_by_text("too many wrong PINs")).to_be_visible(timeout=20_000)
    assert kept(page) == {"sealed": 0, "passed": 0, "queue": 2, "content": 0}
    page.context.set_offline(False)
    set_up(page, "gate-9", replace=True)
    uploaded(page)
    assert [one["subject"] for one in here.stated("gate.refused")] == ["X-STRANGER-2"]


def kept(page: Page) -> dict[str, int]:
    """How much the browser still holds, by shelf; content: locks that open a list."""
    found: dict[str, int] = page.evaluate(
        """() => new Promise((resolve) => {
          const asked = indexedDB.open("lazaretto-station-QZ-D");
          asked.onsuccess = () => {
            const all = {}, names = ["sealed", "passed", "queue", "locks"];
            const read = asked.result.transaction(names);
            const take = (name) => (e) => (all[name] = e.target.result);
            names.forEach((name) => (read.objectStore(name).getAll().onsuccess = take(name)));
            read.oncomplete = () => (asked.result.close(), resolve({ sealed: all.sealed.length,
              passed: all.passed.length, queue: all.queue.length,
              content: all.locks.filter((lock) => lock.content).length }));
          };
        })"""
    )
    return found


def test_what_is_kept_is_sealed_and_the_cache_names_nobody(
    gate: Callable[..., Gate], officers: list[str]
) -> None:
    page = gate("gate-10").page
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.context.set_offline(True)
    let_out(page, officers[0])
    held = page.evaluate(
        """async () => {
          const text = async (name) => Promise.all((await (await caches.open(name)).keys())
            .map(async (key) => (await (await caches.match(key)).text())));
          const cached = (await Promise.all((await caches.keys()).map(text))).flat().join();
          const asked = await new Promise((r) => { const o = indexedDB.open("lazaretto-station-QZ-D");
            o.onsuccess = () => r(o.result); });
          const all = await Promise.all([...asked.objectStoreNames].map((name) => new Promise((r) => {
            asked.transaction(name).objectStore(name).getAll().onsuccess = (e) => r(e.target.result); })));
          asked.close();
          const plain = JSON.stringify(all, (_k, v) => v instanceof ArrayBuffer ? "" : v);
          const bytes = all.flat().map((row) => row?.sealed?.data ?? row?.data).filter(Boolean)
            .map((data) => new TextDecoder("latin1").decode(data)).join();
          return { cached, plain, bytes, stored: JSON.stringify(localStorage) };
        }"""
    )
    for where in ("cached", "plain", "bytes", "stored"):
        assert officers[0] not in held[where], where
        assert "lzt_" not in held[where], where
    assert len(held["bytes"]) > 1000


def test_a_station_that_was_taken_back_gives_up_what_it_knows(
    gate: Callable[..., Gate], page_as: PageAs
) -> None:
    here = gate("gate-11")
    page = here.page
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.context.set_offline(True)
    scan(page, "X-STRANGER-3")
    page.keyboard.press("Enter")
    expect(page.locator(".strip-queue")).to_contain_text("2 rows not uploaded")
    leader = page_as("leader", language="en")
    leader.goto("/protocol")
    token = next(c["value"] for c in leader.context.cookies() if c["name"] == "csrftoken")
    answer = leader.request.delete(
        f"/api/v1/gate/{HOUSE}/stations/gate-11", headers={"X-CSRFToken": token, "Referer": leader.url}
    )
    assert answer.status == 204
    page.context.set_offline(False)
    expect(page.get_by_text("This station was taken back")).to_be_visible(timeout=20_000)
    assert kept(page) == {"sealed": 0, "passed": 0, "queue": 2, "content": 0}


def test_a_list_that_is_too_old_dies_and_the_gate_goes_on(
    gate: Callable[..., Gate], officers: list[str]
) -> None:
    here = gate("gate-12")
    page = here.page
    page.clock.install()
    page.reload()
    unlock(page)
    expect(page.locator(".strip-list .is-met")).to_be_visible()
    page.context.set_offline(True)
    page.clock.fast_forward(8 * DAY * 1000)
    expect(page.locator(".strip-list")).to_contain_text("too old and was destroyed")
    expect(page.locator(".strip-clock")).to_contain_text("may be wrong by")
    scan(page, officers[1])
    expect(page.locator(".verdict-say")).not_to_contain_text("approval")
    page.locator("#in-temperature").fill("36.5")
    page.keyboard.press("Space")
    expect(page.locator(".verdict.is-hold")).to_be_visible()  # unknown holds, and never admits
    page.keyboard.press("Enter")
    expect(page.locator(".news")).to_contain_text("stayed outside")


def test_a_vehicle_with_its_load_and_its_driver(gate: Callable[..., Gate], officers: list[str]) -> None:
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
    uploaded(page)
    seen = here.stated("gate.vehicle_seen")[-1]
    assert (seen["plate"], seen["driver"], seen["seal"], seen["carries"]) == (
        "甘E12345", "D-4711", "SL-0099", ["F-900"],
    )  # fmt: skip
    assert here.stated("gate.refused")[-1]["category"] == "vehicle"


def test_what_the_server_disputes_is_shown_until_it_was_seen(gate: Callable[..., Gate]) -> None:
    here = gate("gate-14")
    page = here.page
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.context.set_offline(True)
    scan(page, "X-STRANGER-4")
    page.keyboard.press("Enter")
    expect(page.locator(".strip-queue")).to_contain_text("2 rows not uploaded")
    page.evaluate("window.realNow = Date.now; Date.now = () => window.realNow() + 3600e3")  # an hour ahead
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.get_by_role("button", name="came back").click(timeout=20_000)
    rows = page.locator(".told li")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("recorded, disputed")
    rows.first.get_by_role("button", name="I have seen it").click()
    expect(rows).to_have_count(1)


def sizes_and_languages() -> list[tuple[str, str, str]]:
    return [(size, language, "light") for size in SIZES for language in ("zh-hans", "en")] + [
        ("phone", "zh-hans", "dark"), ("wall", "en", "dark"),
    ]  # fmt: skip


@pytest.mark.parametrize(("size", "language", "theme"), sizes_and_languages())
def test_the_station_is_accessible_and_fits(
    gate: Callable[..., Gate], officers: list[str], accessible: Judged, screenshot: Taken,
    size: str, language: str, theme: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    options = {"language": language, "width": width, "height": height, "theme": theme}
    page = gate(f"look-{size}-{language}-{theme}", **options).page

    def judged(name: str) -> None:
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        screenshot(page, f"station-{name}-{language}-{size}{'-night' if theme == 'dark' else ''}")

    judged("desk")
    scan(page, officers[0])
    page.locator("[name=the-way][value=in]").check()
    page.locator("[name=the-zone][value=administration]").check()
    judged("open")
    page.locator("#in-temperature").fill("36.5")
    page.locator(".usual").click()
    expect(page.locator(".verdict.is-admit")).to_be_visible()
    judged("admit")
    page.keyboard.press("Escape")
    scan(page, "X-STRANGER-9")
    judged("refuse")
    page.locator(".verdict-acts .press-quiet").first.click()
    judged("override")


def test_what_is_pressed_under_a_thumb_is_large_enough(
    gate: Callable[..., Gate], officers: list[str]
) -> None:
    page = gate("look-thumb", width=390, height=844, has_touch=True).page
    heights = "[...document.querySelectorAll('button, .segment span, input:not([type=radio])')].filter(e => e.offsetParent).map(e => [e.offsetHeight, e.textContent])"  # noqa: E501
    small = [each for each in page.evaluate(heights) if each[0] < 44]
    scan(page, officers[0])
    page.locator("[name=the-way][value=in]").check()
    small += [each for each in page.evaluate(heights) if each[0] < 44]
    assert small == []


def test_every_word_of_the_page_is_there_in_every_language(page_as: PageAs) -> None:
    page = page_as(None)
    texts = page.request.get("/station-texts.json").json()
    words = texts["words"]
    assert set(words["en"]) == set(words["zh-hans"]) == set(words["zh-hant"])
    assert not [name for name, word in words["en"].items() if not word]
