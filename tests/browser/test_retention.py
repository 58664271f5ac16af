"""Erasing by rule as two people live it: proposed, held, approved; and a page with nothing on it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.city import City, open_city
from tests.browser.conftest import PageAs
from tests.browser.stating import Said, state
from tests.browser.test_screens import fits
from tests.house.tree import ROOT

SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
WHY = {"zh-hans": "法院来函调取", "en": "A court asks for it."}
TITLES = {
    "zh-Hans: 羁押结束十五年后，健康记录删除": "zh-Hans: 离职一天后，健康记录删除",
    "zh-Hant: 羈押結束十五年後，健康記錄刪除": "zh-Hant: 離職一天後，健康記錄刪除",
    "en: Health records are erased fifteen years after custody ended": "en: Health records are erased a day"
    " after service ended",
}
Accessible = Callable[[Page], None]
Screenshot = Callable[..., Path]


@pytest.fixture(scope="module")
def shortly(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """A city of its own, whose document keeps the health of staff for a day."""
    shelf = tmp_path_factory.mktemp("shelf") / "protocols"
    shutil.copytree(ROOT / "protocols", shelf)
    file = shelf / "four-layer-2022" / "1.yaml"
    text = file.read_text()
    rule = "data: health\n    after: custody_ended\n    days: 5479"
    assert text.count(rule) == 1
    text = text.replace(rule, "data: health\n    after: service_ended\n    days: 1")
    for title, instead in TITLES.items():
        assert text.count(title) == 1
        text = text.replace(title, instead)
    file.write_text(text)
    with open_city(tmp_path_factory.mktemp("shortly"), protocols=shelf) as opened:
        yield opened


def somebody_left(person: str) -> list[Said]:
    """They served for two days, were measured, and left: what was measured is due three days later."""
    reading = {"person": person, "celsius_tenths": 366}
    return [
        ("03-11T08:00", {"kind": "duty.enrolled/1", "person": person, "sex": "male", "post": "officer"}),
        ("03-11T09:00", {"kind": "hygiene.temperatures_taken/1", "readings": [reading]}),
        ("03-12T18:00", {"kind": "duty.left_strength/1", "person": person, "reason": "posted elsewhere"}),
    ]


@pytest.mark.slow  # a city of its own, with another document
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_house_proposes_and_the_detachment_erases(
    page_as: PageAs, accessible: Accessible, screenshot: Screenshot, language: str, size: str, shortly: City
) -> None:
    width, height = SIZES[size]
    looks = {"language": language, "width": width, "height": height, "base_url": shortly.url}
    gone, held = f"E-{language[:2]}{size[0]}1", f"E-{language[:2]}{size[0]}2"
    leader = page_as("leader", **looks)
    state(leader, somebody_left(gone) + somebody_left(held), here="/facilities/QZ-D")
    leader.goto("/retention")
    card = leader.locator("li.entry", has_text=gone)
    card.locator("summary").first.click()
    accessible(leader)
    card.locator("button[value=propose]").click()
    expect(leader.locator(".said")).to_be_visible()
    expect(leader.locator("li.entry", has_text=gone).locator("button[value=propose]")).to_have_count(0)
    other = leader.locator("li.entry", has_text=held)
    other.locator("summary").last.click()
    other.locator("input[name=words]").fill(WHY[language])
    other.locator("input[name=words]").press("Enter")  # the keyboard is enough
    expect(leader.locator("#holds li", has_text=held)).to_be_visible()
    accessible(leader)
    assert fits(leader)
    screenshot(leader, f"retention-{language}-{size}")
    chief = page_as("detachment_leader", **looks)
    chief.goto("/retention")
    card = chief.locator("li.entry", has_text=gone)
    card.locator("summary").first.click()
    expect(card.locator("button[value=approve]")).to_be_visible()
    accessible(chief)
    assert fits(chief)
    screenshot(chief, f"retention-approve-{language}-{size}")
    card.locator("button[value=approve]").click()
    expect(chief.locator(".said")).to_be_visible()
    expect(chief.locator("li.entry", has_text=gone)).to_have_count(0)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_empty_page_fits_and_teaches(
    page_as: PageAs, accessible: Accessible, language: str, size: str
) -> None:
    width, height = SIZES[size]
    page = page_as("inspector", language=language, width=width, height=height)
    page.goto("/retention")
    expect(page.locator(".empty")).to_be_visible()
    expect(page.locator("button[name=act]")).to_have_count(0)
    accessible(page)
    assert fits(page)
