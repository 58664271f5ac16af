"""A round through its pages: opened, labelled, walked, refused, arrived, left, handed over, closed."""

import io
import re
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.test import Client

from lazaretto.access.actor import Actor, Scope
from lazaretto.access.clock import now
from lazaretto.access.scope import scoped
from lazaretto.actions.open_rounds import open_round_page
from lazaretto.board.rounds_page import RoundPage
from lazaretto.facts.custody import Admitted, Released, WentOut
from lazaretto.facts.numbering import tube_number
from lazaretto.facts.partners import PartnerEnrolled
from lazaretto.ledger.appending import append
from tests.journeys.city import record, sign_in
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HOME = "/facilities/QZ-D/rounds"
ROUND = "QZ-D-D0316-1"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    now = [moment("03-16 08:00")]
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: now[0])

    def to(at: str) -> None:
        now[0] = moment(at)

    return to


@pytest.fixture
def doctor(client: Client, clock: Any) -> Client:
    record()
    client.cookies["django_language"] = "en"
    return sign_in(client, "QZ1", "doctor", "QZ-D")


def press(client: Client, where: str, **said: Any) -> Any:
    return client.post(f"{HOME}{where}", {"made": str(uuid4()), **said})


def opened(client: Client, **more: Any) -> Any:
    asked = {"act": "open", "whom": "detainees.all", "pool": "10", "closes": "2022-03-16T20:00"}
    return press(client, "", **{**asked, **more})


def labelled(client: Client, count: int = 4, **more: Any) -> list[str]:
    press(client, f"/{ROUND}/labels", count=str(count), **more)
    return [tube.code for tube in page_of(client).tubes if tube.labelled]


def page_of(client: Client) -> RoundPage:
    actor = Actor(code="QZ1", role="doctor", scope=Scope(facilities=frozenset({"QZ-D"})))
    return open_round_page("QZ-D", ROUND, actor=actor, now=now())


def said(answer: Any) -> str:
    return str(answer.content.decode())


def outcomes(client: Client) -> dict[str, str]:
    return {one.person: one.outcome for one in page_of(client).view.people}


def test_what_a_round_takes_is_shown_before_it_is_opened(doctor: Client) -> None:
    page = said(doctor.get(f"{HOME}?whom=detainees.all&pool=1"))
    assert "No round is running" in page
    assert re.search(r"<dt>people</dt><dd>3</dd>", page)
    assert re.search(r"<dt>cells</dt><dd>2</dd>", page)
    assert re.search(r"<dt>tubes and labels</dt><dd>3</dd>", page)
    page = said(doctor.get(f"{HOME}?whom=detainees.general&pool=10"))
    assert re.search(r"<dt>people</dt><dd>1</dd>", page)
    assert "not of this part" in page


def test_an_opening_is_stated_once_and_its_muster_is_not_taken_from_the_page(doctor: Client) -> None:
    made = str(uuid4())
    for _ in range(2):
        answer = opened(doctor, made=made, muster="Z")
        assert answer.url == f"{HOME}/{ROUND}"
    assert sorted(outcomes(doctor)) == ["A", "B", "C"]
    assert opened(doctor).url.endswith("-2")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"closes": "2022-03-16T07:00"}, "A round closes after it opens"),
        ({"closes": "noon"}, "Say until when"),
        ({"whom": "staff.standby"}, "Nobody in QZ-D would be on this muster"),
        ({"made": "x"}, "Reload the page"),
    ],
)
def test_an_opening_that_cannot_be_is_said(doctor: Client, typed: dict[str, str], says: str) -> None:
    answer = opened(doctor, **typed)
    assert answer.status_code == 422
    assert says in said(answer)


def test_labels_are_given_out_once_and_go_on(doctor: Client) -> None:
    opened(doctor)
    made = str(uuid4())
    first = labelled(doctor, 3, made=made)
    assert labelled(doctor, 3, made=made) == first
    assert [code[:-1] for code in first] == [f"{ROUND}-00{n}" for n in (1, 2, 3)]
    assert all(tube_number(code).holds for code in first)
    more = labelled(doctor, 20)
    assert [code[-4:-1] for code in more] == [f"{n:03}" for n in range(1, 24)]  # not in the order of checks
    assert more[:3] == first
    assert more[3].startswith(f"{ROUND}-004")
    sheet = said(doctor.get(f"{HOME}/{ROUND}/labels"))
    assert sheet.count('class="tube-label"') == 23
    answer = press(doctor, f"/{ROUND}/labels", count="many")
    assert answer.status_code == 422


def swab(client: Client, cell: str, tube: str, *people: str, **more: Any) -> Any:
    asked = {"act": "sampled", "cell": cell, "tube": tube, "for": list(people), "checked_by": "D2"}
    return press(client, f"/{ROUND}/walk", **{**asked, **more})


