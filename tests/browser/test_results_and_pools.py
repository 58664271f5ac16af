"""Results and pools in a real browser: a file dropped in, its answers read, a pool held and cleared."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stating import state

Opened = Callable[..., Page]
Judged = Callable[[Page], None]
Taken = Callable[..., Path]
RESULTS, POOLS, PLAN = (f"/facilities/QZ-D/{part}" for part in ("results", "pools", "pools/plan"))
SIZES = (("desk", 1920, 1080), ("phone", 390, 844))
HEAD = "采样管号,结果,报告时间,检测机构,备注\n"
ROWS = (
    "{0}-0001,阳性,2022-03-17 10:00,秦州区疾控中心,\n"
    "{0}-0002,阴性,2022-03-17 10:00,秦州区疾控中心,\n"
    "{0}-0009,阴性,2022-03-17 10:00,秦州区疾控中心,\n"
    "{0}-0002,疑似,2022-03-17 10:05,秦州区疾控中心,\n"
)


def cellmates(page: Page) -> list[str]:
    """Four people who share a cell of the house."""
    answer = page.request.get("/api/v1/gate/QZ-D/muster")
    groups = answer.json()["groups"]
    by_cell: dict[str, list[str]] = {}
    for _, calls in groups:
        for call in calls:
            by_cell.setdefault(call["where"], []).append(call["number"])
    return max((people for place, people in by_cell.items() if place and "/G" in place), key=len)[:4]


def sampled(page: Page, stem: str) -> None:
    """Two tubes of four people each, filled this morning; a stem of their own for each that looks."""
    page.goto(RESULTS)
    people = cellmates(page)
    for tube in (f"{stem}-0001", f"{stem}-0002"):
        body = {"kind": "testing.sampled/1", "tube": tube, "members": people, "purpose": "round"}
        state(page, [("03-17T08:00", body)], here=RESULTS)


def sent(page: Page, stem: str) -> None:
    page.goto(RESULTS)
    data = (HEAD + ROWS.format(stem)).encode("gb18030")
    page.locator("#file").set_input_files({"name": "核酸结果.csv", "mimeType": "text/csv", "buffer": data})
    page.locator(".result-send button").click()
    expect(page.locator("#answers")).to_be_visible()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(("name", "width", "height"), SIZES)
def test_a_file_its_answers_and_the_pool_it_holds(
    page_as: Opened, accessible: Judged, screenshot: Taken,
    language: str, name: str, width: int, height: int,
) -> None:  # fmt: skip
    page = page_as("doctor", language=language, width=width, height=height)
    stem = f"B{language[0]}{name[0]}".upper()
    sampled(page, stem)
    sent(page, stem)
    rows = page.locator("#answers tbody tr")
    expect(rows).to_have_count(4)
    expect(rows.first).to_contain_text(f"{stem}-0002")  # what cannot be read comes first
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    screenshot(page, f"results-{name}-{language}", full_page=name == "phone")
    for what, where in (("pools", POOLS), ("pool-plan", PLAN)):
        page.goto(where)
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        screenshot(page, f"{what}-{name}-{language}", full_page=name == "phone")


@pytest.mark.slow
def test_a_tube_scanned_and_tapped_and_a_pool_told(page_as: Opened, accessible: Judged) -> None:
    page = page_as("doctor", language="en")
    sampled(page, "BP")
    sent(page, "BP")
    page.goto(POOLS)
    pool = page.locator(".pool", has_text="BP-0001")
    pool.get_by_label("the detachment").check()
    pool.get_by_role("button", name="They were told").click()
    expect(page.locator(".pool", has_text="BP-0001")).to_contain_text("told")
    waiting = page.locator(".pool", has_text="BP-0001").locator("input[name=tube]")
    if waiting.count():
        waiting.first.fill("BS-0001")
        page.keyboard.press("Enter")  # as a scanner ends its line
        expect(page.get_by_text("Recorded.")).to_be_visible()
        page.goto(f"{RESULTS}?scan=BS-0001")
        page.get_by_role("button", name="negative").click()
        expect(page.get_by_text("Recorded.")).to_be_visible()
    accessible(page)


@pytest.mark.slow
def test_the_planner_answers_what_is_typed(page_as: Opened, accessible: Judged) -> None:
    page = page_as("duty_officer", language="en", theme="dark")
    page.goto(PLAN)
    page.get_by_label("Infected, of a hundred people").fill("45")
    page.get_by_label("Infected of an infected cell, of a hundred").fill("0")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", name="Advised: 1 in a tube")).to_be_visible()
    accessible(page)
