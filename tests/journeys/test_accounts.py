"""Accounts as the security administrator keeps them, and as two persons appoint who watches over the rest."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils import timezone

from lazaretto.access.accounts import open_account
from lazaretto.access.models import Deed, User
from lazaretto.access.roles import ROLES, permitted
from tests.journeys.city import PASSWORD, sign_in

pytestmark = [pytest.mark.database, pytest.mark.django_db]
SECRET = re.compile(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}")
OWN = "words that nobody else knows"


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own


def security(code: str = "SEC1") -> Client:
    return sign_in(_english(), code, "security_admin")


def auditor() -> Client:
    return sign_in(_english(), "AUD1", "audit_admin")


def chief(code: str = "CHIEF1") -> Client:
    return sign_in(_english(), code, "detachment_leader", everywhere=True)


def _english() -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    return client


def act(client: Client, code: str, name: str, **more: str) -> Any:
    return client.post(f"/access/accounts/{code}", {"act": name, "reason": "they asked for it", **more})


def opened(client: Client, code: str = "QZ0007", role: str = "duty_officer", **more: str) -> Any:
    form = {"act": "open", "code": code, "role": role, "scope": "some", "facilities": "qz-d, QZ-L"}
    return client.post("/access", {**form, "reason": "new on the roster", **more})


def secret_in(answer: Any) -> str:
    assert answer.status_code == 200, answer.content
    (found,) = set(SECRET.findall(answer.content.decode()))
    return str(found)


def door(code: str, password: str, client: Client | None = None) -> Client:
    """Somebody who tries to come in."""
    client = client or _english()
    client.post("/accounts/login/", {"login": code, "password": password})
    return client


def inside(client: Client) -> bool:
    return client.get("/me").status_code == 200


def fetched(client: Client, asked: Deed) -> Any:
    return client.post("/access", {"act": "fetch", "request": str(asked.pk)})


def sorts(subject: str) -> list[str]:
    return list(Deed.objects.filter(subject=subject).order_by("id").values_list("sort", flat=True))


def test_an_account_is_opened_and_its_owner_sets_a_password_of_their_own() -> None:
    secret = secret_in(opened(security()))
    user = User.objects.get(username="QZ0007")
    assert (user.role, user.facilities, user.opened_by) == ("duty_officer", ["QZ-D", "QZ-L"], "SEC1")
    owner = door("QZ0007", secret)
    assert owner.get("/me")["Location"] == "/me/password"  # nothing else opens
    assert owner.get("/api/v1/board").json()["rule"] == "password_owed"
    for password, again in (("short", "short"), (OWN, OWN + "?"), (secret, secret)):
        assert owner.post("/me/password", {"password": password, "again": again}).status_code == 422
    assert owner.post("/me/password", {"password": OWN, "again": OWN}).status_code == 302
    assert inside(owner)
    assert not inside(door("QZ0007", secret))
    assert inside(door("QZ0007", OWN))
    assert owner.post("/me/password", {"password": OWN, "again": OWN}).status_code == 422  # none is owed
    assert sorts("QZ0007")[:3] == ["opened", "signed_in", "password_set"]


def test_the_secret_is_shown_once_and_kept_nowhere() -> None:
    administrator = security()
    secret = secret_in(opened(administrator))
    assert secret not in administrator.get("/access").content.decode()
    assert secret not in administrator.get("/access/accounts/QZ0007").content.decode()
    assert secret not in str(list(Deed.objects.values_list("said", "reason")))
    assert secret not in User.objects.get(username="QZ0007").password


def test_a_secret_that_has_run_out_lets_nobody_in() -> None:
    secret = secret_in(opened(security()))
    User.objects.update(setup_until=timezone.now() - timedelta(seconds=1))
    answer = _english().post("/accounts/login/", {"login": "QZ0007", "password": secret})
    assert answer.status_code == 403
    assert "run out" in answer.content.decode()


def test_a_closed_account_is_out_at_once_and_stays_out_with_its_old_password() -> None:
    administrator, owner = security(), sign_in(Client(), "QZ0007", "duty_officer", "QZ-D")
    assert inside(owner)
    assert act(administrator, "QZ0007", "close").status_code == 302
    assert not inside(owner)
    assert not inside(door("QZ0007", PASSWORD))
    secret = secret_in(act(administrator, "QZ0007", "reopen"))
    assert not inside(owner)  # no old session comes back to life
    assert not inside(door("QZ0007", PASSWORD))
    assert door("QZ0007", secret).get("/me")["Location"] == "/me/password"
    assert [sort for sort in sorts("QZ0007") if sort.endswith(("closed", "opened"))] == ["closed", "reopened"]


def test_all_sessions_of_an_account_are_ended_and_it_comes_in_again() -> None:
    administrator = security()
    owners = [sign_in(Client(), "QZ0007", "duty_officer", "QZ-D"), door("QZ0007", PASSWORD)]
    assert all(map(inside, owners))
    act(administrator, "QZ0007", "end_sessions")
    assert not any(map(inside, owners))
    assert inside(door("QZ0007", PASSWORD))


def test_a_locked_number_is_unlocked() -> None:
    administrator, owner = security(), _english()
    open_account(
        code="QZ0007", role="duty_officer", facilities=("QZ-D",), everywhere=False, password=PASSWORD
    )
    for _ in range(6):
        door("QZ0007", "wrong", owner)
    door("QZ0007", PASSWORD, owner)
    assert not inside(owner)
    assert "locked now" in administrator.get("/access?only=locked").content.decode()
    act(administrator, "QZ0007", "unlock")
    door("QZ0007", PASSWORD, owner)
    assert inside(owner)
    assert sorts("QZ0007").count("locked_out") == 1
    assert sorts("QZ0007").count("sign_in_failed") == 4  # the fifth is the lock


def test_a_new_secret_voids_password_and_sessions() -> None:
    administrator, owner = security(), sign_in(Client(), "QZ0007", "duty_officer", "QZ-D")
    secret = secret_in(act(administrator, "QZ0007", "secret"))
    assert not inside(owner)
    assert not inside(door("QZ0007", PASSWORD))
    assert door("QZ0007", secret).get("/me")["Location"] == "/me/password"


def test_a_change_of_role_counts_from_the_next_request_and_says_from_what_to_what() -> None:
    administrator, owner = security(), sign_in(Client(), "QZ0007", "duty_officer", "QZ-D")
    act(administrator, "QZ0007", "change", role="doctor", scope="some", facilities="MJ-D")
    user = User.objects.get(username="QZ0007")
    assert (user.role, user.facilities) == ("doctor", ["MJ-D"])
    assert owner.get("/facilities/QZ-D").status_code == 403
    said = Deed.objects.get(sort="changed").said
    assert (said["from"]["role"], said["to"]["facilities"]) == ("duty_officer", ["MJ-D"])
    assert (
        act(administrator, "QZ0007", "change", role="doctor", scope="some", facilities="MJ-D").status_code
        == 422
    )


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"code": "QZ 0007"}, "no staff number"),
        ({"role": "chief"}, "no role"),
        ({"facilities": "*"}, "no facility"),
        ({"facilities": ""}, "Name the facilities"),
        ({"reason": " "}, "Say why"),
        ({"code": "SEC1"}, "has an account already"),
        ({"role": "system_admin"}, "sees no facility"),
    ],
)
def test_an_account_that_cannot_be_is_refused_in_words_and_nothing_typed_is_lost(
    form: dict[str, str], said: str
) -> None:
    answer = opened(security(), **form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert form.get("code", "QZ0007") in answer.content.decode()
    assert User.objects.count() == 1


@pytest.mark.parametrize("name", ["close", "secret", "factor", "end_sessions", "change"])
def test_nobody_changes_their_own_account(name: str) -> None:
    administrator = security()
    answer = act(administrator, "SEC1", name, role="doctor", scope="some", facilities="QZ-D")
    assert answer.status_code == 422
    assert User.objects.get().is_active
    assert sorts("SEC1") == ["signed_in"]


@pytest.mark.parametrize("role", ["system_admin", "audit_admin", "security_admin"])
def test_an_administrator_is_made_by_two(role: str) -> None:
    administrator, second = security(), auditor()
    asking = opened(administrator, "NEW1", role, scope="none")
    assert administrator.get(asking["Location"]).status_code == 200  # the list: there is no account yet
    assert not User.objects.filter(username="NEW1").exists()
    (asked,) = Deed.objects.filter(sort="asked")
    grant = {"act": "grant", "request": str(asked.pk)}
    assert administrator.post("/access", grant).status_code == 403  # not their own
    assert second.post("/access/log", grant).status_code == 302
    secret = secret_in(fetched(administrator, asked))
    assert door("NEW1", secret).get("/me")["Location"] == "/me/password"
    assert second.post("/access/log", grant).status_code == 422  # once
    assert User.objects.get(username="NEW1").opened_by == "SEC1"
    assert sorts("NEW1")[:3] == ["asked", "granted", "opened"]


def test_nobody_opens_the_second_of_the_two_alone() -> None:
    administrator = security()
    assert opened(administrator, "NEW1", "detachment_leader", scope="all").status_code == 302
    opened(administrator, "QZ0007", "leader")
    act(administrator, "QZ0007", "change", role="detachment_leader", scope="all")
    assert not User.objects.filter(role="detachment_leader").exists()
    assert Deed.objects.filter(sort="asked").count() == 2


def test_no_administrator_becomes_another() -> None:
    administrator = security()
    sign_in(Client(), "SYS1", "system_admin")
    answer = act(administrator, "SYS1", "change", role="audit_admin", scope="none")
    assert answer.status_code == 422
    assert "exclude each other" in answer.content.decode()
    assert not Deed.objects.filter(sort="asked").exists()


def test_an_inspector_is_appointed_by_two_of_the_city_and_shut_out_by_no_administrator() -> None:
    administrator, leader, second = security(), chief(), chief("CHIEF2")
    assert opened(administrator, "INS1", "inspector", scope="all").status_code == 403
    assert opened(leader, "INS1", "inspector", scope="all").status_code == 302
    (asked,) = Deed.objects.filter(sort="asked")
    grant = {"act": "grant", "request": str(asked.pk)}
    assert leader.post("/access", grant).status_code == 422  # the same person twice
    assert second.post("/access", grant).status_code == 302
    secret = secret_in(fetched(leader, asked))
    inspector = door("INS1", secret)
    inspector.post("/me/password", {"password": OWN, "again": OWN})
    for name in ("close", "secret", "factor", "end_sessions", "change"):
        refused = act(administrator, "INS1", name, role="doctor", scope="some", facilities="QZ-D")
        assert refused.status_code == 403
    assert inside(inspector)


def test_a_wish_is_declined_with_a_reason_and_nothing_happens() -> None:
    opened(security(), "NEW1", "system_admin", scope="none")
    (asked,) = Deed.objects.filter(sort="asked")
    second = auditor()
    decline = {"act": "decline", "request": str(asked.pk)}
    assert second.post("/access/log", decline).status_code == 422
    assert second.post("/access/log", {**decline, "reason": "nobody knows them"}).status_code == 302
    assert not User.objects.filter(username="NEW1").exists()
    assert "nobody knows them" in second.get("/access/log").content.decode()


def test_a_second_factor_that_is_owed_is_taken_away_by_two(settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset({"leader"})
    administrator, second = security(), auditor()
    owner = open_account(code="L1", role="leader", facilities=("QZ-D",), everywhere=False, password=PASSWORD)
    TOTP.activate(owner, generate_totp_secret())
    act(administrator, "L1", "factor")
    assert Authenticator.objects.filter(user=owner).exists()
    (asked,) = Deed.objects.filter(sort="asked")
    second.post("/access/log", {"act": "grant", "request": str(asked.pk)})
    assert not Authenticator.objects.filter(user=owner).exists()
    assert sorts("L1")[-1] == "factor_reset"


def test_a_second_factor_is_not_shaken_off_by_another_role_first(settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset({"leader"})
    administrator = security()
    owner = open_account(code="L1", role="leader", facilities=("QZ-D",), everywhere=False, password=PASSWORD)
    TOTP.activate(owner, generate_totp_secret())
    act(administrator, "L1", "change", role="duty_officer", scope="some", facilities="QZ-D")
    act(administrator, "L1", "factor")
    assert Authenticator.objects.filter(user=owner).exists()
    assert Deed.objects.filter(sort="asked", subject="L1").exists()


def test_who_reads_an_account_does_not_read_what_was_given_out_of_its_owners_record() -> None:
    opened(security(), "QZ0007")
    Deed.objects.create(sort="exported", actor="INS1", subject="QZ0007", reason="a swab", at=timezone.now())
    assert "INS1" not in chief().get("/access/accounts/QZ0007").content.decode()


def test_a_second_factor_that_is_not_owed_is_taken_away_by_one() -> None:
    owner = open_account(
        code="QZ0007", role="duty_officer", facilities=("QZ-D",), everywhere=False, password=PASSWORD
    )
    TOTP.activate(owner, generate_totp_secret())
    assert act(security(), "QZ0007", "factor").status_code == 302
    assert inside(door("QZ0007", PASSWORD))


def test_the_review_names_who_was_idle_and_is_signed_as_it_was_seen() -> None:
    administrator = security()
    for code, days in (("OLD1", 91), ("NEW1", 89)):
        user = open_account(
            code=code, role="doctor", facilities=("QZ-D",), everywhere=False, password=PASSWORD
        )
        User.objects.filter(pk=user.pk).update(last_login=timezone.now() - timedelta(days=days))
    page = administrator.get("/access").content.decode()
    assert "the review is due" in page
    idle = administrator.get("/access?only=idle").content.decode()
    assert "OLD1" in idle
    assert "NEW1" not in idle
    (digest,) = re.findall(r'name="digest" value="(\w+)"', page)
    opened(administrator)
    form = {"act": "review", "digest": digest, "remark": "one is to be closed"}
    assert administrator.post("/access", form).status_code == 422  # it has changed since
    (digest,) = re.findall(r'name="digest" value="(\w+)"', administrator.get("/access").content.decode())
    assert administrator.post("/access", {**form, "digest": digest}).status_code == 302
    said = Deed.objects.get(sort="reviewed").said
    assert (said["accounts"], said["idle"]) == (4, 1)
    assert "the review is due" not in administrator.get("/access").content.decode()
    assert "one is to be closed" in auditor().get("/access/log").content.decode()


def test_a_token_is_listed_with_who_issued_it_and_taken_back() -> None:
    administrator = security()
    device = {
        "device": "thermo-1", "role": "duty_officer", "facilities": ["QZ-D"],
        "expires": (timezone.now() + timedelta(days=9)).isoformat(),
    }  # fmt: skip
    made = administrator.post("/api/v1/devices", device, content_type="application/json")
    assert made.status_code == 201
    assert opened(administrator, "thermo-1").status_code == 422  # what one says is not the other's word
    taken = administrator.post(
        "/api/v1/devices", device | {"device": "SEC1"}, content_type="application/json"
    )
    assert "a person's number" in taken.json()["detail"]
    assert "thermo-1" in administrator.get("/access").content.decode()
    assert administrator.post("/access", {"act": "revoke", "device": "thermo-1"}).status_code == 302
    assert (
        "thermo-1"
        not in administrator.get("/access").content.decode().split("messages")[0].split('id="tokens"')[1]
    )
    assert sorts("thermo-1") == ["token_issued", "token_revoked"]


@pytest.mark.parametrize("role", ROLES)
def test_who_sees_the_accounts_and_who_the_log(role: str) -> None:
    scope: dict[str, Any] = {} if role.endswith("_admin") else {"everywhere": True}
    client = sign_in(Client(), "X1", role, **scope)
    may, reads = permitted(role, "read_accounts"), permitted(role, "read_log")  # type: ignore[arg-type]
    assert client.get("/access").status_code == (200 if may else 403)
    assert client.get("/access/accounts/X1").status_code == (200 if may else 403)
    for part in ("reads", "accounts", "doors", "refusals", "given"):
        assert client.get(f"/access/log?part={part}").status_code == (200 if reads else 403)


def test_a_number_that_nobody_has_is_not_kept_in_the_log() -> None:
    """What is typed into the wrong field is often the password."""
    door("my password in the wrong field", "x")
    row = Deed.objects.get()
    assert (row.sort, row.subject) == ("sign_in_failed", "")


def test_the_log_goes_on_to_older_lines() -> None:
    client = auditor()
    for n in range(101):
        opened_by = User(username=f"U{n}", role="doctor").actor()
        Deed.objects.create(sort="refused", actor=opened_by.code, subject="board", at=timezone.now())
    page = client.get("/access/log?part=refusals").content.decode()
    assert page.count("<tr>") == 101
    (older,) = re.findall(r'href="(\?part=refusals&amp;before=[^"]*)"', page)
    assert client.get("/access/log" + older.replace("&amp;", "&")).content.decode().count("<tr>") == 2