def test_the_walk_goes_cell_by_cell_and_says_at_once_what_is_odd(doctor: Client, clock: Any) -> None:
    opened(doctor)
    one, two, three, four = labelled(doctor)
    walk = said(doctor.get(f"{HOME}/{ROUND}/walk"))
    assert "General wing 1-01" in walk  # wings in the order of their names, then the transition wing
    wrong = one[:-1] + ("A" if one[-1] != "A" else "B")
    cases = [
        (wrong, "The check character"), ("T-9", "The check character"), ("", "Scan the tube"),
    ]  # fmt: skip
    for tube, says in cases:
        answer = swab(doctor, "QZ-D/G1/01", tube, "C")
        assert answer.status_code == 422, tube
        assert says in said(answer)
    answer = swab(doctor, "QZ-D/G1/01", one.lower(), "C")
    assert answer.url.endswith("cell=QZ-D%2FT%2F01")  # the next cell comes by itself
    assert "filled before" in said(swab(doctor, "QZ-D/T/01", one, "A", "B"))
    assert "another cell" in said(swab(doctor, "QZ-D/T/01", two, "A", "C"))
    assert "Tick who" in said(swab(doctor, "QZ-D/T/01", two))
    assert "somebody else than who swabs" in said(swab(doctor, "QZ-D/T/01", two, "A", checked_by="QZ1"))
    walk = said(doctor.get(f"{HOME}/{ROUND}/walk?cell=QZ-D/T/01"))
    assert walk.count(" checked>") == 2
    assert 'value="D2"' in walk  # whoever checks stays filled in
    assert swab(doctor, "QZ-D/T/01", "", "A", act="next_label").url.endswith("cell=QZ-D%2FT%2F01")
    page = page_of(doctor)
    assert [(tube.code, tube.place, tube.members) for tube in page.tubes[:2]] == [
        (one, "QZ-D/G1/01", ("C",)), (two, "QZ-D/T/01", ("A",)),
    ]  # fmt: skip
    assert page.tubes[0].checked_by == "D2"
    assert outcomes(doctor) == {"A": "waiting", "B": "none", "C": "waiting"}
    press(doctor, f"/{ROUND}", act="void", tube=three, why="broken")
    assert "is void" in said(swab(doctor, "QZ-D/T/01", three, "B"))
    opened(doctor)
    press(doctor, f"/{ROUND[:-1]}2/labels", count="1")
    other = next(c for c in re.findall(r"QZ-D-D0316-2-\w+", said(doctor.get(f"{HOME}/{ROUND[:-1]}2/labels"))))
    assert "belongs to the round QZ-D-D0316-2" in said(swab(doctor, "QZ-D/T/01", other, "B"))
    assert swab(doctor, "QZ-D/T/01", other, "B", act="sure").status_code == 302  # what happened is recorded
    assert "filled without a label that was printed here" in said(doctor.get(f"{HOME}/{ROUND}"))
    assert four in said(doctor.get(f"{HOME}/{ROUND}/labels"))


def test_a_tube_holds_no_more_than_the_round_lets_it(doctor: Client) -> None:
    opened(doctor, pool="1")
    one, *_ = labelled(doctor)
    answer = swab(doctor, "QZ-D/T/01", one, "A", "B")
    assert "More people are ticked" in said(answer)
    assert "record it all the same" in said(answer)


def test_whoever_was_in_a_broken_tube_is_asked_for_again(doctor: Client) -> None:
    opened(doctor)
    one, two, *_ = labelled(doctor)
    swab(doctor, "QZ-D/T/01", one, "A", "B")
    swab(doctor, "QZ-D/G1/01", two, "C")
    assert "Everybody has an outcome" in said(doctor.get(f"{HOME}/{ROUND}/walk"))
    assert press(doctor, f"/{ROUND}", act="void", tube="T-9", why="broken").status_code == 422
    press(doctor, f"/{ROUND}", act="void", tube=one, why="broken")
    assert outcomes(doctor) == {"A": "none", "B": "none", "C": "waiting"}  # a broken tube says nothing
    walk = said(doctor.get(f"{HOME}/{ROUND}/walk"))
    assert walk.count(" checked>") == 2
    assert page_of(doctor).needed == 0  # two labels are left


def test_a_box_for_a_laboratory_on_the_register_says_which(doctor: Client) -> None:
    opened(doctor)
    one, *_ = labelled(doctor)
    swab(doctor, "QZ-D/T/01", one, "A", "B")
    card = PartnerEnrolled(partner="P-1", sort="laboratory", name="LAB-1", telephone="0938-1")
    record_more(fact(card, "03-15 09:00", number=7003, facility="TS-Z"))
    assert '<option value="LAB-1">' in said(doctor.get(f"{HOME}/{ROUND}/hand-over"))
    press(doctor, f"/{ROUND}/hand-over", act="hand_over", tube=[one], laboratory="LAB-1", taken_by="c")
    owed = doctor.get("/api/v1/facilities/QZ-D/hand-overs").json()["laboratories"]
    assert [(lab["name"], lab["partner"], lab["outstanding"]) for lab in owed] == [("LAB-1", "P-1", [one])]


