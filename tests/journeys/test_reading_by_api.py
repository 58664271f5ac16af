"""Programs read board, sheets, obligations, findings, persons, protocols and facts, each in its scope."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lazaretto.access.models import Read
from lazaretto.facts.custody import Moved
from lazaretto.facts.record import Retracted
from tests.journeys.city import DOCUMENT, record, sign_in, told
from tests.stating import fact, moment
from tests.unit.board.world import measured

pytestmark = [pytest.mark.database, pytest.mark.django_db]
LATER = "2022-03-15T10:30:00+08:00"


@pytest.fixture(autouse=True)
def _the_clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: moment("03-15 12:00"))


@pytest.fixture
def officer(client: Client) -> Client:
    return sign_in(client, "QZ1", "duty_officer", "QZ-D")


@pytest.fixture
def city(client: Client) -> Client:
    return sign_in(client, "TS1", "detachment_officer", everywhere=True)


def get(client: Client, path: str, **query: Any) -> Any:
    return told(client.get(f"/api/v1/{path}", query))


def test_the_board_of_the_city_and_of_one_house(client: Client) -> None:
    record()
    everything = get(sign_in(client, "TS1", "detachment_officer", everywhere=True), "board")
    assert [t["code"] for c in everything["counties"] for t in c["tiles"]] == ["QZ-D", "MJ-D"]
    assert everything["heads"] == 4
    mine = get(sign_in(client, "MJ1", "duty_officer", "MJ-D"), "board")
    assert [t["code"] for c in mine["counties"] for t in c["tiles"]] == ["MJ-D"]
    assert mine["heads"] == 1


def test_the_slider_shows_what_was_known_then(city: Client) -> None:
    """The sweep of 08:50 was written down at 11:00."""
    record(measured(50, "03-15 08:50", "A", "B", "C", recorded="03-15 11:00"))
    then = get(city, "board", at=LATER)
    since = get(city, "board", at=LATER, known_at="2022-03-15T12:00:00+08:00")
    assert then["counts"]["met"] < since["counts"]["met"]


def test_the_day_sheet_suggests_the_fact_that_answers(officer: Client) -> None:
    record()
    sheet = get(officer, "facilities/QZ-D/day", at="2022-03-15T07:00:00+08:00")
    group = next(g for g in sheet["owed"] if g["clause"] == "hygiene.temperature_detainees")
    assert group["suggestion"]["kind"] == "hygiene.temperatures_taken"
    assert group["title"]["zh-Hans"]


def test_another_houses_sheet_is_refused(officer: Client) -> None:
    record()
    answer = officer.get("/api/v1/facilities/MJ-D/day")
    assert (answer.status_code, answer.json()["rule"]) == (403, "out_of_scope")
    assert officer.get("/api/v1/facilities/QZ-X/day").status_code == 403


def test_a_facility_that_is_not_there(city: Client) -> None:
    record()
    answer = city.get("/api/v1/facilities/QZ-X/day")
    assert (answer.status_code, answer.json()["rule"]) == (404, "unknown_facility")


def test_obligations_are_paged_and_filtered(city: Client) -> None:
    record()
    every = get(city, "obligations", at=LATER, limit=1000)["obligations"]
    pages = [
        get(city, "obligations", at=LATER, limit=7, skip=skip)["obligations"]
        for skip in range(0, len(every), 7)
    ]
    assert [o for page in pages for o in page] == every
    missed = get(city, "obligations", at=LATER, facility="QZ-D", status="missed")["obligations"]
    assert missed
    assert {(o["facility"], o["status"]) for o in missed} == {("QZ-D", "missed")}
    assert {o["subject"] for o in get(city, "obligations", at=LATER, subject="A")["obligations"]} == {"A"}


def test_findings_lead_to_their_explanation(city: Client) -> None:
    record(fact(Moved(person="C", cell="QZ-D/T/01"), "03-15 06:30", number=50))
    findings = get(city, "findings", at=LATER, facility="QZ-D", limit=1000)["findings"]
    breach = next(f for f in findings if f["kind"] == "breach" and f["rule"].startswith("quarantine"))
    page = get(city, f"explain/{breach['id']}", at=LATER)
    assert (page["rule"], page["document"]) == (breach["rule"], DOCUMENT[0])
    assert page["sources"]
    assert any(line["sentence"]["en"] == "C moved to cell QZ-D/T/01" for line in page["facts"])
    quick = get(
        city, f"explain/{breach['id']}", at=LATER, clause=breach["rule"], facility="QZ-D", subject="C"
    )
    assert quick == page


def test_what_is_out_of_scope_is_not_explained(client: Client) -> None:
    record(fact(Moved(person="C", cell="QZ-D/T/01"), "03-15 06:30", number=50))
    city = sign_in(client, "TS1", "detachment_officer", everywhere=True)
    finding = get(city, "findings", at=LATER, facility="QZ-D")["findings"][0]
    other = sign_in(client, "MJ1", "duty_officer", "MJ-D")
    hidden = other.get(f"/api/v1/explain/{finding['id']}", {"at": LATER})
    nothing = other.get(f"/api/v1/explain/{uuid4()}", {"at": LATER})
    assert (hidden.status_code, nothing.status_code) == (404, 404)
    assert hidden.json()["rule"] == nothing.json()["rule"] == "not_in_record"
    assert {f["facility"] for f in get(other, "findings", at=LATER)["findings"]} <= {"MJ-D"}
    assert {o["facility"] for o in get(other, "obligations", at=LATER)["obligations"]} == {"MJ-D"}


def test_a_person_is_read_with_a_reason_and_the_read_is_logged(officer: Client) -> None:
    record()
    without = officer.get("/api/v1/persons/A/timeline")
    assert (without.status_code, without.json()["rule"]) == (422, "reason_missing")
    page = get(officer, "persons/A/timeline", reason="health visit")
    named = get(officer, "persons/A/timeline", reason="letter to the family", named=True)
    assert (page["name"], named["name"]) == (None, "甲某")
    assert page["leg"]["day"] == 2
    assert list(Read.objects.order_by("id").values_list("reader", "subject", "facility", "reason")) == [
        ("QZ1", "A", "QZ-D", "health visit"),
        ("QZ1", "A", "QZ-D", "letter to the family"),
    ]


def test_an_attempt_to_read_somebody_elsewhere_is_logged_too(officer: Client) -> None:
    record()
    elsewhere = officer.get("/api/v1/persons/D/timeline", {"reason": "curious"})
    nobody = officer.get("/api/v1/persons/NOBODY/timeline", {"reason": "curious"})
    assert (elsewhere.status_code, nobody.status_code) == (404, 404)
    assert elsewhere.json()["detail"] == nobody.json()["detail"].replace("NOBODY", "D")
    assert list(Read.objects.values_list("subject", flat=True)) == ["D", "NOBODY"]


def test_the_gate_reads_no_records(client: Client) -> None:
    record()
    gate = sign_in(client, "G1", "gate_officer", "QZ-D")
    assert gate.get("/api/v1/persons/A/timeline", {"reason": "curious"}).status_code == 403
    assert gate.get("/api/v1/facts").status_code == 403
    sheet = get(gate, "facilities/QZ-D/day", at=LATER)
    families = {g["family"] for state in ("owed", "late", "missed", "upcoming", "done") for g in sheet[state]}
    assert families <= {"gate"}
    assert {o["clause"].partition(".")[0] for o in get(gate, "obligations", at=LATER)["obligations"]} <= {
        "gate"
    }
    assert {a["family"] for a in get(gate, "board", at=LATER)["alerts"]} <= {"gate"}


def test_facts_are_read_in_order_without_names(officer: Client) -> None:
    wrong = measured(50, "03-15 06:00", "A", tenths=381)
    record(wrong, fact(Retracted(fact=wrong.id, reason="another person"), "03-15 06:30", number=51))
    seen, after = [], None
    while True:
        page = get(officer, "facts", limit=5, **({"after": after} if after else {}))
        seen += page["facts"]
        after = page["after"]
        if after is None:
            break
    assert {f["facility"] for f in seen} == {"QZ-D"}
    assert [f["position"] for f in seen] == list(range(1, len(seen) + 1))
    assert not any("某" in str(f["fact"]) for f in seen)
    assert [f["replaced_by"] is not None for f in seen if f["id"] == str(wrong.id)] == [True]


def test_facts_are_chosen_by_kind_period_and_knowledge(officer: Client) -> None:
    record(measured(50, "03-15 06:00", "A", recorded="03-15 11:00"))
    kinds = {f["kind"] for f in get(officer, "facts", kind="quarantine")["facts"]}
    assert kinds == {"quarantine.ordered/1", "quarantine.leg_started/1"}
    since = get(officer, "facts", since="2022-03-15T00:00:00+08:00")["facts"]
    then = get(officer, "facts", since="2022-03-15T00:00:00+08:00", known_at=LATER)["facts"]
    assert (len(since), len(then)) == (1, 0)


def test_the_facts_of_one_person_need_a_reason(officer: Client) -> None:
    record()
    assert officer.get("/api/v1/facts", {"subject": "A"}).json()["rule"] == "reason_missing"
    found = get(officer, "facts", subject="A", reason="review")["facts"]
    assert {f["kind"] for f in found} == {
        "custody.admitted/1", "quarantine.leg_started/1", "quarantine.ordered/1",
    }  # fmt: skip
    assert Read.objects.count() == 1


@pytest.mark.parametrize(
    "query",
    [
        {"at": "2022-03-15T10:30:00"},
        {"at": "yesterday"},
        {"limit": "0"},
        {"status": "sometimes"},
        {"skip": "-1"},
    ],
)
def test_a_query_that_does_not_fit_names_its_field(officer: Client, query: dict[str, str]) -> None:
    answer = officer.get("/api/v1/obligations", query)
    assert (answer.status_code, answer.json()["rule"]) == (422, "malformed")
    assert next(iter(query)) in answer.json()["detail"]


@pytest.mark.parametrize("cursor", ["nowhere", ".", "QZ-D.", "QZ-D.-1", "QZ-D." + "9" * 30])
def test_a_made_up_cursor_is_refused(officer: Client, cursor: str) -> None:
    assert officer.get("/api/v1/facts", {"after": cursor}).status_code == 422


def test_protocols_are_listed_opened_and_given_out(officer: Client) -> None:
    record()
    listed = get(officer, "protocols")["protocols"]
    ours = next(d for d in listed if d["document"] == DOCUMENT[0])
    assert [v["version"] for v in ours["versions"] if v["in_force"]] == [DOCUMENT[1]]
    page = get(officer, "protocols/" + "/".join(DOCUMENT))
    assert page["sections"]
    assert page["parameters"][0]["sources"]
    file = officer.get("/api/v1/protocols/" + "/".join(DOCUMENT) + "/file")
    assert file.content.startswith(b"#") or b"lazaretto-protocol/1" in file.content
    assert officer.get("/api/v1/protocols/no-such/1").status_code == 404
    assert officer.get("/api/v1/protocols/..%2F..%2Fetc/1").status_code == 404


def test_a_changed_document_decides_nothing(city: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file on disk no longer has the bytes with which the version was issued."""
    monkeypatch.setattr("tests.journeys.city.digest", lambda _data: "f" * 64)
    record()
    board = get(city, "board")
    assert board["missing"] == [list(DOCUMENT)]
    assert board["in_force"] == []
    assert board["counts"]["owed"] == 0


