"""Three days without a network at two gates: 500 passages, five killed tabs, each passage once."""

from collections import Counter
from secrets import token_hex
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import PageAs
from tests.browser.gate import ADDRESS, HOUSE, by_hand, facts, pack, scan, set_up, unlock

HOUR, DAY = 3600, 24 * 3600
PASSAGES, BY_KEYS, KILLS = 500, 60, 5
POSTS = tuple(f"days-{token_hex(2)}" for _ in range(2))
# The last look at the server's clock was three days ago: from here on the device is on its own.
THREE_DAYS_AGO = """(ago) => new Promise((resolve) => {
  const asked = indexedDB.open("lazaretto-station-QZ-D");
  asked.onsuccess = () => {
    const change = asked.result.transaction("kept", "readwrite"), kept = change.objectStore("kept");
    kept.get("clock").onsuccess = (found) => {
      const clock = found.target.result;
      kept.put({ ...clock, offset: clock.offset - ago }, "clock");
    };
    change.oncomplete = () => (asked.result.close(), resolve());
  };
})"""
# As the desk does it, by the station's own modules: judged with the list, stated, queued.
PASS = """async (people) => {
  const from = "/static/web/station/";
  const [{ station, whereIs, emergency, alive }, { enqueue }, stating, deciding, { seconds }] = await Promise.all(
    ["holding", "queueing", "stating", "deciding", "timing"].map((name) => import(`${from}${name}.js`)));
  const seen = { identity_confirmed: true, health_code: "green", travel_code: "clear", exposure_declared: false,
    symptoms: false, temperature: 365, test_age: 3600, hands_disinfected: true };
  const made = [];
  for (const subject of people) {
    const zone = whereIs(subject), at = seconds(), row = station.expected.get(subject) ?? null;
    const one = { passage: stating.newPassage(), subject, category: "person", row, zone: zone ?? "administration",
      way: zone ? "out" : "in", answers: seen, declared: "", seen: {}, table: station.pack.tables["gate.verdict"] };
    const said = deciding.verdict(one.table, row, seen, { at, zone: one.zone, emergency: !!emergency(), alive: alive(at) });
    const way = zone ? "out" : said.verdict === "admit" ? "in" : "turned";
    const statements = zone ? stating.leaving(one) : way === "in" ? stating.entering(one, said, "roster") : stating.turning(one, said);
    const entry = { passage: one.passage, subject, category: "person", masked: null, way, zone: one.zone,
      verdict: said.verdict, at, facts: statements.map((each) => each.id) };
    entry.sequence = await enqueue(statements, station.keys, station.term, [entry]);
    station.log.push(entry);
    made.push(one.passage);
  }
  return made;
}"""  # noqa: E501  # read as the script it is


class Post:
    """One of the two gates: a browser whose tab is killed and opened again, always without a network."""

    def __init__(self, page: Page, officer: str) -> None:
        self.page, self.context, self.officer = page, page.context, officer

    def kill(self) -> None:
        """The tab is gone; a new one is opened, and the PIN typed."""
        self.page.close()
        self.page = _opened(self.context)


def _opened(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto(ADDRESS)
    unlock(page)
    return page


def opened(page: Page, post: str, officer: str) -> Post:
    """A station that was set up, heard the server once, and is cut off as of three days ago."""
    page.clock.install()
    set_up(page, post)
    scan(page, officer)
    expect(page.locator(".strip-officer")).to_contain_text(officer)
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.context.set_offline(True)
    page.evaluate(THREE_DAYS_AGO, 3 * DAY * 1000)
    one = Post(page, officer)
    one.kill()
    return one


def by_keys(page: Page, person: str) -> None:
    """One passage with a real keyboard, whichever way it goes."""
    scan(page, person)
    expect(page.locator(".verdict-word")).to_be_visible()
    if not page.locator(".verdict.is-out").count():
        by_hand(page, "365")
        page.keyboard.press("Space")
        if page.locator(".verdict.is-open").count():  # three days ago the record knew of no test yet
            page.locator("#in-test_age").fill("10")
    page.locator(".press-record").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#scan")).to_be_focused()


@pytest.mark.slow
def test_five_hundred_passages_over_three_days_each_once(page_as: PageAs) -> None:
    desk = page_as("duty_officer", language="en")
    desk.goto("/protocol")
    people = [row["subject"] for row in pack(desk)["expected"] if row["category"] == "person"][:60]
    officer = pack(desk)["officers"][0]
    gates = [opened(page_as("gate_officer", language="en"), post, officer) for post in POSTS]
    made: Counter[str] = Counter()
    each = (PASSAGES - BY_KEYS) // (KILLS * len(gates))
    for turn in range(KILLS):
        for number, one in enumerate(gates):
            for person in people[turn * 6 : turn * 6 + BY_KEYS // (KILLS * len(gates))]:
                by_keys(one.page, person)  # both gates see the same people: they overlap
            batch = [people[(turn * 7 + number * 30 + step) % len(people)] for step in range(each)]
            made.update(one.page.evaluate(PASS, batch))
            one.page.clock.fast_forward(3 * DAY * 1000 // KILLS)
            one.kill()
    rows = [one.page.locator(".strip-queue") for one in gates]
    for queue in rows:
        expect(queue).to_contain_text("not uploaded")
    for one in gates:
        one.context.set_offline(False)
        one.page.evaluate("dispatchEvent(new Event('online'))")
    for one in gates:
        expect(one.page.locator(".strip-queue .is-met")).to_be_visible(timeout=120_000)
    _each_once(desk, gates, made)


def _each_once(desk: Page, gates: list[Post], made: Counter[str]) -> None:
    """What went into the record is what was done at the gates: no passage lost, none twice."""
    found: Counter[str] = Counter()
    for post in POSTS:
        for kind in ("gate.left", "gate.entered", "gate.refused"):
            told = facts(desk, kind, device=f"{HOUSE}/{post}")
            found.update(fact["body"]["passage"] for fact in told)
        checked = Counter(f["body"]["passage"] for f in facts(desk, "gate.checked", device=f"{HOUSE}/{post}"))
        assert set(checked.values()) <= {1}
    assert set(found.values()) == {1}
    assert set(made) <= set(found)
    assert len(found) == PASSAGES
    for (
        one
    ) in gates:  # whatever the server did not simply accept is shown, and nothing was refused or unreadable
        assert told_at(one.page) == outcomes(one.page).total() == outcomes(one.page)["disputed"]


def told_at(page: Page) -> int:
    """How many rows came back, as the strip says it."""
    press = page.get_by_role("button", name="came back")
    return int(press.inner_text().split()[0]) if press.count() else 0


def outcomes(page: Page) -> Counter[str]:
    """What became of the rows that came back, as the page keeps it."""
    found: list[Any] = page.evaluate(
        """async () => {
          const [{ station }, { told }] = await Promise.all(["holding", "queueing"]
            .map((name) => import(`/static/web/station/${name}.js`)));
          return (await told(station.keys, station.term)).map((row) => row.outcome);
        }"""
    )
    return Counter(found)
