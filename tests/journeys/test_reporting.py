"""A report drawn up by one, signed by another, corrected, refused, kept as file; the list and the month."""

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client

from lazaretto.web import typesetting
from tests.journeys.city import record, sign_in
from tests.stating import moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
REPORT = "/facilities/QZ-D/report"
DAY = f"{REPORT}?day=2022-03-14"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Any:
    """The time of day, to be set."""
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own
    now = [moment("03-15 07:00")]
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: now[0])

    def to(at: str) -> None:
        now[0] = moment(at)

    return to


def person(name: str, role: str, *facilities: str) -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    return sign_in(client, name, role, *facilities)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_one_draws_another_signs_and_the_record_gives_the_figures_again(clock: Any) -> None:
    record()
    officer, leader = person("QZ1", "duty_officer", "QZ-D"), person("QZL", "leader", "QZ-D")
    assert officer.get(DAY).context["page"].state in ("unasked", "open")
    assert officer.post(DAY, {"act": "sign"}).status_code in (403, 422)
    drawn = officer.post(DAY, {"act": "draw"}, follow=True)
    page = drawn.context["page"]
    assert (page.course.state, page.draft.number, page.held, page.drafter) == ("drawn", 1, True, "QZ1")
    assert "Another person signs it" in text(drawn)
    clock("03-15 07:10")
    signing = {"act": "sign", "despite": list(page.report.astray), "reason": "known"}
    signed = leader.post(DAY, signing, follow=True)
    page = signed.context["page"]
    assert page.course.state == "signed", text(signed)
    assert [(one.number, one.by) for one in page.versions] == [(1, "QZL")]
    shown = officer.get(f"{DAY}&version=1").context["page"]
    assert (shown.shown, shown.held) == (1, True)
    assert leader.post(DAY, {"act": "sign"}).status_code == 422  # nothing waits
    assert officer.get(f"{DAY}&version=7").status_code in (403, 404, 422)


def test_whoever_draws_it_up_does_not_sign_and_it_may_be_sent_back(clock: Any) -> None:
    record()
    leader, other = person("QZL", "leader", "QZ-D"), person("QZM", "leader", "QZ-D")
    leader.post(DAY, {"act": "draw"})
    clock("03-15 07:10")
    refused = leader.post(DAY, {"act": "sign"})
    assert refused.status_code == 422
    assert "Another person signs it" in text(refused)
    assert other.post(DAY, {"act": "return", "reason": ""}).status_code == 422
    back = other.post(DAY, {"act": "return", "reason": "the store is missing"}, follow=True)
    assert back.context["page"].course.state == "returned"
    assert "the store is missing" in text(back)


def test_a_correction_is_numbered_says_why_and_shows_what_changed(clock: Any) -> None:
    record()
    officer, leader = person("QZ1", "duty_officer", "QZ-D"), person("QZL", "leader", "QZ-D")
    officer.post(DAY, {"act": "draw"})
    clock("03-15 07:10")
    astray = list(leader.get(DAY).context["page"].report.astray)
    leader.post(DAY, {"act": "sign", "despite": astray, "reason": "known"})
    clock("03-15 09:00")
    assert officer.post(DAY, {"act": "draw"}).status_code == 422
    again = officer.post(DAY, {"act": "draw", "reason": "a late admission"}, follow=True)
    page = again.context["page"]
    assert (page.course.state, page.draft.number, page.against.number) == ("correcting", 2, 1)
    clock("03-15 09:10")
    leader.post(DAY, {"act": "sign", "despite": list(page.report.astray), "reason": "known"})
    page = leader.get(f"{DAY}&version=2").context["page"]
    assert [one.number for one in page.versions] == [1, 2]
    assert (page.shown, page.against.number, page.held) == (2, 1, True)


def test_a_day_that_is_not_over_is_not_drawn_up(clock: Any) -> None:
    record()
    officer = person("QZ1", "duty_officer", "QZ-D")
    today = f"{REPORT}?day=2022-03-15"
    assert not officer.get(today).context["may_draw"]
    refused = officer.post(today, {"act": "draw"})
    assert refused.status_code == 422
    assert "is not over yet" in text(refused)
    assert officer.get(f"{REPORT}?day=2022-03-16").status_code == 400
    assert officer.get(f"{REPORT}?day=yesterday").status_code == 400
    assert officer.get(f"{DAY}&version=x").status_code == 400


