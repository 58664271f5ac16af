"""Every form that anybody is shown: with nothing in it, nonsense, too much, and for another house.

And every link: nobody is shown one, or a form, that would refuse them or that leads nowhere.
"""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client

from lazaretto.access.roles import ROLES
from lazaretto.facts.testing import Sampled
from tests.attacks.forms import Form
from tests.attacks.pages import forms, pages, posted
from tests.attacks.walking import leaks, without
from tests.attacks.world import MARK, OTHER, OTHER_MARK, OWN, World, counting

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NONSENSE = (
    "", "\u200f甲\ud7ff🂡", "-1", "99999999999999999999", "2022-02-31", "x" * 5000, "' OR 1=1 --",
    "../../etc/passwd", "<script>alert(1)</script>", "[[[[", "00000000-0000-0000-0000-000000000000", "NaN",
    "1e400",
)  # fmt: skip
KEPT = ("act", "kind")  # what says which form it is: with nonsense in it none would be tried
SAMPLES = "/design"  # shows what a link looks like, to people who are not there
OF_ACCESS = {"not_permitted", "out_of_scope"}
# A digest of this world names a document that nobody kept, as after its time is over.
GONE = {"evidence_gone"}


@pytest.mark.slow
def test_the_inspector_is_shown_nothing_that_refuses_them(attacked: World) -> None:
    """Whoever only looks sees most and may press least."""
    wrong = list(refusing(attacked, "inspector"))
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("who", [role for role in ROLES if role != "inspector"])
def test_nobody_is_shown_what_refuses_them(attacked: World, who: str) -> None:
    wrong = list(refusing(attacked, who))
    assert not wrong, "\n".join(wrong)


def refusing(world: World, who: str) -> Iterator[str]:
    """The links and forms that somebody is shown in vain."""
    client, seen = world.people[who], 0
    for page in pages(world, who):
        seen += page.status == 200
        if page.of and page.of != SAMPLES and page.status in (403, 404, 410) and page.rule not in GONE:
            yield f"{page.of} leads to {page.address}: {page.status} {page.rule}"
        elsewhere = urlsplit(page.of).path != urlsplit(page.address).path  # on one page it may be empty yet
        if elsewhere and page.place and page.html and f'id="{page.place}"' not in page.html:
            yield f"{page.of} leads to {page.address}, and there is no {page.place}"
    assert seen > 8  # else there was nothing to press
    for address, form in forms(world, who):
        _status, _text, rule = posted(client, form.action, form.filled())
        if rule in OF_ACCESS:
            yield f"{address} has a form for {form.action} {form.fields}: {rule}"


def spoiled(form: Form) -> Iterator[dict[str, str]]:
    """What a form sends when it is touched by somebody who means no good."""
    full = form.filled()
    yield {}
    yield full
    yield {name: value for name, value in form.fields.items() if name in KEPT}
    for nonsense in NONSENSE:
        yield {name: value if name in KEPT else nonsense for name, value in full.items()}
    for name in full:
        yield {other: value for other, value in full.items() if other != name}
        if name not in KEPT:
            yield full | {name: NONSENSE[len(name) % len(NONSENSE)]}  # the rest lets it come to what is done


def faults(world: World, who: str) -> Iterator[str]:
    """The forms that a fault came of."""
    client = world.people[who]
    for page, form in forms(world, who):
        for said in spoiled(form):
            status, _text, _rule = posted(client, form.action, said)
            if status >= 500:
                yield f"{status} of {form.action} on {page}: {str(said)[:300]}"


@pytest.mark.slow
@pytest.mark.parametrize("who", ROLES)
def test_no_form_is_a_fault(attacked: World, who: str) -> None:
    wrong = list(faults(attacked, who))
    assert not wrong, "\n".join(wrong)
    assert attacked.people[who].get("/me").status_code == 200  # they were signed in until the end


