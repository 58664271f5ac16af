"""A board that keeps itself up says so when it cannot, and nothing any more once it can again."""

import pytest
from playwright.sync_api import Browser, Request, Route, expect

from tests.browser.city import City
from tests.browser.conftest import sign_in


@pytest.mark.parametrize("status", [503, pytest.param(None, marks=pytest.mark.slow)])
def test_a_board_that_is_cut_off_says_so_and_goes_on(
    city: City, chromium: Browser, status: int | None
) -> None:
    context = chromium.new_context(base_url=city.url, locale="en-GB")  # not watched: errors are meant here
    page = context.new_page()
    sign_in(page, "detachment_officer")
    page.goto("/")
    said = page.locator("#apart")
    expect(said).to_be_hidden()
    cut = [True]

    def answer(route: Route, request: Request) -> None:
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
    page.unroute_all(behavior="ignoreErrors")
    context.close()
