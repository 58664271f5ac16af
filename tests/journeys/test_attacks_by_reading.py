"""Nobody comes to a record by a side door: not by a form, not by a token, not by a value that is no text."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.test import Client, RequestFactory

from lazaretto.access.accounts import Unacceptable, open_account
from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.access.models import Read, Token, User
from lazaretto.access.tokens import DEVICE_ROLES, bearer, issue_token
from lazaretto.actions.correct_fact import correct_fact
from lazaretto.actions.open_fact import open_fact
from lazaretto.actions.statement import Statement
from lazaretto.facts.custody import Admitted
from lazaretto.ledger.tailing import live
from tests.journeys.city import BACKEND, NOW, PASSWORD, record, sign_in
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
SECURITY = Actor("SEC", "security_admin", Scope())
DUTY = Actor("QZ-D-1", "duty_officer", Scope(frozenset({"QZ-D"})))
NAMED = Admitted(person="N1", cell="QZ-D/T/02", sex="male", name="Wu Mingzi")


@pytest.fixture(autouse=True)
def _the_clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: moment(NOW))


def token_of(role: Any) -> str:
    return issue_token(
        device=f"OF-{role}", role=role, facilities=("QZ-D",), expires=moment(NOW) + timedelta(days=9),
        actor=SECURITY, now=moment(NOW),
    )  # fmt: skip


def test_the_form_of_a_correction_shows_no_name(client: Client) -> None:
    record(fact(NAMED, "03-15 06:00", number=700))
    page = sign_in(client, "QZ-D-1", "duty_officer", "QZ-D").get(f"/facts/{UUID(int=700)}/correct")
    assert page.status_code == 200
    assert "N1" in page.content.decode()
    assert "Mingzi" not in page.content.decode()


def test_a_name_that_was_not_shown_is_kept_by_the_correction() -> None:
    record(fact(NAMED, "03-15 06:00", number=700))
    opened = open_fact(UUID(int=700), actor=DUTY)
    assert isinstance(opened.fact.body, Admitted)
    assert opened.fact.body.name is None
    said = Statement(body=opened.fact.body, occurred=moment("03-15 06:10"), facility="QZ-D")
    receipt = correct_fact(UUID(int=700), said, actor=DUTY, device="web", now=moment(NOW))
    held = live()
    assert receipt.fact_id is not None
    body = held.facts[held.number_of(receipt.fact_id)].body
    assert isinstance(body, Admitted)
    assert body.name == "Wu Mingzi"


@pytest.mark.parametrize("role", ["leader", "detachment_leader", "inspector", "audit_admin"])
def test_no_token_approves_or_inspects(role: Any) -> None:
    with pytest.raises(Refused, match="malformed"):
        token_of(role)


def test_a_token_that_was_issued_to_an_approver_before_is_not_known_any_more() -> None:
    token = token_of("duty_officer")
    Token.objects.update(role="inspector")
    assert bearer(token, now=moment(NOW)) is None


@pytest.mark.parametrize("role", DEVICE_ROLES)
def test_no_token_opens_a_persons_record(client: Client, role: Any) -> None:
    record()
    headers = {"Authorization": f"Bearer {token_of(role)}"}
    for path in ("persons/A/timeline?reason=round", "facts?subject=A&reason=round"):
        answer = client.get(f"/api/v1/{path}", headers=headers)
        assert (answer.status_code, answer.json()["rule"]) == (403, "not_permitted")


def test_what_is_no_text_is_refused_before_it_reaches_the_database(client: Client) -> None:
    record()
    officer = sign_in(client, "QZ-D-1", "duty_officer", "QZ-D")
    for path in (
        "api/v1/facts?after=%00.1",
        "api/v1/facts?kind=%00",
        "api/v1/persons/%00/timeline?reason=x",
        "?city=%00",
    ):
        assert officer.get(f"/{path}").status_code == 400, path
    assert officer.post("/persons/A", {"reason": "round\0"}).status_code == 400
    assert Read.objects.count() == 0


def test_no_page_is_kept_for_the_next_at_the_desk(client: Client) -> None:
    record()
    officer = sign_in(client, "QZ-D-1", "duty_officer", "QZ-D")
    for path in ("/", "/facilities/QZ-D", "/facilities/QZ-D/state?kind=custody.admitted"):
        assert "no-store" in officer.get(path).headers["Cache-Control"], path


def test_a_fault_is_logged_without_the_number_of_a_person(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise RuntimeError

    record()
    monkeypatch.setattr("lazaretto.api.views.read_person", fails)
    officer = sign_in(client, "QZ-D-1", "duty_officer", "QZ-D")
    assert officer.get("/api/v1/persons/QZ202100006/timeline?reason=x").status_code == 500
    said = [entry for entry in caplog.records if entry.name == "lazaretto.api.problems"]
    assert [entry.getMessage() for entry in said] == ["the API failed at api/v1/persons/<person>/timeline"]


def test_a_stolen_session_does_not_outlast_a_shift(client: Client) -> None:
    officer = sign_in(client, "QZ-D-1", "duty_officer", "QZ-D")
    officer.get("/healthz")
    session = client.session
    session["began"] -= settings.SESSION_COOKIE_AGE + 60
    session.save()
    officer.get("/healthz")
    assert "_auth_user_id" not in client.session


def test_polling_from_the_first_request_on_is_idling_too(client: Client) -> None:
    sign_in(client, "QZ-D-1", "duty_officer", "QZ-D").get("/healthz", headers={"x-refresh": "1"})
    assert "seen" in client.session


def test_a_second_factor_ends_the_sessions_of_whoever_had_only_the_password(client: Client) -> None:
    thief = Client()
    sign_in(client, "QZ-D-9", "leader", "QZ-D")
    user = User.objects.get(username="QZ-D-9")
    thief.force_login(user, backend=BACKEND)
    other = Client()
    sign_in(other, "QZ-D-8", "leader", "QZ-D")
    request = RequestFactory().get("/")
    request.session = client.session
    authenticator_added.send(sender=Authenticator, request=request, user=user, authenticator=None)
    assert [SESSION_KEY in one.session for one in (client, thief, other)] == [True, False, True]


@pytest.mark.parametrize("code", ["*", "QZ-D,QA-D", ""])
def test_no_account_is_opened_for_what_would_stand_for_more(code: str) -> None:
    with pytest.raises(Unacceptable, match="no facility's code"):
        open_account(
            code="S1", role="duty_officer", facilities=(code,), everywhere=False, password="Qinzhou gate 07"
        )


def test_whoever_copies_a_house_leaves_a_line(client: Client) -> None:
    record()
    officer = sign_in(client, "QZ-D-1", "duty_officer", "QZ-D")
    officer.get("/api/v1/facts?kind=command.facility_established")
    assert Read.objects.count() == 0
    officer.get("/api/v1/facts?kind=custody")
    row = Read.objects.get()
    assert (row.reader, row.subject, row.facility, row.reason) == ("QZ-D-1", "*", "QZ-D", "a page of facts")


def test_the_log_of_reads_is_open_to_those_who_watch_and_to_nobody_else(client: Client) -> None:
    record()
    officer = sign_in(client, "QZ-D-1", "duty_officer", "QZ-D")
    officer.get("/api/v1/persons/A/timeline?reason=fever")
    assert officer.get("/api/v1/reads").status_code == 403
    inspector = sign_in(Client(), "TS-9", "inspector", everywhere=True)
    found = inspector.get("/api/v1/reads?subject=A").json()
    assert [(r["reader"], r["reason"], r["outcome"]) for r in found["reads"]] == [
        ("QZ-D-1", "fever", "granted")
    ]
    assert found["more"] is False


def test_a_form_sent_to_the_api_is_malformed_and_no_fault(client: Client) -> None:
    record()
    officer = sign_in(client, "QZ-D-1", "duty_officer", "QZ-D")
    assert officer.post("/api/v1/facts", {"a": "1"}).status_code == 422


def test_an_account_that_is_closed_ends_its_sessions(client: Client) -> None:
    record()
    an_officer = User.objects.get(username=open_officer())
    client.post("/accounts/login/", {"login": an_officer.username, "password": PASSWORD})
    assert client.get("/api/v1/board").status_code == 200
    User.objects.update(is_active=False)
    assert client.get("/api/v1/board").status_code == 401


def open_officer() -> str:
    return open_account(
        code="QZ-D-7", role="duty_officer", facilities=("QZ-D",), everywhere=False, password=PASSWORD
    ).username
