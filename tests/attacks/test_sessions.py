"""Sessions, forms and headers, for every address: what a browser is protected by is there on all of them."""

from http.cookies import SimpleCookie

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import resolve

from lazaretto.access.accounts import open_account
from lazaretto.access.declaring import declared
from lazaretto.project.urls import DECLARED_ELSEWHERE
from tests.attacks.walking import REASON, Route, routes
from tests.attacks.world import OWN, World, numbers_of
from tests.journeys.city import BACKEND, PASSWORD

pytestmark = [pytest.mark.database, pytest.mark.django_db]
ELSEWHERE = (
    "https://evil.example/", "//evil.example/", "/\\evil.example", "https:evil.example",
    "javascript:alert(1)", "\t//evil.example", "http://127.0.0.1@evil.example/",
)  # fmt: skip


def strict(world: World, who: str = "leader") -> Client:
    """Somebody signed in whose forms are asked for their mark, as a browser's are."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies = SimpleCookie({name: one.value for name, one in world.people[who].cookies.items()})
    return client


def own(world: World, route: Route) -> str:
    return route.address(numbers_of(world.own))


def test_every_address_declares_its_permission_or_is_closed(attacked: World) -> None:
    leader, open_ = attacked.people["leader"], list[str]()
    for route in routes():
        match = resolve(own(attacked, route))
        says = declared(match.func, match.view_name, DECLARED_ELSEWHERE)
        if says is None and leader.get(own(attacked, route)).status_code != 403:
            open_.append(route.name)
    assert open_ == []


@pytest.mark.parametrize("step", [11, pytest.param(1, marks=pytest.mark.slow)])
def test_no_form_is_taken_without_its_mark(attacked: World, step: int) -> None:
    """By every method that changes something, for pages and the API: 403, and nothing was done."""
    client, taken = strict(attacked), list[str]()
    for route in routes()[::step]:
        for method in ("post", "put", "patch", "delete"):
            answer = getattr(client, method)(own(attacked, route))
            if answer.status_code not in (403, 404, 405):
                taken.append(f"{method} {route.name}: {answer.status_code}")
    assert taken == []


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_a_page_is_read_and_posted_and_nothing_else(attacked: World, method: str) -> None:
    """A page that shows a form, whatever it is asked by, would answer DELETE with it."""
    leader = attacked.people["leader"]
    for address in ("/", "/me", f"/persons/{attacked.own.house.person(1)}"):
        assert getattr(leader, method)(address).status_code == 405, address


@pytest.mark.slow
@pytest.mark.parametrize("who", ["leader", "gate_officer", "audit_admin", "nobody"])
def test_every_answer_carries_what_protects_a_browser(attacked: World, who: str) -> None:
    wrong = []
    for route in routes():
        answer = attacked.people[who].get(own(attacked, route), REASON)
        said = {name.lower(): value for name, value in answer.items()}
        if said.get("x-frame-options") != "DENY" or said.get("x-content-type-options") != "nosniff":
            wrong.append(f"{route.name}: frames or types")
        if "frame-ancestors 'none'" not in said.get("content-security-policy", ""):
            wrong.append(f"{route.name}: no policy")
        if said.get("referrer-policy") != "same-origin":
            wrong.append(f"{route.name}: tells where it was")
        if who != "nobody" and not {"no-store", "no-cache"} & {
            part.strip() for part in said.get("cache-control", "").split(",")
        }:
            wrong.append(f"{route.name}: is kept for the next at the desk")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_nobody_is_led_away(attacked: World, elsewhere: str) -> None:
    stranger = Client(raise_request_exception=False)
    account = open_account(
        code="LED", role="duty_officer", facilities=(OWN,), everywhere=False, password=PASSWORD
    )
    ways = [
        stranger.post("/language", {"language": "en", "next": elsewhere}),
        stranger.post("/theme", {"theme": "dark", "next": elsewhere}),
        stranger.post(
            "/accounts/login/", {"login": account.username, "password": PASSWORD, "next": elsewhere}
        ),
        stranger.get("/accounts/login/", {"next": elsewhere}),
        stranger.post("/accounts/logout/", {"next": elsewhere}),
        stranger.get(f"//evil.example/{elsewhere}"),
    ]
    led = [answer.headers.get("Location", "") for answer in ways]
    assert [one for one in led if "evil" in one.partition("?")[0] or one.startswith("javascript")] == []


def test_another_name_in_the_request_leads_nowhere(attacked: World) -> None:
    leader = attacked.people["leader"]
    answer = leader.get("/me", headers={"X-Forwarded-Host": "evil.example", "X-Host": "evil.example"})
    assert "evil.example" not in answer.content.decode()
    assert leader.get("/me", headers={"Host": "evil.example"}).status_code == 400


def test_a_session_from_before_is_not_the_one_from_after() -> None:
    """Whoever was handed a session's key before signing in has nothing with it afterwards."""
    open_account(code="FIX", role="duty_officer", facilities=(OWN,), everywhere=False, password=PASSWORD)
    client = Client()
    client.session["planted"] = "x"
    session = client.session
    session["planted"] = "x"
    session.save()
    before = session.session_key
    client.post("/accounts/login/", {"login": "FIX", "password": PASSWORD})
    assert client.session.session_key != before
    stranger = Client()
    stranger.cookies["sessionid"] = str(before)
    assert stranger.get("/me").status_code == 302


def test_cookies_are_the_servers_alone() -> None:
    open_account(code="JAR", role="duty_officer", facilities=(OWN,), everywhere=False, password=PASSWORD)
    client = Client()
    client.post("/accounts/login/", {"login": "JAR", "password": PASSWORD})
    for name in ("sessionid", "csrftoken"):
        cookie = client.cookies[name]
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name
    secure = (settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT)
    assert set(secure) == {settings.HTTPS}


@override_settings(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True)
def test_over_https_no_cookie_goes_in_clear() -> None:
    user = open_account(
        code="TLS", role="duty_officer", facilities=(OWN,), everywhere=False, password=PASSWORD
    )
    client = Client()
    client.force_login(user, backend=BACKEND)
    client.get("/me", secure=True)
    assert client.cookies["sessionid"]["secure"]


def test_no_token_in_an_address_and_no_method_in_a_field(attacked: World) -> None:
    token = attacked.people["duty_officer by token"].defaults["HTTP_AUTHORIZATION"].partition(" ")[2]
    stranger = Client()
    for name in ("token", "access_token", "authorization", "api_key", "sessionid"):
        assert stranger.get("/api/v1/board", {name: token}).status_code == 401, name
    leader = attacked.people["leader"]
    post = numbers_of(attacked.own)["post"]
    address = f"/api/v1/gate/{OWN}/stations/{post}"
    tries = [
        leader.post(address, {"_method": "DELETE"}),
        leader.post(address, headers={"X-HTTP-Method-Override": "DELETE", "X-Method-Override": "DELETE"}),
        leader.get(address, {"_method": "DELETE"}),
    ]
    assert [answer.status_code for answer in tries] == [405, 405, 405]
    told = attacked.people["station"].get(f"/api/v1/gate/{OWN}/pack")
    assert told.status_code == 200  # the station that it would have ended still stands
