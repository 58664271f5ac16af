"""Incidents in a real browser: what calls for one stands on top, one press opens it, contacts come first."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.stating import Said, state
from tests.browser.test_screens import fits

HERE, EVERYWHERE = "/facilities/QZ-D/incidents", "/incidents"
SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
Judged = Callable[[Page], None]
Taken = Callable[..., Path]


def told(page: Page) -> None:
    """An officer with an incident that is behind its time, and another one whom nobody noticed."""
    near = [{"person": f"QZ-S9{n}", "company": "shift", "minutes": 600 - 90 * n} for n in range(4)]
    kinds: list[Said] = [
        ("03-16T07:30", {"kind": "duty.enrolled/1", "person": "QZ-S90", "sex": "male", "post": "officer"}),
        ("03-16T07:40", {"kind": "hygiene.symptoms_reported/1", "person": "QZ-S90", "symptoms": ["cough"]}),
        ("03-16T08:20", {"kind": "case.incident_opened/1", "incident": "I-QZ-D-0316-7F3A", "cause": "symptom",
                         "person": "QZ-S90"}),
        ("03-16T08:40", {"kind": "case.movement_frozen/1", "incident": "I-QZ-D-0316-7F3A",
                         "places": ["QZ-D/G1"]}),
        ("03-16T09:50", {"kind": "hygiene.isolated/1", "person": "QZ-S90"}),
        ("03-16T10:30", {"kind": "testing.sampled/1", "tube": "QZ-X90", "members": ["QZ-S90"],
                         "purpose": "symptom"}),
        ("03-16T16:10", {"kind": "testing.result_reported/1", "tube": "QZ-X90", "result": "negative",
                         "laboratory": "CDC"}),
        ("03-16T09:40", {"kind": "case.contacts_listed/1", "incident": "I-QZ-D-0316-7F3A", "person": "QZ-S90",
                         "since": "2022-03-14T08:00:00+08:00", "until": "2022-03-16T08:00:00+08:00",
                         "contacts": near[1:]}),
        ("03-16T15:00", {"kind": "case.contact_decided/1", "incident": "I-QZ-D-0316-7F3A",
                         "person": "QZ-S93", "decision": "watch", "reason": "an hour at the same post"}),
        ("03-17T10:10", {"kind": "hygiene.symptoms_reported/1", "person": "QZ-S95",
                         "symptoms": ["fever", "sore_throat"]}),
    ]  # fmt: skip
    state(page, kinds, here=HERE)


def look(page: Page, language: str, size: str, accessible: Judged, screenshot: Taken) -> None:
    told(page)
    page.goto(HERE)
    expect(page.locator("#calling")).to_contain_text("QZ-S95")
    accessible(page)
    assert fits(page)
    screenshot(page, f"incidents-{size}-{language}")
    page.goto(f"{HERE}/I-QZ-D-0316-7F3A")
    assert page.locator(".incident-undecided .contact-row").count() == 2
    accessible(page)
    assert fits(page)
    screenshot(page, f"incident-{size}-{language}", full_page=size == "phone")


@pytest.mark.parametrize(
    ("language", "size"),
    [
        ("zh-hans", "wall"),
        ("en", "phone"),
        pytest.param("en", "wall", marks=pytest.mark.slow),
        pytest.param("zh-hans", "phone", marks=pytest.mark.slow),
    ],
)
def test_the_pages_are_accessible_and_fit(
    page_as: PageAs, accessible: Judged, screenshot: Taken, language: str, size: str
) -> None:
    width, height = SIZES[size]
    look(
        page_as("leader", language=language, width=width, height=height),
        language,
        size,
        accessible,
        screenshot,
    )


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
def test_the_detachment_sees_every_house_in_numbers(
    page_as: PageAs, accessible: Judged, screenshot: Taken, size: str
) -> None:
    width, height = SIZES[size]
    told(page_as("leader", language="en"))
    page = page_as("detachment_officer", language="en", width=width, height=height)
    page.goto(EVERYWHERE)
    expect(page.get_by_role("table")).to_contain_text("QZ-D")
    accessible(page)
    assert fits(page)
    screenshot(page, f"incidents-city-{size}-en")


@pytest.mark.slow
def test_by_night(page_as: PageAs, accessible: Judged) -> None:
    page = page_as("leader", theme="dark")
    told(page)
    for where in (HERE, f"{HERE}/I-QZ-D-0316-7F3A", EVERYWHERE):
        page.goto(where)
        accessible(page)


@pytest.mark.slow
def test_a_symptom_a_press_and_two_decisions_at_once(page_as: PageAs) -> None:
    page = page_as("leader", language="en")
    told(page)
    page.goto(HERE)
    page.get_by_label("Scan or type the number").fill("qz-s96")
    page.get_by_text("cough", exact=True).click()
    page.get_by_text("fever", exact=True).click()
    page.get_by_role("button", name="Write down").click()
    page.wait_for_url("**/incidents/I-QZ-D-*")
    expect(page.locator(".clock-line")).to_contain_text("after 0 min")
    page.get_by_label("Scan or type further places").fill("QZ-D/G2/01")
    page.get_by_role("button", name="Freeze movement").click()
    expect(page.locator("#freeze")).to_contain_text("Nobody moves into these places")
    page.goto(f"{HERE}/I-QZ-D-0316-7F3A")
    for row in page.locator(".incident-undecided .contact-row").all():
        row.click()
    page.locator("#reason").fill("one shift")
    page.get_by_role("button", name="watch", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("2 contacts decided.")
    expect(page.locator(".incident-undecided")).to_have_count(0)
