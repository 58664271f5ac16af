"""Draws depend on seed and name alone."""

from itertools import permutations

from lazaretto.rehearsal.streams import Stream

NAMES = (("temperature", "QZ-D", 1), ("temperature", "QZ-D", 2), ("visit", "QZ-D", 1))


def test_a_draw_does_not_know_what_was_drawn_before() -> None:
    wanted = {name: Stream(7, *name).bytes(100) for name in NAMES}
    for order in permutations(NAMES):
        assert {name: Stream(7, *name).bytes(100) for name in order} == wanted


def test_pieces_are_the_same_as_the_whole() -> None:
    whole, pieces = Stream(7, "a").bytes(200), Stream(7, "a")
    assert b"".join(pieces.bytes(n) for n in (1, 63, 64, 70, 2)) == whole


def test_seed_and_name_tell_streams_apart() -> None:
    drawn = {Stream(seed, *name).bytes(16) for seed in (1, 2) for name in NAMES}
    assert len(drawn) == 6


def test_parts_of_a_name_do_not_run_together() -> None:
    assert Stream(1, "ab", "c").bytes(16) != Stream(1, "a", "bc").bytes(16)


def test_whole_numbers_stay_in_their_bounds_and_reach_them() -> None:
    draw = Stream(3, "numbers")
    drawn = [draw.between(-2, 3) for _ in range(600)]
    assert set(drawn) == {-2, -1, 0, 1, 2, 3}


def test_shuffling_loses_nobody() -> None:
    assert sorted(Stream(3, "deck").shuffled(range(52))) == list(range(52))


def test_a_chance_of_none_never_comes_and_of_all_always() -> None:
    draw = Stream(3, "chance")
    assert not any(draw.chance(0) for _ in range(200))
    assert all(draw.chance(1000) for _ in range(200))
