"""Whoever presses twice has stated once: the form that was shown has a number, and its facts have it too."""

import re
from typing import Any

import pytest
from django.test import Client

from lazaretto.access.scope import everywhere
from lazaretto.facts import gate
from lazaretto.ledger import rows
from tests.journeys.city import NOW, clock, record, sign_in
from tests.stating import fact

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HERE = "/facilities/QZ-D"


@pytest.fixture(autouse=True)
def _the_clock_stands_still(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own
    monkeypatch.setattr("lazaretto.project.clock.now", clock(NOW))
    came = gate.Entered(category="person", subject="S1", zone="administration", basis="roster")
    record(fact(came, "03-15 06:00", number=500))


def number_of(page: Any, *, before: str) -> str:
    """The number of the form in which something stands."""
    form = next(one for one in page.content.decode().split("<form") if before in one)
    found = re.search(r'name="made" value="([^"]+)"', form)
    assert found, before
    return found[1]


def stated(kind: str) -> int:
    with everywhere("what was stated is counted"):
        found = rows.run("SELECT count(*) FROM ledger_fact WHERE kind LIKE %s", [f"{kind}/%"]).fetchone()
    return int(found[0]) if found else 0


def twice(client: Client, address: str, sent: dict[str, Any], kind: str) -> Any:
    """Send a form two times; the second answer. Only one fact of the kind came of it."""
    before = stated(kind)
    assert client.post(address, sent).status_code == 302
    again = client.post(address, sent)
    assert stated(kind) == before + 1
    return again


def test_any_fact_that_is_stated_by_its_form(client: Client) -> None:
    sign_in(client, "D1", "doctor", "QZ-D")
    address = f"{HERE}/state?kind=hygiene.symptoms_reported&subject=A"
    form = {"kind": "hygiene.symptoms_reported", "person": "A", "symptoms": "cough", "next": "", "asks": ""}
    form |= {"occurred": "2022-03-15T06:30", "made": number_of(client.get(address), before='name="kind"')}
    client.cookies["django_language"] = "en"
    again = twice(client, address, form, "hygiene.symptoms_reported")
    assert again.status_code == 302
    assert "nothing was doubled" in client.get(again["Location"]).content.decode()
    other = {**form, "made": "0195a000-0000-7000-8000-000000000009"}
    assert client.post(address, other).status_code == 302  # stated anew, by a form that was shown anew
    assert stated("hygiene.symptoms_reported") == 2


def test_who_was_counted_in_an_emergency(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(client, "S1", "gate_officer", "QZ-D")
    address = f"{HERE}/emergency"
    declared = {"act": "declare", "cause": "fire"}
    page = client.get(f"{address}?cause=fire")
    declared["made"] = number_of(page, before='value="declare"')
    twice(client, address, declared, "gate.emergency_declared")
    counted = {"act": "count", "assembly": "Yard", "scanned": "A"}
    counted["made"] = number_of(client.get(address), before='id="assembly"')
    monkeypatch.setattr("lazaretto.project.clock.now", clock("03-15 07:01"))  # a second is enough
    twice(client, address, counted, "gate.people_mustered")
    more = {**counted, "scanned": "A B"}
    assert client.post(address, more).status_code == 302  # somebody else came: that is not the same
    assert stated("gate.people_mustered") == 2


def test_to_whom_a_leader_leaves_what_is_theirs(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(client, "L1", "leader", "QZ-D")
    form = {
        "act": "leave", "house": "QZ-D", "person": "L2", "opens": "2022-03-15T08:00",
        "closes": "2022-03-15T20:00", "reason": "a day of leave",
        "made": number_of(client.get("/leaders"), before='value="leave"'),
    }  # fmt: skip
    assert client.post("/leaders", form).status_code == 302
    monkeypatch.setattr("lazaretto.project.clock.now", clock("03-15 07:01"))
    assert client.post("/leaders", form).status_code in (302, 422)
    assert stated("command.responsibility_delegated") == 1


def test_a_number_that_is_none_is_told_and_states_nothing(client: Client) -> None:
    sign_in(client, "S1", "gate_officer", "QZ-D")
    sent = {"act": "declare", "cause": "fire", "made": "nonsense"}
    assert client.post(f"{HERE}/emergency", sent).status_code == 422
    assert stated("gate.emergency_declared") == 0
