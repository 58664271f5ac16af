"""What stands side by side stays apart: figures of a house, columns of a table, rows under a thumb."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.test_screens import fits

# The words and the figure of one count end before those of the next begin.
APART = """(row) => {
    const edges = [...row.querySelectorAll(".figure")].map((figure) => {
        const spans = [figure.querySelector("b"), figure.querySelector(".mark")].map((part) => {
            const range = document.createRange();
            range.selectNodeContents(part);
            return range.getBoundingClientRect();
        });
        return [Math.min(...spans.map((one) => one.left)), Math.max(...spans.map((one) => one.right))];
    });
    return Math.min(...edges.slice(1).map(([left], number) => left - edges[number][1]));
}"""
HEADS = {
    "reports": "/reports",
    "reconciliation": "/reconciliation",
    "incidents": "/incidents",
    "leaders": "/leaders",
}
NARROWEST = 56  # px: four Chinese characters of 14 px


@pytest.mark.parametrize("width", [390, 1280, 1600, 1920])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_figures_of_a_house_do_not_touch(page_as: PageAs, language: str, width: int) -> None:
    page = page_as("detachment_officer", language=language, width=width, height=1080)
    page.goto("/")
    rows = page.locator(".facility-figures")
    expect(rows.first).to_be_visible()
    figures = rows.first.locator(".figure b")
    for number, said in enumerate(("0", "17", "10", "1253")):
        figures.nth(number).evaluate("(figure, said) => { figure.textContent = said; }", said)
    assert min(row.evaluate(APART) for row in rows.all()) >= 2
    assert all(row.evaluate("row => row.scrollWidth <= row.clientWidth") for row in rows.all())
    assert fits(page)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("screen", HEADS)
def test_a_house_keeps_its_name_in_a_wide_table_under_a_thumb(
    page_as: PageAs, screen: str, language: str
) -> None:
    page = page_as("detachment_leader", language=language, width=390, height=844)
    page.goto(HEADS[screen])
    heads = page.locator("main tbody th[scope='row']")
    expect(heads.first).to_be_visible()
    assert min(_width(page, number) for number in range(heads.count())) >= NARROWEST
    assert fits(page)


def _width(page: Page, number: int) -> float:
    box = page.locator("main tbody th[scope='row']").nth(number).bounding_box()
    assert box is not None
    return box["width"]
