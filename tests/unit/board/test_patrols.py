"""Patrols drawn: what a tour owes now, a walk stop by stop, areas by day with the reason behind each gap."""

from collections.abc import Iterator
from datetime import time
from itertools import count

import msgspec
import pytest

from lazaretto.actions.begin_patrol import next_turn
from lazaretto.board.patrol_heat import AreaHeat, DutyDays, days_back, gaps, heat, opening
from lazaretto.board.patrol_walk import WalkShown, minutes_open, shown
from lazaretto.board.patrols_page import EVIDENCE, TourLine, house_tours
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
from lazaretto.obligations.patrols import patrols
from lazaretto.protocol.document import Recurring, Refrain, Slot
from tests.stating import fact, moment, second
from tests.unit.board.world import PROTOCOL, Seen, clause, look, words

DAY = Slot(id="day", label=words("the day"), opens=time(8), closes=time(8))
WALKED = msgspec.structs.replace(
    PROTOCOL,
    clauses=(
        clause("supervision.tours", Recurring(who="tours", slots=(DAY,), evidence=EVIDENCE, grace=60)),
        clause("supervision.open", Refrain(condition="patrol_left_open", settings={"minutes": 120})),
    ),
)
STOPS = (
    Stop(stop="gate", title="The gate", place="QZ-D/K/gate", seconds=20),
    Stop(stop="wing", title="Wing one", camera="W-1", seconds=40),
    Stop(stop="yard", title="The yard", seconds=30),
)
NUMBERS = count(500)


def said(body: Body, at: str, *, recorded: str | None = None) -> Fact:
    return fact(body, at, number=next(NUMBERS), recorded=recorded)


def tour(
    at: str = "03-10 08:00", *, stops: tuple[Stop, ...] = STOPS, turns: int = 1, code: str = "T1"
) -> Fact:
    return said(TourSet(tour=code, title="Round", stops=stops, turns=turns, set_by="D1"), at)


def walk(
    day: str, patrol: str = "P1", *, turn: int = 1, off: str | None = None, end: bool = True, **looks: str
) -> Iterator[Fact]:
    """A walk from nine o'clock on. looks: stop → what was said; ``skipped:why`` passes it over."""
    yield said(PatrolBegun(patrol=patrol, tour="T1", turn=turn, begun_by="D1"), f"{day} 09:00")
    for minute, (stop, what) in enumerate(looks.items(), 1):
        about, _, why = what.partition(":")
        body: Body = PatrolSkipped(patrol=patrol, stop=stop, reason=why, skipped_by="D1")
        if about != "skipped":
            body = PatrolLooked(patrol=patrol, stop=stop, looked=about, seen=why or None, looked_by="D1")  # type: ignore[arg-type]
        yield said(body, f"{day} 09:{minute:02}")
    if off is not None:
        yield said(PatrolBrokenOff(patrol=patrol, reason=off, broken_off_by="D2"), f"{day} 09:30")
    elif end:
        ended = PatrolEnded(patrol=patrol, tour="T1", turn=turn, stops_looked=len(looks), ended_by="D1")
        yield said(ended, f"{day} 09:40")


def seen(*facts: Fact, at: str) -> Seen:
    return look(*facts, at=at, protocol=WALKED)


def line(*facts: Fact, at: str) -> TourLine:
    here = seen(*facts, at=at)
    (one,) = house_tours(
        here.assessment.standing, owed=here.assessment, facts=here.record.facts, forces=here.forces,
        houses=here.houses({"QZ-D"}),
    )  # fmt: skip
    return one.tours[0]


def walks(here: Seen) -> tuple[WalkShown, ...]:
    standing, facts = here.assessment.standing, here.record.facts
    found = patrols(standing, facts, "QZ-D")
    return tuple(shown(standing, one, facts=facts, forces=here.forces) for one in found)


def rows(*facts: Fact, at: str, days: int = 3) -> dict[str, AreaHeat]:
    here = seen(*facts, at=at)
    back = days_back(moment(at), days, opens=time(8), zone="Asia/Shanghai")
    found = heat(
        here.assessment.standing, facts=here.record.facts, facility="QZ-D", walks=walks(here), days=back,
        at=moment(at),
    )  # fmt: skip
    return {row.area: row for row in found}


