"""The lines that must read zero, over the rehearsed city: board, calendar and daily reports say one thing."""

from datetime import datetime, timedelta

import pytest

from lazaretto.board.bottom_lines_page import LinesPage, line_page, lines_page
from lazaretto.board.charting import window_of
from lazaretto.board.city import BottomLine
from lazaretto.board.houses import House, houses
from lazaretto.board.indicating import bottom_lines
from lazaretto.facts.periods import instant, local_days, seconds
from lazaretto.obligations.assessing import Assessment, assess
from lazaretto.obligations.force import InForce, Shelf, in_force
from lazaretto.registers.standing import Standing
from lazaretto.reports.drawing import draw_city, look
from tests.unit.rehearsal.rehearsing import FIRST, LAST, ZONE, City, clock

OFFICE = "TS-Z"
END = clock(LAST + timedelta(days=1), 0)
Seen = tuple[Assessment, tuple[InForce, ...], tuple[House, ...], tuple[BottomLine, ...]]


def see(city: City, at: datetime) -> Seen:
    """The city at an instant, as a board sees it."""
    record = city.record
    standing = record.standing(at=seconds(at))
    forces = in_force(standing, shelf={(city.protocol.id, city.protocol.version): city.protocol})
    assessment = assess(
        forces=forces, standing=standing, window=window_of(instant(standing.at), zone=ZONE),
        fact_id=lambda n: record.facts[n].id,
    )  # fmt: skip
    every = houses(standing, facts=record.facts)
    return assessment, forces, every, bottom_lines(assessment, forces=forces, seen=every)


def over_weeks(city: City, at: datetime) -> LinesPage:
    assessment, forces, every, lines = see(city, at)
    return lines_page(
        assessment, forces=forces, lines=lines, seen=every, zone=ZONE,
        window=window_of(at, zone=ZONE), weeks=12,
    )  # fmt: skip


@pytest.mark.slow  # it draws up four weeks of reports
def test_each_day_of_the_calendar_is_that_day_s_report(city: City) -> None:
    """Both as known in the end: the reports count by themselves, the pages by the board's own rules."""
    record = city.record
    codes = [record.facilities.name(number) for number in range(len(record.facilities))]

    def shelf(_: Standing) -> Shelf:
        return {(city.protocol.id, city.protocol.version): city.protocol}

    calendar = {one.line.id: dict(zip(one.days, one.all, strict=True)) for one in over_weeks(city, END).lines}
    assert sum(sum(days.values()) for days in calendar.values()) > 0
    known = local_days(LAST + timedelta(days=3), zone=ZONE).start
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        sheet = draw_city(
            look(record, day=day, zone=ZONE, known_at=known, shelf=shelf), "TS", office=OFFICE, codes=codes
        ).sheet
        reported = {line: sheet.table("bottom_lines").at(line, "count") for line in calendar}
        assert {line: days[day] for line, days in calendar.items()} == reported, day


def test_the_breaches_that_count_are_as_many_as_the_figure(city: City) -> None:
    """As each day ends on which a line was broken: what a page still counts is what the board counts."""
    broken = {
        day for one in over_weeks(city, END).lines for day, n in zip(one.days, one.all, strict=True) if n
    }
    figures = 0
    for day in sorted(broken):
        at = clock(day + timedelta(days=1), 0)
        assessment, forces, every, lines = see(city, at)
        for line in lines:
            page = line_page(
                assessment, facts=city.record.facts, forces=forces, line=line, seen=every, zone=ZONE,
                window=window_of(at, zone=ZONE), weeks=12,
            )  # fmt: skip
            assert sum(one.counts for one in page.breaches) == line.count
            assert page.breaches_in_all == sum(page.of.all)
            assert {one.finding for one in page.breaches if one.counts} >= set(line.findings)
            figures += line.count
    assert figures > 0
