"""What a person sees when something is refused or fails, and what a page is wrapped in."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from lazaretto.access.accounts import open_account
from lazaretto.access.actor import Refused
from lazaretto.access.declaring import ANYONE, SIGNED_IN, requires
from lazaretto.project import urls as house

pytestmark = [pytest.mark.database, pytest.mark.django_db]
BACKEND = "django.contrib.auth.backends.ModelBackend"


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("a view that forgot to say who may use it")


@requires(ANYONE)
def faulty(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the code of somebody: P-0001")


@requires(SIGNED_IN)
def refusing(request: HttpRequest) -> HttpResponse:
    raise Refused("out_of_scope", facility="MJ-D")


@requires("issue_protocol")
def issuing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("issued")


class Rehearsed:
    """The house's addresses and four of a test's own."""

    urlpatterns = [  # noqa: RUF012 — Django's form
        path("undeclared", undeclared, name="undeclared"),
        path("faulty", faulty, name="faulty"),
        path("refusing", refusing, name="refusing"),
        path("issuing", issuing, name="issuing"),
        *house.urlpatterns,
    ]


urlpatterns = Rehearsed.urlpatterns
DECLARED_ELSEWHERE = house.DECLARED_ELSEWHERE
handler400, handler403 = house.handler400, house.handler403
handler404, handler500 = house.handler404, house.handler500
rehearsed = override_settings(ROOT_URLCONF=__name__)


@pytest.fixture
def officer(client: Client) -> Client:
    user = open_account(
        code="QZ1", role="duty_officer", facilities=("QZ-D",), everywhere=False, password="Qinzhou gate 07"
    )
    client.force_login(user, backend=BACKEND)
    client.cookies["django_language"] = "en"
    return client


@rehearsed
def test_a_view_that_declares_nothing_is_closed(officer: Client) -> None:
    answer = officer.get("/undeclared")
    assert answer.status_code == 403
    assert "forgot" not in answer.content.decode()


@rehearsed
def test_an_act_outside_the_role_is_a_page_that_says_what_to_do(officer: Client) -> None:
    answer = officer.get("/issuing")
    assert answer.status_code == 403
    assert "leader" in answer.content.decode()


@rehearsed
def test_a_refusal_raised_by_an_action_is_a_page_not_a_fault(officer: Client) -> None:
    assert officer.get("/refusing").status_code == 403
    told = officer.get("/refusing", headers={"accept": "application/json"}).json()
    assert (told["rule"], told["values"]) == ("out_of_scope", {"facility": "MJ-D"})


@rehearsed
def test_a_fault_shows_no_trace_and_logs_no_person(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    client.raise_request_exception = False
    answer = client.get("/faulty")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "RuntimeError" not in page
    assert "P-0001" not in page + capsys.readouterr().err


@rehearsed
def test_nothing_there_is_a_page_in_the_users_language(client: Client) -> None:
    client.cookies["django_language"] = "en"
    answer = client.get("/nothing-here")
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.content.decode()


def test_an_upload_that_is_too_large_is_refused_before_it_is_read(client: Client) -> None:
    client.cookies["django_language"] = "en"
    answer = client.post("/language", b"x" * (4 * 1024 * 1024 + 1), content_type="application/octet-stream")
    assert answer.status_code == 413
    assert "At most 4 MB" in answer.content.decode()


def test_a_form_from_elsewhere_is_refused_as_grown_old() -> None:
    answer = Client(enforce_csrf_checks=True, headers={"accept-language": "en"}).post("/language", {})
    assert answer.status_code == 403
    assert "grown old" in answer.content.decode()


def test_every_page_forbids_foreign_and_inline_code(client: Client) -> None:
    policy = client.get("/accounts/login/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_name_that_is_not_ours_is_refused(client: Client) -> None:
    assert client.get("/healthz", headers={"host": "elsewhere.example"}).status_code == 400


def test_health_and_readiness_are_told_to_anyone(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"
    assert client.get("/readyz").json() == {"ready": True}