def test_it_is_kept_as_json_as_a_workbook_that_adds_up_and_on_paper(clock: Any) -> None:
    record()
    officer = person("QZ1", "duty_officer", "QZ-D")
    page = officer.get(DAY).context["page"]
    kept = officer.get(DAY.replace("report?", "report.json?"))
    assert hashlib.sha256(kept.content).hexdigest() == page.report.digest
    assert json.loads(kept.content)["of"] == "QZ-D"
    book = openpyxl.load_workbook(io.BytesIO(officer.get(DAY.replace("report?", "report.xlsx?")).content))
    assert book.sheetnames == ["QZ-D"]
    formulas = [str(c.value) for row in book["QZ-D"] for c in row if str(c.value).startswith("=")]
    assert any(one.startswith("=SUM(") for one in formulas)
    paper = officer.get(DAY.replace("report?", "report.pdf?"))
    assert paper.content.startswith(b"%PDF-1.7")
    assert 'filename="report-QZ-D-2022-03-14-draft.pdf"' in paper["Content-Disposition"]


def test_fonts_that_are_missing_are_named(
    clock: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    record()
    officer = person("QZ1", "duty_officer", "QZ-D")
    typesetting._fonts.cache_clear()
    monkeypatch.setattr("pylopdf_fonts_zh_cn.serif_path", lambda: tmp_path / "NotoSerifSC-Regular.otf")
    for address in (DAY.replace("report?", "report.pdf?"), "/facilities/QZ-D/review.pdf?month=2022-03"):
        answer = officer.get(address)
        assert answer.status_code == 503
        assert "NotoSerifSC-Regular.otf" in text(answer)
        assert "pylopdf-fonts-zh-cn" in text(answer)
    typesetting._fonts.cache_clear()


def test_the_list_and_the_month(clock: Any) -> None:
    record()
    officer = person("D1", "detachment_officer", "QZ-D", "TS-Z")
    page = officer.get("/reports").context["page"]
    assert {line.house.code for line in page.lines} <= {"QZ-D", "TS-Z"}
    month = officer.get("/facilities/QZ-D/review?month=2022-03").context["page"]
    assert month.month.days[-1].isoformat() == "2022-03-14"
    paper = officer.get("/facilities/QZ-D/review.pdf?month=2022-03")
    assert paper.content.startswith(b"%PDF-1.7")
    assert officer.get("/facilities/QZ-D/review?month=2022-04").status_code == 400
    assert officer.get("/facilities/QZ-D/review?month=x").status_code == 400


def test_who_does_not_have_the_house_in_scope_does_not_read_it(clock: Any) -> None:
    record()
    assert person("MJ1", "duty_officer", "MJ-D").get(DAY).status_code == 403
    assert person("G1", "gate_officer", "QZ-D").get(DAY).status_code == 403


def test_a_program_reads_the_report_the_list_and_the_month(clock: Any) -> None:
    record()
    officer = person("D1", "detachment_officer", "QZ-D", "MJ-D", "TS-Z")
    found = officer.get("/api/v1/facilities/QZ-D/report?day=2022-03-14").json()
    assert (found["facility"], found["course"], found["next"]) == ("QZ-D", "unwritten", 1)
    assert found["report"]["sheet"]["custody_layers"]["columns"][0] == "yesterday"
    city = officer.get("/api/v1/facilities/TS-Z/report?day=2022-03-14").json()
    assert (city["city"], set(city["report"]["houses"])) == ("TS", {"QZ-D", "MJ-D", "TS-Z"})
    days = officer.get("/api/v1/reports?days=2").json()["days"]
    assert len(days) == 6
    month = officer.get("/api/v1/facilities/QZ-D/review?first=2022-03-01").json()
    assert month["month"]["curves"]["held"][-1] == 3
    assert (
        person("D2", "detachment_officer", "QZ-D", "TS-Z").get("/api/v1/facilities/TS-Z/report").status_code
        == 403
    )  # a city is read by whoever may read all of it
