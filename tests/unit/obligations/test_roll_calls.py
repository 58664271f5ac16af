"""A roll-call and a walk before the screens: every step of each, two pairs of eyes, and what is found."""

from collections.abc import Iterable

import msgspec
import pytest

from lazaretto.facts import gate
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.patrols import (
    PatrolBegun,
    PatrolBrokenOff,
    PatrolEnded,
    PatrolLooked,
    PatrolSkipped,
    Stop,
    TourSet,
)
from lazaretto.facts.roll_calls import (
    GatheringSet,
    RollCallCalled,
    RollCallChecked,
    RollCallClosed,
    RollCallCounted,
    RollCallGathered,
    RollCallRecounted,
)
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.conditions import CONDITIONS
from lazaretto.obligations.gathering import settings_of
from lazaretto.obligations.groups import GROUPS
from lazaretto.obligations.patrols import PATROL, patrol_of, tours
from lazaretto.obligations.requesting import refusal
from lazaretto.obligations.roll_calls import ROLL_CALL, RollCall, roll_call_of
from tests.stating import HOUSE, fact, house, record_of, second
from tests.unit.obligations.machining import stated, triples

CALLS = "detachment_officer detachment_leader"
COUNTS = f"duty_officer leader {CALLS}"
GRID = """
    due: call → called
    called: gather → gathered, stand_down → stood_down
    gathered: count → counted, stand_down → stood_down
    counted: agree → matched, differ → mismatched, stand_down → stood_down
    mismatched: recount → recounted, stand_down → stood_down
    recounted: clear → cleared, find → found, stand_down → stood_down
"""
WHO = {
    "call": CALLS, "gather": COUNTS, "count": CALLS, "agree": COUNTS, "differ": COUNTS, "recount": COUNTS,
    "clear": CALLS, "find": CALLS, "stand_down": CALLS,
}  # fmt: skip
WALK = """
    owed: begin → walking
    walking: look → walking, skip → walking, end → ended, break_off → broken_off
"""
R = "RC-1"


def at(minute: int, body: Body, by: str) -> Fact:
    made = fact(body, f"03-15 {10 + minute // 60:02d}:{minute % 60:02d}", number=2000 + minute)
    return msgspec.structs.replace(made, actor=by)


def called(minute: int = 0, inside: int | None = 9, standby: int | None = 4) -> Fact:
    return at(minute, RollCallCalled(roll_call=R, inside=inside, standby=standby, called_by="D1"), "D1")


GATHERED = at(4, RollCallGathered(roll_call=R, told_by="S1"), "S1")


def counted(minute: int, by: str, inside: int = 9, kind: type[Body] = RollCallCounted) -> Fact:
    return at(minute, kind(roll_call=R, by="camera", inside=inside, standby=4, counted_by=by), by)


def closed(minute: int, by: str, outcome: str = "cleared", words: str = "both in the kitchen") -> Fact:
    finding = "F1" if outcome == "found" else None
    body = RollCallClosed(roll_call=R, outcome=outcome, words=words, finding=finding, closed_by=by)  # type: ignore[arg-type]
    return at(minute, body, by)


def call_of(*said: Fact) -> RollCall:
    record = record_of([house(), *said])
    found = roll_call_of(record.standing(at=second("03-15 23:00")), record.facts, HOUSE, R)
    assert found is not None
    return found


def refused(request: Fact, *before: Fact) -> str | None:
    record = record_of([house(), *before])
    asking = Asking(request, record.standing(at=second("03-15 23:00")), record.facts, (), {})
    found = refusal(asking)
    return found[0] if found else None


def broken(condition: str, *said: Fact, **settings: int) -> list[str]:
    record = record_of([house(), *said])
    end = second("03-15 23:00")
    found = CONDITIONS[condition].find(record.standing(at=end), settings, second("03-15 00:00"), end + 1)
    return [record.names.name(int(key)) for key in found.key]


def second_count(minute: int, by: str, inside: int = 9) -> Fact:
    return counted(minute, by, inside, RollCallChecked)


def recount(minute: int, by: str, inside: int = 9) -> Fact:
    return counted(minute, by, inside, RollCallRecounted)


