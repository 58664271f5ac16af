"""A complaint by page and program: taken in, read by few, never by whom it is about, answered by another."""

from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from lazaretto.access.roles import ADMINISTRATORS, ROLES
from lazaretto.board.paper import new_forms
from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.complaints import AnswerHanded, ComplaintClosed, ComplaintLodged
from lazaretto.facts.custody import Admitted
from lazaretto.facts.duty import Enrolled
from lazaretto.ledger.tailing import live
from tests.journeys.city import record, sign_in, told
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HOUSE = "/facilities/QZ-D"
API = "/api/v1/facilities/QZ-D"
CELL, WHO, NEIGHBOUR, ACCUSED = "QZ-D/G1/07", "QZ-D-4711", "QZ-D-4712", "QZD6"
WORDS = "Officer QZD6 kept my blanket for two nights"
LODGED = {
    "act": "lodge", "way": "oral", "addressed": "house", "person": WHO, "about": "treatment",
    "against": ACCUSED, "words": WORDS,
}  # fmt: skip


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Any:
    settings.SECOND_FACTOR_ROLES = frozenset()
    now = [moment("03-15 08:00")]
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: now[0])

    def to(at: str) -> None:
        now[0] = moment(at)

    return to


def desk(code: str, role: str, *where: str) -> Client:
    nowhere = role in ADMINISTRATORS
    houses, every = (() if nowhere else where), not where and not nowhere
    return sign_in(Client(HTTP_ACCEPT_LANGUAGE="en"), code, role, *houses, everywhere=every)


@pytest.fixture
def people() -> dict[str, Client]:
    """Two officers of the house, two leaders, a leader of the detachment and the inspector."""
    record(
        fact(PlaceEstablished(established=CELL, use="general", capacity=8), "03-01 00:00", number=7000),
        *(fact(Admitted(person=one, cell=CELL, sex="male"), "03-10 09:00", number=7100 + n, place=CELL)
          for n, one in enumerate((WHO, NEIGHBOUR))),
        *(fact(Enrolled(person=p, sex="male", post="officer"), "02-01 08:00", number=7200 + n)
          for n, p in enumerate(("QZD5", ACCUSED))),
    )  # fmt: skip
    return {
        "QZD5": desk("QZD5", "duty_officer", "QZ-D"), ACCUSED: desk(ACCUSED, "duty_officer", "QZ-D"),
        "QZD1": desk("QZD1", "leader", "QZ-D"), "QZD2": desk("QZD2", "leader", "QZ-D"),
        "TSZ1": desk("TSZ1", "detachment_leader"), "JCY1": desk("JCY1", "inspector"),
    }  # fmt: skip


def press(client: Client, page: str, fields: dict[str, Any], status: int = 302) -> Any:
    answer = client.post(page, {"made": str(uuid4()), **fields})
    text = answer.content.decode()
    assert answer.status_code == status, text.partition('role="alert"')[2][:600] or text[:600]
    return answer


def lodged(client: Client, **other: str) -> str:
    return str(urlsplit(press(client, f"{HOUSE}/complaints", {**LODGED, **other})["Location"]).path)


def seen(client: Client, page: str) -> str:
    more = f"{'&' if '?' in page else '?'}reason=check&limit=400" if page.startswith("/api") else ""
    answer = client.get(page + more)
    return answer.content.decode() if answer.status_code == 200 else ""


def test_a_complaint_against_an_officer_goes_past_them(people: dict[str, Client], clock: Any) -> None:
    page = lodged(people["QZD5"])
    code = page.rpartition("/")[2]
    receipt = seen(people["QZD5"], f"{page}/receipt")  # whoever wrote it down prints the receipt
    assert "Receipt of a complaint" in receipt
    assert code in receipt
    assert "22 March 2022, 08:00" in receipt  # the document's seven days
    assert WORDS not in receipt
    clock("03-15 09:00")
    press(people["QZD1"], page, {"act": "receive"})
    clock("03-16 09:00")
    press(people["QZD1"], page, {"act": "answer", "outcome": "upheld", "answer": "A new blanket today."})
    paper = seen(people["QZD1"], f"{page}/answer")
    assert "A new blanket today." in paper
    assert WHO in paper
    clock("03-16 10:00")
    press(people["QZD5"], page, {"act": "hand", "signed": "1"})  # who carries the paper need not read it
    handed = next(one.body for one in live().facts if isinstance(one.body, AnswerHanded))
    assert (handed.handed_by, handed.signed) == ("QZD5", True)
    clock("03-17 08:00")
    press(people["QZD5"], page, {"act": "object", "words": "Only for one night"})
    own = press(people["QZD1"], page, {"act": "review", "outcome": "upheld", "answer": "x"}, status=422)
    assert "QZD1 gave the answer and does not review it" in own.content.decode()
    clock("03-17 09:00")
    press(people["TSZ1"], page, {"act": "review", "outcome": "upheld", "answer": "Two blankets."})
    clock("03-17 10:00")
    press(people["QZD5"], page, {"act": "hand", "signed": "1"})
    clock("03-17 11:00")
    press(people["TSZ1"], page, {"act": "close", "ground": "reviewed"})
    assert (
        next(one.body for one in live().facts if isinstance(one.body, ComplaintClosed)).ground == "reviewed"
    )
    assert "Two blankets." in seen(people["JCY1"], page)