def test_an_empty_record_has_an_empty_board(city: Client) -> None:
    board = get(city, "board")
    assert (board["counties"], board["heads"], board["first"]) == ([], 0, None)


def test_no_answer_is_stored_on_the_way(officer: Client) -> None:
    record()
    assert officer.get("/api/v1/board").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("occurred", ["0001-01-02T00:00:00Z", "1950-06-01T00:00:00Z"])
def test_a_fact_of_another_age_harms_no_page(officer: Client, occurred: str) -> None:
    """A keyboard slips in the year: the fact is recorded as it was said, and every page still opens."""
    record()
    bodies: list[dict[str, Any]] = [
        {"kind": "custody.admitted/1", "person": "E", "cell": "QZ-D/T/02", "sex": "male"},
        {"kind": "quarantine.leg_started/1", "order": "O", "person": "E", "layer": 3, "cohort": "c"},
        {"kind": "duty.phase_started/1", "person": "S2", "batch": "b", "phase": "C"},
        {"kind": "testing.sampled/1", "tube": "t", "members": ["E"], "purpose": "leg"},
    ]
    rows = [{"body": body, "occurred": occurred, "facility": "QZ-D"} for body in bodies]
    told(officer.post("/api/v1/facts/batch", rows, content_type="application/json"))
    assert get(officer, "board")["heads"] >= 3
    for path in ("facilities/QZ-D/day", "obligations", "findings", "facts"):
        get(officer, path)
    page = get(officer, "persons/E/timeline", reason="a slip of the year")
    assert page["entries"]


def test_the_cells_of_a_house_with_their_states_and_who_is_in_them(officer: Client) -> None:
    record()
    page = get(officer, "facilities/QZ-D/cells")
    cards = {card["cell"]["place"]: card for _, cards in page["wings"] for card in cards}
    assert cards["QZ-D/T/01"]["cell"]["occupants"] == ["A", "B"]
    assert cards["QZ-D/T/01"]["clock"]["layer"] == 3
    assert officer.get("/api/v1/facilities/MJ-D/cells").status_code == 403


def test_the_release_gate_names_each_condition_and_how_it_stands(officer: Client) -> None:
    record()
    page = get(officer, "facilities/QZ-D/releases")
    line = next(line for line in page["lines"] if line["person"] == "A")
    assert line["status"] == "counting"
    states = {condition["name"]: condition["state"] for condition in line["conditions"]}
    assert states["days_full"] == "not_met"
    assert set(states.values()) <= {"met", "not_met", "unknown"}


def test_the_role_of_a_house_and_what_comes_to_it(officer: Client) -> None:
    record()
    page = get(officer, "facilities/QZ-D/role")
    assert (page["role"], page["people"], page["conversions"]) == ("ordinary", 3, [])
