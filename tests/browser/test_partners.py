"""Partners and hand-overs in a real browser: they fit, everybody can use them, a thumb hands over."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.test_order import someone
from tests.browser.test_screens import fits

SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
REGISTER, HOUSE, NEW = "/partners", "/facilities/QZ-D/partners", "/facilities/QZ-D/hand-overs/new"
HOSPITAL = "天水市第一人民医院"


def enrolled(page: Page) -> None:
    """The hospital stands on the register, put there once."""
    page.goto(REGISTER)
    if page.get_by_text(HOSPITAL).count():
        return
    form = page.locator("#enrol")
    form.locator("select[name=sort]").select_option("hospital")
    form.locator("input[name=name]").fill(HOSPITAL)
    form.locator("input[name=telephone]").fill("0938-8210110")
    form.locator("input[name=receives][value=person]").check()
    form.locator("button[value=enrol]").click()
    expect(page.locator("#register")).to_contain_text(HOSPITAL)


def prepared(page: Page) -> str:
    """A status document of somebody in quarantine for the hospital; its number."""
    page.goto(NEW)
    page.locator("#person").fill(someone(page))
    page.locator("#party").select_option("hospital")
    page.locator("main form button.press").click()
    expect(page.locator(".status-lines")).to_be_visible()
    page.get_by_label(HOSPITAL).check()
    page.locator("#call").fill("值班室")
    page.locator("#telephone").fill("0938-8219000")
    page.locator("button[value=prepare]").click()
    expect(page.locator(".slip-qr svg")).to_be_visible()
    found = re.search(r"hand-overs/(H-[^/?]+)", page.url)
    assert found is not None
    return found.group(1)


def given(page: Page, number: str) -> None:
    """The person of a hand-over was given to somebody of the hospital."""
    page.goto(HOUSE)
    card = page.locator(f"#h-{number}")
    card.locator("input[name=taken_by]").fill("赵护士")
    card.locator("button[value=give]").click()
    expect(page.locator(f"#awaited #h-{number}")).to_be_visible()


@pytest.mark.parametrize(("where", "name", "language", "size"), [
    (REGISTER, "partners", "zh-hans", "wall"),
    (HOUSE, "hand-overs", "en", "phone"),
    (NEW, "status-new", "zh-hans", "phone"),
    pytest.param(REGISTER, "partners", "en", "phone", marks=pytest.mark.slow),
    pytest.param(REGISTER, "partners", "zh-hans", "phone", marks=pytest.mark.slow),
    pytest.param(REGISTER, "partners", "en", "wall", marks=pytest.mark.slow),
    pytest.param(HOUSE, "hand-overs", "zh-hans", "wall", marks=pytest.mark.slow),
    pytest.param(HOUSE, "hand-overs", "zh-hans", "phone", marks=pytest.mark.slow),
    pytest.param(HOUSE, "hand-overs", "en", "wall", marks=pytest.mark.slow),
    pytest.param(NEW, "status-new", "en", "wall", marks=pytest.mark.slow),
])  # fmt: skip
def test_the_page_is_accessible_and_fits(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], where: str,
    name: str, language: str, size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    leader = page_as("leader", language=language, width=width, height=height)
    enrolled(leader)
    leader.goto(HOUSE)
    if not leader.locator("#awaited .matter").count():
        given(leader, prepared(leader))
    if where == NEW:
        leader.goto(NEW)
        leader.locator("#person").fill(someone(leader))
        leader.locator("main form button.press").click()
        expect(leader.locator(".status-lines")).to_be_visible()
    else:
        leader.goto(where)
    expect(leader.locator("main h1")).to_be_visible()
    accessible(leader)
    assert fits(leader)
    screenshot(leader, f"{name}-{language}-{size}", full_page=True)


@pytest.mark.parametrize(("language", "size"), [("zh-hans", "phone"), ("en", "wall")])
def test_a_status_document_is_accessible_fits_and_is_compared(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("leader", language=language, width=width, height=height)
    enrolled(page)
    number = prepared(page)
    accessible(page)
    assert fits(page)
    screenshot(page, f"status-{language}-{size}", full_page=True)
    digest = page.request.get(f"/api/v1/facilities/QZ-D/hand-overs/{number}").json()["digest"]
    page.locator("#digest").fill(digest)
    page.locator("#check button").click()
    expect(page.locator("#check .is-met")).to_be_visible()
    page.locator("#digest").fill("0" * 64)
    page.locator("#check button").click()
    expect(page.locator("#check .is-missed")).to_be_visible()


def test_a_thumb_acknowledges_and_the_gate_sees_no_document(page_as: PageAs) -> None:
    leader = page_as("leader", language="en")
    enrolled(leader)
    number = prepared(leader)
    gate = page_as("gate_officer", language="en", width=390, height=844)
    given(gate, number)
    card = gate.locator(f"#h-{number}")
    assert card.get_by_role("link", name="Status document").count() == 0
    card.locator("summary").first.click()
    card.locator("input[name=received_by]").fill("Dr Chen")
    card.locator("button[value=acknowledge]").click()
    expect(gate.locator(f"#settled #h-{number}")).to_contain_text("Dr Chen")


def test_an_empty_register_teaches(page_as: PageAs, accessible: Callable[[Page], None]) -> None:
    page = page_as("duty_officer", language="en", width=390, height=844)
    page.goto(HOUSE)
    expect(page.locator("#prepared")).to_be_visible()
    accessible(page)
    assert fits(page)
