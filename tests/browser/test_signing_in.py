"""The sign-in page in a browser: every role by one click, in three languages, without complaints."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from lazaretto.access.roles import ROLES
from tests.browser.conftest import PageAs


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_the_sign_in_page_offers_every_role(
    page_as: PageAs, language: str, accessible: Callable[[Page], None], screenshot: Callable[..., Path]
) -> None:
    page = page_as(None, language=language)
    page.goto("/accounts/login/")
    assert page.locator('form[action*="/sign-in/as/"]').count() == len(ROLES)
    assert page.locator("html").get_attribute("lang", timeout=2000) == language
    accessible(page)
    screenshot(page, f"sign-in-{language}")