def test_the_whole_way_of_a_round(doctor: Client, clock: Any) -> None:
    opened(doctor)
    one, two, three, _four = labelled(doctor)
    clock("03-16 09:00")
    record_more(
        fact(Admitted(person="N", cell="QZ-D/T/02", sex="male"), "03-16 08:30", number=7001),
    )  # fmt: skip
    page = page_of(doctor)
    assert [one.person for one in page.view.arrived] == ["N"]
    assert page.needed == 0
    swab(doctor, "QZ-D/T/02", one, "N")
    swab(doctor, "QZ-D/T/01", two, "A")
    answer = press(doctor, f"/{ROUND}", act="other", person="B", why="")
    assert answer.status_code == 422
    press(doctor, f"/{ROUND}", act="refused", person="B", why="")
    assert outcomes(doctor) == {"A": "waiting", "B": "refused", "C": "none"}
    record_more(fact(Released(person="C", basis="court"), "03-16 09:10", number=7002))
    clock("03-16 09:30")
    assert outcomes(doctor)["C"] == "left"
    box = press(doctor, f"/{ROUND}/hand-over", act="hand_over", tube=[one, two], laboratory="LAB-1",
                taken_by="courier 7", seal="S-16")  # fmt: skip
    slip = said(doctor.get(box.url))
    assert "courier 7" in slip
    assert one in slip
    assert 'aria-label="S-16"' in slip
    press(doctor, f"/{ROUND}/hand-over", act="receive", tube=[one, two], laboratory="LAB-1", condition="good")
    assert "Not a tube of this round" in said(
        press(doctor, f"/{ROUND}/hand-over", act="hand_over", scanned="T-9", laboratory="L", taken_by="c")
    )
    tubes = page_of(doctor).view.tubes
    assert (tubes.labelled, tubes.filled, tubes.handed_over, tubes.received, tubes.unused) == (4, 2, 2, 2, 2)
    assert "Every label and every tube is accounted for." in said(doctor.get(f"{HOME}/{ROUND}"))
    clock("03-16 10:00")
    assert press(doctor, f"/{ROUND}", act="close").status_code == 302
    page = page_of(doctor)
    assert page.view.closed is not None
    assert page.view.uncovered == ()
    assert three in said(doctor.get(f"{HOME}/{ROUND}/labels"))
    assert "Closed rounds" in said(doctor.get(HOME))


def record_more(*facts: Any) -> None:
    with scoped(Scope(everywhere=True)):
        append(list(facts))


def test_whoever_is_out_is_on_the_muster_and_not_ticked(doctor: Client) -> None:
    record_more(fact(WentOut(person="A", to="hospital"), "03-16 07:00", number=7003))
    page = said(doctor.get(HOME))
    assert "On the muster, and out of the house now" in page
    opened(doctor)
    walk = said(doctor.get(f"{HOME}/{ROUND}/walk?cell=QZ-D/T/01"))
    assert walk.count(" checked>") == 1
    assert "in hospital" in walk


def test_nobody_reached_is_red_only_when_the_time_is_up(doctor: Client, clock: Any) -> None:
    opened(doctor)
    labelled(doctor)
    pages = (HOME, f"{HOME}/{ROUND}")
    for page in pages:
        assert "is-ahead" in said(doctor.get(page))
        assert not {"is-missed", "is-over"} & set(re.findall(r"is-\w+", said(doctor.get(page)))), page
    clock("03-16 20:01")
    for page in pages:
        assert {"is-missed", "is-over"} <= set(re.findall(r"is-\w+", said(doctor.get(page)))), page


def test_the_sampling_list_has_numbers_in_walking_order_and_no_names(doctor: Client) -> None:
    opened(doctor)
    page = said(doctor.get(f"{HOME}/{ROUND}/list"))
    assert page.index("General wing 1-01") < page.index("Transition wing 01")
    assert page.count("Checked by") == 2
    book = doctor.get(f"{HOME}/{ROUND}/list?as=xlsx")
    with ZipFile(io.BytesIO(book.content)) as archive:
        words = archive.read("xl/sharedStrings.xml").decode()
    assert re.findall(r"<t[^>]*>([ABC])</t>", words) == ["C", "A", "B"]


def test_nobody_sees_a_round_of_another_house_or_without_the_right(client: Client, clock: Any) -> None:
    record()
    client.cookies["django_language"] = "en"
    guard = sign_in(client, "QZ9", "gate_officer", "QZ-D")
    assert guard.get(HOME).status_code == 403
    other = sign_in(Client(), "MJ1", "doctor", "MJ-D")
    assert other.get(HOME).status_code == 403
    mine = sign_in(Client(), "QZ1", "doctor", "QZ-D")
    assert mine.get(f"{HOME}/NO-1").status_code == 403
