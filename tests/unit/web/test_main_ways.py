"""The head of a page: what each role finds there, gathered, and which page is open."""

import pytest
from django.utils.translation import override

from lazaretto.access.actor import Actor, Scope
from lazaretto.access.roles import ROLES, Role
from lazaretto.web.main_ways import MAIN_WAYS, Entry, main_ways
from lazaretto.web.urls import urlpatterns

CITY = frozenset({"QZ-D", "QZ-L"})


def head(role: Role, *, home: str | None = None, here: str = "") -> list[Entry]:
    scope = Scope(frozenset({home}) if home else CITY)
    with override("en"):
        return list(main_ways(actor=Actor(code="A1", role=role, scope=scope), home=home, here=here))


def menus(entries: list[Entry]) -> dict[str, list[str]]:
    return {entry.menu: [way.address for way in entry.ways] for entry in entries if entry.menu}


def test_the_detachment_finds_its_pages_in_four_menus() -> None:
    found = menus(head("detachment_officer"))
    assert list(found) == ["Command", "Supervision", "Care", "Records"]
    assert found["Command"] == [
        "/bottom-lines",
        "/levels",
        "/what-if",
        "/leaders",
        "/directives",
        "/dispatches",
        "/partners",
    ]
    assert "/persons" in found["Records"]


def test_a_house_finds_its_day_sheet_and_no_page_of_the_city() -> None:
    entries = head("duty_officer", home="QZ-D")
    addresses = [way.address for entry in entries for way in entry.ways]
    assert "/facilities/QZ-D" in addresses
    assert not {"/directives", "/findings", "/rights", "/logs"} & set(addresses)


def test_who_answers_for_several_houses_has_no_day_sheet_of_one() -> None:
    ways = [way.address for entry in head("detachment_officer") for way in entry.ways]
    assert not [address for address in ways if address.startswith("/facilities/")]


def test_a_menu_of_one_page_is_that_page() -> None:
    entries = head("system_admin", home="QZ-D")
    assert all(len(entry.ways) > 1 for entry in entries if entry.menu)
    assert ("Protocol",) in [tuple(way.name for way in entry.ways) for entry in entries]


def test_only_who_may_approve_is_led_to_the_approvals() -> None:
    assert "/approvals" in [way.address for entry in head("leader", home="QZ-D") for way in entry.ways]
    assert "/approvals" not in [way.address for entry in head("inspector") for way in entry.ways]


@pytest.mark.parametrize("role", ROLES)
def test_everybody_finds_their_own_page_and_the_protocol(role: Role) -> None:
    addresses = [way.address for entry in head(role, home="QZ-D") for way in entry.ways]
    assert {"/me", "/protocol"} <= set(addresses)


@pytest.mark.parametrize(("here", "address"), [("directives", "/directives"), ("person", "/persons")])
def test_the_page_that_is_open_is_marked_and_so_is_its_menu(here: str, address: str) -> None:
    entries = head("detachment_officer", here=here)
    assert [way.address for entry in entries for way in entry.ways if way.current] == [address]
    assert len([entry for entry in entries if entry.inside]) == 1


def test_a_page_stands_in_one_menu() -> None:
    routes = [line.route for _menu, lines in MAIN_WAYS for line in lines]
    assert len(routes) == len(set(routes))


def test_every_page_of_the_network_is_led_to_from_the_head() -> None:
    """One that asks for no house, person or number; the others are reached from these."""
    elsewhere = {
        "directive_new", "promise_looks", "roll_call_history", "design", "set_theme", "station_worker",
        "station_texts", "verifier", "inspecting_checkpoint", "inspecting_waiting", "lock", "locked",
        "own_password", "my_data", "data_protection",
        "what_if_why", "what_if_then", "what_if_today",
    }  # fmt: skip
    plain = {
        pattern.name for pattern in urlpatterns if not pattern.pattern.converters and pattern.name is not None
    }
    routes = {line.route for _menu, lines in MAIN_WAYS for line in lines if line.of != "home"}
    assert plain - elsewhere == routes
