"""A fire as people live it: declared on a phone, counted out, printed, ended; and the pages around it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.city import City, open_city
from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits

HOUSE = "/facilities/QZ-D"
SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
PAGES = ("inside", "register", "paper", "emergency")


@pytest.fixture(scope="module")
def burning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """A city of its own: what is declared here would stand above every page of the others."""
    with open_city(tmp_path_factory.mktemp("burning")) as opened:
        yield opened


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_accessible_and_fits(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path], language: str,
    size: str, name: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = page_as("leader", language=language, width=width, height=height)
    page.goto(f"/facilities/QZ-D/{name}")
    expect(page.locator("h1")).to_be_visible()
    accessible(page)
    assert fits(page)
    screenshot(page, f"{name}-{language}-{size}")


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_by_night_each_page_is_accessible(
    page_as: PageAs, accessible: Callable[[Page], None], name: str
) -> None:
    page = page_as("leader", language="zh-hant", width=1280, height=900, theme="dark")
    page.goto(f"/facilities/QZ-D/{name}")
    accessible(page)


def test_numbers_come_first_and_add_up(page_as: PageAs) -> None:
    page = page_as("leader", language="en", width=1280)
    page.goto("/facilities/QZ-D/inside")
    total = int(page.locator(".inside-total b").inner_text())
    cells = page.locator(".inside-table tbody td").all_inner_texts()
    people = [int(text) for n, text in enumerate(cells) if n % 5 < 3]
    assert total == sum(people) > 100
    page.get_by_role("link", name="a day earlier").click()
    expect(page.get_by_text("a past instant, as known then")).to_be_visible()


def test_the_gate_sees_no_record_of_those_who_are_held(page_as: PageAs) -> None:
    page = page_as("gate_officer", language="en", width=1280)
    page.goto("/facilities/QZ-D/inside")
    expect(page.locator("#held")).to_contain_text("how many are held, not who")
    assert page.locator(".inside-wing").count() == 0
    assert page.goto("/facilities/QZ-D/muster").status == 403  # type: ignore[union-attr]


def test_the_muster_prints_sheet_by_sheet_on_a4(page_as: PageAs, tmp_path: Path) -> None:
    page = page_as("leader", language="zh-hans", width=794, height=1123)
    page.goto("/facilities/QZ-D/muster")
    sheets = page.locator(".muster-sheet").count()
    assert sheets > 5
    file = tmp_path / "muster.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    printed = file.read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == sheets
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([0-9.]+) ([0-9.]+)\]", printed)
    assert {(round(float(w)), round(float(h))) for w, h in boxes} == {(595, 842)}  # A4 in points
    page.emulate_media(media="print")
    expect(page.locator(".presses").first).to_be_hidden()
    expect(page.locator(".muster-sum").first).to_be_visible()
    with page.expect_download() as kept:
        page.emulate_media(media="screen")
        page.locator("a[download]").click()
    rows = Path(kept.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 1 + page.locator(".muster-table tbody tr").count() - _away(page)


def _away(page: Page) -> int:
    """Lines of whoever is out and is not counted."""
    last = page.locator(".muster-sheet").last
    return (
        last.locator("tbody tr").count() if "不点" in last.inner_text() or "Away" in last.inner_text() else 0
    )


@pytest.mark.slow
def test_blank_forms_are_one_page_each_with_a_code_a_line(page_as: PageAs, tmp_path: Path) -> None:
    page = page_as("gate_officer", language="en", width=794, height=1123)
    for sort in "PGM":
        page.goto(f"/facilities/QZ-D/paper/forms?sort={sort}&copies=2")
        assert page.locator(".form-sheet").count() == 2
        assert page.locator(".line-qr svg").count() == 24
        file = tmp_path / f"{sort}.pdf"
        page.pdf(path=file, prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", file.read_bytes())) == 2, sort


def test_a_form_is_scanned_typed_and_never_doubled(
    page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path]
) -> None:
    page = page_as("gate_officer", language="en", width=1280, height=900)
    page.goto("/facilities/QZ-D/paper/forms?sort=P&copies=1")
    number = page.locator(".form-number").inner_text()
    day = "2022-03-16"
    page.goto("/facilities/QZ-D/paper")
    page.locator("#form").fill(number.lower())
    page.keyboard.press("Enter")
    expect(page.locator("#t-form")).to_contain_text(number)
    accessible(page)
    page.locator("#day").fill(day)
    page.locator("[name=time-1]").fill("2215")
    page.locator("[name=subject-1]").fill("V-PAPER")
    page.locator("[name=unread-2]").fill("the ink ran")
    screenshot(page, "paper-form-en")
    page.get_by_role("button", name="Record the lines").click()
    expect(page.locator("#line-1")).to_contain_text("in the record")
    expect(page.locator("#line-1 input")).to_have_count(0)
    expect(page.locator("#t-unread")).to_contain_text("1")
    page.goto(f"/facilities/QZ-D/register?day={day}&subject=V-PAPER")
    expect(page.locator(".register tbody tr")).to_have_count(1)
    expect(page.locator(".register tbody tr")).to_contain_text("paper")


@pytest.mark.slow
def test_a_fire_from_the_first_press_to_the_last_person(
    burning: City, page_as: PageAs, accessible: Callable[[Page], None], screenshot: Callable[..., Path]
) -> None:
    phone = page_as(None, language="en", width=390, height=844, base_url=burning.url)
    sign_in_there(phone, "gate_officer")
    phone.goto(f"{HOUSE}/emergency")
    box = phone.locator("button[value=fire]").bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    phone.locator("button[value=fire]").click()  # one press chooses
    expect(phone.get_by_role("heading", name="Open the house because of fire?")).to_be_visible()
    screenshot(phone, "emergency-declare-en-phone")
    phone.get_by_role("button", name="Yes: open every door").click()  # a second one opens
    expect(phone.locator(".alarm-now")).to_be_visible()
    expect(phone.locator(".alarm-bar")).to_be_visible()
    accessible(phone)
    assert fits(phone)
    groups = phone.locator(".roll-group").count()
    assert groups > 1
    phone.locator("#assembly").fill("North yard")
    lost = phone.locator(".roll-group").nth(1).locator("button[name=missing]").first
    who = lost.get_attribute("value")
    lost.click()
    expect(phone.locator(".roll-line.is-missing")).to_contain_text(str(who))
    phone.locator(".roll-group header button").first.click()
    expect(phone.locator(".roll-group")).to_have_count(groups - 1)
    screenshot(phone, "emergency-en-phone")

    wall = page_as(None, language="zh-hans", width=1920, height=1080, base_url=burning.url)
    sign_in_there(wall, "leader")
    wall.goto("/")
    expect(wall.locator(".alarm-bar")).to_be_visible()
    wall.goto(f"{HOUSE}/emergency")
    expect(wall.locator(".roll-line.is-missing")).to_have_count(1)
    accessible(wall)
    screenshot(wall, "emergency-zh-hans-wall")
    waiting = wall.locator(".roll-group header input[name=present]")
    numbers = waiting.evaluate_all("all => all.map(one => one.value).join(' ')")
    wall.locator("#scanned").fill(numbers)  # as a scanner types them, one after another
    wall.locator(".roll-scan button").click()
    expect(wall.locator(".roll-group")).to_have_count(0)
    expect(wall.locator(".roll-line")).to_have_count(1)
    wall.locator(".roll-line.is-missing button[name=where][value=hospital]").click()
    expect(wall.locator(".roll-whole")).to_be_visible()
    wall.locator("a[href='?ending']").click()
    wall.locator(".alarm-end button").click()
    expect(wall.locator(".alarm-bar")).to_have_count(0)
    expect(wall.locator(".alarm-causes")).to_be_visible()
    accessible(wall)


def sign_in_there(page: Page, role: str) -> None:
    """Sign in at the city of its own; the cookies of the other one are never kept here."""
    page.goto("/accounts/login/")
    page.locator(f'form[action$="/sign-in/as/{role}"] button').click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