@pytest.mark.slow
@pytest.mark.parametrize("who", ["leader", "detachment_leader", "security_admin", "inspector"])
def test_no_question_is_a_fault(attacked: World, who: str) -> None:
    """Whatever a page lets be asked for: nonsense in all of it, and in one name alone."""
    client, wrong = attacked.people[who], list[str]()
    for page in pages(attacked, who):
        asked = dict(parse_qsl(urlsplit(page.address).query, keep_blank_values=True))
        for odd in (one for nonsense in NONSENSE for one in _odd(asked, nonsense)):
            status = client.get(urlsplit(page.address).path, odd).status_code
            if status >= 500:
                wrong.append(f"{status} of {page.address}: {str(odd)[:200]}")
    assert not wrong, "\n".join(wrong)


def _odd(asked: dict[str, str], nonsense: str) -> Iterator[dict[str, str]]:
    if asked:
        yield dict.fromkeys(asked, nonsense)
        name = sorted(asked)[len(nonsense) % len(asked)]
        yield asked | {name: nonsense}


@pytest.mark.slow
@pytest.mark.parametrize("who", ROLES)
def test_no_form_of_ones_own_house_reaches_into_another(attacked: World, who: str) -> None:
    """Every number of one's own house in it, replaced by what stands for it in the other.

    What was typed into one's own record stands there from then on, whatever it is called elsewhere.
    """

    def across(text: str) -> str:
        return text.replace(OWN, OTHER).replace(MARK, OTHER_MARK).replace(MARK.lower(), OTHER_MARK.lower())

    client, told, typed = attacked.people[who], list[str](), set[str]()
    with counting(OTHER) as facts:
        for page, form in forms(attacked, who):
            said = {name: across(value) for name, value in form.filled().items()}
            marked = [value for value in said.values() if OTHER_MARK in value.upper()]
            typed |= {
                part for value in marked for part in (value, *value.split("/"))
            }  # a place is told short
            for action in (form.action, across(form.action)):
                status, text, _rule = posted(client, action, said, undone=False)
                named = urlsplit(action).path.strip("/").split("/")
                found = leaks(without(text, [*typed, action, *named]), OTHER_MARK)
                if found or status >= 500:
                    told.append(f"{status} {action} on {page}: {found[:1]}")
    assert not told, "\n".join(told)
    assert facts[0] == facts[1] > 300
    assert client.get("/me").status_code == 200


@pytest.mark.parametrize("number", ["x" * 50, "x" * 5000])
def test_a_number_that_is_too_long_is_no_fact(attacked: World, number: str) -> None:
    """A number of 50 signs fits its column and not its type: kept, it could never be read again."""
    said = {"act": "count", "assembly": "the yard", "present": number}
    with counting(OWN) as facts:
        answer = attacked.people["gate_officer"].post(f"/facilities/{OWN}/emergency", said)
        assert answer.status_code == 422
    assert facts[0] == facts[1] > 300


@pytest.mark.parametrize(
    ("address", "said", "status"),
    [
        ("/facts/{fact}/correct", {}, 404),
        ("/facts/{fact}/correct", {"kind": "no.such"}, 404),
        (
            "/facilities/{house}/state",
            {"kind": "hygiene.temperatures_taken", "person": "A", "celsius": "NaN", "why": ""},
            422,
        ),
    ],
)
def test_what_was_a_fault_is_answered_in_words(
    attacked: World, address: str, said: dict[str, str], status: int
) -> None:
    fact = next(one.id for one in attacked.own.facts if isinstance(one.body, Sampled))
    answered = posted(attacked.people["leader"], address.format(fact=fact, house=OWN), said)
    assert answered[0] == status


@pytest.mark.parametrize("address", ["/api/v1/gate/{house}/credentials", "/facilities/{house}/emergency"])
@pytest.mark.parametrize("media", ["multipart/form-data", "multipart/form-data; boundary=x", "text/plain"])
def test_a_form_that_cannot_be_taken_apart_is_no_fault(attacked: World, address: str, media: str) -> None:
    """The mark of our own forms is looked for in what was sent, before anything else reads it."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies = attacked.people["gate_officer"].cookies
    answer = client.post(address.format(house=OWN), b'{"text": ""}', content_type=media)
    assert answer.status_code in (400, 403, 422)
