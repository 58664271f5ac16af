"""Placing people and letting them out, as people do it: on a wall, under a thumb, in two languages."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits

PLACING, EXIT = "/facilities/QZ-D/placing", "/facilities/QZ-D/exit"
SHE = "QZ2022EXIT"
SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
PROPOSE = {"en": "Propose with these people", "zh-hans": "连同这些人重新建议"}


@pytest.fixture
def quarantined(page_as: PageAs) -> Iterator[str]:
    """The number of somebody in a leg of quarantine at the house, from now until the test is over."""
    page = page_as("leader", language="en")
    undo = [
        _state(page, f"kind=custody.admitted&subject={SHE}&cell=QZ-D/T/05&sex=female"),
        _state(page, f"kind=quarantine.leg_started&subject={SHE}&order=O-EXIT&layer=3&cohort=K-EXIT"),
    ]
    yield SHE
    for address in reversed(undo):
        page.goto(address)
        page.locator("#in-reason").fill("told for a test")
        page.get_by_role("button", name="Retract").click()
        expect(page.get_by_role("status").first).to_contain_text("Retracted.")


def _state(page: Page, query: str) -> str:
    """State what a form is filled in with; the address where it is taken back."""
    page.goto(f"/facilities/QZ-D/state?{query}")
    page.get_by_role("button", name="Record", exact=True).click()
    link = page.get_by_role("link", name="undo or correct").first
    expect(link).to_be_visible()
    return link.get_attribute("href") or ""


def at_the_door(page: Page, *, language: str) -> None:
    """Two men and a girl stand at the door; one row more is wrong."""
    page.goto(PLACING)
    for number, (person, sex, age) in enumerate((("DOOR-1", "male", "34"), ("DOOR-2", "male", "40"))):
        page.locator(f"[name=person-{number}]").fill(person)
        page.locator(f"[name=sex-{number}]").select_option(sex)
        page.locator(f"[name=age-{number}]").fill(age)
        page.locator(f"[name=health-{number}]").select_option("ordinary")
    page.locator("[name=person-2]").fill("DOOR-3")
    page.locator("[name=age-2]").fill("young")
    page.get_by_role("button", name=PROPOSE[language]).click()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_proposal_is_accessible_and_fits(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("leader", language=language, width=width, height=height)
    at_the_door(page, language=language)
    newcomers = page.locator(".newcomer")
    expect(newcomers.filter(has_text="DOOR-1")).to_have_count(1)
    assert page.locator(".newcomer input:checked").count() == 0  # nothing is decided for anybody
    expect(page.get_by_role("alert")).to_contain_text("DOOR-3")
    expect(page.locator("[name=person-2]")).to_have_value("DOOR-3")
    accessible(page)
    assert fits(page)
    screenshot(page, f"placing-{language}-{size}", full_page=True)


def test_a_person_keeps_a_place_and_gives_it_up(page_as: PageAs) -> None:
    page = page_as("leader", language="en")
    at_the_door(page, language="en")
    page.get_by_role("button", name="Keep these places").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose a cell for at least one person")
    expect(page.locator("[name=person-0]")).to_have_value("DOOR-1")  # nothing typed is lost
    mine = page.locator(".newcomer").filter(has_text="DOOR-1")
    mine.locator(".proposed input").check()
    page.get_by_role("button", name="Keep these places").click()
    expect(page.get_by_role("status").first).to_contain_text("DOOR-1 →")
    kept = page.get_by_role("button", name="Give up the place of DOOR-1")
    expect(kept).to_be_visible()
    kept.click()
    expect(page.get_by_role("status").first).to_contain_text("The place of DOOR-1 is kept no longer.")
    expect(page.locator(".newcomer").filter(has_text="DOOR-1")).to_have_count(0)


def test_a_reader_sees_the_proposal_and_keeps_nothing(page_as: PageAs) -> None:
    page = page_as("inspector", language="en")
    page.goto(PLACING)
    expect(page.get_by_role("heading", name="People at the door")).to_be_visible()
    assert page.get_by_role("button", name="Keep these places").count() == 0


def test_by_night_both_are_accessible(page_as: PageAs, accessible: Callable[[Page], None]) -> None:
    page = page_as("duty_officer", language="zh-hant", width=1920, height=1080, theme="dark")
    for address in (PLACING, EXIT):
        page.goto(address)
        accessible(page)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_gate_gets_one_word_and_the_step(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str, quarantined: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("gate_officer", language=language, width=width, height=height)
    page.goto(EXIT)
    accessible(page)
    page.locator("#person").fill(quarantined)
    page.locator("[name=purpose][value=transfer]").check()
    page.locator("button[value=ask]").click()
    word = {"en": "Hold", "zh-hans": "暂缓"}[language]
    expect(page.locator(".exit-answer")).to_contain_text(word)
    assert page.locator(".gate-row").count() == 0  # nothing clinical at the gate
    accessible(page)
    assert fits(page)
    screenshot(page, f"exit-{language}-{size}")


def test_whoever_reads_records_sees_what_is_open(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], quarantined: str
) -> None:
    page = page_as("duty_officer", language="en")
    page.goto(EXIT)
    page.locator("#person").fill(quarantined)
    page.locator("[name=purpose][value=release]").check()
    page.locator("#basis").fill("Ruling 7")
    page.locator("button[value=ask]").click()
    expect(page.locator(".exit-answer")).to_contain_text("Hand over first")
    assert page.locator(".gate-row").count() > 0
    expect(page.locator("#received_by")).to_be_visible()
    accessible(page)
    assert fits(page)
    screenshot(page, "exit-hand-over-en", full_page=True)
