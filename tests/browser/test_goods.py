"""The shelf and the yard in a real browser: read at a glance, pressed once, by keyboard and under a thumb."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stating import Said, state

Opened = Callable[..., Page]
Judged = Callable[[Page], None]
Taken = Callable[..., Path]
SHELF, YARD = "/facilities/QZ-D/shelf", "/facilities/QZ-D/vehicles"
SIZES = (("desk", 1920, 1080), ("phone", 390, 844))


def stocked(page: Page) -> None:
    """Goods of every sort on the shelf, as they would stand there on a bad morning; a van in the yard."""
    kinds: list[Said] = [
        ("03-15T07:40", registered("F-QZ-D-0315-7", "天水市昌盛农副产品配送", 60)),
        ("03-15T11:00", {"kind": "gate.goods_sampled/1", "consignment": "F-QZ-D-0315-7", "tube": "BT-7"}),
        ("03-16T09:00", {"kind": "testing.result_reported/1", "tube": "BT-7", "result": "negative",
                         "laboratory": "LAB-1"}),
        ("03-17T09:20", {"kind": "gate.goods_released/1", "consignment": "F-QZ-D-0315-7", "pieces": 20}),
        ("03-16T08:10", registered("F-QZ-D-0316-8", "清真牛羊肉定点供应站", 18, chill_tenths=-185)),
        ("03-16T09:00", {"kind": "gate.goods_sampled/1", "consignment": "F-QZ-D-0316-8", "tube": "BT-8"}),
        ("03-17T08:30", {"kind": "testing.result_reported/1", "tube": "BT-8", "result": "positive",
                         "laboratory": "LAB-1"}),
        ("03-16T08:20", registered("F-QZ-D-0316-9", "麦积区绿源蔬菜合作社", 35)),
        ("03-17T10:50", registered("D-QZ-D-0317-5", "秦州区百货", 12, goods="daily", disinfected=False)),
        ("03-17T10:40", {"kind": "gate.vehicle_seen/1", "vehicle": "甘E72016", "plate": "甘E·72016",
                         "plate_kind": "ordinary", "driver": "D-0317", "seal": "S0317", "seal_intact": True,
                         "disinfected": False, "carries": ["D-QZ-D-0317-5"]}),
        ("03-17T10:42", {"kind": "gate.entered/1", "category": "vehicle", "subject": "甘E72016",
                         "zone": "administration"}),
    ]  # fmt: skip
    state(page, kinds, here=SHELF)


def registered(code: str, supplier: str, pieces: int, **more: Any) -> dict[str, Any]:
    body = {"kind": "gate.goods_registered/1", "consignment": code, "goods": "food", "supplier": supplier,
            "lot": code[-6:], "disinfected": True, "pieces": pieces}  # fmt: skip
    return body | more


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(("name", "width", "height"), SIZES)
@pytest.mark.parametrize(("what", "where"), [("goods", SHELF), ("vehicles", YARD)])
def test_the_pages_are_whole_at_every_size(
    page_as: Opened, accessible: Judged, screenshot: Taken,
    language: str, name: str, width: int, height: int, what: str, where: str,
) -> None:  # fmt: skip
    page = page_as("duty_officer", language=language, width=width, height=height)
    stocked(page)
    page.goto(where)
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    screenshot(page, f"{what}-{name}-{language}", full_page=name == "phone")


@pytest.mark.slow
def test_the_shelf_by_night(page_as: Opened, accessible: Judged) -> None:
    for where in (SHELF, YARD):
        page = page_as("gate_officer", theme="dark")
        page.goto(where)
        accessible(page)


def register(page: Page, *rows: tuple[str, str], supplier: str, code: str = "") -> None:
    page.goto(f"{SHELF}#register")
    page.get_by_role("radio", name="food").check()
    page.get_by_label("Supplier").fill(supplier)
    page.get_by_label("Unified social credit code").fill(code)
    for number, (lot, pieces) in enumerate(rows):
        page.locator(f"[name=lot-{number}]").fill(lot)
        page.locator(f"[name=pieces-{number}]").fill(pieces)
    page.get_by_role("button", name="Register", exact=True).click()


@pytest.mark.slow
def test_a_delivery_from_the_vehicle_to_the_kitchen(page_as: Opened, accessible: Judged) -> None:
    page = page_as("gate_officer", language="en")
    register(page, ("rice-7", "40"), ("flour-2", "12"), supplier="Green Valley", code="91110000600037341X")
    expect(page.get_by_text("2 consignments registered.")).to_be_visible()
    expect(page.get_by_text("does not fit its check character").first).to_be_visible()
    page.goto(f"{SHELF}?scan=rice-7")  # as a scanner types it
    ticket = page.locator("#found .ticket")
    expect(ticket).to_have_count(1)
    ticket.get_by_label("Disinfectant").first.fill("alcohol_75")
    ticket.get_by_label("Minutes").first.fill("3")
    ticket.get_by_role("button", name="Disinfected outside").first.click()
    page.goto(f"{SHELF}?scan=rice-7")
    tube = page.locator("#found .ticket").get_by_label("Tube").first
    expect(tube).to_be_focused()
    page.keyboard.type("BT-0001")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Recorded.")).to_be_visible()
    page.goto(f"{SHELF}?scan=BT-0001")
    expect(page.locator("#found .ticket")).to_contain_text("result awaited")
    page.locator("#found .ticket details").locator("summary").click()
    form = page.locator("#found .ticket form", has=page.get_by_role("button", name="Let in"))
    form.get_by_label("Pieces").fill("10")
    form.get_by_role("button", name="Let in").click()
    expect(page.get_by_text("It went in although it was not to")).to_be_visible()
    page.goto(f"{SHELF}?scan=rice-7")
    expect(page.locator("#found .ticket")).to_contain_text("30 pieces of 40 pieces left")
    page.locator("#found .ticket .shelf-moves a").click()  # it was never so: taken back
    page.get_by_label("Reason").fill("counted the wrong pallet")
    page.get_by_role("button", name="Retract").click()
    page.goto(f"{SHELF}?scan=rice-7")
    expect(page.locator("#found .ticket")).not_to_contain_text("30 pieces of 40")
    accessible(page)


def test_labels_print_with_codes_that_a_scanner_reads(page_as: Opened, accessible: Judged) -> None:
    page = page_as("gate_officer", language="en")
    page.goto(SHELF)
    page.get_by_role("link", name="Print labels").click()
    expect(page.locator(".label .qr").first).to_be_visible()
    accessible(page)


def test_a_vehicle_comes_and_goes(page_as: Opened, accessible: Judged) -> None:
    page = page_as("gate_officer", language="en")
    page.goto(f"{YARD}#come")
    page.get_by_label("Plate", exact=False).first.fill("甘E·1234警")
    page.get_by_label("Plate", exact=False).first.blur()
    expect(page.locator("#plate-hint")).to_contain_text("looks like: police")
    page.get_by_label("Plate", exact=False).first.fill("a cart")
    page.get_by_label("Plate", exact=False).first.blur()
    expect(page.locator("#plate-hint")).to_contain_text("recorded as typed")
    page.get_by_role("button", name="It came in").click()
    expect(page.get_by_text("on nobody's leave: this is a breach")).to_be_visible()
    card = page.locator(".ticket", has_text="a cart")
    expect(card).to_contain_text("on nobody's leave")
    card.get_by_role("button", name="Disinfected now").click()
    expect(page.locator(".ticket", has_text="a cart")).to_contain_text("disinfected")
    accessible(page)
    page.locator(".ticket", has_text="a cart").get_by_role("button", name="It left").click()
    expect(page.locator("#gone")).to_contain_text("a cart")