def test_a_tour_is_owed_until_it_is_walked() -> None:
    owed = line(tour(), at="03-15 08:30")
    assert owed.state == "late"  # yesterday's slot can still be answered for half an hour
    assert [turn.state for turn in owed.turns] == ["late", "owed"]
    assert line(tour(), at="03-15 09:30").state == "owed"
    assert line(tour(), at="03-15 09:30").due == moment("03-16 08:00")
    assert len(line(tour(), at="03-15 09:30").missed) == 1
    met = line(tour(), *walk("03-15", gate="in_order"), at="03-15 10:00")
    assert [turn.state for turn in met.turns] == ["met"]
    assert met.due is None
    assert met.last is not None
    assert met.last.patrol == "P1"


def test_each_turn_is_a_walk_of_its_own() -> None:
    half = line(tour(turns=2), *walk("03-15", gate="in_order"), at="03-15 10:00")
    assert [(turn.turn, turn.state) for turn in half.turns] == [(1, "met"), (2, "owed")]
    here = seen(tour(turns=2), *walk("03-15", gate="in_order"), at="03-15 10:00")
    held = patrols(here.assessment.standing, here.record.facts, "QZ-D")
    assert next_turn(held, turns=2) == 2
    assert next_turn(held, turns=1) == 1  # a walk nobody asked for is one of the last turn
    assert next_turn([], turns=2) == 1


def test_a_tour_of_whatever_code_is_owed_by_its_own_house() -> None:
    odd = line(tour(code="A|2|B"), at="03-15 09:30")
    assert [(turn.turn, turn.state) for turn in (*odd.missed, *odd.turns)] == [(1, "missed"), (1, "owed")]
    assert odd.tour == "A|2|B"


def test_a_tour_that_is_given_up_is_walked_no_more_and_of_one_second_the_last_word_counts() -> None:
    here = seen(tour(), tour(stops=()), at="03-15 09:30")
    (one,) = house_tours(
        here.assessment.standing, owed=here.assessment, facts=here.record.facts, forces=here.forces,
        houses=here.houses({"QZ-D"}),
    )  # fmt: skip
    assert one.tours == ()


def test_a_walk_under_way_stands_beside_what_is_owed_and_after_two_days_is_history() -> None:
    lying = tuple(walk("03-14", gate="in_order", end=False))
    under_way = line(tour(), *lying, at="03-15 08:30").running
    assert under_way is not None
    assert (under_way.overdue, [stop.stop for stop in under_way.left]) == (True, ["wing", "yard"])
    assert line(tour(), *lying, at="03-17 09:00").running is None


def test_how_long_a_walk_takes_is_said_only_where_each_stop_says_it() -> None:
    assert line(tour(), at="03-15 09:30").seconds == 90
    unsaid = (*STOPS, Stop(stop="roof", title="The roof"))
    assert line(tour(stops=unsaid), at="03-15 09:30").seconds is None


def test_a_walk_says_what_was_seen_what_was_passed_over_and_what_was_left() -> None:
    facts = walk("03-15", gate="remarkable:asleep", wing="skipped:drill", off="fire")
    (one,) = walks(seen(tour(), *facts, at="03-15 12:00"))
    assert [stop.said for stop in one.stops] == ["remarkable", "skipped", "left"]
    assert [stop.words for stop in one.stops] == ["asleep", "drill", None]
    assert (one.looked, one.skipped, len(one.found)) == (1, 1, 1)
    assert (one.state, one.reason, one.ended) == ("broken_off", "fire", moment("03-15 09:30"))
    assert one.until == moment("03-15 11:00")
    assert not one.overdue


def test_the_last_word_on_a_stop_counts_and_acts_of_one_second_stand_as_they_were_recorded() -> None:
    begun = said(PatrolBegun(patrol="P1", tour="T1", begun_by="D1"), "03-15 09:00")
    first = said(PatrolLooked(patrol="P1", stop="gate", looked="dark", looked_by="D1"), "03-15 09:00")
    again = said(PatrolLooked(patrol="P1", stop="gate", looked="in_order", looked_by="D1"), "03-15 09:00")
    (one,) = walks(seen(tour(), begun, first, again, at="03-15 09:10"))
    assert one.stops[0].said == "in_order"
    assert one.astray == 0


def test_a_look_at_a_stop_that_the_tour_has_not_is_shown_all_the_same() -> None:
    facts = walk("03-15", gate="in_order", roof="remarkable:open", end=False)
    (one,) = walks(seen(tour(), *facts, at="03-15 09:10"))
    assert [stop.stop for stop in one.stops] == ["gate", "wing", "yard", "roof"]
    assert one.stops[-1].title == "roof"


