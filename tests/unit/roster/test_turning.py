"""Each rule of the loop by its name: what it forbids, and that dropping it allows it again."""

import numpy as np
import pytest

from lazaretto.obligations.rostering.judging import NAMES
from lazaretto.obligations.rostering.situation import Away
from lazaretto.roster.manning import stand_outside_phase
from lazaretto.roster.turning import (
    RULES_OF_CELLS,
    RULES_OF_MOVES,
    Move,
    State,
    absent_on_duty,
    allowed,
    inside_too_long,
    phase_cut_short,
    phase_out_of_order,
    phase_too_long,
    post_unqualified,
    start,
    turn_missing,
    turning,
    untrained_on_post,
)
from tests.rostering import changed, day, situation
from tests.unit.roster.planned import ground

# A, C and B of seven days, three of them served: phases may change on days 4, 7, 11 and 18.
HOUSE = ground()


def test_the_planner_names_its_rules_as_the_judge_does() -> None:
    assert {rule.__name__ for rule in (*RULES_OF_MOVES, *RULES_OF_CELLS)} <= set(NAMES)


@pytest.mark.parametrize(
    ("state", "to", "forbidden"),
    [
        (State("A"), "C", False), (State("A"), "B", True), (State("C"), "B", False),
        (State("C"), "A", True), (State("B"), "A", False), (State("B"), "C", True),
        (State(None), "A", True), (State(None), "B", False), (State(None), "C", False),
        (State(None, 99), "B", True), (State(None, 99), "C", False),
    ],
)  # fmt: skip
def test_phase_out_of_order(state: State, to: str, forbidden: bool) -> None:
    assert phase_out_of_order(HOUSE, Move(state, 4, to)) is forbidden  # type: ignore[arg-type]


def test_phase_cut_short() -> None:
    assert phase_cut_short(HOUSE, Move(State("B", 11), 4, "A"))
    assert not phase_cut_short(HOUSE, Move(State("B", 4), 4, "A"))
    assert not phase_cut_short(HOUSE, Move(State("A", 11), 4, None))  # an absence may break it off


def test_phase_too_long() -> None:
    assert phase_too_long(HOUSE, Move(State("A", 4), 4, "A"))
    assert not phase_too_long(HOUSE, Move(State("C", 4), 4, "C"))  # waiting is lawful
    assert phase_too_long(HOUSE, Move(State("B"), 7, "A"))  # nobody could come out on day 14
    assert not phase_too_long(HOUSE, Move(State("B"), 4, "A"))


def test_inside_too_long() -> None:
    strict = ground(situation(limits={"inside_too_long": {"days": 6}}))
    assert inside_too_long(strict, Move(State("B"), 4, "A"))
    assert not inside_too_long(HOUSE, Move(State("B"), 4, "A"))


def test_turn_missing_and_absent_on_duty() -> None:
    away = ground(changed(situation(), "O10", away=(Away(cause="sick", first=day(8), last=day(9)),)))
    n = next(n for n, m in enumerate(away.members) if m.person == "O10")
    of_none = [letter.phase is None for letter in away.letters]
    step = next(k for k, days in enumerate(away.steps) if 8 in days)
    assert turn_missing(away, n)[0, of_none].all()
    assert not turn_missing(away, n)[step].any()
    assert absent_on_duty(away, n)[step, ~np.array(of_none)].all()
    assert not absent_on_duty(away, n)[0].any()


def test_post_unqualified_and_untrained_on_post() -> None:
    asked = changed(situation(), "O10", known=())
    house = ground(asked)
    cook, officer = (
        next(n for n, m in enumerate(house.members) if m.person == person) for person in ("D0", "O10")
    )
    posted = [letter.group is not None for letter in house.letters]
    assert post_unqualified(house, cook)[:, posted].all()
    assert not post_unqualified(house, officer).any()
    assert untrained_on_post(house, officer)[:, posted].all()
    free = ground(asked, dropped=frozenset({"untrained_on_post"}))
    assert allowed(free, officer)[0, posted].all()


def test_stand_outside_phase() -> None:
    inside, outside = HOUSE.groups
    assert [stand_outside_phase(HOUSE, inside, phase) for phase in ("A", "B", "C", None)] == [
        False, True, True, True,
    ]  # fmt: skip
    assert [stand_outside_phase(HOUSE, outside, phase) for phase in ("A", "B", "C", None)] == [
        False, False, True, True,
    ]  # fmt: skip


def test_a_running_phase_is_not_shortened_when_a_longer_pattern_is_ordered() -> None:
    """7+7+7 → 14+14+14 on the third day: whoever is in a phase serves fourteen days of it."""
    house = ground(situation(length=14, days=42))
    machine = turning(house)
    for member in house.members:
        assert start(house, member) == State(member.phase, 11)
        state = machine.number[0, State(member.phase, 11)]
        for letter, to in enumerate(machine.contract.after[state]):
            assert (to >= 0) == (house.letters[letter].phase in (member.phase, None))


@pytest.mark.parametrize(("days", "forbidden"), [(5, True), (7, False)])
def test_who_was_away_for_less_than_a_phase_at_home_goes_home_first(days: int, forbidden: bool) -> None:
    """A week inside, then leave: standby only if the leave was as long as being at home."""
    asked = situation(served=0, days=35)
    who = next(member for member in asked.members if member.phase == "A")
    leave = Away(cause="leave", first=day(7), last=day(6 + days))
    house = ground(changed(asked, who.person, away=(leave,)))
    number = asked.members.index(who)
    machine, state = turning(house, number), start(house, house.members[number])
    here = machine.number[0, state]
    for letter in (house.letters_of("A")[0], house.letters_of(None)[0]):
        here = int(machine.contract.after[here, letter])
    assert bool(machine.contract.after[here, house.letters_of("B")[0]] < 0) is forbidden
    assert machine.contract.after[here, house.letters_of("C")[0]] >= 0
