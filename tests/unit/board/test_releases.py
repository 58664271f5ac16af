"""The release gate in words: every condition in every state has a sentence, and a cure where one is."""

from datetime import UTC, datetime

import pytest

from lazaretto.board.conditions_told import CURES, TITLES
from lazaretto.board.releases import release, told
from lazaretto.facts.vocabulary import BY_KIND
from lazaretto.obligations.clearing import GATE, Clearance, Status
from lazaretto.obligations.holding import Held
from lazaretto.obligations.reckoning import LegClock
from tests.stating import fact, moment

CLOCK = LegClock(
    person="P1", order="O1", layer=1, facility="QZ-L", cohort="K1", began=moment("03-01 09:00"), began_by=0,
    zero=moment("03-01 09:00"), zero_by=0, zero_rule="arrival", stated=moment("03-01 09:00"), stated_by=0,
    days=21, planned=21, computed=moment("03-22 08:00"), ordered=None, ordered_by=None, review_on=None,
    document="d", version="1", zone="Asia/Shanghai",
)  # fmt: skip
EVERYTHING = {
    "day": "9", "days": "21", "ends": "2022-03-22T00:00:00+00:00", "owed": "5", "done": "4", "missed": "14",
    "awaited": "20", "hours": "72", "limit": "37.3", "highest": "37.9", "cohort": "K1", "kept": "QS-D/T/01",
    "since": "2022-03-05T01:00:00+00:00", "wanted": "QS-D", "order": "O1", "review": "2022-03-10",
}  # fmt: skip
STATES = {
    "days_full": ("met", "not_met", "unknown"), "tests_negative": ("met", "not_met", "unknown"),
    "no_fever": ("met", "not_met", "unknown"), "no_symptoms": ("met", "not_met", "unknown"),
    "cohort_clean": ("met", "not_met"), "next_place_reserved": ("met", "not_met", "unknown"),
    "review_done": ("met", "not_met", "unknown"), "order_live": ("met",),
}  # fmt: skip


def clearance(*conditions: Held, status: Status = "blocked", clock: LegClock = CLOCK) -> Clearance:
    return Clearance(clock, conditions, status)


def only(held: Held) -> object:
    (condition,) = release(clearance(held), at=moment("03-10 12:00"), cell="QZ-L/A/01", facts=[]).conditions
    return condition


@pytest.mark.parametrize(("name", "state"), [(n, s) for n, states in STATES.items() for s in states])
def test_every_condition_says_how_it_stands_in_every_language(name: str, state: str) -> None:
    condition = only(Held(name, state, (), EVERYTHING))  # type: ignore[arg-type]
    for language in ("zh_hans", "zh_hant", "en"):
        said = getattr(condition.says, language)  # type: ignore[attr-defined]
        assert said
        assert "{" not in said


@pytest.mark.parametrize("lacking", ["order", "layer", "service"])
def test_what_an_order_lacks_is_said(lacking: str) -> None:
    condition = only(Held("order_live", "not_met", (), {"order": "O1", "lacking": lacking}))
    assert condition.says.en  # type: ignore[attr-defined]


def test_every_condition_of_the_gate_has_a_title_and_every_cure_is_a_kind_of_fact() -> None:
    assert set(TITLES) == {condition.__name__ for condition in GATE}
    assert set(CURES.values()) <= set(BY_KIND)


def test_a_condition_that_is_met_needs_no_cure_and_one_that_is_open_names_it() -> None:
    assert only(Held("review_done", "met", (), EVERYTHING)).cure is None  # type: ignore[attr-defined]
    assert only(Held("no_fever", "unknown", (), EVERYTHING)).cure == "hygiene.temperatures_taken"  # type: ignore[attr-defined]
    assert only(Held("no_fever", "not_met", (), EVERYTHING)).cure is None  # type: ignore[attr-defined]
    served = Held("order_live", "not_met", (), {"order": "O1", "lacking": "service"})
    assert only(served).cure == "quarantine.served"  # type: ignore[attr-defined]


def test_a_place_outside_and_a_last_leg_are_told_apart() -> None:
    outside = only(Held("next_place_reserved", "met", (), {"wanted": "County hospital"}))
    assert outside.says.en == "the next leg is served outside: County hospital"  # type: ignore[attr-defined]
    last = only(Held("next_place_reserved", "not_met"))
    assert last.says.en == "no place is kept in a general wing"  # type: ignore[attr-defined]


def test_the_gravest_stand_first_and_evidence_is_told_as_sentences() -> None:
    from lazaretto.facts.hygiene import Reading, TemperaturesTaken

    hot = fact(TemperaturesTaken(readings=(Reading(person="P1", celsius_tenths=379),)), "03-09 08:00")
    blocked = clearance(Held("no_fever", "not_met", (0,), EVERYTHING))
    lines = told(
        [clearance(status="counting"), blocked, clearance(status="overdue")],
        at=datetime(2022, 3, 10, tzinfo=UTC), cells={"P1": "QZ-L/A/01"}, facts=[hot],
    )  # fmt: skip
    assert [line.status for line in lines] == ["overdue", "blocked", "counting"]
    (evidence,) = lines[1].open[0].evidence
    assert evidence.fact == hot.id
    assert "37.9" in evidence.says.en
