"""Whose it is now, on the lines of a day sheet and on the alerts of a board (M03)."""

from datetime import date

from lazaretto.board.alerting import alerts
from lazaretto.board.city import Alert
from lazaretto.board.listing import list_day
from lazaretto.facts.command import LeaderNamed
from lazaretto.facts.duty import Absent, HandedOver, HandoverAcknowledged
from lazaretto.facts.fact import Fact
from lazaretto.obligations.whose import Whose
from tests.stating import fact
from tests.unit.board.world import look

LEADER = fact(LeaderNamed(person="L1", title="deputy director"), "03-10 08:00", number=60)
DEPUTY = fact(LeaderNamed(person="D1", title="second", rank="deputy"), "03-10 08:05", number=61)
SHIFT = (
    fact(HandedOver(handover="H1", outgoing="P1"), "03-15 05:50", number=62),
    fact(HandoverAcknowledged(handover="H1", incoming="P2"), "03-15 05:55", number=63),
)
SICK = Absent(person="L1", cause="sick", first=date(2022, 3, 15), last=date(2022, 3, 16))


def on_sheet(*said: Fact, at: str = "03-15 10:30") -> Whose:
    """Whose the duty officer's lines are on the sheet of QZ-D."""
    seen = look(*said, at=at)
    (house,) = seen.houses({"QZ-D"})
    return dict(list_day(seen.assessment, house=house, facts=seen.record.facts).whose)["duty_officer"]


def on_board(*said: Fact, at: str = "03-15 10:30") -> list[Alert]:
    seen = look(*said, at=at)
    listed, _ = alerts(
        seen.assessment, facts=seen.record.facts, seen=seen.houses(), limit=20, zone="Asia/Shanghai"
    )
    return [one for one in listed if one.facility == "QZ-D"]


def test_a_line_is_whoever_took_the_last_handover() -> None:
    found = on_sheet(LEADER, *SHIFT)
    assert (found.person, found.why) == ("P2", "took_over")


def test_without_a_handover_it_is_whoever_answers_for_the_house() -> None:
    assert on_sheet(LEADER).why == "nobody_on_watch"
    assert on_sheet(LEADER).person == "L1"


def test_the_first_deputy_has_it_while_the_leader_is_away() -> None:
    found = on_sheet(LEADER, DEPUTY, fact(SICK, "03-14 20:00", number=64))
    assert (found.person, found.title) == ("D1", "second")


def test_an_alert_knows_whose_it_is() -> None:
    found = on_board(LEADER, *SHIFT)
    assert found
    assert {one.whose.person for one in found if one.whose and one.owner == "duty_officer"} == {"P2"}
    assert all(one.whose is not None for one in found if one.kind != "problem")


def test_nothing_owed_by_a_role_asks_for_nobody() -> None:
    seen = look(LEADER, at="03-15 10:30")
    (house,) = seen.houses({"QZ-D"})
    page = list_day(seen.assessment, house=house, facts=seen.record.facts)
    pending = page.owed + page.late + page.missed + page.disputed
    assert [role for role, _held in page.whose] == sorted({group.owner for group in pending})
