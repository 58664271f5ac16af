"""A passkey in a real browser, with the browser's own authenticator: set up once, then all that is needed."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.city import City
from tests.browser.conftest import PageAs, sign_in

AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def test_a_passkey_is_set_up_and_then_opens_the_house_by_itself(
    page_as: PageAs, city: City, accessible: Callable[[Page], None], signed_in: dict[str, object]
) -> None:
    signed_in.pop(f"doctor of {city.url}", None)  # a new key ends every other session of its owner
    at_home = city.url.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, not to a number
    page = page_as(None, language="en", base_url=at_home)
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

    sign_in(page, "doctor")
    page.goto("/accounts/2fa/webauthn/add/")
    accessible(page)
    page.locator("#id_name").fill("key of the ward")
    page.locator("#id_passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(lambda url: "webauthn/add" not in url)

    page.goto("/design")
    page.locator('form[action="/sign-out"] button').first.click()
    page.locator("#passkey_login").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)
    assert page.locator(".head-set").get_by_text("QZ-D-P005").count() == 1
