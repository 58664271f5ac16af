"""The lines that must read zero, by page: from the board to a line, its breach, whose it is and why."""

import re
from typing import Any

import pytest
from django.test import Client

from lazaretto.facts.command import LeaderNamed, LevelOrdered, PlaceEstablished
from lazaretto.facts.custody import Admitted, Moved
from lazaretto.facts.quarantine import LegStarted
from tests.journeys.city import clock, record, sign_in
from tests.stating import fact

pytestmark = [pytest.mark.database, pytest.mark.django_db]
WING = "QZ-D/G9/01"


@pytest.fixture
def chief(client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Client:
    """A person whose third leg runs was moved into a general wing this morning."""
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own
    monkeypatch.setattr("lazaretto.project.clock.now", clock("03-15 12:00"))
    record(
        fact(LevelOrdered(level="closed", authority="city", reason="call"), "03-11 08:00", number=7001),
        fact(LeaderNamed(person="L1", title="deputy director"), "03-11 08:00", number=7002),
        fact(PlaceEstablished(established=WING, use="general", capacity=4), "03-11 08:00", number=7003),
        fact(PlaceEstablished(established="QZ-D/T/09", use="transition", capacity=4), "03-11 08:00",
             number=7004),
        fact(Admitted(person="M1", cell="QZ-D/T/09", sex="male", name="甲某"), "03-13 09:00", number=7005),
        fact(LegStarted(order="O-M1", person="M1", layer=3, cohort="c9"), "03-13 09:00", number=7006),
        fact(Moved(person="M1", cell=WING), "03-15 09:00", number=7007),
    )  # fmt: skip
    client.cookies["django_language"] = "en"
    return sign_in(client, "C1", "detachment_leader", everywhere=True)


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content[:400]
    return str(answer.content.decode())


def test_from_the_figure_to_the_breach_to_why(chief: Client) -> None:
    board = chief.get("/")
    mixed = next(line for line in board.context["board"].bottom_lines if line.id == "nobody-mixed")
    assert mixed.count == 1
    address = f"/bottom-lines/{mixed.document}/nobody-mixed"
    assert f'href="{address}"' in text(board)
    page = text(chief.get(address))
    assert "M1" in page
    assert "L1</b> deputy director" in page
    assert "Part them at once" in page
    assert "甲某" not in page  # numbers, never names
    (why,) = set(re.findall(r'href="(/explain/[^"]+)"', page))
    assert "Nobody enters a general wing before clearance" in text(chief.get(why.replace("&amp;", "&")))


def test_what_left_the_figure_is_still_explained_as_known_then(
    chief: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lazaretto.project.clock.now", clock("03-19 12:00"))
    answer = chief.get("/bottom-lines/four-layer-2022/nobody-mixed")
    found = answer.context["page"]
    assert found.of.line.count == 0
    assert found.breaches_in_all == 1
    assert found.of.zero_days == 4
    page = text(answer)
    assert "no longer in the figure" in page
    (why,) = set(re.findall(r'href="(/explain/[^"]+)"', page))
    assert "Nobody enters a general wing before clearance" in text(chief.get(why.replace("&amp;", "&")))


def test_all_lines_stand_on_one_page_over_a_month_or_a_quarter(chief: Client) -> None:
    found = chief.get("/bottom-lines").context["page"]
    assert [len(one.days) for one in found.lines] == [28] * 4
    assert {one.line.id for one in found.lines if one.line.count} == {"nobody-mixed"}
    assert [len(one.days) for one in chief.get("/bottom-lines?weeks=12").context["page"].lines] == [84] * 4
    assert len(chief.get("/bottom-lines?weeks=500").context["page"].lines[0].days) == 28


def test_who_reads_no_records_sees_figures_and_no_breach(chief: Client, client: Client) -> None:
    gate = sign_in(client, "G1", "gate_officer", "QZ-D")
    assert gate.get("/bottom-lines/four-layer-2022/nobody-mixed").status_code == 403
    # As a word: a token of a form may hold it by chance.
    assert not re.search(r"\bM1\b", text(gate.get("/bottom-lines")))


def test_another_house_sees_nothing_of_it(chief: Client, client: Client) -> None:
    other = sign_in(client, "L2", "leader", "MJ-D")
    found = other.get("/bottom-lines/four-layer-2022/nobody-mixed").context["page"]
    assert (found.of.line.count, found.breaches) == (0, ())


def test_a_line_that_no_document_states_is_refused(chief: Client) -> None:
    assert chief.get("/bottom-lines/four-layer-2022/nothing").status_code == 403
