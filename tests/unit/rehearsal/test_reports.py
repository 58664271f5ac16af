"""The reports of the rehearsed city: what does not reconcile is what the registers doubt, and no more."""

from datetime import timedelta
from itertools import pairwise

import pytest

from lazaretto.facts.periods import local_days
from lazaretto.obligations.force import Shelf
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing
from lazaretto.reports.drawing import draw_city, draw_facility, look
from lazaretto.reports.laws import BY_NAME
from lazaretto.reports.report import Report
from tests.unit.rehearsal.rehearsing import FIRST, LAST, ZONE, City

OFFICE = "TS-Z"
DAYS = (LAST - FIRST).days + 1


@pytest.fixture(scope="module")
def reports(city: City) -> list[tuple[Report, list[Report]]]:
    """Each day's report of the city and of each of its houses, as known three days later."""
    record = city.record
    codes = [record.facilities.name(number) for number in range(len(record.facilities))]

    def shelf(_: Standing) -> Shelf:
        return {(city.protocol.id, city.protocol.version): city.protocol}

    found = []
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        known = local_days(day + timedelta(days=3), zone=ZONE).start
        seen = look(record, day=day, zone=ZONE, known_at=known, shelf=shelf)
        whole = draw_city(seen, "TS", office=OFFICE, codes=codes)
        found.append((whole, [draw_facility(seen, code) for code in codes]))
    return found


def test_what_does_not_reconcile_hangs_on_facts_that_the_registers_doubt(
    city: City, reports: list[tuple[Report, list[Report]]]
) -> None:
    """Seeded contradictions and nothing else: an admission said twice, a leg ended twice."""
    record = city.record
    end = local_days(LAST + timedelta(days=1), zone=ZONE).start
    standing = record.standing(at=int(end.timestamp()))
    doubted = {record.facts[problem.fact].id for problem in standing.problems}
    failures = [one for _, houses in reports for house in houses for one in house.failures]
    assert failures
    assert [one for one in failures if not doubted & set(one.facts)] == []


def test_houses_sum_to_the_city_every_day(reports: list[tuple[Report, list[Report]]]) -> None:
    for whole, houses in reports:
        assert [house.sheet for house in houses] == list(whole.sheet.houses)
        assert list(BY_NAME["houses_sum_to_city"](whole.sheet)) == []
        assert list(BY_NAME["transfers_meet"](whole.sheet)) == []


def test_yesterday_s_today_is_today_s_yesterday(reports: list[tuple[Report, list[Report]]]) -> None:
    """As known three days later each; the late facts of the rehearsal are hours late, not days."""
    for (before, _), (now, _) in pairwise(reports):
        for table in ("custody_layers", "custody_sexes", "gate", "legs"):
            was, today = before.sheet.table(table), now.sheet.table(table)
            assert was.column("today") == today.column("yesterday"), (now.day, table)


def test_a_report_s_bytes_are_the_same_from_half_the_record_that_was_known(city: City) -> None:
    day = FIRST + timedelta(days=9)
    known = local_days(day + timedelta(days=1), zone=ZONE).start + timedelta(hours=8)

    def shelf(_: Standing) -> Shelf:
        return {(city.protocol.id, city.protocol.version): city.protocol}

    half = Record()
    half.append(fact for fact in city.facts if fact.recorded <= known)
    drawn = [
        draw_facility(look(record, day=day, zone=ZONE, known_at=known, shelf=shelf), "QZ-D").digest
        for record in (city.record, half)
    ]
    assert drawn[0] == drawn[1]
