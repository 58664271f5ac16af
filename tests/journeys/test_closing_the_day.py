"""The day's log closed, reopened and sent again; the list of days; the store's movements, by page."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lazaretto.access.actor import Scope
from lazaretto.access.scope import scoped
from lazaretto.facts.command import LogReopened
from lazaretto.ledger.appending import append
from lazaretto.web.labels.keeping import LINES
from tests.journeys.city import record, sign_in, told
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
LOG, STOCK = "/facilities/QZ-D/log", "/facilities/QZ-D/stock"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The time of day, to be set."""
    now = [moment("03-15 21:00")]
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: now[0])

    def to(at: str) -> None:
        now[0] = moment(at)

    return to


@pytest.fixture
def officer(client: Client, clock: Any) -> Client:
    record()
    client.cookies["django_language"] = "en"
    return sign_in(client, "QZ1", "duty_officer", "QZ-D")


def text(answer: Any) -> str:
    return str(answer.content.decode())


def offered(client: Client) -> dict[str, str]:
    """The form as the page fills it in, with every nought said."""
    answer = client.get(LOG)
    rows = {row["of"]: row["count"] for row in answer.context["rows"]}
    assert set(rows) == set(LINES)
    noughts = {f"nought-{of}": "on" for of, count in rows.items() if count == 0}
    return {"act": "submit", **{f"n-{of}": str(count) for of, count in rows.items()}, **noughts}


def test_a_nought_is_said_and_a_difference_explained(officer: Client) -> None:
    form = offered(officer)
    asked = {row["of"]: row["asked"] for row in officer.get(LOG).context["rows"]}
    assert asked == {row["of"]: not row["count"] for row in officer.get(LOG).context["rows"]}
    emptied = officer.post(LOG, form | {"n-held": "0"})  # a nought of one's own is asked about, too
    assert next(row["asked"] for row in emptied.context["rows"] if row["of"] == "held")
    unsaid = {name: value for name, value in form.items() if name != "nought-fevers"}
    assert "tick that it is nought" in text(officer.post(LOG, unsaid))
    other = form | {"n-fevers": "2"}
    answer = officer.post(LOG, other)
    assert answer.status_code == 422
    assert "Say why yours is another number" in text(answer)
    assert officer.post(LOG, other | {"why-fevers": "Two are still on paper"}).status_code == 302
    shown = text(officer.get(LOG))
    assert "Two are still on paper" in shown
    assert "submitted in time" in shown


def test_a_closed_day_is_reopened_before_it_is_sent_again(officer: Client, clock: Any) -> None:
    form = offered(officer)
    assert officer.post(LOG, form).status_code == 302
    assert "The leader reopens it" in text(officer.post(LOG, form))
    reopened = LogReopened(day=date(2022, 3, 15), number=1, reason="One fever was left out")
    with scoped(Scope(everywhere=True)):
        append([fact(reopened, "03-15 21:20", number=70_001)])
    clock("03-15 21:30")
    again = form | {"n-fevers": "1", "why-fevers": "Left out before"}
    assert officer.post(LOG, again).status_code == 302
    shown = text(officer.get(LOG))
    assert "One fever was left out" in shown
    assert "0 → 1" in shown
    findings = told(officer.get("/api/v1/findings", {"facility": "QZ-D", "limit": "1000"}))["findings"]
    assert not {one["rule"] for one in findings} & {"command.log_agrees", "command.log_reopened_first"}


def test_the_leader_reopens_a_day_by_its_page_and_says_why(
    officer: Client, clock: Any, settings: Any
) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own
    form = offered(officer)
    leader = sign_in(Client(), "L1", "leader", "QZ-D")
    leader.cookies["django_language"] = "en"
    reason = {"act": "reopen", "reason": "One fever was left out"}
    assert "Reopen the day" not in text(leader.get(LOG))
    assert "nothing to reopen" in text(leader.post(LOG, reason))
    assert officer.post(LOG, form).status_code == 302
    assert "Reopen the day" in text(leader.get(LOG))
    assert "Reopen the day" not in text(officer.get(LOG))
    assert officer.post(LOG, reason).status_code in (403, 422)  # who sent it does not open it
    assert "Say why the day is opened again" in text(leader.post(LOG, reason | {"reason": " "}))
    clock("03-15 21:20")
    assert leader.post(LOG, reason).status_code == 302
    assert "One fever was left out" in text(officer.get(LOG))
    clock("03-15 21:30")
    again = form | {"n-fevers": "1", "why-fevers": "Left out before"}
    assert officer.post(LOG, again).status_code == 302
    assert "0 → 1" in text(officer.get(LOG))


def test_the_list_puts_the_silent_first(officer: Client, clock: Any) -> None:
    officer.post(LOG, offered(officer))
    clock("03-16 09:00")
    detachment = sign_in(Client(), "TSZ7", "detachment_officer", everywhere=True)
    detachment.cookies["django_language"] = "en"
    page = detachment.get("/logs").context["page"]
    states = {line.house.code: [day.state for day in line.days] for line in page.lines}
    assert states["QZ-D"][1] == "submitted"
    assert page.lines[0].house.code == "QZ-D"  # of the other nothing was asked
    assert page.of("missing")
    assert sign_in(Client(), "QZ4", "gate_officer", "QZ-D").get("/logs").status_code == 403
    gate = sign_in(Client(), "QZ5", "gate_officer", "QZ-D")
    for address in (LOG, f"/api/v1{LOG}?day=2022-03-14"):  # it counts the sick
        assert gate.get(address).status_code == 403


def press(client: Client, act: str, **said: str) -> Any:
    return client.post(STOCK, {"act": act, "made": str(uuid4()), **said})


def test_the_store_by_page(officer: Client, clock: Any) -> None:
    assert "the first count begins the book" in text(officer.get(STOCK))
    assert (
        press(officer, "received", batch="T1", item="tube", pieces="100", expires="2022-05-01").status_code
        == 302
    )
    assert (
        press(officer, "received", batch="T2", item="tube", pieces="50", expires="2022-03-20").status_code
        == 302
    )
    (line,) = officer.get(STOCK).context["page"].lines
    assert (line.shelf.usable, line.shelf.first, line.state) == (150, "T2", "unused")
    clock("03-15 21:10")
    answer = officer.post(
        STOCK, {"act": "used", "made": str(uuid4()), "batch": "T1", "pieces": "84"}, follow=True
    )
    assert "take it first" in text(answer)  # the lot alone says what it is; another expires earlier
    (line,) = officer.get(STOCK).context["page"].lines
    assert (line.shelf.usable, line.shelf.days, line.state) == (66, 5, "low")
    assert press(officer, "counted", batch="T1", pieces="10").status_code == 302
    (line,) = officer.get(STOCK).context["page"].lines
    assert [(one.code, one.pieces, one.off) for one in line.shelf.batches] == [
        ("T2", 50, None),
        ("T1", 10, -6),
    ]
    assert press(officer, "discarded", batch="T1", pieces="10", why="damaged").status_code == 302
    assert "does not know this lot" in text(press(officer, "used", batch="T9", pieces="1"))
    clock("03-21 08:00")
    answer = officer.post(
        STOCK, {"act": "used", "made": str(uuid4()), "batch": "T2", "pieces": "1"}, follow=True
    )
    assert "past its last day" in text(answer)
