"""The page of an order and its answer for programs: asked for with a reason, leading on to what is next."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from lazaretto.access.actor import Scope
from lazaretto.access.models import Read
from lazaretto.access.scope import scoped
from lazaretto.facts.custody import Admitted, TransferredOut
from lazaretto.facts.fact import Body
from lazaretto.facts.quarantine import LegStarted, Ordered, PlannedLeg, Served
from lazaretto.ledger.appending import append
from tests.journeys.city import sign_in
from tests.stating import fact, house

pytestmark = [pytest.mark.database, pytest.mark.django_db]

LEGS = (PlannedLeg(layer=1, facility="QZ-L", days=21), PlannedLeg(layer=2, facility="QS-D", days=21))
TOLD: list[tuple[Body, str]] = [
    (Admitted(person="Wang", cell="QZ-L/A/01", sex="male"), "03-01 09:00"),
    (Ordered(order="O", person="Wang", basis="the law", ordered_by="L1", legs=LEGS,
             review_on=date(2022, 3, 20)), "03-01 09:30"),
    (LegStarted(order="O", person="Wang", layer=1, cohort="C"), "03-01 10:00"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("web.order", "api.views"):
        monkeypatch.setattr(f"lazaretto.{module}.now", lambda: fact(TOLD[0][0], "03-10 12:00").occurred)


def told(*more: tuple[Body, str]) -> None:
    facts = [fact(body, at, number=n, facility="QZ-L") for n, (body, at) in enumerate([*TOLD, *more], 1)]
    with scoped(Scope(everywhere=True)):
        append([house(code) for code in ("QZ-L", "QS-D", "MJ-D")] + facts)


def opened(client: Client, **form: str) -> Any:
    return client.post("/persons/Wang/order", {"reason": "care", **form}, headers={"accept-language": "en"})


def test_the_page_asks_why_first_and_leaves_a_line(client: Client) -> None:
    told()
    doctor = sign_in(client, "QZ-2", "doctor", "QZ-L")
    assert b"What was ordered" not in doctor.get("/persons/Wang/order").content
    assert doctor.post("/persons/Wang/order", {"reason": " "}).status_code == 422
    assert not Read.objects.exists()
    answer = opened(doctor, words="a move")
    assert answer.status_code == 200
    (read,) = Read.objects.all()
    assert (read.subject, read.reason, read.whole) == ("Wang", "care: a move", True)


def test_it_tells_the_path_and_leads_to_the_forms_filled_in(client: Client) -> None:
    told()
    text = opened(sign_in(client, "QZ-1", "doctor", "QZ-L")).content.decode()
    for said in ("Order O", "the law", "nobody has served it", "of 21 days", "QS-D"):
        assert said in text, said
    for kind in ("served", "reviewed", "isolation_ordered"):
        assert f"/QZ-L/state?kind=quarantine.{kind}&amp;subject=Wang&amp;order=O" in text, kind
    assert "kind=quarantine.end_ordered" not in text  # a leader's
    assert "kind=custody.released" not in text


def test_a_served_order_is_not_served_again_and_shows_by_whom(client: Client) -> None:
    told((Served(order="O", person="Wang", served_by="L7", signed=False), "03-01 11:00"))
    text = opened(sign_in(client, "QZ-1", "doctor", "QZ-L")).content.decode()
    assert "L7" in text
    assert "would not sign" in text
    assert "kind=quarantine.served" not in text


def test_a_house_outside_the_path_learns_nothing(client: Client) -> None:
    told()
    answer = opened(sign_in(client, "MJ-1", "doctor", "MJ-D"))
    assert answer.status_code in (403, 404, 422)
    assert b"the law" not in answer.content
    assert [read.outcome for read in Read.objects.all()] == ["refused"]


def test_a_house_further_on_reads_it_and_states_nothing(client: Client) -> None:
    told()
    text = opened(sign_in(client, "QS-1", "doctor", "QS-D")).content.decode()
    assert "QZ-L" in text
    assert "state?kind" not in text


def test_a_gate_officer_opens_no_order(client: Client) -> None:
    told()
    assert opened(sign_in(client, "QZ-9", "gate_officer", "QZ-L")).status_code == 403
    assert not Read.objects.exists()


def test_programs_read_it_with_a_reason(client: Client) -> None:
    told((TransferredOut(person="Wang", to="QS-D", escort=("S1",), vehicle="V1"), "03-09 09:00"))
    doctor = sign_in(client, "QZ-2", "doctor", "QZ-L")
    page = doctor.get("/api/v1/persons/Wang/order", {"reason": "transfer"}).json()
    assert (page["order"], [leg["stage"] for leg in page["path"]]) == ("O", ["running", "ahead"])
    (way,) = page["transfers"]
    assert (way["origin"], way["to"], way["escort"], way["received"]) == ("QZ-L", "QS-D", ["S1"], None)
    assert doctor.get("/api/v1/persons/Wang/order").status_code >= 400
    assert doctor.get("/api/v1/persons/Wang/order", {"reason": "x", "order": "P"}).status_code >= 400
    assert [read.outcome for read in Read.objects.order_by("id")] == ["granted", "refused"]
