"""A person handed over: to the hospital and back, released to the community, never held for a signature."""

import hashlib
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lazaretto.access.actor import Actor, Scope
from lazaretto.access.models import Read
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.facts.custody import Admitted, Released
from lazaretto.facts.quarantine import LegStarted, Ordered, PlannedLeg
from lazaretto.facts.testing import ResultReported, Sampled, TubesHandedOver, TubesReceived
from tests.journeys.city import record, sign_in
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HOUSE = "/facilities/QZ-D/partners"
NEW = "/facilities/QZ-D/hand-overs/new"
ORDER = Ordered(
    order="O9", person="Wang", basis="law", ordered_by="L1", review_on=moment("03-30 00:00").date(),
    legs=(PlannedLeg(layer=3, facility="QZ-D", days=14), PlannedLeg(layer=4, facility="QZ-D", days=0)),
)  # fmt: skip
LAB = "City laboratory"
SAID = (
    (Admitted(person="Wang", cell="QZ-D/T/01", sex="male", name="王某"), "03-12 09:00"),
    (ORDER, "03-12 09:05"),
    (LegStarted(order="O9", person="Wang", layer=3, cohort="K9"), "03-12 09:10"),
    (Sampled(tube="T9", members=("Wang",), purpose="leg"), "03-13 08:00"),
    (TubesHandedOver(tubes=("T9",), laboratory=LAB, taken_by="Courier"), "03-13 09:00"),
    (TubesReceived(tubes=("T9",), laboratory=LAB), "03-13 10:00"),
    (ResultReported(tube="T9", result="negative", laboratory=LAB), "03-13 19:00"),
    (TubesHandedOver(tubes=("T10",), laboratory=LAB, taken_by="Courier"), "03-14 09:00"),
)
STORY = [
    fact(body, at, number=n, place=getattr(body, "cell", None)) for n, (body, at) in enumerate(SAID, 8001)
]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The time of day, to be set."""
    now = [moment("03-15 09:00")]
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: now[0])

    def to(at: str) -> None:
        now[0] = moment(at)

    return to


@pytest.fixture
def people(clock: Any, settings: Any) -> dict[str, Client]:
    """Who takes part, each signed in."""
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own
    record(*STORY)
    who = {
        "chief": ("TS1", "detachment_leader", ()), "doctor": ("QZ3", "doctor", ("QZ-D",)),
        "gate": ("QZ4", "gate_officer", ("QZ-D",)), "duty": ("QZ1", "duty_officer", ("QZ-D",)),
        "stranger": ("MJ1", "duty_officer", ("MJ-D",)), "inspector": ("I1", "inspector", ()),
    }  # fmt: skip
    found = {}
    for name, (code, role, facilities) in who.items():
        client = Client()
        client.cookies["django_language"] = "en"
        found[name] = sign_in(client, code, role, *facilities, everywhere=not facilities)
    return found


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content[:500]
    return " ".join(answer.content.decode().split())


def press(client: Client, address: str, act: str, **fields: Any) -> Any:
    return client.post(address, {"act": act, "made": str(uuid4()), **fields})


def enrol(client: Client, name: str, sort: str, **more: Any) -> None:
    office = page(client, "/partners").rpartition('name="office" value="')[2].partition('"')[0]
    card = {"office": office, "name": name, "sort": sort, "telephone": "0938-8210110"} | more
    sent = press(client, "/partners", "enrol", **card)
    assert sent.status_code == 302, sent.content[:800]


def prepare(client: Client, **more: Any) -> str:
    fields = {
        "person": "Wang",
        "party": "hospital",
        "call": "Duty office",
        "telephone": "0938-8219000",
    } | more
    sent = press(client, NEW, "prepare", **fields)
    assert sent.status_code == 302, sent.content[:1500]
    return str(sent.headers["Location"]).rpartition("/")[2]


def do(client: Client, act: str, **fields: Any) -> None:
    sent = press(client, HOUSE, act, **fields)
    assert sent.status_code == 302, sent.content[:1500]


def test_to_the_hospital_acknowledged_late_and_back_with_a_discharge_document(
    people: dict[str, Client], clock: Any
) -> None:
    enrol(people["chief"], "First Hospital", "hospital", receives=["person", "status_document"])
    shown = " ".join(
        people["doctor"].post(NEW, {"person": "Wang", "purpose": "hospital"}).content.decode().split()
    )
    assert "First Hospital" in shown
    assert "negative, single swab" in shown
    partner = shown.partition('name="partner" value="P-')[2].partition('"')[0]
    number = prepare(people["doctor"], partner=f"P-{partner}", precautions=["standard", "droplet"])
    one = f"/facilities/QZ-D/hand-overs/{number}"
    told = page(people["doctor"], one)
    assert "The record gives this very document" in told
    assert "prepared, not handed over yet" in told
    document = people["doctor"].get(f"{one}/status.json")
    digest = hashlib.sha256(document.content).hexdigest()
    assert "the paper says what the record said" in page(
        people["doctor"], f"{one}?digest=lazaretto-status/1 {number} {digest}"
    )
    assert "do not rely on this paper" in page(people["doctor"], f"{one}?digest={'0' * 64}")
    for lang in ("zh-hans", "zh-hant", "en"):
        paper = people["doctor"].get(f"{one}/paper.pdf?lang={lang}")
        assert paper.content.startswith(b"%PDF")
        assert f'filename="status-{number}-{lang}.pdf"' in paper["Content-Disposition"]
    assert Read.objects.filter(subject="Wang", reason__startswith="hand-over").count() >= 5
    do(people["gate"], "give", hand_over=number, taken_by="Nurse Zhao", document="1")
    assert "handed over, not acknowledged yet" in page(people["gate"], HOUSE)
    clock("03-15 20:00")
    overdue = page(people["duty"], HOUSE)
    assert "acknowledgement overdue" in overdue
    assert overdue.index("acknowledgement overdue") < overdue.index("Whom to call")
    do(
        people["duty"],
        "acknowledge",
        hand_over=number,
        received_by="Dr Chen",
        means="telephone",
        when="2022-03-15T19:50",
    )
    told = page(people["duty"], HOUSE)
    assert "acknowledged by Dr Chen" in told
    assert "acknowledgement overdue" not in told
    clock("03-18 10:00")
    do(
        people["duty"],
        "take_back",
        hand_over=number,
        given_by="Nurse Zhao",
        brought=["discharge", "results"],
        reference="CY-20",
    )
    back = page(people["duty"], HOUSE)
    assert "CY-20" in back
    assert "Enter their results" in back
    assert "State the cell that they came back to" in back
    assert "The record gives this very document" in page(people["doctor"], one)


def test_a_release_is_handed_over_to_the_community_and_nobody_is_held_for_a_signature(
    people: dict[str, Client], clock: Any
) -> None:
    """Law 15: the gate asks for a hand-over to the health authority, and never holds a free person."""
    asked = people["duty"].post(
        "/facilities/QZ-D/exit", {"act": "ask", "person": "Wang", "purpose": "release", "basis": "R-7"}
    )
    assert "Hand over first" in asked.content.decode()
    assert "Prepare the hand-over" in asked.content.decode()
    shown = people["duty"].post(NEW, {"person": "Wang", "purpose": "release"}).content.decode()
    assert '<option value="health_authority" selected>' in shown
    number = prepare(people["duty"], party="community", to="Yuquan street office")
    do(people["duty"], "give", hand_over=number, taken_by="Ms Li", document="1")
    body = Released(person="Wang", basis="R-7", handed_to="Yuquan street office")
    told = Statement(body=body, occurred=moment("03-15 09:00"), facility="QZ-D")
    duty = Actor("QZ1", "duty_officer", Scope(frozenset({"QZ-D"})))
    receipt = record_fact(told, actor=duty, device="test", now=moment("03-15 09:00"))
    assert receipt.outcome == "accepted"  # nobody has acknowledged anything yet, and the person is free
    clock("03-15 11:00")
    do(
        people["gate"],
        "acknowledge",
        hand_over=number,
        received_by="Ms Li",
        means="signature",
        status_read="1",
    )
    assert "acknowledged by Ms Li" in page(people["duty"], HOUSE)


def test_whoever_is_given_without_a_document_and_not_taken_is_told_of(
    people: dict[str, Client], clock: Any
) -> None:
    do(people["gate"], "give", person="Wang", party="hospital", to="First Hospital", taken_by="Nurse Zhao")
    told = page(people["gate"], HOUSE)
    assert "without a document" in told
    do(people["gate"], "refuse", hand_over=_number(told), refused_by="Admission", reason="No bed")
    assert "taking over refused" in page(people["duty"], HOUSE)
    assert (
        press(people["gate"], HOUSE, "refuse", hand_over="H-none", refused_by="x", reason="y").status_code
        == 422
    )


def _number(told: str) -> str:
    return told.partition('id="h-')[2].partition('"')[0]


def test_who_may_not_see_or_prepare(people: dict[str, Client]) -> None:
    assert people["stranger"].get(HOUSE).status_code == 403
    assert people["gate"].post(NEW, {"person": "Wang"}).status_code == 403
    assert people["inspector"].post(NEW, {"person": "Wang"}).status_code == 403
    assert people["doctor"].post(NEW, {"person": "Nobody"}).status_code == 422
    number = prepare(people["doctor"], to="First Hospital")
    assert people["gate"].get(f"/facilities/QZ-D/hand-overs/{number}").status_code == 403
    assert people["inspector"].get(f"/facilities/QZ-D/hand-overs/{number}").status_code == 200
    assert "王某" not in page(people["gate"], HOUSE)


def test_the_register_teaches_names_what_is_lacking_and_changes(people: dict[str, Client]) -> None:
    empty = page(people["chief"], "/partners")
    assert "No partner is on the register yet" in empty
    assert "lacking" in empty
    enrol(
        people["chief"],
        "City laboratory",
        "laboratory",
        agreement="XY-1",
        agreed_until="2022-03-10",
        houses=["QZ-D"],
    )
    told = page(people["chief"], "/partners")
    assert "agreement run out" in told
    partner = told.partition('id="p-')[2].partition('"')[0]
    changed = press(
        people["chief"], "/partners", "change", office="TS-Z", partner=partner, name="City laboratory",
        sort="laboratory", telephone="0938-1", reason="A new number", agreed_until="2022-12-31",
    )  # fmt: skip
    assert changed.status_code == 302
    told = page(people["chief"], "/partners")
    assert "agreement run out" not in told
    assert "0938-1" in page(people["gate"], HOUSE)
    press(people["chief"], "/partners", "end", office="TS-Z", partner=partner, reason="Another does it")
    assert "off the register" in page(people["chief"], "/partners")
    assert (
        press(
            people["chief"], "/partners", "enrol", office="TS-Z", name="", sort="hospital", telephone="1"
        ).status_code
        == 422
    )
    assert (
        press(
            people["doctor"],
            "/partners",
            "enrol",
            office="QZ-D",
            name="x",
            sort="hospital",
            telephone="0938-1",
        ).status_code
        == 403
    )


def test_a_laboratory_shows_what_it_owes_and_how_long_it_took(people: dict[str, Client]) -> None:
    told = page(people["duty"], HOUSE)
    assert "1 tube without a result" in told
    assert "1 tube not acknowledged" in told
    assert "Half of the answers took 10 h 00 min at most; the slowest took 10 h 00 min." in told


def test_the_same_by_the_interface(people: dict[str, Client], clock: Any) -> None:
    enrol(people["chief"], LAB, "laboratory", receives=["tubes"])
    number = prepare(people["doctor"], to="First Hospital")
    do(people["gate"], "give", hand_over=number, taken_by="Nurse Zhao", document="1")
    read = people["duty"].get("/api/v1/facilities/QZ-D/hand-overs").json()
    (one,) = read["hand_overs"]
    assert (one["hand_over"], one["state"], one["person"], one["overdue"]) == (number, "given", "Wang", False)
    assert [step["act"] for step in one["history"]] == ["prepare", "give"]
    assert read["laboratories"][0]["outstanding"] == ["T10"]
    told = people["doctor"].get(f"/api/v1/facilities/QZ-D/hand-overs/{number}").json()
    assert (told["held"], told["digest"]) == (True, one["digest"])
    assert people["gate"].get(f"/api/v1/facilities/QZ-D/hand-overs/{number}").status_code == 403
    register = people["chief"].get("/api/v1/partners").json()
    assert [(row["name"], row["state"]) for row in register["partners"]] == [(LAB, "enrolled")]
    assert "laboratory" not in {lack["sort"] for lack in register["lacks"]}
    assert "hospital" in {lack["sort"] for lack in register["lacks"]}


def test_a_leader_puts_a_hospital_on_the_register_of_their_own_houses(people: dict[str, Client]) -> None:
    leader = Client()
    leader.cookies["django_language"] = "en"
    sign_in(leader, "QZ2", "leader", "MJ-D", "QZ-D")
    enrol(leader, "County hospital", "hospital", receives=["person"])
    assert "County hospital" in page(people["gate"], HOUSE)
    shown = people["doctor"].post(NEW, {"person": "Wang", "party": "hospital"}).content.decode()
    assert "County hospital" in shown
    assert "County hospital" in page(people["stranger"], "/facilities/MJ-D/partners")
    enrol(leader, "Mine", "hospital", houses=["QZ-D", "TS-Z"])
    assert "Mine" not in page(people["stranger"], "/facilities/MJ-D/partners")


def test_a_minute_that_is_typed_is_not_before_what_happened_in_it(
    people: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    number = prepare(people["doctor"], to="First Hospital")
    half_past = moment("03-15 09:30").replace(second=30)
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: half_past)
    do(people["gate"], "give", hand_over=number, taken_by="Nurse Zhao")
    said = {"received_by": "Dr Chen", "means": "telephone", "when": "2022-03-15T09:30"}
    do(people["gate"], "acknowledge", hand_over=number, **said)
    assert "acknowledged by Dr Chen" in page(people["gate"], HOUSE)
