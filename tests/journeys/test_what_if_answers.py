"""An answer taken away: on paper, as data, as a proposed version; and why quarantine lasts so many days."""

import io
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from lazaretto.protocol.reading import read
from tests.journeys.city import clock, record, sign_in

pytestmark = [pytest.mark.database, pytest.mark.django_db, pytest.mark.slow]

PAGE, API = "/what-if", "/api/v1/what-if"
FEW = {
    "document": "four-layer-2022", "version": "1", "level": "closed", "start": "designed",
    "disease": "covid-ancestral", "days": 20, "points": 2, "replicates": 2,
    "orders": [
        {"name": "leg 1: 14 d", "legs": {"1": {"days": 14, "tests_on": [1, 4, 7, 13]}}},
        {"name": "leg 1: 7 d", "legs": {"1": {"days": 7}}},
    ],
}  # fmt: skip
SECONDS = 240  # the engine may have to be compiled first


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    monkeypatch.setattr("lazaretto.project.clock.now", clock("03-15 12:00"))
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own
    settings.WHAT_IFS_DIR, settings.WHAT_IFS_AT_ONCE, settings.WHAT_IF_SECONDS = tmp_path / "what", 1, 60


def somebody(role: str, code: str, *houses: str) -> Client:
    return sign_in(Client(headers={"Accept-Language": "en"}), code, role, *(houses or ("QZ-D",)))


def answered(client: Client) -> str:
    """The number of a question that has been answered."""
    asked = client.post(API, FEW, content_type="application/json")
    assert asked.status_code == 202, asked.content
    number = str(asked.json()["number"])
    for _ in range(SECONDS * 5):
        if not client.get(f"{API}/{number}").json()["running"]:
            return number
        time.sleep(0.2)
    raise AssertionError("the twin did not end")


def test_an_answer_is_taken_away_by_whoever_may_read_it() -> None:
    record()
    leader = somebody("leader", "L1")
    number = answered(leader)
    page = leader.get(f"{PAGE}/{number}").content.decode()
    assert f"{PAGE}/{number}/proposal/2" in page
    inspector, other = somebody("inspector", "I1"), somebody("leader", "L2", "MJ-D")
    for name, sort in (("pdf", "application/pdf"), ("json", "application/json"), ("xlsx", "spreadsheetml")):
        found = inspector.get(f"{PAGE}/{number}/report.{name}")
        assert found.status_code == 200, found.content
        assert sort in found["Content-Type"]
        assert found.content == leader.get(f"{PAGE}/{number}/report.{name}").content
        assert other.get(f"{PAGE}/{number}/report.{name}").status_code != 200
    good = leader.get(f"{PAGE}/{number}/proposal/2").content.decode()
    assert "proposed: checked, not issued" in good
    assert "A running order is never shortened" in good
    bad = leader.get(f"{PAGE}/{number}/proposal/3").content.decode()
    assert "could not be issued" in bad
    assert leader.get(f"{PAGE}/{number}/proposal/9").status_code != 200
    packed = leader.get(f"{PAGE}/{number}/proposal/2/files")
    with zipfile.ZipFile(io.BytesIO(packed.content)) as files:
        document = read(files.read("four-layer-2022/2.yaml")).protocol
    assert document is not None
    assert (document.version, document.legs[0].days) == ("2", 14)
    assert document.effective.isoformat() == "2022-03-15"


@pytest.mark.slow
def test_why_so_many_days_is_worked_out_once_and_read_by_the_inspector() -> None:
    record()
    leader, inspector = somebody("leader", "L1"), somebody("inspector", "I1")
    assert "Nobody has worked it out" in inspector.get(f"{PAGE}/why").content.decode()
    assert inspector.post(f"{PAGE}/why").status_code == 403
    assert leader.post(f"{PAGE}/why").status_code == 302
    for _ in range(SECONDS * 2):
        page = leader.get(f"{PAGE}/why").content.decode()
        if "working it out" not in page:
            break
        time.sleep(0.5)
    assert "What the days are for" in page
    assert "never justifies 56 days" in page
    assert "What the days are for" in inspector.get(f"{PAGE}/why").content.decode()
    assert leader.post(f"{PAGE}/why").status_code == 302  # the same question is not lived twice
    assert "What the days are for" in leader.get(f"{PAGE}/why").content.decode()
