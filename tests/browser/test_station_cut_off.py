"""A station without a network: nothing is lost or told twice, and what it knows can die."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.gate import (
    HOUSE,
    Opened,
    connected,
    keeping,
    let_out,
    scan,
    set_up,
    token_of,
    unlock,
    uploaded,
    usual,
)

DAY = 24 * 3600
Taken = Callable[..., Path]


def test_cut_off_it_goes_on_through_a_reload_and_in_another_language(
    gate: Opened, officers: list[str], screenshot: Taken
) -> None:
    here = gate("gate-7")
    page, person = here.page, officers[6]
    keeping(page)
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
    assert here.stated("gate.entered")[-1]["subject"] == person
    passages = [one["passage"] for kind in ("gate.left", "gate.entered") for one in here.stated(kind)]
    assert len(passages) == len(set(passages))


def test_an_answer_that_never_came_doubles_nothing(gate: Opened, officers: list[str]) -> None:
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
    passages = [one["passage"] for one in here.stated("gate.left")]
    assert len(passages) == len(set(passages)) >= 1


def test_ten_wrong_pins_destroy_the_list_and_the_queue_opens_again(gate: Opened) -> None:
    here = gate("gate-9")
    page = here.page
    keeping(page)
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


def test_what_is_kept_is_sealed_and_the_cache_names_nobody(gate: Opened, officers: list[str]) -> None:
    page = gate("gate-10").page
    keeping(page)
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


def test_a_station_that_was_taken_back_gives_up_what_it_knows(gate: Opened, page_as: PageAs) -> None:
    here = gate("gate-11")
    page = here.page
    keeping(page)
    scan(page, "X-STRANGER-3")
    page.keyboard.press("Enter")
    expect(page.locator(".strip-queue")).to_contain_text("2 rows not uploaded")
    leader = page_as("leader", language="en")
    leader.goto("/protocol")
    answer = leader.request.delete(f"/api/v1/gate/{HOUSE}/stations/gate-11", headers=token_of(leader))
    assert answer.status == 204
    page.context.set_offline(False)
    expect(page.get_by_text("This station was taken back")).to_be_visible(timeout=20_000)
    assert kept(page) == {"sealed": 0, "passed": 0, "queue": 2, "content": 0}


@pytest.mark.slow
def test_a_list_that_is_too_old_dies_and_the_gate_goes_on(gate: Opened, officers: list[str]) -> None:
    here = gate("gate-12")
    page = here.page
    page.clock.install()
    page.reload()
    unlock(page)
    expect(page.locator(".strip-list .is-met")).to_be_visible()
    page.context.set_offline(True)
    page.clock.fast_forward(8 * DAY * 1000)  # left alone for so long it is locked, too
    unlock(page)
    expect(page.locator(".strip-list")).to_contain_text("too old and was destroyed")
    assert kept(page)["sealed"] == 3  # token, officer, tables: no list any more
    expect(page.locator(".strip-clock")).to_contain_text("may be wrong by")
    scan(page, officers[1])
    expect(page.locator(".verdict-say")).not_to_contain_text("approval")
    page.locator("#in-temperature").fill("36.5")
    page.keyboard.press("Space")
    page.locator("#in-test_age").fill("12")
    expect(page.locator(".verdict.is-hold")).to_be_visible()  # unknown holds, and never admits
    page.keyboard.press("Enter")
    expect(page.locator(".news")).to_contain_text("stayed outside")


@pytest.mark.slow
def test_what_the_server_disputes_is_shown_until_it_was_seen(gate: Opened) -> None:
    here = gate("gate-14")
    page = here.page
    keeping(page)
    scan(page, "X-STRANGER-4")
    page.keyboard.press("Enter")
    expect(page.locator(".strip-queue")).to_contain_text("2 rows not uploaded")
    page.evaluate("window.realNow = Date.now; Date.now = () => window.realNow() + 3600e3")  # an hour ahead
    connected(page)
    page.get_by_role("button", name="came back").click(timeout=20_000)
    rows = page.locator(".told li")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("recorded, disputed")
    rows.first.get_by_role("button", name="I have seen it").click()
    expect(rows).to_have_count(1)


FULL = """() => {
  const shelf = IDBObjectStore.prototype, put = shelf.put;
  shelf.put = function (...what) {
    const asked = put.apply(this, what);
    if (this.name === "queue") asked.onsuccess = () => this.transaction.abort();
    return asked;
  };
}"""


@pytest.mark.slow
def test_an_emergency_opens_on_a_full_disk_outlives_a_reload_and_ends_with_its_end(
    gate: Opened, page_as: PageAs
) -> None:
    here = gate("gate-17")
    page, band = here.page, here.page.locator(".emergency")
    keeping(page)
    page.evaluate(FULL)
    page.get_by_role("button", name="More").click()
    page.locator(".declare summary").click()
    page.locator(".declare-causes button").first.click()
    expect(band).to_be_visible()
    expect(page.locator(".news")).to_contain_text("could not store it")
    page.reload()  # and there is room again
    unlock(page)
    expect(band).to_be_visible()
    expect(page.locator(".strip-queue")).to_contain_text("1 rows not uploaded")
    page.context.route("**/pack", lambda route: route.abort())
    connected(page)
    uploaded(page)
    assert len(here.stated("gate.emergency_declared")) == 1
    leader = page_as("leader", language="en")
    leader.goto(f"/facilities/{HOUSE}/emergency?ending")
    leader.locator(".alarm-end button").click()
    expect(leader.locator(".alarm-bar")).to_have_count(0)
    expect(band).to_be_visible()  # no list has told the station yet
    page.context.unroute("**/pack")
    connected(page)
    expect(band).to_be_hidden(timeout=20_000)
    assert kept(page)["sealed"] == 4  # token, officer, list, tables: nothing that was declared


@pytest.mark.slow
def test_a_list_that_was_asked_for_is_not_taken_up_behind_the_pin(gate: Opened) -> None:
    page = gate("gate-18").page
    page.reload()
    held: list[Any] = []
    page.context.route("**/pack", lambda route: route.continue_() if held else held.append(route))
    with page.expect_request("**/pack"):
        unlock(page)
    scan(page, "X-STRANGER-5")
    page.keyboard.press("Enter")
    expect(page.locator(".strip-queue")).to_contain_text("2 rows not uploaded")  # so the keys stay a while
    page.get_by_role("button", name="More").click()
    page.get_by_role("button", name="Lock the station").click()
    expect(page.locator("#pin")).to_be_visible()
    held[0].continue_()
    left = page.evaluate(
        """async () => {
          const { station } = await import("/static/web/station/holding.js");
          while (station.keys) await new Promise((go) => setTimeout(go, 50));
          return [station.pack, station.expected.size];
        }"""
    )
    assert left == [None, 0]
    assert kept(page)["queue"] == 0


@pytest.mark.slow
def test_nothing_is_called_recorded_under_a_lock_that_is_gone(gate: Opened) -> None:
    page = gate("gate-19").page
    keeping(page)
    page.evaluate(
        """async () => {
          const from = "/static/web/station/", { wipe } = await import(`${from}locking.js`);
          await wipe();  // as another tab does it: nothing waits, so the lock goes too
        }"""
    )
    scan(page, "X-STRANGER-6")
    page.keyboard.press("Enter")
    expect(page.locator(".news")).to_contain_text("ended in another tab")
    assert kept(page) == {"sealed": 0, "passed": 0, "queue": 0, "content": 0}
