"""The pages that somebody comes to: every address of their own house, and wherever those lead by links."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.test import Client

from tests.attacks.forms import Form, place_of, read, route_of, shape
from tests.attacks.walking import REASON, routes, text_of
from tests.attacks.world import World, numbers_of

SIGNS_OUT = {"account_logout", "sign_out", "lock"}  # these end the session that tries them
NO_PAGE = ("account", "mfa", "api:", "sign_")  # a library's own, or no page
NEAR = 2  # links are followed as far as from a page to its lists, and from a list to its lines


@dataclass
class Page:
    """A page as it was answered, and from which it was reached. place: which part of it the link named."""

    address: str
    status: int
    rule: str
    html: str
    of: str
    place: str = ""


def pages(world: World, who: str) -> list[Page]:
    """The pages of somebody, walked once for a world."""
    if who not in world.walked:
        world.walked[who] = list(_walked(world, who))
    return world.walked[who]


def _walked(world: World, who: str) -> Iterator[Page]:
    """Every address with the first and the last number of each sort, and the links, one of each shape."""
    client, side = world.people[who], world.own
    waiting: deque[tuple[int, str, str]] = deque()
    for numbers in (numbers_of(side), numbers_of(side, which=999)):
        for route in routes():
            if not route.name.startswith(NO_PAGE):
                waiting.append((0, route.address(numbers), ""))
    seen, shapes = set[str](), set[tuple[str, ...]]()
    while waiting:
        deep, address, of = waiting.popleft()
        if address in seen or route_of(address) in SIGNS_OUT:
            continue
        seen.add(address)
        page = looked(client, address, of, reason=not deep)
        yield page
        for link in read(page.html, address)[1] if page.html and deep < NEAR else ():
            if link not in seen and shape(link) not in shapes and not route_of(link).startswith(NO_PAGE):
                shapes.add(shape(link))
                waiting.append((deep + 1, link, address))


def looked(client: Client, address: str, of: str, *, reason: bool) -> Page:
    """What is answered to a look."""
    answer: Any = client.get(address.partition("#")[0], REASON if reason else {})
    shown = answer.status_code == 200 and "html" in answer.headers.get("Content-Type", "")
    rule = getattr(answer.wsgi_request, "refused_by", None) or ""
    html = answer.content.decode() if shown else ""
    return Page(address, answer.status_code, rule, html, of, place_of(address))


def forms(world: World, who: str) -> list[tuple[str, Form]]:
    """The forms that somebody is shown, one of each kind, each with the address of its page."""
    found: dict[tuple[str, ...], tuple[str, Form]] = {}
    for page in pages(world, who):
        for form in read(page.html, page.address)[0]:
            if route_of(form.action) not in SIGNS_OUT:
                found.setdefault(form.kind(), (page.address, form))
    return list(found.values())


def posted(client: Client, action: str, said: dict[str, str], *, undone: bool = True) -> tuple[int, str, str]:
    """Status, text, and the rule that refused it. Who tries it stays signed in; undone: what it did is."""
    kept = dict(client.cookies.items())
    with transaction.atomic():
        answer = client.post(action, said)
        text = text_of(answer)
        transaction.set_rollback(undone)
    client.cookies.clear()
    for name, morsel in kept.items():
        client.cookies[name] = morsel.value
    return answer.status_code, text, getattr(answer.wsgi_request, "refused_by", None) or ""
