"""Accounts, the log of access and data protection as pages: on a wall and under a thumb, in two languages."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAs
from tests.browser.test_person import someone
from tests.browser.test_screens import fits

pytestmark = pytest.mark.slow
SIZES = {"wall": (1920, 1080), "phone": (390, 844)}
Accessible = Callable[[Page], None]
Screenshot = Callable[..., Path]


def opened(page: Page, code: str, role: str, scope: str = "some") -> None:
    """Open an account as the security administrator does; the sheet with its secret, or back on the list."""
    page.goto("/access")
    page.locator("#open summary").click()
    page.locator("#code").fill(code)
    page.locator("#role-new").select_option(role)
    page.locator(f"#open input[name=scope][value={scope}]").check()
    page.locator("#facilities-new").fill("QZ-D" if scope == "some" else "")
    page.locator("#open #reason").fill("new on the roster")
    page.locator("#open .press").click()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_account_from_its_secret_to_a_password_of_ones_own(
    page_as: PageAs, accessible: Accessible, screenshot: Screenshot, language: str, size: str
) -> None:
    width, height = SIZES[size]
    looks = {"language": language, "width": width, "height": height}
    code = f"QZ-{language[:2]}-{size}"
    page = page_as("security_admin", **looks)
    opened(page, code, "doctor")
    accessible(page)
    assert fits(page)
    screenshot(page, f"account-secret-{language}-{size}")
    (secret,) = set(re.findall(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", page.content()))
    opened(page, f"SYS-{language[:2]}-{size}", "system_admin", scope="none")
    expect(page.locator("#asked li").first).to_be_visible()
    accessible(page)
    assert fits(page)
    screenshot(page, f"accounts-{language}-{size}")
    page.goto(f"/access/accounts/{code}")
    accessible(page)
    assert fits(page)
    screenshot(page, f"account-{language}-{size}")

    owner = page_as(None, **looks)
    owner.goto("/accounts/login/")
    owner.locator("#id_login").fill(code)
    owner.locator("#id_password").fill(secret)
    owner.locator("#id_password").press("Enter")
    expect(owner.locator("#again")).to_be_visible()
    accessible(owner)
    assert fits(owner)
    screenshot(owner, f"own-password-{language}-{size}")
    for field in ("#password", "#again"):
        owner.locator(field).fill("words that nobody else knows")
    owner.locator("#again").press("Enter")
    owner.wait_for_url("**/me")
    expect(owner.locator("#held")).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_log_of_access_and_what_waits_for_a_second_person(
    page_as: PageAs, accessible: Accessible, screenshot: Screenshot, language: str, size: str
) -> None:
    width, height = SIZES[size]
    looks = {"language": language, "width": width, "height": height}
    asker, code = page_as("security_admin", **looks), f"AUD-{language[:2]}-{size}"
    opened(asker, code, "audit_admin", scope="none")
    page = page_as("audit_admin", **looks)
    page.goto("/access/log")
    expect(page.locator("#waiting li").first).to_be_visible()
    accessible(page)
    assert fits(page)
    screenshot(page, f"access-log-{language}-{size}")
    for part in ("reads", "doors", "refusals", "given"):
        page.goto(f"/access/log?part={part}")
        accessible(page)
        assert fits(page)
    page.goto("/access/log")
    page.locator("#waiting li", has_text=code).locator("button[value=grant]").click()
    expect(page.locator(".said")).to_be_visible()
    expect(page.locator(".access-shown")).to_have_count(0)  # the secret is not the second person's to see
    asker.goto("/access")
    accessible(asker)
    assert fits(asker)
    screenshot(asker, f"granted-{language}-{size}")
    asker.locator("#granted li", has_text=code).locator("button[value=fetch]").click()
    expect(asker.locator(".access-shown")).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_is_held_about_a_person_and_about_everybody(
    page_as: PageAs, accessible: Accessible, screenshot: Screenshot, language: str, size: str
) -> None:
    width, height = SIZES[size]
    looks = {"language": language, "width": width, "height": height}
    visitor = page_as(None, **looks)
    visitor.goto("/data-protection")
    accessible(visitor)
    assert fits(visitor)
    screenshot(visitor, f"data-protection-{language}-{size}")
    page = page_as("doctor", **looks)
    page.goto(f"/persons/{someone(page)}/data")
    accessible(page)
    page.locator("input[name=reason]").first.check()
    page.locator(".reasons button").click()
    expect(page.locator("#t-held")).to_be_visible()
    accessible(page)
    assert fits(page)
    screenshot(page, f"data-sheet-{language}-{size}")
    with page.expect_download() as paper:
        page.locator("button[name=paper]").first.click()
    assert Path(paper.value.path()).read_bytes().startswith(b"%PDF-")
