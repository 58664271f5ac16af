"""Goods and vehicles through pages and tables: registered, held, let in in part, sent back, undone."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lazaretto.access.models import Read
from tests.journeys.city import record, sign_in, told
from tests.stating import moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
SHELF, YARD = "/facilities/QZ-D/shelf", "/facilities/QZ-D/vehicles"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The time of day, to be set: ``clock("03-16 08:00")``."""
    now = [moment("03-16 08:00")]
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: now[0])

    def to(at: str) -> None:
        now[0] = moment(at)

    return to


@pytest.fixture
def guard(client: Client, clock: Any) -> Client:
    record()
    client.cookies["django_language"] = "en"
    return sign_in(client, "QZ1", "gate_officer", "QZ-D")


def press(client: Client, where: str = SHELF, **said: str) -> Any:
    return client.post(where, {"made": str(uuid4()), **said})


def register(client: Client, **more: str) -> Any:
    typed = {"goods": "food", "supplier": "Green Valley", "lot-0": "rice", "pieces-0": "40", "code-0": "F-1"}
    return press(client, act="registered", **{**typed, **more})


def shelf(client: Client) -> dict[str, Any]:
    page = told(client.get("/api/v1/facilities/QZ-D/shelf"))
    return {line["stands"]["code"]: line for line in page["lines"] + page["gone"]}


