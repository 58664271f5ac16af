"""What is slow is made by one reader at a time, a third of the time at most; what is quick, at once."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from lazaretto.actions.pacing import REST, Paced


class Clock:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Desk:
    """Readers of the latest edition: each fact makes the one before it unfit."""

    def __init__(self, *, takes: float) -> None:
        self.clock = Clock()
        self.takes = takes
        self.facts = 0
        self.made: list[int] = []
        self.paced: Paced[int] = Paced(clock=self.clock, keep=2)

    def read(self, *, oldest: int = 1000, make: Callable[[], int] | None = None) -> int:
        wanted = self.facts
        return self.paced.get(
            "live", make or self.make, fits=lambda had: had == wanted,
            serves=lambda had: wanted - had <= oldest,
        )  # fmt: skip

    def make(self) -> int:
        made = self.facts
        self.clock.seconds += self.takes
        self.made.append(made)
        return made

    def state(self) -> None:
        self.facts += 1


def slow_desk() -> Desk:
    """A desk that was found slow: its first two editions took three seconds each."""
    desk = Desk(takes=3.0)
    desk.read()
    desk.state()
    desk.read()
    return desk


def test_what_fits_is_not_made_again() -> None:
    desk = Desk(takes=3.0)
    assert [desk.read(), desk.read()] == [0, 0]
    assert desk.made == [0]


def test_something_quick_is_new_after_every_fact() -> None:
    desk = Desk(takes=0.05)
    for fact in range(20):
        assert desk.read() == fact
        desk.state()


def test_one_slow_start_is_not_taken_for_a_large_network() -> None:
    desk = Desk(takes=3.0)
    desk.read()
    desk.takes = 0.05
    for fact in range(1, 5):
        desk.state()
        assert desk.read() == fact


def test_something_slow_rests_for_twice_as_long_as_it_took() -> None:
    desk = slow_desk()
    desk.state()
    assert desk.read() == 1
    desk.clock.seconds += REST * 3.0 - 0.01
    assert desk.read() == 1
    desk.clock.seconds += 0.02
    assert desk.read() == 2


@pytest.mark.parametrize("takes", [1.5, 3.0, 40.0])
def test_at_most_a_third_of_the_time_is_spent_making(takes: float) -> None:
    """A fact and a reader every tenth of a second."""
    desk = Desk(takes=takes)
    desk.read()
    desk.state()
    desk.read()
    began, before = desk.clock.seconds, len(desk.made)
    while desk.clock.seconds < began + 50 * takes:
        desk.state()
        desk.read()
        desk.clock.seconds += 0.1
    spent = takes * (len(desk.made) - before)
    assert 0.25 < spent / (desk.clock.seconds - began) <= 1 / 3


def test_too_old_is_never_shown() -> None:
    desk = slow_desk()
    for _ in range(6):
        desk.state()
    assert desk.read(oldest=5) == 7


def test_nobody_waits_while_another_reader_makes_the_next() -> None:
    desk = slow_desk()
    desk.state()
    desk.clock.seconds += REST * 3.0
    begun, go_on = threading.Event(), threading.Event()

    def long() -> int:
        begun.set()
        assert go_on.wait(10)
        return desk.make()

    with ThreadPoolExecutor(1) as other:
        first = other.submit(desk.read, make=long)
        assert begun.wait(10)
        assert [desk.read() for _ in range(5)] == [1] * 5
        assert not first.done()
        go_on.set()
        assert first.result(10) == 2
    assert desk.read() == 2


def test_who_has_nothing_to_read_waits_and_it_is_made_once() -> None:
    desk = Desk(takes=3.0)
    begun, go_on = threading.Event(), threading.Event()

    def long() -> int:
        begun.set()
        assert go_on.wait(10)
        return desk.make()

    with ThreadPoolExecutor(4) as others:
        first = others.submit(desk.read, make=long)
        assert begun.wait(10)
        waiting = [others.submit(desk.read) for _ in range(3)]
        go_on.set()
        assert [first.result(10), *(one.result(10) for one in waiting)] == [0] * 4
    assert desk.made == [0]


def test_a_failure_is_the_readers_own_and_keeps_nobody_out() -> None:
    desk = slow_desk()
    desk.state()
    desk.clock.seconds += REST * 3.0

    def failing() -> int:
        raise OSError("no memory")

    with pytest.raises(OSError, match="no memory"):
        desk.read(make=failing)
    assert desk.read() == 2


def test_few_are_kept() -> None:
    made: list[str] = []
    paced: Paced[str] = Paced(clock=Clock(), keep=2)

    def make(key: str) -> str:
        made.append(key)
        return key

    for key in ("a", "b", "c", "c", "a"):
        paced.get(key, partial(make, key), fits=lambda _: True, serves=lambda _: True)
    assert made == ["a", "b", "c", "a"]
