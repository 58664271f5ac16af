"""Rounds of tests in a real browser: opened on a wall, walked with a scanner under a thumb, handed over."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

Opened = Callable[..., Page]
Judged = Callable[[Page], None]
Taken = Callable[..., Path]
HOUSE = "/facilities/QZ-D/rounds"
LOOKS = (("desk", 1920, 1080), ("phone", 390, 844))


class Hand:
    """What a person does, counted: a scan is one input, and so is a tap, a key or a word typed."""

    def __init__(self, page: Page) -> None:
        self.page, self.inputs = page, 0

    def scan(self, code: str) -> None:
        """A wedge scanner types a code and Enter."""
        self.inputs += 1
        self.page.keyboard.type(code)
        self.page.keyboard.press("Enter")

    def key(self, key: str) -> None:
        self.inputs += 1
        self.page.keyboard.press(key)


def a_round(page: Page, *, pool: str = "10", whom: str = "detainees.all") -> str:
    """Open a round and give out its labels; gives its number."""
    page.goto(f"{HOUSE}?whom={whom}&pool={pool}")
    page.locator("button[name=act][value=open]").click()
    page.wait_for_url("**/rounds/QZ-D-*")
    code = page.url.rsplit("/", 1)[1]
    page.goto(f"{HOUSE}/{code}/labels")
    page.locator("form button.press").first.click()
    page.wait_for_url("**/labels?from=*")
    return code


def labels(page: Page, code: str) -> list[str]:
    page.goto(f"{HOUSE}/{code}/labels")
    return page.locator(".tube-label-code").all_inner_texts()


OUT = """all => all.filter(e => e.getBoundingClientRect().right > innerWidth)
  .map(e => e.outerHTML.slice(0, 90))"""


def wide(page: Page) -> str:
    """What reaches beyond the window, for a reader of the failure."""
    return str(page.locator("main *").evaluate_all(OUT)[:6])


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(("name", "width", "height"), LOOKS)
def test_the_pages_are_whole_at_every_size(
    page_as: Opened, accessible: Judged, screenshot: Taken, language: str, name: str, width: int, height: int,
) -> None:  # fmt: skip
    page = page_as("duty_officer", language=language, width=width, height=height)
    code = a_round(page)
    first = labels(page, code)[0]
    page.goto(f"{HOUSE}/{code}/walk")
    page.locator("#tube").fill(first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/walk?cell=*")
    for what, where in (
        ("rounds", HOUSE), ("round", f"{HOUSE}/{code}"), ("walk", f"{HOUSE}/{code}/walk"),
        ("hand-over", f"{HOUSE}/{code}/hand-over"), ("labels", f"{HOUSE}/{code}/labels"),
    ):  # fmt: skip
        page.goto(where)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (what, wide(page))
        accessible(page)
        screenshot(page, f"{what}-{name}-{language}")


def test_a_cell_takes_one_scan_and_the_next_one_comes(page_as: Opened, accessible: Judged) -> None:
    page = page_as("duty_officer", language="en", width=390, height=844)
    code = a_round(page, whom="detainees.transition")
    free = labels(page, code)
    page.goto(f"{HOUSE}/{code}/walk")
    hand = Hand(page)
    page.keyboard.press("Shift+Tab")  # once a round: who holds tube and list side by side
    expect(page.locator("#checked_by")).to_be_focused()
    hand.scan("QZ-D-S07")
    expect(page.locator("#tube")).to_be_focused()
    wrong = free[0][:-1] + ("A" if free[0][-1] != "A" else "B")
    page.keyboard.type(wrong)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("The check character")
    expect(page.locator("#tube")).to_be_focused()
    cells: list[str] = []
    tubes = 0
    while page.locator(".walk").count():
        cells.append(page.locator("h1").inner_text())
        expect(page.locator("#tube")).to_be_focused()
        expect(page.locator("#checked_by")).to_have_value("QZ-D-S07")
        made = page.locator("#walk [name=made]").input_value()
        hand.scan(free[tubes])
        expect(page.locator(f'#walk [name=made][value="{made}"]')).to_have_count(0)
        tubes += 1
        expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_text("Everybody has an outcome")).to_be_visible()
    assert hand.inputs == tubes + 1  # the second person once, and then nothing but scans
    assert tubes == len(free)
    assert cells == sorted(cells)
    accessible(page)


@pytest.mark.slow
def test_without_a_script_and_without_a_scanner(page_as: Opened) -> None:
    desk = page_as("duty_officer", language="en")
    code = a_round(desk, whom="detainees.general", pool="5")
    page = page_as("duty_officer", language="en", width=390, height=844, java_script_enabled=False)
    page.goto(f"{HOUSE}/{code}/walk")
    person = page.locator(".walk-who .code").first.inner_text()
    page.locator(".walk-who input").first.uncheck()
    page.get_by_role("button", name="Next label").click()
    expect(page.get_by_text("Recorded.")).to_be_visible()
    page.locator(".round-why", has_text=person).locator("summary").click()
    page.get_by_role("button", name=f"Refused {person}").click()
    expect(page.get_by_text("Recorded.")).to_be_visible()
    page.goto(f"{HOUSE}/{code}")
    expect(page.locator("#uncovered")).not_to_contain_text(person)


@pytest.mark.slow
def test_tubes_leave_in_a_box_with_a_slip(page_as: Opened, accessible: Judged) -> None:
    page = page_as("duty_officer", language="en")
    code = a_round(page, whom="detainees.transition")
    page.goto(f"{HOUSE}/{code}/walk")
    page.locator("button[value=next_label]").click()
    page.goto(f"{HOUSE}/{code}/hand-over")
    page.get_by_label("Laboratory").first.fill("LAB-TS")
    page.get_by_label("Taken by").fill("courier 7")
    page.get_by_label("Seal of the box").fill("S-0317")
    page.get_by_role("button", name="Handed over").click()
    page.wait_for_url("**/hand-over/*-*")
    expect(page.locator(".slip-qr svg")).to_be_visible()
    expect(page.locator(".slip-seal svg")).to_be_visible()
    accessible(page)
    page.goto(f"{HOUSE}/{code}/hand-over")
    page.get_by_role("button", name="Received").click()
    page.goto(f"{HOUSE}/{code}#tubes")
    expect(page.get_by_text("Every label and every tube is accounted for.")).to_be_visible()


@pytest.mark.slow
def test_labels_fit_a_sheet_of_twenty_four_and_a_label_printer(page_as: Opened, tmp_path: Path) -> None:
    page = page_as("duty_officer", language="en")
    code = a_round(page, pool="1")
    count = len(labels(page, code))
    assert pages(page, tmp_path / "a4.pdf") == -(-count // 24)
    page.goto(f"{HOUSE}/{code}/labels?sheet=roll")
    assert pages(page, tmp_path / "roll.pdf") == count


def pages(page: Page, file: Path) -> int:
    page.pdf(path=file, prefer_css_page_size=True)
    return file.read_bytes().count(b"/Type /Page\n")


@pytest.mark.slow
@pytest.mark.parametrize("what", ["", "walk", "list", "hand-over"])
def test_rounds_by_night(page_as: Opened, accessible: Judged, what: str) -> None:
    page = page_as("duty_officer", theme="dark")
    code = a_round(page)
    page.goto(f"{HOUSE}/{code}/{what}".rstrip("/"))
    accessible(page)
