"""What takes two: tokens that read much, secrets that the second never sees, wishes that fell."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner
from django.db import connection
from django.test import Client
from django.utils import timezone

from lazaretto.access.accounts import open_account
from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.access.feeds import owner, renew, token_of
from lazaretto.access.models import Deed, NodeToken, Token, User
from lazaretto.access.node_tokens import CONSOLE, issue_node_token, node_reading
from lazaretto.access.tokens import bearer, issue_token
from lazaretto.project.command import main
from tests.journeys.city import PASSWORD
from tests.journeys.test_accounts import SECRET, act, auditor, chief, fetched, opened, secret_in, security

pytestmark = [pytest.mark.database, pytest.mark.django_db]
SECURITY = Actor("SEC1", "security_admin", Scope())


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own


def wish() -> Deed:
    return Deed.objects.filter(sort="asked").latest("id")


def answer(client: Client, name: str = "grant", **more: str) -> Any:
    return client.post("/access/log", {"act": name, "request": str(wish().pk), **more})


def ask_for_node(client: Client, node: str = "city", scope: str = "all") -> Any:
    until = (timezone.now() + timedelta(days=90)).date().isoformat()
    form = {"act": "issue", "node": node, "scope": scope, "facilities": "QZ-D", "until": until}
    return client.post("/nodes/tokens", {**form, "reason": "the city follows us"})


def ask_for_device(client: Client) -> Any:
    end = (timezone.now() + timedelta(days=9)).isoformat()
    device = {"device": "desk", "role": "detachment_officer", "everywhere": True, "expires": end}
    return client.post("/api/v1/devices", device, content_type="application/json")


def shown_token(page: str) -> str:
    (found,) = set(re.findall(r"lz[nt]_[\w-]+", page))
    return str(found)


@pytest.mark.parametrize("scope", ["all", "some"])
def test_a_nodes_token_is_issued_by_two_and_seen_by_who_asked_alone(scope: str) -> None:
    administrator, second = security(), auditor()
    assert ask_for_node(administrator, scope=scope).status_code == 302
    assert answer(administrator).status_code == 403
    assert fetched(administrator, wish()).status_code == 422  # nobody has granted it
    assert (
        "lzn_" not in second.post("/access/log", {"act": "grant", "request": str(wish().pk)}).content.decode()
    )
    assert not NodeToken.objects.exists()
    assert fetched(security("SEC2"), wish()).status_code == 422  # somebody else asked
    token = shown_token(fetched(administrator, wish()).content.decode())
    reading = node_reading(token, now=timezone.now())
    assert reading is not None
    assert reading.scope == (Scope(everywhere=True) if scope == "all" else Scope(frozenset({"QZ-D"})))
    NodeToken.objects.update(revoked=timezone.now())
    assert fetched(administrator, wish()).status_code == 422  # once, also where it was taken back since
    said = Deed.objects.get(sort="token_issued").said
    assert (said["agreed_by"], said["asked"]) == ("AUD1", wish().pk)


def test_a_device_that_sees_every_house_takes_two() -> None:
    administrator, second = security(), auditor()
    asked = ask_for_device(administrator)
    assert (asked.status_code, asked.json().get("token", "")) == (202, "")
    assert not Token.objects.exists()
    assert ask_for_device(administrator).json()["rule"] == "asked_already"
    answer(second)
    token = shown_token(fetched(administrator, wish()).content.decode())
    found = bearer(token, now=timezone.now())
    assert found is not None
    assert found.actor.scope.everywhere
    page = administrator.get("/access").content.decode()
    assert "AUD1" in page.partition('id="agreed"')[2]


@pytest.mark.parametrize("agreed", ["", "SEC1"])
def test_no_way_issues_such_a_token_without_somebody_else(agreed: str) -> None:
    now = timezone.now()
    until: dict[str, Any] = {"expires": now + timedelta(days=1), "actor": SECURITY, "now": now}
    with pytest.raises(Refused, match="second_person_needed"):
        issue_node_token(node="city", facilities=("QZ-D",), agreed_by=agreed, **until)
    with pytest.raises(Refused, match="second_person_needed"):
        issue_token(
            device="desk",
            role="detachment_officer",
            facilities=(),
            everywhere=True,
            agreed_by=agreed,
            **until,
        )
    assert not NodeToken.objects.exists()
    assert not Token.objects.exists()


def test_the_list_names_who_issued_and_agreed_and_the_review_signs_it() -> None:
    administrator, second = security(), auditor()

    def digest() -> str:
        (found,) = re.findall(r'name="digest" value="(\w+)"', administrator.get("/access").content.decode())
        return str(found)

    seen = [digest()]
    ask_for_node(administrator)
    answer(second)
    seen.append(digest())
    fetched(administrator, wish())
    page = (
        administrator.get("/access").content.decode().partition('id="agreed"')[2].partition("</section>")[0]
    )
    assert [name in page for name in ("city", "SEC1", "AUD1", "all facilities")] == [True] * 4
    seen.append(digest())
    now = timezone.now()
    issue_token(
        device="thermo", role="doctor", facilities=("QZ-D",), expires=now + timedelta(days=1), actor=SECURITY,
        now=now,
    )  # fmt: skip
    seen.append(digest())
    issue_node_token(
        node="house-q", facilities=("QZ-D",), expires=now + timedelta(days=1), actor=SECURITY, now=now,
        agreed_by=CONSOLE,
    )  # fmt: skip
    seen.append(digest())
    assert seen[0] == seen[1]
    assert len(set(seen)) == 4
    assert "agreed to by console" in second.get("/access/log").content.decode()


@pytest.mark.parametrize("name", ["open", "reopen", "secret"])
def test_the_second_person_never_sees_the_secret(name: str) -> None:
    administrator, second = security(), auditor()
    if name != "open":
        open_account(code="SYS1", role="system_admin", facilities=(), everywhere=False, password=PASSWORD)
        User.objects.filter(username="SYS1").update(is_active=name == "secret")
        act(administrator, "SYS1", name)
    else:
        opened(administrator, "SYS1", "system_admin", scope="none")
    granted = second.post("/access/log", {"act": "grant", "request": str(wish().pk)}, follow=True)
    assert SECRET.findall(granted.content.decode()) == []
    assert "Fetch it" in administrator.get("/access").content.decode()
    assert second.post("/access", {"act": "fetch", "request": str(wish().pk)}).status_code == 403
    secret = secret_in(fetched(administrator, wish()))
    assert User.objects.get(username="SYS1").check_password(secret)
    assert fetched(administrator, wish()).status_code == 422
    assert "Fetch it" not in administrator.get("/access").content.decode()


def test_a_grant_that_nobody_fetched_in_time_is_void(settings: Any) -> None:
    administrator = security()
    opened(administrator, "SYS1", "system_admin", scope="none")
    answer(auditor())
    settings.SETUP_LIFE = timedelta(0)
    assert fetched(administrator, wish()).status_code == 422
    assert not User.objects.filter(username="SYS1").exists()


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": "doctor"}])
def test_a_wish_falls_with_who_asked(change: dict[str, Any]) -> None:
    second = auditor()
    ask_for_node(security())
    User.objects.filter(username="SEC1").update(**change)
    refused = answer(second)
    assert refused.status_code == 422
    assert "Whoever asked no longer holds the role" in refused.content.decode()
    last = Deed.objects.latest("id")
    assert (last.sort, last.said["rule"], last.of_id) == ("declined", "asker_gone", wish().pk)
    assert answer(second).status_code == 422  # it stays declined


@pytest.mark.parametrize("when", ["before it is granted", "before it is fetched"])
def test_a_wish_falls_with_the_account_as_it_was(when: str) -> None:
    administrator, second = security(), auditor()
    open_account(code="SYS1", role="system_admin", facilities=(), everywhere=False, password=PASSWORD)
    act(administrator, "SYS1", "secret")
    if when == "before it is fetched":
        assert answer(second).status_code == 302
    User.objects.filter(username="SYS1").update(is_active=False)
    fallen = answer(second) if when == "before it is granted" else fetched(administrator, wish())
    assert fallen.status_code == 422
    assert "no longer stands as when this was asked" in fallen.content.decode()
    assert User.objects.get(username="SYS1").check_password(PASSWORD)
    assert Deed.objects.filter(sort="secret_given").count() == 0


def test_two_of_the_city_and_a_wish_that_stands_are_let_through() -> None:
    leader = chief()
    open_account(code="INS1", role="inspector", facilities=(), everywhere=True, password=PASSWORD)
    act(leader, "INS1", "close")
    answer_by = chief("CHIEF2").post("/access", {"act": "grant", "request": str(wish().pk)})
    assert answer_by.status_code == 302
    assert not User.objects.get(username="INS1").is_active


def test_at_the_console_one_is_enough_and_the_log_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = connection.settings_dict["HOST"]
    monkeypatch.setenv("DATABASE_URL", f"postgresql://{host}")  # it is open already
    file, last = tmp_path / "city.token", (timezone.now() + timedelta(days=30)).date().isoformat()
    said = ["node", "issue-token", "city", "--everywhere", "--until", last, "--by", "A2", "--out", str(file)]
    run = CliRunner().invoke(main, said)
    assert run.exit_code == 0, run.output
    assert node_reading(file.read_text().strip(), now=timezone.now()) is not None
    kept = Deed.objects.get(sort="token_issued")
    assert (kept.actor, kept.subject, kept.said["agreed_by"]) == ("A2", "city", "console")


def ask_for_scanner(client: Client, house: str, *more: str) -> Any:
    end = (timezone.now() + timedelta(days=9)).isoformat()
    asked = {
        "device": f"scanner-{house}",
        "role": "gate_officer",
        "facilities": [house, *more],
        "expires": end,
    }
    return client.post("/api/v1/devices", asked, content_type="application/json")


def test_nobody_comes_house_by_house_to_what_takes_two_at_once() -> None:
    administrator, second = security(), auditor()
    assert ask_for_scanner(administrator, "QZ-D").status_code == 201
    for houses in (("QZ-L",), ("MJ-D", "QZ-L")):
        asked = ask_for_scanner(administrator, *houses)
        assert (asked.status_code, asked.json().get("token", "")) == (202, "")
    assert Token.objects.count() == 1
    answer(second)
    token = shown_token(fetched(administrator, wish()).content.decode())
    found = bearer(token, now=timezone.now())
    assert found is not None
    assert found.actor.scope.facilities == {"MJ-D", "QZ-L"}
    end = {"role": "gate_officer", "expires": timezone.now() + timedelta(days=9), "now": timezone.now()}
    more: dict[str, Any] = {**end, "actor": SECURITY}
    issue_token(device="another-QZ-D", facilities=("QZ-D",), **more)  # what was agreed to does not count
    with pytest.raises(Refused, match="second_person_needed"):
        issue_token(device="another", facilities=("QZ-L",), **more)
    Token.objects.filter(facilities=["QZ-D"]).update(revoked=timezone.now())
    issue_token(device="another", facilities=("QZ-L",), **more)  # of what was taken back nothing is left


def with_passkey(code: str = "QZ0007", role: str = "duty_officer") -> User:
    user = open_account(code=code, role=role, facilities=("QZ-D",), everywhere=False, password=PASSWORD)
    for sort in (Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP):
        Authenticator.objects.create(user=user, type=sort, data={})
    renew(user)
    return user


@pytest.mark.parametrize("name", ["secret", "reopen"])
def test_a_new_secret_ends_whatever_else_opened_the_account(name: str) -> None:
    """A passkey signs in without any password: one that was stolen would outlive it."""
    administrator, user = security(), with_passkey()
    address = token_of(user)
    User.objects.filter(pk=user.pk).update(is_active=name == "secret")
    secret_in(act(administrator, "QZ0007", name))
    kept = Authenticator.objects.filter(user=user).values_list("type", flat=True)
    assert list(kept) == [Authenticator.Type.TOTP]
    assert owner(str(address)) is None
    assert User.objects.get(pk=user.pk).epoch > user.epoch


@pytest.mark.parametrize("name", ["secret", "reopen"])
def test_one_person_takes_no_owed_factor_away_by_a_secret(name: str, settings: Any) -> None:
    administrator, user = security(), with_passkey(role="leader")
    settings.SECOND_FACTOR_ROLES = frozenset({"leader"})
    User.objects.filter(pk=user.pk).update(is_active=name == "secret")
    page = administrator.get("/access/accounts/QZ0007").content.decode()
    offered = page.partition(f'value="{name}"')[2].partition("</li>")[0]
    assert "takes a second person" in offered
    assert act(administrator, "QZ0007", name).status_code == 302
    assert (wish().said["act"], Authenticator.objects.filter(user=user).count()) == (name, 2)
    Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).delete()
    page = administrator.get("/access/accounts/QZ0007").content.decode()
    offered = page.partition(f'value="{name}"')[2].partition("</li>")[0]
    assert "takes a second person" not in offered
