"""Looks at the day, the appointments, the needs and the complaints of a house as people use them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.city import City, open_city
from tests.browser.conftest import PageAs, sign_in
from tests.browser.stating import Said, state
from tests.browser.test_screens import fits

HOUSE = "/facilities/QZ-D"
SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
LANGUAGES = ("zh-hans", "en")
TODAY = "03-17"
LAWYER = {
    "kind": "regime.appointment_asked/1", "appointment": "A-QZ-D-1", "sort": "lawyer",
    "asked_by": "钦州某律师事务所 马律师",
}  # fmt: skip
HEARING = {
    "kind": "regime.appointment_set/1", "appointment": "A-QZ-D-2", "sort": "hearing", "minutes": 60,
    "starts": "2022-03-18T10:00:00+08:00", "mode": "video", "room": "V1", "party": "钦州区人民法院",
}  # fmt: skip
FAMILY = {
    "kind": "regime.appointment_set/1", "appointment": "A-QZ-D-3", "sort": "family", "minutes": 30,
    "starts": "2022-03-18T10:30:00+08:00", "mode": "video", "room": "V1",
}  # fmt: skip
COMPLAINT = {
    "kind": "regime.complaint_lodged/1", "complaint": "C-QZ-D-1", "way": "oral", "addressed": "house",
    "about": "food", "words": "三天没有热水。",
}  # fmt: skip
SEALED = {
    "kind": "regime.complaint_lodged/1", "complaint": "C-QZ-D-2", "way": "box", "addressed": "inspector",
}  # fmt: skip


def held(page: Page, count: int) -> list[str]:
    """The first so many people who were admitted to the house."""
    answer = page.request.get("/api/v1/facts?facility=QZ-D&kind=custody.admitted&limit=30&reason=test")
    assert answer.ok, answer.text()
    people = [one["fact"]["body"]["person"] for one in answer.json()["facts"] if one["fact"]]
    return people[-count:]


@pytest.fixture
def told(page_as: PageAs) -> list[str]:
    """Appointments, needs and complaints of three people, said once; their numbers."""
    page = page_as("duty_officer")
    page.goto(HOUSE)
    one, two, three = held(page, 3)
    needs = [
        (one, "diet", "halal"), (two, "language", "bo"), (two, "interpreter", "bo"),
        (three, "aid", "glasses"),
    ]  # fmt: skip
    rows: list[Said] = [
        ("03-14T09:00", {**LAWYER, "person": one}),
        ("03-16T09:00", {**HEARING, "person": two}),
        ("03-16T09:10", {**FAMILY, "person": three}),
        ("03-15T09:00", {**COMPLAINT, "person": one}),
        ("03-16T11:00", SEALED),
        *(("03-15T10:00", {"kind": "regime.need_stated/1", "person": who, "sort": sort, "need": need})
          for who, sort, need in needs),
    ]  # fmt: skip
    state(page, rows, here=HOUSE)
    return [one, two, three]


def shown(page_as: PageAs, role: str, path: str, language: str, size: str) -> Page:
    width, height = SIZES[size]
    page = page_as(role, language=language, width=width, height=height)
    page.goto(path)
    return page


def looked_at(page: Page, accessible: Callable[[Page], None]) -> None:
    accessible(page)
    assert fits(page)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_day_is_accessible_and_fits(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    page = shown(page_as, "duty_officer", f"{HOUSE}/regime", language, size)
    wings = page.locator(".regime-wing")
    assert wings.count() >= 2
    visible = [wing for wing in wings.all() if wing.is_visible()]
    assert len(visible) == (1 if size == "phone" else wings.count())  # on a phone one wing at a time
    looked_at(page, accessible)
    screenshot(page, f"regime-{language}-{size}")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_appointments_are_accessible_and_fit(
    page_as: PageAs, told: list[str], accessible: Callable[[Page], None], screenshot: Callable[..., Path],
    language: str, size: str,
) -> None:  # fmt: skip
    page = shown(page_as, "duty_officer", f"{HOUSE}/appointments", language, size)
    assert page.locator("#waiting").get_by_text(told[0]).count() >= 1
    assert page.locator(".is-breach").count() >= 2  # the hearing and the family want one room at one time
    looked_at(page, accessible)
    if size == "wall":
        screenshot(page, f"appointments-{language}-wall")
    page.get_by_role("link", name=told[1]).first.click()
    expect(page.locator("h1")).to_have_text(told[1])
    looked_at(page, accessible)
    if size == "phone":
        screenshot(page, f"appointment-{language}-phone")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_needs_are_accessible_and_fit(
    page_as: PageAs, told: list[str], accessible: Callable[[Page], None], screenshot: Callable[..., Path],
    language: str, size: str,
) -> None:  # fmt: skip
    page = shown(page_as, "duty_officer", f"{HOUSE}/needs", language, size)
    assert page.locator("#kitchen dt").count() >= 3
    assert page.get_by_text(told[2]).count() >= 1
    looked_at(page, accessible)
    if size == "wall":
        screenshot(page, f"needs-{language}-wall")


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_complaints_are_accessible_and_fit(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str,
) -> None:  # fmt: skip
    page = shown(page_as, "leader", f"{HOUSE}/complaints", language, size)
    assert page.locator("#waiting .finding-line").count() >= 2
    looked_at(page, accessible)
    if size == "wall":
        screenshot(page, f"complaints-{language}-wall")
    page.goto(f"{HOUSE}/complaints/C-QZ-D-1")
    looked_at(page, accessible)
    page.goto(f"{HOUSE}/complaints/C-QZ-D-1/receipt")
    looked_at(page, accessible)
    if size == "phone":
        screenshot(page, f"complaint-receipt-{language}-phone", full_page=True)
    page = shown(page_as, "inspector", "/complaints", language, size)
    looked_at(page, accessible)


def test_a_wing_is_stated_with_one_hand_and_taken_back(page_as: PageAs) -> None:
    page = shown(page_as, "duty_officer", f"{HOUSE}/regime", "en", "phone")
    open_now = ".regime-wing.is-chosen .regime-square:is(.is-owed, .is-late)"
    squares = page.locator(f"{open_now} input[type=checkbox]")
    ways = page.locator(".regime-wings a")
    for number in range(ways.count()):  # a wing where something can be stated now
        if squares.count():
            break
        ways.nth(number).click()
        expect(ways.nth(number)).to_have_attribute("aria-current", "true")
    assert squares.count() >= 1
    wing = page.locator(".regime-wing.is-chosen th").inner_text()
    what = page.locator(f"{open_now}:has(input)").first
    words = what.locator(".regime-what").inner_text()
    what.locator("label").click()
    press = page.get_by_role("button", name="Done, as ticked")
    box = press.bounding_box()
    assert box is not None
    assert box["height"] >= 44  # a thumb's press, in reach at the foot of the screen
    assert box["y"] + box["height"] <= 844
    press.click()
    said = page.locator(".said").first
    expect(said).to_contain_text("Recorded")
    expect(page.locator(".regime-wing.is-chosen th")).to_have_text(wing)
    done = page.locator(".regime-wing.is-chosen .regime-square", has_text=words).first
    expect(done).to_contain_text("done as owed")
    said.get_by_role("link", name="undo or correct").click()
    page.locator("#in-reason").fill("Pressed by mistake")
    page.locator("form[action$='/retract'] button").click()
    expect(page.locator(".said").first).to_contain_text("Retracted")
    page.goto(f"{HOUSE}/regime")
    assert page.locator(".regime-square input[type=checkbox]").count() >= 1


def breakfast(page: Page, wing: str) -> str:
    """The fact by which a wing had its breakfast today."""
    asked = "facility=QZ-D&kind=regime.activity_done&since=2022-03-16T22:00:00Z&limit=200&reason=test"
    answer = page.request.get(f"/api/v1/facts?{asked}")
    assert answer.ok, answer.text()
    told = (one["fact"] for one in answer.json()["facts"] if one["fact"])
    meal = ("meal", wing)
    return next(
        str(one["id"]) for one in told
        if meal in [(part["activity"], part["wing"]) for part in one["body"]["parts"]]
    )  # fmt: skip


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """A city of its own: a day that something is missing from is not for the others."""
    with open_city(tmp_path_factory.mktemp("living")) as opened:
        yield opened


@pytest.mark.slow
def test_a_missed_meal_gets_its_reason_with_one_hand(
    page_as: PageAs, house: City, accessible: Callable[[Page], None], screenshot: Callable[..., Path]
) -> None:
    width, height = SIZES["phone"]
    page = page_as(None, language="zh-hans", width=width, height=height, base_url=house.url)
    sign_in(page, "duty_officer")
    page.goto(f"/facts/{breakfast(page, 'QZ-D/G2')}/correct")
    page.locator("#in-reason").fill("写错监区")
    page.locator("form[action$='/retract'] button").click()
    expect(page.locator(".said").first).to_be_visible()
    page.goto(f"{HOUSE}/regime?wing=QZ-D/G2")
    expect(page.locator("#astray .is-missed").first).to_be_in_viewport()
    square = page.locator(".regime-wing.is-chosen .regime-square", has_text="早餐")
    expect(square).to_contain_text("未落实")
    square.locator("label").click()
    page.locator(".regime-foot summary").click()
    page.locator("#cause").select_option("equipment")
    page.locator("#words").fill("锅炉故障")
    accessible(page)
    assert fits(page)
    screenshot(page, "regime-missed-zh-hans-phone")
    page.locator("button[value=left_out]").click()
    expect(page.locator(".said").first).to_be_visible()
    expect(square).to_contain_text("设备")
    expect(square.locator("input")).to_have_count(0)


def test_a_complaint_is_taken_in_and_its_receipt_printed(page_as: PageAs) -> None:
    page = shown(page_as, "duty_officer", f"{HOUSE}/complaints", "en", "phone")
    form = page.locator("#lodge form")
    form.get_by_text("orally").click()
    form.get_by_text("the house", exact=True).click()
    form.locator("#about").select_option("health")
    form.locator("#words").fill("No doctor came for two days")
    form.get_by_role("button").click()
    expect(page.locator(".said").first).to_contain_text("Recorded")
    number = page.locator("h1").inner_text()
    page.get_by_role("link", name="Receipt for the person").click()
    expect(page.locator(".official-title")).to_have_text("Receipt of a complaint")
    expect(page.locator(".official-number")).to_have_text(number)
    assert "No doctor came" not in page.locator(".official").inner_text()
