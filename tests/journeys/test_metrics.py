"""What is counted and told to whoever watches: to nobody without the token, and never about anybody."""

import math
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from lazaretto.access.beats import beat
from lazaretto.ledger import measuring
from lazaretto.project import metrics as counting
from tests.journeys.city import record, sign_in
from tests.stating import moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
TOKEN = "a token that is long enough"
LABELS = {"route", "method", "status", "family", "outcome", "le", "version", "command", "light"}


@pytest.fixture(autouse=True)
def token(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.METRICS_TOKEN = TOKEN
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: moment("03-15 09:00"))


def scrape(query: str = "", *, token: str = TOKEN) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    answer = Client().get(f"/metrics{query}", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.content.decode())
        for sample in family.samples
    }


def one(found: dict[tuple[str, frozenset[tuple[str, str]]], float], name: str, **labels: str) -> float:
    return found[name, frozenset(labels.items())]


@pytest.mark.parametrize(
    "header", [None, "", "Bearer ", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x"]
)
def test_nobody_is_told_anything_without_the_token(header: str | None) -> None:
    headers = {} if header is None else {"authorization": header}
    assert Client().get("/metrics", headers=headers).status_code == 404


@pytest.mark.parametrize("kept", ["", "short"])
def test_without_a_token_or_with_one_to_be_guessed_it_is_closed(kept: str, settings: Any) -> None:
    settings.METRICS_TOKEN = kept
    assert Client().get("/metrics", headers={"authorization": f"Bearer {kept}"}).status_code == 404


def test_what_is_answered_and_appended_is_counted() -> None:
    before = scrape()
    record()
    sign_in(Client(), "QZ-D-1", "duty_officer", "QZ-D").get("/facilities/QZ-D")
    Client().get("/nowhere/at/all")
    after = scrape()

    def more(name: str, **labels: str) -> float:
        return one(after, name, **labels) - before.get((name, frozenset(labels.items())), 0)

    assert more("lazaretto_requests_total", route="-", method="GET", status="404") == 1
    boards = {dict(key[1])["route"] for key in after if key[0] == "lazaretto_requests_total"}
    assert any("<" in route and "QZ-D" not in route for route in boards)
    assert more("lazaretto_facts_appended_total", family="command", outcome="accepted") > 0
    assert more("lazaretto_append_seconds_count") > 0
    assert one(after, "lazaretto_record_facts") > 0
    assert one(after, "lazaretto_log_unsigned_seconds") == math.inf  # there is no signed root in this record
    assert one(after, "lazaretto_database_up") == 1
    assert one(after, "lazaretto_migrations_owed") == 0


def test_a_command_that_was_through_says_when() -> None:
    beat("backup", now=moment("03-15 02:00"))
    at = moment("03-15 02:00").timestamp()
    assert one(scrape(), "lazaretto_pass_timestamp_seconds", command="backup") == at


def test_the_systems_own_list_is_counted_where_it_is_asked_for() -> None:
    assert not [name for name, _ in scrape() if name == "lazaretto_watch_lines"]
    assert one(scrape("?watch=1"), "lazaretto_watch_lines", light="amber") >= 1


def test_without_a_database_the_machine_is_told_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> int:
        raise OperationalError

    monkeypatch.setattr(measuring, "size", away)
    found = scrape()
    assert one(found, "lazaretto_database_up") == 0
    assert one(found, "lazaretto_disk_free_bytes") > 0


def test_no_label_can_name_anybody() -> None:
    record()
    client = sign_in(Client(), "QZ-D-1", "duty_officer", "QZ-D")
    for path in ("/facilities/QZ-D", "/persons/A-101", "/facilities/QZ-D/persons/A-101", "/?q=A-101"):
        client.generic("PROPFIND-A-101", path)
        client.get(path)
    found = scrape("?watch=1")
    assert {label for _, labels in found for label, _ in labels} <= LABELS
    values = {value for _, labels in found for _, value in labels}
    assert not [value for value in values if "A-101" in value or "QZ-D" in value]


def test_the_processes_of_a_server_are_added_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes count into one folder, as the workers of the server do; a third one adds them up."""
    script = (
        "from lazaretto.project.metrics import count_request\n"
        "count_request(route='board', method='GET', status=200, seconds=0.1)\n"
    )
    said = dict(os.environ, PROMETHEUS_MULTIPROC_DIR=str(tmp_path))
    for _ in range(2):
        subprocess.run([sys.executable, "-c", script], env=said, check=True)
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    labels = {"route": "board", "method": "GET", "status": "200"}
    assert counting.counted().get_sample_value("lazaretto_requests_total", labels) == 2
    assert counting.counted().get_sample_value("lazaretto_request_seconds_count", {"route": "board"}) == 2


def test_an_answer_and_its_line_have_one_number() -> None:
    given = "0af7651916cd43dd8448eb211c80319c"
    answer = Client().get("/healthz", headers={"traceparent": f"00-{given}-b7ad6b7169203331-01"})
    assert answer["X-Request-Id"] == given
    drawn = Client().get("/healthz", headers={"traceparent": "00-" + "0" * 32 + "-b7ad6b7169203331-01\nX"})
    assert drawn["X-Request-Id"] not in (given, "0" * 32)
    assert len(drawn["X-Request-Id"]) == 32
