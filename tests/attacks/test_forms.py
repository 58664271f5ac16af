"""Every form that anybody is shown: with nothing in it, nonsense, too much, and for another house."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client

from lazaretto.access.roles import ROLES
from tests.attacks.forms import Form, forms_of
from tests.attacks.test_every_address import numbers_of
from tests.attacks.walking import leaks, routes, text_of, without
from tests.attacks.world import MARK, OTHER, OTHER_MARK, OWN, World, counting

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NONSENSE = (
    "", "\u200f甲\ud7ff🂡", "-1", "99999999999999999999", "2022-02-31", "x" * 5000, "' OR 1=1 --",
    "../../etc/passwd", "<script>alert(1)</script>", "[[[[", "00000000-0000-0000-0000-000000000000", "NaN",
    "1e400",
)  # fmt: skip
SIGNS_OUT = {"/sign-out", "/accounts/logout/", "/me"}  # a form that ends the session that tries them


def shown(world: World, who: str) -> list[tuple[str, Form]]:
    """The forms that somebody is shown at all addresses of their own house, one of each kind."""
    client, numbers = world.people[who], numbers_of(world.own)
    found: dict[tuple[str, ...], tuple[str, Form]] = {}
    for route in routes():
        if route.name.startswith(("account", "mfa", "api:", "sign_")):
            continue  # a library's own, or no page
        address = route.address(numbers)
        answer = client.get(address)
        if answer.status_code != 200 or "html" not in answer.headers.get("Content-Type", ""):
            continue
        for form in forms_of(answer.content.decode(), address):
            if form.action not in SIGNS_OUT:
                found.setdefault(form.kind(route.name), (route.name, form))
    return list(found.values())


def spoiled(form: Form) -> Iterator[dict[str, str]]:
    """What a form sends when it is touched by somebody who means no good."""
    yield {}
    yield {"act": form.fields.get("act", "")}
    for nonsense in NONSENSE:
        yield {name: value if name == "act" else nonsense for name, value in form.fields.items()}
    for name in form.fields:
        yield {other: value for other, value in form.fields.items() if other != name}


def posted(client: Client, action: str, said: dict[str, str]) -> str:
    """The status and the text of an answer; what it did is undone."""
    with transaction.atomic():
        answer = client.post(action, said)
        text = f"{answer.status_code}\n{text_of(answer)}"
        transaction.set_rollback(True)
    return text


def faults(world: World, who: str, *, most: int) -> list[str]:
    """The forms that a fault came of."""
    client, wrong = world.people[who], list[str]()
    for route, form in shown(world, who):
        for said in list(spoiled(form))[:most]:
            text = posted(client, form.action, said)
            if text.startswith("5"):
                wrong.append(f"{route} {form.fields.get('act', '')}: {text[:3]} of {str(said)[:160]}")
    return wrong


@pytest.mark.slow
@pytest.mark.parametrize("who", ROLES)
def test_no_form_is_a_fault(attacked: World, who: str) -> None:
    wrong = faults(attacked, who, most=999)
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("who", ["leader", "duty_officer", "detachment_leader"])
def test_no_form_of_ones_own_house_reaches_into_another(attacked: World, who: str) -> None:
    """Every number of one's own house in it, replaced by what stands for it in the other."""

    def across(text: str) -> str:
        return text.replace(OWN, OTHER).replace(MARK, OTHER_MARK).replace(MARK.lower(), OTHER_MARK.lower())

    client, told = attacked.people[who], list[str]()
    with counting(OTHER) as facts:
        for route, form in shown(attacked, who):
            said = {name: across(value) for name, value in form.fields.items()}
            for action in (form.action, across(form.action)):
                answer = client.post(action, said)
                text = without(text_of(answer), [*said.values(), action])
                if leaks(text, OTHER_MARK):
                    told.append(f"{route} {action}: {leaks(text, OTHER_MARK)[0]!r}")
    assert not told, "\n".join(told)
    assert facts[0] == facts[1] > 300


@pytest.mark.parametrize("number", ["x" * 50, "x" * 5000])
def test_a_number_that_is_too_long_is_no_fact(attacked: World, number: str) -> None:
    """A number of 50 signs fits its column and not its type: kept, it could never be read again."""
    said = {"act": "count", "assembly": "the yard", "present": number}
    with counting(OWN) as facts:
        answer = attacked.people["gate_officer"].post(f"/facilities/{OWN}/emergency", said)
        assert answer.status_code == 422
    assert facts[0] == facts[1] > 300
