"""Seeded, found, false: the table of the demo's city, and the arithmetic behind it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from lazaretto.facts.periods import Period
from lazaretto.obligations.owed import Finding, identity
from lazaretto.protocol.document import Protocol
from lazaretto.rehearsal.assumptions import Assumptions
from lazaretto.rehearsal.errors import Seeded
from lazaretto.rehearsal.planned import SLIPS
from lazaretto.rehearsal.scoring import Score, score
from tests.unit.rehearsal.documents import SMALL
from tests.unit.rehearsal.rehearsing import FIRST, LAST, City, clock, rehearsed

NOON = datetime(2022, 3, 12, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)


def seeded(*expects: tuple[str, str], kind: str = "late_log") -> Seeded:
    return Seeded(kind, "QZ-D", NOON, NOON + HOUR, "The log came late", expects)


def finding(rule: str, subject: str, *, at: datetime = NOON, facility: str = "QZ-D") -> Finding:
    fact = UUID(int=1)
    return Finding(identity(rule, subject, str(at)), "late", rule, facility, subject, at, (fact,))


def test_an_error_that_came_out_is_found() -> None:
    outcome = score([seeded(("log", "QZ-D"))], [finding("log", "QZ-D")])
    assert (outcome.seeded, outcome.found, outcome.clean) == (1, 1, True)


def test_a_finding_of_two_days_counts_once() -> None:
    outcome = score([seeded(("log", "QZ-D"))], [finding("log", "QZ-D")] * 2)
    assert [line.findings for line in outcome.lines] == [1]


def test_half_of_what_was_named_is_not_found() -> None:
    outcome = score([seeded(("log", "QZ-D"), ("visit", "P1"))], [finding("log", "QZ-D")])
    assert (outcome.found, len(outcome.hidden), outcome.clean) == (0, 1, False)


@pytest.mark.parametrize(
    "other",
    [
        finding("visit", "QZ-D"),
        finding("log", "QZ-L"),
        finding("log", "QZ-D", facility="QZ-L"),
        finding("log", "QZ-D", at=NOON + HOUR),
        finding("log", "QZ-D", at=NOON - timedelta(seconds=1)),
    ],
)
def test_a_finding_of_another_rule_subject_place_or_time_is_false(other: Finding) -> None:
    outcome = score([seeded(("log", "QZ-D"))], [finding("log", "QZ-D"), other])
    assert (outcome.false, outcome.clean) == ((other,), False)


def test_what_is_still_on_its_way_is_neither_hidden_nor_false() -> None:
    pending = replace(seeded(("log", "QZ-D"), ("visit", "P1")), pending=True)
    outcome = score([pending], [finding("log", "QZ-D")])
    assert (outcome.seeded, outcome.hidden, outcome.false) == (0, (), ())


def test_the_table_has_a_line_a_kind_and_a_sum() -> None:
    errors = [seeded(("log", "QZ-D")), seeded(("gate", "P1"), kind="early_reentry")]
    table = score(errors, [finding("log", "QZ-D"), finding("new", "P9")]).table().splitlines()
    assert [line.split()[:3] for line in table[1:]] == [
        ["early_reentry", "1", "0"], ["late_log", "1", "1"], ["all", "2", "1"],
    ]  # fmt: skip
    assert table[-1].endswith("false 1")


def test_every_error_of_the_table_finds_its_occasion(city: City) -> None:
    assert city.unmade == ()
    assert len(city.seeded) == len(SLIPS)
    assert {error.kind for error in city.seeded} == {slip.kind for slip in SLIPS}


def test_everything_seeded_is_found_and_nothing_else(city: City) -> None:
    outcome = score(city.seeded, city.day_by_day())
    assert outcome.hidden == ()
    assert outcome.false == ()
    assert outcome.seeded == outcome.found == len(SLIPS)


def looked_at(city: City, day: date, hour: int, minute: int) -> Score:
    """The score of an instant, from what was known then, looking two days back."""
    at = clock(day, hour, minute)
    window = Period(at - timedelta(hours=48), at)
    return score(city.rehearsing.seeded(at=at), city.findings(at=at, known_at=at, window=window))


@pytest.mark.parametrize("day", [date(2022, 3, 12), date(2022, 3, 15), date(2022, 3, 24), date(2022, 4, 5)])
def test_at_any_instant_nothing_false_was_known(city: City, day: date) -> None:
    for hour, minute in ((9, 5), (22, 10)):
        assert looked_at(city, day, hour, minute).false == ()


@pytest.mark.slow
def test_at_every_instant_of_the_weeks_nothing_false_was_known(city: City) -> None:
    for number in range((LAST - FIRST).days + 1):
        for hour, minute in ((1, 30), (9, 5), (13, 40), (18, 30), (22, 10)):
            assert looked_at(city, FIRST + timedelta(days=number), hour, minute).false == ()


@pytest.mark.slow
def test_the_city_obeys_another_document_as_well(assumptions: Assumptions) -> None:
    other = rehearsed(1, SMALL, assumptions)
    outcome = score(other.seeded, other.day_by_day())
    assert (outcome.hidden, outcome.false) == ((), ())
    assert 0 < outcome.seeded < len(SLIPS)  # what no clause forbids is no error


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_other_seeds_are_clean_too(seed: int, protocol: Protocol, assumptions: Assumptions) -> None:
    other = rehearsed(seed, protocol, assumptions)
    outcome = score(other.seeded, other.day_by_day())
    assert (outcome.hidden, outcome.false, other.unmade) == ((), (), ())
