"""Every address, for everybody, with the numbers of another house: refused, told nothing, and noted.

The addresses are walked in the resolver, so a page that is added tomorrow is attacked tomorrow; one that asks
for a number that nobody keeps for this walk stops it, and says what to add.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.test import Client

from lazaretto.access.models import Deed
from lazaretto.access.roles import ROLES
from lazaretto.access.tokens import DEVICE_ROLES
from tests.attacks.asked import names_read, noting_names
from tests.attacks.walking import METHODS, QUERIES, REASON, SAID, Route, leaks, routes, same, text_of, without
from tests.attacks.world import OTHER, OTHER_MARK, World, counting, numbers_of

pytestmark = [pytest.mark.database, pytest.mark.django_db]
SHORT = ("leader", "gate_officer")
# Open to anybody and about no house: what they show is the same for every code.
OPEN = {"station", "station_officer", "station_manifest"}
# Whose page asks why one looks before it looks for anybody: what it shows then is the same for every number
# (test_whether_something_is_there_is_not_told holds it to that). The reason itself is posted.
ASK_WHY = {"person", "order", "contacts", "rights_sheet", "disclosure", "data_sheet"}
# Answers to what could not be read: no refusal, and none is owed where every house's number gets the same.
UNREADABLE = (400, 422)
# What somebody sees of every house by their office, and why.
BY_OFFICE = {
    "security_admin": (
        {"stations", "api:stations", "api:enrol", "api:revoke"},
        "takes stations and tokens back, whosever they are",
    ),
}
ENDS_IT = {"account_logout", "sign_out"}  # a look at these would end the session that looks
OF_A_LIBRARY: set[str] = set()
LAST = "the other house, the last of each"
TO_SIGN_IN = (301, 302, 401)
REFUSED = (403, 404, 405)


def asked_in(numbers: Mapping[str, str], also: Mapping[str, str] = SAID) -> dict[str, str]:
    """A query that asks for everything at once. also: days and instants, and how much of what."""
    return {name: numbers[kind] for name, kind in QUERIES.items()} | dict(also) | REASON


def about_houses() -> list[Route]:
    return [route for route in routes() if route.asks_for()]


def sent(client: Client, method: str, address: str, said: Mapping[str, str]) -> Any:
    """A request of this method that says these things as a query or as a form."""
    if method in ("get", "post"):
        return getattr(client, method)(address, said)
    return getattr(client, method)(address)


Try = tuple[str, dict[str, str], dict[str, str]]


def tries(world: World) -> Iterator[Try]:
    """Numbers to try, and what to say: all of the other house; and through one's own what lies in the other.

    Each without, and with an instant, days and numbers besides: one that a page cannot read ends the try.
    """
    other, own = numbers_of(world.other), numbers_of(world.own)
    mixed = {**other, "facility": own["facility"]}
    yield "the other house", other, asked_in(other, {})
    yield "through one's own house", mixed, asked_in(mixed, {})
    yield "the other house, at an instant", other, asked_in(other)
    yield "through one's own house, at an instant", mixed, asked_in(mixed, {"at": SAID["at"]})


def more_tries(world: World) -> Iterator[Try]:
    """The same, and with the last number of each sort."""
    yield from tries(world)
    last = numbers_of(world.other, which=999)
    yield LAST, last, asked_in(last, {})


def test_every_address_is_walked() -> None:
    names = {route.name for route in routes()}
    assert {"day_sheet", "person", "report_pdf", "calendar_feed", "api:facts", "api:reads"} <= names | {
        "api:facts"
    }
    assert len(about_houses()) > 150


def test_ones_own_numbers_open_pages(attacked: World) -> None:
    """Else the refusals below would prove nothing."""
    leader, own = attacked.people["leader"], numbers_of(attacked.own)
    tried = about_houses()[::7]
    opened = [r.name for r in tried if leader.get(r.address(own), REASON).status_code == 200]
    assert len(opened) > len(tried) * 0.6


@pytest.mark.parametrize("who", SHORT)
def test_the_other_house_is_refused_and_says_nothing(attacked: World, who: str) -> None:
    wrong = attack(attacked, who, methods=("get",))
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("who", [*ROLES, *(f"{role} by token" for role in DEVICE_ROLES), "station", "nobody"])
def test_by_every_method_too(attacked: World, who: str) -> None:
    with counting(OTHER) as facts:
        wrong = attack(attacked, who, methods=METHODS)
        assert not wrong, "\n".join(wrong)
    assert facts[0] == facts[1] > 300


def test_every_name_that_a_query_is_read_for_is_asked_for() -> None:
    known = {*QUERIES, *SAID, *REASON}
    read = names_read()
    assert {name: where for name, where in read.items() if name not in known} == {}
    assert {"at", "day", "known_at", "month", "since", "seen", "person"} <= {
        *read
    }  # those of today are found


def test_ones_own_pages_tell_nothing_of_the_other_house(attacked: World) -> None:
    wrong = list(across(attacked, "gate_officer", most=2))
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("who", ROLES)
def test_nobodys_own_pages_tell_anything_of_the_other_house(attacked: World, who: str) -> None:
    wrong = list(across(attacked, who))
    assert not wrong, "\n".join(wrong)


def across(world: World, who: str, *, most: int = 9) -> Iterator[str]:
    """What is wrong where one's own pages are asked for what lies in the other house, now and then."""
    client, own, other = world.people[who], numbers_of(world.own), numbers_of(world.other)
    mixed = {**other, "facility": own["facility"]}
    asked = (asked_in(mixed, {}), asked_in(other), asked_in(other, {}), asked_in(mixed, {"at": SAID["at"]}))
    with noting_names() as names:
        for route in routes():
            for said in asked[:most] if route.name not in ENDS_IT else ():
                answer = client.get(route.address(own), said)
                found = leaks(without(text_of(answer), said.values()), OTHER_MARK)
                if found or answer.status_code >= 500:
                    yield f"{route.name}: {answer.status_code} {found[:1]}"
    yield from sorted(f"{name} is read" for name in names - {*QUERIES, *SAID, *REASON, *OF_A_LIBRARY})