def test_every_state_act_and_role() -> None:
    allowed = stated(GRID, WHO)
    assert triples(ROLL_CALL) == {triple: allowed.get(triple) for triple in triples(ROLL_CALL)}
    walk = stated(WALK, dict.fromkeys(PATROL.acts, "detachment_officer"))
    assert triples(PATROL) == {triple: walk.get(triple) for triple in triples(PATROL)}


def test_two_people_count_the_same_and_it_matches() -> None:
    one = call_of(called(), GATHERED, counted(6, "D1"), second_count(8, "D2"))
    assert (one.state, one.running, one.differs, one.gathered, one.ended) == (
        "matched", False, False, second("03-15 10:04"), second("03-15 10:08"),
    )  # fmt: skip


@pytest.mark.parametrize(("first", "other"), [(9, 8), (8, 8)])
def test_it_differs_from_the_first_count_or_from_the_roster(first: int, other: int) -> None:
    one = call_of(called(), GATHERED, counted(6, "D1", first), second_count(8, "D2", other))
    assert (one.state, one.differs) == ("mismatched", True)


def test_without_a_roster_the_counts_are_compared_with_each_other_alone() -> None:
    one = call_of(called(0, None, None), GATHERED, counted(6, "D1", 7), second_count(8, "D2", 7))
    assert (one.state, one.expected) == ("matched", None)


@pytest.mark.parametrize(("outcome", "state"), [("cleared", "cleared"), ("found", "found")])
def test_a_mismatch_is_recounted_by_a_third_and_ended(outcome: str, state: str) -> None:
    said = [called(), GATHERED, counted(6, "D1"), second_count(8, "D2", 8), recount(12, "D3")]
    assert call_of(*said, closed(14, "D3", outcome)).state == state


DIFFERS = (called(), GATHERED, counted(6, "D1"), second_count(8, "D2", 8))


@pytest.mark.parametrize(
    ("before", "act"),
    [
        ((called(), GATHERED, counted(6, "D1")), second_count(8, "D1")),  # agrees
        ((called(), GATHERED, counted(6, "D1")), second_count(8, "D1", 8)),  # differs
        (DIFFERS, recount(12, "D1")),
        (DIFFERS, recount(12, "D2")),
        ((*DIFFERS, recount(12, "D3")), closed(14, "D1")),
    ],
    ids=["agree", "differ", "recount-first", "recount-second", "clear"],
)
def test_nobody_does_two_acts_kept_apart(before: tuple[Fact, ...], act: Fact) -> None:
    assert refused(act, *before) == "counter_counted_before"
    assert call_of(*before, act).state == call_of(*before).state
    assert broken("roll_call_by_one_person", *before, act) == [f"{HOUSE}|{R}"]
    assert broken("roll_call_by_one_person", *before) == []
    assert broken("roll_call_out_of_turn", *before, act) == []


def test_roll_call_by_one_person() -> None:
    begun = (called(), GATHERED, counted(6, "D1"))
    assert broken("roll_call_by_one_person", *begun, second_count(8, "D1")) == [f"{HOUSE}|{R}"]
    assert broken("roll_call_by_one_person", *begun, second_count(8, "D2")) == []


def test_what_is_refused() -> None:
    assert refused(second_count(8, "D2")) == "roll_call_unknown"
    assert refused(second_count(8, "D2"), called()) == "roll_call_not_due"
    ready = (*DIFFERS, recount(12, "D3"))
    assert refused(closed(14, "D3", words=" "), *ready) == "closing_without_words"
    unnamed = RollCallClosed(roll_call=R, outcome="found", words="one missing", closed_by="D3")
    assert refused(at(14, unnamed, "D3"), *ready) == "finding_unnamed"
    assert refused(closed(14, "D3"), *ready) is None


def test_roll_call_out_of_turn() -> None:
    assert broken("roll_call_out_of_turn", called(), counted(6, "D1")) == [f"{HOUSE}|{R}"]


def test_roll_call_left_open() -> None:
    key = [f"{HOUSE}|{R}"]
    assert broken("roll_call_left_open", called(), GATHERED, minutes=40) == key
    assert broken("roll_call_left_open", *DIFFERS, closed(39, "D2", "stood_down"), minutes=40) == []
    assert broken("roll_call_left_open", *DIFFERS, closed(41, "D2", "stood_down"), minutes=40) == key