ROUTES = (
    HOUSE, f"{HOUSE}/complaints", f"{HOUSE}/regime", f"{HOUSE}/handover", f"{HOUSE}/rights", "/me", "/",
    "/api/v1/facts", "/api/v1/facts?facility=QZ-D&kind=regime", f"/api/v1/facts?subject={WHO}",
    f"/api/v1/facts?subject={ACCUSED}", "/api/v1/obligations?facility=QZ-D", "/api/v1/findings?facility=QZ-D",
    f"{API}/day-sheet", f"{API}/complaints", "/api/v1/board",
)  # fmt: skip


def test_whom_it_is_about_finds_it_on_no_route(people: dict[str, Client], clock: Any) -> None:
    page = lodged(people["QZD5"])
    code = page.rpartition("/")[2]
    clock("03-16 09:00")  # nobody has received it in its time: it stands on the sheet of the house
    assert code in seen(people["QZD5"], HOUSE)
    assert code in seen(people["QZD5"], f"{HOUSE}/complaints")
    for route in ROUTES:
        text = seen(people[ACCUSED], route)
        assert code not in text, route
        assert WORDS not in text, route
        if route == "/me" or "subject" in route:  # nor that there is one at all
            assert "complaint_lodged" not in text, route
    listed = told(people["QZD5"].get("/api/v1/obligations", {"facility": "QZ-D", "subject": code}))[
        "obligations"
    ]
    assert listed
    for one in listed:  # not even by the address of a reason
        for address in (f"/explain/{one['id']}", f"/api/v1/explain/{one['id']}"):
            assert people["QZD5"].get(address).status_code == 200
            assert people[ACCUSED].get(address).status_code in (403, 404)
    for part in ("", "/receipt", "/answer"):
        assert people[ACCUSED].get(page + part).status_code in (403, 404)
        assert people[ACCUSED].get(f"{API}/complaints/{code}").status_code in (403, 404)
    assert people[ACCUSED].post(page, {"made": str(uuid4()), "act": "hand"}).status_code in (403, 404)


def test_whom_it_is_about_neither_rewrites_it_nor_takes_it_back(people: dict[str, Client]) -> None:
    lodged(people["QZD5"])
    (said,) = (one for one in live().facts if isinstance(one.body, ComplaintLodged))
    for code in (ACCUSED, "QZD2"):  # nobody but who wrote it down does
        assert people[code].get(reverse("correct", args=[said.id])).status_code in (403, 404)
        assert people[code].post(reverse("retract", args=[said.id]), {"reason": "x"}).status_code in (
            403,
            404,
        )
        taken = {
            "body": {"kind": "record.retracted/1", "fact": str(said.id), "reason": "x"},
            "occurred": "2022-03-15T08:00:00+08:00", "facility": "QZ-D",
        }  # fmt: skip
        answer = people[code].post("/api/v1/facts", taken, content_type="application/json")
        assert answer.status_code == 422, (code, answer.content)
        assert "only by whoever wrote it" in answer.content.decode()
    assert people["QZD5"].get(reverse("correct", args=[said.id])).status_code == 200


def test_a_leader_who_is_complained_of_does_not_learn_of_it(people: dict[str, Client]) -> None:
    page = lodged(people["QZD5"], against="QZD2")
    code = page.rpartition("/")[2]
    assert WORDS in seen(people["QZD1"], page)
    assert people["QZD2"].get(page).status_code in (403, 404)
    assert code not in seen(people["QZD2"], f"{HOUSE}/complaints")
    body = {
        "kind": "regime.complaint_answered/1", "complaint": code, "answered_by": "QZD2", "outcome": "upheld",
        "answer": "x",
    }  # fmt: skip
    said = {"body": body, "occurred": "2022-03-15T08:00:00+08:00", "facility": "QZ-D"}
    answer = people["QZD2"].post("/api/v1/facts", said, content_type="application/json")
    assert f"No complaint {code} was lodged" in answer.content.decode()


# role → what is read of a complaint to the house, to the detachment and to the inspector
READS = {
    "gate_officer": ("nothing", "nothing", "nothing"),
    "duty_officer": ("number", "number", "number"),
    "doctor": ("number", "number", "number"),
    "leader": ("words", "number", "number"),
    "detachment_officer": ("number", "number", "number"),
    "detachment_leader": ("words", "words", "number"),
    "inspector": ("words", "words", "number"),
    "system_admin": ("nothing", "nothing", "nothing"),
    "security_admin": ("nothing", "nothing", "nothing"),
    "audit_admin": ("nothing", "nothing", "nothing"),
}


