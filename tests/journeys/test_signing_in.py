"""Signing in, being kept out, and being spoken to in one's own language."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from pytest_django import Settings

from lazaretto.access.accounts import open_account
from lazaretto.access.demonstration import OFFERED
from lazaretto.access.models import Deed, User
from lazaretto.access.roles import ROLES, Role

pytestmark = [pytest.mark.database, pytest.mark.django_db]
PASSWORD = "Qinzhou gate 07"


def an_account(role: Role = "duty_officer", code: str = "QZ0007") -> User:
    administers = role.endswith("_admin")
    facilities = () if administers else ("QZ-D",)
    return open_account(code=code, role=role, facilities=facilities, everywhere=False, password=PASSWORD)


def sign_in(client: Client, code: str = "QZ0007", password: str = PASSWORD):  # type: ignore[no-untyped-def]
    return client.post("/accounts/login/", {"login": code, "password": password})


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_staff_number_and_its_password_open_the_house(client: Client) -> None:
    an_account()
    assert sign_in(client).status_code == 302
    assert signed_in(client)


def test_a_page_leads_to_the_sign_in_and_back(client: Client) -> None:
    answer = client.get("/?at=x", headers={"accept": "text/html"})
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/%3Fat%3Dx"


def test_a_program_is_told_401_and_a_partial_page_is_sent_on(client: Client) -> None:
    assert client.get("/", headers={"accept": "application/json"}).status_code == 401
    partial = client.get("/", headers={"hx-request": "true"})
    assert partial.status_code == 204
    assert partial["HX-Redirect"].startswith("/accounts/login/")


def test_five_failures_lock_the_number_at_that_address_and_say_how_long(client: Client) -> None:
    an_account()
    client.cookies["django_language"] = "en"
    for _ in range(4):
        assert sign_in(client, password="wrong").status_code == 200
    assert sign_in(client, password="wrong").status_code == 429
    locked = sign_in(client)
    assert locked.status_code == 429
    assert "15 minutes" in locked.content.decode()
    assert not signed_in(client)
    elsewhere = Client(REMOTE_ADDR="10.1.2.3")
    sign_in(elsewhere)
    assert signed_in(elsewhere)  # nobody can lock a colleague out from another post


def test_behind_the_proxy_a_number_is_locked_at_the_address_that_the_proxy_saw(settings: Settings) -> None:
    an_account()
    settings.PROXY, settings.SECURE_PROXY_SSL_HEADER = True, None
    here, elsewhere = ({"X-Forwarded-For": f"10.9.9.9, {one}"} for one in ("10.1.2.3", "10.1.2.4"))
    for _ in range(5):
        sign_in(Client(headers=here), password="wrong")
    assert sign_in(Client(headers=here)).status_code == 429
    client = Client(headers=elsewhere)
    sign_in(client)
    assert signed_in(client)
    assert Deed.objects.latest("id").said["from"] == "10.1.2.4"


def test_nobody_signs_up(client: Client) -> None:
    answer = client.post("/accounts/signup/", {"username": "QZ0009", "password1": PASSWORD})
    assert answer.status_code == 403
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "role", ["leader", "detachment_leader", "system_admin", "security_admin", "audit_admin"]
)
def test_leaders_and_administrators_set_up_a_second_factor_first(client: Client, role: Role) -> None:
    client.force_login(an_account(role), backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get("/protocol")
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/2fa/"
    assert client.get("/accounts/2fa/").status_code == 200


def test_a_second_factor_is_asked_for_once_it_is_set_up(client: Client) -> None:
    user = an_account("leader")
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    assert sign_in(client)["Location"].startswith("/accounts/2fa/authenticate/")
    assert not signed_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert not signed_in(client)
    code = f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06d}"
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert signed_in(client)
    assert Authenticator.objects.filter(user=user).count() == 1


def test_a_duty_officer_needs_none(client: Client) -> None:
    client.force_login(an_account(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/accounts/2fa/").status_code == 200
    assert client.get("/design").status_code == 200


def test_a_session_ends_when_nobody_acts_in_it(client: Client, settings: Settings) -> None:
    client.force_login(an_account("doctor"), backend="django.contrib.auth.backends.ModelBackend")
    client.get("/healthz")
    session = client.session
    session["seen"] -= timedelta(minutes=29).total_seconds()
    session.save()
    client.get("/healthz", headers={"x-refresh": "1"})  # a page that refreshes itself is no act
    assert signed_in(client)
    settings.SESSION_IDLE = timedelta(minutes=28)
    client.get("/healthz")
    assert not signed_in(client)


@pytest.mark.parametrize("role", ROLES)
def test_the_demo_signs_in_as_any_role_by_one_click(client: Client, settings: Settings, role: Role) -> None:
    settings.DEMO = True
    settings.SECOND_FACTOR_ROLES = frozenset()
    answer = client.post(f"/sign-in/as/{role}", {"next": "/design"})
    assert (answer.status_code, answer["Location"]) == (302, "/design")
    assert User.objects.get(pk=client.session["_auth_user_id"]).role == role


def test_outside_the_demo_there_is_no_one_click_and_a_demo_session_is_worth_nothing(
    client: Client, settings: Settings
) -> None:
    assert client.post("/sign-in/as/duty_officer").status_code == 404
    settings.DEMO = True
    client.post("/sign-in/as/duty_officer")
    assert signed_in(client)
    settings.DEMO = False
    client.get("/healthz")
    assert not signed_in(client)


@pytest.mark.parametrize(
    ("language", "word"), [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
)
def test_the_sign_in_page_speaks_each_language(
    client: Client, settings: Settings, language: str, word: str
) -> None:
    settings.DEMO = True
    answer = client.post("/language", {"language": language, "next": "/accounts/login/"}, follow=True)
    page = answer.content.decode()
    assert f'<html lang="{language}">' in page
    assert word in page
    assert page.count("/sign-in/as/") == len(OFFERED)


def test_without_a_wish_the_house_speaks_simplified_chinese(client: Client) -> None:
    assert '<html lang="zh-hans">' in client.get("/accounts/login/").content.decode()


def test_a_users_language_follows_them_to_another_browser(client: Client) -> None:
    user = an_account()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.post("/language", {"language": "zh-hant"})
    another = Client()
    another.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert '<html lang="zh-hant">' in another.get("/design").content.decode()


@pytest.mark.parametrize("wanted", ["https://else.example/", "//else.example", "javascript:alert(1)"])
def test_no_form_leads_out_of_the_house(client: Client, wanted: str) -> None:
    assert client.post("/language", {"language": "en", "next": wanted})["Location"] == "/"


def test_signing_out_ends_the_session(client: Client) -> None:
    client.force_login(an_account(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.post("/sign-out")["Location"] == "/accounts/login/"
    assert not signed_in(client)
