"""No two facts of one process are recorded at one instant, so that they keep their order wherever they go."""

from datetime import timedelta

from lazaretto.actions.recording import Instants
from tests.stating import moment

NOON = moment("03-15 12:00")
TICK = timedelta(microseconds=1)


def test_what_is_recorded_in_one_tick_keeps_its_order() -> None:
    instants = Instants()
    assert [instants.one(NOON) for _ in range(3)] == [NOON, NOON + TICK, NOON + 2 * TICK]


def test_another_instant_is_taken_as_it_is() -> None:
    instants = Instants()
    asked = [NOON, NOON, NOON - TICK]
    assert [instants.one(one) for one in asked] == [NOON, NOON + TICK, NOON - TICK]


def test_two_acts_that_take_turns_are_given_no_instant_twice() -> None:
    instants = Instants()
    given = [instants.one(NOON + (n % 2) * TICK) for n in range(600)]
    assert len(set(given)) == len(given)
    for act in (given[::2], given[1::2]):
        assert act == sorted(act)
