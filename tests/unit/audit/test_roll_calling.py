"""What documents ask of roll-calls, which drawn ones are due, for how long one holds the gate."""

from datetime import date, time

import msgspec

from lazaretto.audit.roll_calling import AskedOfCalls, asked_of_calls, drawn_calls, slot_at
from lazaretto.facts.fact import Fact
from lazaretto.obligations.force import InForce
from lazaretto.obligations.roll_calls import RollCall, frozen_now, holds_for, roll_calls
from lazaretto.protocol.document import Deadline, Parameter, Protocol, Recurring, Refrain, Slot
from lazaretto.registers.events import FOREVER
from tests.stating import HOUSE, house, moment, record_of, second
from tests.unit.board.world import PROTOCOL, clause, words
from tests.unit.obligations.test_roll_calls import GATHERED, called, counted, second_count

ZONE, DAY = "Asia/Shanghai", date(2022, 3, 15)
SLOTS = (
    Slot(id="evening", label=words("evening"), opens=time(19), closes=time(23)),
    Slot(id="day", label=words("day"), opens=time(7), closes=time(19)),
)
DRAWN = clause(
    "supervision.drawn",
    Recurring(who="facilities", slots=SLOTS, evidence="roll_call_held", grace=0, sum_at_least=2),
)
ANSWER = clause(
    "supervision.answer", Deadline(trigger="roll_call_called", evidence="roll_call_gathered", within=10)
)
FREEZE = clause("supervision.freeze", Refrain(condition="passed_during_roll_call", settings={"minutes": 60}))
OPEN = clause("supervision.open", Refrain(condition="roll_call_left_open", settings={"minutes": 40}))
WITHIN = Parameter(
    id="roll-call.drawn-within", label=words("within"), value="30", unit="min", effective=date(2022, 3, 1),
    cite=("practice",),
)  # fmt: skip


def force(*clauses: object, since: int = 0, within: bool = True) -> InForce:
    said = {"clauses": clauses, "parameters": (WITHIN,) if within else ()}
    protocol: Protocol = msgspec.structs.replace(PROTOCOL, **said)
    return InForce(protocol, since, FOREVER, 0)


ASKED = asked_of_calls([force(DRAWN, ANSWER, FREEZE, OPEN)], 10)


def held(*said: Fact, at: str = "03-15 23:00") -> tuple[RollCall, ...]:
    record = record_of([house(), *said])
    return roll_calls(record.standing(at=second(at)), record.facts, HOUSE)


def test_what_is_asked_is_read_off_the_clauses() -> None:
    assert [(slot.id, slot.draws) for slot in ASKED.slots] == [("day", 2), ("evening", 2)]
    assert ASKED.slots[0].minutes == range(7 * 60, 19 * 60 - 30)  # so that the last one is called in its slot
    assert (ASKED.draws, ASKED.within, ASKED.answer, ASKED.open, ASKED.frozen) == (4, 30, 10, 40, 60)


def test_a_document_without_draws_still_sets_the_clock() -> None:
    found = asked_of_calls([force(ANSWER, within=False)], 10)
    assert (found.draws, found.within, found.answer, found.frozen) == (0, None, 10, None)


def test_no_document_asks_nothing_and_a_later_one_is_not_in_force_yet() -> None:
    assert asked_of_calls([], 10) == AskedOfCalls()
    assert asked_of_calls([force(ANSWER, since=11)], 10) == AskedOfCalls()


def test_a_roll_call_is_of_the_slot_in_which_it_was_called() -> None:
    found = [slot_at(ASKED, moment(f"03-15 {at}"), zone=ZONE) for at in ("06:59", "07:00", "18:59", "19:00")]
    assert [one and one.id for one in found] == [None, "day", "day", "evening"]


def drawn(at: str, *said: Fact) -> list[tuple[str, bool]]:
    found = drawn_calls(ASKED, held(*said), minutes=(9 * 60 + 50, 20 * 60), day=DAY, zone=ZONE, at=moment(at))
    return [(one.state, one.fact is not None) for one in found]


def test_a_drawn_call_is_seen_from_its_minute_on_and_missed_after_its_time() -> None:
    assert drawn("03-15 09:49") == []
    assert drawn("03-15 09:50") == [("due", False)]
    assert drawn("03-15 10:19") == [("due", False)]
    assert drawn("03-15 10:20") == [("missed", False)]
    assert drawn("03-15 20:00") == [("missed", False), ("due", False)]


def test_a_drawn_call_is_met_by_one_that_says_it_was_drawn() -> None:
    chosen = called()  # at 10:00, at a time that somebody chose
    body = msgspec.structs.replace(chosen.body, drawn=True)
    assert drawn("03-15 10:10", msgspec.structs.replace(chosen, body=body)) == [("met", True)]
    assert drawn("03-15 10:10", chosen) == [("due", False)]


def frozen(at: str, *said: Fact, minutes: int = 60) -> tuple[str, int, int] | None:
    record = record_of([house(), *said])
    standing = record.standing(at=second(at))
    return frozen_now(standing, standing.facilities.find(HOUSE), seconds=minutes * 60)


def test_the_gate_is_held_from_the_call_until_it_is_over_or_the_minutes_are_up() -> None:
    runs = ("RC-1", second("03-15 10:00"), second("03-15 11:00"))
    matched = (called(), GATHERED, counted(6, "D1"), second_count(8, "D2"))
    assert frozen("03-15 09:59", called()) is None
    assert frozen("03-15 10:00", called()) == runs
    assert frozen("03-15 10:07", *matched) == runs
    assert frozen("03-15 10:08", *matched) is None
    assert frozen("03-15 10:59", called()) == runs
    assert frozen("03-15 11:00", called()) is None
    assert frozen("03-15 10:30", called(), minutes=0) is None


def test_for_how_long_is_the_latest_documents_word() -> None:
    longer = clause("x.freeze", Refrain(condition="passed_during_roll_call", settings={"minutes": 90}))
    assert holds_for([force(FREEZE), force(longer)], 10) == 90 * 60
    assert holds_for([force(ANSWER)], 10) == 0
