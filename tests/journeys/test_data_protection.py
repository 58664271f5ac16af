"""The person concerned: what is held about them, why, until when, who read it; on paper, and noted."""

import json
import re
from datetime import date
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from lazaretto.access.actor import Actor, Scope
from lazaretto.access.models import Deed, Read
from lazaretto.access.reading_log import log_read
from lazaretto.actions.give_data_sheet import open_data_sheet
from lazaretto.board.data_classes import BESIDES, CLASSES, KEPT, LOG_DAYS, class_of
from lazaretto.board.data_words import SHEET
from lazaretto.facts.custody import Admitted
from lazaretto.facts.hygiene import Reading, TemperaturesTaken
from lazaretto.facts.vocabulary import BY_KIND
from lazaretto.web.data_sheet_paper import MOST_READS, data_sheet_paper, said
from tests.journeys.city import NOW, record, sign_in
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
TAKEN = TemperaturesTaken(
    readings=(Reading(person="W", celsius_tenths=366), Reading(person="V", celsius_tenths=370))
)
STORY = (
    fact(Admitted(person="W", cell="QZ-D/T/02", sex="male", legal_deadline=date(2022, 3, 31)), "03-01 20:00",
         number=52),
    fact(TAKEN, "03-02 08:00", number=53), fact(TAKEN, "03-03 08:00", number=54),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _a_house_at_a_time_that_stands_still(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: moment(NOW))
    record(*STORY)


def somebody(role: str, *facilities: str, everywhere: bool = False) -> Actor:
    return Actor(f"{role}-1", role, Scope(frozenset(facilities), everywhere=everywhere))  # type: ignore[arg-type]


def read_by(role: str, facility: str = "QZ-D", times: int = 1) -> None:
    for _ in range(times):
        log_read(
            actor=somebody(role, facility), subject="W", facility=facility, reason="a fever", at=moment(NOW)
        )


def test_the_sheet_counts_what_is_held_by_class_and_by_the_houses_own_days() -> None:
    sheet = open_data_sheet("W", reason="asked for", actor=somebody("doctor", "QZ-D"), now=moment(NOW))
    assert [(one.of.id, one.facts) for one in sheet.held] == [("custody", 1), ("health", 2)]
    assert sheet.facility == "QZ-D"
    assert Read.objects.get().reason == "asked for"  # it is a read of a record


def test_of_another_house_there_is_nothing_and_the_attempt_is_noted() -> None:
    from lazaretto.access.actor import Refused

    with pytest.raises(Refused, match="not_in_record"):
        open_data_sheet("W", reason="asked for", actor=somebody("doctor", "MJ-D"), now=moment(NOW))
    assert Read.objects.get().outcome == "refused"


def test_reads_are_told_by_office_and_day_and_the_inspectors_by_the_inspector_alone() -> None:
    read_by("doctor", times=2)
    read_by("inspector")
    read_by("duty_officer", facility="MJ-D")
    house = open_data_sheet("W", reason="r", actor=somebody("leader", "QZ-D"), now=moment(NOW))
    assert [(one.role, one.times) for one in house.reads if one.role != "leader"] == [("doctor", 2)]
    assert house.hidden
    watcher = open_data_sheet("W", reason="r", actor=somebody("inspector", everywhere=True), now=moment(NOW))
    assert {one.role for one in watcher.reads} >= {"doctor", "inspector", "duty_officer"}
    assert not watcher.hidden


@pytest.mark.parametrize("lang", ["zh-hans", "zh-hant", "en"])
def test_the_paper_says_all_of_it_in_the_language_of_whoever_gets_it(lang: str) -> None:
    read_by("doctor", times=3)
    sheet = open_data_sheet("W", reason="r", actor=somebody("doctor", "QZ-D"), now=moment(NOW))
    words = said(sheet, lang=lang)
    assert len(words["rows"]) == 2
    assert all(len(row) == len(words["heads"]) for row in words["rows"])
    assert "{" not in str([words[name] for name in ("rows", "read", "right", "foot", "number")])
    assert [line for line in words["read"] if "4" in line]  # three, and this one
    assert "doctor-1" not in str(words["read"])  # an office, not a number
    assert "a fever" not in str(words)
    assert data_sheet_paper(sheet, lang=lang).startswith(b"%PDF-")


def test_giving_it_out_is_noted_and_opening_it_is_a_read(client: Client) -> None:
    sign_in(client, "D1", "doctor", "QZ-D")
    assert client.get("/persons/W/data").status_code == 200  # asks why
    assert not Read.objects.exists()
    assert client.post("/persons/W/data", {"reason": ""}).status_code == 422
    shown = client.post("/persons/W/data", {"reason": "asked", "words": "on paper"})
    assert shown.status_code == 200
    assert not Deed.objects.filter(sort="sheet_given").exists()
    given = client.post("/persons/W/data", {"reason": "asked", "paper": "zh-hant"})
    assert given["Content-Type"] == "application/pdf"
    deed = Deed.objects.get(sort="sheet_given")
    assert (deed.actor, deed.subject, deed.facility, deed.said) == (
        "D1",
        "W",
        "QZ-D",
        {"language": "zh-hant"},
    )
    assert Read.objects.count() == 2


def test_everybody_has_their_own_sheet_without_a_reason_and_nobody_elses(client: Client) -> None:
    sign_in(client, "G1", "gate_officer", "QZ-D")
    assert client.get("/persons/W/data").status_code == 403
    client.cookies["django_language"] = "en"
    page = unescape(client.get("/me/data").content.decode())
    assert "G1" in page
    assert "What is held about you" in page
    assert client.post("/me/data", {"paper": "en"})["Content-Type"] == "application/pdf"
    assert Deed.objects.get(sort="sheet_given").subject == "G1"
    assert not Read.objects.exists()  # one's own is not a read of somebody's


def test_a_copy_says_on_every_line_who_took_it_and_stands_in_the_log(client: Client) -> None:
    sign_in(client, "D1", "doctor", "QZ-D")
    answer = client.post("/persons/W/copy", {"reason": "court", "as": "json"})
    copy = json.loads(answer.content)
    deed = Deed.objects.get(sort="exported")
    assert (deed.actor, deed.subject, deed.said["facts"]) == ("D1", "W", 3)
    assert copy["taken"]["number"] == deed.pk
    assert copy["taken"]["digest"] == deed.said["digest"]
    assert {fact["taken"] for fact in copy["facts"]} == {f"D1 · 2022-03-14 23:00Z · {deed.pk}"}
    assert all("name" not in str(fact["fact"]["body"]) for fact in copy["facts"])
    assert Read.objects.get().reason == "court"
    sheet = load_workbook(
        BytesIO(client.post("/persons/W/copy", {"reason": "court", "as": "xlsx"}).content)
    ).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 3 + 3
    assert all(str(row[-1]).startswith("D1 · ") for row in rows[3:])
    footer = sheet.oddFooter
    assert footer is not None
    assert "D1" in str(footer.left.text)


def test_a_copy_is_taken_for_a_reason_in_scope_and_in_a_known_form(client: Client) -> None:
    sign_in(client, "D1", "doctor", "MJ-D")
    asked_why = client.post("/persons/W/copy", {"as": "json"})
    assert asked_why.status_code == 422
    assert '<input type="hidden" name="as" value="json">' in asked_why.content.decode()  # not asked twice
    assert client.post("/persons/W/copy", {"reason": "court", "as": "pdf"}).status_code == 400
    assert client.post("/persons/W/copy", {"reason": "court", "as": "json"}).status_code == 403
    assert client.get("/persons/W/copy").status_code == 405
    assert not Deed.objects.filter(sort="exported").exists()


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_no_administrator_gets_anybodys_sheet(client: Client, role: str) -> None:
    sign_in(client, "A1", role)
    assert client.post("/persons/W/data", {"reason": "curious"}).status_code == 403


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_the_general_page_is_open_to_everybody_and_names_nobody(client: Client, language: str) -> None:
    client.cookies["django_language"] = language
    answer = client.get("/data-protection")
    assert answer.status_code == 200
    page = unescape(answer.content.decode())
    for one in (*CLASSES, *BESIDES):
        assert getattr(one.title, language.replace("-", "_")) in page
    assert str(LOG_DAYS) in page
    assert "5,479" in page
    assert not re.search(r"[a-z0-9-]+/\d+ [a-z_.-]+", re.sub(r"<[^>]*>", "\n", page))  # a rule by its code
    assert "W" not in re.findall(r">([A-Z])<", page)


@pytest.mark.parametrize("kind", [kind for kind, body in BY_KIND.items() if body.personal])
def test_every_kind_that_names_somebody_has_its_class(kind: str) -> None:
    assert class_of(kind) in CLASSES


def test_check_ins_end_by_rule_and_not_with_the_file() -> None:
    assert class_of("duty.checked_in").ends == "check_ins"
    assert class_of("duty.handed_over").ends == "file"
    assert {one.ends for one in (*CLASSES, *BESIDES)} == set(KEPT)


def test_logs_are_kept_for_more_than_six_months() -> None:
    assert LOG_DAYS > 184  # six calendar months at most; Cybersecurity Law


def test_more_reads_than_the_paper_holds_are_for_the_inspector() -> None:
    for n in range(MOST_READS + 1):
        log_read(
            actor=somebody("doctor", "QZ-D"), subject="W", facility="QZ-D", reason="r",
            at=moment(f"02-{n % 28 + 1:02} 08:00").replace(month=n // 28 + 1),
        )  # fmt: skip
    sheet = open_data_sheet("W", reason="r", actor=somebody("doctor", "QZ-D"), now=moment(NOW))
    lines = said(sheet, lang="en")["read"]
    assert len(lines) == MOST_READS + 1
    assert lines[-1] == SHEET["more"].en
