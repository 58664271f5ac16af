"""Approving as people do it: a request at a desk, two taps under a thumb, the exceptions on paper."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits

ENTRIES, APPROVALS, EXCEPTIONS = "/facilities/QZ-D/entries", "/approvals", "/exceptions"
SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
WORDS = {
    "en": ("CCTV repair", "Approve", "Yes, approve", "Deny"),
    "zh-hans": ("监控设备检修", "批准", "确认批准", "不批准"),
}


def ask(page_as: PageAs, subject: str, *, language: str = "en", zone: str = "guarded") -> None:
    """An officer at a desk asks for an entry: two fields and two choices."""
    page = page_as("duty_officer", language=language)
    page.goto(ENTRIES)
    page.locator(".entry-ask > summary").click()
    page.locator("#subject").fill(subject)
    page.locator(f"[name=zone][value={zone}]").check()
    page.locator("#purpose").fill(WORDS[language][0])
    page.locator("[name=ask]").click()
    expect(page.get_by_role("status").first).to_be_visible()
    expect(page.locator(".entry").filter(has_text=subject)).to_have_count(1)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_leader_approves_in_two_taps(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    subject = f"V-{language}-{size}"
    ask(page_as, subject, language=language)
    width, height = SIZES[size]
    page = page_as("leader", language=language, width=width, height=height, has_touch=size == "phone")
    page.goto(APPROVALS)
    mine = page.locator(".entry").filter(has_text=subject)
    accessible(page)
    assert fits(page)
    screenshot(page, f"approvals-{language}-{size}")
    _, approve, sure, _ = WORDS[language]
    mine.locator("summary", has_text=approve).first.click()  # one
    box = mine.get_by_role("button", name=sure).bounding_box()
    assert box is not None
    assert size == "wall" or box["height"] >= 44
    accessible(page)
    screenshot(page, f"approve-{language}-{size}")
    mine.get_by_role("button", name=sure).click()  # two
    expect(page.get_by_role("status").first).to_be_visible()
    expect(page.locator("#main")).not_to_contain_text(f"{subject} {approve}")
    waits = page.locator(".entry").filter(has_text=subject)
    expect(waits).to_have_count(1)  # the detachment decides about the guarded area
    assert waits.locator("button", has_text=sure).count() == 0


def test_the_detachment_approves_after_the_leader_and_for_less_time(page_as: PageAs) -> None:
    ask(page_as, "V-TWO")
    chief = page_as("detachment_leader", language="en")
    chief.goto(APPROVALS)
    mine = chief.locator("section").filter(has_text="Yours to decide")
    expect(mine.locator(".entry").filter(has_text="V-TWO")).to_have_count(0)
    leader = page_as("leader", language="en", width=390, height=844)
    leader.goto(APPROVALS)
    waits = leader.locator(".entry").filter(has_text="V-TWO")
    waits.locator("summary", has_text="Approve").first.click()
    waits.locator("summary", has_text="On condition").click()
    waits.get_by_label("escorted all the way").check()
    waits.get_by_role("button", name="Yes, approve").click()
    chief.goto(APPROVALS)
    second = chief.locator(".entry").filter(has_text="V-TWO")
    expect(second).to_contain_text("escorted all the way")
    second.locator("summary", has_text="Approve").first.click()
    second.get_by_role("button", name="Yes, approve").click()
    chief.goto(ENTRIES)
    expect(chief.locator(".entry").filter(has_text="V-TWO")).to_contain_text("Approved")


def test_a_denial_is_two_taps_and_stands_among_the_exceptions(page_as: PageAs) -> None:
    ask(page_as, "V-NO", zone="administration")
    leader = page_as("leader", language="en", width=390, height=844)
    leader.goto(APPROVALS)
    waits = leader.locator(".entry").filter(has_text="V-NO")
    waits.locator("summary", has_text="Deny").first.click()
    waits.get_by_role("button", name="another time").click()
    expect(leader.locator(".entry").filter(has_text="V-NO")).to_have_count(0)
    leader.goto("/facilities/QZ-D/exceptions")
    expect(leader.locator(".exception").filter(has_text="V-NO")).to_contain_text("another time")


@pytest.mark.slow
def test_whoever_asked_withdraws_and_the_day_sheet_says_what_waits(page_as: PageAs) -> None:
    ask(page_as, "V-BACK")
    leader = page_as("leader", language="en")
    leader.goto("/facilities/QZ-D")
    expect(leader.locator(".awaiting")).to_contain_text("your decision")
    leader.locator(".awaiting a").click()
    expect(leader.locator(".entry").filter(has_text="V-BACK")).to_have_count(1)
    officer = page_as("duty_officer", language="en")
    officer.goto(ENTRIES)
    mine = officer.locator(".entry").filter(has_text="V-BACK")
    mine.locator("summary", has_text="Withdraw").first.click()
    mine.get_by_role("button", name="called off").click()
    expect(officer.locator(".entry").filter(has_text="V-BACK")).to_contain_text("Withdrawn")


@pytest.mark.slow
def test_a_leader_leaves_deciding_to_a_deputy(page_as: PageAs, accessible: Callable[[Page], None]) -> None:
    page = page_as("leader", language="en", width=390, height=844)
    page.goto(APPROVALS)
    page.locator("summary", has_text="Leave deciding").click()
    page.locator("#delegate").fill("QZ-D-P009")
    page.locator("[name=house][value=QZ-D]").check()
    accessible(page)
    assert fits(page)
    page.get_by_role("button", name="Leave it to them").click()
    expect(page.locator("#main")).to_contain_text("QZ-D-P009")
    page.locator("summary", has_text="Leave deciding").click()
    page.locator("#delegate").fill("DEMO-LEADER")
    page.locator("[name=house][value=QZ-D]").check()
    page.get_by_role("button", name="Leave it to them").click()
    expect(page.get_by_role("alert")).to_contain_text("decides already")
    expect(page.locator("#delegate")).to_have_value("DEMO-LEADER")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(("name", "address"), [("entries", ENTRIES), ("exceptions", EXCEPTIONS)])
def test_both_lists_are_accessible_and_fit(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str, name: str, address: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("detachment_leader", language=language, width=width, height=height)
    page.goto(address)
    accessible(page)
    assert fits(page)
    screenshot(page, f"{name}-{language}-{size}")


@pytest.mark.slow
def test_by_night_and_on_paper(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path]
) -> None:
    page = page_as("detachment_leader", language="zh-hant", width=1920, height=1080, theme="dark")
    for address in (ENTRIES, APPROVALS, EXCEPTIONS):
        page.goto(address)
        accessible(page)
    page.emulate_media(media="print")
    assert page.locator(".tools").is_hidden()
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 less its margins, at 96 dots an inch
    assert fits(page)
    screenshot(page, "exceptions-paper")


def test_the_filter_shows_one_sort(page_as: PageAs) -> None:
    page = page_as("inspector", language="en")
    page.goto(ENTRIES)
    page.locator(".sums a", has_text="Came in").click()
    expect(page.locator(".entry:not(.is-met)")).to_have_count(0)  # the press leads to a page of its own
    assert page.locator(".entry").count() > 0
    assert page.locator(".entry").count() == page.locator(".entry.is-met").count()
    assert page.locator(".entry-acts").count() == 0  # an inspector changes nothing
