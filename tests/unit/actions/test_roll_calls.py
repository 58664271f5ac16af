"""What is opened of roll-calls: what each reader sees, whom to call next, who holds the gate, how it went."""

from datetime import date

import msgspec
import pytest

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.actions.drawing_looks import promise
from lazaretto.actions.open_roll_call_history import open_roll_call_history, open_roll_call_history_everywhere
from lazaretto.actions.open_roll_calls import open_roll_calls
from lazaretto.actions.open_roll_calls_everywhere import open_roll_calls_everywhere, running_call
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import local_days
from lazaretto.facts.roll_calls import GatheringSet
from lazaretto.registers.record import Record
from tests.journeys.city import issued
from tests.stating import fact, moment
from tests.unit.board.world import FOUNDING
from tests.unit.obligations.test_roll_calls import (
    DIFFERS,
    GATHERED,
    called,
    counted,
    recount,
    second_count,
)

CALLER = Actor(code="D1", role="detachment_officer", scope=Scope(everywhere=True))
OTHER = Actor(code="D2", role="detachment_officer", scope=Scope(everywhere=True))
HOUSE = Actor(code="S1", role="duty_officer", scope=Scope(frozenset({"QZ-D"})))
GATE = Actor(code="G1", role="gate_officer", scope=Scope(frozenset({"QZ-D"})))
ELSEWHERE = Actor(code="M1", role="duty_officer", scope=Scope(frozenset({"MJ-D"})))
SET = fact(GatheringSet(call_sign="Q-1", camera="YARD", room="Room 2", set_by="D1"), "03-01 09:00", number=80)


def record(*said: Fact) -> Record:
    found = Record()
    found.append([issued() if one.id.int == 9 else one for one in FOUNDING] + [*said])
    return found


def promised(facility: str = "QZ-D") -> Fact:
    body = promise(facility, first=date(2022, 3, 12), days=30, by="D1", purpose="roll_call")
    return fact(body, "03-11 18:00", number=81, facility=facility)


def test_a_day_as_it_stands() -> None:
    page = open_roll_calls("QZ-D", actor=CALLER, now=moment("03-15 10:30"), record=record(SET, *DIFFERS))
    assert page.running is not None
    assert (page.running.state, page.running.late, page.barred) == ("mismatched", False, ("count",))
    assert (page.settings, page.asked.answer, page.asked.frozen) == (SET.body, 10, 60)
    assert (page.expected_by, page.expected_inside, page.expected_standby) == ("phases", 1, 0)


def test_the_first_count_is_kept_from_everybody_else_until_the_second_is_in() -> None:
    held = record(called(), GATHERED, counted(6, "D1"))
    pages = [
        open_roll_calls("QZ-D", actor=who, now=moment("03-15 10:07"), record=held)
        for who in (CALLER, OTHER, HOUSE)
    ]
    assert [len(page.calls[0].counts) for page in pages] == [1, 0, 0]
    assert [len(page.running.counts) for page in pages if page.running] == [1, 0, 0]


def test_one_that_runs_over_midnight_stands_on_the_next_day_too() -> None:
    late = msgspec.structs.replace(called(), occurred=moment("03-15 23:55"), recorded=moment("03-15 23:55"))
    page = open_roll_calls("QZ-D", actor=CALLER, now=moment("03-16 00:05"), record=record(late))
    assert page.running is not None
    over = open_roll_calls("QZ-D", actor=CALLER, now=moment("03-17 08:00"), record=record(called()))
    assert over.calls == ()


def test_nobody_is_shown_a_drawn_time_before_it_comes_and_the_house_none_that_waits() -> None:
    held = record(promised())
    whole = open_roll_calls(
        "QZ-D", actor=HOUSE, now=moment("03-16 09:00"), day=date(2022, 3, 15), record=held
    )
    assert whole.revealed is not None
    assert whole.revealed.minutes is not None
    first = local_days(date(2022, 3, 15), zone="Asia/Shanghai").start
    for before, seen in ((-1, 0), (0, 1)):
        now = first.fromtimestamp(
            first.timestamp() + 60 * (whole.revealed.minutes[0] + before), tz=first.tzinfo
        )
        page = open_roll_calls("QZ-D", actor=CALLER, now=now, record=held)
        told = open_roll_calls("QZ-D", actor=HOUSE, now=now, record=held)
        assert (len(page.due), page.due_now is not None) == (seen, seen == 1)
        assert told.due == ()
        assert page.revealed is not None
        assert (page.revealed.secret, page.revealed.minutes) == (None, None)


