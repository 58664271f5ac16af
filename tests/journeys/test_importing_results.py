"""A laboratory's file through page, API and tables: an answer a row, nothing twice, nothing lost."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from lazaretto.facts.fact import Fact
from lazaretto.facts.testing import ResultReported, Sampled, TubeVoided
from lazaretto.ledger.tailing import live
from tests.journeys.city import record, sign_in, told
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
PAGE = "/facilities/QZ-D/results"
SIX = datetime(2022, 3, 16, 18)  # noqa: DTZ001 — a workbook knows no zones
HEAD = "采样管号,结果,报告时间,检测机构,Ct,备注\n"


@pytest.fixture(autouse=True)
def _morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: moment("03-16 20:00"))


def tubes() -> Iterator[Fact]:
    """Five tubes of two people, one of another house, one that broke."""
    for number in range(1, 6):
        body = Sampled(tube=f"T-{number}", members=("A", "B"), purpose="round")
        yield fact(body, f"03-16 09:0{number}", number=100 + number)
    yield fact(Sampled(tube="M-1", members=("D",), purpose="leg"), "03-16 09:00", number=110, facility="MJ-D")
    yield fact(TubeVoided(tube="T-5", why="broken"), "03-16 10:00", number=111)


@pytest.fixture
def doctor(client: Client) -> Client:
    record(*tubes())
    client.cookies["django_language"] = "en"
    return sign_in(client, "QZ-M", "doctor", "QZ-D")


def send(client: Client, text: str | bytes, name: str = "results.csv", **more: str) -> Any:
    data = text.encode() if isinstance(text, str) else text
    return client.post(PAGE, {"act": "import", "file": SimpleUploadedFile(name, data), **more})


def answers(client: Client, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    answer = client.post("/api/v1/results?facility=QZ-D", rows, content_type="application/json")
    found: list[dict[str, Any]] = told(answer)["rows"]
    return found


def held() -> list[str]:
    """The tubes of the results that stand in the record."""
    bodies = (one.body for one in live().facts)
    return sorted(body.tube for body in bodies if isinstance(body, ResultReported))


def test_each_row_has_its_answer_and_bad_rows_stop_no_other(doctor: Client) -> None:
    rows = (
        "T-1,阴性,2022-03-16 18:00,市疾控中心,-,\n"
        "T-2,疑似?,2022-03-16 18:00,市疾控中心,,\n"
        "T-3,阳性(+),2022/3/16 18:05,市疾控中心,28.5,\n"
        "M-1,阴性,2022-03-16 18:00,市疾控中心,,\n"
        "T-9,阴性,2022-03-16 18:00,市疾控中心,,\n"
        "T-5,阴性,2022-03-16 18:00,市疾控中心,,\n"
        "T-1,阳性,2022-03-16 18:30,市疾控中心,,\n"
        "T-4,阴性,2022-03-17 18:00,市疾控中心,,\n"
        "T-4,阴性,2022-03-16 08:00,市疾控中心,,\n"
        "=T-4,阴性,2022-03-16 08:00,市疾控中心,,\n"
        "T-1,阴性,2022-03-16 18:00,市疾控中心,-,again\n"
    )
    answer = send(doctor, HEAD + rows)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "备注" in page  # a column that was left alone is named
    assert held() == ["T-1", "T-1", "T-3", "T-4", "T-5", "T-9"]
    table = page[page.index('id="answers"') :]
    order = [table.index(f">{number}</td>") for number in (3, 5, 9, 11, 6, 7, 8, 10, 12, 2, 4)]
    assert order == sorted(order)


def test_the_same_file_twice_records_nothing_twice(doctor: Client) -> None:
    text = HEAD + "T-1,negative,2022-03-16 18:00,CDC,,\nT-2,positive,2022-03-16 18:00,CDC,28.5,\n"
    send(doctor, text)
    before = len(live().facts)
    page = send(doctor, text.encode("gb18030"), "again.txt").content.decode()
    assert len(live().facts) == before
    assert page.count("said before") >= 2


def test_another_officer_sends_the_same_file(doctor: Client) -> None:
    text = HEAD + "T-1,negative,2022-03-16 18:00,CDC,,\n"
    send(doctor, text)
    sign_in(doctor, "QZ-O", "duty_officer", "QZ-D")
    doctor.cookies["django_language"] = "en"
    before = len(live().facts)
    send(doctor, text)
    assert len(live().facts) == before


def test_a_result_that_was_taken_back_is_not_put_back_by_a_file(doctor: Client) -> None:
    rows = [
        {"tube": "T-1", "result": "negative", "reported": "2022-03-16T18:00:00+08:00", "laboratory": "CDC"}
    ]
    first = answers(doctor, rows)
    doctor.post(f"/facts/{first[0]['fact']}/retract", {"reason": "the wrong list"})
    again = answers(doctor, rows)
    assert (again[0]["outcome"], again[0]["rule"]) == ("refused", "taken_back")


def test_the_api_answers_row_by_row_in_words(doctor: Client) -> None:
    good = {"tube": "T-1", "result": "negative", "reported": "2022-03-16T18:00:00+08:00", "laboratory": "CDC"}
    found = answers(
        doctor,
        [good, good, {**good, "tube": "T-2", "result": "maybe"}, {**good, "tube": "T-3", "ct": [28.5, 30]},
         {**good, "ct": [1]}, {"tube": "T-9", **{k: v for k, v in good.items() if k != "tube"}}],
    )  # fmt: skip
    assert [row["outcome"] for row in found] == [
        "accepted", "duplicate", "refused", "accepted", "duplicate", "disputed",
    ]  # fmt: skip
    assert found[2]["column"] == "result"
    assert "maybe" in found[2]["says"]
    assert found[5]["rule"] == "unknown_tube"
    assert {problem.rule for problem in live().standing(at=2**34, known_at=2**40).problems} == {
        "unknown_tube"
    }


def test_what_is_no_table_is_refused_as_a_whole(doctor: Client) -> None:
    for data, says in (
        (b"", "holds nothing"), (b"\xd0\xcf\x11\xe0old", "older"), (b"PK\x03\x04broken", "cannot be read"),
        (b"a,b\n1,2\n", "No line names"),
    ):  # fmt: skip
        answer = send(doctor, data)
        assert answer.status_code == 422
        assert says in answer.content.decode()


def test_the_template_lists_the_tubes_that_wait_and_comes_back_filled(doctor: Client) -> None:
    answer = doctor.get(f"{PAGE}/template.xlsx")
    book = load_workbook(BytesIO(answer.content))
    sheet = book.worksheets[0]
    waiting = [row[0].value for row in sheet.iter_rows(min_row=2) if row[0].value]
    assert waiting == ["T-1", "T-2", "T-3", "T-4"]  # the broken one will give no result
    for row in sheet.iter_rows(min_row=2, max_row=5):
        row[1].value, row[2].value, row[3].value = "negative", SIX, "CDC"
    out = io.BytesIO()
    book.save(out)
    send(doctor, out.getvalue(), "results.xlsx")
    assert held() == ["T-1", "T-2", "T-3", "T-4"]


def test_one_result_by_scan_and_tap(doctor: Client) -> None:
    page = doctor.get(PAGE, {"scan": "t-1"}).content.decode()
    assert 'id="found"' in page
    answer = doctor.post(PAGE, {"act": "one", "tube": "T-1", "result": "negative", "laboratory": "CDC"})
    assert answer.status_code == 302
    assert held() == ["T-1"]
    twice = doctor.post(PAGE, {"act": "one", "tube": "T-1", "result": "spoilt", "laboratory": "CDC"})
    assert twice.status_code == 422


def test_the_answers_come_as_a_file_that_runs_nothing(doctor: Client) -> None:
    answer = send(doctor, HEAD + '"=cmd|1",阴性,2022-03-16 18:00,CDC,,\nT-1,阴性,2022-03-16 18:00,CDC,,\n')
    token = answer.context["token"]
    copy = doctor.post(PAGE, {"act": "copy", "answers": token})
    rows = list(csv.reader(io.StringIO(copy.content.decode("utf-8-sig"))))
    assert len(rows) == 3
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert doctor.post(PAGE, {"act": "copy", "answers": token + "x"}).status_code == 422


def test_who_may_not_state_results_sees_none(client: Client) -> None:
    record(*tubes())
    sign_in(client, "QZ-G", "gate_officer", "QZ-D")
    assert client.get(PAGE).status_code == 403
    assert (
        client.post("/api/v1/results?facility=QZ-D", [], content_type="application/json").status_code == 403
    )
    sign_in(client, "MJ-M", "doctor", "MJ-D")
    assert (
        client.post("/api/v1/results?facility=QZ-D", [], content_type="application/json").status_code == 403
    )
