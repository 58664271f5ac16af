"""A lock is the whole browser's: other pages that stand open go behind it, and the way back shows nothing."""

import re

from tests.browser.conftest import PageAs

LOCKED = re.compile(r"/locked\?next=")


def test_a_lock_reaches_the_other_pages_and_the_way_back(page_as: PageAs) -> None:
    page = page_as("duty_officer", language="en", width=1280, height=900)
    page.goto("/protocol")
    other = page.context.new_page()
    other.goto("/me")
    page.keyboard.press("Alt+l")
    page.wait_for_url(LOCKED)
    other.wait_for_url(LOCKED)
    page.go_back()
    page.wait_for_url(LOCKED)
    page.get_by_role("button", name="Go on as").click()
    page.wait_for_url("**/protocol")