@pytest.mark.parametrize("role", ROLES)
def test_every_role_reads_what_it_may_and_no_more(role: str, people: dict[str, Client]) -> None:
    open_ = {"house": WORDS, "detachment": "The whole house is cold"}
    whose = {"house": WHO, "detachment": NEIGHBOUR}
    pages = {
        to: lodged(people["QZD5"], addressed=to, words=words, person=whose[to]) for to, words in open_.items()
    }
    sealed = {"person": "", "about": "", "against": "", "words": ""}
    pages["inspector"] = lodged(people["QZD5"], addressed="inspector", way="box", **sealed)
    reader = desk("X1", role, "QZ-D")
    lists = (f"{HOUSE}/complaints", f"{API}/complaints", "/api/v1/facts?facility=QZ-D&kind=regime")
    for to, expected in zip(("house", "detachment", "inspector"), READS[role], strict=True):
        code = pages[to].rpartition("/")[2]
        one, wire = seen(reader, pages[to]), seen(reader, f"{API}/complaints/{code}")
        everything = [one, wire, *(seen(reader, page) for page in lists)]
        read = [to in open_ and open_[to] in text for text in (one, wire)]
        assert read == [expected == "words"] * 2, (role, to)
        assert [code in text for text in everything] == [expected != "nothing"] * 5, (role, to)
        if expected != "words" and to in open_:
            assert not any(whose[to] in text or open_[to] in text for text in everything), (role, to)
        if role != "inspector" and to in open_:
            assert open_[to] not in everything[-1], (
                role,
                to,
            )  # of facts, the inspector alone reads the words


def test_a_sealed_envelope_leaves_its_number_and_is_handed_on(people: dict[str, Client], clock: Any) -> None:
    wrong = press(people["QZD5"], f"{HOUSE}/complaints", {**LODGED, "addressed": "inspector"}, status=422)
    assert "leave the rest blank" in wrong.content.decode()
    sealed = {"person": "", "about": "", "against": "", "words": ""}
    page = lodged(people["QZD5"], addressed="inspector", way="box", **sealed)
    assert "sealed envelope" in seen(people["QZD5"], f"{page}/receipt")
    assert people["QZD1"].post(page, {"made": str(uuid4()), "act": "receive"}).status_code == 422
    clock("03-15 12:00")
    press(people["QZD5"], page, {"act": "forward"})
    assert "handed to the inspector" in seen(people["QZD5"], page)


def test_the_inspector_sees_every_house(people: dict[str, Client], clock: Any) -> None:
    code = lodged(people["QZD5"]).rpartition("/")[2]
    clock("03-16 09:00")
    city = seen(people["JCY1"], "/complaints")
    assert code in city
    assert "past its time" in city
    assert people["QZD5"].get("/complaints").status_code == 403


def test_a_search_with_small_pages_does_not_tell_that_somebody_complained(people: dict[str, Client]) -> None:
    lodged(people["QZD5"])
    facts: list[Any] = []
    after, pages = None, 0
    while pages == 0 or after:
        asked = {"subject": WHO, "reason": "x", "limit": "1", **({"after": after} if after else {})}
        page = told(people["QZD1"].get("/api/v1/facts", asked))
        facts, after, pages = facts + page["facts"], page["after"], pages + 1
    assert pages == len(facts) == 1  # the admission, and no empty page after it


def test_an_inspector_who_is_complained_of_reads_it_nowhere(people: dict[str, Client]) -> None:
    page = lodged(people["QZD5"], against="JCY1")
    assert people["JCY1"].get(page).status_code in (403, 404)
    assert WORDS not in seen(people["JCY1"], "/api/v1/facts?facility=QZ-D&kind=regime")


def test_a_complaint_on_paper_has_its_number_before_it_is_entered(people: dict[str, Client]) -> None:
    form = new_forms("QZ-D", sort="C", count=1, now=moment("03-14 20:00"))[0]
    blank = seen(people["QZD5"], f"{HOUSE}/paper/forms?sort=C")
    assert "Cut off: number for the person" in blank
    typed = {
        "form": form.number, "day": "2022-03-15", "time-1": "06:30", "came-1": "paper",
        "addressed-1": "house", "subject-1": WHO, "about-1": "food", "note-1": WORDS,
        "against-1": f"{ACCUSED}，QZD7",
        "time-2": "06:40", "came-2": "box", "addressed-2": "inspector", "subject-2": WHO, "note-2": "secret",
    }  # fmt: skip
    assert people["QZD5"].post(f"{HOUSE}/paper", typed).status_code == 302
    first, second = (one for one in live().facts if isinstance(one.body, ComplaintLodged))
    assert isinstance(first.body, ComplaintLodged)
    assert isinstance(second.body, ComplaintLodged)
    assert first.body.complaint == form.complaint(1)
    assert (first.occurred, first.body.against) == (moment("03-15 06:30"), (ACCUSED, "QZD7"))
    assert (second.body.person, second.body.words, second.body.addressed) == (None, None, "inspector")
    assert WORDS in seen(people["QZD1"], f"{HOUSE}/complaints/{form.complaint(1)}")
    entered = seen(people["QZD5"], f"{HOUSE}/paper?form={form.number}")
    assert WORDS not in entered
    assert WHO not in entered
