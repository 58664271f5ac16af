"""A shared desk: locked, not signed out; opened by its owner, taken over by somebody else's own sign-in."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from pytest_django import Settings

from lazaretto.access.accounts import open_account
from lazaretto.access.models import User
from tests.journeys.city import PASSWORD, sign_in

pytestmark = [pytest.mark.database, pytest.mark.django_db]
SHEET = "/protocol?document=four-layer-2022"


def desk(role: str = "duty_officer") -> Client:
    """Somebody who has signed in by their password."""
    open_account(code="QZ0007", role=role, facilities=("QZ-D",), everywhere=False, password=PASSWORD)
    client = Client()
    client.cookies["django_language"] = "en"
    client.post("/accounts/login/", {"login": "QZ0007", "password": PASSWORD})
    assert client.get("/protocol").status_code == 200
    return client


def away(client: Client, minutes: float) -> None:
    session = client.session
    session["seen"] -= timedelta(minutes=minutes).total_seconds()
    session.save()


def lock(client: Client) -> Any:
    return client.post("/lock", {"next": SHEET})


def test_a_locked_desk_opens_nothing_and_its_owner_goes_on_where_they_were() -> None:
    client = desk()
    assert lock(client)["Location"].startswith("/locked?next=")
    for address in ("/protocol", "/me", "/facilities/QZ-D", "/accounts/password/change/", "/accounts/2fa/"):
        assert client.get(address)["Location"].startswith("/locked?next="), address
    assert client.get("/api/v1/board").json()["rule"] == "desk_locked"
    assert client.post("/facilities/QZ-D/state", {"kind": "x"})["Location"].startswith("/locked")
    polled = client.get("/", headers={"hx-request": "true", "x-refresh": "1"})
    assert (polled.status_code, polled["HX-Redirect"]) == (204, "/locked")
    page = client.get(f"/locked?next={SHEET}").content.decode()
    assert "QZ0007" in page
    wrong = client.post("/accounts/reauthenticate/", {"password": "wrong", "next": SHEET})
    assert wrong.status_code == 200
    assert client.get("/me").status_code == 302
    right = client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": SHEET})
    assert right["Location"] == SHEET
    assert client.get("/me").status_code == 200


def test_it_opens_by_a_one_time_code() -> None:
    client = desk()
    secret = generate_totp_secret()
    TOTP.activate(User.objects.get(), secret)
    lock(client)
    assert "/accounts/2fa/reauthenticate/" in client.get("/locked").content.decode()
    code = f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06d}"
    client.post("/accounts/2fa/reauthenticate/", {"code": code, "next": SHEET})
    assert client.get("/me").status_code == 200


def test_being_there_before_the_lock_opens_nothing_after_it() -> None:
    client = desk()
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    lock(client)
    assert client.get("/me").status_code == 302


def test_a_desk_that_nobody_touches_is_locked_and_stays_signed_in() -> None:
    client = desk()
    away(client, 14)
    assert client.get("/protocol").status_code == 200
    away(client, 16)
    assert client.get("/protocol")["Location"].startswith("/locked")
    away(client, 200)
    assert client.get("/locked").status_code == 200
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.get("/protocol").status_code == 200


def test_a_shift_ends_a_locked_desk_too() -> None:
    client = desk()
    lock(client)
    session = client.session
    session["began"] -= timedelta(hours=14).total_seconds()
    session.save()
    assert client.get("/protocol")["Location"].startswith("/accounts/login/")


def test_who_sits_at_no_shared_desk_is_signed_out_as_before(settings: Settings) -> None:
    client = desk("doctor")
    away(client, 31)
    assert client.get("/protocol")["Location"].startswith("/accounts/login/")


def test_how_long_is_said_by_role(settings: Settings) -> None:
    settings.LOCK_MINUTES = {"doctor": 5.0}
    client = desk("doctor")
    assert 'data-after="5.0"' in client.get("/protocol").content.decode()
    away(client, 6)
    assert client.get("/protocol")["Location"].startswith("/locked")


def test_another_officer_takes_over_by_their_own_sign_in() -> None:
    client = desk()
    open_account(code="QZ0008", role="doctor", facilities=("QZ-D",), everywhere=False, password=PASSWORD)
    lock(client)
    client.post("/sign-out")
    client.post("/accounts/login/", {"login": "QZ0008", "password": PASSWORD})
    assert "QZ0008" in client.get("/me").content.decode()


def test_nobody_takes_over_without_signing_out_first() -> None:
    """A sign-in over a locked session does not open that session for its owner's pages."""
    client = desk()
    lock(client)
    client.post("/accounts/login/", {"login": "QZ0007", "password": "wrong"})
    assert client.get("/me").status_code == 302


@pytest.mark.parametrize("wanted", ["https://else.example/", "//else.example"])
def test_the_lock_leads_nowhere_else(wanted: str) -> None:
    client = desk()
    assert "else.example" not in client.post("/lock", {"next": wanted})["Location"]
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.get("/locked", {"next": wanted})["Location"] == "/"


def test_the_demo_goes_on_by_a_press_and_nobody_else(settings: Settings) -> None:
    client = sign_in(Client(), "QZ0007", "duty_officer", "QZ-D")
    lock(client)
    client.post("/locked")
    assert client.get("/me").status_code == 302
    settings.DEMO = True
    visitor = Client()
    visitor.post("/sign-in/as/duty_officer")
    lock(visitor)
    assert visitor.get("/me").status_code == 302
    visitor.post("/locked", {"next": "/me"})
    assert visitor.get("/me").status_code == 200
