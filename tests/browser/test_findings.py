"""Findings, their papers and inspections in a real browser: they fit, one thumb inspects, nothing is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits

SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
CITY, HOUSE, INSPECTIONS = "/findings", "/facilities/QZ-D/findings", "/facilities/QZ-D/inspections"
PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)
PICTURE: FilePayload = {"name": "exit.png", "mimeType": "image/png", "buffer": PIXEL}


def raised(page: Page, seen: str) -> str:
    """A finding of QZ-D, raised by its form; its address."""
    page.goto(HOUSE)
    page.locator("#about").select_option("fire-safety")
    page.locator("#origin").select_option("visit")
    page.locator("#seen").fill(seen)
    page.locator('#raise input[value="warning"]').check()
    page.locator("#raise button.press").click()
    page.wait_for_url("**/findings/F-*")
    return page.url


def ordered(leader: Page, seen: str) -> str:
    """An order about it, signed; its address."""
    leader.goto(CITY)
    leader.locator(".finding-pick", has_text=seen).locator("input").check()
    leader.locator('#unsaid input[value="order"]').check()
    leader.locator("#paper-title").fill("关于限期整改消防安全隐患的督办单")
    leader.locator("#demands").fill("立即清除堆放物，补齐标识，并举一反三。")
    leader.locator("#due").fill("2022-03-18T09:00")
    leader.locator("#unsaid button.press").click()
    leader.wait_for_url("**/notices/**")
    return leader.url


def begun(page: Page) -> None:
    """An inspection of QZ-D, begun at its first item."""
    page.goto(INSPECTIONS)
    page.locator("#begin button").first.click()
    page.wait_for_url("**/inspections/I-*")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(("role", "where", "name"), [
    ("detachment_leader", CITY, "findings-city"),
    ("duty_officer", HOUSE, "findings"),
    ("duty_officer", INSPECTIONS, "inspections"),
])  # fmt: skip
def test_the_lists_are_accessible_and_fit(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], role: str,
    where: str, name: str, language: str, size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as(role, language=language, width=width, height=height)
    page.goto(where)
    expect(page.locator("main h1")).to_be_visible()
    accessible(page)
    assert fits(page)
    screenshot(page, f"{name}-{language}-{size}", full_page=size == "phone")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_more_time_is_asked_for_and_granted_and_stands_on_the_paper(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    seen = f"消防通道堆放杂物，安全出口标识不清（{language} {size}）"
    address = raised(page_as("detachment_officer", language="en"), seen)
    leader = page_as("detachment_leader", language="en")
    paper = ordered(leader, seen)
    width, height = SIZES[size]
    page = page_as("duty_officer", language=language, width=width, height=height)
    page.goto(address)
    page.locator("#more-time summary").click()
    page.locator("#asked-until").fill("2022-03-20T18:00")
    page.locator("#asked-why").fill("标识牌需要定制，三日后到货。")
    accessible(page)
    page.locator("#ask-more button").click()
    expect(page.locator("#more-time")).to_contain_text("标识牌需要定制")
    leader.goto(address)
    leader.locator('#decide input[value="granted"]').check()
    leader.locator("#granted-until").fill("2022-03-19T18:00")
    leader.locator("#decided-why").fill("情况属实")
    leader.locator("#decide button.press").click()
    expect(leader.locator("#now")).to_contain_text("more time was granted")  # both terms, side by side
    expect(leader.locator("#now")).to_contain_text("19 Mar 18:00")
    expect(leader.locator("#now")).to_contain_text("18 Mar 09:00")
    page.goto(address)
    expect(page.locator("#coming")).to_contain_text("supervision.finding_escalated")
    accessible(page)
    assert fits(page)
    screenshot(page, f"finding-{language}-{size}", full_page=True)
    page.goto(paper)
    expect(page.locator(".official-table")).to_contain_text("情况属实")
    accessible(page)
    assert fits(page)
    screenshot(page, f"notice-{language}-{size}", full_page=True)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_item_is_answered_by_one_tap(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("duty_officer", language=language, width=width, height=height)
    begun(page)
    accessible(page)
    assert fits(page)
    thumb = page.locator(".inspection-thumb button").first.bounding_box()
    assert thumb is not None
    assert thumb["y"] + thumb["height"] <= height  # under the thumb, without scrolling
    assert thumb["height"] >= 44  # WCAG 2.2, 2.5.5: a target of 44 CSS pixels
    page.locator('.inspection-thumb button[value="yes"]').click()
    expect(page.locator("progress")).to_have_attribute("value", "1")
    page.locator("#evidence").set_input_files([PICTURE])  # the second item asks for a picture
    page.locator("#words").fill("两人未登记")
    page.locator('.inspection-thumb button[value="no"]').click()
    expect(page.locator("#item button[value=raise]")).to_be_visible()
    accessible(page)
    assert fits(page)
    screenshot(page, f"inspection-{language}-{size}")
    page.locator("#item button[value=raise]").click()
    expect(page.locator("#item a.why[href*='/findings/']")).to_be_visible()
    expect(page.locator("#wanting li")).to_have_count(28)  # of thirty


def test_enter_in_a_remark_says_neither_yes_nor_no(page_as: PageAs) -> None:
    page = page_as("duty_officer", language="en", width=390, height=844)
    begun(page)
    page.locator("#words").fill("The register lies in the office")
    page.locator("#words").press("Enter")
    page.reload()
    expect(page.locator("progress")).to_have_attribute("value", "0")
    expect(page.locator("#words")).to_have_value("The register lies in the office")


def test_what_was_typed_is_there_again_and_gone_once_it_was_taken(page_as: PageAs) -> None:
    page = page_as("duty_officer", language="en", width=390, height=844)
    begun(page)
    address = page.url
    page.locator(".inspection-skip summary").click()
    page.locator("#why-not").fill("There is no gate here")
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("#why-not")).to_have_value("There is no gate here")
    page.locator(".inspection-skip button").click()
    expect(page.locator("progress")).to_have_attribute("value", "1")
    page.get_by_role("link", name="the item before").click()
    expect(page.locator("#item")).to_contain_text("There is no gate here")  # as it was stated
    expect(page.locator("#why-not")).to_have_value("")  # and no more as a draft


def test_the_papers_are_one_sheet_each(page_as: PageAs, tmp_path: Path) -> None:
    seen = "安全出口指示灯不亮"
    raised(page_as("detachment_officer", language="en"), seen)
    leader = page_as("detachment_leader", language="zh-hans")
    paper = ordered(leader, seen)
    for address in (paper, f"{paper}/receipt"):
        leader.goto(address)
        file = tmp_path / "paper.pdf"
        leader.pdf(path=file, prefer_css_page_size=True)
        assert file.read_bytes().count(b"/Type /Page\n") == 1, address
        leader.emulate_media(media="print")
        expect(leader.locator(".official-title")).to_be_visible()
        expect(leader.locator("header.head")).to_be_hidden()
        leader.emulate_media(media="screen")