def attack(world: World, who: str, *, methods: tuple[str, ...]) -> list[str]:
    """What is wrong with the answers to who tries every address: a fault, a leak, no refusal, no line."""
    wrong = list[str]()
    for route in about_houses():
        for one in tries(world) if methods == ("get",) else more_tries(world):
            through, numbers, _said = one
            if numbers["facility"] != OTHER and set(route.asks_for()) <= {"facility"}:
                continue  # one's own page
            for method in methods if through != LAST and "instant" not in through else ("get",):
                wrong += _attacked(world, who, route, method, one)
    return wrong


def _attacked(world: World, who: str, route: Route, method: str, one: Try) -> Iterator[str]:
    client, (through, numbers, said) = world.people[who], one
    before = _lines()
    answer = sent(client, method, route.address(numbers), said)
    found = leaks(without(text_of(answer), [*numbers.values(), *said.values()]), OTHER_MARK)
    where = f"{method} {route.name} by {who}, {through}: {answer.status_code}"
    if route.name in BY_OFFICE.get(who, ((), ""))[0]:
        return
    if found:
        yield f"{where} tells {found[0]!r}"
    if answer.status_code >= 500:
        yield f"{where} is a fault"
    if route.name in OPEN or (route.name in ASK_WHY and method == "get"):
        return
    if answer.status_code in UNREADABLE and not _alike(world, who, route, method, one, answer):
        yield f"{where} tells what lies there from what lies nowhere"
    if answer.status_code in UNREADABLE:
        return
    stranger = who == "nobody" or _opens_no_page(who, route)
    if answer.status_code not in (*REFUSED, *(TO_SIGN_IN if stranger else ())):
        yield f"{where} is no refusal"
    if answer.status_code in (403, 404) and not stranger and _lines() == before:
        yield f"{where} left no line"


