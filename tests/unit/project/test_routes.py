"""Every route of the house says who may use it, or is closed on purpose."""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.urls.converters import UUIDConverter

from lazaretto.access.declaring import ANYONE, ATTRIBUTE, declared
from lazaretto.api.urls import api
from lazaretto.project.urls import DECLARED_ELSEWHERE

# allauth brings these along; nothing declares them, so the guard answers 403
CLOSED = {
    "account_signup", "account_set_password", "account_email", "account_email_verification_sent",
    "account_confirm_email", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "account_request_login_code",
    "account_confirm_login_code", "account_signup_by_passkey", "mfa_signup_webauthn", "mfa_trust",
}  # fmt: skip


def routes(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route with its full name."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name or pattern.pattern}", pattern


ALL = dict(routes(get_resolver().url_patterns))


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_route_declares_its_permission(name: str) -> None:
    act = declared(ALL[name].callback, name, DECLARED_ELSEWHERE)
    assert (act is None) == (name in CLOSED)


OPERATIONS = {
    f"{method} {path}": operation.view_func
    for _, router in api._routers
    for path, view in router.path_operations.items()
    for operation in view.operations
    for method in operation.methods
}


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_every_operation_of_the_api_declares_its_act(name: str) -> None:
    assert getattr(OPERATIONS[name], ATTRIBUTE, ANYONE) != ANYONE


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_no_operation_of_the_api_answers_a_stranger(client: Client, name: str) -> None:
    method, _, path = name.partition(" ")
    for converter, value in (("uuid:", "017ffabd-8a00-7c44-97cf-fb6ca4a21feb"), ("", "QZ-D")):
        path = re.sub(rf"{{{converter}[a-z_]+}}", value, path)
    assert client.generic(method, f"/api/v1{path}").status_code == 401


def test_nothing_is_declared_that_is_not_there() -> None:
    names = set(ALL) | {name.partition(":")[0] + ":" for name in ALL if ":" in name}
    assert set(DECLARED_ELSEWHERE) <= names


CODES = (
    "draft", "round_code", "number", "directive", "dispatch", "patrol", "incident", "finding", "notice",
    "inspection", "appointment", "complaint",
)  # fmt: skip


def _stated(pattern: URLPattern) -> set[str]:
    """The parts of an address that somebody stated; a UUID is the house's own."""
    return {
        part
        for part, converter in pattern.pattern.converters.items()
        if not isinstance(converter, UUIDConverter)
    }


NUMBERED = {"stations", "station_row", "roster_work"}  # the house counts these itself


@pytest.mark.parametrize(
    "name",
    sorted(
        name
        for name, pattern in ALL.items()
        if ":" not in name
        and name not in NUMBERED
        and (set(CODES) & _stated(pattern) or str(pattern.pattern).startswith("persons/"))
    ),
)
def test_a_code_with_a_slash_has_an_address(name: str) -> None:
    """A device may state any code: `2022/15`, as documents are numbered, is not to break a page of links."""
    given = {
        part: UUID(int=1) if isinstance(converter, UUIDConverter) else "A"
        for part, converter in ALL[name].pattern.converters.items()
    }
    coded = next((part for part in CODES if part in given), "code")
    if coded in given:
        given[coded] = "2022/15"
    found = resolve(reverse(name, kwargs=given))
    assert (found.url_name, found.kwargs) == (name, given)
