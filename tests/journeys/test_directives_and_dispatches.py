"""A directive from the city to receipt, assignment, evidence and verification; a dispatch to its minutes."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lazaretto.access.actor import Scope
from lazaretto.access.scope import scoped
from lazaretto.facts.command import LevelOrdered
from lazaretto.ledger.appending import append
from tests.journeys.city import record, sign_in
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HOUSE = "/facilities/QZ-D/directives"
PDF = b"%PDF-1.4 the paper itself"


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
    record()
    who = {
        "chief": ("TS1", "detachment_leader", ()), "watch": ("TS2", "detachment_officer", ()),
        "leader": ("QZ2", "leader", ("QZ-D",)), "duty": ("QZ1", "duty_officer", ("QZ-D",)),
        "stranger": ("MJ1", "duty_officer", ("MJ-D",)),
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
    return str(answer.content.decode())


def press(client: Client, address: str, act: str, **fields: Any) -> Any:
    return client.post(address, {"act": act, "made": str(uuid4()), **fields})


def issue(chief: Client, **more: Any) -> str:
    sent = press(
        chief, "/directives/new", "issue", title="Stricter gate", issuer="city", text="No parcels.",
        number="TS [2022] 7", facilities=["QZ-D", "QZ-L"], receive_by="2022-03-15T10:00", **more,
    )  # fmt: skip
    assert sent.status_code == 302, sent.content[:800]
    return str(sent.headers["Location"]).rpartition("/")[2]


def test_a_directive_goes_from_the_city_to_a_verified_assignment(
    people: dict[str, Client], clock: Any
) -> None:
    paper = SimpleUploadedFile("order.pdf", PDF, content_type="application/pdf")
    code = issue(people["chief"], settings="four-layer-2022:directive.hours = 1", file=paper)
    shown = page(people["chief"], f"/directives/{code}")
    assert "four-layer-2022:directive.hours" in shown
    assert "order.pdf" in shown
    assert "not acknowledged yet" in page(people["duty"], HOUSE)
    clock("03-15 09:20")
    assert press(people["duty"], HOUSE, "receive", directive=code).status_code == 302
    shown = page(people["duty"], HOUSE)
    assert "acknowledged in time" in shown
    assert code in page(people["chief"], "/directives")
    sent = press(
        people["leader"], HOUSE, "set", title="Turn parcels away", owner="QZ1", due="2022-03-15T18:00",
        origin="directive", of=code,
    )  # fmt: skip
    assert sent.status_code == 302, sent.content[:800]
    (one,) = people["duty"].get(HOUSE).context["page"].open
    clock("03-15 12:00")
    proof = SimpleUploadedFile("sign.pdf", PDF + b"2", content_type="application/pdf")
    done = press(
        people["leader"], HOUSE, "do", assignment=one.assignment, evidence="A sign hangs", file=proof
    )
    assert done.status_code == 302
    refused = press(people["leader"], HOUSE, "verify", assignment=one.assignment)
    assert refused.status_code == 422
    assert "cannot judge it" in refused.content.decode()
    assert press(people["watch"], HOUSE, "verify", assignment=one.assignment, words="Seen").status_code == 302
    (over,) = people["duty"].get(HOUSE).context["page"].over
    assert over.state == "verified"
    assert "verified" in page(people["chief"], f"/directives/{code}")


def test_a_paper_is_read_by_who_may_read_it(people: dict[str, Client]) -> None:
    paper = SimpleUploadedFile("order.pdf", PDF, content_type="application/pdf")
    issue(people["chief"], file=paper)
    (line,) = people["duty"].get(HOUSE).context["page"].lines
    digest = line[0].said.attachment.digest
    answer = people["duty"].get(f"/facilities/QZ-D/evidence/{digest}")
    assert answer.content == PDF
    assert people["stranger"].get(f"/facilities/QZ-D/evidence/{digest}").status_code in (403, 404)


def test_two_that_contradict_are_settled_by_a_leader(people: dict[str, Client], clock: Any) -> None:
    first = issue(people["chief"], settings="four-layer-2022:directive.hours = 1")
    clock("03-15 09:30")
    second = issue(people["chief"], settings="four-layer-2022:directive.hours = 4")
    assert "nobody has said which prevails" in page(people["chief"], "/directives")
    fields = {
        "over": "four-layer-2022:directive.hours", "one": first, "other": second, "prevails": second,
        "office": "TS-Z",
    }  # fmt: skip
    assert press(people["chief"], "/directives", "settle", **fields).status_code == 422
    sent = press(people["chief"], "/directives", "settle", reason="The later one", **fields)
    assert sent.status_code == 302
    assert f"{second} prevails" in page(people["chief"], "/directives")


def test_what_is_typed_wrongly_stays_on_the_form(people: dict[str, Client]) -> None:
    sent = press(people["chief"], "/directives/new", "issue", title="T", issuer="city", settings="hours 4")
    assert sent.status_code == 422
    assert "hours 4" in sent.content.decode()
    assert press(people["chief"], "/directives/new", "issue", title="T", issuer="city").status_code == 422
    assert people["duty"].get("/directives/new").status_code == 403


def test_a_dispatch_goes_from_its_opening_to_signed_minutes(people: dict[str, Client], clock: Any) -> None:
    level = LevelOrdered(level="outbreak", authority="City", reason="Cases")
    with scoped(Scope(everywhere=True)):
        append([fact(level, "03-15 08:30", number=77_001)])
    assert "Response level ordered" in page(people["watch"], "/dispatches")
    opened = press(people["watch"], "/dispatches", "open", chaired_by="TS1", present="TS2")
    assert opened.status_code == 302, opened.content[:800]
    address = str(opened.headers["Location"])
    asked = people["duty"].get("/facilities/QZ-D/dispatch").context["page"].running[0].houses[0]
    line = next(one for one in asked.lines if one.said.rule == "command.level_ordered")
    seen = people["chief"].get(address).context["stamp"]
    polled = people["chief"].get(f"{address}?seen={seen}", headers={"HX-Request": "true"})
    assert polled.status_code == 204
    clock("03-15 09:10")
    code, number = address.rpartition("/")[2], line.said.line
    sent = press(
        people["duty"],
        "/facilities/QZ-D/dispatch",
        "answer",
        dispatch=code,
        line=number,
        answer="Told to all",
    )
    assert sent.status_code == 302, sent.content[:800]
    polled = people["chief"].get(f"{address}?seen={seen}", headers={"HX-Request": "true"})
    assert b"Told to all" in polled.content
    sent = press(
        people["chief"], address, "set", title="Drill it tonight", owner="QZ1", due="2022-03-15T20:00",
        origin="dispatch", of=code, line=number, facility="QZ-D",
    )  # fmt: skip
    assert sent.status_code == 302, sent.content[:800]
    assert "Drill it tonight" in page(people["duty"], HOUSE)
    assert press(people["watch"], address, "close", office="TS-Z", remarks="Quiet").status_code == 302
    late = press(people["watch"], "/dispatches", "open", chaired_by="TS1")
    assert late.status_code in (302, 422)
    assert press(people["chief"], address, "sign", office="TS-Z").status_code == 302
    paper = page(people["chief"], f"{address}/minutes")
    assert all(word in paper for word in ("Told to all", "Drill it tonight", "TS1", "TS2", "Quiet"))


def test_a_house_sees_its_own_lines_and_no_other(people: dict[str, Client]) -> None:
    opened = press(people["watch"], "/dispatches", "open", chaired_by="TS1")
    address = str(opened.headers["Location"])
    assert people["stranger"].get("/facilities/QZ-D/dispatch").status_code == 403
    assert people["duty"].get(address).status_code in (403, 404)
    assert "/facilities/QZ-D/dispatch" in page(people["duty"], "/facilities/QZ-D/dispatch")
