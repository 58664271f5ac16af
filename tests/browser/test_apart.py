"""A board that keeps itself up says so when it cannot, and nothing any more once it can again."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PageAs


@pytest.mark.parametrize("status", [503, None])
def test_a_board_that_is_cut_off_says_so_and_goes_on(page_as: PageAs, status: int | None) -> None:
    page = page_as("detachment_officer", language="en")
    page.goto("/board")
    said = page.get_by_role("alert").filter(has_text="The connection is lost")
    expect(said).to_be_hidden()
    cut = [True]

    def answer(route, request) -> None:  # type: ignore[no-untyped-def]  # playwright's own
        if not cut[0] or request.headers.get("hx-request") != "true":
            route.continue_()
        elif status is None:
            route.abort()
        else:
            route.fulfill(status=status, body="away")

    page.route("**/*", answer)
    expect(said).to_be_visible(timeout=30_000)
    cut[0] = False
    expect(said).to_be_hidden(timeout=30_000)