def _alike(world: World, who: str, route: Route, method: str, one: Try, answer: Any) -> bool:
    """Nobody's numbers are answered in the same words: it was answered before anything was looked up."""
    _through, numbers, asked = one
    nowhere = numbers_of(world.nobodys)
    if numbers["facility"] != OTHER:
        nowhere["facility"] = numbers["facility"]
    anew = asked_in(nowhere, {name: asked[name] for name in SAID if name in asked})
    again = sent(world.people[who], method, route.address(nowhere), anew)
    said = [
        same(text_of(one), [*of.values(), *about.values()])
        for one, of, about in ((answer, numbers, asked), (again, nowhere, anew))
    ]
    return answer.status_code == again.status_code and said[0] == said[1]


def _lines() -> int:
    return Deed.objects.filter(sort="refused").count()


def _opens_no_page(who: str, route: Route) -> bool:
    """A token opens no page: to them it is a stranger's."""
    return (" by token" in who or who == "station") and not route.name.startswith("api:")


@pytest.mark.slow
@pytest.mark.parametrize("who", ["leader", "inspector"])
def test_whether_something_is_there_is_not_told(attacked: World, who: str) -> None:
    """What lies in another house and what lies nowhere are answered alike."""
    other, nobodys = numbers_of(attacked.other), numbers_of(attacked.nobodys)
    own = numbers_of(attacked.own)["facility"]
    client, differ = attacked.people[who], []
    for route in about_houses():
        for there, nowhere in ((other, nobodys), ({**other, "facility": own}, {**nobodys, "facility": own})):
            told = [_told(client, route, numbers, own) for numbers in (there, nowhere)]
            if told[0] != told[1]:
                differ.append(f"{route.name} {there['facility']}: {difference(*told)}")
    assert not differ, "\n".join(differ)


def _told(client: Client, route: Route, numbers: dict[str, str], own: str) -> str:
    answer = client.get(route.address(numbers), REASON)
    names = [value for value in numbers.values() if value != own and len(value) > 3]
    return f"{answer.status_code}\n{same(text_of(answer), names)}"


def difference(one: str, other: str) -> str:
    """Where two texts begin to differ."""
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    return f"{one[max(at - 80, 0) : at + 80]!r} {other[max(at - 80, 0) : at + 80]!r}"


def test_what_is_refused_leaves_a_line_that_names_nobody(attacked: World) -> None:
    """The rule, the route and the house; by a page, by the API, and by a row among many."""
    client, numbers = attacked.people["leader"], numbers_of(attacked.other)
    before = set(Deed.objects.values_list("id", flat=True))  # accounts of the other house were opened
    left = {"kind": "gate.left/1", "category": "person", "subject": numbers["person"], "zone": "guarded"}
    statement = {"body": left, "occurred": "2022-03-11T08:00:00+08:00", "facility": OTHER}
    client.get(f"/facilities/{OTHER}/rounds")
    client.get(f"/api/v1/persons/{numbers['person']}/timeline", {"reason": "round"})
    client.post("/api/v1/facts/batch", json.dumps([statement]), content_type="application/json")
    lines = [
        (one.subject, one.facility, one.said["rule"], one.said["method"], one.actor, one.actor_role)
        for one in Deed.objects.filter(sort="refused").order_by("-id")[:3]
    ]
    who = (f"{attacked.own.house.mark}-leader", "leader")
    assert lines[::-1] == [
        ("rounds", OTHER, "out_of_scope", "GET", *who),
        ("api:timeline", "", "not_in_record", "GET", *who),
        ("api:state_many", "", "out_of_scope", "POST", *who),
    ]
    told = str(
        [(one.subject, one.facility, one.said, one.reason) for one in Deed.objects.exclude(id__in=before)]
    )
    assert leaks(told, OTHER_MARK) == []
