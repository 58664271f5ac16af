"""Three sources of a day by page and program: tally, replay, difference, signature, the city's list."""

from typing import Any

import pytest
from django.test import Client

from lazaretto.access.actor import Scope
from lazaretto.access.scope import scoped
from lazaretto.facts.gate import Entered, Left
from lazaretto.ledger.appending import append
from tests.journeys.city import clock, record, sign_in, told
from tests.stating import fact

pytestmark = [pytest.mark.database, pytest.mark.django_db]
PAGE, API = "/facilities/QZ-D/reconciliation", "/api/v1/facilities/QZ-D/reconciliation"
YESTERDAY = {"day": "2022-03-14"}
TALLY = {
    "act": "tally", "first": "0", "last": "24", "told_by": "S9", "person.came": "2", "person.went": "1",
    "vehicle.came": "0", "vehicle.went": "1",
}  # fmt: skip
REPLAY = {
    "act": "replay", "first": "0", "last": "24", "camera": "GATE-1", "person.came": "2", "person.went": "1",
    "vehicle.came": "1", "vehicle.went": "1",
}  # fmt: skip


def passed(number: int, at: str, subject: str, *, out: bool = False, category: str = "person") -> Any:
    kind = Left if out else Entered
    body = kind(category=category, subject=subject, zone="administration")  # type: ignore[arg-type]
    return fact(body, at, number=number, facility="QZ-D")


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("lazaretto.web.reconciliation", "lazaretto.api.supervision", "lazaretto.api.views"):
        monkeypatch.setattr(f"{module}.now", clock("03-15 09:00"))


@pytest.fixture
def watch(client: Client) -> Client:
    """The detachment's duty officer, in English, the morning after a day with a few passages."""
    record(
        passed(300, "03-14 07:40", "S1"), passed(301, "03-14 07:50", "S2"),
        passed(302, "03-14 19:00", "S1", out=True), passed(303, "03-14 08:00", "V1", category="vehicle"),
        passed(304, "03-14 09:00", "V1", out=True, category="vehicle"),
    )  # fmt: skip
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return sign_in(client, "TSZ7", "detachment_officer", everywhere=True)


def post(client: Client, values: dict[str, Any]) -> Any:
    return client.post(f"{PAGE}?day=2022-03-14", values)


def text(client: Client) -> str:
    return str(client.get(PAGE, YESTERDAY).content.decode())


def found(client: Client) -> set[str]:
    """The rules of every finding of the day."""
    asked = {"facility": "QZ-D", "limit": "1000"}
    return {str(one["rule"]) for one in told(client.get("/api/v1/findings", asked))["findings"]}


def test_one_source_alone_is_compared_with_nothing(watch: Client) -> None:
    page = told(watch.get(API, YESTERDAY))
    assert (page["state"], page["differences"], page["over"]) == ("none", [], True)
    assert "One source alone cannot be checked" in text(watch)


def test_the_telephone_lacks_a_vehicle_and_the_page_says_who_agrees(watch: Client) -> None:
    assert post(watch, TALLY).status_code == 302
    page = told(watch.get(API, YESTERDAY))
    (two,) = page["discords"][1]
    assert two["wrong"] == "tally"  # no vehicle was inside: none can have left that did not come
    assert post(watch, REPLAY).status_code == 302
    page = told(watch.get(API, YESTERDAY))
    (difference,) = page["differences"]
    assert (page["state"], difference["of"], difference["wrong"], difference["by"]) == (
        "differing", "vehicle", "tally", -1,
    )  # fmt: skip
    shown = text(watch)
    assert "The telephone tally is wrong: 1 too few in (0, not 1)." in shown
    assert "they differ" in shown
    sources = page["columns"][1]["windows"][0]
    assert (sources["came"], sources["went"]) == (
        [1, 0, 1],
        [1, 1, 1],
    )  # as they were stated: none is changed


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"vehicle.went": ""}, "both in and out are needed"),
        ({"first": "24"}, "from which hour until which later one"),
        ({"last": "elsewhere"}, "from which hour until which later one"),
        ({"told_by": " "}, "Say who told it"),
        ({"person.came": "two"}, "whole numbers only"),
        (
            dict.fromkeys(("person.came", "person.went", "vehicle.came", "vehicle.went"), ""),
            "at least one number",
        ),
    ],
)
def test_half_a_reading_is_no_reading(watch: Client, changed: dict[str, str], says: str) -> None:
    answer = post(watch, {**TALLY, **changed})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert told(watch.get(API, YESTERDAY))["tallies"] == []