def test_a_walk_keeps_the_tour_as_it_was_when_it_began() -> None:
    changed = tour("03-15 09:20", stops=STOPS[:1])
    (one,) = walks(seen(tour(), *walk("03-15", gate="in_order", end=False), changed, at="03-15 10:00"))
    assert len(one.stops) == 3


@pytest.mark.parametrize(
    ("look_said", "why"),
    [("dark:fog", "dark"), ("skipped:drill", "skipped")],
)
def test_a_stop_without_a_picture_or_passed_over_is_a_gap_with_its_reason(look_said: str, why: str) -> None:
    found = rows(tour(), *walk("03-14", gate=look_said, wing="in_order", yard="in_order"), at="03-15 10:00")
    cell = found["QZ-D/K/gate"].cells[1]
    assert (cell.why, cell.words, cell.patrol, cell.gap) == (why, look_said.partition(":")[2], "P1", True)
    assert found["Wing one"].cells[1].looks == 1
    assert not found["Wing one"].cells[1].gap


def test_why_nobody_looked() -> None:
    off = rows(tour(), *walk("03-14", gate="in_order", off="fire"), at="03-15 10:00")["The yard"]
    assert [cell.why for cell in off.cells] == ["to_come", "broken_off", "nobody"]
    assert off.cells[1].words == "fire"
    lying = rows(tour(), *walk("03-14", gate="in_order", end=False), at="03-15 10:00")["The yard"]
    assert lying.cells[1].why == "unfinished"
    under_way = rows(tour(), *walk("03-15", gate="in_order", end=False), at="03-15 10:00")["The yard"]
    assert under_way.cells[0].why == "walking"
    assert not under_way.cells[0].gap


def test_of_two_walks_of_a_day_whoever_looked_counts() -> None:
    facts = (*walk("03-14", gate="dark", off="fire"), *walk("03-14", "P2", gate="remarkable:open"))
    cell = rows(tour(), *facts, at="03-15 10:00")["QZ-D/K/gate"].cells[1]
    assert (cell.looks, cell.found, cell.why) == (1, 1, None)


def test_an_area_is_no_gap_before_it_was_on_a_tour_nor_after() -> None:
    late = tour("03-14 09:00", stops=STOPS[:1])
    assert [cell.why for cell in rows(late, at="03-15 10:00")["QZ-D/K/gate"].cells] == [
        "to_come", "nobody", "not_set",
    ]  # fmt: skip
    given_up = tour("03-14 07:00", stops=STOPS[1:])
    found = rows(tour(), *walk("03-13", gate="in_order"), given_up, at="03-15 10:00")
    assert [cell.why for cell in found["QZ-D/K/gate"].cells] == ["not_set", "not_set", None]
    assert not found["QZ-D/K/gate"].walked
    assert list(found)[-1] == "QZ-D/K/gate"  # what is walked now stands first


def test_gaps_are_listed_the_latest_day_first() -> None:
    found = gaps(tuple(rows(tour(), at="03-15 10:00").values()))
    assert [gap.cell.day.day for gap in found] == [14] * 3 + [13] * 3


def test_a_day_of_duty_begins_with_the_slot() -> None:
    here = seen(at="03-15 10:00")
    assert opening(here.forces, here.assessment.standing.at, evidence=EVIDENCE) == time(8)
    assert opening((), second("03-15 10:00"), evidence=EVIDENCE) == time()
    days = days_back(moment("03-15 07:59"), 2, opens=time(8), zone="Asia/Shanghai")
    assert [day.day for day in days.days] == [14, 13]
    assert days.start == moment("03-13 08:00")
    assert days.ends(days.days[0]) == moment("03-15 08:00")
    assert DutyDays((), time(8), "Asia/Shanghai").of(moment("03-15 08:00")).day == 15


def test_where_no_document_speaks_of_patrols_none_is_late() -> None:
    here = look(tour(), *walk("03-14", gate="in_order", end=False), at="03-15 10:00")
    (one,) = walks(here)
    assert (one.until, one.overdue) == (None, False)
    assert minutes_open(here.forces, here.assessment.standing.at) is None
    (lines,) = house_tours(
        here.assessment.standing, owed=here.assessment, facts=here.record.facts, forces=here.forces,
        houses=here.houses({"QZ-D"}),
    )  # fmt: skip
    assert (lines.tours[0].state, lines.tours[0].turns) == ("ahead", ())
