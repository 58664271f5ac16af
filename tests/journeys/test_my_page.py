"""Each officer's own page: only their own, with a calendar whose secret address can be renewed."""

from datetime import date, time
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from icalendar import Calendar

from lazaretto.access.models import User
from lazaretto.facts.duty import Enrolled, PhaseStarted, PostSet, RosterPublished, Stand, Turn, Watch
from tests.journeys.city import record, sign_in
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
ME = "/me"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    now = [moment("03-15 08:30")]
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: now[0])

    def to(at: str) -> None:
        now[0] = moment(at)

    return to


@pytest.fixture
def mine(client: Client) -> Client:
    watch = Watch(watch="day", begins=time(8), hours=8, need=1)
    turns = tuple(
        Turn(person=who, phase=phase, batch="b", first=date(2022, 3, 15), last=date(2022, 3, 21))  # type: ignore[arg-type]
        for who, phase in (("S1", "C"), ("S2", "A"))
    )
    roster = RosterPublished(
        roster="R1", first=date(2022, 3, 15), last=date(2022, 4, 10), persons=("S1", "S2"), signed_by="L1",
        turns=turns,
        stands=(Stand(person="S1", post="ward", watch="day", day=date(2022, 3, 24)),
                Stand(person="S2", post="ward", watch="day", day=date(2022, 3, 16))),
    )  # fmt: skip
    record(
        *(fact(Enrolled(person=p, sex="female", post="officer"), "02-01 08:00", number=700 + n)
          for n, p in enumerate(("S1", "S2"))),
        fact(PhaseStarted(person="S1", batch="b", phase="C"), "03-14 07:00", number=710),
        fact(PostSet(post="ward", title="Ward 3", zone="guarded", staff=("officer",), watches=(watch,)),
             "03-01 09:00", number=711),
        fact(roster, "03-14 20:00", number=712),
    )  # fmt: skip
    client.cookies["django_language"] = "en"
    return sign_in(client, "S1", "gate_officer", "QZ-D")


def shown(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_page_tells_of_oneself_and_of_nobody_else(mine: Client) -> None:
    text = shown(mine.get(ME))
    assert "phase C (isolating)" in text
    assert "Ward 3 · day" in text
    assert "S2" not in text
    duty = mine.get(ME).context["duty"]
    assert [str(stand.day) for stand in duty.stands] == ["2022-03-24"]
    assert duty.isolating.state == "open"
    stranger = sign_in(Client(), "ZZ9", "gate_officer", "QZ-D")
    stranger.cookies["django_language"] = "en"
    assert "No house has this staff number" in shown(stranger.get(ME))
    assert Client().get(ME).status_code == 302  # to the sign-in


def test_one_press_checks_in_from_a_phone(mine: Client, clock: Any) -> None:
    said = {"act": "said", "said": "well-home", "made": str(uuid4())}
    assert "Press where you are" in shown(mine.post(ME, said | {"said": ""}))
    assert mine.post(ME, said).status_code == 302
    assert mine.post(ME, said).status_code == 302  # pressed twice is said once
    duty = mine.get(ME).context["duty"]
    assert (duty.isolating.state, duty.isolating.said.body.where) == ("met", "home")
    held = dict(mine.get(ME).context["page"].held)
    assert held["duty.checked_in"] == 1
    clock("03-15 08:40")
    ill = said | {"said": "unwell-on_site", "symptom": ["fever"], "made": str(uuid4())}
    assert mine.post(ME, ill).status_code == 302  # the gate states no symptoms: the check-in says them
    assert mine.get(ME).context["duty"].isolating.state == "unwell"
    clock("03-15 08:50")
    other = said | {"person": "S2", "made": str(uuid4())}
    assert mine.post(ME, other).status_code == 302  # whatever was sent along: it is the reader's own
    assert "duty.checked_in" not in shown(mine.get("/api/v1/facts?subject=S2"))


def feed(client: Client) -> str:
    address = client.get(ME).context["feed"]
    return str(address).partition("testserver")[2]


def test_the_address_of_the_calendar_is_secret_and_can_be_renewed(mine: Client) -> None:
    assert feed(mine) == ""
    User.objects.filter(username="S1").update(language="en")  # the feed speaks its owner's language
    assert mine.post(ME, {"act": "renew"}).status_code == 302
    first = feed(mine)
    answer = Client().get(first)  # a calendar program signs in nowhere
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert {str(event["summary"]) for event in events} == {"Ward 3 · day", "Shift C"}
    (watch,) = [event for event in events if str(event["summary"]).startswith("Ward")]
    assert watch.decoded("dtstart") == moment("03-24 08:00")
    assert watch.decoded("dtend") == moment("03-24 16:00")
    mine.post(ME, {"act": "renew"})
    assert feed(mine) != first
    assert Client().get(first).status_code == 404
    assert Client().get(feed(mine)).status_code == 200
    assert Client().post(feed(mine)).status_code == 405
    forged = feed(mine)[:-5] + ("0" if feed(mine)[-5] != "0" else "1") + ".ics"
    assert Client().get(forged).status_code == 404
    for junk in ("/calendar/1.ics", "/calendar/x-y.ics", "/calendar/999999999999999999999-a.ics"):
        assert Client().get(junk).status_code == 404
    last = feed(mine)
    User.objects.filter(username="S1").update(is_active=False)
    assert Client().get(last).status_code == 404


def test_a_calendar_that_was_given_up_leads_nowhere(mine: Client) -> None:
    mine.post(ME, {"act": "renew"})
    last = feed(mine)
    mine.post(ME, {"act": "give_up"})
    assert feed(mine) == ""
    assert Client().get(last).status_code == 404
