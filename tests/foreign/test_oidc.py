"""Signing in by somebody else's OpenID provider: who one is comes from there, what one may from here."""

import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from pytest_django import Settings

from lazaretto.access.accounts import open_account
from lazaretto.access.models import Deed, User
from tests.foreign.go import Absent
from tests.foreign.provider import grant, provider

pytestmark = [pytest.mark.slow, pytest.mark.database, pytest.mark.django_db]  # fetches a provider once
PASSWORD = "Qinzhou gate 07"
BEGIN = "/accounts/oidc/provider/login/"
PEOPLE: tuple[dict[str, object], ...] = (
    {"sub": "a-1", "preferred_username": "QZ0007"},
    {"sub": "b-2", "preferred_username": "L1", "amr": ["pwd", "mfa"]},
    {"sub": "c-3", "preferred_username": "L1", "amr": ["pwd"], "acr": "gold"},
    {"sub": "d-4", "preferred_username": "stranger"},
    {"sub": "e-5"},
)


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    try:
        with provider(*PEOPLE) as running:
            yield running
    except Absent as why:
        pytest.skip(f"no provider can be had here: {why}")


@pytest.fixture(autouse=True)
def _with_a_provider(issuer: str, settings: Settings) -> None:
    by(settings, issuer)


def by(settings: Settings, issuer: str) -> None:
    """The settings of an installation whose people may sign in by a provider."""
    app = {
        "provider_id": "provider", "name": "the office", "client_id": "lazaretto", "secret": "s",
        "settings": {"server_url": issuer, "auth_params": {"prompt": "login"}},
    }  # fmt: skip
    settings.OIDC_ISSUER = issuer
    settings.OIDC_APPS = [app]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    settings.SECOND_FACTOR_ROLES = frozenset({"leader"})


def account(code: str = "QZ0007", role: str = "duty_officer") -> User:
    return open_account(code=code, role=role, facilities=("QZ-D",), everywhere=False, password=PASSWORD)


def come(sub: str, client: Client | None = None) -> tuple[Client, Any]:
    """Somebody goes to the provider, is let through there, and comes back."""
    client = client or Client()
    client.cookies["django_language"] = "en"
    led = client.post(BEGIN)
    assert led.status_code == 302, led.content
    return client, client.get(grant(led["Location"], sub))


def inside(client: Client) -> bool:
    return client.get("/protocol").status_code == 200


def test_whoever_has_an_account_comes_in_with_the_role_that_we_gave() -> None:
    user = account()
    client, answer = come("a-1")
    assert answer.status_code == 302
    assert inside(client)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.get("/facilities/MJ-D").status_code == 403  # scope is ours
    deed = Deed.objects.get(sort="signed_in")
    assert (deed.actor, deed.said["by"]) == ("QZ0007", "provider")


def test_nothing_that_the_provider_says_is_kept() -> None:
    from allauth.socialaccount.models import SocialAccount, SocialToken

    account()
    come("a-1")
    assert not SocialAccount.objects.exists()
    assert not SocialToken.objects.exists()


@pytest.mark.parametrize("sub", ["d-4", "e-5"])
def test_nobody_registers_by_it(sub: str) -> None:
    client, answer = come(sub)
    assert answer.status_code == 403
    assert "no open account here" in answer.content.decode()
    assert not inside(client)
    assert not User.objects.exists()
    assert Deed.objects.get().sort == "sign_in_failed"


def test_a_closed_account_stays_closed() -> None:
    User.objects.filter(pk=account().pk).update(is_active=False)
    client, answer = come("a-1")
    assert answer.status_code == 403
    assert not inside(client)


def test_the_provider_is_asked_to_ask_again_and_how_it_answers_is_bound_to_this_browser() -> None:
    account()
    client = Client()
    asked = parse_qs(urlsplit(client.post(BEGIN)["Location"]).query)
    assert asked["prompt"] == ["login"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["state"]
    back = grant(client.post(BEGIN)["Location"], "a-1")
    stranger = Client()
    assert stranger.get(back).status_code in (401, 503)  # another browser's answer
    assert not inside(stranger)


def test_a_second_factor_that_the_provider_vouches_for_is_not_owed_again() -> None:
    account("L1", "leader")
    client, _ = come("b-2")
    assert inside(client)


def test_without_one_the_house_asks_for_its_own(settings: Settings) -> None:
    account("L1", "leader")
    client, _ = come("c-3")
    assert client.get("/protocol")["Location"] == "/accounts/2fa/"
    settings.OIDC_ACR = frozenset({"gold"})
    client, _ = come("c-3")
    assert inside(client)


def test_a_factor_of_the_house_is_asked_for_whatever_the_provider_says() -> None:
    TOTP.activate(account("L1", "leader"), generate_totp_secret())
    client, answer = come("b-2")
    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    assert not inside(client)


def test_signing_out_ends_our_session() -> None:
    account()
    client, _ = come("a-1")
    client.post("/sign-out")
    assert not inside(client)


def test_while_the_provider_is_away_the_houses_own_door_is_open(settings: Settings) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        by(settings, f"http://127.0.0.1:{free.getsockname()[1]}")
    account()
    client = Client()
    client.cookies["django_language"] = "en"
    answer = client.post(BEGIN)
    assert answer.status_code == 503
    assert "staff number and password" in answer.content.decode()
    client.post("/accounts/login/", {"login": "QZ0007", "password": PASSWORD})
    assert inside(client)


def test_the_sign_in_page_offers_it_by_a_press_alone() -> None:
    client = Client()
    client.cookies["django_language"] = "en"
    page = client.get("/accounts/login/").content.decode()
    assert f'<form method="post" action="{BEGIN}">' in page
    assert "Sign in by the office" in page
    assert client.get(BEGIN).status_code == 404


def test_without_a_provider_there_is_nothing_at_its_address(settings: Settings) -> None:
    settings.OIDC_ISSUER, settings.OIDC_APPS = "", []
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    client = Client()
    assert client.post(BEGIN).status_code == 404
    assert client.get(BEGIN + "callback/?code=x&state=y").status_code == 404
    assert "openid" not in client.get("/accounts/login/").content.decode()
    assert "oidc" not in client.get("/accounts/login/").content.decode()
