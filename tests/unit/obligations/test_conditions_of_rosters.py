"""Conditions that follow the roster in force: who comes in without one, or while it keeps them at home."""

from typing import Any

from tests.examples.telling import Line
from tests.unit.obligations.breaking import broken

STAFF: Line = {"at": "03-01 09:00", "who": ["Zhao", "Qian", "Sun"], "enrolled as": "officer"}


def roster(at: str, first: str, last: str, **turns: str | list[str]) -> Line:
    return {"at": at, "roster with turns until": last, "from": first, "turns": turns}


def listed(at: str, first: str, last: str, *who: str) -> Line:
    return {"at": at, "roster until": last, "from": first, "who": list(who)}


def entered(at: str, who: str, **more: Any) -> Line:
    return {"at": at, "who": who, "entered": "administration", "with": "roster", **more}


def test_a_roster_with_turns_takes_its_days_from_what_was_signed_before() -> None:
    story = [
        STAFF,
        listed("03-02 08:00", "03-03", "03-20", "Zhao", "Qian"),
        roster("03-04 08:00", "03-05", "03-10", Zhao="A", Sun="B"),
        entered("03-04 09:00", "Qian"),  # before its days
        entered("03-05 09:00", "Zhao"), entered("03-05 09:00", "Sun"),
        entered("03-05 09:00", "Qian"),  # the list no longer lets them in
        entered("03-11 09:00", "Qian"),  # after its days it does again
    ]  # fmt: skip
    assert broken("unrostered_entry", *story) == ["Qian"]


def test_what_is_signed_later_says_nothing_of_whoever_came_in_before() -> None:
    story = [
        STAFF,
        roster("03-02 08:00", "03-03", "03-10", Zhao="A", Qian="A"),
        entered("03-05 09:00", "Qian"),
        roster("03-05 12:00", "03-03", "03-10", Zhao="A", Qian="C"),
        entered("03-05 13:00", "Qian"),
    ]
    assert broken("early_reentry", *story, days=7) == ["Qian"]
    assert broken("unrostered_entry", *story) == []  # whom a roster keeps at home is the other's


def test_a_list_that_is_signed_after_a_roster_adds_to_it() -> None:
    story = [
        STAFF,
        roster("03-02 08:00", "03-03", "03-10", Zhao="A"),
        listed("03-04 08:00", "03-05", "03-06", "Sun"),
        entered("03-05 09:00", "Sun"), entered("03-05 09:00", "Zhao"), entered("03-07 09:00", "Sun"),
    ]  # fmt: skip
    assert broken("unrostered_entry", *story) == ["Sun"]


def test_a_roster_of_another_house_lets_nobody_in() -> None:
    story = [STAFF, {**roster("03-02 08:00", "03-03", "03-10", Zhao="A"), "in": "QZ-L"}]
    assert broken("unrostered_entry", *story, entered("03-05 09:00", "Zhao")) == ["Zhao"]


def test_days_at_home_are_those_that_the_roster_gave() -> None:
    """Three days by one roster, fourteen by another; where none says it, as many as the clause does."""

    def story(days: str, *more: Line) -> list[Line]:
        return [
            STAFF,
            {"at": "03-03 09:00", "who": ["Zhao", "Qian"], "stepped into": "C"},
            roster("03-02 08:00", "03-03", "03-20", Zhao=[f"C {days}", "B"]),
            *more,
        ]

    early, late = entered("03-05 09:00", "Zhao"), entered("03-06 09:00", "Zhao")
    assert broken("early_reentry", *story("03-05", early), days=7) == ["Zhao"]
    assert broken("early_reentry", *story("03-05", late), days=7) == []
    assert broken("early_reentry", *story("03-16", entered("03-16 09:00", "Zhao")), days=7) == ["Zhao"]
    assert broken("early_reentry", *story("03-05", entered("03-09 09:00", "Qian")), days=7) == ["Qian"]
    assert broken("early_reentry", *story("03-05", entered("03-10 09:00", "Qian")), days=7) == []
    waited = {
        "at": "03-05 09:00",
        "who": "Zhao",
        "stepped into": "C",
    }  # two days later than the roster has it
    assert broken("early_reentry", *story("03-05", waited, entered("03-07 09:00", "Zhao")), days=7) == [
        "Zhao"
    ]
    assert broken("early_reentry", *story("03-05", waited, entered("03-08 09:00", "Zhao")), days=7) == []


def test_roster_despite() -> None:
    signed = {
        **roster("03-02 08:00", "03-03", "03-10", Zhao="A"),
        "despite": ["batch_incomplete"],
        "reason": "ill",
    }
    assert broken("roster_despite", STAFF, {**signed, "called": "R7"}) == ["R7"]
    assert broken("roster_despite", STAFF, roster("03-02 08:00", "03-03", "03-10", Zhao="A")) == []
