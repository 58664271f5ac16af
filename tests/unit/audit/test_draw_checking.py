"""Anybody checks drawn times with what was told of them; a changed word, time or secret is found out."""

import hmac
from datetime import date
from hashlib import sha256

import msgspec
import pytest

from lazaretto.audit.draw_checking import FORMAT, DrawnSlot, ToldDraw, check, drawn_in
from lazaretto.audit.drawing import commitment, root, secret_of
from lazaretto.facts.fact import Fact
from lazaretto.facts.roll_calls import RollCallCalled
from lazaretto.facts.supervision import DrawCommitted
from tests.stating import HOUSE, fact, moment

FIRST, DAY = date(2022, 3, 12), date(2022, 3, 15)
SLOTS = (
    DrawnSlot(slot="day", count=2, first=420, last=1110),
    DrawnSlot(slot="evening", count=1, first=1140, last=1350),
)
ROOT = root(b"the secret of an installation", facility=HOUSE, first=FIRST, purpose="roll_call")
PROMISED = commitment(ROOT, first=FIRST, days=30)
SECRET = secret_of(ROOT, DAY, promised=PROMISED) or b""
MINUTES = drawn_in(SLOTS, SECRET, facility=HOUSE, day=DAY, purpose="roll_call")
TOLD = ToldDraw(
    format=FORMAT, purpose="roll_call", facility=HOUSE, zone="Asia/Shanghai", day=DAY, anchor=PROMISED.anchor,
    first=FIRST, days=30, secret=SECRET.hex(), slots=SLOTS, minutes=MINUTES,
)  # fmt: skip


def committed(at: str, *, anchor: str = PROMISED.anchor, facility: str = HOUSE) -> Fact:
    body = DrawCommitted(anchor=anchor, first=FIRST, days=30, committed_by="D1", purpose="roll_call")
    return fact(body, at, number=70, facility=facility)


def called(at: str, number: int, *, drawn: bool = True) -> Fact:
    body = RollCallCalled(roll_call=f"RC-{number}", drawn=drawn, called_by="D1")
    return fact(body, at, number=number)


def test_what_was_told_holds() -> None:
    found = check(TOLD)
    assert (found.leads, found.same, found.holds, found.promised) == (True, True, True, None)
    assert len(found.minutes) == 3
    assert all(420 <= one < 1110 for one in found.minutes[:2])
    assert 1140 <= found.minutes[2] < 1350


def test_the_reference_says_how_it_is_done_by_hand() -> None:
    """The steps of docs/reference/draw.md, with nothing but hashlib and hmac."""
    told = bytes.fromhex(TOLD.secret)
    for _ in range((TOLD.day - TOLD.first).days + 1):
        told = sha256(told).digest()
    assert told.hex() == TOLD.anchor
    found = set[int]()
    for slot in TOLD.slots:
        had, number, width = set[int](), 0, slot.last - slot.first
        while len(had) < slot.count:
            name = f"lazaretto roll-calls, draw\n{TOLD.facility}|{TOLD.day}|{slot.slot}|{number}"
            drawn = hmac.new(bytes.fromhex(TOLD.secret), name.encode(), "sha256").digest()
            whole, number = int.from_bytes(drawn[:8], "big"), number + 1
            if whole < 2**64 - 2**64 % width:
                had.add(slot.first + whole % width)
        found |= had
    assert sorted(found) == list(TOLD.minutes)


@pytest.mark.parametrize(
    ("changed", "leads", "same"),
    [
        ({"minutes": (*MINUTES[:2], MINUTES[2] - 1)}, True, False),
        ({"secret": "00" * 32}, False, False),
        ({"anchor": "00" * 32}, False, True),
        ({"day": date(2022, 3, 16)}, False, False),
        ({"facility": "MJ-D"}, True, False),
        ({"purpose": "gate_look"}, True, False),
        ({"slots": SLOTS[:1]}, True, False),
        ({"first": date(2022, 3, 11)}, False, True),
    ],
)
def test_whatever_is_changed_is_found_out(changed: dict[str, object], leads: bool, same: bool) -> None:
    found = check(msgspec.structs.replace(TOLD, **changed))
    assert (found.leads, found.same, found.holds) == (leads, same, False)


@pytest.mark.parametrize("changed", [{"format": "another/1"}, {"secret": "no figures"}])
def test_what_is_no_draw_is_said_to_be_none(changed: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"another/1|hexadecimal"):
        check(msgspec.structs.replace(TOLD, **changed))


def test_the_facts_say_when_it_was_promised_and_when_each_was_called() -> None:
    facts = [
        committed("03-11 18:00"), called("03-15 09:00", 1), called("03-15 10:00", 2, drawn=False),
        called("03-16 09:00", 3),
    ]  # fmt: skip
    found = check(TOLD, facts)
    assert (found.promised, found.called) == (moment("03-11 18:00"), (moment("03-15 09:00"),))


@pytest.mark.parametrize(
    "said",
    [
        committed("03-15 00:00"),  # the day had begun
        committed("03-11 18:00", anchor="00" * 32),
        committed("03-11 18:00", facility="MJ-D"),
    ],
    ids=["too late", "another anchor", "another house"],
)
def test_a_promise_that_is_none_is_not_taken_for_one(said: Fact) -> None:
    assert check(TOLD, [said]).promised is None