def test_a_stretch_that_is_not_over_is_not_counted(watch: Client) -> None:
    answer = watch.post(PAGE, TALLY)
    assert answer.status_code == 422
    assert "not over yet" in answer.content.decode()


def test_a_day_is_signed_with_an_explanation_by_somebody_who_did_not_count(watch: Client) -> None:
    post(watch, TALLY)
    post(watch, REPLAY)
    assert "another person signs" in text(watch)
    other = sign_in(Client(), "TSZ1", "detachment_officer", everywhere=True)
    other.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    assert "another person signs" not in text(other)
    signed = {"act": "sign", "explained": ["The cook forgot the food van."], "words": "telephoned again"}
    assert post(other, signed).status_code == 302
    page = told(watch.get(API, YESTERDAY))
    assert (page["state"], page["signed_by"], page["words"]) == ("signed", "TSZ1", "telephoned again")
    assert page["signed"][0]["explained"] == "The cook forgot the food van."
    assert "signed by TSZ1" in text(watch)
    assert not found(watch) & {"supervision.differences_explained", "supervision.two_persons"}


def test_what_is_left_unexplained_and_signed_by_the_counter_stays_as_findings(watch: Client) -> None:
    post(watch, TALLY)
    post(watch, REPLAY)
    assert post(watch, {"act": "sign", "explained": [""], "words": ""}).status_code == 302
    assert "1 difference unexplained" in text(watch)
    assert {"supervision.differences_explained", "supervision.two_persons"} <= found(watch)


def test_a_signature_under_other_differences_than_were_seen_is_refused(watch: Client) -> None:
    post(watch, TALLY)
    answer = post(watch, {"act": "sign", "explained": ["one", "two"], "words": ""})
    assert answer.status_code == 422
    assert "say something else by now" in answer.content.decode()


def test_a_fact_that_comes_late_is_seen_after_the_signature(watch: Client) -> None:
    post(watch, {**TALLY, "vehicle.came": "1"})
    post(watch, REPLAY)
    post(watch, {"act": "sign", "words": ""})
    assert told(watch.get(API, YESTERDAY))["state"] == "signed"
    record(passed(400, "03-14 10:00", "S8"))
    assert told(watch.get(API, YESTERDAY))["state"] == "changed"
    early = told(watch.get(API, {**YESTERDAY, "at": "2022-03-15T00:10:00+08:00"}))
    assert early["state"] == "none"  # as it was known then


def test_the_list_of_the_city_shows_each_facility_by_day(watch: Client) -> None:
    post(watch, TALLY)
    page = told(watch.get("/api/v1/reconciliation", {"days": 2}))
    lines = {line["house"]["code"]: [day["state"] for day in line["days"]] for line in page["lines"]}
    assert lines == {"QZ-D": ["none", "differing"], "MJ-D": ["none", "none"]}
    assert page["days"] == ["2022-03-15", "2022-03-14"]
    shown = watch.get("/reconciliation").content.decode()
    assert "1 differ" in shown
    assert "/facilities/QZ-D/reconciliation?day=2022-03-14" in shown


def test_the_city_lists_a_house_whose_sources_differ_first(watch: Client) -> None:
    def order() -> list[str]:
        return [line.house.code for line in watch.get("/reconciliation").context["lines"]]

    assert order() == ["QZ-D", "MJ-D"]
    came = Entered(category="person", subject="S3", zone="administration")
    with scoped(Scope(everywhere=True)):
        append([fact(came, "03-14 08:00", number=320, facility="MJ-D")])
    watch.post("/facilities/MJ-D/reconciliation?day=2022-03-14", TALLY)
    assert order() == ["MJ-D", "QZ-D"]


def test_the_house_reads_and_states_nothing(watch: Client) -> None:
    house = sign_in(Client(), "QZ9", "duty_officer", "QZ-D")
    assert house.get(PAGE, YESTERDAY).status_code == 200
    assert post(house, TALLY).status_code == 403
    assert house.get("/facilities/MJ-D/reconciliation").status_code == 403
    guard = sign_in(Client(), "QZ8", "gate_officer", "QZ-D")
    assert guard.get(PAGE).status_code == 403
    assert [line["house"]["code"] for line in told(house.get("/api/v1/reconciliation"))["lines"]] == ["QZ-D"]


@pytest.mark.parametrize("query", [{"day": "2022-03-16"}, {"day": "soon"}])
def test_a_day_to_come_and_no_day_are_refused(watch: Client, query: dict[str, str]) -> None:
    assert watch.get(PAGE, query).status_code in (400, 422)
    assert watch.get(API, query).status_code == 422
    assert watch.get("/api/v1/reconciliation", {"days": 99}).status_code == 422