def passing(minute: int, subject: str) -> Fact:
    body = gate.Entered(category="person", subject=subject, zone="administration")
    return msgspec.structs.replace(at(minute, body, "G1"), id=at(500 + minute, body, "G1").id)


def test_passed_during_roll_call() -> None:
    passed: Iterable[Fact] = (passing(2, "S7"), passing(9, "S8"), passing(70, "S9"))
    matched = (called(), GATHERED, counted(6, "D1"), second_count(8, "D2"))
    assert broken("passed_during_roll_call", *matched, *passed, minutes=60) == ["S7"]
    assert broken("passed_during_roll_call", called(), *passed, minutes=60) == ["S7", "S8"]
    assert broken("passed_during_roll_call", *passed, minutes=60) == []


STOPS = (Stop(stop="W1", title="Wing 1"), Stop(stop="K", title="Kitchen"))
TOUR = fact(TourSet(tour="T1", title="Inside", stops=STOPS, turns=2, set_by="D1"), "03-01 08:00", number=90)
BEGUN = at(0, PatrolBegun(patrol="P1", tour="T1", begun_by="D1"), "D1")
LOOKED = at(1, PatrolLooked(patrol="P1", stop="W1", looked="in_order", looked_by="D1"), "D1")
SKIPPED = at(2, PatrolSkipped(patrol="P1", stop="K", reason="camera is down", skipped_by="D1"), "D1")
ENDED = at(3, PatrolEnded(patrol="P1", tour="T1", stops_looked=1, stops_skipped=1, ended_by="D1"), "D1")


def test_a_walk_ends_when_each_stop_was_looked_at_or_passed_over() -> None:
    assert refused(ENDED, TOUR) == "patrol_not_walked"
    assert refused(ENDED, TOUR, BEGUN, LOOKED) == "stops_left"
    assert refused(ENDED, TOUR, BEGUN, LOOKED, SKIPPED) is None
    record = record_of([house(), TOUR, BEGUN, LOOKED, SKIPPED, ENDED])
    walk = patrol_of(record.standing(at=second("03-15 23:00")), record.facts, HOUSE, "P1")
    assert walk is not None
    assert (walk.state, len(walk.looks), walk.left(STOPS)) == ("ended", 2, ())


def test_patrol_out_of_turn() -> None:
    assert broken("patrol_out_of_turn", TOUR, LOOKED) == [f"{HOUSE}|P1"]
    assert broken("patrol_out_of_turn", TOUR, BEGUN, LOOKED) == []


def test_patrol_left_open() -> None:
    assert broken("patrol_left_open", TOUR, BEGUN, minutes=120) == [f"{HOUSE}|P1"]
    off = at(9, PatrolBrokenOff(patrol="P1", reason="fire", broken_off_by="D1"), "D1")
    assert broken("patrol_left_open", TOUR, BEGUN, off, minutes=120) == []


def test_each_turn_of_the_tours_is_owed_until_the_tour_is_given_up() -> None:
    given_up = fact(TourSet(tour="T1", title="Inside", set_by="D1"), "03-20 08:00", number=91)
    record = record_of([house(), TOUR, given_up])
    standing = record.standing(at=second("03-30 00:00"))
    keys, _ = GROUPS["tours"](standing, None, second("03-15 08:00"), second("03-16 08:00"))
    assert sorted(standing.names.name(key) for key in keys.tolist()) == ["QZ-D|T1|1", "QZ-D|T1|2"]
    keys, _ = GROUPS["tours"](standing, None, second("03-21 08:00"), second("03-22 08:00"))
    assert len(keys) == 0
    assert tours(standing, record.facts, HOUSE) == ()


def test_how_a_house_answers_is_as_it_was_set_last() -> None:
    first = GatheringSet(call_sign="Q-1", camera="YARD", room="Room 1", set_by="D1")
    later = GatheringSet(call_sign="Q-1", camera="HALL", room="Room 2", set_by="D1")
    record = record_of([house(), fact(first, "03-01 08:00"), fact(later, "03-02 08:00", number=2)])
    assert settings_of(record.standing(at=second("03-15 08:00")), record.facts, HOUSE) == later