def said(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_way_of_a_delivery(guard: Client, clock: Any) -> None:
    register(guard, **{"lot-1": "flour", "pieces-1": "12", "code-1": "F-2", "chill": "-18.5", "seal": "S7"})
    held = shelf(guard)
    assert (held["F-1"]["stands"]["state"], held["F-2"]["stands"]["state"]) == ("disinfect", "disinfect")
    assert held["F-2"]["chill_tenths"] == -185
    press(guard, act="disinfected", consignment="F-1", agent="alcohol_75", minutes="3")
    assert shelf(guard)["F-1"]["stands"]["state"] == "sample"
    press(guard, act="sampled", consignment="F-1", tube="BT-1")
    assert shelf(guard)["F-1"]["stands"]["waits"] == ["result", "hold"]
    press(guard, act="returned", consignment="F-1", pieces="4")
    stands = shelf(guard)["F-1"]["stands"]
    assert (stands["total"], stands["left"], stands["returned"]) == (40, 36, 4)
    press(guard, act="destroyed", consignment="F-1", witness="L1")
    assert shelf(guard)["F-1"]["stands"]["state"] == "gone"


def test_the_same_form_sent_twice_registers_once(guard: Client) -> None:
    made = str(uuid4())
    for _ in range(2):
        register(guard, made=made)
    assert len(shelf(guard)) == 1
    assert told(guard.get("/api/v1/facilities/QZ-D/shelf"))["lines"][0]["stands"]["total"] == 40
    for _ in range(2):
        press(guard, made=made, act="returned", consignment="F-1", pieces="10")
    assert shelf(guard)["F-1"]["stands"]["left"] == 30  # a hand that pressed twice sent ten back once


def test_a_number_is_made_for_what_has_none(guard: Client) -> None:
    register(guard, **{"code-0": "", "lot-1": "flour", "pieces-1": "1"})
    first, second = sorted(shelf(guard))
    assert first[:-1] == second[:-1]
    assert first.startswith("F-QZ-D-0316-")


def test_what_goes_in_too_early_is_recorded_and_said(guard: Client) -> None:
    register(guard)
    answer = guard.get(press(guard, act="released", consignment="F-1", pieces="50").url)
    assert "It went in although it was not to" in said(answer)
    assert "More went than there was" in said(answer)
    page = told(guard.get("/api/v1/facilities/QZ-D/shelf"))
    assert [(code, count) for code, count, *_ in page["amiss"]] == [("F-1", 10)]
    stands = shelf(guard)["F-1"]["stands"]
    assert (stands["let_in"], stands["left"], stands["over"]) == (40, 0, 10)


def test_what_cannot_be_read_comes_back_with_what_to_do(guard: Client) -> None:
    cases: list[tuple[dict[str, str], str]] = [
        ({"goods": ""}, "Choose what kind of goods it is."),
        ({"supplier": " "}, "Type who delivered it."),
        ({"pieces-0": "0"}, "Pieces are a whole number from 1"),
        ({"pieces-0": "forty"}, "Pieces are a whole number from 1"),
        ({"chill": "cold"}, "degrees Celsius"),
        ({"made": "x"}, "Reload the page and try again."),
        ({"code-1": "F-1"}, "each lot needs one of its own"),
    ]
    for typed, says in cases:
        answer = register(guard, **typed)
        assert answer.status_code == 422
        assert says in said(answer)
        assert "supplier" in typed or "Green Valley" in said(answer)  # what was typed stays
    assert shelf(guard) == {}


def test_a_press_that_says_too_little_records_nothing(guard: Client) -> None:
    register(guard)
    cases: list[tuple[dict[str, str], str]] = [
        ({"act": "sampled"}, "Scan the tube of the sample."),
        ({"act": "disinfected", "agent": "alcohol_75"}, "for how many minutes"),
        ({"act": "destroyed"}, "without a witness"),
        ({"act": "released", "pieces": "-1"}, "Pieces are a whole number"),
        ({"act": "eaten"}, "Reload the page"),
        ({"act": "refused", "goods": "parcel"}, "why it was not taken"),
    ]
    for typed, says in cases:
        answer = press(guard, consignment="F-1", **typed)
        assert answer.status_code == 422
        assert says in said(answer)
    assert shelf(guard)["F-1"]["moves"] == []


def test_a_parcel_is_turned_away_and_a_wrong_code_is_only_remarked_upon(guard: Client) -> None:
    press(guard, act="refused", goods="parcel", reason="parcels are not taken")
    assert shelf(guard) == {}
    answer = guard.get(register(guard, supplier_code="91110000600037341X").url)
    assert "does not fit its check character" in said(answer)
    assert shelf(guard)["F-1"]["odd"]


def test_a_supplier_is_remembered(guard: Client) -> None:
    register(guard, supplier_code="91110000600037341L")
    page = told(guard.get("/api/v1/facilities/QZ-D/shelf"))
    assert page["suppliers"] == [{"name": "Green Valley", "code": "91110000600037341L"}]
    assert '<option value="Green Valley">' in said(guard.get(SHELF))


def test_an_undone_release_puts_the_pieces_back(guard: Client) -> None:
    register(guard)
    press(guard, act="returned", consignment="F-1", pieces="10")
    fact = shelf(guard)["F-1"]["moves"][0]["fact"]
    guard.post(f"/facts/{fact}/retract", {"reason": "another pallet"})
    assert shelf(guard)["F-1"]["stands"]["left"] == 40


def test_the_scan_finds_label_tube_lot_and_seal(guard: Client) -> None:
    register(guard, seal="S7")
    press(guard, act="sampled", consignment="F-1", tube="BT-1")
    for number in ("F-1", "f-1", "BT-1", "rice", "S7"):
        assert 'id="found-t-F-1"' in said(guard.get(SHELF, {"scan": number}))
    assert "is held here" in said(guard.get(SHELF, {"scan": "F-9"}))


def test_labels_carry_the_number_and_the_hour(guard: Client) -> None:
    register(guard)
    page = said(guard.get(f"{SHELF}/labels", {"of": "F-1"}))
    assert "<svg" in page
    assert "F-1" in page


def test_others_read_and_do_not_press(client: Client, clock: Any) -> None:
    record()
    reader = sign_in(client, "TS1", "inspector", everywhere=True)
    page = said(reader.get(SHELF))
    assert 'name="act"' not in page
    assert press(reader, act="refused", goods="parcel", reason="x").status_code in (403, 422)
    assert Read.objects.count() == 0  # goods are nobody's record


def test_nobody_reads_another_house(client: Client, clock: Any) -> None:
    record()
    stranger = sign_in(client, "MJ1", "gate_officer", "MJ-D")
    for where in (SHELF, f"{SHELF}/labels", YARD, f"{YARD}/plate?plate=x"):
        assert stranger.get(where).status_code == 403


# ---- vehicles ----


def yard(client: Client) -> Any:
    return told(client.get("/api/v1/facilities/QZ-D/vehicles"))


def test_a_vehicle_comes_is_disinfected_and_leaves(guard: Client, clock: Any) -> None:
    answer = press(guard, YARD, act="entered", plate="甘E·12345", driver="D1", seal="S1", seal_intact="yes",
                   disinfected="no", carries="F-1 F-2", aboard="W1 W2", zone="administration")  # fmt: skip
    assert "breach" in said(guard.get(answer.url))  # nobody had let it in
    (line,) = yard(guard)["here"]
    assert (line["vehicle"], line["basis"], line["seen"]["plate"]) == ("甘E12345", None, "甘E·12345")
    assert (line["seen"]["plate_kind"], line["seen"]["aboard"]) == ("ordinary", ["W1", "W2"])
    clock("03-16 08:20")
    press(guard, YARD, act="disinfected", vehicle=line["vehicle"])
    (line,) = yard(guard)["here"]
    assert (line["seen"]["disinfected"], line["seen"]["seal"]) == (True, "S1")
    clock("03-16 08:40")
    press(guard, YARD, act="left", vehicle=line["vehicle"])
    page = yard(guard)
    assert (page["here"], [one["vehicle"] for one in page["gone"]]) == ([], ["甘E12345"])
    assert [(one["vehicle"], one["leave"]) for one in page["stays"]] == [("甘E12345", False)]
    assert press(guard, YARD, act="left", vehicle="甘E12345").status_code == 422  # it is not there any more


def test_no_plate_keeps_anybody_out(guard: Client) -> None:
    plates = {"甘E1234警": "police", "no plate at all": "other", "WJ甘1234X": "armed_police", "?": "other"}
    for plate in plates:
        press(guard, YARD, act="entered", plate=plate, zone="administration")
    assert {line["seen"]["plate"]: line["seen"]["plate_kind"] for line in yard(guard)["here"]} == plates


def test_the_same_plate_is_the_same_vehicle(guard: Client) -> None:
    for plate in ("甘E·12345", "甘e 12345"):
        press(guard, YARD, act="entered", plate=plate, zone="administration")
    (line,) = yard(guard)["here"]
    assert line["vehicle"] == "甘E12345"


def test_a_vehicle_is_turned_away_with_a_reason(guard: Client) -> None:
    assert press(guard, YARD, act="refused", plate="甘E1").status_code == 422
    press(guard, YARD, act="refused", plate="甘E1", reason="nobody let it in")
    assert yard(guard)["here"] == []


def test_the_hint_says_what_a_plate_looks_like(guard: Client) -> None:
    assert "police" in said(guard.get(f"{YARD}/plate", {"plate": "甘E1234警"}))
    assert "recorded as typed" in said(guard.get(f"{YARD}/plate", {"plate": "a cart"}))
    assert said(guard.get(f"{YARD}/plate")).strip() == ""
