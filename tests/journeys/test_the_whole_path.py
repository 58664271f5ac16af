"""The path across facilities: opened by whoever holds the person, refused to others, and logged both ways."""

from typing import Any

import pytest
from django.test import Client

from lazaretto.access.models import Read
from lazaretto.access.reading_log import reads
from lazaretto.facts.custody import TransferredIn, TransferredOut
from lazaretto.facts.quarantine import LegEnded, LegStarted
from tests.journeys.city import clock, record, sign_in, told
from tests.stating import fact

pytestmark = [pytest.mark.database, pytest.mark.django_db]
MOVED = (
    fact(LegEnded(order="O-A", person="A", layer=3, outcome="completed", signed_by="L1"), "03-15 05:00",
         number=50),
    fact(TransferredOut(person="A", to="MJ-D", escort=("S1",), status_document=True), "03-15 05:10",
         number=51),
    fact(TransferredIn(person="A", cell="MJ-D/G1/01", origin="QZ-D"), "03-15 06:00", number=52,
         facility="MJ-D"),
    fact(LegStarted(order="O-A", person="A", layer=3, cohort="c5"), "03-15 06:00", number=53,
         facility="MJ-D"),
)  # fmt: skip
LOOKS = ("reader", "subject", "facility", "whole", "outcome")


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lazaretto.web.person.now", clock("03-15 07:00"))
    monkeypatch.setattr("lazaretto.api.views.now", clock("03-15 07:00"))
    record(*MOVED)


def ask(client: Client, person: str = "A", **more: str) -> Any:
    client.cookies["django_language"] = "en"
    return client.post(f"/persons/{person}", {"reason": "leg", **more})


def looks() -> list[tuple[Any, ...]]:
    return list(Read.objects.order_by("id").values_list(*LOOKS))


def test_the_house_that_holds_the_person_sees_the_path_after_asking(client: Client) -> None:
    doctor = sign_in(client, "MJ1", "doctor", "MJ-D")
    before, after = ask(doctor).content.decode(), ask(doctor, whole="1").content.decode()
    assert "Show the whole path (this is logged)" in before
    assert "QZ-D" not in before.partition("<main")[2].replace("S1", "").partition("person-path")[2][:1500]
    assert "The whole path is shown" in after
    assert "QZ-D" in after.partition("person-path")[2][:1500]
    assert "escorted by" not in after
    assert looks() == [("MJ1", "A", "MJ-D", False, "granted"), ("MJ1", "A", "MJ-D", True, "granted")]


def test_a_house_that_held_the_person_once_is_refused_the_path_and_the_attempt_is_logged(
    client: Client,
) -> None:
    doctor = sign_in(client, "QZ1", "doctor", "QZ-D")
    page, refused = ask(doctor), ask(doctor, whole="1")
    assert (page.status_code, refused.status_code) == (200, 403)
    assert b"whole" not in page.content.partition(b"person-grid")[0].partition(b"<main")[2]
    assert "not held in your scope" in refused.content.decode()
    assert looks()[-1] == ("QZ1", "A", "QZ-D", True, "refused")


def test_a_doctor_elsewhere_learns_nothing_not_even_that_the_person_exists(client: Client) -> None:
    doctor = sign_in(client, "GG1", "doctor", "GG-D")
    known, unknown = ask(doctor, whole="1"), ask(doctor, person="NOBODY", whole="1")
    assert known.status_code == unknown.status_code == 403
    assert [row[2:] for row in looks()] == [("", True, "refused")] * 2
    page = known.content.decode()
    assert "A is not in the record" in page


def test_the_gate_asks_in_vain(client: Client) -> None:
    assert ask(sign_in(client, "MJ2", "gate_officer", "MJ-D"), whole="1").status_code == 403


def test_a_program_asks_in_the_same_way(client: Client) -> None:
    doctor = sign_in(client, "MJ1", "doctor", "MJ-D")
    asked = {"reason": "leg", "whole": "true"}
    page = told(doctor.get("/api/v1/persons/A/timeline", asked))
    assert (page["whole"], page["held_here"], len(page["legs"])) == (True, "MJ-D", 2)
    other = sign_in(client, "QZ1", "doctor", "QZ-D")
    refused = other.get("/api/v1/persons/A/timeline", asked)
    assert (refused.status_code, refused.json()["rule"]) == (403, "not_on_roll")


def test_the_inspectors_look_is_logged_and_not_shown_to_the_house(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lazaretto.access import roles
    from lazaretto.access.actor import Actor, Scope

    page = ask(sign_in(client, "INS1", "inspector", everywhere=True), whole="1")
    assert page.status_code == 200
    assert looks() == [("INS1", "A", "MJ-D", True, "granted")]
    monkeypatch.setitem(roles.PERMISSIONS, "leader", roles.PERMISSIONS["leader"] | {"read_log"})
    assert not reads(actor=Actor("MJ3", "leader", Scope(frozenset({"MJ-D"})))).exists()
    assert reads(actor=Actor("AUD", "audit_admin", Scope())).get().reader == "INS1"
