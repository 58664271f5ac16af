"""Looks at a gate: which are owed and taken, what each saw beside the register, what asks for them."""

from datetime import date
from pathlib import Path
from typing import Any

from lazaretto.audit.asked import Asked, asked
from lazaretto.audit.looking import cameras, committed, drawn_ones, looks, scheduled
from lazaretto.facts import gate
from lazaretto.facts.command import ProtocolIssued
from lazaretto.facts.fact import Fact
from lazaretto.facts.supervision import CameraSet, DrawCommitted, GateLooked
from lazaretto.obligations.force import in_force
from lazaretto.protocol.reading import read
from tests.house.tree import ROOT
from tests.stating import HOUSE, ZONE, fact, house, moment, record_of, second

DAY = date(2022, 3, 15)
FILE = Path(ROOT) / "protocols" / "four-layer-2022" / "1.yaml"


def look(number: int, at: str, people: int, **more: Any) -> Fact:
    return fact(GateLooked(camera="GATE-1", by="camera", people=people, **more), at, number=number)


def standing_of(*facts: Fact, at: str = "03-15 23:00") -> tuple[Any, list[Fact]]:
    record = record_of([house(), *facts])
    return record.standing(at=second(at)), record.facts


def what_is_asked() -> Asked:
    document = read(FILE.read_bytes()).protocol
    assert document is not None
    body = ProtocolIssued(document=document.id, version=document.version, digest="0" * 64, authority="x")
    standing, _ = standing_of(fact(body, "03-01 00:00", number=9))
    return asked(in_force(standing, shelf={(document.id, document.version): document}), standing.at)


def test_the_document_says_what_is_asked() -> None:
    asks = what_is_asked()
    assert [slot.id for slot in asks.slots] == ["morning", "noon", "evening"]
    assert (asks.draws, asks.minutes, asks.within) == (2, range(7 * 60, 22 * 60), 30)
    assert (asks.window, asks.stretch, asks.retention) == (6, 15, 30)
    assert asks.document == "four-layer-2022"


def test_no_document_asks_nothing() -> None:
    standing, _ = standing_of()
    assert asked(in_force(standing, shelf={}), standing.at) == Asked()


def entered(number: int, at: str) -> Fact:
    return fact(
        gate.Entered(category="person", subject=f"S{number}", zone="administration"), at, number=number
    )


def test_a_look_stands_beside_the_register_of_its_stretch() -> None:
    facts = [
        entered(10, "03-15 07:40"), entered(11, "03-15 07:50"), entered(12, "03-15 08:00"),
        look(20, "03-15 08:00", 1, since=moment("03-15 07:45")), look(21, "03-15 12:00", 4),
        look(22, "03-15 18:00", 2, since=moment("03-15 17:45")),
    ]  # fmt: skip
    standing, held = standing_of(*facts)
    first, second_, third = looks(
        standing, facts=held, facility=HOUSE, start=moment("03-15 00:00"), end=moment("03-16 00:00")
    )
    assert (first.register, first.saw, first.differs) == ((1, 0, 0), (1, 0, 0), False)
    assert (second_.register, second_.differs) == (None, False)  # nobody said of which stretch
    assert (third.register, third.differs) == ((0, 0, 0), True)


def taken(*facts: Fact, at: str = "03-15 12:00") -> Any:
    standing, held = standing_of(*facts, at=at)
    return looks(standing, facts=held, facility=HOUSE, start=moment("03-15 00:00"), end=moment("03-16 00:00"))


def test_slots_are_taken_missed_due_and_to_come() -> None:
    asks = what_is_asked()
    made = taken(look(20, "03-15 08:00", 1))
    states = [
        [due.state for due in scheduled(asks, made, day=DAY, zone=ZONE, at=moment(at))]
        for at in ("03-15 06:00", "03-15 12:00", "03-15 21:00")
    ]
    assert states == [["met", "ahead", "ahead"], ["met", "due", "ahead"], ["met", "missed", "missed"]]


def test_a_drawn_look_shows_when_its_time_has_come_and_is_taken_by_a_drawn_one() -> None:
    asks = what_is_asked()
    minutes = (9 * 60, 14 * 60 + 7)
    made = taken(look(20, "03-15 09:10", 1), look(21, "03-15 14:20", 1, drawn=True), at="03-15 22:00")
    shown = [
        [
            (due.opens, due.state)
            for due in drawn_ones(asks, made, minutes=minutes, day=DAY, zone=ZONE, at=moment(at))
        ]
        for at in ("03-15 08:59", "03-15 09:00", "03-15 23:00")
    ]
    nine, two = moment("03-15 09:00"), moment("03-15 14:07")
    assert shown == [[], [(nine, "due")], [(nine, "missed"), (two, "met")]]


def promise(number: int, at: str, first: date, anchor: str = "a") -> Fact:
    body = DrawCommitted(anchor=anchor * 64, first=first, days=30, committed_by="D1")
    return fact(body, at, number=number)


def test_the_first_promise_that_came_before_the_day_holds() -> None:
    facts = [
        promise(10, "03-14 09:00", DAY), promise(11, "03-14 10:00", DAY, "b"),
        promise(12, "03-16 09:00", date(2022, 4, 20), "c"),
    ]  # fmt: skip
    standing, held = standing_of(*facts, at="04-30 00:00")

    def held_for(day: date) -> str | None:
        found = committed(standing, facts=held, facility=HOUSE, day=day)
        return found.anchor[0] if found else None

    assert held_for(DAY) == "a"
    assert held_for(date(2022, 4, 13)) == "a"
    assert held_for(date(2022, 4, 19)) is None
    assert held_for(date(2022, 4, 20)) == "c"
    assert held_for(date(2022, 3, 14)) is None


def test_a_promise_on_the_day_itself_comes_too_late() -> None:
    standing, held = standing_of(promise(10, "03-15 00:00", DAY), at="03-20 00:00")
    assert committed(standing, facts=held, facility=HOUSE, day=DAY) is None
    assert committed(standing, facts=held, facility=HOUSE, day=date(2022, 3, 16)) is not None


def test_a_camera_is_set_anew_and_taken_away() -> None:
    new = CameraSet(camera="GATE-1", address="rtsp://10.0.0.9/new", title="Main")
    elsewhere = CameraSet(camera="GATE-1", address="rtsp://10.9.9.9/x")
    facts = [
        fact(CameraSet(camera="GATE-1", address="rtsp://10.0.0.9/old"), "03-01 08:00", number=10),
        fact(new, "03-02 08:00", number=11),
        fact(CameraSet(camera="GATE-2", address="https://10.0.0.8/still.jpg"), "03-02 08:00", number=12),
        fact(CameraSet(camera="GATE-2"), "03-03 08:00", number=13),
        fact(elsewhere, "03-02 08:00", number=14, facility="MJ-D"),
    ]
    standing, held = standing_of(*facts)
    (camera,) = cameras(standing, facts=held, facility=HOUSE)
    assert (camera.code, camera.address, camera.title) == ("GATE-1", "rtsp://10.0.0.9/new", "Main")


def test_the_stretch_of_a_look_is_half_open() -> None:
    """Who comes in at the very second of the look is on the next one."""
    facts = [entered(10, "03-15 07:45"), entered(11, "03-15 08:00")]
    made = taken(*facts, look(20, "03-15 08:00", 1, since=moment("03-15 07:45")))
    assert made[0].register == (1, 0, 0)
