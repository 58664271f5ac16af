"""Measles at the entry: an arrival is owed an answer, then a dose; their page and the contacts say it."""

from typing import Any

import pytest
from django.test import Client

from lazaretto.facts.custody import Admitted
from tests.journeys.city import NOW, clock, issued, record, sign_in
from tests.stating import fact

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HERE = "/facilities/QZ-D"
ARRIVED = fact(Admitted(person="E", cell="QZ-D/T/01", sex="male"), "03-14 08:00", number=60)
ASKED = "Immunity to measles is stated within three days of entry"
OFFERED = "Whoever is not immune is offered a dose within three days"


@pytest.fixture(autouse=True)
def _the_clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lazaretto.project.clock.now", clock(NOW))


@pytest.fixture
def doctor(client: Client) -> Client:
    record(issued("measles-entry-2025", number=59), ARRIVED)
    return sign_in(client, "Z1", "doctor", "QZ-D")


def said(answer: Any) -> str:
    assert answer.status_code == 200, answer.content[:300]
    text: str = answer.content.decode()
    return text


def page(client: Client, person: str = "E", what: str = "") -> str:
    return said(
        client.post(f"/persons/{person}{what}", {"reason": "care"}, headers={"accept-language": "en"})
    )


def state(client: Client, kind: str, **typed: str) -> None:
    """Open the form by the page's own link, and send it."""
    form = said(client.get(f"{HERE}/state?kind={kind}&subject=E&disease=measles"))
    assert 'value="E"' in form
    assert 'value="measles"' in form
    sent = {"kind": kind, "person": "E", "disease": "measles", "occurred": "2022-03-15T06:30", **typed}
    answer = client.post(f"{HERE}/state?kind={kind}", sent)
    assert answer.status_code == 302, answer.content


def test_an_arrival_is_asked_and_offered_and_the_page_says_where_it_stands(doctor: Client) -> None:
    before = page(doctor)
    assert ASKED in before
    assert "Nothing was stated yet." in before
    assert "0 of 2 doses." in before
    for kind in ("immunity.vaccinated", "immunity.stated", "immunity.declined"):
        assert f"{HERE}/state?kind={kind}&amp;subject=E&amp;disease=measles" in before
    state(doctor, "immunity.stated", immune="no", because="record")
    asked = page(doctor)
    assert ASKED not in asked
    assert OFFERED in asked
    assert "So it was stated last." in asked
    dose = {"vaccine": "MMR", "source": "given_here", "on": "2022-03-15"}
    state(doctor, "immunity.vaccinated", dose="1", batch="B7", **dose)
    once = page(doctor)
    assert OFFERED not in once
    assert "1 of 2 doses." in once
    assert "B7" in once
    state(doctor, "immunity.vaccinated", dose="2", **dose)
    assert "Enough doses are on record." in page(doctor)


def test_a_no_is_written_down_and_ends_the_offer(doctor: Client) -> None:
    state(doctor, "immunity.stated", immune="unknown", because="none")
    assert OFFERED in page(doctor)
    state(doctor, "immunity.declined", occurred="2022-03-15T06:45")
    after = page(doctor)
    assert OFFERED not in after
    assert "The vaccine was offered; the person said no." in after


def test_each_contact_is_shown_immune_or_not_or_unknown(doctor: Client) -> None:
    state(doctor, "immunity.stated", immune="no", because="record")
    text = page(doctor, "A", "/contacts")
    assert "Immunity: measles" in text
    assert "not immune" in text.partition('id="c-E"')[2].partition("</tr>")[0]
    assert "unknown" in text.partition('id="c-B"')[2].partition("</tr>")[0]
    kept = doctor.post(
        "/persons/A/contacts", {"reason": "tracing", "as": "csv"}, headers={"accept-language": "en"}
    )
    rows = [row.split(",") for row in kept.content.decode().splitlines()]
    assert rows[0][-1] == "Immunity: measles"
    assert {row[-1] for row in rows if row[1] == "E"} == {"not immune"}


def test_without_the_document_nobody_is_asked(client: Client) -> None:
    record(ARRIVED)
    doctor = sign_in(client, "Z1", "doctor", "QZ-D")
    assert 'id="immunity"' not in page(doctor)
    assert "Immunity" not in page(doctor, "A", "/contacts")
