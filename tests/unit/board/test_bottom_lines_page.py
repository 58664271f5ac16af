"""The lines that must read zero over some weeks: figure, breaches, days and houses (M02)."""

from datetime import date

from lazaretto.board.bottom_lines_page import LinePage, LinesPage, line_page, lines_page
from lazaretto.board.indicating import bottom_lines
from lazaretto.facts.command import LeaderNamed
from lazaretto.facts.custody import Moved
from lazaretto.facts.fact import Fact
from lazaretto.facts.testing import RoundOpened
from tests.stating import fact, moment
from tests.unit.board.world import look

ZONE = "Asia/Shanghai"
CLOSED = fact(
    RoundOpened(
        round="R1", stratum="detainees", muster=("A", "B", "C"), closes=moment("03-14 20:00"),
    ),
    "03-14 08:00", number=60,
)  # fmt: skip
STRANGER = fact(Moved(person="C", cell="QZ-D/T/01"), "03-15 09:10", number=61)
OLD = fact(
    RoundOpened(round="R0", stratum="detainees", muster=("A",), closes=moment("03-13 20:00")), "03-13 11:00",
    number=59,
)  # fmt: skip
LEADER = fact(LeaderNamed(person="L1", title="deputy director"), "03-10 08:00", number=62)


def page(
    line: str, *said: Fact, at: str = "03-15 10:00", codes: tuple[str, ...] = ("QZ-D", "MJ-D")
) -> LinePage:
    seen = look(*said, at=at)
    mine = seen.houses(codes)
    found = bottom_lines(seen.assessment, forces=seen.forces, seen=mine)
    return line_page(
        seen.assessment, facts=seen.record.facts, forces=seen.forces, seen=mine, zone=ZONE, weeks=4,
        line=next(one for one in found if one.id == line), window=seen.window,
    )  # fmt: skip


def every(*said: Fact, at: str = "03-15 10:00") -> LinesPage:
    seen = look(*said, at=at)
    found = bottom_lines(seen.assessment, forces=seen.forces, seen=seen.houses())
    return lines_page(
        seen.assessment, forces=seen.forces, lines=found, seen=seen.houses(), zone=ZONE, window=seen.window,
        weeks=4,
    )  # fmt: skip


def test_without_a_breach_every_day_reads_zero() -> None:
    for one in every().lines:
        assert (one.line.count, sum(one.all), one.houses, one.zero_days) == (0, 0, (), None)
        assert one.at_zero == 3  # the office too


def test_the_weeks_begin_on_a_monday_and_hold_today() -> None:
    one = every().lines[0]
    assert len(one.days) == 28
    assert one.days[0].weekday() == 0
    assert one.today == date(2022, 3, 15)
    assert one.today in one.days[-7:]
    assert one.since == date(2022, 3, 1)


def test_a_breach_is_told_with_its_fact_whose_it_is_and_what_counts() -> None:
    found = page("nobody-mixed", STRANGER, LEADER)
    assert found.of.line.count == len(found.breaches) == found.breaches_in_all > 0
    (one,) = {breach.subject: breach for breach in found.breaches}.values()
    assert (one.kind, one.facility, one.subject, one.at) == ("breach", "QZ-D", "C", moment("03-15 09:10"))
    assert one.fact == STRANGER.id
    assert one.counts
    assert one.look == moment("03-15 10:00")
    assert one.whose.person == "L1"
    assert [clause.id for clause in found.of.clauses] == ["quarantine.cohort"]


def test_whoever_a_round_missed_counts_on_the_day_it_closed() -> None:
    found = page("nobody-missed", CLOSED)
    assert found.of.line.count == 3
    assert {breach.kind for breach in found.breaches} == {"missed"}
    assert {breach.subject for breach in found.breaches} == {"A", "B", "C"}
    assert found.of.all[found.of.days.index(date(2022, 3, 14))] == 3
    assert [(one.facility, one.total) for one in found.of.houses] == [("QZ-D", 3)]
    assert found.of.zero_days == 1


def test_what_left_the_figure_stays_in_the_days() -> None:
    found = page("nobody-missed", OLD)
    assert found.of.line.count == 0
    (one,) = found.breaches
    assert not one.counts
    assert one.look == moment("03-13 20:01")
    assert found.of.zero_days == 2


def test_the_days_are_those_of_the_houses_seen() -> None:
    found = page("nobody-missed", CLOSED, codes=("MJ-D",))
    assert (found.breaches, found.of.houses, found.of.at_zero) == ((), (), 1)


def test_nothing_that_is_ahead_counts() -> None:
    found = page("nobody-missed", CLOSED, at="03-14 19:59")
    assert found.breaches_in_all == 0
