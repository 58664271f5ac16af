"""The board of cells keeps itself fresh: all of it when something changed, else only its clock."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from lazaretto.access.actor import Scope
from lazaretto.access.roles import PERMISSIONS
from lazaretto.access.scope import scoped
from lazaretto.facts.custody import CellWithdrawn
from lazaretto.ledger.appending import append
from tests.journeys.city import NOW, record, sign_in
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]

PAGE = "/facilities/QZ-D/cells"


@pytest.fixture
def officer(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    present = moment(NOW)
    monkeypatch.setattr("lazaretto.web.cells.now", lambda: present + timedelta(minutes=2))
    record()
    return sign_in(client, "QZ-D-1", "duty_officer", "QZ-D")


def polled(client: Client) -> str:
    """Where the page asks again."""
    page = client.get(PAGE).content.decode()
    found = re.search(r'hx-get="([^"]+)" hx-trigger="every \d+s"', page)
    assert found is not None
    assert "X-Refresh" in page  # an open page alone keeps nobody signed in
    return found[1].replace("&amp;", "&")


def asked(client: Client, address: str) -> Any:
    return client.get(address, headers={"hx-request": "true", "x-refresh": "1"})


def test_while_nothing_changes_only_the_clock_moves(officer: Client) -> None:
    answer = asked(officer, polled(officer))
    assert answer.headers["HX-Retarget"] == "#cells-clock"
    assert b"cell-card" not in answer.content
    assert b'id="cells-clock"' in answer.content


def test_what_changed_comes_without_the_page_around_it(officer: Client) -> None:
    address = polled(officer)
    with scoped(Scope(everywhere=True)):
        append([fact(CellWithdrawn(cell="QZ-D/T/01", cause="repair"), NOW, number=7777)])
    answer = asked(officer, address)
    assert "HX-Retarget" not in answer.headers
    text = answer.content.decode()
    assert 'id="cells"' in text
    assert "is-withdrawn" in text
    assert "<html" not in text


def test_a_past_instant_stands_still(officer: Client) -> None:
    page = officer.get(PAGE, {"at": moment(NOW).isoformat()}).content.decode()
    assert "hx-trigger" not in page


def test_whoever_may_open_the_cells_may_read_the_people_in_them() -> None:
    """So no number on a card needs a mask; a role that changes this must bring one."""
    without = [
        role for role, acts in PERMISSIONS.items() if "read_facts" in acts and "read_person" not in acts
    ]
    assert without == []
