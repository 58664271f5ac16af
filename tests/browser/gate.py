"""A gate's station as an officer uses it: made in two steps, then scanned, typed and pressed at."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import Page, expect

HOUSE = "QZ-D"
ADDRESS = f"/facilities/{HOUSE}/gate"
PIN = "271828"
HAND = 90  # ms between two keys of a hand: slower than any scanner
Opened = Callable[..., "Gate"]
BURST = """(code) => {
  const at = document.activeElement ?? document.body;
  for (const sign of [...code, "Enter"]) {
    const places = { Enter: "Enter", "-": "Minus" };
    const code = places[sign] ?? (/\\d/.test(sign) ? `Digit${sign}` : `Key${sign}`);
    at.dispatchEvent(new KeyboardEvent("keydown", { code, key: "Process", shiftKey: /[A-Z]/.test(sign),
      bubbles: true, cancelable: true }));
  }
}"""


def set_up(page: Page, post: str, *, pin: str = PIN, replace: bool = False) -> None:
    """Make the browser a station, as a signed-in officer does."""
    page.goto(ADDRESS)
    page.locator("#post").fill(post)
    page.keyboard.press("Enter")
    page.locator("#pin").fill(pin)
    page.locator("#pin-again").fill(pin)
    page.keyboard.press("Enter")
    if replace:
        page.locator(".station-problem .press").click()
    expect(page.locator("#scan")).to_be_visible(timeout=30_000)


def unlock(page: Page, *, pin: str = PIN) -> None:
    """Open a station that is there, by its PIN."""
    page.locator("#pin").fill(pin)
    page.keyboard.press("Enter")
    expect(page.locator("#scan")).to_be_visible(timeout=30_000)


def scan(page: Page, code: str) -> None:
    """With a real keyboard into the field that waits for it, as fast as it goes."""
    field = page.locator("#scan")
    field.focus()
    page.keyboard.type(code)
    if field.input_value() != code:  # the desk was drawn anew between two keys, on a busy machine
        field.fill(code)
    page.keyboard.press("Enter")


def burst(page: Page, code: str) -> None:
    """As a scanner does, whatever has the focus, under an input method that swallows letters."""
    page.evaluate(BURST, code)


def by_hand(page: Page, text: str) -> None:
    """As a hand types."""
    page.keyboard.type(text, delay=HAND)


def uploaded(page: Page) -> None:
    """Wait until the station says that nothing waits."""
    expect(page.locator(".strip-queue .is-met")).to_be_visible(timeout=30_000)


def pack(page: Page) -> dict[str, Any]:
    """The pack of the gate, as the server gives it to who is signed in."""
    found: dict[str, Any] = page.request.get(f"/api/v1/gate/{HOUSE}/pack").json()
    return found


def rostered(page: Page) -> list[str]:
    """Members of staff who may come in anywhere now, and do not isolate."""
    found = pack(page)
    at = found["made"]
    return [
        row["subject"]
        for row in found["expected"]
        if row["category"] == "person"
        and not row["isolating"]
        and any(leave["zone"] is None and leave["opens"] <= at < leave["closes"] for leave in row["leaves"])
    ]


def state(page: Page, body: dict[str, Any], *, at: int) -> None:
    """State a fact as whoever is signed in on this page. at: seconds since 1970."""
    said = {"body": body, "occurred": datetime.fromtimestamp(at, UTC).isoformat(), "facility": HOUSE}
    answer = page.request.post("/api/v1/facts", data=said, headers=token_of(page))
    assert answer.ok, answer.text()


def found_negative(page: Page, people: list[str], *, mark: str) -> None:
    """Let people have a negative test of an hour ago, each in a tube of their own."""
    at = pack(page)["made"] - 3600
    for number, person in enumerate(people):
        tube = f"W-{mark}-{number}"
        state(
            page, {"kind": "testing.sampled/1", "tube": tube, "members": [person], "purpose": "duty"}, at=at
        )
        result = {
            "kind": "testing.result_reported/1",
            "tube": tube,
            "result": "negative",
            "laboratory": "CDC",
        }
        state(page, result, at=at + 60)


def facts(page: Page, kind: str, *, device: str) -> list[dict[str, Any]]:
    """Every fact of a kind that a device stated, oldest first."""
    told = (line["fact"] for line in _pages(page, kind))
    return [fact for fact in told if fact and fact["device"] == device]


def _pages(page: Page, kind: str) -> Iterator[dict[str, Any]]:
    after = ""
    while True:
        found = page.request.get(f"/api/v1/facts?facility={HOUSE}&kind={kind}&limit=499{after}").json()
        yield from found["facts"]
        if not found["after"]:
            return
        after = f"&after={found['after']}"


class Gate:
    """An officer's browser with a station on it, and a duty officer's to read the record by."""

    def __init__(self, page: Page, desk: Page, post: str) -> None:
        self.page, self.desk, self.device = page, desk, f"{HOUSE}/{post}"

    def stated(self, kind: str) -> list[dict[str, Any]]:
        """What the record holds of this station."""
        return [fact["body"] for fact in facts(self.desk, kind, device=self.device)]


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


def keeping(page: Page) -> None:
    """Wait until the browser keeps the page, then cut the cable."""
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.context.set_offline(True)


def connected(page: Page) -> None:
    """The cable is mended; the page hears of it as a browser tells it."""
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")


def token_of(page: Page) -> dict[str, str]:
    """The headers with which a page of a signed-in reader states something."""
    token = next(c["value"] for c in page.context.cookies() if c["name"] == "csrftoken")
    return {"X-CSRFToken": token, "Referer": page.url}
