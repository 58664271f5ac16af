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
    file.write_text(text.replace(rule, "data: health\n    after: service_ended\n    days: 1"))
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
    other.locator("input[name=words]").press_sequentially("A court asks for it.")
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
