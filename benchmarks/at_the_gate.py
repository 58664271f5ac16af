"""From the scan to the verdict on the screen, in a real browser, with a network and without."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright
from tests.browser.city import open_city
from tests.browser.gate import ADDRESS, HOUSE, PIN, scan, set_up
from tools.browser import ADVICE, find

from benchmarks.figures import Figure, figure, percentile

SCANS = 200
GOAL = "<= 150"  # ms: the mission's own
LISTEN = """() => {
  window.taken = [];
  addEventListener("station:verdict", (event) => window.taken.push(event.detail));
}"""


def measure() -> Iterator[Figure]:
    """The 95th percentile of many scans of everybody on the list; for the second half the network is cut."""
    path = find()
    if path is None:
        raise RuntimeError(ADVICE)
    with (
        tempfile.TemporaryDirectory(prefix="lz-") as folder, open_city(Path(folder)) as city,
        sync_playwright() as playwright,
    ):  # fmt: skip
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(base_url=city.url, locale="en-GB").new_page()
        people = _at_the_desk(page)
        yield _p95(page, people, "with a network")
        page.context.set_offline(True)
        yield _p95(page, people, "without a network")
        browser.close()


def _at_the_desk(page: Page) -> list[str]:
    """Make the browser a station with an officer at it. Returns whom it expects."""
    page.goto(f"/accounts/login/?next={ADDRESS}")
    page.locator('form[action$="/sign-in/as/gate_officer"] button').click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
    set_up(page, "bench-1", pin=PIN)
    found = page.request.get(f"/api/v1/gate/{HOUSE}/pack").json()
    scan(page, found["officers"][0])
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    return [row["subject"] for row in found["expected"]]


def _p95(page: Page, people: list[str], how: str) -> Figure:
    page.evaluate(LISTEN)
    for number in range(SCANS):
        scan(page, people[number % len(people)])
        expect(page.locator(".verdict-word")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#scan")).to_be_focused()
    taken = page.evaluate("window.taken")
    return figure(f"scan to verdict at the gate, {how}: p95", percentile(taken, 0.95), "ms", goal=GOAL)