def test_the_worst_stands_first_and_the_next_to_call_is_named() -> None:
    matched = (called(), GATHERED, counted(6, "D1"), second_count(8, "D2"))
    for said, card in (
        ((), "none"), ((called(),), "running"), (DIFFERS, "mismatched"),
        ((called(0, None, None), *matched[1:]), "done"),
    ):  # fmt: skip
        city = open_roll_calls_everywhere(actor=CALLER, now=moment("03-15 10:30"), record=record(*said))
        assert {line.house.code: line.card for line in city.lines} == {"QZ-D": card, "MJ-D": "none"}
        assert (city.lines[0].house.code == "QZ-D") == (card in ("running", "mismatched"))
        assert (city.next, city.promised) == (None, False)


def test_tomorrow_is_promised_when_every_house_is() -> None:
    other = msgspec.structs.replace(promised("MJ-D"), id=fact(SET.body, "03-11 18:00", number=82).id)
    for said, known in (((promised(),), False), ((promised(), other), True)):
        city = open_roll_calls_everywhere(actor=CALLER, now=moment("03-15 10:30"), record=record(*said))
        assert city.promised is known


@pytest.mark.parametrize(
    ("actor", "at", "held"),
    [
        (GATE, "03-15 10:20", True), (HOUSE, "03-15 10:59", True), (HOUSE, "03-15 11:00", False),
        (HOUSE, "03-16 10:01", False), (ELSEWHERE, "03-15 10:20", False),
    ],
)  # fmt: skip
def test_the_gate_is_told_that_it_is_held(actor: Actor, at: str, held: bool) -> None:
    found = running_call("QZ-D", actor=actor, now=moment(at), record=record(*DIFFERS))
    assert (found is not None) == held
    assert found is None or (found.code, found.since) == ("RC-1", moment("03-15 10:00"))


def test_no_call_holds_nobody() -> None:
    assert running_call("QZ-D", actor=GATE, now=moment("03-15 10:20"), record=record()) is None


def test_the_history_goes_back_its_days_and_no_further() -> None:
    held = record(*DIFFERS, recount(12, "D3"))
    page = open_roll_call_history("QZ-D", actor=HOUSE, now=moment("03-20 09:00"), record=held)
    ((day, calls),) = page.days
    assert (day, calls[0].state, page.first, page.answer) == (
        date(2022, 3, 15), "recounted", date(2022, 2, 21), 10,
    )  # fmt: skip
    assert (
        open_roll_call_history("QZ-D", actor=HOUSE, now=moment("03-20 09:00"), days=5, record=held).days == ()
    )
    city = open_roll_call_history_everywhere(actor=CALLER, now=moment("03-20 09:00"), record=held)
    assert [(one.house.code, len(one.shifts)) for one in city.houses] == [("QZ-D", 1), ("MJ-D", 0)]
    assert city.houses[0].shifts[0].mismatched == 1


def test_what_lies_outside_the_scope_is_not_opened() -> None:
    now, held = moment("03-15 10:30"), record(*DIFFERS)
    for opened in (open_roll_calls, open_roll_call_history):
        with pytest.raises(Refused, match="out_of_scope"):
            opened("QZ-D", actor=ELSEWHERE, now=now, record=held)
        with pytest.raises(Refused, match="not_permitted"):
            opened("QZ-D", actor=GATE, now=now, record=held)
    seen = open_roll_calls_everywhere(actor=ELSEWHERE, now=now, record=held)
    assert [line.house.code for line in seen.lines] == ["MJ-D"]
